"""Proper names of groups: which capitalised words name an organisation, a force or an armed side.

Here belongs where such a name begins and ends, and what is no such name: countries, places, persons, models of equipment. Which
name is an actor of the sentence belongs to `actor_mentions`, the cutting of phrases to `noun_phrases`.
"""

# ruff: noqa: PLR0911  (a rule reads as the list of its cases: one early return each)

from __future__ import annotations

import re
from dataclasses import dataclass, field

from spacy.tokens import Token

from orchestration.extract.actors import noun_phrases
from orchestration.extract.actors.bystanders import find_listed_names
from orchestration.extract.lexicon.lexicon import Lexicon
from orchestration.extract.parsing.parse import Position, Sentence

COALITION_NOUNS = frozenset({"coalition", "alliance"})
_ACRONYM = re.compile(r"[A-Z][A-Z&]+(?:-[A-Z]+)*s?\Z")
_MODEL = re.compile(r"[A-Za-z/]{1,4}-?\d")
"""F-16, A-18E, T72: a type of equipment, not a group."""
_JOINING_WORDS = frozenset({"of", "for", "and", "the", "al", "el", "-", "ash", "as", "ad", "an", "bin", "'s", "de", "la"})
_TIE_WORDS = frozenset({"led", "backed", "linked", "based", "controlled", "run", "affiliated", "aligned", "allied", "held"})
_ALLY_NOUNS = frozenset({"affiliate", "ally", "offshoot", "proxy", "franchise", "splinter"})
_NON_GROUP_ENTITIES = frozenset({"PERSON", "DATE", "TIME", "CARDINAL", "QUANTITY", "ORDINAL", "PERCENT", "MONEY", "LANGUAGE"})


def is_ally(token: Token) -> bool:
    """ "Affiliate", "offshoot": whose ally somebody is does not say who it is."""
    return token.lemma_.lower() in _ALLY_NOUNS


def _is_tied(token: Token) -> bool:
    """Whether a hyphen ties a token to a word such as "led", which the tokenizer split off."""
    follower = token.doc[token.i + 2 : token.i + 3]
    return len(follower) > 0 and token.nbor().text == "-" and follower[0].lower_ in _TIE_WORDS


