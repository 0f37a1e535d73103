"""The XML of a listing to a tree, whatever is wrong with it: encoding, entities, prefixes, a missing end. No addresses.

Here belongs what makes hostile or broken XML harmless. The tree is read without DTD, entities and network, and at most some
hundred levels deep. lxml's own recovery is used rather than feedparser: that library reads feeds of any size into memory several
times over, repairs them with regular expressions, reads no sitemaps, and needs a second XML parser.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import escape
from html.entities import html5

from lxml import etree

from orchestration.ingest.charset import read_page_charset
from orchestration.ingest.decode import BinaryPayloadError, decode_text, scrub_text

# Declarations, comments and a document type before the root. Without the document type there are no entities.
_PROLOG = re.compile(r"(?:\s++|<\?.*?\?>|<!--.*?-->|<!DOCTYPE[^<>\[]*+(?:\[.*?\]\s*+)?>)*+", re.DOTALL | re.IGNORECASE)
_ENTITY = re.compile("<!ENTITY", re.IGNORECASE)
# The first bytes of XML without a byte order mark; those of UTF-32 first, which begins like UTF-16.
_UNMARKED = {
    **{b"<\x00\x00\x00": "utf-32-le", b"\x00\x00\x00<": "utf-32-be"},
    **{b"<\x00": "utf-16-le", b"\x00<": "utf-16-be"},
}
_CONTROLS = dict.fromkeys((*range(9), 11, 12, *range(14, 32), 0xFFFE, 0xFFFF))  # XML 1.0 allows none of them
_CDATA_OR_AMPERSAND = re.compile(
    r"<!\[CDATA\[.*?(?:\]\]>|\Z)|&(#\d{1,7};|#x[0-9a-f]{1,6};|[a-z][a-z0-9]{1,31};)?", re.DOTALL | re.IGNORECASE
)
_XML_ENTITIES = frozenset(("amp;", "lt;", "gt;", "quot;", "apos;"))


class ListingError(ValueError):
    """An answer is not a readable listing. The message says what it is instead."""


@dataclass(frozen=True, slots=True)
class ListingTree:
    """The root of a listing, and what is missing at its end."""

    root: etree._Element
    is_cut: bool
    """Whether the listing breaks off before its end."""
    cut_entry: etree._Element | None
    """The element at which it breaks off: what stands in it may be half an address."""


def decode_listing(payload: bytes) -> str:
    """The text of a listing. Raises ListingError."""
    encoding = next((encoding for start, encoding in _UNMARKED.items() if payload.startswith(start)), None)
    try:
        if encoding is not None:
            return scrub_text(payload.decode(encoding, "replace"))
        return scrub_text(decode_text(payload, declared=read_page_charset(payload)))
    except BinaryPayloadError as error:
        raise ListingError(f"it is not text: {error}") from error


def parse_listing(payload: bytes, entries: frozenset[str]) -> ListingTree:
    """The tree of a listing, read up to where it breaks off. `entries` are the names of the elements that it is made of.

    Raises ListingError.
    """
    text = decode_listing(payload).translate(_CONTROLS)
    start = _PROLOG.match(text)
    prolog = start[0] if start else ""
    if _ENTITY.search(prolog):
        raise ListingError("it defines XML entities. Attacks do that, feeds do not, so it was not read")
    text = _CDATA_OR_AMPERSAND.sub(_escape_ampersand, text[len(prolog) :].rstrip())
    parser = etree.XMLParser(
        **{"resolve_entities": False, "no_network": True, "load_dtd": False, "dtd_validation": False},
        **{"huge_tree": False, "recover": True, "encoding": "utf-8"},
    )
    try:
        root = etree.fromstring(text.encode(), parser)
    except (etree.XMLSyntaxError, ValueError):
        root = None
    if root is None:
        raise ListingError("it is neither RSS, Atom nor a sitemap: it is not XML")
    name = _get_written_name(root)
    is_empty = not len(root) and text.find("/>") == text.find(">") - 1
    if is_empty or re.search(rf"</{re.escape(name)}\s*>", text):
        return ListingTree(root, is_cut=False, cut_entry=None)
    return ListingTree(root, is_cut=True, cut_entry=_find_cut_entry(root, text, entries))


def get_local_name(element: etree._Element) -> str:
    """The local name, in lower case; comments have none. A prefix that the listing does not declare stays in the tag."""
    return element.tag.rpartition("}")[2].rpartition(":")[2].lower() if isinstance(element.tag, str) else ""


def _escape_ampersand(found: re.Match[str]) -> str:
    """XML of an ampersand: HTML's entities become characters, and a bare ampersand, as in many addresses, is escaped."""
    if found[0][0] == "<":
        return found[0]
    name = found[1]
    if not name:
        return "&amp;"
    if name[0] == "#" or name in _XML_ENTITIES:
        return found[0]
    return escape(html5.get(name, f"&{name}"), quote=False)


def _get_written_name(element: etree._Element) -> str:
    """The name as the text writes it, with its prefix; empty for a comment."""
    if not isinstance(element.tag, str):
        return ""
    name = element.tag.rpartition("}")[2]
    return f"{element.prefix}:{name}" if element.prefix else name


def _find_cut_entry(root: etree._Element, text: str, entries: frozenset[str]) -> etree._Element | None:
    """The last entry of the tree, if the text does not close it."""
    last = root
    while get_local_name(last) not in entries:
        inner = [child for child in last if isinstance(child.tag, str)]
        if not inner:
            return None
        last = inner[-1]
    name = _get_written_name(last)
    opened = max(text.rfind(f"<{name}{sign}") for sign in "> \t\r\n")
    return last if text.rfind(f"</{name}") < opened else None
