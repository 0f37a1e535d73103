"""Persons: which words of an article mean the same single person.

Here belong chains of one person over name, surname, age, noun ("the man", "the victim", "her son") and pronoun. Whether two
descriptions can be one person belongs to `person`; what became of a person to `casualties` and `harm`; groups of people to
`victims`.
"""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Token

from orchestration.extract.coreference import binding, names
from orchestration.extract.coreference.person import Person, fits, is_name_of, join, name_words
from orchestration.extract.lexicon.lexicon import Lexicon
from orchestration.extract.parsing import syntax
from orchestration.extract.parsing.parse import Sentence

REACH_SENTENCES = 5
"""A pronoun or "the man" means a person told of at most so many sentences before."""
_PRONOUNS = {"he": "m", "him": "m", "his": "m", "himself": "m", "she": "f", "her": "f", "hers": "f", "herself": "f"}
_DEFINITE = frozenset({"the", "this", "that"})
_ONE = frozenset({"a", "an", "one", "another"})


@dataclass(frozen=True, slots=True)
class Printed:
    """A name where it stands: its words in the field's offsets, and its last word."""

    person: Person
    name: str
    sentence: Sentence
    start: int
    end: int
    token: Token


class Persons:
    """The persons of one article, read sentence by sentence."""

    def __init__(self, lexicon: Lexicon, taken: frozenset[tuple[str, int]]) -> None:
        self._lexicon = lexicon
        self._words = lexicon.person_words
        self._reporting = frozenset(lexicon.reporting)
        self._taken = taken
        self._chains: list[Person] = []
        self._spots: dict[tuple[str, int], Person] = {}
        self._now = 0
        self.printed: list[Printed] = []
        """The names read so far, in order."""

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
        known = {word for chain in self._chains for name in chain.names for word in name_words(name)}
        for token in sentence.tokens:
            run = names.read(sentence, token, self._lexicon, self._taken, known)
            if run:
                self._read_name(sentence, token, run)
                known |= {each.lower_ for each in run}
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

    def harmed(self, person: Person, outcome: str, *, is_other: bool, in_title: bool, is_own_deed: bool = False) -> Person:
        """Records what became of a person; joins it to the person that an earlier sentence told the same of."""
        person = person.root
        if person.is_new and not person.outcomes:
            for earlier in sorted(self._chains, key=lambda each: (outcome not in each.outcomes, -each.last)):
                if is_other and not earlier.is_headline:
                    continue
                if is_own_deed and earlier.names and not earlier.is_suspect:
                    continue  # the killer who took his own life is not the victim told of before
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
        is_beside_name = token.dep_ in {"compound", "nmod", "amod", "appos"}
        if token.pos_ != "PRON" and not is_beside_name and not binding.is_said(token, self._reporting):
            person.has_acted = True
        if token.dep_ in {"nsubj", "nsubjpass"}:
            person.was_subject = True
            verb = token.head
            person.was_speaker = binding.is_said(token, self._reporting)
            if token.dep_ == "nsubjpass" and verb.lemma_.lower() in self._words["accused"]:
                person.is_suspect = True
        else:
            person.was_subject = False

    # ---- names
    def _read_name(self, sentence: Sentence, token: Token, run: list[Token]) -> None:
        start, end = sentence.offset(run[0]), sentence.end_offset(token)
        name = " ".join(sentence.words(start, end).split())
        person = self._named(name, run[0])
        self.printed.append(Printed(person, name, sentence, start, end, token))
        person.age = person.age if person.age is not None else names.age_of(sentence, run[0], token)
        person.is_official = person.is_official or names.has_rank(run[0], self._lexicon)
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

    def _named(self, name: str, first: Token) -> Person:
        words = name_words(name)
        best: Person | None = None
        for chain in sorted((c for c in self._chains if c.same_as is None), key=lambda each: (bool(each.outcomes), each.last)):
            if is_name_of(words, [name_words(each) for each in chain.names]):
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
        is_single = token.tag_ in {"NN", "NNP"} or (
            token.tag_ == "JJ" and token.lower_ in self._words["adjective as noun"] and token.dep_ != "amod"
        )
        lemma = token.lemma_.lower()
        if not is_single or token.dep_ in {"compound", "amod", "nmod"} or (_is_name(token) and token.dep_ == "ROOT"):
            return False
        if any(child.dep_ in {"nummod"} and child.lower_ not in {"1", "one"} for child in token.children):
            return False
        return lemma in self._lexicon.victim_nouns and lemma not in {"people", "troop", "crew", "personnel", "staff", "other"}

    def _describe(self, person: Person, noun: str) -> None:
        person.nouns.add(noun)
        person.sex = person.sex or ("m" if noun in self._words["male"] else "f" if noun in self._words["female"] else None)
        person.is_suspect = person.is_suspect or noun in self._words["suspect"]

    def _of_noun(self, sentence: Sentence, token: Token) -> Person:
        noun = "person" if _is_age_noun(token) else token.lemma_.lower()
        told = Person(began=(self._now, token.i), nouns={noun}, age=names.age_of(sentence, token.left_edge, token))
        told.sex = "m" if noun in self._words["male"] else "f" if noun in self._words["female"] else None
        told.is_suspect = noun in self._words["suspect"]
        for child in token.children:
            lemma = child.lemma_.lower()
            if child.dep_ in {"compound", "amod", "appos"} and lemma in self._lexicon.victim_nouns and child.tag_ != "NNS":
                told.nouns.add(lemma)
                told.sex = told.sex or ("m" if lemma in self._words["male"] else "f" if lemma in self._words["female"] else None)
        same = self._said_to_be(sentence, token)
        if same is not None and fits(same, told):
            same.nouns |= told.nouns
            same.sex, same.age = same.sex or told.sex, same.age if same.age is not None else told.age
            same.is_suspect = same.is_suspect or told.is_suspect
            return same
        words = {child.lower_ for child in token.children if child.dep_ in {"det", "poss", "nummod"}}
        is_owned = any(child.dep_ == "poss" for child in token.children)
        if (words & _DEFINITE or is_owned) and not words & _ONE:
            known = self._described(sentence, token, told, noun, is_owned=is_owned)
            if known is not None:
                known.nouns |= told.nouns
                known.sex, known.age = known.sex or told.sex, known.age if known.age is not None else told.age
                return known
        self._chains.append(told)
        return told

    def _said_to_be(self, sentence: Sentence, token: Token) -> Person | None:
        """ "Smith was a shop owner": the one of whom a noun is told."""
        verb = token.head
        if token.dep_ != "attr" or verb.lemma_ != "be" or syntax.is_negated(verb) or verb.dep_ == "advcl":
            return None
        doer = next((child for child in verb.children if child.dep_ == "nsubj"), None)
        is_asked = any(child.dep_ == "aux" and child.lower_ in {"may", "might", "could"} for child in verb.children)
        return self.at(sentence, doer) if doer is not None and not is_asked and doer.i < verb.i else None

    def _described(self, sentence: Sentence, token: Token, told: Person, noun: str, *, is_owned: bool) -> Person | None:
        """The earlier person that "the man", "the victim", "the 23-year-old", "her son" means."""
        best: tuple[float, int, Person] | None = None
        others = self._others(sentence, token)
        for place, chain in enumerate(self._chains):
            if chain.same_as is not None or chain.began >= told.began or not fits(chain, told):
                continue
            if chain in others or chain.only_speaks:
                continue
            distance = self._now - chain.last
            score = -0.5 * distance
            if told.age is not None and chain.age == told.age:
                score += 10
            elif noun in self._words["victim"]:
                score += 4 if chain.outcomes or noun in chain.nouns else 0 if not chain.is_suspect and distance <= 2 else -20
            elif noun in self._words["suspect"]:
                score += 3 if chain.is_suspect else -20
            elif noun in chain.nouns:
                score += 4
            elif is_owned or noun not in self._words["anyone"] or distance > REACH_SENTENCES:
                continue
            else:
                score += 1
            score += 1 if chain.outcomes else 0
            score += 2 if told.is_young is not None and chain.is_young == told.is_young else 0
            score -= 2 if chain.is_suspect and noun not in self._words["suspect"] else 0
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
        others = self._others(sentence, token)
        is_speaker = binding.is_said(token, self._reporting)
        is_of_dead = token.dep_ == "poss" and token.head.lemma_.lower() in self._words["of the dead"]
        for place, chain in enumerate(self._chains):
            distance = self._now - chain.last
            if chain.same_as is not None or distance > REACH_SENTENCES or chain.sex not in {None, sex}:
                continue
            if chain.began >= (self._now, token.i) or chain in others or (chain.is_mere_speaker and not is_speaker):
                continue
            score = -1.0 * distance + (1.5 if chain.was_subject else 0) + (2 if chain.outcomes else 0)
            score += 2 if distance == 0 and chain.names and chain.was_subject else 0
            score += 4 if is_of_dead and "killed" in chain.outcomes else 0
            score -= (1.5 if chain.was_speaker and not is_speaker else 0) + (1 if chain.is_suspect else 0)
            score += 1 if chain.sex == sex else 0
            if best is None or (score, place) > (best[0], best[1]):
                best = (score, place, chain)
        return best[2] if best is not None else None

    def _others(self, sentence: Sentence, token: Token) -> set[Person]:
        """The persons that a word cannot mean, as its sentence tells of them beside it."""
        found = (self.at(sentence, each) for each in binding.others_of_clause(token))
        return {person for person in found if person is not None}

    def _identify(self, sentence: Sentence) -> None:
        """ "identified the victim as X", "the victim was X": both mean one person."""
        for token in sentence.tokens:
            if token.lemma_.lower() in names.NAMED_AS and token.pos_ == "VERB":
                behind = sentence.tokens[sentence.tokens.index(token) + 1 :]
                naming = next((each for each in behind if each.lower_ == "as"), token if token.lemma_ == "name" else None)
                near = [] if naming is None else [each for each in behind if naming.i < each.i <= naming.i + names.REACH]
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
