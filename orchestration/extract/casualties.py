"""Casualties: people killed, wounded, missing, captured, abducted, displaced, as the article states them.

Here belong the frames: verbs, adjectives and nouns that tell what became of people, and where those people stand in the sentence.
"""

# ruff: noqa: PLR0917  (a rule reads as the list of its cases: one early return each)

from __future__ import annotations

import re
from collections.abc import Iterator

from spacy.tokens import Token

from orchestration.extract import shared, syntax, timing, victims
from orchestration.extract.nlp import Sentence
from orchestration.extract.numbers import Count, find_counts
from orchestration.extract.told import Article, Casualty, Statement, factuality
from orchestration.extract.triggers import casualty_verb
from orchestration.extract.victims import Victims

_LEFT_OUT = re.compile(
    r" *(?:(?:of )?(?:others?|more|people))? *(?:were|was|got|get)? *(?:severely|seriously|critically|badly)? *"
)
_RISING = frozenset({"rise", "climb", "increase", "reach", "jump", "grow", "soar", "mount"})
WAR_TOLL_LEAST = 10_000
"""A conflict's figure from here on is the toll of a war or campaign, whether or not the words say so."""

_STANDS = frozenset({"stand", "be", "total", "hit", "pass", "exceed", "top"})
_STATES = frozenset({"be", "leave", "remain", "find", "lie", "go", "feel", "report", "list", "get", "pronounce", "declare"})
_SUBSETS = frozenset({"including", "include", "among"})
_NO_REPORTS = frozenset({"report", "word", "claim", "information", "detail", "indication"})


def read_sentence(article: Article, sentence: Sentence) -> None:
    """Appends the sentence's casualties to the article, in order."""
    counts = find_counts(sentence.text, article.lexicon)
    seen: set[tuple[int, int, str]] = set()
    for token in sentence.tokens:
        for casualty in _told_by(article, sentence, token, counts):
            spot = (casualty.statement.start, casualty.statement.end, casualty.outcome)
            if spot not in seen:
                seen.add(spot)
                word = casualty_verb(token, article.lexicon)
                casualty.is_hit = word is not None and word.victim_role == "hit"
                article.casualties.append(casualty)


def _told_by(article: Article, sentence: Sentence, token: Token, counts: list[Count]) -> Iterator[Casualty]:
    word = casualty_verb(token, article.lexicon)
    if word is not None and token.dep_ not in {"amod", "compound"}:
        if shared.is_one_of_pair(token, article.lexicon):
            return
        if shared.has_elliptic_subject(token, article.lexicon):
            yield from _number_before(article, sentence, token, word.outcome, counts)
            return
        people = syntax.patients(token) if word.victim_role in {"object", "hit"} else syntax.agents(token)
        counted = shared.counted_subject(token, article.lexicon) if word.victim_role in {"object", "hit"} else None
        people = people if counted is None else [counted]
        found = list(_list(article, sentence, token, token, word.outcome, people, counts, f"verb:{' '.join(word.phrase)}"))
        found = found or list(_number_before(article, sentence, token, word.outcome, counts))
        yield from found or _number_after(article, sentence, token, word.outcome, counts)
        return
    headline = shared.headline_outcome(token, article.lexicon)
    if headline is not None:
        yield from _number_after(article, sentence, token, headline, counts)
        return
    adjective = article.lexicon.casualty_adjectives.get(token.lower_)
    if adjective is not None and token.dep_ != "compound":
        if shared.is_one_of_pair(token, article.lexicon):
            return
        yield from _of_adjective(article, sentence, token, adjective.outcome, counts)
        return
    yield from _of_noun(article, sentence, token, counts)


def _list(
    article: Article,
    sentence: Sentence,
    verb: Token,
    clause: Token,
    outcome: str,
    people: list[Token],
    counts: list[Count],
    rule: str,
) -> Iterator[Casualty]:
    """The victims joined in one list, each with its parts."""
    read = [each for each in (victims.read(article, sentence, person, counts) for person in people) if each is not None]
    read = [each for each in read if not shared.is_of_nearer_word(each.head, each.noun, verb, outcome, article.lexicon)]
    if len(people) > 1:  # "20 men, women and children", "18 soldiers and allied fighters": presence, no figure of their own
        read = [each for each in read if each.rule != "bare plural"]
    if outcome == "captured":
        read = [each for each in read if each.rule != "named"]  # names that are captured are mostly those of places
    reality = (
        syntax.reality(clause, article.lexicon, is_title=sentence.field == "title") if syntax.is_verb(clause) else "asserted"
    )
    if reality is None:
        return
    if any(each.low == 0 and each.high == 0 for each in read) and reality == "denied":
        reality = "asserted"  # "no one was hurt" states a figure, 0, and denies nothing
    made: list[Casualty] = []
    for each in read:
        casualty = make_casualty(article, sentence, each, verb, outcome, reality, rule)
        made.append(casualty)
        yield casualty
        yield from _parts(article, sentence, each, casualty, verb, reality, counts)
    if len(made) > 1:
        for casualty in made:
            casualty.list_key = made[0]


