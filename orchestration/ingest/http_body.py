"""The body of an HTTP response as a browser gets it: transfer and content encodings removed, with a size limit."""

from __future__ import annotations

import io
import zlib

from warcio.bufferedreaders import ChunkedDataReader
from warcio.statusandheaders import StatusAndHeaders

from orchestration.ingest.gunzip import MAGIC, GzipReader
from orchestration.ingest.reasons import ProblemError

_GZIP = frozenset(("gzip", "x-gzip"))
_DEFLATE = "deflate"
_NONE = frozenset(("", "identity", "none", "utf-8"))


def decode_body(raw: bytes, headers: StatusAndHeaders, *, max_bytes: int) -> bytes:
    """The decoded body. Raises ProblemError: unknown_content_encoding, broken_record, gzip_bomb, too_large.

    Many archives keep the header of an encoding that they have already removed. A body without that encoding is used as it is.
    """
    body = raw
    if "chunked" in (headers.get_header("Transfer-Encoding") or "").lower():
        body = ChunkedDataReader(io.BytesIO(raw)).read()
    encodings = (headers.get_header("Content-Encoding") or "").lower().split(",")
    for encoding in map(str.strip, reversed(encodings)):
        if encoding in _GZIP:
            body = unzip_body(body, max_bytes) if body.startswith(MAGIC) else body
        elif encoding == _DEFLATE:
            body = _inflate_body(body, max_bytes)
        elif encoding not in _NONE and not body.lstrip().startswith((b"<", b"{")):
            message = f"its body is packed as {encoding[:20]!r}, which is not read. Archive the page again with gzip."
            raise ProblemError("unknown_content_encoding", message)
        if len(body) > max_bytes:
            raise ProblemError("too_large", f"the page is larger than {max_bytes:,} bytes. Give its article as text.")
    return body


def unzip_body(body: bytes, max_bytes: int) -> bytes:
    """The content of a gzip stream. Raises ProblemError: broken_record, gzip_bomb."""
    stream = io.BufferedReader(GzipReader(io.BytesIO(body), unsuspicious=max_bytes))
    try:
        return stream.read(max_bytes + 1)
    except ProblemError as problem:
        if problem.reason == "broken_gzip":
            message = "its body is damaged: the gzip stream cannot be unpacked. Archive the page again."
            raise ProblemError("broken_record", message) from problem
        raise


def _inflate_body(body: bytes, max_bytes: int) -> bytes:
    for window_bits in (zlib.MAX_WBITS, -zlib.MAX_WBITS):  # the standard's zlib stream, and the bare one that servers send too
        try:
            return zlib.decompressobj(window_bits).decompress(body, max_bytes + 1)
        except zlib.error:
            continue
    return body
