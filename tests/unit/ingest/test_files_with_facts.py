"""Files that state facts beside their text: in their name or dateline, in front of the text, as the address of a saved page."""

from __future__ import annotations

import json
from datetime import date, datetime
from pathlib import Path

import pytest
import trafilatura

from orchestration.ingest.discover import find_documents
from orchestration.ingest.parse import parse_document
from orchestration.ingest.records import Document, ParsedArticle, Rejection
from orchestration.ingest.web.crawler import make_address_key

LANDED = datetime(2026, 12, 1)
WORDS = "Government shelling killed four civilians in the town of Sarmin on Tuesday, rescue workers said."
PAGE = """<html><head><title>Shelling in Sarmin</title>{head}</head><body><article><h1>Shelling in Sarmin</h1>
<p>Government shelling killed four civilians in the town of Sarmin on Tuesday, rescue workers said.</p>
<h2>Hospital</h2><ul><li>Two children died in hospital.</li></ul>
<p>The army did not comment on it. Residents said that many families had left.</p></article></body></html>"""


def read(
    folder: Path, name: str, content: bytes | str, sidecar: dict[str, object] | None = None
) -> tuple[Document, ParsedArticle]:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    if sidecar is not None:
        path.with_name(f"{path.name}.meta.json").write_text(json.dumps(sidecar))
    (document,) = find_documents([folder], landed_at=LANDED)
    found = parse_document(document)
    assert isinstance(found, ParsedArticle), found
    return document, found


@pytest.mark.parametrize(
    ("name", "day"),
    [
        ("2026-04-07-aleppo.txt", date(2026, 4, 7)),
        ("20260407.txt", date(2026, 4, 7)),
        ("aleppo_2026_04_07.md", date(2026, 4, 7)),
        ("2026.04.07 Aleppo.txt.gz", date(2026, 4, 7)),
        ("Aleppo 7 April 2026.txt", date(2026, 4, 7)),
        ("aleppo-07-Apr-2026.md", date(2026, 4, 7)),
        ("April 7, 2026 Aleppo.txt", date(2026, 4, 7)),
        ("2026-04-07T0915.txt", date(2026, 4, 7)),
        ("1945-05-08.txt", date(1945, 5, 8)),
        ("2026-04-07_to_2026-04-08.txt", None),
        ("2026-13-07.txt", None),
        ("2026-02-30.txt", None),
        ("2027-04-07.txt", None),
        ("07-04-2026.txt", None),
        ("report-120260407.txt", None),
        ("000_09b25139a57e068f.txt", None),
        ("april 2026.txt", None),
        ("1066-10-14.txt", None),
        ("2026-04-07/aleppo.txt", None),
    ],
)
def test_the_name_of_a_file_dates_its_article(tmp_path: Path, name: str, day: date | None) -> None:
    _, found = read(tmp_path, name, WORDS)
    assert found.published_on == day
    assert (found.published_at_method, found.published_at_prec) == (("file_name", "day") if day else (None, None))


def test_the_name_of_a_file_of_many_articles_dates_none(tmp_path: Path) -> None:
    content = json.dumps({"title": "T", "text": WORDS})
    (tmp_path / "2026-04-07.jsonl").write_text(content)
    (tmp_path / "2026-04-07.csv").write_text(f'title,text\nT,"{WORDS}"\n')
    for document in find_documents([tmp_path], landed_at=LANDED):
        found = parse_document(document)
        assert isinstance(found, ParsedArticle)
        assert found.published_at is None


def test_a_stated_date_counts_before_that_of_the_name(tmp_path: Path) -> None:
    _, found = read(tmp_path, "2026-04-07.txt", WORDS, {"published_at": "2026-04-05"})
    assert (found.published_on, found.published_at_method) == (date(2026, 4, 5), "given")