def make_casualty(
    article: Article, sentence: Sentence, people: Victims, verb: Token, outcome: str, reality: str | None, rule: str
) -> Casualty:
    attribution = article.attribution(sentence, verb)
    time = timing.when(sentence, verb, article.lexicon, article.published, article.anchor())
    statement = Statement(
        sentence, people.start, people.end, people.low, people.best, people.high, people.qualifier, attribution,
        factuality(reality, attribution), f"{rule}/{people.rule}",
    )  # fmt: skip
    scope = time.scope if time.has_cue or time.scope == "period" else "incident"
    if (people.low or people.high or 0) >= WAR_TOLL_LEAST and article.context == "conflict" and scope == "incident":
        scope = "cumulative"
    return Casualty(
        statement, outcome, people.group, people.actor, people.name,
        is_additional=people.is_additional, time_scope=scope, verb=verb, person=people.person,
    )  # fmt: skip


def _parts(
    article: Article,
    sentence: Sentence,
    whole: Victims,
    casualty: Casualty,
    verb: Token,
    reality: str | None,
    counts: list[Count],
) -> Iterator[Casualty]:
    """ "including three children", "five people – three soldiers and two civilians", "two of them children"."""
    heads = [t for child in whole.noun.children if child.dep_ == "appos" for t in syntax.conjuncts(child)]
    for token in sentence.tokens:
        if token.lower_ in _SUBSETS and token.i > whole.head.i:
            if token.head not in (whole.noun, whole.head, verb) and verb not in list(token.ancestors):
                continue
            heads += [t for child in token.children if child.dep_ in {"pobj", "dobj"} for t in syntax.conjuncts(child)]
    made = []
    for head in heads:
        people = victims.read(article, sentence, head, counts)
        is_part = people is not None and people.best is not None and people.name is None and whole.name is None
        if people is None or not is_part or people.best is None or people.best > (whole.best or whole.high or people.best):
            continue
        part = make_casualty(
            article, sentence, people, verb, casualty.outcome, reality, f"{casualty.statement.rule.split('/')[0]}:part"
        )
        part.part_of = casualty
        made.append(part)
    for part in made:
        part.list_key = made[0] if len(made) > 1 else None
        yield part


def _number_before(article: Article, sentence: Sentence, token: Token, outcome: str, counts: list[Count]) -> Iterator[Casualty]:
    """ "and 30 wounded", "14 injured": the figure stands right before the word and its noun is left out."""
    if shared.is_active_form(token):
        return  # "attacks kill 50 injure dozens"
    before = sentence.offset(token) - sentence.start
    for count in counts:
        between = sentence.text[count.end : before]
        if count.end <= before and _LEFT_OUT.fullmatch(between):
            people = Victims(
                token, token, sentence.start + count.start, sentence.start + count.end,
                count.low, count.best, count.high, count.qualifier,
                "total", None, None, "more" in between or "other" in between, "ellipsis",
            )  # fmt: skip
            clause = syntax.clause_verb(token)
            is_title = sentence.field == "title"
            reality = syntax.reality(clause, article.lexicon, is_title=is_title) if clause is not None else "asserted"
            if reality is not None or token.dep_ in {"ROOT", "conj"}:
                yield make_casualty(article, sentence, people, token, outcome, reality or "asserted", "ellipsis")


def _number_after(article: Article, sentence: Sentence, token: Token, outcome: str, counts: list[Count]) -> Iterator[Casualty]:
    """ "attacks kill 50 injure dozens": the bare figure behind the verb, where a headline leaves out commas and nouns."""
    is_noun = shared.headline_outcome(token, article.lexicon) is not None
    if not is_noun and not shared.is_active_form(token):
        return
    for count in counts:
        start, end = sentence.start + count.start, sentence.start + count.end
        after = next((t for t in sentence.tokens if sentence.offset(t) >= end), None)
        is_bare = after is None or after.pos_ in {"ADP", "PUNCT", "CCONJ"} or _tells_outcome(article, after)
        if is_bare and not sentence.words(sentence.end_offset(token), start).strip(" ") and start > sentence.offset(token):
            people = Victims(
                token, token, start, end, count.low, count.best, count.high, count.qualifier,
                "total", None, None, False, "ellipsis",
            )  # fmt: skip
            reality = "asserted" if is_noun else syntax.reality(token, article.lexicon, is_title=sentence.field == "title")
            if reality is not None:
                yield make_casualty(article, sentence, people, token, outcome, reality, "ellipsis")


def _tells_outcome(article: Article, token: Token) -> bool:
    return (shared.outcome(token, article.lexicon) or shared.headline_outcome(token, article.lexicon)) is not None


