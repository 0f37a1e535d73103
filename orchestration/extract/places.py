"""Finding the places that a parsed text names: which words, which place, how exactly.

Here belong spans, cues and precision. Which place a name can mean belongs to `gazetteer`; which place an event has
belongs to the modules that find events. Pure: everything is read from the parse and the loaded gazetteer.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace

from spacy.tokens import Doc, Span

from orchestration.extract import geo
from orchestration.extract import place_cues as cues
from orchestration.extract.gazetteer import Gazetteer, Place

_PLACE_LABELS = frozenset({"GPE", "LOC", "FAC"})
_NAME_LABELS = frozenset({"PERSON", "ORG", "NORP", "PRODUCT", "EVENT", "WORK_OF_ART", "LAW"})
_FIGURE_LABELS = frozenset({"DATE", "TIME", "CARDINAL", "ORDINAL", "QUANTITY", "MONEY", "PERCENT"})
_MODIFIERS = frozenset({"compound", "amod", "nmod"})
_EVIDENCE_REACH = 90  # characters before and after a name in which its cues stand
_SURE_POPULATION = 300_000
_LIKELY_POPULATION = 50_000
_REGION_REACH = 400  # characters back to a place whose province an unknown name is put in
_MAX_COUNTRIES = 6
_MIN_COUNTRY_SHARE = 0.08  # of the weight of the first country: less is a mention in passing


@dataclass(frozen=True, slots=True)
class PlaceMention:
    """A place named in a text, at `doc.text[start:end]`.

    `place` is the gazetteer's; None for a name that it does not know. The coordinates (degrees) are those of what is
    meant here: moved for "75 km southeast of X", those of `container` for an unknown place, None if nothing is known.
    `where_prec` (UCDP, 1 exact .. 7 sea or air) says how exactly the text names it, known or not.
    """

    start: int
    end: int
    text: str
    place: Place | None
    latitude: float | None
    longitude: float | None
    where_prec: int
    container: Place | None


@dataclass(frozen=True, slots=True)
class _Name:
    start: int
    end: int
    is_entity: bool
    is_told: bool  # a cue says in so many words that it is a place ("the village of")


def find_places(
    doc: Doc, gazetteer: Gazetteer, *, countries: Collection[str] = (), taken: Collection[tuple[int, int]] = ()
) -> list[PlaceMention]:
    """Every place that the text names, in order.

    `countries` are the article's context (`article_countries`), by weight. `taken` are spans already known to be
    names of something else (actors): nothing inside them is a place.
    """
    text = doc.text
    context = list(countries) or article_countries([doc], gazetteer)
    names = _names(doc, gazetteer, context, taken)
    first = _resolve(names, text, gazetteer, context, near=(), settled={})
    settled = {
        text[name.start : name.end]: place
        for name, (place, container) in reversed(list(zip(names, first, strict=True)))
        if place and container
    }
    anchors = tuple(dict.fromkeys(place for place, container in first if place and _is_anchor(place, container)))
    second = _resolve(names, text, gazetteer, context, near=anchors, settled=settled)
    found: list[PlaceMention] = []
    for name, (place, container) in zip(names, second, strict=True):
        if place is None and not (name.is_told or name.is_entity):
            continue
        if place is None and not _is_worth_keeping(text[name.start : name.end], name, text):
            continue
        found.append(_mention(name, text, place, container))
    told = {text[name.start : name.end] for name in names if name.is_told}
    sure = [mention for mention in found if mention.place or mention.text in told]
    return _with_places_from_neighbours(_with_repeats(found, sure, doc, taken), text, gazetteer)


def _is_anchor(place: Place, container: Place | None) -> bool:
    """Whether a place is sure enough to draw ambiguous names towards it."""
    if place.feature == "town":
        return container is not None or place.population >= _SURE_POPULATION
    return place.feature in ("province", "area")


def article_countries(docs: Iterable[Doc], gazetteer: Gazetteer) -> list[str]:
    """The countries (ISO3) that an article is about, by weight: countries and demonyms named, and their known towns."""
    weights: dict[str, float] = {}

    def add(iso3: str | None, weight: float) -> None:
        if iso3:
            weights[iso3] = weights.get(iso3, 0.0) + weight

    for doc in docs:
        for token in doc:
            for iso3 in gazetteer.demonyms.get(token.text, ()):
                add(iso3, cues.ADJECTIVE_WEIGHT if token.text in cues.WORLD_POWERS else cues.DEMONYM_WEIGHT)
        for entity in doc.ents:
            if entity.label_ not in _PLACE_LABELS or entity.text in gazetteer.demonyms:
                continue
            start, end = _trimmed(entity.start_char, entity.end_char, doc.text)
            place = gazetteer.resolve(doc.text[start:end])
            if place and (place.feature != "town" or place.population >= _SURE_POPULATION):
                add(place.country_iso3, cues.FEATURE_WEIGHT[place.feature])
    ordered = sorted(weights, key=lambda iso3: (-weights[iso3], iso3))
    return [iso3 for iso3 in ordered if weights[iso3] >= _MIN_COUNTRY_SHARE * weights[ordered[0]]][:_MAX_COUNTRIES]


def _names(doc: Doc, gazetteer: Gazetteer, countries: Sequence[str], taken: Collection[tuple[int, int]]) -> list[_Name]:
    """Spans that may be names of places, in order, none overlapping another."""
    text = doc.text
    blocked = _blocked(text, taken)
    surnames = {entity[-1].text for entity in doc.ents if entity.label_ == "PERSON" and len(entity) > 1}
    names: list[_Name] = []
    for entity in doc.ents:
        if entity.label_ in _PLACE_LABELS and not _is_adjective(entity, gazetteer):
            start, end = _trimmed(entity.start_char, entity.end_char, text)
            if cues.NEVER.fullmatch(text, start, end):
                continue
            if start >= end or not any(letter.isupper() for letter in text[start:end]) or _within(start, end, blocked):
                continue
            start, end = _grown(start, end, text, gazetteer)
            is_person = text[start:end] in surnames and not cues.IN_BEFORE.search(text[:start][-_EVIDENCE_REACH:])
            if not is_person and not _starts_a_longer_name(entity, text, end):
                names.append(_Name(start, end, True, bool(cues.TOLD_BEFORE.search(text[:start][-_EVIDENCE_REACH:]))))
    longer = _other_names(doc)
    for match in (m for pattern in cues.CUED_NAMES for m in pattern.finditer(text)):
        start, end = _trimmed(*match.span("name"), text)
        is_told = match["told"] is not None and not _is_common(text[start:end], gazetteer)
        is_part = any(first <= start and end <= last and (first, last) != (start, end) for first, last in longer)
        if start >= end or is_part or not _is_name(doc, start, end) or _within(start, end, blocked):
            continue
        name = _Name(start, end, False, is_told)
        if is_told or (text[start:end] not in gazetteer.demonyms and _is_known(name, text, gazetteer, countries)):
            names.append(name)
    whole = _without_overlaps(names, text, gazetteer)
    return [part for name in whole for part in _parts(name, text, gazetteer, countries)]


def _grown(start: int, end: int, text: str, gazetteer: Gazetteer) -> tuple[int, int]:
    """The span, or the longer name from its start that the gazetteer knows ("Deir" -> "Deir ez-Zor")."""
    longer = re.compile(cues.NAME).match(text, start)
    if longer and longer.end() > end and gazetteer.candidates(longer[0]):
        return start, longer.end()
    return start, end


def _is_known(name: _Name, text: str, gazetteer: Gazetteer, countries: Sequence[str]) -> bool:
    parts = _parts(name, text, gazetteer, countries)
    return any(gazetteer.resolve(text[part.start : part.end], countries=countries) for part in parts)


def _parts(name: _Name, text: str, gazetteer: Gazetteer, countries: Sequence[str]) -> list[_Name]:
    """What the span names, where it is not one known name: a name behind a direction ("Eastern Aleppo"), a name with its
    lost genitive ("Aleppos suburbs"), or two names run together ("Syrias Idlib")."""

    def is_known(words: str) -> bool:
        return gazetteer.resolve(words, countries=countries) is not None

    words = text[name.start : name.end]
    if is_known(words):
        return [name]
    direction = cues.LEADING_DIRECTION.match(words)
    if direction:
        rest = replace(name, start=name.start + direction.end())
        return _parts(rest, text, gazetteer, countries) if rest.start < rest.end else []
    if words.endswith("s") and is_known(words[:-1]):
        return [replace(name, end=name.end - 1)]
    for blank in re.finditer(" ", words):
        left, right = words[: blank.start()], words[blank.end() :]
        bare = left if is_known(left) else left.removesuffix("s")
        if is_known(bare) and is_known(right):
            return [replace(name, end=name.start + len(bare)), replace(name, start=name.start + blank.end())]
    return [name]


def _blocked(text: str, taken: Collection[tuple[int, int]]) -> list[tuple[int, int]]:
    """Spans in which no place is named: names of actors, known ones and those made like one."""
    return [*taken, *(match.span() for match in cues.NOT_PLACES.finditer(text))]


def _other_names(doc: Doc) -> list[tuple[int, int]]:
    """Spans that the parser takes for names of persons, organisations and the like."""
    return [_trimmed(e.start_char, e.end_char, doc.text) for e in doc.ents if e.label_ in _NAME_LABELS]


def _is_name(doc: Doc, start: int, end: int) -> bool:
    """Whether the parser takes a word of the span for a name or a part of one, and none for a part of a date or figure."""
    span = doc.char_span(start, end, alignment_mode="expand")
    if span is None or any(token.ent_type_ in _FIGURE_LABELS for token in span):
        return False
    return any(token.pos_ == "PROPN" or token.ent_type_ for token in span)


def _is_common(words: str, gazetteer: Gazetteer) -> bool:
    """Whether the words cannot be the name of an unknown place: a demonym ("the Syrian area"), an acronym."""
    return bool(cues.ACRONYM.fullmatch(words)) or any(word in gazetteer.demonyms for word in words.split())


def _without_overlaps(names: Sequence[_Name], text: str, gazetteer: Gazetteer) -> list[_Name]:
    """Of names that overlap, the longest that the gazetteer knows, else the entity, else the longest."""

    def rank(name: _Name) -> tuple[bool, int, bool, int]:
        is_known = bool(gazetteer.candidates(text[name.start : name.end]))
        return (not is_known, name.start - name.end, not name.is_entity, name.start)

    kept: list[_Name] = []
    for name in sorted(names, key=rank):
        rival = next((k for k in kept if name.start < k.end and k.start < name.end), None)
        if rival is None:
            kept.append(name)
        elif (rival.start, rival.end) == (name.start, name.end):
            both = replace(rival, is_entity=rival.is_entity or name.is_entity, is_told=rival.is_told or name.is_told)
            kept[kept.index(rival)] = both
    return sorted(kept, key=lambda name: name.start)


def _is_adjective(entity: Span, gazetteer: Gazetteer) -> bool:
    """Whether the words are a demonym, or a country's name used as one ("U.S. forces", "Turkey-backed rebels")."""
    after = entity.doc.text[entity.end_char : entity.end_char + 12]
    if cues.COMPOUND_AFTER.match(after):
        return True
    if entity.text not in gazetteer.demonyms:
        return False
    is_also_a_name = any(place.feature == "country" for place in gazetteer.candidates(entity.text))
    return not is_also_a_name or entity.root.dep_ in _MODIFIERS


