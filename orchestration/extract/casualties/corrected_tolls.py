"""Corrected tolls: "killed 14 people, not 30 as first reported", "earlier reports of 30 dead were wrong".

Here belongs which figures of an article take back a figure of an earlier report, by the article's own words. A toll that a source
"lowers" or "revises" is read in `noun_frames`. Which vote a corrected toll supersedes belongs to dbt.
"""

from __future__ import annotations

import re
from dataclasses import replace

from orchestration.extract.article import ArticleReading, CasualtyClaim, is_countable
from orchestration.extract.parsing.parse import Sentence

_OLDER = r"(?:earlier|previous(?:ly)?|prior|former|initial(?:ly)?|preliminary|original(?:ly)?|first)"
_FIGURE_NOUN = r"(?:tolls?|figures?|counts?|tall(?:y|ies)|estimates?|reports?|numbers?|statements?|accounts?)"
_NUMBER = (
    r"(?:at least |about |some |more than )?"
    r"(?:\d[\d,]*|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w{3,6}teen|\w{3,5}ty)"
)
_CORRECTING = re.compile(
    rf"\b(?:correct|lower|revis|reduc|amend|cutt?|downgrad|retract|withdraw)ing\b.{{0,40}}\b{_OLDER}\b.{{0,40}}\b{_FIGURE_NOUN}\b"
    rf"|[,;:–—-] ?down from (?:an? |the )?(?:{_OLDER} )?(?:{_FIGURE_NOUN} of )?{_NUMBER}\b"
    rf"|\b(?:not|instead of|rather than) (?:the )?{_NUMBER}\b.{{0,30}}\b{_OLDER}\b"
    rf"|^\W*correct(?:ion|ed|s)\b|\bcorrected to\b",
    re.IGNORECASE,
)
"""The figure of such a sentence is the corrected one."""
_WRONG = re.compile(
    rf"\b{_OLDER}\b.{{0,30}}\b{_FIGURE_NOUN}\b.{{0,80}}\b(?:was|were|is|are|been|be|prove[dn]?|turned out)\b.{{0,25}}"
    r"\b(?:wrong|incorrect|mistaken|inaccurate|erroneous|false|exaggerated|overstated|inflated|too high|an? (?:error|mistake)|"
    r"in error)\b",
    re.IGNORECASE,
)
"""The figures of such a sentence are wrong by its own words."""


def mark_corrections(article: ArticleReading) -> None:
    """Marks figures as corrected tolls, and denies the figures that the article calls wrong."""
    first_claims: dict[tuple[Sentence, str], CasualtyClaim] = {}
    for claim in sorted(article.casualties, key=lambda claim: claim.statement.start):
        if is_countable(claim):
            first_claims.setdefault((claim.statement.sentence, claim.outcome), claim)
    sentences = {sentence for sentence, _ in first_claims}
    correcting = {sentence for sentence in sentences if _CORRECTING.search(sentence.text)}
    wrong = {sentence for sentence in sentences if _WRONG.search(sentence.text)}
    for (sentence, _), claim in first_claims.items():  # "not 30" follows the figure that replaces it
        if sentence in correcting - wrong and claim.part_of is None:
            _mark(claim)
    denied = [claim for claim in article.casualties if claim.statement.sentence in wrong and is_countable(claim)]
    for claim in denied:
        claim.statement = replace(claim.statement, factuality="denied")
    for incident_key, outcome in sorted({(claim.incident_key, claim.outcome) for claim in denied}, key=lambda key: key[1]):
        right = [c for c in article.casualties if (c.incident_key, c.outcome) == (incident_key, outcome) and _is_whole(c)]
        if right and not any(claim.is_update for claim in right):
            _mark(min(right, key=lambda claim: (claim.statement.sentence.field != "title", claim.statement.start)))


def _is_whole(claim: CasualtyClaim) -> bool:
    return is_countable(claim) and claim.part_of is None and not claim.is_additional


def _mark(claim: CasualtyClaim) -> None:
    claim.is_update = claim.is_corrected_toll = True
