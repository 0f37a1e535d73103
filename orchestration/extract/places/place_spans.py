"""Which words of a parsed text may be the name of a place, before it is known which place.

Here belong entities, names with a cue, names inside names of institutions, and the choice among spans that overlap. Which place a
name means, and how exactly, belongs to `place_mentions`; the cue words belong to `place_cues`.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from spacy.tokens import Doc, Span

from orchestration.extract.parsing.fast_ner import list_entities
from orchestration.extract.places import place_cues as cues
from orchestration.extract.places.gazetteer import Gazetteer
from orchestration.extract.places.misread_names import find_listed_names, find_prepositional_names, is_behind_site

_PLACE_LABELS = frozenset({"GPE", "LOC", "FAC"})
_NAME_LABELS = frozenset({"PERSON", "ORG", "NORP", "PRODUCT", "EVENT", "WORK_OF_ART", "LAW"})
_FIGURE_LABELS = frozenset({"DATE", "TIME", "CARDINAL", "ORDINAL", "QUANTITY", "MONEY", "PERCENT"})
_MODIFIERS = frozenset({"compound", "amod", "nmod"})
_MAX_MISREAD_WORDS = 2  # of a place that the parser takes for an organisation
_MAX_CUE_CHARS = 90  # characters before and after a name in which its cues are searched


@dataclass(frozen=True, slots=True)
class NameSpan:
    """A span that may name a place."""

    start: int
    end: int
    is_entity: bool
    is_explicit: bool
    """Whether the words themselves say that it is a place ("the village of")."""
    is_scene: bool = True
    """Whether an event can happen there: not in "the Richmond Police Department"."""


def find_name_spans(
    doc: Doc, gazetteer: Gazetteer, countries: Sequence[str], taken: Collection[tuple[int, int]]
) -> list[NameSpan]:
    """Finds the spans that may be names of places, in order and without overlaps.

    `taken` are spans of other names, such as actors: nothing inside them is a place.
    """
    text, entities = doc.text, list_entities(doc)
    barred = find_blocked_spans(text, taken)
    surnames = {entity[-1].text for entity in entities if entity.label_ == "PERSON" and len(entity) > 1}
    found: list[NameSpan] = []
    for entity in entities:
        if is_place(entity, gazetteer) and not _is_adjective(entity, text, gazetteer):
            start, end = trim_name(entity.start_char, entity.end_char, text)
            if cues.NEVER_PLACES.fullmatch(text, start, end):
                continue
            not_here = barred
            if is_country(text[start:end], gazetteer):  # "the Republic of Korea" is not an institution
                not_here = [*taken, *(span for span in barred if span[0] < start)]
            if start >= end or not any(letter.isupper() for letter in text[start:end]) or overlaps_any(start, end, not_here):
                continue
            start, end = _extend_name(start, end, text, gazetteer)
            before = text[max(0, start - _MAX_CUE_CHARS) : start]
            is_person = text[start:end] in surnames and not cues.PLACE_PREPOSITION_BEFORE.search(before)
            if not is_person and not _starts_longer_name(entity, text, end):
                found.append(NameSpan(start, end, True, bool(cues.EXPLICIT_KIND_BEFORE.search(before))))
    found += _find_cued_names(doc, gazetteer, countries, surnames, barred)
    for match in (m for pattern in cues.SURE_NAMES for m in pattern.finditer(text)):
        if gazetteer.list_candidates(match["name"]) and not overlaps_any(*match.span("name"), taken):
            found.append(NameSpan(*match.span("name"), True, False))
    for match in cues.LINE_NAMES.finditer(text):
        name = NameSpan(*match.span("name"), True, False)
        if not overlaps_any(name.start, name.end, barred) and _is_known(name, text, gazetteer, countries):
            found.append(name)
    homes = {match.span("name") for pattern in cues.HOME_NAMES for match in pattern.finditer(text)} | _find_homes(entities, text)
    found = [
        replace(n, is_explicit=n.is_explicit or (n.start, n.end) in homes)
        for n in (_shorten_institution(n, text, gazetteer) for n in found)
    ]
    people = surnames | {entity.text for entity in entities if entity.label_ == "PERSON"}
    listed = find_listed_names(text, [(name.start, name.end, name.is_entity) for name in found], people, gazetteer)
    found += [NameSpan(start, end, False, False) for start, end in listed if not overlaps_any(start, end, barred)]
    organisations = [
        (e.start_char, e.end_char)
        for e in entities
        if e.label_ == "ORG" and len(e) > _MAX_MISREAD_WORDS and not _are_joined(e.text, gazetteer)
    ]
    blocked = [*barred, *organisations, *((name.start, name.end) for name in found)]
    bare = [span for span in find_prepositional_names(doc, _list_people(entities, text)) if not overlaps_any(*span, blocked)]
    bare = [(start, _cut_person(start, end, text, gazetteer)) for start, end in bare]
    bare = [(start, rest.end() if (rest := cues.HYPHENED_REST.match(text, end)) else end) for start, end in bare]
    found += [NameSpan(start, end, True, False) for start, end in bare if not cues.NEVER_PLACES.fullmatch(text, start, end)]
    whole = _drop_overlaps(found, text, gazetteer)
    parts = [part for name in whole for part in _split_name(name, text, gazetteer, countries)]
    return sorted([*parts, *_find_names_in_passing(doc, gazetteer, parts, homes, taken)], key=lambda name: name.start)


def _are_joined(words: str, gazetteer: Gazetteer) -> bool:
    """Whether the parser took two names for one organisation: "Upton, Midton", "Upton in Westland", "Upton (Westland"."""
    town, bracket, _ = words.partition(" (")
    if bracket and gazetteer.list_candidates(town):
        return True
    return ", " in words or (" in " in words and bool(gazetteer.list_candidates(words.rpartition(" in ")[2])))


def _cut_person(start: int, end: int, text: str, gazetteer: Gazetteer) -> int:
    """Finds the end of a known place before the name of a person: "the chief of police in Upton Jane Doe"."""
    words = text[start:end]
    known = _measure_known_length(words, gazetteer)
    return start + known if 0 < known < len(words) and words[known:].count(" ") > 1 else end


def _find_cued_names(
    doc: Doc, gazetteer: Gazetteer, countries: Sequence[str], surnames: Collection[str], barred: Collection[tuple[int, int]]
) -> Iterator[NameSpan]:
    """Finds the names next to a cue word: known ones, and unknown ones where the cue says that it is a place."""
    text, offsets = doc.text, [token.idx for token in doc]
    longer = find_other_names(list_entities(doc), text)
    for match in (m for pattern in cues.CUED_NAMES for m in pattern.finditer(text)):
        start, end = trim_name(*match.span("name"), text)
        is_explicit = match["explicit"] is not None and not _is_common(text[start:end], gazetteer)
        is_explicit = is_explicit and not cues.COUNTED_BEFORE.search(text[max(0, start - _MAX_CUE_CHARS) : start])
        is_part = not (is_explicit and match.start("explicit") > start) and any(
            first <= start and end <= last and (first, last) != (start, end) for first, last in longer
        )
        if text[start:end] in surnames and not cues.PLACE_PREPOSITION_BEFORE.search(text[max(0, start - _MAX_CUE_CHARS) : start]):
            continue
        if (
            start >= end
            or is_part
            or cues.NEVER_PLACES.fullmatch(text, start, end)
            or not _is_name(doc, offsets, start, end)
            or overlaps_any(start, end, barred)
        ):
            continue
        name = NameSpan(start, end, False, is_explicit)
        if match.groupdict().get("rest"):  # "two villages, Upton and Midton"
            yield from (NameSpan(*each.span(), False, True) for each in cues.ANY_NAME.finditer(text, *match.span("rest")))
        if is_explicit or (text[start:end] not in gazetteer.demonyms and _is_known(name, text, gazetteer, countries)):
            yield name


def _list_people(entities: Sequence[Span], text: str) -> set[str]:
    """Lists the names and surnames of persons. A name that stands after "in" or "near" is none, whatever the parser says."""
    persons = [entity for entity in entities if entity.label_ == "PERSON"]
    full = {entity.text for entity in persons} - {entity.text for entity in persons if is_behind_site(text, entity.start_char)}
    return full | {name.split()[-1] for name in full if " " in name}


def is_place(entity: Span, gazetteer: Gazetteer) -> bool:
    """Whether an entity is a place for the parser, or is a country's name that the parser takes for a person or organisation."""
    if entity.label_ not in _NAME_LABELS:
        return entity.label_ in _PLACE_LABELS
    is_other = entity.text in cues.COUNTRIES_NAMED_LIKE_PERSONS or entity.text in gazetteer.demonyms
    return not is_other and is_country(entity.text, gazetteer)


