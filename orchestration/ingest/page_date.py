"""The publication date that a page states: in its structured data, meta elements, marked elements or address. Never in its text.

Which dates are possible is decided in dates.py. trafilatura's own search is not used, because it falls back to the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any
from urllib.parse import urlsplit

from lxml.html import HtmlElement

_ARTICLES = frozenset(("blogposting", "liveblogposting", "socialmediaposting", "discussionforumposting", "report", "claimreview"))
_PAGES = frozenset(("webpage", "itempage", "website", "collectionpage", "qapage"))
# What a page has beside its article, each with dates of its own.
_PARTS = frozenset(
    (
        *("comment", "answer", "review", "userreview", "imageobject", "videoobject", "audioobject", "mediaobject", "photograph"),
        *("person", "organization", "newsmediaorganization", "product", "book", "movie", "dataset", "event", "itemlist"),
        *("listitem", "breadcrumblist", "offer", "jobposting", "musicrecording", "advertiserscontentarticle"),
    )
)
_PARTS_BY_ROLE = frozenset(
    ("comment", "haspart", "isrelatedto", "itemlistelement", "associatedmedia", "image", "video", "citation")
)
# From the most to the least certain. `date` is left out: many servers put their clock there.
_META_NAMES = (
    *("article:published_time", "og:article:published_time", "datepublished", "og:published_time", "article:published"),
    *("og:article:published", "article:published_date", "rnews:datepublished", "bt:pubdate", "vr:published_time"),
    *(
        "parsely-pub-date",
        "sailthru.date",
        "cxenseparse:recs:publishtime",
        "cxenseparse:publishtime",
        "citation_publication_date",
    ),
    *("citation_online_date", "citation_date", "prism.publicationdate", "eprints.date", "originalpublicationdate"),
    *(
        "pubdate",
        "pub_date",
        "publishdate",
        "publish-date",
        "publish_date",
        "publish_time",
        "publication_date",
        "publication-date",
    ),
    *("publicationdate", "publisheddate", "published_date", "published_time", "published_at", "published-date", "datepublish"),
    *("article.published", "article_date_original", "article:publicationdate", "article_publication_date", "news_date"),
    *("date.available", "displaydate", "article:post_date", "article:create", "dcterms.available"),
    *(
        "dcterms.issued",
        "dc.date.issued",
        "dc.issued",
        "dcterms.date",
        "dc.date",
        "dcterms.created",
        "dc.date.created",
        "dc.created",
    ),
    *("article.created", "date_created", "creation_date"),
)
_MAX_MARKED = 500
_MAX_SHOWN_CHARACTERS = 80
_MAX_PARENTS = 3
# Classes of the element with an article's date, as themes name them.
_DATE_CLASS = re.compile(
    r"(?:[a-z0-9]+[-_]+)*(?:entry|post|article|story|news|content|byline|publish(?:ed|ing)?|publication|pub|posted|release)"
    r"[-_]*(?:date|time|datetime|published|on|at|details?)"
    r"|pubdate|published|dt-published|date-?published|date_published|publish|timestamp-?published",
    re.IGNORECASE,
)
_OTHER_STORIES = re.compile(
    r"(?:^|[-_\s])(?:related|comments?|sidebar|widget|recirc\w*|teasers?|cards?|popular|recommend\w*|latest|trending|more|footer|headlines)"
    r"(?:$|[-_\s])",
    re.IGNORECASE,
)
_PARTS_OF_META = re.compile(r"meta|info|byline|detail", re.IGNORECASE)
_OUTSIDE = frozenset(("aside", "nav", "footer"))
_LABEL = re.compile(r"^\W*(?:first )?(?:published|posted|publication date|date)?(?: (?:on|at))?\W{0,4}", re.IGNORECASE)
_IS_CHANGE = re.compile("updated?|modified", re.IGNORECASE)
# Months in the languages of pages beside English, by their first letters.
_MONTH_STEMS = {
    stem: number
    for number, stems in enumerate(
        (
            *("ene gen ian jän", "fév fev", "mär maa mrt", "abr avr", "mai mag mei maj", "juin giu iun", "juil lug iul"),
            *("ago aoû aou", "set", "okt ott out", "noi", "dic dez déc"),
        ),
        start=1,
    )
    for stem in stems.split()
}
for _number, _stem in enumerate(("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"), start=1):
    _MONTH_STEMS[_stem] = _number
_ENGLISH_MONTH = re.compile(
    r"\b(?:january|february|march|april|may|june|july|august|september|october|november|december)\b", re.IGNORECASE
)
_WORDY = re.compile(r"(?<!\d)(\d{1,2})\.? (?:de )?([^\W\d_]{3,12})\.?,? (?:del? )?(\d{4})(?!\d|:| ?[ap]m| \d)")
_DOTTED = re.compile(r"(?<![\d.])(\d{1,2})\.(\d{1,2})\.(\d{4})(?!\d)")
_STROKED = re.compile(r"(?<![\d/])(\d{1,2})/(\d{1,2})/(\d{4})(?!\d)")
# Whole segments of a path, as in the archives of outlets. Other numbers may mean anything.
_SEGMENTS = re.compile(r"/((?:19|20)\d\d)(?:/(\d\d?|[a-z]{3})/(\d\d?)|-(\d\d)-(\d\d))(?=/|$)", re.IGNORECASE)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


def read_address_date(url: str) -> str | None:
    """The date in the path of an address, if there is exactly one, as an ISO date that may be impossible."""
    dates = set()
    try:
        path = urlsplit(url).path
    except ValueError:
        return None
    for year, month, day, iso_month, iso_day in _SEGMENTS.findall(path):
        named = (month or iso_month).lower()
        number = _MONTHS.index(named) + 1 if named in _MONTHS else named
        dates.add(f"{year}-{number:0>2}-{day or iso_day:0>2}")
    return dates.pop() if len(dates) == 1 else None


def read_structured_dates(descriptions: Iterable[dict[str, Any]], names: set[str]) -> set[str]:
    """The publication dates in the JSON-LD of a page's article, else of what else it is, else of the page.

    Several if they differ; then only those of the article with one of the page's `names`, its titles and addresses.
    """
    by_rank: dict[int, list[tuple[str, bool]]] = {0: [], 1: [], 2: []}
    for described in descriptions:
        given, rank = _get_text(described.get("datePublished")), _rank_types(_read_types(described))
        if given and rank is not None:
            by_rank[rank].append((given, not names.isdisjoint(_list_names(described))))
    dates = next(filter(None, by_rank.values()), [])
    named = {given for given, is_named in dates if is_named}
    return named if named else {given for given, _ in dates}


def read_page_names(tree: HtmlElement) -> set[str]:
    """The titles and addresses by which a page calls its article."""
    names = [heading.text_content() for heading in islice(tree.iter("h1"), 3)]
    names += [link.get("href") or "" for link in tree.iter("link") if (link.get("rel") or "").lower() == "canonical"][:3]
    for meta in tree.iter("meta"):
        if (meta.get("property") or meta.get("name") or "").lower() in ("og:title", "og:url", "twitter:title"):
            names.append(meta.get("content") or "")
    return {_simplify_name(name) for name in names} - {""}


def read_meta_dates(tree: HtmlElement) -> list[str]:
    """The publication dates in the meta elements of a page, the surest first."""
    found: dict[str, str] = {}
    for meta in tree.iter("meta"):
        name = (meta.get("property") or meta.get("name") or "").strip().lower()
        if name in _META_NAMES and meta.get("content"):
            found.setdefault(name, meta.get("content").strip())
    return [found[name] for name in _META_NAMES if name in found]


def read_microdata_dates(tree: HtmlElement) -> set[str]:
    """The publication dates of the page's article in microdata (itemprop="datePublished"), else of what has no type."""
    by_rank: dict[int, set[str]] = {0: set(), 1: set(), 2: set()}
    for element in islice(_iterate_marked(tree), _MAX_MARKED):
        if "datepublished" not in (element.get("itemprop") or "").lower().split():
            continue
        scope = next((around for around in element.iterancestors() if around.get("itemscope") is not None), None)
        rank: int | None = 2
        if scope is not None:
            types = {name.lower().rpartition("/")[2] for name in (scope.get("itemtype") or "").split()}
            is_part = not _PARTS_BY_ROLE.isdisjoint((scope.get("itemprop") or "").lower().split())
            rank = None if is_part else _rank_types(types) if types else 2
        if rank is not None:
            by_rank[rank].update(_list_values(element))
    return next(filter(None, by_rank.values()), set())


