"""What a source lists: addresses, with the dates that it gives, out of RSS, Atom, sitemaps and plain lists. Nothing is fetched.

XML is read without entities, DTDs and network; how large it may be is limited where it is fetched and unpacked.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urljoin

from lxml import etree

from orchestration.ingest.dates import published_at
from orchestration.ingest.decode import BinaryPayloadError, decode
from orchestration.ingest.gunzip import MAGIC
from orchestration.ingest.http_body import unzipped
from orchestration.ingest.identity import normalise_url
from orchestration.ingest.reasons import ProblemError

_ENTITIES = b"<!ENTITY"
_ROOTS_OF_FEEDS = frozenset(("rss", "rdf", "feed"))
_DATES = ("published", "pubdate", "issued", "date", "publication_date")
"""Where feeds and news sitemaps put the date of publication, by local name in lower case; the first one counts."""
_CHANGES = ("updated", "modified", "lastmod")


class ListingError(ValueError):
    """A source's answer lists nothing that can be read; the message says what it is instead."""


@dataclass(frozen=True, slots=True)
class Found:
    """An address in a listing."""

    url: str
    published_at: str | None = None  # as the listing writes it
    updated_at: datetime | None = None  # naive UTC


@dataclass(frozen=True, slots=True)
class Listing:
    """Pages, and further listings that a sitemap index names."""

    pages: list[Found]
    listings: list[Found]


def read_listing(payload: bytes, base: str, *, is_list: bool, now: datetime, max_bytes: int) -> Listing:
    """What a payload lists; `base` is where it came from, `is_list` says that it has an address a line.

    Raises ListingError.
    """
    if payload.startswith(MAGIC):
        try:
            payload = unzipped(payload, max_bytes)
        except ProblemError as problem:
            raise ListingError(problem.message) from problem
        if len(payload) > max_bytes:
            raise ListingError(f"it unpacks to more than {max_bytes:,} bytes")
    if is_list:
        return Listing(list(_whole(_lines(payload), base)), [])
    return _read_xml(payload, base, now)


def _lines(payload: bytes) -> Iterator[Found]:
    try:
        text = decode(payload)
    except BinaryPayloadError as error:
        raise ListingError(f"it is not a list of addresses: {error}") from error
    for line in text.splitlines():
        if line.strip() and not line.lstrip().startswith("#"):
            yield Found(line.strip())


def _read_xml(payload: bytes, base: str, now: datetime) -> Listing:
    if _ENTITIES in payload[: 64 * 1024]:
        raise ListingError("it defines XML entities. Attacks do that, feeds do not, so it was not read")
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, dtd_validation=False, huge_tree=False, recover=True
    )
    try:
        root = etree.fromstring(payload.strip(), parser)
    except (etree.XMLSyntaxError, ValueError):
        root = None
    name = _name(root) if root is not None else ""
    if root is not None and name == "sitemapindex":
        return Listing([], list(_whole(_in_sitemap(root, "sitemap", now), base)))
    if root is not None and name == "urlset":
        return Listing(list(_whole(_in_sitemap(root, "url", now), base)), [])
    if root is not None and name in _ROOTS_OF_FEEDS:
        return Listing(list(_whole(_in_feed(root, now), base)), [])
    what = f"its root is <{name[:40]}>" if name else "it is not XML"
    raise ListingError(f"it is neither RSS, Atom nor a sitemap: {what}")


def _in_feed(root: etree._Element, now: datetime) -> Iterator[Found]:
    for item in root.iter():
        if _name(item) in ("item", "entry"):
            texts = _texts(item)
            url = texts.get("origlink") or _link(item) or _permanent(item)
            if url:
                yield Found(url, _first(texts, _DATES), _moment(_first(texts, _CHANGES), now))


def _in_sitemap(root: etree._Element, entry: str, now: datetime) -> Iterator[Found]:
    for element in root:
        if _name(element) == entry:
            texts = _texts(element)
            for child in element:
                if _name(child) == "news":
                    texts |= {name: text for name, text in _texts(child).items() if name in _DATES}
            if "loc" in texts:
                yield Found(texts["loc"], _first(texts, _DATES), _moment(_first(texts, _CHANGES), now))


def _link(item: etree._Element) -> str | None:
    """The address of an entry: Atom's attribute, else RSS's text."""
    for child in item:
        if _name(child) == "link":
            if child.get("href") and child.get("rel", "alternate") == "alternate":
                return str(child.get("href"))
            if child.text and child.text.strip():
                return str(child.text)
    return None


def _permanent(item: etree._Element) -> str | None:
    for child in item:
        if _name(child) == "guid" and child.get("isPermaLink", "true") == "true" and child.text:
            return str(child.text)
    return None


def _whole(found: Iterator[Found], base: str) -> Iterator[Found]:
    """The web addresses among what was found, from the root, each page once."""
    seen: set[str] = set()
    for one in found:
        try:
            url = urljoin(base, one.url.strip()).partition("#")[0]
        except ValueError:
            continue
        key = normalise_url(url)
        if key is not None and key not in seen:
            seen.add(key)
            yield Found(url, one.published_at, one.updated_at)


def _texts(element: etree._Element) -> dict[str, str]:
    """The texts of the children by local name; the first one of a name counts."""
    texts: dict[str, str] = {}
    for child in element:
        text = (child.text or "").strip() if isinstance(child.tag, str) else ""
        if text:
            texts.setdefault(_name(child), text)
    return texts


def _first(texts: dict[str, str], names: tuple[str, ...]) -> str | None:
    return next((texts[name] for name in names if name in texts), None)


def _moment(given: str | None, now: datetime) -> datetime | None:
    moment = published_at(given, landed_at=now) if given else None
    return moment[0] if moment else None


def _name(element: etree._Element) -> str:
    """The local name, in lower case; comments have none. A prefix that the listing does not declare stays in the tag."""
    return element.tag.rpartition("}")[2].rpartition(":")[2].lower() if isinstance(element.tag, str) else ""
