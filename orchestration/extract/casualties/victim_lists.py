"""From the people of a frame to casualty claims: one figure, the figures of one list, and the parts of a figure.

Here belongs what every frame does with the people that it found. The frames belong to `figure_frames`, `noun_frames` and
`verb_frames`; one noun phrase belongs to `victims`.
"""

# ruff: noqa: PLR0917  (a rule reads as the list of its cases: one early return each)

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from spacy.tokens import Token

from orchestration.extract.article import ArticleReading, CasualtyClaim, Statement, combine_factuality
from orchestration.extract.casualties import nearest_word, side_losses
from orchestration.extract.casualties.plural_pronouns import read_plural_pronoun
from orchestration.extract.casualties.victims import Victims, is_kin, is_noun_for_people, read_victims
from orchestration.extract.parsing import syntax
from orchestration.extract.parsing.numbers import Count
from orchestration.extract.parsing.parse import Sentence
from orchestration.extract.times import event_times, time_scope

MIN_WAR_TOLL = 10_000
"""From this number of people on, a figure of a conflict is the toll of a war or campaign, even if the words do not say so."""

PRECISION_OF_YEAR = 5
"""The date precision of a year. From here on, a figure of several people is taken for a sum of many incidents."""

_COMPANY_ADVERBS = frozenset({"along", "together"})
_PART_WORDS = frozenset({"including", "include", "among"})
_OF_THEM = frozenset({"them", "whom"})  # codespell:ignore whom
"""Pronouns of "five of them" after a figure for all."""


def read_victim_list(
    article: ArticleReading,
    sentence: Sentence,
    verb: Token,
    clause: Token,
    outcome: str,
    people: list[Token],
    counts: list[Count],
    rule: str,
    *,
    clause_factuality: str | None = None,
) -> Iterator[CasualtyClaim]:
    """Makes the claims for the victims of one list, each followed by its parts.

    `verb` is the word of harm, `clause` the word that decides whether the harm happened. `clause_factuality` is given where a
    noun decides it ("the murder of"). `counts` are the figures of the sentence.
    """
    subset: list[Token] = []
    for person in people[1:]:
        if _follows_part_word(person) or (person.dep_ == "conj" and person.head in subset):
            subset.append(person)
    people = [each for each in (*people, *_find_companions(clause)) if each not in subset]
    people = [each for person in people for each in _find_whole_phrases(article, sentence, person, counts)]
    victims = [
        each for person in people if (each := _read_victims_or_pronoun(article, sentence, person, counts, outcome)) is not None
    ]
    victims = [
        each for each in victims if not nearest_word.belongs_to_nearer_word(each.head, each.noun, verb, outcome, article.lexicon)
    ]
    if len(people) > 1:  # "20 men, women and children", "18 soldiers and allied fighters": presence, no figure of their own
        victims = [each for each in victims if each.rule != "bare plural"]
    if outcome in {"captured", "missing"}:  # a name that is captured is mostly a place
        victims = [each for each in victims if each.rule != "named" or outcome == "missing"]
        victims = [each for each in victims if is_noun_for_people(article.lexicon, each.noun)]
    is_taken_for_granted = clause_factuality == "asserted"
    if clause_factuality is None:
        is_title = sentence.field == "title"
        clause_factuality = (
            syntax.read_clause_factuality(clause, article.lexicon, is_title=is_title) if syntax.is_verb(clause) else "asserted"
        )
    if clause_factuality is None:
        return
    if any(each.low == 0 and each.high == 0 for each in victims) and clause_factuality == "denied":
        clause_factuality = "asserted"  # "no one was hurt" states a figure, 0, and denies nothing
    n_parts = _count_parts_of_first(victims)
    subset = [each.head for each in victims[1 : n_parts + 1]] or subset
    victims = [*victims[:1], *victims[n_parts + 1 :]]
    claims: list[CasualtyClaim] = []
    for each in victims:
        casualty = make_casualty_claim(article, sentence, each, verb, outcome, clause_factuality, rule)
        if is_taken_for_granted and casualty.statement.factuality in {"planned", "conditional"}:
            # "Will investigate the murder of": the murder happened.
            casualty.statement = replace(casualty.statement, factuality="asserted")
        claims.append(casualty)
        yield casualty
        apposed = [
            t for child in each.noun.children if child.dep_ == "appos" for t in syntax.find_conjuncts(child) if t not in people
        ]
        heads = apposed + (subset if each is victims[0] else [])
        yield from _read_parts(article, sentence, each, casualty, verb, clause_factuality, counts, heads)
    if len(claims) > 1:
        for casualty in claims:
            casualty.list_key = claims[0]


