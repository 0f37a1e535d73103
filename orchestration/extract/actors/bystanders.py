"""Bystanders: actors that an article mentions without a part in an event.

Here belong names in front of other nouns ("UN auspices"), countries as subjects or objects, institutions, officials and the
public ("residents", "the Syrian people"). The sides that fight, and the meaning of pronouns, belong to `actor_mentions`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from spacy.tokens import Token

from orchestration.extract.actors import noun_phrases
from orchestration.extract.lexicon.lexicon import ActorNoun, Lexicon
from orchestration.extract.parsing import syntax
from orchestration.extract.parsing.parse import Sentence

_PLACE_VERBS = frozenset({
    "visit", "leave", "enter", "reach", "cross", "flee", "tour", "liberate", "recapture", "retake", "clear", "ravage", "rock",
})  # fmt: skip
"""With these verbs a country is a place."""
_PARTNER_PREPOSITIONS = frozenset({"against", "between", "with", "by", "among"})
_SPATIAL_NOUNS = frozenset(
    {"north", "south", "east", "west", "border", "capital", "coast", "war", "crisis", "conflict", "strategy"}
)
"""In front of these nouns a country is a place or a topic: "the Syria crisis"."""
_COUNTRY_INITIALS = frozenset({"U.S.", "US", "U.K.", "UK"})
_MAX_COUNTRY_WORDS = 4  # words
_WAR_NAME_WORDS = 4  # "Peru - Chile war"
_KIND_NOUNS = frozenset({"military", "police", "army", "group", "gang", "terrorist", "troop", "soldier"})
"""In front of another noun these give a kind ("military operation", "police station"), not a side."""

ActorNouns = list[tuple[Token, ActorNoun]]
"""The nouns of a sentence that are listed in actor_nouns.csv."""


@dataclass(frozen=True, slots=True)
class Bystander:
    """The words for an actor, and its name if the words are not the name."""

    words: list[Token]
    kind: str  # name, country, state, public
    name: str | None = None
    actor_type: str | None = None


@dataclass(slots=True)
class BystanderReader:
    """Reads one sentence after the other; remembers names, so that "the ministry" can mean an earlier one."""

    lexicon: Lexicon
    places: frozenset[tuple[str, int]]
    institutions: dict[str, str] = field(default_factory=dict)

    def remember_name(self, name: str) -> None:
        """Remembers a name: "the ministry" may later mean the "Ministry of Defence"."""
        for word in name.lower().split():
            noun = self.lexicon.actor_nouns.get(word)
            if noun is not None and noun.kind == "institution":
                self.institutions[word] = name

    def read_sentence(self, sentence: Sentence, taken: list[tuple[int, int]]) -> Iterator[Bystander]:
        """Yields the bystanders of a sentence, without overlaps.

        `taken` holds the offsets (start, end) of actors already found; the bystanders' own offsets are added to it.
        """
        for found in self._find_candidates(sentence):
            start, end = sentence.offset(found.words[0]), sentence.end_offset(found.words[-1])
            if not any(start < last and first < end for first, last in taken):
                taken.append((start, end))
                if found.kind == "name" and found.name is None:
                    self.remember_name(" ".join(each.text for each in found.words))
                yield found

    def _find_candidates(self, sentence: Sentence) -> Iterator[Bystander]:
        nouns = [(token, noun) for token in sentence.tokens if (noun := self.lexicon.find_actor_noun(token)) is not None]
        yield from self._find_officials(nouns)
        yield from self._find_organisations(sentence)
        for words, actor_type in find_listed_names(sentence, self.lexicon):
            yield Bystander(words, "name", actor_type=actor_type)
        yield from self._find_institutions(nouns)
        yield from self._find_public(sentence, nouns)
        yield from self._find_countries(sentence)
        yield from self._find_sides_before_nouns(nouns)

    def _find_organisations(self, sentence: Sentence) -> Iterator[Bystander]:
        """The organisations of the tagger, without article and genitive."""
        entities = [list(entity) for entity in sentence.entities if entity.label_ == "ORG"]
        for words in (noun_phrases.trim_name(name) for entity in entities for name in noun_phrases.split_names(entity)):
            if not words or not words[0].text[:1].isupper() or noun_phrases.is_thing(words) or words[0].lower_ == "operation":
                continue
            if len(words) == 1 and words[0].dep_ == "compound" and words[0].text.istitle() and words[0].lower_.endswith("s"):
                continue  # "Idlibs residents", where an apostrophe was lost
            ends = ((sentence.field, sentence.offset(each)) for each in (words[0], words[-1]))
            is_thing = (words[-1].lower_,) in self.lexicon.equipment or noun_phrases.is_counted(words[-1])
            if not is_thing and not any(end in self.places for end in ends) and self._match_country(words[-1]) != words:
                yield Bystander(words, "name")

    def _find_institutions(self, nouns: ActorNouns) -> Iterator[Bystander]:
        """ "The ministry", if one was named before; "Iraqi television", identified by its country."""
        for token, noun in nouns:
            if noun.kind != "institution" or token.dep_ in {"compound", "amod", "nmod"}:
                continue
            words = noun_phrases.collect_modifiers(token)
            name = self.institutions.get(token.lemma_.lower())
            is_definite = any(child.lower_ in {"the", "this"} for child in token.children)
            if name is not None and is_definite and words == [token]:
                yield Bystander(words, "name", name)
            elif any(each.lower_ in self.lexicon.countries for each in words[:-1]):
                yield Bystander(words, "name", actor_type=noun.actor_type)

    def _find_officials(self, nouns: ActorNouns) -> Iterator[Bystander]:
        """Officials whose phrase names the state or institution: "Iraqi officials"; also "its allies"."""
        for token, noun in nouns:
            if noun.kind not in {"person", "peer"} or token.tag_ != "NNS" or token.dep_ == "compound":
                continue
            words = noun_phrases.drop_leading_words(noun_phrases.collect_modifiers(token))
            if noun.kind == "peer":
                yield Bystander(words, "group")
            elif any(self._names_owner(each) for each in words[:-1]):
                yield Bystander(words, "state", actor_type="State forces")

    def _names_owner(self, token: Token) -> bool:
        noun = self.lexicon.find_actor_noun(token)
        is_of_state = noun is not None and noun.kind in {"force", "state"}
        return is_of_state or token.lower_ in self.lexicon.countries or token.ent_type_ == "ORG"

    def _find_public(self, sentence: Sentence, nouns: ActorNouns) -> Iterator[Bystander]:
        """People who are no side, under one name for all civilians of their country."""
        public = {token.i for token, noun in nouns if noun.kind == "public"}
        for token in sentence.tokens:
            people = self.lexicon.peoples.get(token.lower_) if token.text[:1].isupper() and token.pos_ != "ADJ" else None
            if people is not None and token.tag_ in {"NNS", "NNPS"}:
                yield Bystander([token], "public", f"{people} civilians", "Civilians")
                continue
            if token.ent_type_ == "NORP" and token.tag_ in {"NNS", "NNPS"} and token.lower_.endswith("s"):
                yield Bystander([token], "public")  # "Sunnis"
                continue
            if token.pos_ != "NOUN" or token.dep_ in {"compound", "amod", "nmod"}:
                continue
            is_victim = self.lexicon.victim_nouns.get(token.lemma_.lower()) in {"civilians", "children", "women"}
            if token.i in public or (is_victim and token.tag_ == "NNS"):
                words, country = noun_phrases.drop_leading_words(noun_phrases.collect_modifiers(token)), None
                for owner in syntax.find_prep_objects(token, "of"):
                    if owner.text[:1].isupper() and words[-1] == token:
                        country = self._match_country(owner)
                        words = [*words, *token.doc[token.i + 1 : owner.i + 1]]
                adjective = next((each.text for each in words if each.lower_ in self.lexicon.countries), None)
                if country is not None:
                    adjective = self.lexicon.demonyms.get(" ".join(each.text for each in country).lower(), adjective)
                yield Bystander(words, "public", f"{adjective} civilians" if adjective else "civilians", "Civilians")

    def _find_countries(self, sentence: Sentence) -> Iterator[Bystander]:
        """Countries as actors: subjects, objects or owners of what no place has: "Iraq signed", "against Iran"."""
        for token in sentence.tokens:
            words = self._match_country(token) if token.text[:1].isupper() and token.pos_ == "PROPN" else None
            if words is not None and self._is_actor(token):
                name = self.lexicon.countries[" ".join(each.text for each in words).lower()]
                yield Bystander(words, "country", name)

    def _match_country(self, token: Token) -> list[Token] | None:
        if token.lower_ not in self.lexicon.demonym_ends and token.text not in _COUNTRY_INITIALS:
            return None
        begin = token.sent.start
        for size in range(_MAX_COUNTRY_WORDS, 0, -1):
            first = token.i - size + 1
            if first >= begin:
                words = list(token.doc[first : token.i + 1])
                name = " ".join(each.text for each in words).lower()
                if name in self.lexicon.demonyms or (size == 1 and token.text in _COUNTRY_INITIALS):
                    return words
        return None

    def _is_actor(self, token: Token) -> bool:
        head, lemma = token.head, token.head.lemma_.lower()
        if token.dep_ in {"conj", "appos"}:
            side = self.lexicon.find_actor_noun(head)
            return head != token and (self._is_actor(head) or (side is not None and side.kind in {"force", "state", "group"}))
        if token.dep_ in {"nsubj", "nsubjpass", "dobj", "dative"}:
            is_said_of_place = lemma == "be" and any(child.dep_ == "attr" for child in head.children)
            return syntax.is_verb(head) and lemma not in _PLACE_VERBS and not is_said_of_place
        if token.dep_ == "pobj":
            return head.lower_ in _PARTNER_PREPOSITIONS
        if self._is_in_war_name(token):
            return True
        is_spatial = lemma in self.lexicon.place_nouns or lemma in _SPATIAL_NOUNS or head.pos_ == "PROPN"
        return token.dep_ in {"poss", "compound", "nmod"} and token.i < head.i and not is_spatial

    def _is_in_war_name(self, token: Token) -> bool:
        """ "The Peru-Chile War": both countries fought in it."""
        for first in (token.i, token.i - 2):
            words = list(token.doc[max(first, 0) : first + _WAR_NAME_WORDS])
            is_pair = len(words) == _WAR_NAME_WORDS and words[1].text == "-" and words[-1].lower_ == "war"
            if is_pair and self._match_country(words[0]) is not None and self._match_country(words[2]) is not None:
                return True
        return False

    def _find_sides_before_nouns(self, nouns: ActorNouns) -> Iterator[Bystander]:
        """ "The coalition campaign", "rebel demands": a side in front of a noun that is no side."""
        for token, noun in nouns:
            is_side = noun.kind in {"force", "group", "state"} and token.lower_ not in _KIND_NOUNS
            if (
                is_side
                and token.dep_ in {"compound", "nmod", "poss"}
                and token.head.pos_ == "NOUN"
                and not noun_phrases.is_affix(token)
            ):
                words = noun_phrases.drop_leading_words(noun_phrases.collect_modifiers(token))
                yield Bystander(words, noun.kind, actor_type=noun.actor_type)


def find_listed_names(sentence: Sentence, lexicon: Lexicon) -> Iterator[tuple[list[Token], str]]:
    """Yields the names of actor_names.csv in a sentence: their tokens and their actor type."""
    for match, actor_type in lexicon.find_listed_actors(sentence.text):
        start, end = sentence.start + match.start(), sentence.start + match.end()
        words = [token for token in sentence.tokens if start <= sentence.offset(token) < end]
        if words and sentence.offset(words[0]) == start and sentence.end_offset(words[-1]) == end:
            yield words, actor_type
