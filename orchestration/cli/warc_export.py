"""What was landed on a day as a web archive (WARC 1.1) that other tools read: the evidence, outside of Tallywire.

The same day gives the same bytes. What is read from archives belongs to `ingest`.
"""

from __future__ import annotations

import io
import json
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any

from warcio.recordbuilder import RecordBuilder
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from orchestration.storage.landing import Landing

_OF_THE_WIRE = frozenset(("content-encoding", "content-length", "transfer-encoding"))
"""Headers about the form in which a body travelled; the body is kept as a browser gets it."""
_NAMESPACE = uuid.UUID("5d4f3a86-1c52-4f0a-9a53-0a3e7a9b7c11")
_FIELDS = "application/warc-fields"


@dataclass(frozen=True, slots=True)
class _Page:
    identity: str
    url: str
    final_url: str | None
    payload: bytes
    headers: dict[str, str]
    fetched_at: datetime


def export_warc(landing: Landing, day: date, path: Path) -> int:
    """Writes the pages of a landing day to a gzipped WARC file; returns how many. Raises OSError.

    What came from files is left out: it was never an answer of a server.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f".{path.name}.{uuid.uuid4().hex}.tmp")
    n_pages = 0
    try:
        with draft.open("wb") as file:
            writer = WARCWriter(file, gzip=True, warc_version="1.1")
            writer.write_record(_warcinfo(writer, day, path.name))
            for page in _pages(landing, day):
                for record in _records(writer, page):
                    writer.write_record(record)
                n_pages += 1
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)
    return n_pages


def _pages(landing: Landing, day: date) -> Iterator[_Page]:
    for name in landing.names("documents", day):
        for row in landing.read("documents", day, name).to_pylist():
            if row["method"] in ("web", "warc") and row["payload"] is not None and row["url"]:
                yield _page(row)


def _page(row: dict[str, Any]) -> _Page:
    headers = json.loads(row["headers"] or "{}")
    fetched_at = row["fetched_at"] or row["landed_at"]
    return _Page(row["document_id"], row["url"], row.get("final_url"), row["payload"], headers, fetched_at)


def _warcinfo(builder: RecordBuilder, day: date, name: str) -> Any:
    fields = (
        f"software: Tallywire/{version('tallywire')}\r\nformat: WARC File Format 1.1\r\nisPartOf: landed on {day}\r\n".encode()
    )
    headers = {"WARC-Record-ID": _urn(f"info {day}"), "WARC-Date": f"{day}T00:00:00Z", "WARC-Filename": name}
    return builder.create_warc_record(
        "", "warcinfo", io.BytesIO(fields), length=len(fields), warc_content_type=_FIELDS, warc_headers_dict=headers
    )


def _records(builder: RecordBuilder, page: _Page) -> Iterator[Any]:
    """The answer and, where redirects led elsewhere, a record that says to which address."""
    headers = {"WARC-Record-ID": _urn(page.identity), "WARC-Date": f"{page.fetched_at:%Y-%m-%dT%H:%M:%S.%fZ}"}
    http = [(f"X-Archive-Orig-{name}" if name in _OF_THE_WIRE else name, value) for name, value in page.headers.items()]
    http.append(("Content-Length", str(len(page.payload))))
    yield builder.create_warc_record(
        page.url,
        "response",
        io.BytesIO(page.payload),
        length=len(page.payload),
        warc_headers_dict=headers,
        http_headers=StatusAndHeaders("200 OK", http, protocol="HTTP/1.1"),
    )
    if page.final_url and page.final_url != page.url:
        fields = f"final-url: {page.final_url}\r\n".encode()
        about = {
            "WARC-Record-ID": _urn(f"{page.identity} final"),
            "WARC-Date": headers["WARC-Date"],
            "WARC-Concurrent-To": headers["WARC-Record-ID"],
        }
        yield builder.create_warc_record(
            page.url, "metadata", io.BytesIO(fields), length=len(fields), warc_content_type=_FIELDS, warc_headers_dict=about
        )


def _urn(identity: str) -> str:
    return f"<urn:uuid:{uuid.uuid5(_NAMESPACE, identity)}>"