@pytest.mark.parametrize(
    ("front", "day"),
    [
        ("SARMIN, April 7, 2026 (XYZ) – ", date(2026, 4, 7)),
        ("SARMIN, Syria, 7 April 2026 (XYZ) -- ", date(2026, 4, 7)),
        ("SARMIN, Syria (XYZ), Apr. 7, 2026 — ", date(2026, 4, 7)),
        ("Sarmin (7 April 2026) - ", date(2026, 4, 7)),
        ("SARMIN, April 7 (XYZ) – ", None),
        ("SARMIN, April 7, 2027 (XYZ) – ", None),
        ("SARMIN, April 31, 2026 (XYZ) – ", None),
        ("Shelling hit Sarmin on April 7, 2026 – ", None),
        ("The town, which fell on 7 April 2026 - ", None),
        ("Four people died. SARMIN, April 7, 2026 – ", None),
    ],
)
def test_a_full_dateline_dates_its_article(tmp_path: Path, front: str, day: date | None) -> None:
    _, found = read(tmp_path, "x.txt", front + WORDS)
    assert (found.published_on, found.published_at_method) == (day, "dateline" if day else None)
    assert found.text == front + WORDS


FRONT = """---
title: "Shelling: four dead"
date: 2026-04-07T09:15:00Z
source: https://n.example/1
author: [A. Writer, B. Other]
draft: false
---

"""


def test_facts_in_front_of_a_text_are_read(tmp_path: Path) -> None:
    for name in ("x.md", "x.txt"):
        folder = tmp_path / name
        document, found = read(folder, name, FRONT + WORDS)
        assert document.document_key == "url:https://n.example/1"
        assert (found.title, found.text, found.author) == ("Shelling: four dead", WORDS, "A. Writer; B. Other")
        assert (found.url, found.published_at) == ("https://n.example/1", datetime(2026, 4, 7, 9, 15))


@pytest.mark.parametrize(
    ("front", "title"),
    [
        ("---\ntitle: Shelling: four: dead\nurl: https://n.example/1\n---\n", "Shelling: four: dead"),
        ("---\r\ntitle: Shelling\r\n---\r\n", "Shelling"),
        ("---\ntitle: 'It is\n---\n", "'It is"),
        ("---\nFour people died\n---\n", None),
        ("---\n- a\n- b\n---\n", None),
        ("---\na: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\n---\n", None),
        ("----\ntitle: x\n----\n", None),
    ],
)
def test_front_matter_that_is_no_yaml_is_read_by_its_lines_or_stays_text(tmp_path: Path, front: str, title: str | None) -> None:
    _, found = read(tmp_path, "x.txt", front + WORDS)
    assert found.title == title
    assert found.text == (WORDS if title else front + WORDS)


def test_a_sidecar_counts_before_the_facts_in_the_file(tmp_path: Path) -> None:
    document, found = read(
        tmp_path, "x.md", FRONT + WORDS, {"url": "https://n.example/2", "title": None, "published_at": "2026-04-05"}
    )
    assert document.document_key == "url:https://n.example/2"
    assert (found.title, found.published_on) == ("Shelling: four dead", date(2026, 4, 5))


def test_markdown_loses_its_marks_and_nothing_else(tmp_path: Path) -> None:
    marked = """Shelling in *Sarmin*
====================

**Government** [shelling](https://n.example/1 "x") killed ~four~ `4` civilians &amp; 5 < 6.
Second line.

* One_item_here
* 3 * 4 = 12

1. First

> "Quoted" words

![photo](x.png)

| Place | Dead |
|---|---|
| Sarmin | **4** |

---

    Indented code
"""
    _, found = read(tmp_path, "x.md", marked)
    assert found.title == "Shelling in Sarmin"
    assert found.text.split("\n\n") == [
        "Government shelling killed ~four~ 4 civilians & 5 < 6.\nSecond line.",
        *("One_item_here", "3 * 4 = 12", "First", '"Quoted" words', "Place | Dead", "Sarmin | 4", "Indented code"),
    ]


@pytest.mark.parametrize(
    "head",
    [
        '<link rel="canonical" href="https://www.n.example/news/1/?utm_source=x">',
        "<link href=https://n.example/news/1 rel=canonical />",
        '<meta property="og:url" content="https://n.example/news/1">',
        "<meta content='https://n.example/news/1' name='og:url'>",
        '<link rel="canonical" href="https://n.example/"><meta property="og:url" content="https://n.example/news/1">',
        '<!-- <link rel="canonical" href="https://n.example/2"> --><link rel="canonical" href="https://n.example/news/1">',
    ],
)
def test_a_saved_page_has_the_key_that_a_crawl_gives_it(tmp_path: Path, head: str) -> None:
    document, found = read(tmp_path, "x.html", PAGE.format(head=head))
    assert document.document_key == make_address_key("https://n.example/news/1")
    assert (found.url or "").startswith(("https://n.example/news/1", "https://www.n.example/news/1"))
    assert found.source_name == "n.example"