def _starts_a_longer_name(entity: Span, text: str, end: int) -> bool:
    """Whether a name goes on behind the entity ("Euphrates Operations", "Raqqa Brigade")."""
    if end < entity.end_char or entity.end >= len(entity.doc) or text[end : end + 1] != " ":
        return False
    following = entity.doc[entity.end]
    if following.ent_type_ and following.ent_iob_ == "B":
        return False
    return bool(cues.ORGANISATION_WORD.match(following.text))


def _trimmed(start: int, end: int, text: str) -> tuple[int, int]:
    """The span without an article in front, without a genitive and punctuation behind."""
    lead = cues.LEADING.match(text, start, end)
    start = lead.end() if lead else start
    trail = cues.TRAILING.search(text[start:end])
    return start, (start + trail.start() if trail else end)


def _within(start: int, end: int, spans: Iterable[tuple[int, int]]) -> bool:
    return any(start < last and first < end for first, last in spans)


def _resolve(
    names: Sequence[_Name],
    text: str,
    gazetteer: Gazetteer,
    countries: Sequence[str],
    *,
    near: Sequence[Place],
    settled: dict[str, Place],
) -> list[tuple[Place | None, Place | None]]:
    """For each name its place and the region that the text puts it in, from the last name to the first:
    what contains a place mostly stands behind it. `settled` names mean the same place wherever nothing contains them."""
    resolved: list[tuple[Place | None, Place | None]] = []
    follower: tuple[_Name, Place | None] | None = None
    for name in reversed(names):
        words = text[name.start : name.end]
        container = None
        if follower and follower[1]:
            between = text[name.end : follower[0].start]
            can_contain = follower[1].feature in ("country", "province") or bool(cues.QUARTER.search(between))
            container = follower[1] if can_contain and cues.CONTAINED.fullmatch(between) else None
        feature = cues.feature_told(text, name.start, name.end)
        others = [place for place in near if place.name != words]
        place = None if container else settled.get(words)
        if container:
            place = gazetteer.choose(words, countries=countries, near=others, within=container, feature=feature)
        if place is None and not (container and name.is_told):
            place = gazetteer.choose(words, countries=countries, near=others, feature=feature)
        if place is None and feature and not container:
            place = gazetteer.choose(words, countries=countries, near=others)
        if place and not (name.is_entity or name.is_told or _is_likely(place, countries)):
            place = None
        resolved.append((place, container))
        follower = (name, place)
    return resolved[::-1]


