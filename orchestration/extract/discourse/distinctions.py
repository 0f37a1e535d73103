"""Distinctions: what separates an event mention from an incident already reported, and what shows that it is the same.

Here belong the comparisons of place, day and kind, and the words that open another incident. What is unknown separates
nothing. How the mentions of an article are put together belongs to `incidents`.
"""

from __future__ import annotations

import re
from datetime import date, timedelta

from orchestration.extract.actors.actor_mentions import Actors
from orchestration.extract.article import DESTRUCTION, STRATEGIC, EventMention, Incident, PlaceInField
from orchestration.extract.lexicon.lexicon import Lexicon
from orchestration.extract.places.geo import measure_distance_km
from orchestration.extract.places.name_folding import fold_name
from orchestration.extract.places.place_mentions import lies_in
from orchestration.extract.times.dates import Period
from orchestration.extract.times.event_times import MAX_NEWS_AGE_DAYS, find_time_of_earlier_report

OPENING_SENTENCES = 3
"""The title and so many sentences of the text report the lead."""

_EXACT_PRECISION = 2
"""UCDP's where_prec of an exact place, or of one near an exact place."""
_PROVINCE_PRECISIONS = frozenset({3, 4})
_COUNTRY_PRECISION = 6
_NAMED_KINDS = frozenset({"name", "country", "force"})
"""The kinds of actor mentions that say which side is meant; "gunmen" may be anybody."""
_SIDE_KINDS = _NAMED_KINDS | {"group"}
OTHER_SIDES = "other sides"
"""The distinction of a named side that has no part in the incident."""
_DAYS_PRECISION = 2
"""UCDP's date_prec of a few days."""
_NEAR_KM = 25.0
"""A place that is only near another may be this far from it."""
_SAME_TOWN_KM = 5.0
"""Two exact places this near each other are a town and its quarter. The next village is another place."""
_MAX_DAYS_OFF = 1
"""A night has two days, and outlets count them differently."""

_OTHER_WORDS = frozenset(
    {"another", "separate", "second", "third", "fourth", "other", "different", "further", "similar", "unrelated"}
    | {"previous", "earlier", "subsequent", "more"}
)
_ORDINALS = frozenset({"second", "third", "fourth", "fifth"})
_LAST_SPANS = ("last month", "last year")
_FOUND_NOUNS = frozenset({"body", "corpse", "remains"})
"""What is found later: the day of the find is not that of the incident."""
_OTHER_WORDS_OF_SEVERAL = frozenset({"earlier", "previous", "separate", "other"})
_DEFINITE_WORDS = frozenset({"the", "this", "that"})
_APART_ADVERBS = frozenset({"separately", "elsewhere"})
_TURNING_OPENING = re.compile(r"(Earlier|Meanwhile|In addition|Similarly|Likewise|Also)\b(?:, | (?:on|in|at|that) )")
_LATER_OPENING = re.compile(
    r"\b(?:in|after|during) (?:a |an )?(?:another|separate|second|third|different|further|similar) \w+|\bhours later,? in\b", re.I
)


def is_in_opening(mention: EventMention) -> bool:
    """Whether a mention stands in the title or in the opening sentences."""
    return mention.sentence.field == "title" or mention.sentence.index < OPENING_SENTENCES


def find_place(mention: EventMention) -> PlaceInField | None:
    """Returns the place that the mention's own sentence gives for it; a place inferred from elsewhere separates nothing."""
    place = mention.place
    if place is None or place.field != mention.sentence.field:
        return None
    return place if mention.sentence.start <= place.start < mention.sentence.end else None


def is_exact(place: PlaceInField) -> bool:
    """Whether a place is exact, or near an exact place."""
    return place.mention.where_prec <= _EXACT_PRECISION


def find_exact_place(mention: EventMention) -> PlaceInField | None:
    """Returns the exact place that the mention's own sentence gives for it."""
    place = find_place(mention)
    return place if place is not None and is_exact(place) else None


def get_stated_day(mention: EventMention) -> Period | None:
    """Returns the day, or the few days, that the mention's own sentence states for it."""
    period = mention.when.period
    is_stated = mention.when.text is not None and period is not None and period.precision <= _DAYS_PRECISION
    return period if is_stated else None


def has_stated_day(mention: EventMention) -> bool:
    """Whether the mention's own sentence states its day, week, month or year."""
    return mention.when.text is not None and mention.when.period is not None


def is_long_past(mention: EventMention, published: date | None) -> bool:
    """Whether the mention's own sentence states a day that lies too far back to be news."""
    period = mention.when.period if has_stated_day(mention) else None
    is_last = (mention.when.text or "").lower().startswith(_LAST_SPANS)
    is_old = period is not None and published is not None and period.end < published - timedelta(days=MAX_NEWS_AGE_DAYS)
    return is_old or (period is not None and is_last)


def has_scene(mention: EventMention) -> bool:
    """Whether the mention has a day or an exact place of its own."""
    return get_stated_day(mention) is not None or find_exact_place(mention) is not None


