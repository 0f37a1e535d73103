"""The list of sources that a person edits, as rows that were checked. Nothing is fetched here."""

from __future__ import annotations

import csv
import hashlib
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, get_args
from urllib.parse import urlsplit

from orchestration.ingest.identity import normalise_url

Kind = Literal["feed", "sitemap", "news_sitemap", "list", "warc"]
KINDS: tuple[str, ...] = get_args(Kind)
OWNERS = ("agency", "state", "private", "armed group", "monitor", "aid organisation", "intergovernmental")
COLUMNS = ("name", "kind", "address", "country_iso3", "language", "owner_type", "every_hours", "active")
_YES_NO = {"yes": True, "no": False}
_MAX_HOURS = 24 * 31
_ID_LENGTH = 16


class SourcesError(ValueError):
    """The list of sources cannot be used; the message names the file and each wrong line."""


@dataclass(frozen=True, slots=True)
class Source:
    """One line of the list."""

    name: str
    kind: Kind
    address: str  # a web address, or the path of a file or folder
    country_iso3: str | None
    language: str | None
    owner_type: str | None
    every_hours: float
    active: bool

    @property
    def source_id(self) -> str:
        """Stays the same while the address does."""
        return hashlib.sha256(self.address.encode()).hexdigest()[:_ID_LENGTH]

    @property
    def is_on_web(self) -> bool:
        return is_web_address(self.address)


def is_web_address(address: str) -> bool:
    """Whether it is a web address, and not the path of a file."""
    return urlsplit(address).scheme.lower() in ("http", "https")


def read_sources(path: Path) -> list[Source]:
    """The sources of a CSV file, in its order. Raises SourcesError, which tells of every wrong line at once."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        why = error.strerror if isinstance(error, OSError) else "it is not UTF-8 text"
        raise SourcesError(f"{path}: cannot be read ({why}). Set TALLYWIRE_SOURCES to the path of the list.") from error
    rows = csv.DictReader(text.splitlines(), strict=True)
    missing = [name for name in COLUMNS if name not in (rows.fieldnames or ())]
    if missing:
        raise SourcesError(f"{path}, line 1: {', '.join(missing)} missing. The first line must be {','.join(COLUMNS)}.")
    sources: list[Source] = []
    wrong: list[str] = []
    first_line: dict[str, int] = {}
    try:
        for row in rows:
            if not any((value or "").strip() for key, value in row.items() if key is not None):
                continue
            try:
                source = _source({name: (row[name] or "").strip() for name in COLUMNS}, path.parent)
                if None in row:
                    raise ValueError(f"it has more than {len(COLUMNS)} cells. Put a cell that contains a comma in quotes")
                before = first_line.setdefault(source.address, rows.line_num)
                if before != rows.line_num:
                    raise ValueError(f"line {before} already has this address. Keep one of the two lines")
            except ValueError as error:
                wrong.append(f"{path}, line {rows.line_num}: {error}.")
                continue
            sources.append(source)
    except csv.Error as error:
        wrong.append(f"{path}, line {rows.line_num}: it is not CSV ({error}).")
    if wrong:
        raise SourcesError("\n".join(wrong))
    return sources


def _source(row: dict[str, str], folder: Path) -> Source:
    """Raises ValueError."""
    if not row["name"]:
        raise ValueError("name is empty. Enter the outlet's name")
    if row["kind"] not in KINDS:
        raise ValueError(f"kind is {row['kind']!r}; expected one of {', '.join(KINDS)}")
    if row["active"] not in _YES_NO:
        raise ValueError(f"active is {row['active']!r}; expected yes or no")
    country, language, owner = row["country_iso3"], row["language"], row["owner_type"]
    if country and not (len(country) == 3 and country.isascii() and country.isupper()):
        raise ValueError(f"country_iso3 is {country!r}; expected a code of three capital letters, such as SYR")
    if language and not (len(language) == 2 and language.isascii() and language.islower()):
        raise ValueError(f"language is {language!r}; expected a code of two small letters, such as en")
    if owner and owner not in OWNERS:
        raise ValueError(f"owner_type is {owner!r}; expected one of {', '.join(OWNERS)}")
    return Source(
        name=row["name"],
        kind=row["kind"],  # type: ignore[arg-type]  # it is one of KINDS
        address=_address(row["address"], row["kind"], folder),
        country_iso3=country or None,
        language=language or None,
        owner_type=owner or None,
        every_hours=_hours(row["every_hours"]),
        active=_YES_NO[row["active"]],
    )


def _address(given: str, kind: str, folder: Path) -> str:
    if not given:
        raise ValueError("address is empty. Enter a web address or a path")
    if "://" in given:
        if kind == "warc":
            raise ValueError(f"address is {given!r}; expected a file or folder, because archives are read from disk")
        if normalise_url(given) is None:
            raise ValueError(f"address is {given!r}; expected an http or https address")
        return given
    if kind not in ("list", "warc"):
        raise ValueError(f"address is {given!r}; the address of a {kind} must begin with http:// or https://")
    path = folder / Path(given).expanduser()
    if not path.exists():
        raise ValueError(f"address is {given!r}, but there is no such file or folder")
    return str(path.absolute())


def _hours(given: str) -> float:
    try:
        hours = float(given)
    except ValueError:
        hours = 0.0
    if not 0 < hours <= _MAX_HOURS:
        raise ValueError(f"every_hours is {given!r}; expected a number above 0, at most {_MAX_HOURS}")
    return hours
