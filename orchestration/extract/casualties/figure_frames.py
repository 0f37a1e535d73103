"""Frames of single casualty words: "killed 14", "14 dead", "and 30 wounded".

Here belong listed verbs and adjectives of harm, and where the sentence has their people or their figure. Nouns belong to
`noun_frames`; words that mean harm only together ("taken to hospital") belong to `verb_frames`. Which of two casualty words a
figure belongs to is decided in `nearest_word`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from spacy.tokens import Token

from orchestration.extract.article import ArticleReading, CasualtyClaim
from orchestration.extract.casualties import nearest_word, noun_frames
from orchestration.extract.casualties.victim_lists import make_casualty_claim, read_victim_list
from orchestration.extract.casualties.victims import Victims
from orchestration.extract.events.triggers import match_casualty_verb
from orchestration.extract.parsing import syntax
from orchestration.extract.parsing.numbers import Count, find_counts
from orchestration.extract.parsing.parse import Sentence

_ELLIPSIS = re.compile(
    r" *(?:(?:of )?(?:others?|more|people))? *(?:were|was|got|get)? *(?:severely|seriously|critically|badly)? *"
)
_STATE_VERBS = frozenset(
    {
        "be",
        "leave",
        "remain",
        "find",
        "lie",
        "go",
        "feel",
        "report",
        "list",
        "get",
        "pronounce",
        "declare",
        "fear",
        "believe",
        "presume",
        "confirm",
    }
)


def read_figure_frames(article: ArticleReading, sentence: Sentence) -> None:
    """Appends the casualty claims of the sentence to `article.casualties`, in order. Of two with one span, the first wins."""
    counts = find_counts(sentence.text, article.lexicon)
    seen: set[tuple[int, int, str]] = set()
    for token in sentence.tokens:
        for casualty in _read_word(article, sentence, token, counts):
            spot = (casualty.statement.start, casualty.statement.end, casualty.outcome)
            if spot not in seen:
                seen.add(spot)
                word = match_casualty_verb(token, article.lexicon)
                casualty.is_hit = word.victim_role == "hit" if word is not None else token.lower_ in {"shot", "stabbed"}
                article.casualties.append(casualty)


def _read_word(article: ArticleReading, sentence: Sentence, token: Token, counts: list[Count]) -> Iterator[CasualtyClaim]:
    """Reads the claims that one word makes, as a verb, a headline's verb, an adjective or a noun."""
    word = match_casualty_verb(token, article.lexicon)
    if word is not None and token.dep_ not in {"amod", "compound"}:
        rule = f"verb:{' '.join(word.phrase)}"
        total = noun_frames.find_total_noun(token) if token.dep_ in {"acl", "relcl", "pobj"} else None
        sums = list(noun_frames.read_toll(article, sentence, total, word.outcome, counts, rule)) if total is not None else []
        if (
            sums
            or nearest_word.is_one_of_pair(token, article.lexicon)
            or nearest_word.describes_the_dying(token, article.lexicon)
        ):
            yield from sums
            return
        if nearest_word.has_elliptic_subject(token, article.lexicon) or nearest_word.is_behind_bare_figure(token):
            yield from _read_figure_before(article, sentence, token, word.outcome, counts)
            return
        people = syntax.find_patients(token) if word.victim_role in {"object", "hit"} else syntax.find_agents(token)
        people = people or _find_people_reported_so(token)
        counted = nearest_word.find_counted_subject(token, article.lexicon) if word.victim_role in {"object", "hit"} else None
        people = people if counted is None else [counted]
        claims = list(read_victim_list(article, sentence, token, token, word.outcome, people, counts, rule))
        claims = claims or list(_read_figure_before(article, sentence, token, word.outcome, counts))
        yield from claims or _read_figure_after(article, sentence, token, word.outcome, counts)
        return
    if sentence.field == "title" and nearest_word.is_behind_headline_figure(token):
        yield from _read_figure_before(article, sentence, token, "wounded", counts)
        return
    headline = nearest_word.find_headline_outcome(token, article.lexicon)
    if headline is not None:
        yield from _read_figure_after(article, sentence, token, headline, counts)
        return
    adjective = article.lexicon.casualty_adjectives.get(token.lower_)
    if adjective is not None and token.dep_ != "compound":
        yield from _read_adjective(article, sentence, token, adjective.outcome, counts)
        return
    yield from noun_frames.read_casualty_noun(article, sentence, token, counts)


def _find_people_reported_so(token: Token) -> list[Token]:
    """Finds the subject of "20 bandits are reported killed", "nine were confirmed wounded"."""
    is_participle = token.tag_ == "VBN" and token.dep_ in {"xcomp", "ccomp", "oprd", "advcl"}
    is_reported = is_participle and token.head.lemma_ in _STATE_VERBS and syntax.is_passive(token.head)
    return syntax.find_patients(token.head) if is_reported and not syntax.has_own_subject(token) else []