def _of_adjective(article: Article, sentence: Sentence, token: Token, outcome: str, counts: list[Count]) -> Iterator[Casualty]:
    """ "14 dead", "left two people dead", "five are missing"."""
    rule = f"adjective:{token.lower_}"
    found = list(_number_before(article, sentence, token, outcome, counts))
    if found:
        yield from found
        return
    verb = token.head
    if token.dep_ in {"acomp", "oprd", "attr", "ccomp", "xcomp", "advcl"} and syntax.is_verb(verb) and verb.lemma_ in _STATES:
        people = [t for child in token.children if child.dep_ == "nsubj" for t in syntax.conjuncts(child)]
        if not people:
            people = (
                syntax.objects(verb)
                if verb.lemma_ in {"leave", "find", "pronounce", "declare"} and not syntax.is_passive(verb)
                else syntax.agents(verb)
            )
            people = people or syntax.patients(verb)
        yield from _list(article, sentence, token, verb, outcome, people, counts, rule)


def _of_noun(article: Article, sentence: Sentence, token: Token, counts: list[Count]) -> Iterator[Casualty]:
    phrase = (token.doc[token.i - 1].lower_, token.lemma_.lower()) if token.i > token.sent.start else ("", token.lemma_.lower())
    word = article.lexicon.casualty_nouns.get(phrase) or article.lexicon.casualty_nouns.get(phrase[1:])
    if word is None or token.pos_ not in {"NOUN", "PROPN"} or token.dep_ == "compound":
        return
    rule = f"noun:{word.phrase[-1]}"
    if word.victim_role == "zero" or (word.victim_role != "toll" and any(child.lower_ == "no" for child in token.children)):
        yield from _zero(article, sentence, token, word.outcome, rule)
    elif word.victim_role == "toll":
        yield from _toll(article, sentence, token, word.outcome, counts, rule)
    else:
        yield from _deaths(article, sentence, token, word.outcome, word.victim_role, counts, rule)


def _zero(article: Article, sentence: Sentence, token: Token, outcome: str, rule: str) -> Iterator[Casualty]:
    """ "no casualties", "without casualties"; "no reports of casualties" is silence."""
    none = next((child for child in token.children if child.lower_ == "no"), None)
    if none is None or any(each.lemma_ in _NO_REPORTS for each in (*token.ancestors, *token.children)):
        return
    if token.i - none.i > 1 or any(child.lower_ == "among" for child in token.children):
        return  # "no visible injuries", "no casualties among the troops" speak of less than the whole
    start, end = sentence.offset(none), sentence.end_offset(token)
    people = Victims(token, token, start, end, 0, 0, 0, "exact", "total", None, None, False, "zero")
    for each in ("killed", "wounded") if outcome == "none" else (outcome,):
        yield make_casualty(article, sentence, people, token, each, "asserted", rule)


def _toll(article: Article, sentence: Sentence, token: Token, outcome: str, counts: list[Count], rule: str) -> Iterator[Casualty]:
    """ "the death toll rose to 14", "a toll of 14"."""
    head = token.head if token.dep_ == "compound" else token
    verb = syntax.clause_verb(head)
    is_update = verb is not None and verb.lemma_.lower() in _RISING
    sources = [*syntax.pobj(head, "of", "at", "to")]
    if verb is not None and syntax.subject(verb) in (head, token) and verb.lemma_.lower() in _RISING | _STANDS:
        sources += [*syntax.pobj(verb, "at", "to"), *syntax.objects(verb), *(c for c in verb.children if c.dep_ == "attr")]
    for source in sources:
        people = victims.read(article, sentence, source, counts)
        if people is not None and people.rule == "figure":
            reality = syntax.reality(verb, article.lexicon) if verb is not None else "asserted"
            casualty = make_casualty(article, sentence, people, token, outcome, reality or "asserted", rule)
            casualty.is_update = is_update
            yield casualty
            return


def _deaths(
    article: Article, sentence: Sentence, token: Token, outcome: str, role: str, counts: list[Count], rule: str
) -> Iterator[Casualty]:
    """ "14 deaths", "the deaths of 14 people", "the death of X"."""
    verb = syntax.clause_verb(token)
    reality = syntax.reality(verb, article.lexicon, is_title=sentence.field == "title") if verb is not None else "asserted"
    if reality is None:
        return
    if role == "of":
        for person in syntax.pobj(token, "of"):
            people = victims.read(article, sentence, person, counts)
            if people is not None and (people.rule == "figure" or (people.rule == "named" and person.dep_ == "pobj")):
                yield make_casualty(article, sentence, people, token, outcome, reality, rule)
    for count in counts:
        start = sentence.start + count.core_start
        number = next((t for t in sentence.tokens if sentence.offset(t) <= start < sentence.end_offset(t)), None)
        if number is not None and number.head is token and number.i < token.i and number.dep_ == "nummod":
            spot = (sentence.start + count.start, sentence.start + count.end)
            people = Victims(
                token, token, *spot, count.low, count.best, count.high, count.qualifier, "total", None, None, False, "figure"
            )
            yield make_casualty(article, sentence, people, token, outcome, reality, rule)