def is_country(words: str, gazetteer: Gazetteer) -> bool:
    """Whether the words are the name of a country."""
    return any(place.feature == "country" for place in gazetteer.list_candidates(words))


def _find_names_in_passing(
    doc: Doc,
    gazetteer: Gazetteer,
    names: Sequence[NameSpan],
    homes: Collection[tuple[int, int]],
    taken: Collection[tuple[int, int]],
) -> Iterator[NameSpan]:
    """Finds names that say where a person or an institution belongs, not where an event happens.

    "Upton police", "the Upton Police Department", "the University of Upton", "an Upton man", "Jane Doe, 41, of Upton".
    """
    text = doc.text
    occupied = [*taken, *((name.start, name.end) for name in names), *(m.span() for m in cues.ARMED_GROUPS.finditer(text))]
    offsets = [token.idx for token in doc]
    entities = list_entities(doc)
    persons = [entity for entity in entities if entity.label_ == "PERSON" and len(entity) > 1]
    person_names = {token.text for person in persons for token in person}
    for start, end, is_civic in _find_passing_spans(entities, text, gazetteer):
        words = text[start:end]
        if start >= end or words in person_names or cues.NEVER_PLACES.fullmatch(words) or overlaps_any(start, end, occupied):
            continue
        occupied.append((start, end))
        yield NameSpan(start, end, is_civic and _is_name(doc, offsets, start, end), False, is_scene=False)
    for start, end in sorted(homes):
        if not overlaps_any(start, end, occupied) and not cues.NEVER_PLACES.fullmatch(text, start, end):
            occupied.append((start, end))
            yield NameSpan(start, end, True, True, is_scene=False)


