"""The addresses that a source lists, with their dates, from RSS, Atom, sitemaps and plain lists. Nothing is fetched here.

XML is read without entities, DTDs and network. Its size is limited where it is fetched and unpacked.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urljoin

from lxml import etree

from orchestration.ingest.address_list import read_address_list
from orchestration.ingest.dates import read_publication_date
from orchestration.ingest.decode import BinaryPayloadError, decode_text
from orchestration.ingest.gunzip import MAGIC
from orchestration.ingest.http_body import unzip_body
from orchestration.ingest.identity import normalise_url
from orchestration.ingest.reasons import ProblemError

_ENTITIES = b"<!ENTITY"
_ROOTS_OF_FEEDS = frozenset(("rss", "rdf", "feed"))
_DATE_NAMES = ("published", "pubdate", "issued", "date", "publication_date")
"""Local names, in lower case, of elements with the publication date in feeds and news sitemaps; the first one counts."""
_CHANGE_NAMES = ("updated", "modified", "lastmod")


class ListingError(ValueError):
    """An answer is not a readable listing. The message says what it is instead."""


@dataclass(frozen=True, slots=True)
class ListedAddress:
    """An address in a listing."""

    url: str
    published_at: str | None = None  # as the listing writes it
    updated_at: datetime | None = None  # naive UTC


@dataclass(frozen=True, slots=True)
class Listing:
    """Pages, and further listings that a sitemap index names."""

    pages: list[ListedAddress]
    listings: list[ListedAddress]


def read_listing(payload: bytes, base: str, *, is_list: bool, now: datetime, max_bytes: int) -> Listing:
    """The addresses that a payload lists. `base` is its own address; `is_list` says that it has one address per line,
    or objects or rows with addresses.

    Raises ListingError.
    """
    if payload.startswith(MAGIC):
        try:
            payload = unzip_body(payload, max_bytes)
        except ProblemError as problem:
            raise ListingError(problem.message) from problem
        if len(payload) > max_bytes:
            raise ListingError(f"it unpacks to more than {max_bytes:,} bytes")
    if is_list:
        return Listing(list(_complete_addresses(_read_lines(payload), base)), [])
    return _read_xml(payload, base, now)


def _read_lines(payload: bytes) -> Iterator[ListedAddress]:
    listed = read_address_list(payload)
    if listed is not None:
        yield from (ListedAddress(url, published_at) for url, published_at in listed)
        return
    try:
        text = decode_text(payload)
    except BinaryPayloadError as error:
        raise ListingError(f"it is not a list of addresses: {error}") from error
    for line in text.splitlines():
        if line.strip() and not line.lstrip().startswith("#"):
            yield ListedAddress(line.strip())


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
    name = _get_local_name(root) if root is not None else ""
    if root is not None and name == "sitemapindex":
        return Listing([], list(_complete_addresses(_read_sitemap(root, "sitemap", now), base)))
    if root is not None and name == "urlset":
        return Listing(list(_complete_addresses(_read_sitemap(root, "url", now), base)), [])
    if root is not None and name in _ROOTS_OF_FEEDS:
        return Listing(list(_complete_addresses(_read_feed(root, now), base)), [])
    what = f"its root is <{name[:40]}>" if name else "it is not XML"
    raise ListingError(f"it is neither RSS, Atom nor a sitemap: {what}")


def _read_feed(root: etree._Element, now: datetime) -> Iterator[ListedAddress]:
    for item in root.iter():
        if _get_local_name(item) in ("item", "entry"):
            texts = _collect_texts(item)
            url = texts.get("origlink") or _find_link(item) or _find_permalink(item)
            if url:
                yield ListedAddress(url, _pick_first(texts, _DATE_NAMES), _read_moment(_pick_first(texts, _CHANGE_NAMES), now))


def _read_sitemap(root: etree._Element, entry: str, now: datetime) -> Iterator[ListedAddress]:
    for element in root:
        if _get_local_name(element) == entry:
            texts = _collect_texts(element)
            for child in element:
                if _get_local_name(child) == "news":
                    texts |= {name: text for name, text in _collect_texts(child).items() if name in _DATE_NAMES}
            if "loc" in texts:
                yield ListedAddress(
                    texts["loc"], _pick_first(texts, _DATE_NAMES), _read_moment(_pick_first(texts, _CHANGE_NAMES), now)
                )


def _find_link(item: etree._Element) -> str | None:
    """The address of an entry: Atom's attribute, else RSS's text."""
    for child in item:
        if _get_local_name(child) == "link":
            if child.get("href") and child.get("rel", "alternate") == "alternate":
                return str(child.get("href"))
            if child.text and child.text.strip():
                return str(child.text)
    return None


def _find_permalink(item: etree._Element) -> str | None:
    for child in item:
        if _get_local_name(child) == "guid" and child.get("isPermaLink", "true") == "true" and child.text:
            return str(child.text)
    return None


def _complete_addresses(found: Iterator[ListedAddress], base: str) -> Iterator[ListedAddress]:
    """The web addresses among those found, as absolute addresses, each page once."""
    seen: set[str] = set()
    for one in found:
        try:
            url = urljoin(base, one.url.strip()).partition("#")[0]
        except ValueError:
            continue
        key = normalise_url(url)
        if key is not None and key not in seen:
            seen.add(key)
            yield ListedAddress(url, one.published_at, one.updated_at)


def _collect_texts(element: etree._Element) -> dict[str, str]:
    """The texts of the children by local name; the first child of a name counts."""
    texts: dict[str, str] = {}
    for child in element:
        text = (child.text or "").strip() if isinstance(child.tag, str) else ""
        if text:
            texts.setdefault(_get_local_name(child), text)
    return texts


def _pick_first(texts: dict[str, str], names: tuple[str, ...]) -> str | None:
    return next((texts[name] for name in names if name in texts), None)


def _read_moment(given: str | None, now: datetime) -> datetime | None:
    moment = read_publication_date(given, landed_at=now) if given else None
    return moment[0] if moment else None


def _get_local_name(element: etree._Element) -> str:
    """The local name, in lower case; comments have none. A prefix that the listing does not declare stays in the tag."""
    return element.tag.rpartition("}")[2].rpartition(":")[2].lower() if isinstance(element.tag, str) else ""