def share_place(mention: EventMention, incident: Incident) -> bool:
    """Whether the mention's exact place is an exact place of the incident."""
    place = find_exact_place(mention)
    return place is not None and any(are_one_place(place, other) for other in _list_exact_places(incident))


def share_day(mention: EventMention, incident: Incident) -> bool:
    """Whether the mention's stated days meet stated days of the incident."""
    period = mention.when.period if has_stated_day(mention) else None
    days = [each.when.period for each in incident.mentions if has_stated_day(each) and each.when.period is not None]
    return period is not None and any(period.start <= day.end and day.start <= period.end for day in days)


def share_sides(actors: Actors, mention: EventMention, incident: Incident) -> bool:
    """Whether the mention names the perpetrator and the target of the incident."""
    sides = _name_sides(actors, mention)
    return None not in sides and any(_name_sides(actors, each) == sides for each in incident.mentions)


def _name_sides(actors: Actors, mention: EventMention) -> tuple[str | None, str | None]:
    agent, target = mention.agent, mention.target
    return (
        actors.resolve_name(agent) if agent is not None else None,
        actors.resolve_name(target) if target is not None else None,
    )


def find_distinction(actors: Actors, mention: EventMention, incident: Incident) -> str | None:
    """Finds what separates a mention from an incident, in words; None if nothing does."""
    kind, other_kind = _get_kind(mention), _get_kind(incident.mentions[0])
    if kind != other_kind:
        return "another kind of event"
    return _compare_days(mention, incident) or _compare_places(mention, incident) or _compare_sides(actors, mention, incident)


def _compare_sides(actors: Actors, mention: EventMention, incident: Incident) -> str | None:
    """A named perpetrator that has no part in an incident by another: "the SDF clashed with IS" in news of a U.S. strike.

    What somebody says of an attack may name a rival perpetrator: there both sides must differ.
    """
    agent, target = mention.agent, mention.target
    if agent is None or target is None or agent.kind not in _NAMED_KINDS:
        return None
    if not mention.sentence.start <= agent.start < mention.sentence.end:
        return None  # "they" may be anybody
    known = [side for each in incident.mentions for side in (each.agent, each.target) if side is not None]
    if not any(each.agent is not None and each.agent.kind in _NAMED_KINDS for each in incident.mentions):
        return None
    names = {actors.resolve_name(side) for side in known}
    is_other_target = target.kind in _SIDE_KINDS and actors.resolve_name(target) not in names
    is_other = actors.resolve_name(agent) not in names and (mention.factuality == "asserted" or is_other_target)
    return OTHER_SIDES if is_other else None


def is_side_fact(mention: EventMention) -> bool:
    """Whether a mention reports what goes with an attack and is none: arrests, weapons found."""
    return mention.event_type == STRATEGIC and mention.sub_event_type != DESTRUCTION


def _get_kind(mention: EventMention) -> str:
    """An arrest or a deal is never part of an attack; all other kinds are often reported in each other's words.

    Attackers burn and loot where they kill.
    """
    is_deed = mention.event_type != STRATEGIC or mention.sub_event_type == DESTRUCTION
    return "" if is_deed else mention.sub_event_type or STRATEGIC


def _compare_days(mention: EventMention, incident: Incident) -> str | None:
    day = get_stated_day(mention) if mention.head.lemma_.lower() not in _FOUND_NOUNS else None
    days = [known for known in map(get_stated_day, incident.mentions) if known is not None]
    if day is None or not days:
        return None
    off = min(max((day.start - known.end).days, (known.start - day.end).days, 0) for known in days)
    return f"another day: {mention.when.text}" if off > _MAX_DAYS_OFF else None


def is_on_another_day(mention: EventMention, incident: Incident) -> bool:
    """Whether the stated day of a mention is not one of those stated for an incident."""
    return _compare_days(mention, incident) is not None


def _compare_places(mention: EventMention, incident: Incident) -> str | None:
    place = find_place(mention)
    if place is None:
        return None
    if mention.sentence.field == "text" and all(each.sentence.field == "title" for each in incident.mentions):
        return None  # the title says it in wider words
    if mention.is_definite and mention.head.tag_ == "NN" and is_in_opening(mention):
        return None  # "the blast, on the outskirts of Upton": the one of the sentence before
    exact = _list_exact_places(incident, field="text") or _list_exact_places(incident)
    if place.mention.where_prec <= _EXACT_PRECISION:
        if exact:
            inner = [p for p in exact if not any(lies_in(other.mention, p.mention) for other in exact if other is not p)]
            is_open = is_in_opening(mention) and all(is_in_opening(each) for each in incident.mentions if find_exact_place(each))
            is_one = any(_agree(place, other) or (is_open and _may_mean_province(other, place)) for other in inner)
            return None if is_one else f"another place: {place.mention.text}"
        wide = [p for p in map(find_place, incident.mentions) if p is not None]
        return f"another place: {place.mention.text}" if wide and not any(_may_contain(w, place) for w in wide) else None
    others = exact or [p for p in map(find_place, incident.mentions) if p is not None]
    return None if not others or any(_may_contain(place, other) for other in others) else f"another region: {place.mention.text}"


