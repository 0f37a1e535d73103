"""Files that no collection should have and every collection has: bytes, encodings, formats, dates and names that are wrong.

Here belong the files. What must become of them is said in `campaign`. All words are made up.
"""

from __future__ import annotations

import gzip
import io
import json
import os
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

_TEXT = "Shelling killed 4 civilians in Hama on Monday, the mayor said."


def _object(**keys: object) -> bytes:
    return json.dumps({"text": _TEXT} | keys).encode()


def _page(body: str, head: str = "") -> bytes:
    return f"<html><head><title>Shelling in Hama</title>{head}</head><body>{body}</body></html>".encode()


def _zip(name: str, content: bytes) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, content)
    return packed.getvalue()


FILES: dict[str, bytes] = {
    # Bytes
    "empty.txt": b"",
    "blank.txt": b" \n\t\n",
    "nul.txt": _TEXT.encode() + b"\x00\x00",
    "noise.txt": bytes(range(256)) * 40,
    "utf16.txt": _TEXT.encode("utf-16"),
    "utf16-unmarked.txt": _TEXT.encode("utf-16-le"),
    "latin.txt": f"{_TEXT} Señor Muñoz was hurt.".encode("latin-1"),
    "bom.txt": b"\xef\xbb\xbf" + _TEXT.encode(),
    "surrogate.txt": _TEXT.encode() + b"\xed\xa0\x80",
    "cut-character.txt": _TEXT.encode() + "é".encode()[:1],
    # Words
    "one-word.txt": b"a" * 1_000_000,
    "digits.txt": f"{'9' * 310} people were killed in Hama on Monday.".encode(),
    "series.txt": b"Murder no. 12 this year in Chicago\n\nA man was shot dead in Chicago on Monday, police said.",
    "lines.txt": "\n".join(f"{n} people were killed in Hama" for n in range(1, 400)).encode(),
    "semicolons.txt": "; ".join(f"shelling killed {n} people in Hama" for n in range(1, 300)).encode(),
    "brackets.txt": (_TEXT + "(" * 20_000 + ")" * 20_000).encode(),
    "punctuation.txt": b"?!.,;:-" * 5_000,
    "names.txt": ", ".join(f"Ali Omar{n} Haddad" for n in range(3_000)).encode(),
    "turned.txt": f"\u202e{_TEXT}\u202c \u2066hidden\u2069".encode(),
    "marks.txt": "".join(c + "\u0301" * 30 for c in _TEXT).encode(),
    "invisible.txt": "\u200b".join(_TEXT).encode(),
    "emoji.txt": ("💣" * 3_000 + _TEXT).encode(),
    # JSON
    "cut.json": _object()[:-5],
    "list.json": b"[1, 2, 3]",
    "number.json": b"7",
    "deep.json": b"[" * 50_000 + b"]" * 50_000,
    "twice.json": b'{"text": "' + _TEXT.encode() + b'", "text": "other"}',
    "nan.json": b'{"text": "' + _TEXT.encode() + b'", "extra": NaN}',
    "no-text.json": json.dumps({"headline": 1}).encode(),
    "text-is-number.json": json.dumps({"text": 7}).encode(),
    "text-is-null.json": json.dumps({"text": None}).encode(),
    "escape.json": b'{"text": "' + _TEXT.encode() + b' \\x"}',
    "half-surrogate.json": b'{"text": "' + _TEXT.encode() + b' \\ud800"}',
    "big-number.json": b'{"text": "' + _TEXT.encode() + b'", "id": ' + b"9" * 5_000 + b"}",
    "year-one.json": _object(published_at="0001-01-01T00:00:00Z"),
    "year-9999.json": _object(published_at="9999-12-31T23:59:59-14:00"),
    "date-in-words.json": _object(published_at="the day before yesterday"),
    "date-is-list.json": _object(published_at=[2026]),
    "date-is-huge.json": _object(published_at=int("9" * 310)),
    "date-is-negative.json": _object(published_at=-(10**15)),
    "url-is-object.json": _object(url={"a": 1}),
    "url-is-script.json": _object(url="javascript:alert(1)"),
    "lines.jsonl": b"\n".join([_object(id="a"), b"{bad", _object(id="b"), b"", b"null"]),
    "wide.jsonl": _object().decode().encode("utf-16"),
    # Sidecars
    "with-bad-sidecar.txt": _TEXT.encode(),  # see SIDECARS
    "nothing.txt.meta.json": b"{}",
    # Packed
    "cut.txt.gz": gzip.compress(_TEXT.encode() * 50)[:-20],
    "bomb.txt.gz": gzip.compress(b"a" * 60_000_000),
    "not-packed.json.gz": _object(),
    # Pages
    "no-page.html": b"<html>",
    "nested.html": _page("<div>" * 20_000 + _TEXT),
    "attributes.html": _page(f"<p {' '.join(f'a{n}=1' for n in range(20_000))}>{_TEXT}</p>"),
    "entities.html": b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;">]><p>&b;&b;</p>',
    "charset.html": _page(f"<p>{_TEXT}</p>" * 5, '<meta charset="no-such-charset">'),
    "links.html": _page("<a href='/a'>Shelling in Hama</a> " * 300),
    "consent.html": _page("<p>We use cookies. Accept all cookies to continue.</p>"),
    "json-ld.html": _page(f"<p>{_TEXT}</p>" * 5, "<script type='application/ld+json'>{{{</script>" * 500),
    # Archives, tables and documents
    "cut.warc": b"WARC/1.0\r\nWARC-Type: response\r\nContent-Length: 999\r\n\r\nHTTP/1.1 200 OK",
    "noise.warc.gz": b"\x1f\x8b" + b"\x00" * 200,
    "quotes.csv": b'title,text\n"Shelling, "in" Hama,' + _TEXT.encode(),
    "noise.xlsx": b"PK\x03\x04" + b"\x00" * 100,
    "bomb.xlsx": _zip("xl/worksheets/sheet1.xml", b"<row>" * 20_000_000),
    "noise.pdf": b"%PDF-1.7\n" + b"\xff" * 500,
    "noise.docx": _zip("word/document.xml", b"<w:document"),
    "picture.png": b"\x89PNG\r\n\x1a\n" + b"\x00" * 100,
    # Names
    "name with spaces and 'quotes'.txt": _TEXT.encode(),
    "línea\nbreak.txt": _TEXT.encode(),
    "turned-\u202etxt.exe.txt": _TEXT.encode(),
    f"{'long-' * 45}.txt": _TEXT.encode(),
    "--data-dir.txt": _TEXT.encode(),
}
"""The files by name."""

SIDECARS = {"with-bad-sidecar.txt.meta.json": b"{"}
"""Files that are wrong and belong to another one, which is named in their place."""

ODDITIES: dict[str, Callable[[Path], object]] = {
    "pipe.txt": os.mkfifo,
    "circle.txt": lambda path: path.symlink_to(path.name),
    "outside.txt": lambda path: path.symlink_to("/etc/hostname"),
}
"""What is no plain file, and how to make it."""


def write_bad_inputs(folder: Path) -> Iterator[str]:
    """Writes every file and oddity into `folder`, and yields their names."""
    for name, content in FILES.items():
        (folder / name).write_bytes(content)
        yield name
    for name, content in SIDECARS.items():
        (folder / name).write_bytes(content)
    for name, make in ODDITIES.items():
        make(folder / name)
        yield name