@pytest.mark.parametrize(
    "comment",
    [
        "<!-- saved from url=(0026)https://n.example/news/1 -->",
        "<!--\n Page saved with SingleFile \n url: https://n.example/news/1 \n saved date: x\n-->",
    ],
)
def test_the_note_of_a_browser_counts_before_the_page(tmp_path: Path, comment: str) -> None:
    page = PAGE.format(head='<link rel="canonical" href="https://n.example/other">')
    document, found = read(tmp_path, "x.html", f"<!DOCTYPE html>\n{comment}\n{page}")
    assert (document.document_key, found.url) == ("url:https://n.example/news/1", "https://n.example/news/1")


@pytest.mark.parametrize(
    "head",
    [
        '<link rel="canonical" href="https://n.example/">',
        '<link rel="canonical" href="/news/1">',
        '<link rel="alternate" href="https://n.example/news/1">',
        '<meta property="og:image" content="https://n.example/news/1">',
        "<!-- <link rel='canonical' href='https://n.example/news/1'> -->",
    ],
)
def test_other_addresses_are_not_that_of_the_page(tmp_path: Path, head: str) -> None:
    document, found = read(tmp_path, "x.html", PAGE.format(head=head))
    assert (document.document_key, found.url) == ("file:x.html", None)


def test_a_copy_of_a_site_keeps_the_days_in_its_folders(tmp_path: Path) -> None:
    _, found = read(tmp_path, "n.example/2026/04/07/shelling.html", PAGE.format(head=""))
    assert (found.published_on, found.published_at_method) == (date(2026, 4, 7), "file_name")


def test_hostile_heads_end_soon(tmp_path: Path) -> None:
    for head in ("<!--" * 200_000, "<link " * 100_000, '<meta content="' * 50_000, "<!-- saved from url=(0)" * 20_000):
        (tmp_path / "x.html").write_text(f"<html><head>{head}")
        (document,) = find_documents([tmp_path], landed_at=LANDED)
        assert document.document_key == "file:x.html"


@pytest.mark.parametrize(
    ("form", "name"),
    [("json", "x.json"), ("csv", "x.csv"), ("xml", "x.xml"), ("xmltei", "x.xml"), ("markdown", "x.md"), ("txt", "x.txt")],
)
def test_what_trafilatura_writes_is_read(tmp_path: Path, form: str, name: str) -> None:
    head = '<meta name="author" content="A. Writer"><meta property="og:site_name" content="Example News">'
    page = PAGE.format(head=f'{head}<meta property="article:published_time" content="2026-04-07">')
    written = trafilatura.extract(page, output_format=form, with_metadata=True, url="https://n.example/news/1")
    document, found = read(tmp_path, name, written or "")
    assert document.document_key == "url:https://n.example/news/1"
    assert (found.title, found.url, found.published_on) == ("Shelling in Sarmin", "https://n.example/news/1", date(2026, 4, 7))
    assert found.source_name == ("n.example" if form == "csv" else "Example News")
    assert all(words in found.text for words in (WORDS, "Two children died in hospital.", "The army did not comment on it."))
    assert "<" not in found.text


@pytest.mark.parametrize(
    ("content", "says"),
    [
        ("<rss><channel><item/></channel></rss>", "it is a feed or a sitemap. Name its address in your list of sources"),
        ("<note>words</note>", "its root is <note>"),
        ("no XML", "it is not XML"),
        ('<!DOCTYPE d [<!ENTITY a "b">]><doc><main><p>&a;</p></main></doc>', "it defines XML entities"),
    ],
)
def test_other_xml_says_what_it_is(tmp_path: Path, content: str, says: str) -> None:
    (tmp_path / "x.xml").write_text(content)
    (document,) = find_documents([tmp_path], landed_at=LANDED)
    found = parse_document(document)
    assert isinstance(found, Rejection)
    assert found.reason == "unsupported_format"
    assert says in found.message
