"""The place of an event: which of the places that an article names it happened at.

Here belongs the choice among place mentions. Finding and resolving place names belongs to the room `places`.
"""

from __future__ import annotations

from spacy.tokens import Token

from orchestration.extract.article import ArticleReading, PlaceInField
from orchestration.extract.parsing import syntax
from orchestration.extract.parsing.dateline import find_dateline_end
from orchestration.extract.parsing.parse import Sentence

_TOWN_NOUNS = frozenset({"city", "town", "village"})
_COUNTRY_PRECISION = 6  # where_prec of a country
_HOME_RANK = 6
"""The rank of the town where a person lives ("an Upton man"): behind every place of the event itself."""


def find_event_place(article: ArticleReading, sentence: Sentence, trigger: Token) -> PlaceInField | None:
    """Returns the place of the event that a trigger reports, None if there is none.

    Precise places come before broad ones, then the nearest phrase or clause wins. A country alone gives way to "the city" of an
    earlier sentence. A first sentence without a place takes the town of the dateline.
    """
    ranked = []
    for place in article.list_places_in(sentence):
        if not place.mention.is_scene:
            continue
        token = next((t for t in sentence.tokens if place.start <= sentence.offset(t) < place.end), None)
        if token is None or _is_part_of_actor(token) or _is_origin(token):
            continue
        rank = _HOME_RANK if _is_home(token, article) else _rank_place(trigger, token)
        if rank is not None:
            is_broad = place.mention.where_prec >= _COUNTRY_PRECISION
            ranked.append((is_broad, rank, abs(token.i - trigger.i), place.start, place))
    if ranked:
        best = min(ranked, key=lambda item: item[:4])
        earlier = _find_earlier_town(article, sentence, trigger) if best[0] else None
        return earlier or best[4]
    return _find_earlier_town(article, sentence, trigger) or _find_dateline_place(article, sentence)


def _find_dateline_place(article: ArticleReading, sentence: Sentence) -> PlaceInField | None:
    """The first sentence of a report, if it names no place, is about the town where the report was written."""
    end = find_dateline_end(sentence.field_text) if sentence.field == "text" else 0
    if not end or sentence.field_text[end : sentence.start].strip() or sentence.start < end:
        return None
    return next((place for place in article.places if place.field == "text" and place.end <= end), None)


def _rank_place(trigger: Token, token: Token) -> int | None:
    if trigger in token.ancestors:
        return 0
    clause, own = syntax.find_clause_verb(trigger), syntax.find_clause_verb(token)
    if clause is None or own is clause:
        return 1
    if clause in token.ancestors:
        return 2
    if own is not None and own in list(trigger.ancestors):
        return 3
    return 4 if any(each.lower_ in {"in", "at", "near", "around"} for each in token.ancestors if each.dep_ == "prep") else 5


def _is_part_of_actor(token: Token) -> bool:
    """Part of a hyphenated word: "Damascus-backed"; not "the Aleppo offensive"."""
    follower = token.doc[token.i + 1] if token.i + 1 < len(token.doc) else None
    return follower is not None and follower.text == "-" and follower.idx == token.idx + len(token)


def _is_origin(token: Token) -> bool:
    """ "An artist from Upton", "rockets from Upton": an origin is not the place of the event."""
    return token.dep_ == "pobj" and token.head.lower_ == "from" and token.head.head.pos_ in {"NOUN", "PROPN"}


def _is_home(token: Token, article: ArticleReading) -> bool:
    """ "An Upton man was shot": usually the town where he lives."""
    return token.dep_ in {"compound", "nmod", "amod"} and token.head.lemma_.lower() in article.lexicon.victim_nouns


def _find_earlier_town(article: ArticleReading, sentence: Sentence, trigger: Token) -> PlaceInField | None:
    """ "in the city": the last town named before."""
    clause = syntax.find_clause_verb(trigger) or trigger
    for token in clause.subtree:
        is_definite = token.lemma_ in _TOWN_NOUNS and any(child.lower_ in {"the", "that", "this"} for child in token.children)
        if is_definite and token.dep_ == "pobj" and not any(child.dep_ in {"prep", "relcl", "acl"} for child in token.children):
            towns = [
                place
                for place in article.places
                if (place.field != "title", place.start) < (sentence.field != "title", sentence.start)
                and place.mention.place is not None
                and place.mention.place.feature == "town"
                and place.mention.is_scene
            ]
            return max(towns, key=lambda place: (place.field != "title", place.start), default=None)
    return None