def _read_figure_before(
    article: ArticleReading, sentence: Sentence, token: Token, outcome: str, counts: list[Count]
) -> Iterator[CasualtyClaim]:
    """Reads "and 30 wounded", "14 injured": the figure is right before the word, and its noun is left out."""
    if nearest_word.is_active_form(token):
        return  # "attacks kill 50 injure dozens"
    before = sentence.offset(token) - sentence.start
    for each in counts:
        # "A third of the 12 dead were children" states 12 dead.
        count = each.whole if each.whole is not None and token.dep_ in {"acl", "pobj"} else each
        between = sentence.text[count.end : before]
        if count.end <= before and _ELLIPSIS.fullmatch(between):
            people = Victims(
                token, token, sentence.start + count.start, sentence.start + count.end,
                count.low, count.best, count.high, count.qualifier,
                "total", None, None, "more" in between or "other" in between, "ellipsis",
            )  # fmt: skip
            clause = syntax.find_clause_verb(token)
            is_title = sentence.field == "title"
            clause_factuality = (
                syntax.read_clause_factuality(clause, article.lexicon, is_title=is_title) if clause is not None else "asserted"
            )
            if clause_factuality is not None or token.dep_ in {"ROOT", "conj"}:
                yield make_casualty_claim(article, sentence, people, token, outcome, clause_factuality or "asserted", "ellipsis")


def _read_figure_after(
    article: ArticleReading, sentence: Sentence, token: Token, outcome: str, counts: list[Count]
) -> Iterator[CasualtyClaim]:
    """Reads "attacks kill 50 injure dozens": the bare figure after the verb, where a headline leaves out commas and nouns."""
    is_noun = nearest_word.find_headline_outcome(token, article.lexicon) is not None
    if not is_noun and not nearest_word.is_active_form(token):
        return
    for count in counts:
        start, end = sentence.start + count.start, sentence.start + count.end
        after = next((t for t in sentence.tokens if sentence.offset(t) >= end), None)
        is_bare = after is None or after.pos_ in {"ADP", "PUNCT", "CCONJ"} or _is_casualty_word(article, after)
        if is_bare and not sentence.quote(sentence.end_offset(token), start).strip(" ") and start > sentence.offset(token):
            people = Victims(
                token, token, start, end, count.low, count.best, count.high, count.qualifier,
                "total", None, None, False, "ellipsis",
            )  # fmt: skip
            clause_factuality = (
                "asserted"
                if is_noun
                else syntax.read_clause_factuality(token, article.lexicon, is_title=sentence.field == "title")
            )
            if clause_factuality is not None:
                yield make_casualty_claim(article, sentence, people, token, outcome, clause_factuality, "ellipsis")


def _is_casualty_word(article: ArticleReading, token: Token) -> bool:
    """Whether a word states harm to people, also as a headline writes it."""
    return (
        nearest_word.find_outcome(token, article.lexicon) or nearest_word.find_headline_outcome(token, article.lexicon)
    ) is not None


def _read_adjective(
    article: ArticleReading, sentence: Sentence, token: Token, outcome: str, counts: list[Count]
) -> Iterator[CasualtyClaim]:
    """Reads "14 dead", "left two people dead", "five are missing"."""
    rule, total = f"adjective:{token.lower_}", noun_frames.find_total_noun(token)
    yield from noun_frames.read_number_of_dead(article, sentence, token, outcome, counts, rule)
    if total is not None:
        yield from noun_frames.read_toll(article, sentence, total, outcome, counts, rule)
    if (
        total is not None
        or nearest_word.is_one_of_pair(token, article.lexicon)
        or nearest_word.describes_victims(token, article.lexicon)
    ):
        return
    claims = list(_read_figure_before(article, sentence, token, outcome, counts))
    if claims:
        yield from claims
        return
    verb = token.head
    shot = syntax.find_objects(token)  # "shot dead him and his sons"
    if shot:
        yield from read_victim_list(article, sentence, token, verb, outcome, shot, counts, rule)
    if (
        token.dep_ in {"acomp", "oprd", "attr", "ccomp", "xcomp", "advcl"}
        and syntax.is_verb(verb)
        and verb.lemma_ in _STATE_VERBS
    ):
        people = [t for child in token.children if child.dep_ == "nsubj" for t in syntax.find_conjuncts(child)]
        if not people:
            is_of_patients = verb.lemma_ in {"leave", "find", "pronounce", "declare"}  # "found dead by a neighbour"
            people = syntax.find_patients(verb) if is_of_patients else syntax.find_agents(verb)
            people = people or syntax.find_patients(verb) or nearest_word.find_names_before(article.persons, sentence, verb)
        yield from read_victim_list(article, sentence, token, verb, outcome, people, counts, rule)
