"""The address of a page that was saved as a file: as the browser noted it, else as the page states it.

With it a saved page has the key that a crawl would give it. What else a page states belongs to page.py.
"""

from __future__ import annotations

import html
import re
from urllib.parse import urlsplit

from orchestration.ingest.identity import normalise_url

_MAX_HEAD_BYTES = 512 * 1024
_SAVED_BY_BROWSER = re.compile(rb"<!--\s*saved from url=\(\d+\)(https?://[^\s<>]{4,4000}?)\s*-->", re.IGNORECASE)
_SAVED_BY_SINGLEFILE = re.compile(rb"Page saved with SingleFile\s+url:\s*(https?://[^\s<>]{4,4000})", re.IGNORECASE)
_TAG = re.compile(rb"<(?:link|meta)\b([^<>]{1,4000})>", re.IGNORECASE)
_ATTRIBUTE = re.compile(rb"([\w:-]{1,40})\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+))")


def read_saved_address(payload: bytes) -> str | None:
    """The address of a saved page; None: neither the browser nor the page states one that could be that of an article."""
    head = payload[:_MAX_HEAD_BYTES]
    candidates = [match[1] for pattern in (_SAVED_BY_BROWSER, _SAVED_BY_SINGLEFILE) if (match := pattern.search(head, 0, 20_000))]
    stated: dict[str, bytes] = {}
    for tag in _TAG.finditer(_drop_comments(head)):
        attributes = {name.lower(): a or b or c for name, a, b, c in _ATTRIBUTE.findall(tag[1])}
        if attributes.get(b"rel", b"").lower() == b"canonical" and b"href" in attributes:
            stated.setdefault("canonical", attributes[b"href"])
        if attributes.get(b"property", attributes.get(b"name", b"")).lower() == b"og:url" and b"content" in attributes:
            stated.setdefault("og", attributes[b"content"])
    candidates += [stated[name] for name in ("canonical", "og") if name in stated]
    for candidate in candidates:
        url = html.unescape(candidate.decode("utf-8", "replace")).strip()
        if normalise_url(url) and _is_of_article(url):
            return url
    return None


def _drop_comments(head: bytes) -> bytes:
    parts, start = [], 0
    while (opened := head.find(b"<!--", start)) >= 0:
        parts.append(head[start:opened])
        closed = head.find(b"-->", opened)
        if closed < 0:
            return b"".join(parts)
        start = closed + 3
    return b"".join([*parts, head[start:]])


def _is_of_article(url: str) -> bool:
    """Whether an address leads below the front page: some outlets state their front page on all pages."""
    parts = urlsplit(url)
    return bool(parts.path.strip("/") or parts.query)
