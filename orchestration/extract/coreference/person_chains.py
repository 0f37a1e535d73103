"""Person chains: which words of an article mean the same single person.

Here belong chains of name, surname, age, noun ("the man", "the victim", "her son") and pronoun. Whether two descriptions can mean
one person belongs to `person`, which words are a name to `names`. What became of a person and groups of people belong to the
room `casualties`.
"""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Token

from orchestration.extract.coreference import binding, names
from orchestration.extract.coreference.person import Person, can_be_same, join_persons, matches_known_name, split_name
from orchestration.extract.lexicon.lexicon import Lexicon
from orchestration.extract.parsing import syntax
from orchestration.extract.parsing.parse import Sentence

MAX_SENTENCES_BACK = 5
"""A pronoun or "the man" means a person mentioned at most so many sentences before."""
_SEX_BY_PRONOUN = {"he": "m", "him": "m", "his": "m", "himself": "m", "she": "f", "her": "f", "hers": "f", "herself": "f"}
_DEFINITE_DETERMINERS = frozenset({"the", "this", "that"})
_INDEFINITE_WORDS = frozenset({"a", "an", "one", "another"})


@dataclass(frozen=True, slots=True)
class NameMention:
    """A name at its place in the text. `start` and `end` are offsets in the field, `token` is the last word."""

    person: Person
    name: str
    sentence: Sentence
    start: int
    end: int
    token: Token