def _count_parts_of_first(victims: list[Victims]) -> int:
    """Counts the phrases after the first that add up to it: "three reporters, two guests and a cook" has two.

    "Six priests, five guests and a cook, and two women" are eight people: the guests and the cook are the priests.
    """
    total = 0
    for position, each in enumerate(victims[1:], 1):
        total += each.best or 0
        if each.best is None:
            break
        if position > 1 and total == victims[0].best:
            return position
    return 0


def _read_victims_or_pronoun(
    article: ArticleReading, sentence: Sentence, person: Token, counts: list[Count], outcome: str
) -> Victims | None:
    people = read_victims(article, sentence, person, counts)
    return read_plural_pronoun(article, sentence, person) if people is None and outcome == "killed" else people


def _follows_part_word(person: Token) -> bool:
    """Whether "including" or "among" comes before: "killed 12, among them two children", parsed as one list."""
    first = person.left_edge.i
    return any(each.lower_ in _PART_WORDS for each in person.doc[max(first - 3, person.sent.start) : person.i])


def _depends_on_verb(verb: Token, word: Token) -> bool:
    """Whether a word depends on a verb, and not on a second one with its own people: "3 were killed and 13 wounded"."""
    for each in word.ancestors:
        if each == verb:
            return True
        if each.dep_ == "conj" and syntax.is_verb(each) and syntax.has_own_subject(each):
            return False
    return False


def _find_companions(clause: Token) -> list[Token]:
    """Finds "two of his guards" of "was killed along with two of his guards", unless a clause of theirs says more."""
    people = [t for child in clause.children if child.lower_ in _COMPANY_ADVERBS for t in syntax.find_prep_objects(child, "with")]
    return [each for each in people if not any(child.dep_ == "relcl" for child in each.children)]


def _find_whole_phrases(article: ArticleReading, sentence: Sentence, person: Token, counts: list[Count]) -> list[Token]:
    """Finds the phrase for all the people: "six priests" in "six priests, five of them guests, who died".

    Where no phrase counts them all, finds the members: "five guests" and "a cook" in "the priests, five guests and a cook, died".
    """
    if any(t.lower_ in _OF_THEM for t in person.doc[person.left_edge.i : person.i]):
        before = [t for t in person.doc[person.sent.start : person.left_edge.i] if not t.is_punct]
        if (
            before
            and person.doc[before[-1].i + 1].text == ","
            and read_victims(article, sentence, before[-1], counts) is not None
        ):
            return [before[-1]]
    if person.dep_ == "appos" and read_victims(article, sentence, person.head, counts) is not None:
        is_part = person.pos_ == "NUM" or any(t.lower_ in _OF_THEM for t in person.subtree)
        return [person.head] if is_part else [person]
    apposed = [t for child in person.children if child.dep_ == "appos" for t in syntax.find_conjuncts(child)]
    others = _find_other_members(article, sentence, person, apposed, counts)
    if others:
        return [person, *others]
    if apposed and person.tag_ in {"NNS", "NNPS"} and read_victims(article, sentence, person, counts) is None:
        members = [read_victims(article, sentence, each, counts) for each in apposed]
        if all(each is not None for each in members):
            return apposed
    return [person]


def _find_other_members(
    article: ArticleReading, sentence: Sentence, person: Token, apposed: list[Token], counts: list[Count]
) -> list[Token]:
    """Finds the members after the first that are not parts of it: "his wife, son and daughter", "the farmer John Smith and two
    others". The parser takes them for appositions of the first.
    """
    if len(apposed) > 1 and all(is_kin(each) for each in (person, *apposed)):
        return apposed
    if person.tag_ in {"NN", "NNP"} and apposed and apposed[0].pos_ == "PROPN":
        return [each for each in apposed[1:] if each.pos_ != "NUM"]  # "Mary Smith, 41"
    if any(t.lower_ in _OF_THEM | {"both", "all", "each"} for each in apposed for t in each.subtree):
        return []
    victims = [people for each in (person, *apposed) if (people := read_victims(article, sentence, each, counts)) is not None]
    if len(victims) <= len(apposed) or any(each.best is None for each in victims) or len(apposed) < 2:
        return []
    n_parts = _count_parts_of_first(victims)
    is_list = (victims[0].best or 0) > 1 and person.doc[apposed[0].left_edge.i - 1].text == ","
    return apposed[n_parts:] if n_parts or is_list else []