def _find_homes(entities: Sequence[Span], text: str) -> set[tuple[int, int]]:
    """Finds the places after persons' names: "Jane Doe of Upton"."""
    after = (
        cues.HOME_AFTER_PERSON.match(text, entity.end_char)
        for entity in entities
        if entity.label_ == "PERSON" and len(entity) > 1
    )
    return {match.span("name") for match in after if match}


def _find_passing_spans(entities: Sequence[Span], text: str, gazetteer: Gazetteer) -> Iterator[tuple[int, int, bool]]:
    """Finds known names in passing, and whether only a place has the words that follow."""
    for entity in entities:
        if entity.label_ not in _PLACE_LABELS or cues.COMPOUND_AFTER.match(text, entity.end_char):
            continue
        if _is_adjective(entity, text, gazetteer) and not _is_demonym_only(entity.text, gazetteer):
            yield *trim_name(entity.start_char, entity.end_char, text), False
    for pattern in cues.NAMES_IN_PASSING:
        for match in pattern.finditer(text):
            start, end = trim_name(*match.span("name"), text)
            known = _measure_known_length(text[start:end], gazetteer)
            direction = None if known else cues.LEADING_DIRECTION.match(text, start)
            if direction:
                start = direction.end()
                known = _measure_known_length(text[start:end], gazetteer)
            end = start + known
            if not _is_demonym_only(text[start:end], gazetteer):
                rest = text[end : match.end("name")]
                yield start, end, "civic" in match.groupdict() and (not rest or bool(cues.INSTITUTION.fullmatch(rest)))


def _is_demonym_only(words: str, gazetteer: Gazetteer) -> bool:
    """Whether the words are a demonym only: "Syrian", but not "U.S.", which is also the name of the country."""
    return words in gazetteer.demonyms and not is_country(words, gazetteer)