def read_marked_dates(tree: HtmlElement) -> set[str]:
    """The dates in elements that themes mark as the article's date: <time pubdate>, class="entry-date" and the like."""
    found: set[str] = set()
    for element in islice(_iterate_marked(tree), _MAX_MARKED):
        if _is_marked(element) and not _is_elsewhere(element):
            found.update(_list_values(element))
    return found


def read_dates_at_heading(tree: HtmlElement) -> set[str]:
    """The dates in elements called date that stand beside the page's only main heading, or beside its parent."""
    headings = list(islice(tree.iter("h1"), 2))
    found: set[str] = set()
    if len(headings) == 1:
        for around in islice(headings[0].iterancestors(), 2):
            if around.tag in ("body", "html"):
                break
            for element in islice(around.iter("time", "span", "div", "p", "small", "h2"), _MAX_MARKED):
                named = _get_class(element)[:300].lower()
                is_called = element.tag == "time" or "date" in re.split(r"[-_\s]", named)
                if not is_called or _IS_CHANGE.search(named) or _is_elsewhere(element):
                    continue
                if not any(inner.tag == "p" for inner in element.iterancestors()):
                    found.update(_list_values(element))
            if found:
                break
    return found


def is_behind_paywall(descriptions: Iterable[dict[str, Any]]) -> bool:
    """Whether the JSON-LD of the page says that its article is not free to read."""
    return any(str(described.get("isAccessibleForFree")).lower() == "false" for described in descriptions)


