"""Finding the places that a parsed text names: which words, which place, how exactly.

Here belong the choice of a place for each name, and one meaning of a name throughout a text. Which words may be a name belongs
to `place_spans`, their cues to `place_cues`, the places that a name can mean to `gazetteer`, and the place of an event to
`events.event_place`. Everything is pure: it reads only the parse and the loaded gazetteer.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from spacy.tokens import Doc

from orchestration.extract.parsing.fast_ner import list_entities
from orchestration.extract.places import geo, place_spans
from orchestration.extract.places import place_cues as cues
from orchestration.extract.places.gazetteer import Gazetteer, Place, Region
from orchestration.extract.places.place_spans import NameSpan

_WORD_CHARACTER = re.compile(r"[\w-]")
_MAX_CUE_CHARS = 90  # characters before and after a name in which its cues are searched
_MIN_SURE_POPULATION = 300_000
_MIN_LIKELY_POPULATION = 50_000
_MAX_NEIGHBOUR_KM = 100.0
_MAX_SUBURB_KM = 15.0
_MAX_KM_IN_AREA = 100.0  # of a town from the point of the area that it lies in
_MAX_REGION_CHARS = 400  # characters back to the place from which an unknown name takes its province
_MAX_COUNTRIES = 6
_MIN_COUNTRY_SHARE = 0.08  # share of the first country's weight; less is a mention in passing


@dataclass(frozen=True, slots=True)
class PlaceMention:
    """A place named in a text, at `doc.text[start:end]`.

    `place` is the place in the gazetteer, None for a name that it does not know. The coordinates (degrees) are those that the
    text means: moved for "75 km southeast of X", those of `container` for an unknown place, None if nothing is known.
    `where_prec` (UCDP, 1 exact to 7 sea or air) says how exactly the text gives the place, known or not.
    """

    start: int
    end: int
    text: str
    place: Place | None
    latitude: float | None
    longitude: float | None
    where_prec: int
    container: Place | None
    is_scene: bool = True
    """Whether an event can happen there: not in "the Upton Police Department", "a man from Upton"."""


def find_places(
    doc: Doc, gazetteer: Gazetteer, *, countries: Collection[str] = (), taken: Collection[tuple[int, int]] = ()
) -> list[PlaceMention]:
    """Finds every place that the text names, in order.

    `countries` are the article's countries (ISO3), by weight, as `rank_countries` gives them. `taken` are spans of other names,
    such as actors: nothing inside them is a place.
    """
    text = doc.text
    context = list(countries) or rank_countries([doc], gazetteer)
    names = place_spans.find_name_spans(doc, gazetteer, context, taken)
    regions = gazetteer.weigh_regions((text[name.start : name.end] for name in names), context)
    first = _resolve_names(names, text, gazetteer, context, near=(), decided={}, regions=regions)
    decided = {
        text[name.start : name.end]: place
        for name, (place, container) in reversed(list(zip(names, first, strict=True)))
        if place and container
    }
    first = _widen_regions(names, first, text, gazetteer)
    anchors = _choose_anchors(first)
    second = _resolve_names(names, text, gazetteer, context, near=anchors, decided=decided, regions=regions)
    second = _widen_regions(names, second, text, gazetteer)
    found: list[PlaceMention] = []
    for name, (place, container) in zip(names, second, strict=True):
        if place is None and not (name.is_explicit or name.is_entity):
            continue
        if place is None and not _is_worth_keeping(text[name.start : name.end], name, text):
            continue
        found.append(_make_mention(name, text, place, container))
    explicit = {text[name.start : name.end] for name in names if name.is_explicit}
    sure = [mention for mention in found if mention.place or mention.text in explicit or " " in mention.text]
    return _locate_unknown_names(_add_repeats(found, sure, doc, taken), text, gazetteer, context)


def lies_in(inner: PlaceMention, outer: PlaceMention) -> bool:
    """Whether a place lies in another, wider one, by the gazetteer or the text."""
    region, known = outer.place, inner.place or inner.container
    if region is None or known is None or inner.place == region:
        return False
    if inner.container == region:
        return True
    is_same_country = known != region and known.country_iso3 == region.country_iso3
    return {
        "country": is_same_country,
        "province": is_same_country and known.feature != "country" and known.admin1 == region.name,
        "area": known.feature in ("town", "district") and _measure_km(known, region) <= _MAX_KM_IN_AREA,
    }.get(region.feature, False)


def _measure_km(place: Place, other: Place) -> float:
    return geo.measure_distance_km(place.latitude, place.longitude, other.latitude, other.longitude)


def _choose_anchors(resolved: Sequence[tuple[Place | None, Place | None]]) -> tuple[Place, ...]:
    """Chooses the places that are sure enough to decide ambiguous names near them.

    Such a place is inside another one, large, or close to a place of another name.
    """
    places = list(dict.fromkeys(place for place, _ in resolved if place))
    contained = {place for place, container in resolved if container}
    return tuple(place for place in places if place in contained or _is_sure(place, places))


def _is_sure(place: Place, others: Sequence[Place]) -> bool:
    if place.feature not in ("town", "district"):
        return place.feature in ("province", "area")
    return place.population >= _MIN_SURE_POPULATION or any(
        other.feature == place.feature and other.name != place.name and _measure_km(place, other) <= _MAX_NEIGHBOUR_KM
        for other in others
    )


def unify_mentions(docs: Sequence[Doc], found: Sequence[Sequence[PlaceMention]]) -> list[list[PlaceMention]]:
    """Unifies the mentions of an article's pieces, so that one name means one place.

    The place that a piece names with its region wins, else the one named most often. A name that is a place in one piece is also
    found in the others, because the parser often misreads a headline.
    """
    n_mentions = Counter((mention.text, mention.place) for mentions in found for mention in mentions)
    contained = {(mention.text, mention.place) for mentions in found for mention in mentions if mention.container}
    best: dict[str, PlaceMention] = {}
    for mention in (m for mentions in found for m in mentions if m.place):
        rival = best.get(mention.text)
        ranks = [((m.text, m.place) in contained, n_mentions[m.text, m.place]) for m in (mention, rival) if m]
        if rival is None or ranks[0] > ranks[1]:
            best[mention.text] = mention
    return [
        _add_repeats([_unify_mention(mention, best) for mention in mentions], list(best.values()), doc, ())
        for doc, mentions in zip(docs, found, strict=True)
    ]


def _unify_mention(mention: PlaceMention, best: dict[str, PlaceMention]) -> PlaceMention:
    other = best.get(mention.text)
    if other is None or other.place is None or mention.place == other.place or (mention.place and mention.container):
        return mention
    place, prec = other.place, mention.where_prec if mention.place else other.where_prec
    return replace(mention, place=place, latitude=place.latitude, longitude=place.longitude, where_prec=prec)


def rank_countries(docs: Sequence[Doc], gazetteer: Gazetteer) -> list[str]:
    """Ranks the countries (ISO3) that an article is about, by weight: those that it names, and those of demonyms and known towns.

    Without any of these, they are the countries with most places of the names in the text.
    """
    weights: dict[str, float] = {}

    def add_weight(iso3: str | None, weight: float) -> None:
        if iso3:
            weights[iso3] = weights.get(iso3, 0.0) + weight

    for doc in docs:
        text = doc.text
        for token in doc:
            for iso3 in gazetteer.demonyms.get(token.text, ()):
                add_weight(iso3, cues.ADJECTIVE_WEIGHT if token.text in cues.WORLD_POWERS else cues.DEMONYM_WEIGHT)
        for entity in list_entities(doc):
            if not place_spans.is_place(entity, gazetteer) or entity.text in gazetteer.demonyms:
                continue
            start, end = place_spans.trim_name(entity.start_char, entity.end_char, text)
            place = gazetteer.resolve_name(text[start:end])
            if place and (place.feature != "town" or place.population >= _MIN_SURE_POPULATION):
                add_weight(place.country_iso3, cues.FEATURE_WEIGHT[place.feature])
        for start, end in place_spans.find_divisions(text):
            place = gazetteer.resolve_name(text[start:end])
            if place and place.feature in ("province", "district"):
                add_weight(place.country_iso3, cues.FEATURE_WEIGHT["district"])
    if not weights:
        for doc in docs:
            for iso3, share in place_spans.compute_country_shares(doc, gazetteer):
                add_weight(iso3, share)
    ordered = sorted(weights, key=lambda iso3: (-weights[iso3], iso3))
    return [iso3 for iso3 in ordered if weights[iso3] >= _MIN_COUNTRY_SHARE * weights[ordered[0]]][:_MAX_COUNTRIES]


def _resolve_names(
    names: Sequence[NameSpan],
    text: str,
    gazetteer: Gazetteer,
    countries: Sequence[str],
    *,
    near: Sequence[Place],
    decided: dict[str, Place],
    regions: Mapping[Region, float],
) -> list[tuple[Place | None, Place | None]]:
    """Resolves each name to its place and to the region that the text gives for it.

    It goes from the last name to the first, because the region mostly follows the place. A name in `decided` means that place
    wherever the text gives no region for it.
    """
    resolved: list[tuple[Place | None, Place | None]] = []
    follower: tuple[NameSpan, Place | None] | None = None
    for name in reversed(names):
        words = text[name.start : name.end]
        container = None
        if follower and follower[1] and follower[0].is_scene:
            between = text[name.end : follower[0].start]
            can_contain = follower[1].feature in ("country", "province") or bool(cues.TOWN_PART.search(between))
            container = follower[1] if can_contain and cues.CONTAINER_LINK.fullmatch(between) else None
        feature = cues.read_feature(text, name.start, name.end)
        others = [place for place in near if place.name != words]
        place = None if container else decided.get(words)
        if container:
            place = gazetteer.choose_place(
                words, countries=countries, near=others, within=container, feature=feature, regions=regions
            )
            alone = gazetteer.choose_place(words, countries=countries) if place and place.feature == "town" else None
            if alone and alone.feature == "country":  # "in Russia, U.S. officials said" is not Russia, Ohio
                place, container = alone, None
        if place is None and not (container and name.is_explicit):
            place = gazetteer.choose_place(words, countries=countries, near=others, feature=feature, regions=regions)
        if place is None and feature and not container:
            place = gazetteer.choose_place(words, countries=countries, near=others, regions=regions)
        if place and not (name.is_entity or name.is_explicit or _is_likely(place, countries)):
            place = None
        if place and not name.is_scene and not (name.is_entity or words in decided or _is_well_known(place, countries, near)):
            place = None
        resolved.append((place, container))
        follower = (name, place)
    return resolved[::-1]


def _widen_regions(
    names: Sequence[NameSpan], resolved: Sequence[tuple[Place | None, Place | None]], text: str, gazetteer: Gazetteer
) -> list[tuple[Place | None, Place | None]]:
    """Reads "Upton, Midton" as a town and its province, where Midton is the province of Upton and also a town of its own."""
    result = list(resolved)
    for index in range(len(names) - 1):
        inner, (outer, around) = result[index][0], result[index + 1]
        between = text[names[index].end : names[index + 1].start]
        words = text[names[index + 1].start : names[index + 1].end]
        if inner is None or outer is None or {inner.feature, outer.feature} != {"town"} or inner.name == outer.name:
            continue
        province = gazetteer.find_province(inner)
        is_far = geo.measure_distance_km(inner.latitude, inner.longitude, outer.latitude, outer.longitude) > _MAX_SUBURB_KM
        is_its_own = province is not None and province == gazetteer.find_province(outer)
        if is_far and is_its_own and cues.REGION_LINK.fullmatch(between) and province in gazetteer.list_candidates(words):
            result[index], result[index + 1] = (inner, province), (province, around)
    return result


def _is_likely(place: Place, countries: Sequence[str]) -> bool:
    """Whether a preposition alone is enough evidence that a capitalised name means this place."""
    if place.country_iso3 is None or place.country_iso3 in countries[:1]:
        return True
    return place.country_iso3 in countries and (place.feature != "town" or place.population >= _MIN_LIKELY_POPULATION)


def _is_well_known(place: Place, countries: Sequence[str], near: Sequence[Place]) -> bool:
    """Whether a name inside another name means this place.

    It does for a division, a city of the article's countries, and a town near another place in the text.
    """
    if place.feature != "town" or (place.country_iso3 in countries and place.population >= _MIN_LIKELY_POPULATION):
        return True
    return place.population >= _MIN_SURE_POPULATION or any(_are_neighbours(place, other) for other in near)


def _are_neighbours(place: Place, other: Place) -> bool:
    if (place.country_iso3, place.admin1) == (other.country_iso3, other.admin1):
        return True
    return _measure_km(place, other) <= _MAX_NEIGHBOUR_KM


def _is_worth_keeping(words: str, name: NameSpan, text: str) -> bool:
    """Whether an unknown name is still a place: because the words say so, or because it is an entity like a place name."""
    if name.is_explicit:
        return True
    if not words[:1].isupper() or cues.ACRONYM.fullmatch(words) or cues.NOT_A_NAME.search(words):
        return False
    before = text[: name.start][-_MAX_CUE_CHARS:]
    return bool(cues.PLACE_WORD.search(words) or cues.PREPOSITION_BEFORE.search(before) or cues.SITE_OF_BEFORE.search(before))


def _make_mention(name: NameSpan, text: str, place: Place | None, container: Place | None) -> PlaceMention:
    before, after = text[: name.start][-_MAX_CUE_CHARS:], text[name.end : name.end + _MAX_CUE_CHARS]
    feature = place.feature if place else cues.read_feature(text, name.start, name.end)
    after = text[name.end - len(" Township") :] if text.endswith(" Township", name.start, name.end) else after
    prec = cues.read_precision(feature, before, after)
    lat, lon = (place.latitude, place.longitude) if place else (None, None)
    offset = cues.read_offset(before)
    if place and offset and place.feature in ("town", "area"):
        lat, lon = geo.move_point(place.latitude, place.longitude, offset)
        prec = 2
    return PlaceMention(name.start, name.end, text[name.start : name.end], place, lat, lon, prec, container, name.is_scene)


def _add_repeats(
    found: Sequence[PlaceMention], sure: Sequence[PlaceMention], doc: Doc, taken: Collection[tuple[int, int]]
) -> list[PlaceMention]:
    """Adds the other occurrences of the names in `sure`, which the text has shown to be places."""
    text = doc.text
    longer = place_spans.find_other_names(list_entities(doc), text)
    blocked = place_spans.find_blocked_spans(text, taken)
    mentions = list(found)
    for first in {_spell_name(mention.text): mention for mention in reversed(sure)}.values():
        words = _spell_name(first.text)
        if not cues.REPEATABLE_NAME.fullmatch(words):
            continue
        for span in _find_occurrences(words, text):
            is_part = any(s <= span[0] and span[1] <= e and (s, e) != span for s, e in longer)
            is_taken = place_spans.overlaps_any(*span, blocked) or place_spans.overlaps_any(
                *span, [(m.start, m.end) for m in mentions]
            )
            if is_part or is_taken or cues.ORGANISATION_WORD.match(text[span[1] :].lstrip()):
                continue
            mentions.append(_make_mention(NameSpan(*span, False, False), text, first.place, first.container))
    return sorted(mentions, key=lambda mention: mention.start)


def _spell_name(words: str) -> str:
    """ "UPTON" of a dateline is "Upton" in the text."""
    return words.title() if words.isupper() else words


def _find_occurrences(words: str, text: str) -> Iterator[tuple[int, int]]:
    """Finds where words occur in a text as whole words."""
    start = text.find(words)
    while start >= 0:
        end = start + len(words)
        if not (_WORD_CHARACTER.match(text, start - 1) if start else None) and not _WORD_CHARACTER.match(text, end):
            yield start, end
            start = text.find(words, end)
        else:
            start = text.find(words, start + 1)


def _locate_unknown_names(
    found: Sequence[PlaceMention], text: str, gazetteer: Gazetteer, countries: Sequence[str]
) -> list[PlaceMention]:
    """Locates names that the gazetteer does not know.

    "X, 75 km southeast of Y" and "the village of X in Y province" give a place. Else it is the province of the place named
    before, else no more than the country of the text. One name has one place in a text.
    """
    placed: dict[str, PlaceMention] = {}
    for index, mention in reversed(list(enumerate(found))):
        region = _read_town_around(index, found, placed, text) if mention.place is None else None
        if region is not None:
            placed[mention.text] = replace(mention, latitude=region.latitude, longitude=region.longitude, container=region)
    for index, mention in enumerate(found):
        if mention.place or mention.text in placed:
            continue
        following = found[index + 1] if index + 1 < len(found) else None
        near = (
            m for m in reversed(found[max(0, index - _MAX_REGION_CHARS) : index]) if m.start >= mention.start - _MAX_REGION_CHARS
        )
        earlier = next((m.place for m in near if m.place and m.place.admin1), None)
        region = mention.container or (gazetteer.find_province(earlier) if earlier else None)
        lat, lon = gazetteer.estimate_point(region) if region else (None, None)
        if following and following.place and cues.APPOSED_OFFSET.fullmatch(text[mention.end : following.start]):
            lat, lon = following.latitude, following.longitude
            region = mention.container or gazetteer.find_country(following.place.country_iso3 or "")
        region = region or (gazetteer.find_country(countries[0]) if countries else None)
        if region is not None:
            placed[mention.text] = replace(mention, latitude=lat, longitude=lon, container=region)
    return [
        m
        if m.place or m.text not in placed
        else replace(m, latitude=(p := placed[m.text]).latitude, longitude=p.longitude, container=p.container)
        for m in found
    ]


def _read_town_around(index: int, found: Sequence[PlaceMention], placed: Mapping[str, PlaceMention], text: str) -> Place | None:
    """Reads the town or district around an unknown place: "Qalbin village of Manbij", "Manbij's Qalbin quarter"."""
    mention = found[index]
    for other in found[index + 1 : index + 2]:
        town = other.place or (placed[other.text].container if other.text in placed else None)
        if town and town.feature in ("town", "district") and cues.CONTAINER_LINK.fullmatch(text[mention.end : other.start]):
            return town
    for other in found[max(0, index - 1) : index]:
        is_owner = cues.OWNER_LINK.fullmatch(text[other.end : mention.start])
        if is_owner and other.place and other.place.feature in ("town", "district"):
            return other.place
    return None