def _is_likely(place: Place, countries: Sequence[str]) -> bool:
    """Whether a mere preposition is enough to take a capitalised name for this place."""
    if place.country_iso3 is None or place.country_iso3 in countries[:1]:
        return True
    return place.country_iso3 in countries and (place.feature != "town" or place.population >= _LIKELY_POPULATION)


def _is_worth_keeping(words: str, name: _Name, text: str) -> bool:
    """Whether a name that the gazetteer does not know is still a place: told so, or an entity that looks like a name."""
    if name.is_told:
        return True
    if not words[:1].isupper() or cues.ACRONYM.fullmatch(words) or cues.NOT_A_NAME.search(words):
        return False
    return bool(cues.PLACE_WORD.search(words) or cues.IN_BEFORE.search(text[: name.start][-_EVIDENCE_REACH:]))


def _mention(name: _Name, text: str, place: Place | None, container: Place | None) -> PlaceMention:
    before, after = text[: name.start][-_EVIDENCE_REACH:], text[name.end : name.end + _EVIDENCE_REACH]
    prec = cues.precision(place.feature if place else None, before, after)
    lat, lon = (place.latitude, place.longitude) if place else (None, None)
    offset = cues.offset_before(before)
    if place and offset and place.feature in ("town", "area"):
        lat, lon = geo.moved(place.latitude, place.longitude, offset)
        prec = 2
    return PlaceMention(name.start, name.end, text[name.start : name.end], place, lat, lon, prec, container)


