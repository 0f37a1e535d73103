"""Persons: which words of an article mean the same single person.

Here belong chains of one person over name, surname, age, noun ("the man", "the victim", "her son") and pronoun. Whether two
descriptions can be one person belongs to `person`; what became of a person to `casualties` and `harm`; groups of people to
`victims`.
"""

# ruff: noqa: PLR0911  (a rule reads as the list of its cases: one early return each)

from __future__ import annotations

import re

from spacy.tokens import Token

from orchestration.extract import syntax
from orchestration.extract.lexicon import Lexicon
from orchestration.extract.nlp import Sentence
from orchestration.extract.person import Person, fits, is_one_name, join, name_words

REACH_SENTENCES = 5
"""A pronoun or "the man" means a person told of at most so many sentences before."""
_NAME_REACH = 12
"""So many words behind "identified as" the name may stand: "as 18-year-old Santa Maria resident, X"."""
_PRONOUNS = {"he": "m", "him": "m", "his": "m", "himself": "m", "she": "f", "her": "f", "hers": "f", "herself": "f"}
_MALE = frozenset({
    "man", "boy", "husband", "father", "brother", "son", "boyfriend", "uncle", "nephew", "grandfather", "grandson", "male",
    "gunman", "policeman", "stepson", "stepfather", "businessman", "fiance", "gentleman", "fisherman", "cameraman",
})  # fmt: skip
_FEMALE = frozenset({
    "woman", "girl", "wife", "mother", "sister", "daughter", "girlfriend", "aunt", "niece", "grandmother", "granddaughter",
    "female", "policewoman", "stepdaughter", "stepmother", "fiancee", "nun",
})  # fmt: skip
_OF_ANYONE = frozenset({"man", "woman", "boy", "girl", "teen", "teenager", "child", "person", "male", "female", "individual",
                        "youth", "adult", "baby", "toddler", "infant"})  # fmt: skip
_VICTIM = frozenset({"victim", "deceased", "decedent"})
_SUSPECT = frozenset({"suspect", "gunman", "shooter", "attacker", "assailant", "robber", "killer", "intruder", "burglar"})
_DEFINITE = frozenset({"the", "this", "that"})
_ONE = frozenset({"a", "an", "one", "another"})
_TITLES = frozenset({
    "mr", "mrs", "ms", "miss", "dr", "officer", "sgt", "sergeant", "det", "detective", "lt", "lieutenant", "capt", "captain",
    "deputy", "sheriff", "chief", "cpl", "corporal", "pfc", "spc", "col", "colonel", "maj", "major", "gen", "general", "rev",
    "trooper", "agent", "judge", "mayor", "president", "sen", "senator", "pastor", "sir", "spokesman", "spokeswoman", "pvt",
    "private", "specialist", "investigator", "coroner", "inspector", "constable", "commander", "professor", "coach", "father",
    "victim", "suspect", "homeowner", "gunman", "rapper", "teen", "teenager", "student", "man", "woman", "boy", "girl",
    "minister", "governor", "gov", "rep", "marine", "airman", "staff", "lance", "brother", "sister", "son", "daughter",
})  # fmt: skip
_NAME_JOINERS = frozenset(
    {"al", "el", "-", "bin", "ibn", "abu", "de", "la", "van", "von", "ben", "bint", "'", "del", "da", "st."}
)
_NICKNAME_QUOTES = frozenset({'"', "“", "”", "'", "‘", "’", "(", ")", "``", "''"})
_SUFFIXES = frozenset({"jr", "jr.", "sr", "sr.", "ii", "iii", "iv"})
_NAMED_AS = frozenset({"identify", "name", "know"})
_AGE_BEFORE = re.compile(r"\b(\d{1,3})[ -]years?[ -]old\b[^,.;]*$", re.I)
_AGE_AFTER = re.compile(
    r"^(?:['\"”]? ?(?:jr|sr)\.?)? ?(?:, (?:an? )?|\()(?:aged? )?(\d{1,3})"
    r"(?=[,.;)]| of\b| from\b|[- ]years?[- ]old| (?:was|were|died|is)\b|$)",
    re.I,
)
_ALREADY_ACCUSED = frozenset({"arrest", "charge", "accuse", "convict", "indict", "sentence", "jail", "suspect"})


