"""Frames of casualty nouns: "the deaths of 14 people", "a toll of 14", "lost their lives", "12 bodies", "no casualties".

Here belong listed nouns of harm, and where the sentence has their people or their figure. Verbs and adjectives belong to
`figure_frames`; nouns that mean harm only with other words ("a gunshot wound") belong to `verb_frames`.
"""

# ruff: noqa: PLR0917  (a rule reads as the list of its cases: one early return each)

from __future__ import annotations

import re
from collections.abc import Iterator

from spacy.tokens import Token

from orchestration.extract.article import ArticleReading, CasualtyClaim
from orchestration.extract.casualties.victim_lists import make_casualty_claim, read_victim_list
from orchestration.extract.casualties.victims import Victims, read_victims
from orchestration.extract.events import triggers
from orchestration.extract.lexicon.lexicon import CasualtyWord
from orchestration.extract.parsing import syntax
from orchestration.extract.parsing.numbers import Count
from orchestration.extract.parsing.parse import Sentence

_RISE_VERBS = frozenset({"rise", "climb", "increase", "reach", "jump", "grow", "soar", "mount"})
_FALL_VERBS = frozenset({"fall", "drop", "decrease", "decline", "shrink"})
_BRING_VERBS = frozenset({"bring", "raise", "push", "take", "lift", "increase"})
_CORRECTED_TOLL_WORDS = frozenset({"corrected", "revised", "amended"})
_OLDER_TOLL_WORDS = frozenset({"earlier", "previous", "prior", "former", "original"})
_AMOUNT_LINK = re.compile(r"\b(?:at|to|as) $")
_EQUAL_VERBS = frozenset({"be", "number", "total"})
_AMOUNT_VERBS = frozenset({"stand", "be", "total", "hit", "pass", "exceed", "top"})
_REPORT_NOUNS = frozenset({"report", "word", "claim", "information", "detail", "indication"})
_CAUSE_VERBS = frozenset({"cause", "result", "lead", "bring", "provoke", "produce", "mean", "inflict", "be"})
"""Verbs that decide whether the deaths happened. With other verbs a noun like "murder" means that it happened."""

_UNREAL_VERBS = frozenset({
    "plan", "plot", "threaten", "prevent", "avoid", "avert", "attempt", "try", "seek", "fear", "warn", "intend", "want",
    "incite", "predict", "vow", "propose", "foil", "thwart", "instigate", "advocate",
})  # fmt: skip
_UNREAL_AUXILIARIES = frozenset({"would", "could", "may", "might", "will"})
_INQUIRY_NOUNS = frozenset({"investigation", "inquiry", "enquiry", "probe"})
_UNREAL_ADJECTIVES = frozenset(
    {"attempted", "planned", "failed", "foiled", "threatened", "possible", "potential", "mock", "would-be"}
)
_TAKE_LIFE_VERBS = frozenset({"claim", "cost", "take", "end", "exact"})
_BODY_VERBS = frozenset({
    "find", "discover", "recover", "retrieve", "pull", "dig", "unearth", "exhume", "count", "see", "dump", "leave",
    "abandon", "appear", "lie", "float", "show", "bear", "turn", "wash", "bring", "take", "identify", "remove", "deliver",
    "throw", "hang", "locate", "transport",
})  # fmt: skip
_VICTIMS_BY_MULTIPLE = {"double": 2, "triple": 3, "quadruple": 4, "quintuple": 5}
_TOTAL_NOUNS = frozenset({"number", "total", "count", "figure"})


def read_casualty_noun(article: ArticleReading, sentence: Sentence, token: Token, counts: list[Count]) -> Iterator[CasualtyClaim]:
    """Reads the claims that a listed noun makes; `counts` are the figures of the sentence. Other words give none."""
    if token.pos_ not in {"NOUN", "PROPN"} or token.dep_ == "compound":
        return
    if token.lemma_.lower() == "suicide":
        yield from _read_murder_suicide(article, sentence, token)
        return
    word = _find_casualty_word(article, token)
    if word is None:
        return
    rule, is_none = f"noun:{word.phrase[-1]}", syntax.find_denying_no(token) is not None
    if word.victim_role == "zero" or (is_none and word.victim_role not in {"toll", "body"}):
        yield from _read_no_casualties(article, sentence, token, word.outcome, rule)
    elif word.victim_role == "toll":
        yield from read_toll(article, sentence, token, word.outcome, counts, rule)
    elif word.victim_role == "life":
        yield from _read_lives(article, sentence, token, word.outcome, counts, rule)
    elif word.victim_role == "body":
        yield from _read_bodies(article, sentence, token, word.outcome, counts, rule)
    else:
        yield from _read_deaths(article, sentence, token, word, counts, rule)


