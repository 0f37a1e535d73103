"""Bytes to text: which encoding, is it text at all, and the repair of damaged encoding. Nothing else is changed."""

from __future__ import annotations

import re

import ftfy
import ftfy.bad_codecs  # registers sloppy-windows-1252

_UTF16_MARKS = (b"\xff\xfe", b"\xfe\xff")
_CONTROLS = bytes(set(range(32)) - {*b"\t\n\v\f\r\x1b"}) + b"\x7f"
_MAX_CONTROL_SHARE = 0.1  # text from old systems holds a stray control character; images and archives are a seventh controls
_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")
# UTF-8 read as a one-byte encoding turns each character into two or more that are not ASCII; a lost non-breaking space leaves
# "Ã ", and Windows-1252 read as Latin-1 leaves C1 controls. Text without any of these needs no repair and is not risked.
_PERHAPS_MOJIBAKE = re.compile("[^\x00-\x7f]{2}|[\x80-\x9f]|Ã ")


class BinaryPayloadError(ValueError):
    """The payload is not text."""


def decode(payload: bytes) -> str:
    """The text of a payload, byte order mark removed, line ends as they are. Raises BinaryPayloadError.

    UTF-8, else UTF-16 with its mark, else Windows-1252: the encoding of almost all English text that is not UTF-8, Latin-1
    included. Bytes that Windows-1252 leaves undefined become C1 controls, from which repair() restores UTF-8 that is broken in
    one spot.
    """
    if payload.startswith(_UTF16_MARKS):
        try:
            return payload.decode("utf-16")
        except UnicodeDecodeError:
            pass
    if b"\x00" in payload:
        raise BinaryPayloadError("it holds NUL bytes, which text does not")
    n_controls = len(payload) - len(payload.translate(None, _CONTROLS))
    if n_controls > _MAX_CONTROL_SHARE * len(payload):
        raise BinaryPayloadError(f"{n_controls} of its {len(payload)} bytes are control characters")
    try:
        return payload.decode("utf-8-sig")
    except UnicodeDecodeError:
        return payload.decode("sloppy-windows-1252")


def scrub(text: str) -> str:
    """Half surrogate pairs and NULs, which neither UTF-8 nor the database can hold, as U+FFFD each; lengths stay."""
    if text.isascii() and "\x00" not in text:
        return text
    return _UNSTORABLE.sub("\ufffd", text)


def repair(text: str) -> str:
    """Text with mojibake undone, line by line, and scrubbed. Quotes, ligatures, widths, blanks and line ends stay as given."""
    text = scrub(text)
    if not _PERHAPS_MOJIBAKE.search(text):
        return text
    return "\n".join(ftfy.fix_encoding(line) if _PERHAPS_MOJIBAKE.search(line) else line for line in text.split("\n"))
