"""The addresses that a source lists, with their dates, from RSS, Atom, sitemaps and plain lists. Nothing is fetched here.

Broken and hostile XML is the matter of listing_xml.py. The size of a listing is limited where it is fetched and unpacked.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from urllib.parse import urljoin

from lxml import etree

from orchestration.ingest.address_list import read_address_list
from orchestration.ingest.dates import read_publication_date
from orchestration.ingest.gunzip import MAGIC
from orchestration.ingest.http_body import unzip_body
from orchestration.ingest.identity import has_credentials, normalise_url
from orchestration.ingest.reasons import ProblemError
from orchestration.ingest.web.listing_xml import ListingError, ListingTree, decode_listing, get_local_name, parse_listing

_ROOTS_OF_FEEDS = frozenset(("rss", "rdf", "feed"))
_FEED_ENTRIES = frozenset(("item", "entry"))
_ENTRIES = _FEED_ENTRIES | {"url", "sitemap"}
_DATE_NAMES = ("published", "pubdate", "issued", "date", "publication_date")
"""Local names, in lower case, of elements with the publication date in feeds and news sitemaps; the first one counts."""
_CHANGE_NAMES = ("updated", "modified", "lastmod")
_ALTERNATE = frozenset(("alternate", "http://www.iana.org/assignments/relation/alternate"))
_XML_BASE = "{http://www.w3.org/XML/1998/namespace}base"
_RDF_ABOUT = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}about"
_MAX_ADDRESSES = 50_000  # what sitemaps.org allows a sitemap; feeds have some hundred
_MAX_LINES = 1_000_000  # of a list, which a person makes
_MAX_PARTS = 500  # of an entry; podcasts have some dozen
_MAX_DATE_CHARACTERS = 100


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
    problem: str | None = None
    """What could not be read, as "reason_code: message"; the rest was."""


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
        return _make_listing(_read_lines(payload, base), _MAX_LINES)
    return _read_xml(payload, base, now)


def _read_lines(payload: bytes, base: str) -> Iterator[ListedAddress]:
    listed = read_address_list(payload)
    if listed is not None:
        yield from (ListedAddress(url, published_at) for url, published_at in listed)
        return
    for line in decode_listing(payload).splitlines():
        if line.strip() and not line.lstrip().startswith("#"):
            yield ListedAddress(_join_address(base, line))


def _read_xml(payload: bytes, base: str, now: datetime) -> Listing:
    tree = parse_listing(payload, _ENTRIES)
    name = get_local_name(tree.root)
    if name == "sitemapindex":
        found = _make_listing(_read_sitemap(tree, "sitemap", base, now), _MAX_ADDRESSES)
        found = Listing([], found.pages, found.problem)
    elif name == "urlset":
        found = _make_listing(_read_sitemap(tree, "url", base, now), _MAX_ADDRESSES)
    elif name in _ROOTS_OF_FEEDS:
        found = _make_listing(_read_feed(tree, base, now), _MAX_ADDRESSES)
    else:
        raise ListingError(f"it is neither RSS, Atom nor a sitemap: its root is <{name[:40]}>")
    if tree.is_cut and found.problem is None:
        problem = "cut_listing: it breaks off before its end. What stands whole before the break was read."
        return Listing(found.pages, found.listings, problem)
    return found


def _read_feed(tree: ListingTree, base: str, now: datetime) -> Iterator[ListedAddress]:
    bases = _Bases(base)
    for item in tree.root.iter():
        if get_local_name(item) in _FEED_ENTRIES and item is not tree.cut_entry:
            texts = _collect_texts(item)
            url = _join_address(base, texts["origlink"]) if "origlink" in texts else _find_address(item, bases)
            if url:
                yield _make_address(url, texts, now)


def _read_sitemap(tree: ListingTree, entry: str, base: str, now: datetime) -> Iterator[ListedAddress]:
    for element in tree.root:
        if get_local_name(element) == entry and element is not tree.cut_entry:
            texts = _collect_texts(element)
            for child in islice(element, _MAX_PARTS):
                if get_local_name(child) == "news":
                    texts |= {name: text for name, text in _collect_texts(child).items() if name in _DATE_NAMES}
            if "loc" in texts:
                yield _make_address(_join_address(base, texts["loc"]), texts, now)


def _make_address(url: str, texts: dict[str, str], now: datetime) -> ListedAddress:
    published_at = _pick_first(texts, _DATE_NAMES)
    if published_at is not None and len(published_at) > _MAX_DATE_CHARACTERS:
        published_at = None
    return ListedAddress(url, published_at, _read_moment(_pick_first(texts, _CHANGE_NAMES), now))


def _find_address(item: etree._Element, bases: _Bases) -> str | None:
    """The address of an entry: Atom's alternate link, RSS's link, else an id that is an address."""
    ids = [item.get(_RDF_ABOUT) or ""]
    for child in islice(item, _MAX_PARTS):
        name, text = get_local_name(child), (child.text or "").strip() if isinstance(child.tag, str) else ""
        if name == "link":
            is_alternate = child.get("rel", "alternate").strip().lower() in _ALTERNATE
            given = (child.get("href") if is_alternate else "") if "href" in child.attrib else text
            url = _join_address(bases.find_base(child), given) if given else ""
            if normalise_url(url) is not None:
                return url
        elif (name == "guid" and child.get("isPermaLink", "true").strip().lower() == "true") or name == "id":
            ids.append(text)
    return next((given for given in ids if normalise_url(given) is not None), None)


class _Bases:
    """The addresses that relative addresses start from: xml:base of an element and of all around it (XML Base, 4)."""

    def __init__(self, base: str) -> None:
        self._base = base
        self._known: dict[etree._Element, str] = {}  # by the element around; entries share theirs

    def find_base(self, element: etree._Element) -> str:
        around = element.getparent()
        if around is None:
            base = self._base
        elif around in self._known:
            base = self._known[around]
        else:
            base = self._known[around] = self.find_base(around)
        own = element.get(_XML_BASE)
        return _join_address(base, own) if own else base


def _join_address(base: str, given: str) -> str:
    """The whole address; empty if there is none."""
    try:
        return urljoin(base, given.strip()).partition("#")[0]
    except ValueError:
        return ""


def _make_listing(found: Iterator[ListedAddress], at_most: int) -> Listing:
    """The web addresses among those found, each page once. Addresses with a password are left out and counted."""
    pages: dict[str, ListedAddress] = {}
    n_secret = 0
    for n_read, one in enumerate(found):
        if n_read == at_most:
            return Listing(list(pages.values()), [], f"long_listing: only the first {at_most:,} addresses were read.")
        key = normalise_url(one.url)
        if key is None or key in pages:
            continue
        if has_credentials(one.url):
            n_secret += 1
            continue
        pages[key] = one
    problem = f"credentials: {n_secret:,} addresses with a user name or password in them were left out." if n_secret else None
    return Listing(list(pages.values()), [], problem)


def _collect_texts(element: etree._Element) -> dict[str, str]:
    """The texts of the children by local name; the first child of a name counts."""
    texts: dict[str, str] = {}
    for child in islice(element, _MAX_PARTS):
        text = (child.text or "").strip() if isinstance(child.tag, str) else ""
        if text:
            texts.setdefault(get_local_name(child), text)
    return texts


def _pick_first(texts: dict[str, str], names: tuple[str, ...]) -> str | None:
    return next((texts[name] for name in names if name in texts), None)


def _read_moment(given: str | None, now: datetime) -> datetime | None:
    moment = read_publication_date(given, landed_at=now) if given else None
    return moment[0] if moment else None