@dataclass(slots=True)
class GroupNames:
    """The names of groups in one article. `places` holds the field and offset of each token in a place name."""

    lexicon: Lexicon
    places: frozenset[Position]
    known: dict[Position, tuple[list[Token], str]] = field(default_factory=dict)
    """The listed names found so far, by the position of their last token: their words and actor type."""

    def find_listed(self, sentence: Sentence) -> None:
        """Adds the listed names of a sentence to `known`."""
        for words, actor_type in find_listed_names(sentence, self.lexicon):
            self.known[(sentence.field, sentence.offset(words[-1]))] = (words, actor_type)

    def get_listed(self, sentence: Sentence, token: Token) -> tuple[list[Token], str] | None:
        """Returns the listed name that ends with a token, and its actor type."""
        return self.known.get((sentence.field, sentence.offset(token)))

    def find_among(self, sentence: Sentence, words: list[Token]) -> list[Token] | None:
        """Returns the proper name of a group among modifiers: "SDF" in "SDF troops". Countries and persons are none."""
        for word in words:
            known = self.get_listed(sentence, word)
            if known is not None and not any(is_ally(each) for each in words if each.i > word.i):
                return known[0]
        run: list[Token] = []
        for each in [*words, None]:
            if each is not None and (each.lower_.rpartition("-")[2] in _TIE_WORDS or _is_tied(each) or is_ally(each)):
                run = []  # "the Santu-led faction"
                continue
            is_capital = each is not None and each.text[:1].isupper() and each.pos_ in {"PROPN", "NOUN", "ADJ"}
            is_capital = is_capital and each is not None and not noun_phrases.is_first_word(each)
            joins = each is not None and bool(run) and each.lower_ in {"of", "al", "-"}
            hyphenated = each is not None and "-" in each.text and not _ACRONYM.match(each.text)
            is_word = each is not None and (len(each.text) > 1 or each.text == "-")
            if each is not None and (is_capital or joins) and is_word and not hyphenated and not noun_phrases.is_affix(each):
                run.append(each)
                continue
            while run and run[-1].lower_ in _JOINING_WORDS:
                run.pop()
            if run and self._is_group_name(sentence, run):
                return run
            run = []
        return None

    def _is_group_name(self, sentence: Sentence, run: list[Token]) -> bool:
        if self.is_country(run) or len("".join(each.text for each in run)) < 2:
            return False
        if any((sentence.field, sentence.offset(each)) in self.places for each in run):
            return False
        if all(each.lower_ in self.lexicon.actor_nouns or each.lower_ in self.lexicon.countries for each in run):
            return any(each.lower_ in COALITION_NOUNS for each in run)
        if all(each.ent_type_ == "NORP" for each in run):
            return False  # "Shiite", "Kurdish"
        return not any(each.ent_type_ in _NON_GROUP_ENTITIES for each in run) or bool(_ACRONYM.match(run[0].text))

    def is_country(self, run: list[Token]) -> bool:
        return " ".join(each.text for each in run).lower() in self.lexicon.countries

    def find_headed_by(self, sentence: Sentence, token: Token, *, is_group: bool = False) -> list[Token] | None:
        """Returns the proper name that a noun heads, None if it heads none.

        A name is an organisation of the tagger, an acronym, or a capitalised phrase that ends in a noun for an armed side ("Free
        Syrian Army"). With `is_group` the words around show a group, and any capitalised phrase is a name. Countries, places and
        models of equipment are no names of groups.
        """
        if not token.text[:1].isupper() or token.ent_type_ in _NON_GROUP_ENTITIES or token.pos_ not in {"PROPN", "NOUN"}:
            return None
        run, begin = [token], sentence.span.start
        for each in reversed(list(token.doc[max(token.i - 6, begin) : token.i])):
            is_name = each.text[:1].isupper() and each.pos_ in {"PROPN", "ADJ", "NOUN"}
            if not (is_name or each.text == "-" or each.lower_ in {"al", "el"}):
                break
            run.insert(0, each)
        while len(run) > 1 and (
            run[0].text == "-"
            or (run[0].pos_ == "ADJ" and run[0].i == begin and run[0].lower_ in noun_phrases.IGNORED_LEADING_WORDS)
        ):
            run.pop(0)
        while len(run) > 1 and noun_phrases.follows_prefix(run[0]):
            run.pop(0)
        entity = [each for each in sentence.span if each.ent_type_ == "ORG"] if token.ent_type_ == "ORG" else []
        joined = [each for each in entity if noun_phrases.is_same_entity(each, token)]
        same = next((name for name in noun_phrases.split_names(joined) if token in name), [])
        if same:
            run = same if len(same) >= len(run) or run[0].i > same[0].i else run
            run = noun_phrases.extend_organisation(run)
        noun = self.lexicon.find_actor_noun(token)
        if noun is not None and noun.kind in {"force", "group"} and run[-1] == token:
            run = noun_phrases.extend_by_cause(run)
        is_named = bool(same) or bool(_ACRONYM.match(token.text)) or (len(run) > 1 and (noun is not None or is_group))
        run = noun_phrases.trim_name(run)
        if not run or not is_named or self.is_country(run) or any(_MODEL.match(each.text) for each in run):
            return None
        if all(each.ent_type_ == "NORP" for each in run) and not (is_group and self.get_listed(sentence, token)):
            return None
        if noun is not None and run[-1] == token and all(each.lower_ in self.lexicon.countries for each in run[:-1]):
            return None  # "Syrian Forces", "Police": described, not named
        if noun is not None and noun.kind in {"person", "public", "peer", "equipment"}:
            return None
        if (_ACRONYM.match(token.text) and noun_phrases.is_counted(token)) or noun_phrases.is_thing(run):
            return None
        return None if any((sentence.field, sentence.offset(each)) in self.places for each in (run[0], run[-1])) else run