class PersonChains:
    """The persons of one article. Call `read_sentence` for each sentence, in order."""

    def __init__(self, lexicon: Lexicon, taken: frozenset[tuple[str, int]]) -> None:
        self._lexicon = lexicon
        self._word_lists = lexicon.person_words
        self._reporting = frozenset(lexicon.reporting_words)
        self._place_positions = taken
        self._chains: list[Person] = []
        self._person_by_position: dict[tuple[str, int], Person] = {}
        self._current_sentence = 0
        self.name_mentions: list[NameMention] = []
        """The names read so far, in order."""

    def find_person(self, sentence: Sentence, token: Token) -> Person | None:
        """Returns the person that a token means; None for groups, things and unclear words."""
        person = self._person_by_position.get((sentence.field, sentence.offset(token)))
        return person.root if person is not None else None

    def is_aged_name(self, sentence: Sentence, token: Token) -> bool:
        """Whether a name ends at a token and the person's age is known."""
        person = self.find_person(sentence, token)
        return person is not None and bool(person.names) and token.pos_ == "PROPN" and person.age is not None

    def read_sentence(self, sentence: Sentence) -> None:
        """Finds the persons of a sentence: names first, then nouns and pronouns in order."""
        self._current_sentence += 1
        known = {word for chain in self._chains for name in chain.names for word in split_name(name)}
        for token in sentence.tokens:
            run = names.read_name(sentence, token, self._lexicon, self._place_positions, known)
            if run:
                self._read_name(sentence, token, run)
                known |= {each.lower_ for each in run}
        for token in sentence.tokens:
            spot = (sentence.field, sentence.offset(token))
            if spot in self._person_by_position:
                self._note_appearance(self._person_by_position[spot].root, token)
            elif token.lower_ in _SEX_BY_PRONOUN:
                person = self._resolve_pronoun(sentence, token, sex=_SEX_BY_PRONOUN[token.lower_])
                if person is None:
                    person = Person(sex=_SEX_BY_PRONOUN[token.lower_], first_position=(self._current_sentence, token.i))
                    self._chains.append(person)
                self._person_by_position[spot] = person
                if token.dep_ == "nsubj" and person.last_sentence == self._current_sentence:
                    person.sex = person.sex or _SEX_BY_PRONOUN[token.lower_]
                self._note_appearance(person, token)
            elif self._is_person_noun(token):
                person = self._read_noun(sentence, token)
                self._person_by_position[spot] = person
                self._note_appearance(person, token)
        self._join_identified(sentence)

    def record_harm(
        self, person: Person, outcome: str, *, is_other: bool, in_title: bool, is_self_inflicted: bool = False
    ) -> Person:
        """Records what became of a person and returns the person.

        A person new to the article is joined to an earlier one with the same outcome. `is_other` ("another man") and
        `is_self_inflicted` ("killed himself") limit which one; `in_title` marks harm reported by the title.
        """
        person = person.root
        if person.is_new and not person.outcomes:
            for earlier in sorted(self._chains, key=lambda each: (outcome not in each.outcomes, -each.last_sentence)):
                if is_other and not earlier.is_only_in_title:
                    continue
                if is_self_inflicted and earlier.names and not earlier.is_suspect:
                    continue  # a killer who then took his own life is not the victim reported before
                if earlier.same_as is None and earlier is not person and self._may_be_same(earlier, person, outcome):
                    person = join_persons(earlier, person)
                    break
        person.is_only_in_title = in_title and (person.is_only_in_title or not person.outcomes)
        person.outcomes.add(outcome)
        person.is_new = False
        return person

    def _may_be_same(self, earlier: Person, person: Person, outcome: str) -> bool:
        if not earlier.outcomes or not can_be_same(earlier, person):
            return False
        if (
            not earlier.is_only_in_title
            and earlier.sentences_described & person.sentences_described
            and (person.names or earlier.names or earlier.nouns != person.nouns)
        ):
            return False
        return not ({outcome, *earlier.outcomes} >= {"killed", "wounded"})

    def _note_appearance(self, person: Person, token: Token) -> None:
        person.last_sentence = self._current_sentence
        if token.pos_ != "PRON" and not {child.lower_ for child in token.children if child.dep_ == "det"} & _DEFINITE_DETERMINERS:
            person.sentences_described.add(self._current_sentence)  # a pronoun may be misread: it must not keep two persons apart
        is_beside_name = token.dep_ in {"compound", "nmod", "amod", "appos"}
        if token.pos_ != "PRON" and not is_beside_name and not binding.is_speaker(token, self._reporting):
            person.has_acted = True
        if token.dep_ in {"nsubj", "nsubjpass"}:
            person.was_subject = True
            verb = token.head
            person.was_speaker = binding.is_speaker(token, self._reporting)
            if token.dep_ == "nsubjpass" and verb.lemma_.lower() in self._word_lists["accused"]:
                person.is_suspect = True
        else:
            person.was_subject = False

    def _read_name(self, sentence: Sentence, token: Token, run: list[Token]) -> None:
        start, end = sentence.offset(run[0]), sentence.end_offset(token)
        name = " ".join(sentence.quote(start, end).split())
        person = self._find_by_name(name, run[0])
        self.name_mentions.append(NameMention(person, name, sentence, start, end, token))
        person.age = person.age if person.age is not None else names.read_age(sentence, run[0], token)
        person.is_official = person.is_official or names.has_rank(run[0], self._lexicon)
        self._person_by_position[(sentence.field, sentence.offset(token))] = person
        nouns = [child for child in token.children if child.dep_ in {"compound", "nmod", "amod", "appos"} and child not in run]
        if token.dep_ == "appos" and self._is_person_noun(token.head):
            nouns.append(token.head)
        for noun in nouns:
            if noun.lemma_.lower() in self._lexicon.victim_nouns and noun.tag_ not in {"NNS", "NNPS"}:
                self._describe(person, noun.lemma_.lower())
                spot = (sentence.field, sentence.offset(noun))
                described = self._person_by_position.get(spot) or (
                    self._read_noun(sentence, noun) if noun == token.head else person
                )
                if described.root is not person.root and can_be_same(described.root, person.root):
                    person = join_persons(described.root, person.root)
                self._person_by_position[spot] = person

    def _find_by_name(self, name: str, first: Token) -> Person:
        words = split_name(name)
        fitting = [
            chain
            for chain in self._chains
            if chain.same_as is None and matches_known_name(words, [split_name(each) for each in chain.names])
        ]
        ranked = sorted(fitting, key=lambda each: (bool(each.outcomes), each.last_sentence))
        best = ranked[-1] if ranked else None
        if best is None:
            best = Person(first_position=(self._current_sentence, first.i))
            self._chains.append(best)
        if name not in best.names:
            best.names.append(name)
        return best

    def _is_person_noun(self, token: Token) -> bool:
        if _is_age_noun(token):
            return True
        is_single = token.tag_ in {"NN", "NNP"} or (
            token.tag_ == "JJ" and token.lower_ in self._word_lists["adjective as noun"] and token.dep_ != "amod"
        )
        lemma = token.lemma_.lower()
        if not is_single or token.dep_ in {"compound", "amod", "nmod"} or (_is_name(token) and token.dep_ == "ROOT"):
            return False
        if any(child.dep_ in {"nummod"} and child.lower_ not in {"1", "one"} for child in token.children):
            return False
        return lemma in self._lexicon.victim_nouns and lemma not in {"people", "troop", "crew", "personnel", "staff", "other"}

    def _describe(self, person: Person, noun: str) -> None:
        person.nouns.add(noun)
        person.sex = person.sex or (
            "m" if noun in self._word_lists["male"] else "f" if noun in self._word_lists["female"] else None
        )
        person.is_suspect = person.is_suspect or noun in self._word_lists["suspect"]

    def _read_noun(self, sentence: Sentence, token: Token) -> Person:
        noun = "person" if _is_age_noun(token) else token.lemma_.lower()
        person = Person(
            first_position=(self._current_sentence, token.i), nouns={noun}, age=names.read_age(sentence, token.left_edge, token)
        )
        person.sex = "m" if noun in self._word_lists["male"] else "f" if noun in self._word_lists["female"] else None
        person.is_suspect = noun in self._word_lists["suspect"]
        for child in token.children:
            lemma = child.lemma_.lower()
            if child.dep_ in {"compound", "amod", "appos"} and lemma in self._lexicon.victim_nouns and child.tag_ != "NNS":
                person.nouns.add(lemma)
                person.sex = person.sex or (
                    "m" if lemma in self._word_lists["male"] else "f" if lemma in self._word_lists["female"] else None
                )
        same = self._find_subject_of_copula(sentence, token)
        if same is not None and can_be_same(same, person):
            same.nouns |= person.nouns
            same.sex, same.age = same.sex or person.sex, same.age if same.age is not None else person.age
            same.is_suspect = same.is_suspect or person.is_suspect
            return same
        words = {child.lower_ for child in token.children if child.dep_ in {"det", "poss", "nummod"}}
        is_owned = any(child.dep_ == "poss" for child in token.children)
        if (words & _DEFINITE_DETERMINERS or is_owned) and not words & _INDEFINITE_WORDS:
            known = self._find_described(sentence, token, person, noun, is_owned=is_owned)
            if known is not None:
                known.nouns |= person.nouns
                known.sex, known.age = known.sex or person.sex, known.age if known.age is not None else person.age
                return known
        self._chains.append(person)
        return person

    def _find_subject_of_copula(self, sentence: Sentence, token: Token) -> Person | None:
        """ "Smith was a shop owner": the person that the noun describes."""
        verb = token.head
        if token.dep_ != "attr" or verb.lemma_ != "be" or syntax.is_negated(verb) or verb.dep_ == "advcl":
            return None
        subject = next((child for child in verb.children if child.dep_ == "nsubj"), None)
        is_guess = any(child.dep_ == "aux" and child.lower_ in {"may", "might", "could"} for child in verb.children)
        return self.find_person(sentence, subject) if subject is not None and not is_guess and subject.i < verb.i else None

    def _find_described(self, sentence: Sentence, token: Token, person: Person, noun: str, *, is_owned: bool) -> Person | None:
        """The earlier person that "the man", "the victim", "the 23-year-old", "her son" means."""
        best: tuple[float, int, Person] | None = None
        others = self._find_others(sentence, token)
        for place, chain in enumerate(self._chains):
            if chain.same_as is not None or chain.first_position >= person.first_position or not can_be_same(chain, person):
                continue
            if chain in others or chain.only_speaks:
                continue
            distance = self._current_sentence - chain.last_sentence
            score = -0.5 * distance
            if person.age is not None and chain.age == person.age:
                score += 10
            elif noun in self._word_lists["victim"]:
                score += 4 if chain.outcomes or noun in chain.nouns else 0 if not chain.is_suspect and distance <= 2 else -20
            elif noun in self._word_lists["suspect"]:
                score += 3 if chain.is_suspect else -20
            elif noun in chain.nouns:
                score += 4
            elif is_owned or noun not in self._word_lists["anyone"] or distance > MAX_SENTENCES_BACK:
                continue
            else:
                score += 1
            score += 1 if chain.outcomes else 0
            score += 2 if person.is_young is not None and chain.is_young == person.is_young else 0
            score -= 2 if chain.is_suspect and noun not in self._word_lists["suspect"] else 0
            score -= 1 if chain.was_speaker else 0
            if score > -MAX_SENTENCES_BACK and (best is None or (score, place) > (best[0], best[1])):
                best = (score, place, chain)
        return best[2] if best is not None else None

    def _resolve_pronoun(self, sentence: Sentence, token: Token, sex: str) -> Person | None:
        """The person that a pronoun means: a recent one; victims and subjects score higher than speakers."""
        if token.lower_.endswith("self"):
            verb = syntax.find_clause_verb(token)
            subject = syntax.find_subject(verb) if verb is not None else None
            return self.find_person(sentence, subject) if subject is not None else None
        best: tuple[float, int, Person] | None = None
        others = self._find_others(sentence, token)
        is_speaker = binding.is_speaker(token, self._reporting)
        is_of_dead = token.dep_ == "poss" and token.head.lemma_.lower() in self._word_lists["of the dead"]
        for place, chain in enumerate(self._chains):
            distance = self._current_sentence - chain.last_sentence
            if chain.same_as is not None or distance > MAX_SENTENCES_BACK or chain.sex not in {None, sex}:
                continue
            if (
                chain.first_position >= (self._current_sentence, token.i)
                or chain in others
                or (chain.is_mere_speaker and not is_speaker)
            ):
                continue
            score = -1.0 * distance + (1.5 if chain.was_subject else 0) + (2 if chain.outcomes else 0)
            score += 2 if distance == 0 and chain.names and chain.was_subject else 0
            score += 4 if is_of_dead and "killed" in chain.outcomes else 0
            score -= (1.5 if chain.was_speaker and not is_speaker else 0) + (1 if chain.is_suspect else 0)
            score += 1 if chain.sex == sex else 0
            if best is None or (score, place) > (best[0], best[1]):
                best = (score, place, chain)
        return best[2] if best is not None else None

    def _find_others(self, sentence: Sentence, token: Token) -> set[Person]:
        """The persons that a word cannot mean, because they are in the same clause."""
        found = (self.find_person(sentence, each) for each in binding.find_others_in_clause(token))
        return {person for person in found if person is not None}

    def _join_identified(self, sentence: Sentence) -> None:
        """ "identified the victim as X", "the victim was X": both mean one person."""
        for token in sentence.tokens:
            if token.lemma_.lower() in names.NAMING_VERBS and token.pos_ == "VERB":
                behind = sentence.tokens[sentence.tokens.index(token) + 1 :]
                naming = next((each for each in behind if each.lower_ == "as"), token if token.lemma_ == "name" else None)
                near = (
                    [] if naming is None else [each for each in behind if naming.i < each.i <= naming.i + names.MAX_WORDS_TO_NAME]
                )
                name = next((p for p in (self.find_person(sentence, each) for each in near) if p is not None and p.names), None)
                before = [
                    self.find_person(sentence, each) for each in sentence.tokens if naming is not None and each.i < naming.i
                ]
                unnamed = [p for p in before if p is not None and not p.names and p is not name]
                if name is not None and unnamed and can_be_same(unnamed[-1], name):
                    join_persons(unnamed[-1], name)
            if token.lemma_ == "be" and token.pos_ == "AUX":
                subject = syntax.find_subject(token)
                name = next((self.find_person(sentence, c) for c in token.children if c.dep_ == "attr"), None)
                unnamed_subject = self.find_person(sentence, subject) if subject is not None else None
                if (
                    unnamed_subject is not None
                    and name is not None
                    and unnamed_subject is not name
                    and name.names
                    and not unnamed_subject.names
                    and can_be_same(unnamed_subject, name)
                ):
                    join_persons(unnamed_subject, name)


def _is_name(token: Token) -> bool:
    return token.ent_type_ == "PERSON" and token.tag_ == "NNP"


def _is_age_noun(token: Token) -> bool:
    """Whether a token is the last word of "the 23-year-old" and means a person."""
    if token.lower_ != "old" or token.i < 2 or token.doc[token.i - 2].lower_ not in {"year", "month"}:
        return token.lower_.endswith("-year-old") and token.dep_ != "amod"
    return token.dep_ not in {"amod", "acomp", "compound", "nmod"}
