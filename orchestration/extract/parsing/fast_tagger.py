"""Parts of speech and base forms: the same as the pipeline's own rules give, in a fifth of the time.

Here belongs the memory of what those rules gave for a word. The rules read only its letters, its tag and its dependency label,
so equal words get equal results. What a word means belongs to other rooms.
"""

from __future__ import annotations

import re
from typing import Any

import numpy as np
from spacy.language import Language
from spacy.matcher import Matcher
from spacy.pipeline import AttributeRuler, Lemmatizer
from spacy.tokens import Doc

_PIPE_NAME = "tallywire_words"
_INPUT_ATTRIBUTES: list[int | str] = ["ORTH", "TAG", "DEP"]
_KNOWN_ATTRIBUTES = frozenset({"ORTH", "LOWER", "TAG", "DEP", "IS_SPACE"})
"""What a rule may read, because it follows from the three input attributes."""
_SPELLING_ATTRIBUTES = frozenset({"ORTH", "LOWER"})
_OUTPUT_ATTRIBUTES: list[int | str] = ["TAG", "DEP", "POS", "MORPH", "LEMMA"]
_MAX_KNOWN_WORDS = 100_000
"""Words kept in memory; at this number the memory is emptied, so that it does not grow with the number of articles."""

RuleMatch = tuple[int, int, int, int]
"""Number of the rule, its id, and the first and the last token (exclusive) of its words."""


def use_fast_tagger(nlp: Language) -> None:
    """Replaces the pipeline's rules by `FastTagger`, if the rules read no attributes other than those known here.

    Any other rules stay as they are.
    """
    if not {"attribute_ruler", "lemmatizer"} <= set(nlp.pipe_names):
        return
    ruler, lemmatizer = nlp.get_pipe("attribute_ruler"), nlp.get_pipe("lemmatizer")
    if not isinstance(ruler, AttributeRuler) or not isinstance(lemmatizer, Lemmatizer) or lemmatizer.overwrite:
        return
    rules: Any = ruler.patterns
    tokens = [token for rule in rules for pattern in rule["patterns"] for token in pattern]
    if all(set(token) <= _KNOWN_ATTRIBUTES for token in tokens):
        nlp.add_pipe(_PIPE_NAME, after="lemmatizer")
        nlp.disable_pipe("attribute_ruler")
        nlp.disable_pipe("lemmatizer")


class FastTagger:
    """A part of a pipeline that sets the part of speech, the morphology and the base form of each word."""

    def __init__(self, ruler: Any, lemmatizer: Any) -> None:
        self._ruler, self._lemmatizer = ruler, lemmatizer
        self._context_rules = Matcher(ruler.vocab)  # the rules that read several words
        for number, rule in enumerate(ruler.patterns):
            patterns = [pattern for pattern in rule["patterns"] if len(pattern) > 1]
            if patterns:
                self._context_rules.add(str(number), patterns)
        self._row_by_word: dict[tuple[int, ...], tuple[int, ...]] = {}
        self._by_kind: dict[tuple[int, int, bool, str], tuple[int, int, int, Any, int]] = {}
        self._words_with_rules = _compile_words_with_rules(ruler.patterns)

    def __call__(self, doc: Doc) -> Doc:
        """Sets what the rules give for each word of a parsed text."""
        if not len(doc):
            return doc
        if len(self._row_by_word) > _MAX_KNOWN_WORDS:
            self._row_by_word.clear()
        context_matches = self._match_context_rules(doc)
        rows: Any = []
        for i, word in enumerate(map(tuple, doc.to_array(_INPUT_ATTRIBUTES).tolist())):
            row = self._row_by_word.get(word)
            if row is None or i in context_matches:
                row = self._annotate_word(doc, i, context_matches.get(i, []))
                if i not in context_matches:
                    self._row_by_word[word] = row
            rows.append(row)
        rows = np.array(rows, dtype=np.uint64)
        doc.from_array(_OUTPUT_ATTRIBUTES, rows)
        return doc

    def _match_context_rules(self, doc: Doc) -> dict[int, list[RuleMatch]]:
        """Matches the rules that hold for a word because of its neighbours. Keys are token indexes."""
        found: dict[int, list[RuleMatch]] = {}
        for rule, start, end in self._context_rules(doc, allow_missing=True):
            number = int(doc.vocab.strings[rule])
            found.setdefault(range(start, end)[self._ruler.indices[number]], []).append((number, rule, start, end))
        return found

    def _annotate_word(self, doc: Doc, i: int, context_matches: list[RuleMatch]) -> tuple[int, ...]:
        """Annotates a word by the rules. Words that no rule names share the result of their tag and dependency label."""
        token: Any = doc[i]
        kind = (token.tag, token.dep, token.is_space, token.lower_ if self._words_with_rules.fullmatch(token.lower_) else "")
        if kind in self._by_kind and not context_matches:
            token.tag, token.dep, token.pos, token.morph, token.lemma = self._by_kind[kind]
        else:
            own_matches: list[RuleMatch] = [(number, rule, i, i + 1) for number, rule, _, _ in self._ruler.match(doc[i : i + 1])]
            self._ruler.set_annotations(doc, sorted([*own_matches, *context_matches]))
            if not context_matches:
                self._by_kind[kind] = (token.tag, token.dep, token.pos, token.morph, token.lemma)
        if not token.lemma:
            token.lemma_ = self._lemmatizer.lemmatize(token)[0]
        return token.tag, token.dep, token.pos, token.morph.key, token.lemma


def _compile_words_with_rules(rules: Any) -> re.Pattern[str]:
    """Compiles a pattern of the words, in lower case, that some rule names."""
    values = [
        token[key]
        for rule in rules
        for pattern in rule["patterns"]
        for token in pattern
        for key in _SPELLING_ATTRIBUTES & token.keys()
    ]
    words = {re.escape(value.lower()) for value in values if isinstance(value, str)}
    for value in values:
        if isinstance(value, dict):
            words |= {re.escape(word.lower()) for word in value.get("IN", ())}
            words |= {f".*(?:{value['REGEX']}).*"} if "REGEX" in value else set()
            words |= {".*"} if value.keys() - {"IN", "REGEX"} else set()
    return re.compile("|".join(sorted(words)) or "(?!)")


@Language.factory(_PIPE_NAME, assigns=["token.tag", "token.pos", "token.morph", "token.lemma"])
def _make_tagger(nlp: Language, name: str) -> FastTagger:
    return FastTagger(nlp.get_pipe("attribute_ruler"), nlp.get_pipe("lemmatizer"))