def _iterate_marked(tree: HtmlElement) -> Iterator[HtmlElement]:
    """The elements that may hold a date: with few words, and with a class, a role or the tag of a time."""
    for element in tree.iter("time", "abbr", "span", "div", "p", "meta", "i", "em", "small", "li", "b", "strong", "a"):
        if element.tag == "time" or element.get("itemprop") or _find_date_class(element):
            yield element


def _find_date_class(element: HtmlElement) -> bool:
    return any(_DATE_CLASS.fullmatch(name) for name in (element.get("class") or "")[:300].split())


def _is_marked(element: HtmlElement) -> bool:
    own = element.get("class") or ""
    if _IS_CHANGE.search(own) and "published" not in own.lower().split():
        return False
    if element.tag != "time":
        return _find_date_class(element)
    around = islice(element.iterancestors(), _MAX_PARENTS)
    return element.get("pubdate") is not None or _find_date_class(element) or any(map(_find_date_class, around))


def _is_elsewhere(element: HtmlElement) -> bool:
    """Whether an element belongs to another story, a comment or the frame of the page."""
    for around in element.iterancestors():
        if around.tag in _OUTSIDE or (around.tag == "li" and not _PARTS_OF_META.search(_get_class(around.getparent()))):
            return True
        if around.tag not in ("body", "html") and _OTHER_STORIES.search(f"{_get_class(around)} {around.get('id') or ''}"[:300]):
            return True
    return False


def _get_class(element: HtmlElement | None) -> str:
    return "" if element is None else element.get("class") or ""


def _list_values(element: HtmlElement) -> Iterator[str]:
    """The date of an element: as machines read it, else as it is shown."""
    for key in ("content", "datetime", "title" if element.tag == "abbr" else "datetime"):
        value = (element.get(key) or "").strip()
        if value:
            yield value
            return
    shown = " ".join(" ".join(islice(element.itertext(), 20)).split())
    if shown and len(shown) <= _MAX_SHOWN_CHARACTERS and not _IS_CHANGE.search(shown):
        labelled = _LABEL.sub("", shown)
        yield _read_shown_day(shown) or labelled if _ENGLISH_MONTH.search(shown) is None else labelled


def _read_shown_day(shown: str) -> str | None:
    """The day that an element shows in another language or with numbers, as an ISO date that may be impossible."""
    found = [(year, _MONTH_STEMS.get(_shorten_month(month)), day) for day, month, year in _WORDY.findall(shown.lower())]
    found += [(year, int(month), day) for day, month, year in _DOTTED.findall(shown)]
    # With strokes, day and month are clear only where the day is no month.
    found += [(year, int(month), day) for day, month, year in _STROKED.findall(shown) if int(day) > 12]
    if len(found) != 1 or found[0][1] is None:
        return None
    year, number, day = found[0]
    return f"{year}-{number:02}-{day:0>2}"


def _shorten_month(month: str) -> str:
    return month[:4] if month.startswith("jui") else month[:3]


def _rank_types(types: set[str]) -> int | None:
    """How sure it is that an object of these types is the page's article: 0 most; None: it is something beside it."""
    if any(name.endswith("article") or name in _ARTICLES for name in types - _PARTS):
        return 0
    if types & _PAGES:
        return 2
    return None if types & _PARTS else 1


def _read_types(described: dict[str, Any]) -> set[str]:
    given = described.get("@type")
    names = given if isinstance(given, list) else [given]
    return {re.split("[/:#]", name.lower())[-1] for name in names if isinstance(name, str)}


def _get_text(value: Any) -> str | None:
    """The text of a value of JSON-LD, which may be in a list or an object."""
    if isinstance(value, list) and value:
        value = value[0]
    if isinstance(value, dict):
        value = value.get("@value")
    return value.strip() or None if isinstance(value, str) else None


def _list_names(described: dict[str, Any]) -> set[str]:
    page = described.get("mainEntityOfPage")
    values = [described.get(key) for key in ("headline", "name", "url", "@id")]
    values += [page.get("@id"), page.get("url")] if isinstance(page, dict) else [page]
    return {_simplify_name(value) for value in values if isinstance(value, str)} - {""}


def _simplify_name(name: str) -> str:
    """A title or address without its blanks, case and last slash."""
    return " ".join(name[:500].lower().split()).rstrip("/")