def _with_repeats(
    found: Sequence[PlaceMention], sure: Sequence[PlaceMention], doc: Doc, taken: Collection[tuple[int, int]]
) -> list[PlaceMention]:
    """The same, with further occurrences of the names that the text has shown to be places."""
    text = doc.text
    longer = _other_names(doc)
    blocked = _blocked(text, taken)
    mentions = list(found)
    for first in {mention.text: mention for mention in reversed(sure)}.values():
        if not cues.REPEATABLE.fullmatch(first.text):
            continue
        for match in re.finditer(rf"(?<![\w-]){re.escape(first.text)}(?![\w-])", text):
            span = match.span()
            is_part = any(s <= span[0] and span[1] <= e and (s, e) != span for s, e in longer)
            is_taken = _within(*span, blocked) or _within(*span, [(m.start, m.end) for m in mentions])
            if is_part or is_taken or cues.ORGANISATION_WORD.match(text[span[1] :].lstrip()):
                continue
            mentions.append(_mention(_Name(*span, False, False), text, first.place, first.container))
    return sorted(mentions, key=lambda mention: mention.start)


def _with_places_from_neighbours(found: Sequence[PlaceMention], text: str, gazetteer: Gazetteer) -> list[PlaceMention]:
    """Places for names that the gazetteer does not know: "X, 75 km southeast of Y", "the village of X in Y province",
    else the province of the place named before. One name has one place in one text."""
    placed: dict[str, PlaceMention] = {}
    for index, mention in enumerate(found):
        if mention.place or mention.text in placed:
            continue
        following = found[index + 1] if index + 1 < len(found) else None
        earlier = [m.place for m in found[:index] if m.place and m.place.admin1 and mention.start - m.start <= _REGION_REACH]
        region = mention.container or (gazetteer.province_of(earlier[-1]) if earlier else None)
        lat, lon = (region.latitude, region.longitude) if region else (None, None)
        if following and following.place and cues.APPOSED_OFFSET.fullmatch(text[mention.end : following.start]):
            lat, lon = following.latitude, following.longitude
            region = mention.container or gazetteer.country(following.place.country_iso3 or "")
        if lat is not None:
            placed[mention.text] = replace(mention, latitude=lat, longitude=lon, container=region)
    return [
        m
        if m.place or m.text not in placed
        else replace(m, latitude=(p := placed[m.text]).latitude, longitude=p.longitude, container=p.container)
        for m in found
    ]
