"""The encoding of a text whose bytes do not show it: as declared, or as its letters suggest. No repair."""

from __future__ import annotations

import codecs
import re

WINDOWS_1252 = "sloppy-windows-1252"  # of ftfy: bytes that Windows-1252 leaves undefined become C1 controls

# The encodings that pages may declare (WHATWG Encoding Standard, 4.2), by Python's names. Other codecs of Python are no charsets.
_DECLARABLE = frozenset(
    (
        *("utf-8", "utf-16-le", "utf-16-be", "gb18030", "big5hkscs", "cp932", "euc_jp", "iso2022_jp", "cp949", "hz"),
        *("cp866", "koi8-r", "koi8-u", "mac-cyrillic", "mac-roman", "cp874", WINDOWS_1252),
        *(f"cp125{n}" for n in (0, 1, 3, 4, 5, 6, 7, 8)),
        *(f"iso8859-{n}" for n in (2, 3, 4, 5, 6, 7, 8, 10, 13, 14, 15, 16)),
    )
)
# Browsers read these names as the larger sets that such pages really use.
_READ_AS = {
    **dict.fromkeys(("iso8859-1", "ascii", "cp1252"), WINDOWS_1252),
    **dict.fromkeys(("gb2312", "gbk"), "gb18030"),
    **dict.fromkeys(("euc_kr", "johab"), "cp949"),
    **dict.fromkeys(("iso8859-11", "tis-620"), "cp874"),
    "shift_jis": "cp932",
    "iso8859-9": "cp1254",
    "big5": "big5hkscs",
    "utf-16": "utf-16-le",
}
# Names that browsers know and Python does not.
_OTHER_NAMES = {
    "x-sjis": "cp932",
    "x-gbk": "gb18030",
    "x-cp1251": "cp1251",
    "x-mac-cyrillic": "mac-cyrillic",
    "windows-874": "cp874",
    "windows-949": "cp949",
    "iso-8859-8-i": "iso8859-8",
}
IN_ASCII_BYTES = frozenset(("iso2022_jp", "hz"))
"""Encodings whose bytes look like ASCII."""

# Encodings of news that is neither UTF-8 nor in Latin letters. Fewer choices give fewer wrong ones.
_SCRIPTS = [
    *("cp1251", "koi8_r", "koi8_u", "iso8859_5", "cp866"),  # Cyrillic
    *("cp1256", "iso8859_6"),  # Arabic
    *("gb18030", "big5", "cp932", "euc_jp", "cp949"),  # Chinese, Japanese, Korean
    *("cp1253", "iso8859_7", "cp1255", "cp874"),  # Greek, Hebrew, Thai
]
_MIN_HIGH_BYTE_SHARE = 0.3  # of bytes above ASCII among letters: Vietnamese, the most accented Latin script, has a quarter
_MAX_BROKEN_SHARE = 0.05  # of another encoding nearly every byte above ASCII is broken as UTF-8
_MAX_SAMPLE_BYTES = 200_000
_ASCII = bytes(range(128))
_NOT_LETTERS = bytes(b for b in range(128) if not chr(b).isalpha())
_TAGS = re.compile(rb"<(?:script|style)\b.*?</(?:script|style)>|<[^<>]*>|&[a-z]{2,8};", re.DOTALL | re.IGNORECASE)
_CHARSET_IN_HEADER = re.compile(r"charset\s*=\s*[\"']?\s*([\w.:-]+)", re.IGNORECASE)
_CHARSET_IN_PAGE = re.compile(
    rb"<meta[^>]{0,200}?\bcharset\s*=\s*[\"']?\s*([\w.:-]+)|<\?xml[^>]{0,200}?\bencoding\s*=\s*[\"']([\w.:-]+)", re.IGNORECASE
)
_MAX_HEAD_BYTES = 4096  # bytes of a page in which it states its encoding; browsers look at 1,024


def resolve_encoding(label: str | None) -> str | None:
    """Python's codec for a declared encoding, as browsers read the name; None: not one for text."""
    if label is None:
        return None
    name = label.strip().lower()
    try:
        codec = codecs.lookup(_OTHER_NAMES.get(name, name))
    except (LookupError, ValueError):  # ValueError: a NUL in the name
        return None
    read_as = _READ_AS.get(codec.name, codec.name)
    return read_as if read_as in _DECLARABLE else None


def read_header_charset(content_type: str | None) -> str | None:
    """The charset of a Content-Type header."""
    found = _CHARSET_IN_HEADER.search(content_type or "")
    return found[1] if found else None


def read_page_charset(page: bytes) -> str | None:
    """The charset that the start of an HTML page declares."""
    found = _CHARSET_IN_PAGE.search(page[:_MAX_HEAD_BYTES])
    if found is None:
        return None
    charset = (found[1] or found[2]).decode("ascii", "replace")
    # A page whose declaration can be read as ASCII is not in UTF-16, whatever it says.
    return None if charset.lower().startswith(("utf-16", "utf16", "utf-32", "ucs-2")) else charset


def detect_script_encoding(payload: bytes) -> str | None:
    """The encoding of text in a script other than Latin, found by its letters; None: Latin letters, or not recognised."""
    sample = _take_sample(payload)
    n_high = len(sample) - len(sample.translate(None, bytes(range(128, 256))))
    n_letters = len(sample.translate(None, _NOT_LETTERS))
    if n_high < _MIN_HIGH_BYTE_SHARE * n_letters:
        return None
    if sample.decode("utf-8", "replace").count("\ufffd") <= _MAX_BROKEN_SHARE * n_high:
        return "utf-8"  # broken in a few spots
    from charset_normalizer import from_bytes  # noqa: PLC0415  rarely needed

    best = from_bytes(sample, cp_isolation=_SCRIPTS).best()
    return best.encoding if best else None


def _take_sample(payload: bytes) -> bytes:
    """The start of the text, without tags, cut between characters."""
    if b"<" in payload:
        payload = _TAGS.sub(b" ", payload)
    if len(payload) <= _MAX_SAMPLE_BYTES:
        return payload
    cut = max(payload.rfind(b"\n", 0, _MAX_SAMPLE_BYTES), payload.rfind(b" ", 0, _MAX_SAMPLE_BYTES))
    return payload[: cut if cut > 0 else _MAX_SAMPLE_BYTES]