def find_total_noun(token: Token) -> Token | None:
    """Finds "number" of "the number of dead", "of people killed", "of those who died", "the number killed"; None elsewhere."""
    if token.dep_ in {"acl", "relcl"}:
        noun = token.head
        return noun if noun.lemma_.lower() in _TOTAL_NOUNS else find_total_noun(noun)
    above = token.head.head
    return above if token.dep_ == "pobj" and token.head.lower_ == "of" and above.lemma_.lower() in _TOTAL_NOUNS else None


def _find_casualty_word(article: ArticleReading, token: Token) -> CasualtyWord | None:
    """Finds the noun in the list of casualty nouns, with the word before it ("death toll") or alone."""
    lemma = token.lemma_.lower()
    word = syntax.find_word_before(token)
    before = word.lower_ if word is not None else ""
    nouns = article.lexicon.casualty_nouns
    return nouns.get((before, lemma)) or nouns.get((lemma,)) or nouns.get((token.lower_.removesuffix("s"),))


def _read_no_casualties(
    article: ArticleReading, sentence: Sentence, token: Token, outcome: str, rule: str
) -> Iterator[CasualtyClaim]:
    """Reads "no casualties" as zero. "No reports of casualties" states nothing."""
    none = syntax.find_denying_no(token)
    if none is None or any(each.lemma_ in _REPORT_NOUNS for each in (*token.ancestors, *token.children)):
        return
    if token.i - none.i > 1 or any(child.lower_ == "among" for child in token.children):
        return  # "no visible injuries", "no casualties among the troops": not about all people
    start, end = sentence.offset(none), sentence.end_offset(token)
    people = Victims(token, token, start, end, 0, 0, 0, "exact", "total", None, None, False, "zero")
    for each in ("killed", "wounded") if outcome == "none" else (outcome,):
        yield make_casualty_claim(article, sentence, people, token, each, "asserted", rule)


def read_toll(
    article: ArticleReading, sentence: Sentence, token: Token, outcome: str, counts: list[Count], rule: str
) -> Iterator[CasualtyClaim]:
    """Reads "the death toll rose to 14", "a toll of 14", "the number of dead was 14", "bringing the toll to 14".

    A figure of a rise or a correction is an update. "An earlier toll of 21" gives nothing.
    """
    head = token.head if token.dep_ == "compound" else token
    if any(child.lower_ in _OLDER_TOLL_WORDS for child in head.children):
        return  # "raising an earlier toll of 21"
    verb = syntax.find_clause_verb(head)
    is_object = verb is not None and head in syntax.find_objects(verb)
    is_brought = is_object and verb is not None and verb.lemma_.lower() in _BRING_VERBS
    is_corrected = (
        verb is not None and verb.lemma_.lower() in syntax.CORRECTING_VERBS and (is_object or head in syntax.find_patients(verb))
    )
    is_fallen = verb is not None and syntax.find_subject(verb) in (head, token) and verb.lemma_.lower() in _FALL_VERBS
    is_corrected_toll = is_corrected or is_fallen or any(child.lower_ in _CORRECTED_TOLL_WORDS for child in head.children)
    is_now = verb is not None and any(child.lower_ == "now" for child in verb.children)
    is_update = is_brought or is_corrected_toll or is_now or (verb is not None and verb.lemma_.lower() in _RISE_VERBS)
    sources = [*syntax.find_prep_objects(head, "of", "at", "to")]
    changes = _RISE_VERBS | _FALL_VERBS | _AMOUNT_VERBS
    if verb is not None and syntax.find_subject(verb) in (head, token) and verb.lemma_.lower() in changes:
        sources += [
            *syntax.find_prep_objects(verb, "at", "to"),
            *syntax.find_objects(verb),
            *(c for c in verb.children if c.dep_ == "attr"),
        ]
    if verb is not None and (is_brought or is_corrected or (is_object and verb.lemma_ in syntax.ESTIMATING_VERBS)):
        sources += syntax.find_prep_objects(verb, "to", "at")
        sources += _find_amounts(sentence, head, counts)
    for source in sources:
        people = read_victims(article, sentence, source, counts)
        if people is not None and people.rule == "figure":
            clause_factuality = syntax.read_clause_factuality(verb, article.lexicon) if verb is not None else "asserted"
            casualty = make_casualty_claim(article, sentence, people, token, outcome, clause_factuality or "asserted", rule)
            casualty.is_update, casualty.is_corrected_toll = is_update, is_corrected_toll
            yield casualty
            return