def compute_country_shares(doc: Doc, gazetteer: Gazetteer) -> Iterator[tuple[str, float]]:
    """Computes for each name the country (ISO3) with most places of that name and its share, if it is more than half."""
    text = doc.text
    for entity in list_entities(doc):
        is_misread = entity.label_ in _NAME_LABELS and cues.PLACE_PREPOSITION_BEFORE.search(
            text[: entity.start_char][-_MAX_CUE_CHARS:]
        )
        if entity.label_ not in _PLACE_LABELS and entity.label_ != "ORG" and not is_misread:
            continue
        start, end = trim_name(entity.start_char, entity.end_char, text)
        known = text[start : start + _measure_known_length(text[start:end], gazetteer)]
        countries = [place.country_iso3 for place in gazetteer.list_candidates(known) if place.country_iso3]
        if countries and not cues.NEVER_PLACES.fullmatch(known):
            iso3, most = Counter(countries).most_common(1)[0]
            if most > len(countries) / 2:
                yield iso3, most / len(countries)


def _shorten_institution(name: NameSpan, text: str, gazetteer: Gazetteer) -> NameSpan:
    """Shortens an unknown institution to the known place at its start ("Upton General Hospital" is in Upton)."""
    words = text[name.start : name.end]
    if name.is_explicit or not cues.INSTITUTION.search(words) or gazetteer.list_candidates(words):
        return name
    end = name.start + _measure_known_length(words, gazetteer)
    known = text[name.start : end]
    return replace(name, end=end) if end > name.start and not cues.NEVER_PLACES.fullmatch(known) else name


def find_divisions(text: str) -> Iterator[tuple[int, int]]:
    """Finds names with the form of a division ("Upton County"), or of a state after its town ("Upton, Tenn.")."""
    for pattern in cues.DIVISION_NAMES:
        for match in pattern.finditer(text):
            yield match.span("name")


def _measure_known_length(words: str, gazetteer: Gazetteer) -> int:
    """Measures the longest known name at the start of the words, in characters; 0 when the gazetteer knows none."""
    ends = [len(words), *(match.start() for match in re.finditer(r"[ ]", words))]
    return next((end for end in sorted(ends, reverse=True) if gazetteer.list_candidates(words[:end])), 0)


def _extend_name(start: int, end: int, text: str, gazetteer: Gazetteer) -> tuple[int, int]:
    """Extends a span to a longer name with the same start, if the gazetteer knows it ("Deir" -> "Deir ez-Zor")."""
    hyphened = cues.HYPHENED_REST.match(text, end)
    end = hyphened.end() if hyphened else end
    pair = cues.PAIR_OF_NAMES.match(text, start)
    if pair and pair.end() > end and gazetteer.list_candidates(pair[0]):  # "Bosnia and Herzegovina"
        return start, pair.end()
    longer = cues.ANY_NAME.match(text, start)
    if longer and longer.end() > end and gazetteer.list_candidates(longer[0]):
        return start, longer.end()
    return start, end


def _is_known(name: NameSpan, text: str, gazetteer: Gazetteer, countries: Sequence[str]) -> bool:
    parts = _split_name(name, text, gazetteer, countries)
    return any(gazetteer.resolve_name(text[part.start : part.end], countries=countries) for part in parts)


def _split_name(name: NameSpan, text: str, gazetteer: Gazetteer, countries: Sequence[str]) -> list[NameSpan]:
    """Splits a span that is not one known name into the names in it.

    It may be a name after a direction ("Eastern Aleppo"), a genitive without its apostrophe ("Aleppos suburbs"), or two names
    without anything between them ("Syrias Idlib").
    """

    def is_known(words: str) -> bool:
        return gazetteer.resolve_name(words, countries=countries) is not None

    words = text[name.start : name.end]
    if is_known(words):
        return [name]
    direction = cues.LEADING_DIRECTION.match(words)
    if direction:
        rest = replace(name, start=name.start + direction.end())
        is_bare = rest.start >= rest.end or cues.PLACE_WORD.fullmatch(text, rest.start, rest.end)
        return [] if is_bare else _split_name(rest, text, gazetteer, countries)
    compass = cues.LEADING_COMPASS.match(words)
    if compass and is_known(words[compass.end() :]):
        return [replace(name, start=name.start + compass.end())]
    if words.endswith("s") and is_known(words[:-1]):
        return [replace(name, end=name.end - 1)]
    for blank in re.finditer(" ", words):
        left, right = words[: blank.start()], words[blank.end() :]
        bare = left if is_known(left) else left.removesuffix("s")
        if is_known(bare) and is_known(right):
            return [replace(name, end=name.start + len(bare)), replace(name, start=name.start + blank.end())]
    return [name]


