"""Older tolls: "an earlier statement spoke of 55", "police had first put the toll at 19" give way to the article's own figure.

Here belongs which figures of an article are out of date by its own words. Which of two articles is later belongs to dbt.
"""

from __future__ import annotations

from orchestration.extract.article import ArticleReading, CasualtyClaim, is_countable
from orchestration.extract.parsing import syntax

_OLDER_WORDS = frozenset({"earlier", "previous", "prior", "former", "initial", "preliminary", "original", "first"})
_REPORT_NOUNS = frozenset({"statement", "report", "toll", "count", "figure", "estimate", "account", "tally", "number"})
_OLDER_ADVERBS = frozenset({"earlier", "previously", "initially", "originally", "first"})
_STATING_VERBS = syntax.ESTIMATING_VERBS | {"speak", "give", "count", "list", "announce"}
_MOST_SINGLE = 1


def mark_updates(article: ArticleReading) -> None:
    """Marks the first figure of an incident as an update where the article calls another of its figures an earlier one."""
    groups: dict[tuple[int, str], list[CasualtyClaim]] = {}
    for casualty in article.casualties:
        if is_countable(casualty) and (casualty.statement.best or 0) > _MOST_SINGLE:
            groups.setdefault((casualty.incident_key, casualty.outcome), []).append(casualty)
    for figures in groups.values():
        older = {each.statement.best for each in figures if _is_older(article, each)}
        newer = [each for each in figures if each.part_of is None and each.statement.best not in older]
        if older and newer and not any(each.is_update for each in newer):
            current = min(newer, key=lambda each: (each.statement.sentence.field != "title", each.statement.start))
            current.is_update = True
            current.is_corrected_toll = (current.statement.best or 0) < max(best or 0 for best in older)


def _is_older(article: ArticleReading, claim: CasualtyClaim) -> bool:
    """Whether the words that state a figure are called earlier ones."""
    if claim.verb is None or claim.statement.sentence.field == "title":
        return False
    for verb in (claim.verb, *claim.verb.ancestors):
        lemma = verb.lemma_.lower()
        if not syntax.is_verb(verb) or not (lemma in _STATING_VERBS or lemma in article.lexicon.reporting_words):
            continue
        subject = syntax.find_subject(verb)
        is_report = subject is not None and subject.lemma_.lower() in _REPORT_NOUNS
        of_report = {child.lower_ for child in subject.children} if subject is not None and is_report else set()
        times = [child for child in verb.children if child.dep_ in {"advmod", "npadvmod"}]
        adverbs = {word.lower_ for child in times for word in child.subtree}
        return bool(of_report & _OLDER_WORDS or adverbs & _OLDER_ADVERBS)
    return False