def make_casualty_claim(
    article: ArticleReading,
    sentence: Sentence,
    people: Victims,
    verb: Token,
    outcome: str,
    clause_factuality: str | None,
    rule: str,
) -> CasualtyClaim:
    """Makes the claim for the people of one phrase: who states it, when it happened, and how certain it is.

    `clause_factuality` is that of the words of the clause, without the speaker; `rule` names the frame. A figure of several
    people gets the time scope `period` or `cumulative` where the words are about a year, a total or a war.
    """
    attribution = article.find_attribution(sentence, verb)
    time = event_times.read_event_time(sentence, verb, article.lexicon, article.published, article.find_anchor_day())
    statement = Statement(
        sentence, people.start, people.end, people.low, people.best, people.high, people.qualifier, attribution,
        combine_factuality(clause_factuality, attribution), f"{rule}/{people.rule}",
    )  # fmt: skip
    scope = time.scope if time.has_cue or time.scope == "period" else "incident"
    if (people.best or 0) > 1 and time.period is not None and time.period.precision >= PRECISION_OF_YEAR:
        scope = "period"  # "the 145 who lost their lives in 2015": many incidents
    if (people.best or 0) > 1 and scope == "incident" and time_scope.is_total(sentence, verb, time.period, time.text):
        scope = "period"
    if (people.low or people.high or 0) >= MIN_WAR_TOLL and article.context == "conflict" and scope == "incident":
        scope = "cumulative"
    return CasualtyClaim(
        statement, outcome, people.group, people.actor, people.name,
        is_additional=people.is_additional or _is_also_addition(article, people, verb, outcome),
        time_scope=scope, verb=verb, when=time, person=people.person, side=side_losses.find_side(article.lexicon, people),
    )  # fmt: skip


def _is_also_addition(article: ArticleReading, people: Victims, verb: Token, outcome: str) -> bool:
    """Whether "also" adds to figures stated before: "Two of his guards also died". A number stated before is the same people."""
    if people.name is not None or not any(child.lower_ in {"also", "too"} for child in verb.children):
        return False
    before = [each for each in article.casualties if each.outcome == outcome and each.statement.best != 0]
    is_known = any(people.noun.lower_ in each.statement.words.lower().split() for each in before if each.statement.best == 1)
    numbers = {each.statement.best for each in before if each.statement.best != 1}
    return bool(before) and people.best not in numbers and not (people.best == 1 and is_known)


def _read_parts(
    article: ArticleReading,
    sentence: Sentence,
    whole: Victims,
    casualty: CasualtyClaim,
    verb: Token,
    clause_factuality: str | None,
    counts: list[Count],
    heads: list[Token],
) -> Iterator[CasualtyClaim]:
    """Reads the parts of a figure: "including three children", "five people – three soldiers and two civilians"."""
    if whole.best == 1:
        return
    heads = list(heads)
    for token in sentence.tokens:
        if token.lower_ in _PART_WORDS and token.i > whole.head.i:
            if token.head not in (whole.noun, whole.head, verb) and not _depends_on_verb(verb, token):
                continue
            heads += [t for child in token.children if child.dep_ in {"pobj", "dobj"} for t in syntax.find_conjuncts(child)]
    parts = []
    for head in heads:
        people = read_victims(article, sentence, head, counts)
        is_part = people is not None and people.best is not None and people.name is None and whole.name is None
        if people is None or not is_part or people.best is None or people.best > (whole.best or whole.high or people.best):
            continue
        part = make_casualty_claim(
            article, sentence, people, verb, casualty.outcome, clause_factuality, f"{casualty.statement.rule.split('/')[0]}:part"
        )
        part.part_of = casualty
        parts.append(part)
    for part in parts:
        part.list_key = parts[0] if len(parts) > 1 else None
        yield part
