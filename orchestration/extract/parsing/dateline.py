"""The dateline in front of a text ("BEIRUT, June 5 (Agency) – "): where it ends.

Here belongs the form of a dateline. It names the place and the day of writing, never those of an event. The day that it names
belongs to `times.dateline_day`.
"""

from __future__ import annotations

import re
from functools import lru_cache

_DATELINE = re.compile(r"\s*(?P<words>[\w(\"][^\n]{0,90}?)(?: ?(?:--|—|–)|(?<=\)) ?-|(?<=[\w.]) ?- )\s*")
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
        outside = re.sub(r"\([^)]*\)|\[[^\]]*\]", " ", match.group("words"))
        words = re.findall(r"[^\W\d_][\w'.]*", outside)
        if any(word[0].islower() and word not in _LOWER_CASE_WORDS for word in words) or (
            end and len(words) > _MAX_SECOND_PLACE_WORDS
        ):
            break
        end = match.end()
    return end