def _find_amounts(sentence: Sentence, head: Token, counts: list[Count]) -> Iterator[Token]:
    """Finds the numbers behind "at", "to" and "as" that follow a word, wherever the parser hangs them: "… killed at 12"."""
    for count in counts:
        is_amount = _AMOUNT_LINK.search(sentence.text[: count.start]) is not None
        if is_amount and sentence.start + count.start > sentence.offset(head):
            start = sentence.start + count.core_start
            yield from (t for t in sentence.tokens if sentence.offset(t) <= start < sentence.end_offset(t))


def read_number_of_dead(
    article: ArticleReading, sentence: Sentence, token: Token, outcome: str, counts: list[Count], rule: str
) -> Iterator[CasualtyClaim]:
    """Reads "the dead are now 125", "put the dead at 30": the figure is said of the word itself."""
    verb, amounts = token.head, []
    if not any(child.lower_ == "the" for child in token.children):
        return
    if token.dep_ == "nsubj" and verb.lemma_ in _EQUAL_VERBS:
        amounts = [child for child in verb.children if child.i > verb.i and child.pos_ == "NUM"]
    elif token.dep_ == "dobj" and verb.lemma_ in syntax.ESTIMATING_VERBS:
        amounts = list(_find_amounts(sentence, token, counts))
    for amount in amounts[:1]:
        people = read_victims(article, sentence, amount, counts)
        if people is not None and people.rule == "figure":
            claim = make_casualty_claim(article, sentence, people, token, outcome, "asserted", rule)
            claim.is_update = any(child.lower_ == "now" for child in verb.children)
            yield claim


def _read_deaths(
    article: ArticleReading, sentence: Sentence, token: Token, word: CasualtyWord, counts: list[Count], rule: str
) -> Iterator[CasualtyClaim]:
    """Reads "14 deaths", "the deaths of 14 people", "the murder of X and two others", "injuries to four"."""
    clause_factuality = _find_noun_factuality(article, sentence, token)
    if clause_factuality is None:
        return
    if word.victim_role == "of":
        people = list(syntax.find_prep_objects(token, "of"))
    else:  # "injuries to four": the parser often attaches "to four" to another word
        following = token.doc[token.i + 1] if token.i + 1 < token.sent.end else token
        objects = [child for child in following.children if child.dep_ == "pobj" and following.lower_ == "to"]
        people = [each for child in objects for each in syntax.find_conjuncts(child)]
    found = list(
        read_victim_list(article, sentence, token, token, word.outcome, people, counts, rule, clause_factuality=clause_factuality)
    )
    yield from found or _read_count_before_noun(article, sentence, token, word.outcome, counts, clause_factuality, rule)
    if not found and word.outcome == "killed":
        yield from _read_multiple_murder(article, sentence, token, clause_factuality, rule)


def _read_multiple_murder(
    article: ArticleReading, sentence: Sentence, token: Token, clause_factuality: str, rule: str
) -> Iterator[CasualtyClaim]:
    """Reads "a double homicide", "the triple murder"."""
    for child in token.children:
        value = _VICTIMS_BY_MULTIPLE.get(child.lower_)
        if value is not None:
            spot = (sentence.offset(child), sentence.end_offset(token))
            people = Victims(token, token, *spot, value, value, value, "exact", "total", None, None, False, "set")
            yield make_casualty_claim(article, sentence, people, token, "killed", clause_factuality, rule)


def _read_murder_suicide(article: ArticleReading, sentence: Sentence, token: Token) -> Iterator[CasualtyClaim]:
    """Reads "an apparent murder-suicide": the victim and the perpetrator died. "Double" means two victims."""
    before = token.doc[max(token.i - 2, token.sent.start) : token.i]
    if [each.lower_ for each in before] != ["murder", "-"] or any(child.lower_ in _UNREAL_ADJECTIVES for child in token.children):
        return
    killed = next((_VICTIMS_BY_MULTIPLE[each.lower_] for each in token.subtree if each.lower_ in _VICTIMS_BY_MULTIPLE), 1)
    spot = (sentence.offset(before[0]), sentence.end_offset(token))
    people = Victims(token, token, *spot, killed + 1, killed + 1, killed + 1, "exact", "total", None, None, False, "set")
    yield make_casualty_claim(article, sentence, people, token, "killed", "asserted", "noun:murder-suicide")


def _read_count_before_noun(
    article: ArticleReading,
    sentence: Sentence,
    token: Token,
    outcome: str,
    counts: list[Count],
    clause_factuality: str,
    rule: str,
) -> Iterator[CasualtyClaim]:
    """Reads "14 deaths", "12 bodies": the figure right before the noun."""
    for count in counts:
        start = sentence.start + count.core_start
        number = next((t for t in sentence.tokens if sentence.offset(t) <= start < sentence.end_offset(t)), None)
        if number is not None and number.head == token and number.i < token.i and number.dep_ in {"nummod", "amod", "det"}:
            spot = (sentence.start + count.start, sentence.start + count.end)
            more = bool({child.lower_ for child in token.children} & {"more", "other", "another"})
            people = Victims(
                token, token, *spot, count.low, count.best, count.high, count.qualifier, "total", None, None, more, "figure"
            )
            yield make_casualty_claim(article, sentence, people, token, outcome, clause_factuality, rule)
            return


