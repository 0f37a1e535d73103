"""Places inferred for incidents whose own sentences give none, or only a country or a province: news often says later where.

Here belongs the choice of the one place of an incident among all sentences of its article: rule 9 of docs/incidents.md. The place
that a sentence gives for its own event belongs to `event_place`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from spacy.tokens import Token

from orchestration.extract.article import ArticleReading, EventMention, Incident, IncidentRole, PlaceInField
from orchestration.extract.events.event_place import find_place_token, is_home, is_place_of_event
from orchestration.extract.parsing import syntax
from orchestration.extract.parsing.dateline import find_dateline_end
from orchestration.extract.parsing.parse import Sentence
from orchestration.extract.places.geo import measure_distance_km
from orchestration.extract.places.place_mentions import PlaceMention, lies_in

_EXACT_PRECISION = 3
"""The greatest where_prec of a town, a village or a district."""
_MAX_KM_IN_DIVISION = 60.0
_MAX_LEAD_SENTENCES = 8
"""So many sentences of the text report the lead before the article goes on to other things."""
_LOCATIVE_PREPOSITIONS = frozenset({"in", "at", "near", "outside", "around", "on", "inside", "into", "to", "of"})
_ATTACK_VERBS = frozenset({
    *("hit", "strike", "attack", "bomb", "shell", "storm", "raid", "enter", "seize", "capture", "invade", "target", "pound"),
    *("overrun", "ambush", "rock", "reach", "besiege"),
})  # fmt: skip
"""Verbs whose object is where it happened."""


def infer_places(article: ArticleReading) -> None:
    """Gives all mentions of an incident its one place: the most exact one that the article gives for it."""
    for incident in article.incidents:
        best = _find_place_of_incident(article, incident)
        for mention in incident.mentions:
            if best is not None:
                mention.place = best
            elif _is_home(article, mention):
                mention.place = None


def _find_place_of_incident(article: ArticleReading, incident: Incident) -> PlaceInField | None:
    """Finds the exact place of an incident: of its mentions in the text, of the sentences around them, of its title, dateline."""
    places = [each.place for each in incident.mentions if each.place is not None and _is_near_the_top(each)]
    own = [
        (each.sentence.index, place)
        for each in incident.mentions
        for place in _list_exact_places(each)
        if not _is_home(article, each)
    ]
    if incident.role is IncidentRole.LEAD:
        near = [each for each in own if each[0] < _MAX_LEAD_SENTENCES]
        fitting = [each for each in near if _may_lie_in(each[1].mention, places)]
        around = [each for each in _list_places_of_lead(article, incident) if _may_lie_in(each[1].mention, places)]
        if all(_is_division(place) for _, place in fitting):
            fitting += [
                each for each in around if any(_may_lie_in_division(each[1].mention, place.mention) for _, place in fitting)
            ]
        own = fitting or around or own or _list_places_of_title(article, places)
    found = _choose_innermost([place for _, place in sorted(own, key=lambda each: (_is_division(each[1]), each[0]))])
    if found is None and not any(place.mention.where_prec > _EXACT_PRECISION for place in places):
        found = next((place for each in incident.mentions for place in _list_exact_places(each)), None)
    return found or (None if places or incident.role is not IncidentRole.LEAD else _find_dateline_place(article))


def _is_near_the_top(mention: EventMention) -> bool:
    return mention.sentence.field == "title" or mention.sentence.index < _MAX_LEAD_SENTENCES


def _list_exact_places(mention: EventMention) -> list[PlaceInField]:
    place = mention.place
    return [place] if place is not None and place.field == "text" and place.mention.where_prec <= _EXACT_PRECISION else []


def _is_home(article: ArticleReading, mention: EventMention) -> bool:
    """Whether the sentence of a mention gives only where a speaker or a victim belongs: "the mayor of Upton said"."""
    token = find_place_token(mention.sentence, mention.place) if mention.place is not None else None
    return token is not None and is_home(token, article)


def _list_places_of_title(article: ArticleReading, wide: Sequence[PlaceInField]) -> list[tuple[int, PlaceInField]]:
    """Lists the exact places of the title, for a lead whose text gives none."""
    exact = [place for place in article.places if place.field == "title" and place.mention.where_prec <= _EXACT_PRECISION]
    return [(0, place) for place in exact if place.mention.is_scene and _may_lie_in(place.mention, wide)]


def _is_division(place: PlaceInField) -> bool:
    return place.mention.where_prec == _EXACT_PRECISION


def _choose_innermost(places: Sequence[PlaceInField]) -> PlaceInField | None:
    """Chooses the first place that contains none of the others."""
    return next((p for p in places if not any(lies_in(other.mention, p.mention) for other in places)), None)


def _may_lie_in(mention: PlaceMention, places: Sequence[PlaceInField]) -> bool:
    """Whether a place can lie in all the wide places given. A place that the gazetteer does not know may lie anywhere."""
    wide = [place.mention for place in places if place.mention.where_prec > _EXACT_PRECISION and place.mention.place is not None]
    around = mention.container
    if mention.place is None and (around is None or around.feature == "country"):
        countries = {each.place.country_iso3 for each in wide if each.place is not None}
        return around is None or countries <= {around.country_iso3}
    return all(lies_in(mention, each) for each in wide)


def _may_lie_in_division(mention: PlaceMention, division: PlaceMention) -> bool:
    """Whether a town can lie in a district: it is not far from the point of the district, or nobody knows where it is."""
    if mention.where_prec == _EXACT_PRECISION:
        return False
    place, around = mention.place, division.place
    if place is None or around is None:
        return True
    distance = measure_distance_km(place.latitude, place.longitude, around.latitude, around.longitude)
    return distance <= _MAX_KM_IN_DIVISION


def _list_places_of_lead(article: ArticleReading, incident: Incident) -> Iterator[tuple[int, PlaceInField]]:
    """Lists the exact places that the opening sentences give without a word for the event, with the index of the sentence."""
    taken = {id(event.sentence) for event in article.events if event.incident is not None and event.incident is not incident}
    for sentence in article.sentences:
        if sentence.field == "title" or sentence.index >= _MAX_LEAD_SENTENCES or id(sentence) in taken:
            continue
        if not any(syntax.is_verb(token) for token in sentence.tokens):
            continue
        found = [place for place in article.list_places_in(sentence) if _says_where(article, sentence, place)]
        best = _choose_innermost(found)
        if best is not None:
            yield sentence.index, best


def _says_where(article: ArticleReading, sentence: Sentence, place: PlaceInField) -> bool:
    """Whether the sentence gives an exact place as one where something is or happens."""
    token = find_place_token(sentence, place) if place.mention.is_scene else None
    if token is None or token.dep_ == "conj" or place.mention.where_prec > _EXACT_PRECISION or not is_place_of_event(token):
        return False
    return _is_locative(token) and not is_home(token, article)


def _is_locative(token: Token) -> bool:
    """ "In Upton", "the village of Upton", "shells hit Upton", "Upton lies near the border"; not "Upton said"."""
    noun = token.head if token.dep_ in {"compound", "nmod", "appos"} else token
    if noun.dep_ == "pobj":
        return noun.head.lower_ in _LOCATIVE_PREPOSITIONS
    if noun.dep_ in {"dobj", "nsubjpass"}:
        return noun.head.lemma_.lower() in _ATTACK_VERBS
    return noun.dep_ == "nsubj" and noun.head.lemma_.lower() in {"lie", "be", "belong"}


def _find_dateline_place(article: ArticleReading) -> PlaceInField | None:
    """A report of an incident that names no place at all is about the town where it was written."""
    text = next((sentence.field_text for sentence in article.sentences if sentence.field == "text"), "")
    end = find_dateline_end(text)
    places = [place for place in article.places if place.field == "text" and place.end <= end]
    elsewhere = {p.mention.place.country_iso3 for p in article.places if p.mention.place is not None and p not in places}
    return next(
        (p for p in places if p.mention.place is not None and (not elsewhere or p.mention.place.country_iso3 in elsewhere)), None
    )
