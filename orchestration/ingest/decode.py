"""Bytes to text: the encoding, whether it is text at all, and the repair of damaged encoding. Nothing else is changed."""

from __future__ import annotations

import codecs
import re

import ftfy
import ftfy.bad_codecs  # registers sloppy-windows-1252

from orchestration.ingest.charset import IN_ASCII_BYTES, WINDOWS_1252, detect_script_encoding, resolve_encoding

# The mark of UTF-32 begins with the mark of UTF-16. Both codecs remove it.
_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CONTROLS = bytes(set(range(32)) - {*b"\t\n\v\f\r\x1b"}) + b"\x7f"
_MAX_CONTROL_SHARE = 0.1  # text from old systems has a stray control character; a seventh of images and archives are controls
_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")
# UTF-8 read as a one-byte encoding turns each character into two or more that are not ASCII; a lost non-breaking space leaves
# "Ã ", and Windows-1252 read as Latin-1 leaves C1 controls. Text without any of these needs no repair and is not risked.
# The pattern begins with one class of characters, so that the search passes over ASCII at speed.
_PERHAPS_MOJIBAKE = re.compile("[^\x00-\x7f](?:[^\x00-\x7f]|(?<=[\x80-\x9f])|(?<=Ã) )")


class BinaryPayloadError(ValueError):
    """The payload is not text."""


def decode_text(payload: bytes, *, declared: str | None = None) -> str:
    """The text of a payload, without a byte order mark, with its line ends. Raises BinaryPayloadError.

    1. UTF-8, UTF-16 or UTF-32 by the byte order mark.
    2. UTF-8 if the bytes are valid UTF-8, whatever was declared: other text is never valid UTF-8 by chance.
    3. The `declared` encoding, if it fits.
    4. The encoding that the letters suggest, if they are not Latin.
    5. Windows-1252: almost all English text that is not UTF-8, also what is called Latin-1. Its undefined bytes become C1
       controls, from which repair_text() restores UTF-8 that is broken in one place.
    """
    for mark, encoding in _MARKS:
        if payload.startswith(mark):
            try:
                return payload.decode(encoding)
            except UnicodeDecodeError:
                break
    known = resolve_encoding(declared)
    if known is not None and known.startswith("utf-16") and b"\x00" in payload:
        text = _decode_strictly(payload, known)
        if text is not None and "\x00" not in text:
            return text
    _refuse_binary(payload)
    if known not in IN_ASCII_BYTES:
        try:
            return payload.removeprefix(codecs.BOM_UTF8).decode()
        except UnicodeDecodeError:
            pass
    text = _decode_strictly(payload, known) if known else None
    if text is None:
        shown = detect_script_encoding(payload)
        text = payload.decode(shown, "replace") if shown else payload.decode(WINDOWS_1252)
    return text


def _decode_strictly(payload: bytes, encoding: str) -> str | None:
    try:
        return payload.decode(encoding)
    except UnicodeDecodeError:
        return None


def _refuse_binary(payload: bytes) -> None:
    if b"\x00" in payload:
        raise BinaryPayloadError("it contains NUL bytes, and text has none")
    n_controls = len(payload) - len(payload.translate(None, _CONTROLS))
    if n_controls > _MAX_CONTROL_SHARE * len(payload):
        raise BinaryPayloadError(f"{n_controls} of its {len(payload)} bytes are control characters")


def scrub_text(text: str) -> str:
    """Replaces half surrogate pairs and NULs, which UTF-8 or the database cannot store, by U+FFFD. The length stays the same."""
    if "\x00" not in text:
        try:
            text.encode()  # quicker than any search
            return text
        except UnicodeEncodeError:
            pass
    return _UNSTORABLE.sub("\ufffd", text)


def repair_text(text: str) -> str:
    """Repairs mojibake line by line, and scrubs the text. Quotes, ligatures, widths, blanks and line ends do not change."""
    text = scrub_text(text)
    if text.isascii() or not _PERHAPS_MOJIBAKE.search(text):
        return text
    return "\n".join(ftfy.fix_encoding(line) if _PERHAPS_MOJIBAKE.search(line) else line for line in text.split("\n"))