class Persons:
    """The persons of one article, read sentence by sentence."""

    def __init__(self, lexicon: Lexicon, taken: frozenset[tuple[str, int]]) -> None:
        self._lexicon = lexicon
        self._taken = taken
        self._chains: list[Person] = []
        self._spots: dict[tuple[str, int], Person] = {}
        self._now = 0

    def at(self, sentence: Sentence, token: Token) -> Person | None:
        """The person that a token stands for; None for groups, things, and words not understood."""
        person = self._spots.get((sentence.field, sentence.offset(token)))
        return person.root if person is not None else None

    def is_aged_name(self, sentence: Sentence, token: Token) -> bool:
        """Whether a name ends at a token, told with the person's age."""
        person = self.at(sentence, token)
        return person is not None and bool(person.names) and token.pos_ == "PROPN" and person.age is not None

    def read(self, sentence: Sentence) -> None:
        """Finds the persons of a sentence, in order."""
        self._now += 1
        for token in sentence.tokens:
            run = self._name_run(sentence, token)
            if run:
                self._read_name(sentence, token, run)
        for token in sentence.tokens:
            spot = (sentence.field, sentence.offset(token))
            if spot in self._spots:
                self._see(self._spots[spot].root, token)
            elif token.lower_ in _PRONOUNS:
                person = self._meant(sentence, token, sex=_PRONOUNS[token.lower_])
                if person is None:
                    person = Person(sex=_PRONOUNS[token.lower_], began=(self._now, token.i))
                    self._chains.append(person)
                self._spots[spot] = person
                if token.dep_ == "nsubj" and person.last == self._now:
                    person.sex = person.sex or _PRONOUNS[token.lower_]
                self._see(person, token)
            elif self._is_person_noun(token):
                person = self._of_noun(sentence, token)
                self._spots[spot] = person
                self._see(person, token)
        self._identify(sentence)

    def harmed(self, person: Person, outcome: str, *, is_other: bool, in_title: bool) -> Person:
        """Records what became of a person; joins it to the person that an earlier sentence told the same of."""
        person = person.root
        if person.is_new and not person.outcomes:
            for earlier in sorted(self._chains, key=lambda each: -each.last):
                if is_other and not earlier.is_headline:
                    continue
                if earlier.same_as is None and earlier is not person and self._may_be_one(earlier, person, outcome):
                    person = join(earlier, person)
                    break
        person.is_headline = in_title and (person.is_headline or not person.outcomes)
        person.outcomes.add(outcome)
        person.is_new = False
        return person

    def _may_be_one(self, earlier: Person, person: Person, outcome: str) -> bool:
        if not earlier.outcomes or not fits(earlier, person):
            return False
        if (
            not earlier.is_headline
            and earlier.places & person.places
            and (person.names or earlier.names or earlier.nouns != person.nouns)
        ):
            return False
        return not ({outcome, *earlier.outcomes} >= {"killed", "wounded"})

    def _see(self, person: Person, token: Token) -> None:
        person.last = self._now
        if token.pos_ != "PRON" and not {child.lower_ for child in token.children if child.dep_ == "det"} & _DEFINITE:
            person.places.add(self._now)  # what a pronoun means may be misread, and must keep nobody apart
        if token.dep_ in {"nsubj", "nsubjpass"}:
            person.was_subject = True
            verb = token.head
            person.was_speaker = self._lexicon.reporting.get(verb.lemma_.lower()) is not None and token.dep_ == "nsubj"
            if token.dep_ == "nsubjpass" and verb.lemma_.lower() in _ALREADY_ACCUSED:
                person.is_suspect = True
        else:
            person.was_subject = False

    # ---- names
    def _name_run(self, sentence: Sentence, token: Token) -> list[Token]:
        """The words of a name that ends at a token, without title; empty when it is none."""
        lexicon = self._lexicon
        if (token.pos_ != "PROPN" and token.ent_type_ != "PERSON") or not token.text[:1].isupper():
            return []
        following = token.doc[token.i + 1] if token.i + 1 < len(token.doc) else None
        if following is not None and following.lower_ in _SUFFIXES:
            return []
        if (
            following is not None
            and following.pos_ == "PROPN"
            and following.ent_iob_ == "I"
            and token.ent_type_ == following.ent_type_
        ):
            return []
        run = [token]
        for each in reversed(list(token.doc[token.sent.start : token.i])):
            if each.text in _NICKNAME_QUOTES and run[0].i - token.sent.start > 1 and self._is_nickname(each, token):
                run.insert(0, each)
                continue
            is_word = (
                each.pos_ == "PROPN"
                and each.text[:1].isupper()
                and (each.head in run or each.ent_type_ == token.ent_type_ == "PERSON" or each.head == token)
            )
            is_joiner = each.lower_ in _NAME_JOINERS and (each.head in run or each.ent_type_ == "PERSON")
            if not (is_word or is_joiner) or each.lower_.rstrip(".") in _TITLES:
                break
            run.insert(0, each)
        while len(run) > 1 and not run[0].text[:1].isupper():
            run = run[1:]
        words = [each.lower_ for each in run]
        if token.lower_.rstrip(".") in _TITLES or token.lower_ in lexicon.countries or token.lower_ in lexicon.victim_nouns:
            return []
        known = any(words[-1] in name_words(name) for chain in self._chains for name in chain.names if len(run) == 1)
        is_place = any((sentence.field, sentence.offset(each)) in self._taken for each in run)
        if is_place and not known and _age_of(sentence, run[0], token) is None:
            return []
        is_person = any(each.ent_type_ == "PERSON" for each in run) or (
            len(run) > 1 and _age_of(sentence, run[0], token) is not None
        )
        if not (is_person or known or self._has_role(run[0])):
            return []
        if any(word in lexicon.casualty_verbs or word in lexicon.actor_nouns or word in lexicon.numbers for word in words):
            return []
        if sentence.field == "title" and any(lexicon.relevant.match(word) for word in words):
            return []  # "Boy Shot, Killed": a headline's capitals
        return run

    @staticmethod
    def _is_nickname(quote: Token, token: Token) -> bool:
        return abs(token.i - quote.i) <= 4 and any(
            each.text in _NICKNAME_QUOTES for each in quote.doc[max(quote.sent.start, quote.i - 3) : token.i] if each.i != quote.i
        )

    def _has_role(self, first: Token) -> bool:
        """ "Officer Smith": a role right before."""
        before = first.doc[first.i - 1] if first.i > first.sent.start else None
        return before is not None and before.lower_.rstrip(".") in _TITLES

    def _read_name(self, sentence: Sentence, token: Token, run: list[Token]) -> None:
        name = " ".join(sentence.words(sentence.offset(run[0]), sentence.end_offset(token)).split())
        person = self._named(name, run[0])
        person.age = person.age if person.age is not None else _age_of(sentence, run[0], token)
        self._spots[(sentence.field, sentence.offset(token))] = person
        nouns = [child for child in token.children if child.dep_ in {"compound", "nmod", "amod", "appos"} and child not in run]
        if token.dep_ == "appos" and self._is_person_noun(token.head):
            nouns.append(token.head)
        for noun in nouns:
            if noun.lemma_.lower() in self._lexicon.victim_nouns and noun.tag_ not in {"NNS", "NNPS"}:
                self._describe(person, noun.lemma_.lower())
                spot = (sentence.field, sentence.offset(noun))
                told = self._spots.get(spot) or (self._of_noun(sentence, noun) if noun == token.head else person)
                if told.root is not person.root and fits(told.root, person.root):
                    person = join(told.root, person.root)
                self._spots[spot] = person
        person.last = self._now

    def _named(self, name: str, first: Token) -> Person:
        words = name_words(name)
        best: Person | None = None
        for chain in sorted((c for c in self._chains if c.same_as is None), key=lambda each: (bool(each.outcomes), each.last)):
            if any(is_one_name(words, other) for other in map(name_words, chain.names)):
                best = chain
        if best is None:
            best = Person(began=(self._now, first.i))
            self._chains.append(best)
        if name not in best.names:
            best.names.append(name)
        return best

    # ---- nouns and pronouns
    def _is_person_noun(self, token: Token) -> bool:
        if _is_age_noun(token):
            return True
        is_single = token.tag_ in {"NN", "NNP"} or (token.tag_ == "JJ" and token.lower_ == "deceased" and token.dep_ != "amod")
        lemma = token.lemma_.lower()
        if not is_single or token.dep_ in {"compound", "amod", "nmod"} or (_is_name(token) and token.dep_ == "ROOT"):
            return False
        if any(child.dep_ in {"nummod"} and child.lower_ not in {"1", "one"} for child in token.children):
            return False
        return lemma in self._lexicon.victim_nouns and lemma not in {"people", "troop", "crew", "personnel", "staff", "other"}

    def _describe(self, person: Person, noun: str) -> None:
        person.nouns.add(noun)
        person.sex = person.sex or ("m" if noun in _MALE else "f" if noun in _FEMALE else None)
        person.is_suspect = person.is_suspect or noun in _SUSPECT

    def _of_noun(self, sentence: Sentence, token: Token) -> Person:
        noun = "person" if _is_age_noun(token) else token.lemma_.lower()
        told = Person(began=(self._now, token.i), nouns={noun}, age=_age_of(sentence, token.left_edge, token))
        told.sex = "m" if noun in _MALE else "f" if noun in _FEMALE else None
        told.is_suspect = noun in _SUSPECT
        for child in token.children:
            lemma = child.lemma_.lower()
            if child.dep_ in {"compound", "amod", "appos"} and lemma in self._lexicon.victim_nouns and child.tag_ != "NNS":
                told.nouns.add(lemma)
                told.sex = told.sex or ("m" if lemma in _MALE else "f" if lemma in _FEMALE else None)
        words = {child.lower_ for child in token.children if child.dep_ in {"det", "poss", "nummod"}}
        is_owned = any(child.dep_ == "poss" for child in token.children)
        if (words & _DEFINITE or is_owned) and not words & _ONE:
            known = self._described(told, noun, is_owned=is_owned)
            if known is not None:
                known.nouns |= told.nouns
                known.sex, known.age = known.sex or told.sex, known.age if known.age is not None else told.age
                return known
        self._chains.append(told)
        return told

    def _described(self, told: Person, noun: str, *, is_owned: bool) -> Person | None:
        """The earlier person that "the man", "the victim", "the 23-year-old", "her son" means."""
        best: tuple[float, int, Person] | None = None
        for place, chain in enumerate(self._chains):
            if chain.same_as is not None or chain.began >= told.began or not fits(chain, told):
                continue
            distance = self._now - chain.last
            score = -0.5 * distance
            if told.age is not None and chain.age == told.age:
                score += 10
            elif noun in _VICTIM:
                score += 4 if chain.outcomes or noun in chain.nouns else 0 if not chain.is_suspect and distance <= 2 else -20
            elif noun in _SUSPECT:
                score += 3 if chain.is_suspect else -20
            elif noun in chain.nouns:
                score += 4
            elif is_owned or noun not in _OF_ANYONE or distance > REACH_SENTENCES:
                continue
            else:
                score += 1
            score += 1 if chain.outcomes else 0
            score -= 2 if chain.is_suspect and noun not in _SUSPECT else 0
            score -= 1 if chain.was_speaker else 0
            if score > -REACH_SENTENCES and (best is None or (score, place) > (best[0], best[1])):
                best = (score, place, chain)
        return best[2] if best is not None else None

    def _meant(self, sentence: Sentence, token: Token, sex: str) -> Person | None:
        """The person that a pronoun means: told of lately, rather a victim or a subject than a speaker."""
        if token.lower_.endswith("self"):
            verb = syntax.clause_verb(token)
            doer = syntax.subject(verb) if verb is not None else None
            return self.at(sentence, doer) if doer is not None else None
        best: tuple[float, int, Person] | None = None
        for place, chain in enumerate(self._chains):
            distance = self._now - chain.last
            if chain.same_as is not None or distance > REACH_SENTENCES or chain.sex not in {None, sex}:
                continue
            if chain.began >= (self._now, token.i):
                continue
            score = -1.0 * distance + (1.5 if chain.was_subject else 0) + (2 if chain.outcomes else 0)
            score += 2 if distance == 0 and chain.names and chain.was_subject else 0
            score -= (1.5 if chain.was_speaker else 0) + (1 if chain.is_suspect else 0) - (1 if chain.sex == sex else 0)
            if best is None or (score, place) > (best[0], best[1]):
                best = (score, place, chain)
        return best[2] if best is not None else None

    def _identify(self, sentence: Sentence) -> None:
        """ "identified the victim as X", "the victim was X": both mean one person."""
        for token in sentence.tokens:
            if token.lemma_.lower() in _NAMED_AS and token.pos_ == "VERB":
                behind = sentence.tokens[sentence.tokens.index(token) + 1 :]
                naming = next((each for each in behind if each.lower_ == "as"), token if token.lemma_ == "name" else None)
                near = [] if naming is None else [each for each in behind if naming.i < each.i <= naming.i + _NAME_REACH]
                name = next((p for p in (self.at(sentence, each) for each in near) if p is not None and p.names), None)
                before = [self.at(sentence, each) for each in sentence.tokens if naming is not None and each.i < naming.i]
                unnamed = [p for p in before if p is not None and not p.names and p is not name]
                if name is not None and unnamed and fits(unnamed[-1], name):
                    join(unnamed[-1], name)
            if token.lemma_ == "be" and token.pos_ == "AUX":
                subject = syntax.subject(token)
                name = next((self.at(sentence, c) for c in token.children if c.dep_ == "attr"), None)
                told = self.at(sentence, subject) if subject is not None else None
                if (
                    told is not None
                    and name is not None
                    and told is not name
                    and name.names
                    and not told.names
                    and fits(told, name)
                ):
                    join(told, name)


def _is_name(token: Token) -> bool:
    return token.ent_type_ == "PERSON" and token.tag_ == "NNP"


def _is_age_noun(token: Token) -> bool:
    """The last word of "the 23-year-old" standing for a person."""
    if token.lower_ != "old" or token.i < 2 or token.doc[token.i - 2].lower_ not in {"year", "month"}:
        return token.lower_.endswith("-year-old") and token.dep_ != "amod"
    return token.dep_ not in {"amod", "acomp", "compound", "nmod"}


def _age_of(sentence: Sentence, first: Token, last: Token) -> int | None:
    """The age told with a phrase: "23-year-old X", "X, 23,", "X, a 23-year-old man"."""
    start = min(
        sentence.offset(first), sentence.offset(last.left_edge) if last.left_edge.i >= last.sent.start else sentence.offset(first)
    )
    before = _AGE_BEFORE.search(sentence.words(start, sentence.offset(first))) or _AGE_BEFORE.search(
        sentence.words(start, sentence.end_offset(last))
    )
    found = before or _AGE_AFTER.match(sentence.field_text[sentence.end_offset(last) : sentence.end][:40])
    age = int(found.group(1)) if found is not None else None
    return age if age is not None and age <= 110 else None