def _read_lives(
    article: ArticleReading, sentence: Sentence, token: Token, outcome: str, counts: list[Count], rule: str
) -> Iterator[CasualtyClaim]:
    """Reads "claimed the lives of 14 people", "cost 14 lives", "14 people lost their lives", "the loss of 14 lives"."""
    verb = token.head if syntax.is_verb(token.head) else None
    if verb is None:
        if token.dep_ == "pobj" and token.head.head.lemma_.lower() == "loss":
            yield from _read_count_before_noun(article, sentence, token, outcome, counts, "asserted", rule)
        return
    clause_factuality = syntax.read_clause_factuality(verb, article.lexicon, is_title=sentence.field == "title")
    if clause_factuality is None:
        return
    if verb.lemma_ == "lose" and token.dep_ == "dobj" and any(child.dep_ == "poss" for child in token.children):
        people = syntax.find_agents(verb)
    elif verb.lemma_ in _TAKE_LIFE_VERBS or verb.lemma_ == "lose":
        people = list(syntax.find_prep_objects(token, "of"))
        yield from _read_count_before_noun(article, sentence, token, outcome, counts, clause_factuality, rule)
    else:
        return
    yield from read_victim_list(article, sentence, token, verb, outcome, people, counts, rule)


def _read_bodies(
    article: ArticleReading, sentence: Sentence, token: Token, outcome: str, counts: list[Count], rule: str
) -> Iterator[CasualtyClaim]:
    """Reads "the bodies of 14 people", "12 corpses were found"."""
    is_plural = token.tag_ in {"NNS", "NNPS"}
    verb = syntax.find_clause_verb(token)
    is_found = verb is None or verb.lemma_ in _BODY_VERBS or (verb.lemma_ == "be" and token.dep_ == "attr")
    clause_factuality = _find_noun_factuality(article, sentence, token)
    if clause_factuality is None:
        return
    people = list(syntax.find_prep_objects(token, "of"))
    if people and not is_plural:  # "a body of 30 officials" is a group
        victims = [read_victims(article, sentence, each, counts) for each in people]
        people = [each for each, one in zip(people, victims, strict=True) if one is not None and one.best == 1]
    if people:
        yield from read_victim_list(
            article, sentence, token, token, outcome, people, counts, rule, clause_factuality=clause_factuality
        )
    elif is_found and is_plural:
        yield from _read_count_before_noun(article, sentence, token, outcome, counts, clause_factuality, rule)


def _find_noun_factuality(article: ArticleReading, sentence: Sentence, token: Token) -> str | None:
    """Finds whether a noun's harm happened: yes ("condemned the murder of"), unless a word for plans or fears governs it."""
    if triggers.is_under_unreal_noun(token) or any(child.lower_ in _UNREAL_ADJECTIVES for child in token.children):
        return None
    verb = syntax.find_clause_verb(token)
    if verb is None or _is_inquired_into(token):
        return "asserted"
    if verb.lemma_.lower() in _CAUSE_VERBS and _is_brought_about(token, verb):
        return syntax.read_clause_factuality(verb, article.lexicon, is_title=sentence.field == "title")
    mode = article.lexicon.reporting_words.get(verb.lemma_.lower())
    is_open = verb.tag_ in {"VBZ", "VBP"} and any(
        t.lower_ == "if" and t.dep_ == "mark" and t.i < token.i for t in sentence.tokens
    )
    if is_open:
        return "conditional"
    is_unreal = verb.lemma_.lower() in _UNREAL_VERBS or mode in {"planned", "conditional"}
    is_expected = any(child.dep_ == "aux" and child.lower_ in _UNREAL_AUXILIARIES for child in verb.children)
    return None if is_unreal or is_expected else "asserted"


def _is_inquired_into(token: Token) -> bool:
    """Whether an inquiry is into the harm, which therefore happened: "wants an inquiry into the wounding of three dockers"."""
    return token.dep_ == "pobj" and token.head.lower_ in {"into", "of"} and token.head.head.lemma_.lower() in _INQUIRY_NOUNS


def _is_brought_about(token: Token, verb: Token) -> bool:
    """Whether the verb causes the harm: "could cause the deaths of 50", not "was the mastermind of the murder of"."""
    while token.dep_ == "conj":
        token = token.head
    governor = token.head.head if token.dep_ == "pobj" else token.head
    return governor == verb or (governor.lemma_.lower() == "cause" and governor.head == verb)
