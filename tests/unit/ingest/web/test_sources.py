"""The list of sources: what is read from it, and how a wrong line is named."""

from __future__ import annotations

from pathlib import Path

import pytest

from orchestration.ingest.web.sources import COLUMNS, Source, read_sources
from orchestration.reference_lists import ReferenceListError
from orchestration.settings import REFERENCE_DIR

HEAD = ",".join(COLUMNS)
LINE = "The Outlet,feed,https://example.org/feed,SYR,en,private,1,yes"


def read(folder: Path, *lines: str) -> list[Source]:
    path = folder / "sources.csv"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return read_sources(path)


def test_a_line_is_a_source(tmp_path: Path) -> None:
    (tmp_path / "old").mkdir()
    (one, two) = read(tmp_path, HEAD, LINE, "", '"Archive, old",warc,old,,,,24,no')
    assert (one.name, one.kind, one.country_iso3, one.language, one.owner_type) == ("The Outlet", "feed", "SYR", "en", "private")
    assert (one.every_hours, one.active, one.is_on_web) == (1.0, True, True)
    assert (two.name, two.address, two.active, two.country_iso3, two.is_on_web) == (
        "Archive, old",
        str(tmp_path / "old"),
        False,
        None,
        False,
    )


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (LINE.replace("The Outlet", ""), "name is empty"),
        (LINE.replace("feed,", "telegram,"), "'telegram'"),
        (LINE.replace("https://", "gopher://"), "'gopher://example.org/feed'"),
        (LINE.replace("https://example.org/feed", "feed.xml"), "http://"),
        (LINE.replace("https://example.org/feed", ""), "address is empty"),
        (LINE.replace("SYR", "Syria"), "'Syria'"),
        (LINE.replace(",en,", ",english,"), "'english'"),
        (LINE.replace("private", "mine"), "'mine'"),
        (LINE.replace(",1,", ",often,"), "'often'"),
        (LINE.replace(",1,", ",nan,"), "'nan'"),
        (LINE.replace(",1,", ",0,"), "'0'"),
        (LINE.replace("yes", "maybe"), "'maybe'"),
        (LINE + ",more", "8 cells"),
        ("Old,warc,https://example.org/a.warc,,,,1,yes", "expected a file or folder"),
        ("Old,warc,no/such/folder,,,,1,yes", "no such file"),
    ],
)
def test_a_wrong_line_is_named_with_its_number(tmp_path: Path, line: str, said: str) -> None:
    with pytest.raises(ReferenceListError, match=r"sources\.csv, line 3: ") as caught:
        read(tmp_path, HEAD, LINE.replace("/feed", "/other"), line)
    assert said in str(caught.value)


def test_all_wrong_lines_are_named_at_once_and_the_same_address_twice_is_wrong(tmp_path: Path) -> None:
    with pytest.raises(ReferenceListError) as caught:
        read(tmp_path, HEAD, LINE, LINE, LINE.replace("yes", "no?"))
    assert "line 3: address 'https://example.org/feed' is already in line 2; keep one of the two lines" in str(caught.value)
    assert "line 4" in str(caught.value)


@pytest.mark.parametrize("content", [b"name,kind\n", b"", b"\xff\xfe\x00"])
def test_a_file_that_is_no_such_list_is_named(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "mine.csv"
    path.write_bytes(content)
    with pytest.raises(ReferenceListError, match=r"mine\.csv"):
        read_sources(path)
    with pytest.raises(ReferenceListError, match="TALLYWIRE_SOURCES"):
        read_sources(tmp_path / "none.csv")


def test_the_list_that_ships_can_be_read_and_asks_nobody_by_itself() -> None:
    sources = read_sources(REFERENCE_DIR / "sources.csv")
    assert sources
    assert not [source for source in sources if source.active]
