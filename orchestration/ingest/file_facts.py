"""The facts that a file of one article gives beside its text: in its sidecar, in front of its text, or as the address of a page.

Discovery makes the key from them, and parse.py the article. What the facts mean belongs to given_facts.py and parse.py.
"""

from __future__ import annotations

from typing import Any

from orchestration.ingest import media
from orchestration.ingest.decode import BinaryPayloadError, decode_text
from orchestration.ingest.given_dates import is_absent
from orchestration.ingest.given_facts import GivenFacts, read_object, sort_facts
from orchestration.ingest.marked_text import split_front_matter
from orchestration.ingest.saved_page import read_saved_address
from orchestration.ingest.xml_article import read_xml_article


def read_file_facts(media_type: str, payload: bytes, sidecar: bytes | None) -> GivenFacts:
    """The facts of a file; those of the sidecar count first. Raises GivenFactsError for the sidecar, else ProblemError."""
    beside = read_object(sidecar) if sidecar is not None else {}
    stated = {key: value for key, value in beside.items() if not is_absent(value)}
    return sort_facts({**_read_facts_within(media_type, payload), **stated})


def _read_facts_within(media_type: str, payload: bytes) -> dict[str, Any]:
    if media_type in (media.TEXT, media.MARKDOWN):
        try:
            return split_front_matter(decode_text(payload))[0]
        except BinaryPayloadError:
            return {}  # parse_document() reports it
    if media_type == media.HTML:
        url = read_saved_address(payload)
        return {"url": url} if url else {}
    return read_xml_article(payload) if media_type == media.XML else {}
