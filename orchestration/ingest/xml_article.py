"""An article as XML: what trafilatura writes (its own XML and TEI). A feed or another kind of XML is named as what it is."""

from __future__ import annotations

import re
from typing import Any

from lxml import etree

from orchestration.ingest.reasons import ProblemError

_ENTITIES = b"<!ENTITY"
_MAX_BYTES_BEFORE_ROOT = 64 * 1024
_FEEDS = frozenset(("rss", "rdf", "feed", "urlset", "sitemapindex"))
_BLOCKS = frozenset(("p", "head", "item", "quote", "row", "ab", "code", "figure"))
_HOST_BEHIND = re.compile(r" \([\w.-]+\)$")
_TEI_NAMES = {"author": "author", "title": "title", "publisher": "source"}


def read_xml_article(payload: bytes) -> dict[str, Any]:
    """The facts of the article and its text. Raises ProblemError."""
    if _ENTITIES in payload[:_MAX_BYTES_BEFORE_ROOT]:
        raise ProblemError(
            "unsupported_format", "it defines XML entities. Attacks do that, articles do not. Save its text as .txt."
        )
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, recover=True)
    try:
        root = etree.fromstring(payload.strip(), parser)
    except (etree.XMLSyntaxError, ValueError):
        root = None
    name = _get_name(root) if root is not None else ""
    if root is not None and name == "doc":
        return _read_doc(root)
    if root is not None and name == "tei":
        return _read_tei(root)
    if name in _FEEDS:
        message = "it is a feed or a sitemap. Name its address in your list of sources, and run `tallywire crawl`."
        raise ProblemError("unsupported_format", message)
    what = f"its root is <{name[:40]}>" if name else "it is not XML"
    raise ProblemError(
        "unsupported_format", f"XML is read as trafilatura writes it (<doc> or <TEI>), and {what}. Save its text as .txt."
    )


def _read_doc(root: etree._Element) -> dict[str, Any]:
    main = root.find("main")
    return {**dict(root.attrib), "text": _read_text(main) if main is not None else ""}


def _read_tei(root: etree._Element) -> dict[str, Any]:
    facts: dict[str, Any] = {}
    for element in root.iter():
        name, shown = _get_name(element), " ".join("".join(element.itertext()).split()) if isinstance(element.tag, str) else ""
        if name == "body":
            break
        if name in _TEI_NAMES and shown:
            facts.setdefault(_TEI_NAMES[name], _HOST_BEHIND.sub("", shown) if name == "publisher" else shown)
        elif name == "ptr" and element.get("type") == "URL" and element.get("target"):
            facts.setdefault("url", element.get("target"))
        elif name == "date" and shown and element.get("type") is None:
            facts["date"] = shown
    entries = [element for element in root.iter() if _get_name(element) == "div" and element.get("type") == "entry"]
    bodies = entries or [element for element in root.iter() if _get_name(element) == "body"]
    return {**facts, "text": "\n\n".join(filter(None, map(_read_text, bodies)))}


def _read_text(element: etree._Element) -> str:
    """The paragraphs below an element, with a blank line between them."""
    parts: list[str] = []
    for event, part in etree.iterwalk(element, events=("start", "end", "comment", "pi")):
        name = _get_name(part)
        is_block = name in _BLOCKS
        if event == "start":
            parts += ("\n\n" if is_block else "\n" if name == "lb" else "", _unfold(part.text))
        else:
            parts += ("\n\n" if is_block else "", _unfold(part.tail) if part is not element else "")
    paragraphs = ("".join(parts)).split("\n\n")
    lines = ("\n".join(" ".join(line.split()) for line in paragraph.split("\n")).strip() for paragraph in paragraphs)
    return "\n\n".join(filter(None, lines))


def _unfold(text: str | None) -> str:
    return (text or "").replace("\n", " ")


def _get_name(element: etree._Element) -> str:
    return etree.QName(element).localname.lower() if isinstance(element.tag, str) else ""
