"""The place of an event in the sentence that reports it: which of the places named there it happened at.

Here belongs the choice among place mentions of one sentence. Finding and resolving place names belongs to the room `places`,
places that other sentences give to `inferred_places`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from spacy.tokens import Token

from orchestration.extract.article import ArticleReading, PlaceInField
from orchestration.extract.parsing import syntax
from orchestration.extract.parsing.parse import Sentence
from orchestration.extract.places.place_mentions import lies_in

_PART_LINK = re.compile(
    r"(?:(?:, an?| the|, the)?(?: [\w-]+){0,2}"
    r" (?:village|town|city|area|community|neighbou?rhood|district|camp|hamlet|settlement))?"
    r",? (?:in|of) (?:the )?(?:[\w-]+ ){0,2}"
    r"(?:[A-Z][\w-]*['’]s )?"
)
_COMMA = re.compile(r", ")
_OWNER_LINK = re.compile(
    r"['’]s (?:(?:[\w-]+ ){0,3}"
    r"(?:city|town|village|district|province|region|state|suburb|neighbou?rhood|area|port) of (?:the )?)?"
)
_TOWN_NOUNS = frozenset({"city", "town", "village"})
_NEAR_PRECISION, _PROVINCE_PRECISION, _COUNTRY_PRECISION = 2, 4, 6
"""where_prec of a place near an exact one, of a province and of a country."""
_HOME_RANK = 6
"""The rank of the town where a person lives ("an Upton man"): behind every place of the event itself."""
_MAX_LOCATIVE_RANK = 4
"""Places of a higher rank are named without a preposition that says where."""
_LEAVING_VERBS = frozenset({"fire", "launch", "come", "flee", "escape", "hail", "reach", "contact", "call"})
_WAYS = frozenset({"way", "road", "route", "bus", "train", "convoy", "flight", "trip", "head", "travel", "return", "bind"})
_CARRYING_VERBS = frozenset({
    *("take", "rush", "transfer", "transport", "fly", "airlift", "evacuate", "bring", "move", "shift", "send", "refer", "deport"),
    *("flee", "escape", "withdraw", "retreat"),
})  # fmt: skip
_REALMS = frozenset({"nation", "country", "island", "kingdom", "republic"})
_MAKING_VERBS = frozenset({"make", "build", "produce", "manufacture", "buy", "train"})
_STATE_VERBS = frozenset(
    {"lie", "see", "come", "suffer", "witness", "remain", "endure", "experience", "border", "belong", "stand"}
)
"""Verbs whose subject is where something is or happens: "Upton came under fire"."""
_FORCES = frozenset({"force", "troop", "army", "military", "soldier", "fighter", "rebel", "militia", "jet", "junta", "police"})
_OFFICES = frozenset({
    *("chairman", "governor", "mayor", "head", "chief", "commissioner", "commander", "resident", "native", "leader", "minister"),
    *("official", "director", "spokesman", "spokeswoman", "president", "member", "bishop", "emir", "general"),
    *("superintendent", "inspector"),
})  # fmt: skip
_TREATMENT_NOUNS = frozenset({"hospital", "clinic", "morgue", "mortuary", "medical", "infirmary"})
_TREATMENT_VERBS = frozenset(
    {
        "take",
        "die",
        "treat",
        "rush",
        "transfer",
        "admit",
        "succumb",
        "bring",
        "fly",
        "airlift",
        "evacuate",
        "receive",
        "pronounce",
    }
)


@dataclass(frozen=True, slots=True)
class _RankedPlace:
    place: PlaceInField
    rank: int
    distance: int
    is_joined: bool
    """Whether "and" or a comma joins it to a place before it: the first of a list stands for the list."""

    @property
    def breadth(self) -> int:
        """0 for a town or district, 1 for a province or a vague region, 2 for a country."""
        prec = self.place.mention.where_prec
        return (prec >= _PROVINCE_PRECISION) + (prec >= _COUNTRY_PRECISION)

    @property
    def is_near(self) -> bool:
        """Whether the words only count from it: "20 km north of Upton", "not far from Upton"."""
        return self.place.mention.where_prec == _NEAR_PRECISION

    @property
    def order(self) -> tuple[bool, int, bool, bool, int, int]:
        return (self.breadth == 2, self.rank, self.is_joined, self.is_near, self.distance, self.place.start)


def find_event_place(article: ArticleReading, sentence: Sentence, trigger: Token) -> PlaceInField | None:
    """Returns the place of the event that a trigger reports, None if there is none.

    Countries come last, then the nearest phrase or clause wins, and within it the most exact place. A country alone gives way to
    "the city" of an earlier sentence.
    """
    ranked = _rank_places(article, sentence, trigger)
    if ranked:
        best = _find_most_exact(min(ranked, key=lambda each: each.order), ranked, sentence.field_text)
        earlier = _find_earlier_town(article, sentence, trigger) if best.breadth == 2 else None
        return earlier or best.place
    return _find_earlier_town(article, sentence, trigger)


def is_inside(inner: PlaceInField, outer: PlaceInField, text: str) -> bool:
    """Whether a place of a text lies in another one: the gazetteer knows it, or the words do ("Upton, in the Midton area")."""
    if lies_in(inner.mention, outer.mention):
        return True
    if inner.end <= outer.start:
        between = text[inner.end : outer.start]
        is_wider = outer.mention.where_prec > inner.mention.where_prec
        return bool(_PART_LINK.fullmatch(between) or (is_wider and _COMMA.fullmatch(between)))
    return bool(_OWNER_LINK.fullmatch(text[outer.end : inner.start]))


def find_place_token(sentence: Sentence, place: PlaceInField) -> Token | None:
    """Finds the word that stands for a place in the grammar of its sentence: the head of its name."""
    words = [token for token in sentence.tokens if place.start <= sentence.offset(token) < place.end]
    return next((token for token in words if token.head not in words or token.head is token), words[0] if words else None)


def is_place_of_event(token: Token) -> bool:
    """Whether something can have happened there: it is no part of an actor, no origin or aim, no hospital that treats victims."""
    is_of_country = token.dep_ in syntax.NOUN_MODIFIERS and token.head.lemma_.lower() in _REALMS  # "the Gulf nation's army"
    return not (is_of_country or _is_part_of_actor(token) or _is_origin(token) or _is_destination(token) or _is_treatment(token))


def _rank_places(article: ArticleReading, sentence: Sentence, trigger: Token) -> list[_RankedPlace]:
    ranked = []
    named = [(place, find_place_token(sentence, place)) for place in article.list_places_in(sentence) if place.mention.is_scene]
    fitting = [
        (place, token)
        for place, token in named
        if token is not None and is_place_of_event(token) and not _is_of_statement(token, trigger, article)
    ]
    for place, token in [each for each in fitting if not _is_behind_border(each[1])] or fitting:
        is_behind = is_home(token, article) or _opens_item(sentence, place)
        rank = _HOME_RANK if is_behind else _rank_place(trigger, token)
        is_joined = token.dep_ == "conj" and token.head.pos_ == "PROPN"
        ranked.append(_RankedPlace(place, rank, abs(token.i - trigger.i), is_joined))
    return ranked


def _is_of_statement(token: Token, trigger: Token, article: ArticleReading) -> bool:
    """ "The spokesman informed reporters in Upton that ten were killed": where it was said, not where it happened."""
    verb = syntax.find_clause_verb(token)
    if verb is None or verb == trigger or verb not in list(trigger.ancestors) or not verb.i < token.i < trigger.i:
        return False
    is_said = article.lexicon.reporting_words.get(verb.lemma_.lower()) in {"reported", "alleged"}
    return is_said and token.dep_ == "pobj" and token.head.lower_ in {"in", "at", "from"}


def _opens_item(sentence: Sentence, place: PlaceInField) -> bool:
    """ "UPTON - A bomb went off near Midton": an item of a list has a dateline of its own."""
    before = sentence.field_text[sentence.start : place.start]
    after = sentence.field_text[place.end : place.end + 3]
    return not any(letter.isalnum() for letter in before) and after.lstrip(" ")[:1] in {"-", "–", "—", ":"} and after[:1] != "-"


def _find_most_exact(best: _RankedPlace, ranked: Sequence[_RankedPlace], text: str) -> _RankedPlace:
    """ "In Upton, a town in Westland": the town, though the region may be nearer to the trigger."""
    for _ in ranked:
        inside = [
            each for each in ranked if each.rank <= max(best.rank, _MAX_LOCATIVE_RANK) and is_inside(each.place, best.place, text)
        ]
        if not inside:
            return best
        best = min(inside, key=lambda each: (each.breadth, each.order))
    return best


def _rank_place(trigger: Token, token: Token) -> int:
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
    """ "Damascus-backed", "Moscow's troops", "Moscow attacked"; not "the Aleppo offensive" and not "El-Fasher"."""
    if token.dep_ == "poss" and (token.head.lemma_.lower() in _FORCES or token.head.ent_type_ in {"NORP", "ORG"}):
        return True
    if token.dep_ == "nsubj" and token.head.pos_ == "VERB" and token.head.lemma_.lower() not in _STATE_VERBS:
        return True
    follower = token.doc[token.i + 1] if token.i + 1 < len(token.doc) else None
    return (
        follower is not None
        and follower.text == "-"
        and follower.idx == token.idx + len(token)
        and token.i + 2 < len(token.doc)
        and token.doc[token.i + 2].text[:1].islower()
    )


def _is_origin(token: Token) -> bool:
    """ "An artist from Upton", "rockets from Upton", "fired from Upton": an origin is not the place of the event."""
    if token.dep_ != "pobj":
        return False
    above = token.head.head
    if token.head.lower_ == "in" and above.lemma_.lower() in _MAKING_VERBS:
        return True
    if token.head.lower_ != "from":
        return False
    return above.pos_ in {"NOUN", "PROPN"} or above.lemma_.lower() in _LEAVING_VERBS


def _is_destination(token: Token) -> bool:
    """ "A bus on its way to Upton", "towards Upton": nothing happened there yet."""
    if token.dep_ != "pobj":
        return False
    above = token.head.head.lemma_.lower()
    return token.head.lower_ in {"toward", "towards"} or (token.head.lower_ == "to" and above in _WAYS | _CARRYING_VERBS)


def _is_treatment(token: Token) -> bool:
    """ "Two men were taken to a hospital in Upton", "died in a hospital in Upton": they were hurt elsewhere."""
    building = next((each for each in token.ancestors if each.pos_ in {"NOUN", "PROPN"}), None)
    noun = building if building is not None and building.lower_ in _TREATMENT_NOUNS else None
    if token.dep_ in syntax.NOUN_MODIFIERS and token.head.lower_ in _TREATMENT_NOUNS:
        noun = token.head
    if noun is None or noun.dep_ != "pobj":
        return False
    verb = syntax.find_clause_verb(noun)
    return verb is not None and verb.lemma_.lower() in _TREATMENT_VERBS


def is_home(token: Token, article: ArticleReading) -> bool:
    """Whether a place is where somebody lives or serves: "an Upton man was shot", "the mayor of Upton"."""
    noun = token.head if token.dep_ in {"compound", "nmod"} else token
    if noun.dep_ == "pobj" and noun.head.lower_ in {"of", "for", "in"} and _is_office(noun.head.head):
        return True
    return token.dep_ in {"compound", "nmod", "amod"} and token.head.lemma_.lower() in article.lexicon.victim_nouns


def _is_behind_border(token: Token) -> bool:
    """ "Near the border with Westland": on this side of it."""
    return token.dep_ == "pobj" and token.head.lower_ == "with" and token.head.head.lemma_.lower() in {"border", "frontier"}


def _is_office(token: Token) -> bool:
    """ "The mayor", "the inspector general of police"."""
    governor = token.head.head if token.dep_ == "pobj" and token.head.lower_ == "of" else token
    return token.lemma_.lower() in _OFFICES or governor.lemma_.lower() in _OFFICES


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
