"""Writes the pages that landed on a day to a web archive (WARC 1.1), as evidence that other tools can read.

Here belongs writing only; the same day always gives the same bytes. Reading archives belongs to `ingest`.
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

_TRANSFER_HEADERS = frozenset(("content-encoding", "content-length", "transfer-encoding"))
"""Headers about the encoding during transfer. The body is stored as a browser receives it, so they no longer apply."""
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


def write_warc(landing: Landing, day: date, path: Path) -> int:
    """Writes the pages of a landing day to a gzipped WARC file. Returns their number. Raises OSError.

    Documents that came from files are left out: no server sent them.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f".{path.name}.{uuid.uuid4().hex}.tmp")
    n_pages = 0
    try:
        with draft.open("wb") as file:
            writer = WARCWriter(file, gzip=True, warc_version="1.1")
            writer.write_record(_make_warcinfo(writer, day, path.name))
            for page in _read_pages(landing, day):
                for record in _make_records(writer, page):
                    writer.write_record(record)
                n_pages += 1
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)
    return n_pages


def _read_pages(landing: Landing, day: date) -> Iterator[_Page]:
    for name in landing.list_names("documents", day):
        for row in landing.read_table("documents", day, name).to_pylist():
            if row["method"] in ("web", "warc") and row["payload"] is not None and row["url"]:
                yield _make_page(row)


def _make_page(row: dict[str, Any]) -> _Page:
    headers = json.loads(row["headers"] or "{}")
    fetched_at = row["fetched_at"] or row["landed_at"]
    return _Page(row["document_id"], row["url"], row.get("final_url"), row["payload"], headers, fetched_at)


def _make_warcinfo(builder: RecordBuilder, day: date, name: str) -> Any:
    fields = (
        f"software: Tallywire/{version('tallywire')}\r\nformat: WARC File Format 1.1\r\nisPartOf: landed on {day}\r\n".encode()
    )
    headers = {"WARC-Record-ID": _make_urn(f"info {day}"), "WARC-Date": f"{day}T00:00:00Z", "WARC-Filename": name}
    return builder.create_warc_record(
        "", "warcinfo", io.BytesIO(fields), length=len(fields), warc_content_type=_FIELDS, warc_headers_dict=headers
    )


def _make_records(builder: RecordBuilder, page: _Page) -> Iterator[Any]:
    """Makes the response record and, after a redirect, a record with the final address."""
    headers = {"WARC-Record-ID": _make_urn(page.identity), "WARC-Date": f"{page.fetched_at:%Y-%m-%dT%H:%M:%S.%fZ}"}
    http = [(f"X-Archive-Orig-{name}" if name in _TRANSFER_HEADERS else name, value) for name, value in page.headers.items()]
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
            "WARC-Record-ID": _make_urn(f"{page.identity} final"),
            "WARC-Date": headers["WARC-Date"],
            "WARC-Concurrent-To": headers["WARC-Record-ID"],
        }
        yield builder.create_warc_record(
            page.url, "metadata", io.BytesIO(fields), length=len(fields), warc_content_type=_FIELDS, warc_headers_dict=about
        )


def _make_urn(identity: str) -> str:
    return f"<urn:uuid:{uuid.uuid5(_NAMESPACE, identity)}>"