def _list_exact_places(incident: Incident, field: str | None = None) -> list[PlaceInField]:
    found = [find_exact_place(each) for each in incident.mentions if field is None or each.sentence.field == field]
    return [place for place in found if place is not None]


def _may_mean_province(seat: PlaceInField, place: PlaceInField) -> bool:
    """Whether a name may mean the province around a place, as its chief town has the same name: "strikes on Idlib"."""
    town, known = seat.mention.place, place.mention.place or place.mention.container
    if town is None or known is None or town.admin1 is None or town.country_iso3 != known.country_iso3:
        return False
    return fold_name(town.name) == fold_name(town.admin1) and known.admin1 == town.admin1


def _agree(one: PlaceInField, other: PlaceInField) -> bool:
    """Whether two exact places are one, or one is a part of the other: "the Old City" of "Upton"."""
    return are_one_place(one, other) or lies_in(one.mention, other.mention) or lies_in(other.mention, one.mention)


def are_one_place(one: PlaceInField, other: PlaceInField) -> bool:
    """Whether two exact places are one: the same entry or name, or two points near each other."""
    a, b = one.mention, other.mention
    if a.place is not None and b.place is not None:
        if a.place.place_id == b.place.place_id:
            return True
        if a.latitude is None or a.longitude is None or b.latitude is None or b.longitude is None:
            return False
        reach = _SAME_TOWN_KM if a.where_prec == b.where_prec == 1 else _NEAR_KM
        return measure_distance_km(a.latitude, a.longitude, b.latitude, b.longitude) <= reach
    left, right = f" {fold_name(a.text)} ", f" {fold_name(b.text)} "
    return left in right or right in left


def _may_contain(wide: PlaceInField, place: PlaceInField) -> bool:
    """Whether a province, country or vague area may hold a place. What the gazetteer does not know may be anywhere."""
    outer, inner = wide.mention.place or wide.mention.container, place.mention.place or place.mention.container
    if outer is None or inner is None:
        return True
    if outer.country_iso3 is not None and inner.country_iso3 is not None and outer.country_iso3 != inner.country_iso3:
        return False
    are_provinces_known = outer.admin1 is not None and inner.admin1 is not None
    return not (wide.mention.where_prec in _PROVINCE_PRECISIONS and are_provinces_known and outer.admin1 != inner.admin1)


def find_ordinal(mention: EventMention) -> str | None:
    """Finds the words that number an incident among several: "the second shootout"; None in the opening of the article."""
    words = [child for child in mention.head.children if child.lower_ in _ORDINALS]
    is_noun = mention.head.pos_ in {"NOUN", "PROPN"} and mention.head.tag_ == "NN"
    return f"{words[0].lower_} {mention.head.lower_}" if words and is_noun and not is_in_opening(mention) else None


def find_turn(mention: EventMention) -> str | None:
    """Finds the word by which a sentence turns to another incident, where it gives that one an exact place: "Meanwhile"."""
    found = _TURNING_OPENING.match(mention.sentence.text)
    return found[1] if found is not None and find_exact_place(mention) is not None else None


def find_opening_words(mention: EventMention, lexicon: Lexicon) -> str | None:
    """Finds the words that open another incident: "a second strike hit", "separately", "in another village"."""
    sentence = mention.sentence
    for noun in sentence.tokens:
        lemma = noun.lemma_.lower()
        if noun != mention.head and (noun.i > mention.head.i or lemma not in {*lexicon.incident_nouns, "one"}):
            continue
        if (lemma,) in lexicon.casualty_nouns and lemma not in lexicon.noun_trigger_ends:
            continue  # "one more death brings the toll to 56"
        word = next((child for child in noun.children if child.lower_ in _OTHER_WORDS), None)
        is_known = any(child.lower_ in _DEFINITE_WORDS for child in noun.children)
        is_counted = any(child.dep_ == "nummod" for child in noun.children)
        if is_counted and is_in_opening(mention):
            continue  # "nine died in two separate shootouts": those of the lead
        is_single = noun.tag_ in {"NN", "NNP", "CD"} or (word is not None and word.lower_ in _OTHER_WORDS_OF_SEVERAL)
        if word is not None and is_single and not is_known:
            return f"{word.text} {noun.text}"
    before = [token for token in sentence.tokens if sentence.offset(token) < mention.start]
    adverb = next((token for token in before if token.lower_ in _APART_ADVERBS), None)
    if adverb is not None:
        return adverb.text
    end = max(mention.start, sentence.end_offset(mention.head))
    found = _LATER_OPENING.search(sentence.quote(sentence.start, end))
    return found[0] if found else find_time_of_earlier_report(sentence, mention.head, lexicon)