def find_blocked_spans(text: str, taken: Collection[tuple[int, int]]) -> list[tuple[int, int]]:
    """Finds the spans that hold no place: the names of known actors, and names with the form of an organisation."""
    return [*taken, *(match.span() for match in cues.ORGANISATION_NAMES.finditer(text))]


def find_other_names(entities: Sequence[Span], text: str) -> list[tuple[int, int]]:
    """Finds spans that the parser takes for persons, organisations and the like, but not "Upton near Midton"."""
    names = [e for e in entities if e.label_ in _NAME_LABELS and ", " not in e.text]
    spans = [trim_name(e.start_char, e.end_char, text) for e in names]
    return [span for span in spans if not cues.NEAR_WITHIN_NAME.search(text, *span)]


def _is_name(doc: Doc, offsets: Sequence[int], start: int, end: int) -> bool:
    """Whether the parser takes a word of the span for part of a name, and no word for part of a date or figure."""
    tokens = doc[bisect_right(offsets, start) - 1 : bisect_left(offsets, end)]
    if any(token.ent_type_ in _FIGURE_LABELS for token in tokens):
        return False
    return any(
        token.pos_ == "PROPN" or token.ent_type_ or not token.tag for token in tokens
    )  # or the text was parsed without grammar


def _is_common(words: str, gazetteer: Gazetteer) -> bool:
    """Whether the words cannot be the name of an unknown place: a demonym ("the Syrian area"), an acronym."""
    return bool(cues.ACRONYM.fullmatch(words)) or any(word in gazetteer.demonyms for word in words.split())


def _drop_overlaps(names: Sequence[NameSpan], text: str, gazetteer: Gazetteer) -> list[NameSpan]:
    """Keeps of names that overlap the longest that the gazetteer knows, else the entity, else the longest."""

    def rank_name(name: NameSpan) -> tuple[bool, int, bool, int]:
        is_village = name.is_explicit and cues.SMALL_PLACE_AFTER.match(text, name.end)
        is_known = bool(is_village or gazetteer.list_candidates(text[name.start : name.end]))
        return (not is_known, name.start - name.end, not name.is_entity, name.start)

    kept: list[NameSpan] = []
    for name in sorted(names, key=rank_name):
        rival = next((k for k in kept if name.start < k.end and k.start < name.end), None)
        if rival is None:
            kept.append(name)
        elif (rival.start, rival.end) == (name.start, name.end):
            both = replace(rival, is_entity=rival.is_entity or name.is_entity, is_explicit=rival.is_explicit or name.is_explicit)
            kept[kept.index(rival)] = both
    return sorted(kept, key=lambda name: name.start)


def _is_adjective(entity: Span, text: str, gazetteer: Gazetteer) -> bool:
    """Whether the words are a demonym, or a country's name used as one ("U.S. forces", "Turkey-backed rebels")."""
    after = text[entity.end_char : entity.end_char + 12]
    if cues.COMPOUND_AFTER.match(after):
        return True
    if entity.text not in gazetteer.demonyms:
        return False
    return not is_country(entity.text, gazetteer) or entity.root.dep_ in _MODIFIERS


def _starts_longer_name(entity: Span, text: str, end: int) -> bool:
    """Whether the entity is the start of a longer name ("Euphrates Operations", "Raqqa Brigade")."""
    if end < entity.end_char or entity.end >= len(entity.doc) or text[end : end + 1] != " ":
        return False
    following = entity.doc[entity.end]
    if following.ent_type_ and following.ent_iob_ == "B":
        return False
    return bool(cues.ORGANISATION_WORD.match(following.text))


def trim_name(start: int, end: int, text: str) -> tuple[int, int]:
    """Trims the article before a name, and the genitive and punctuation after it."""
    lead = cues.LEADING_WORDS.match(text, start, end)
    start = lead.end() if lead else start
    owner = cues.LEADING_OWNER.match(text, start, end)
    start = owner.end() if owner else start
    trail = cues.TRAILING_WORDS.search(text[start:end])
    return start, (start + trail.start() if trail else end)


def overlaps_any(start: int, end: int, spans: Iterable[tuple[int, int]]) -> bool:
    """Whether a span overlaps any of the others."""
    return any(start < last and first < end for first, last in spans)
