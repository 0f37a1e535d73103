"""The dateline in front of a text ("BEIRUT, June 5 (Agency) – "): where it ends.

Here belongs the form of a dateline. It names the place and the day of writing, never those of an event. The day that it names
belongs to `times.dateline_day`.
"""

from __future__ import annotations

import re
from functools import lru_cache

_DATELINE = re.compile(r"\s*(?P<words>[\w(\"][^\n]{0,90}?)(?: ?(?:--|—|–)|(?<=\)) ?-|(?<=[\w.]) ?- )\s*")
_WITHOUT_DASH = (
    re.compile(r"\s*(?P<words>(?:[A-Z][\w'. -]*,? )?(?:[^\n().]{0,30} )?\([A-Z][^()\n]{1,30}\)):? +(?=[A-Z\d\"“])"),
    re.compile(r"\s*(?P<words>[A-Z][A-Z' ,-]{2,40}, \w+\.? \d{1,2})(?:, \d{4})?\. ?/[A-Z][\w ]+/\.? *"),
    re.compile(r"\s*(?P<words>[A-Z][A-Z' -]{2,30}): *(?=[A-Z\d\"“\n])"),
    re.compile(r"\s*(?P<words>[A-Z]{3}[A-Z' -]{0,30}) ?/? *\n+"),
    re.compile(
        r"\s*(?P<words>(?=[^\n]*(?:[A-Z]{4}|\b(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sep|Oct|Nov|Dec)))"
        r"[A-Z][^\n.:;!?]{2,60}[,/|] ?[^\n.:;!?]{2,30}) *\n+"
    ),
)
"""Datelines that end with the agency in brackets, with a colon, or with their line: "UPTON, Westland", "Upton, June 5 (XYZ)"."""
_MAX_WORDS_ON_LINE = 8
_MAX_DATELINE_LENGTH = 140
_MAX_SECOND_PLACE_WORDS = 3
"""A dateline may name a second place ("Lima, 3 May (Agency) -- Callao --"). More words than this belong to the report."""
_LOWER_CASE_WORDS = frozenset(
    {"de", "del", "la", "el", "al", "of", "and", "the", "in", "on", "by", "via", "st", "nd", "rd", "th"}
)


@lru_cache(maxsize=8)  # several modules ask about the same text
def find_dateline_end(text: str) -> int:
    """Finds the offset in characters at which the dateline in front of a text ends; 0 when there is no dateline."""
    end = 0
    while (match := _DATELINE.match(text, end)) and match.end() <= _MAX_DATELINE_LENGTH:
        words = _list_words(match.group("words"))
        is_open = match.group("words").count("(") > match.group("words").count(")")
        if words is None or is_open or (end and len(words) > _MAX_SECOND_PLACE_WORDS):
            break
        end = match.end()
    return end or _find_end_without_dash(text)


def _find_end_without_dash(text: str) -> int:
    for pattern in _WITHOUT_DASH:
        match = pattern.match(text)
        words = _list_words(match.group("words")) if match else None
        if match and words is not None and len(words) <= _MAX_WORDS_ON_LINE:
            return match.end()
    return 0


def _list_words(dateline: str) -> list[str] | None:
    """Lists the words of a dateline outside brackets; None when one of them belongs to a sentence."""
    outside = re.sub(r"\([^)]*\)|\[[^\]]*\]", " ", dateline)
    words = re.findall(r"[^\W\d_][\w'.]*", outside)
    return None if any(word[0].islower() and word not in _LOWER_CASE_WORDS for word in words) else words
