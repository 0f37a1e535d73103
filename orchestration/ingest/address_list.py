"""A file that lists addresses as data: an answer of GDELT, an export of Media Cloud, a table with a column of addresses.

Here belong the addresses and their dates. A plain list with one address a line, feeds and sitemaps belong to web/listings.py.
"""

from __future__ import annotations

import io
from collections.abc import Iterator

from orchestration.ingest.article_keys import has_meaning
from orchestration.ingest.given_facts import GivenFacts
from orchestration.ingest.nested_articles import list_facts, read_facts_or_none
from orchestration.ingest.reasons import ProblemError
from orchestration.ingest.table_rows import read_csv_rows

_SEPARATORS = b",;\t|"
_MAX_ROW_BYTES = 1024**2
_MARK = b"\xef\xbb\xbf"


def read_address_list(payload: bytes) -> list[tuple[str, str | None]] | None:
    """The addresses in JSON or in a table, each with its publication date if one is given; None: it is neither."""
    start = payload.removeprefix(_MARK).lstrip()
    if start[:1] in (b"{", b"["):
        facts = list_facts(payload, max_bytes=max(len(payload), _MAX_ROW_BYTES))
    elif _is_header(start.partition(b"\n")[0]):
        facts = list(_read_table(payload))
    else:
        return None
    return [(one.url, _find_publication_date(one)) for one in facts if one.url]


def _find_publication_date(facts: GivenFacts) -> str | None:
    """The date under a name that says what it is: the `Date` of GDELT is the day on which it saw the page."""
    return next((date.written for date in facts.dates if date.written and date.key.lower() != "date"), None)


def _is_header(line: bytes) -> bool:
    """Whether the first line names a column of addresses."""
    names = [line]
    for separator in _SEPARATORS:
        names = [part for name in names for part in name.split(bytes([separator]))]
    return any(has_meaning(name.decode(errors="replace").strip().strip('"'), "url") for name in names)


def _read_table(payload: bytes) -> Iterator[GivenFacts]:
    try:
        for row in read_csv_rows(io.BufferedReader(io.BytesIO(payload)), max_bytes=_MAX_ROW_BYTES, needs_text=False):
            facts = read_facts_or_none(row.payload) if row.payload is not None else None
            if facts is not None:
                yield facts
    except ProblemError:
        return
