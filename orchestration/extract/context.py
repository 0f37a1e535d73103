"""What kind of violence an article is about: conflict, crime, accident or disaster.

Here belongs the context of a whole article, which decides where a trigger's own words leave it open.
"""

from __future__ import annotations

import re
from collections import Counter

from orchestration.extract.lexicon import Lexicon
from orchestration.extract.nlp import Field

_KINDS = ("conflict", "crime", "accident", "disaster")
_CONFLICT_LEAST = 2
"""So many different words of armed conflict settle it, whatever else the article speaks of."""


def of_article(fields: list[Field], lexicon: Lexicon) -> str:
    """The article's context. Different words count, not how often they come; on doubt conflict, as the vocabulary says."""
    found: Counter[str] = Counter()
    text = " ".join(field.text for field in fields).lower()
    for word, context in lexicon.context_cues:
        found[context] += bool(re.search(rf"\b{re.escape(word)}\b", text))
    if found["conflict"] >= _CONFLICT_LEAST and found["conflict"] >= found["crime"]:
        return "conflict"
    return max(_KINDS, key=lambda kind: (found[kind], -_KINDS.index(kind)))
