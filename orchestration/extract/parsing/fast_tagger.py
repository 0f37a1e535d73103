"""Parts of speech and base forms, as the pipeline's own rules give them, in a fifth of their time.

Here belongs remembering what those rules made of a word: they ask for its letters, its tag and its part in the sentence.
"""

from __future__ import annotations

import re
from typing import Any

import numpy as np
from spacy.language import Language
from spacy.matcher import Matcher
from spacy.pipeline import AttributeRuler, Lemmatizer
from spacy.tokens import Doc

_NAME = "tallywire_words"
_INPUT_ATTRIBUTES: list[int | str] = ["ORTH", "TAG", "DEP"]
_KNOWN_ATTRIBUTES = frozenset({"ORTH", "LOWER", "TAG", "DEP", "IS_SPACE"})
"""What a rule may ask that follows from those three."""
_SPELLING_ATTRIBUTES = frozenset({"ORTH", "LOWER"})
_OUTPUT_ATTRIBUTES: list[int | str] = ["TAG", "DEP", "POS", "MORPH", "LEMMA"]
_MAX_KNOWN_WORDS = 100_000
"""So many words are remembered; then the memory is emptied, so that it stays flat."""

RuleMatch = tuple[int, int, int, int]
"""Number of the rule, its id, and where its words begin and end."""


def use_fast_tagger(nlp: Language) -> None:
    """Puts `FastTagger` in the place of a pipeline's rules, where those ask for nothing else than is known here."""
    if not {"attribute_ruler", "lemmatizer"} <= set(nlp.pipe_names):
        return
    ruler, lemmatizer = nlp.get_pipe("attribute_ruler"), nlp.get_pipe("lemmatizer")
    if not isinstance(ruler, AttributeRuler) or not isinstance(lemmatizer, Lemmatizer) or lemmatizer.overwrite:
        return
    rules: Any = ruler.patterns
    tokens = [token for rule in rules for pattern in rule["patterns"] for token in pattern]
    if all(set(token) <= _KNOWN_ATTRIBUTES for token in tokens):
        nlp.add_pipe(_NAME, after="lemmatizer")
        nlp.disable_pipe("attribute_ruler")
        nlp.disable_pipe("lemmatizer")


class FastTagger:
    """Tells the part of speech, the form and the base form of each word: a part of a pipeline."""

    def __init__(self, ruler: Any, lemmatizer: Any) -> None:
        self._ruler, self._lemmatizer = ruler, lemmatizer
        self._of_several = Matcher(ruler.vocab)  # the rules that ask for words beside
        for number, rule in enumerate(ruler.patterns):
            patterns = [pattern for pattern in rule["patterns"] if len(pattern) > 1]
            if patterns:
                self._of_several.add(str(number), patterns)
        self._known: dict[tuple[int, ...], tuple[int, ...]] = {}
        self._by_kind: dict[tuple[int, int, bool, str], tuple[int, int, int, Any, int]] = {}
        self._own = _compile_words_with_rules(ruler.patterns)

    def __call__(self, doc: Doc) -> Doc:
        """Sets what the rules tell of the words of a parsed text."""
        if not len(doc):
            return doc
        if len(self._known) > _MAX_KNOWN_WORDS:
            self._known.clear()
        beside = self._told_beside(doc)
        rows: Any = []
        for i, word in enumerate(map(tuple, doc.to_array(_INPUT_ATTRIBUTES).tolist())):
            row = self._known.get(word)
            if row is None or i in beside:
                row = self._read(doc, i, beside.get(i, []))
                if i not in beside:
                    self._known[word] = row
            rows.append(row)
        rows = np.array(rows, dtype=np.uint64)
        doc.from_array(_OUTPUT_ATTRIBUTES, rows)
        return doc

    def _told_beside(self, doc: Doc) -> dict[int, list[RuleMatch]]:
        """The rules that hold for a word because of those beside it."""
        found: dict[int, list[RuleMatch]] = {}
        for rule, start, end in self._of_several(doc, allow_missing=True):
            number = int(doc.vocab.strings[rule])
            found.setdefault(range(start, end)[self._ruler.indices[number]], []).append((number, rule, start, end))
        return found

    def _read(self, doc: Doc, i: int, beside: list[RuleMatch]) -> tuple[int, ...]:
        """What the rules give a word. Those for a tag and a part in the sentence hold for all words that no rule names."""
        token: Any = doc[i]
        kind = (token.tag, token.dep, token.is_space, token.lower_ if self._own.fullmatch(token.lower_) else "")
        if kind in self._by_kind and not beside:
            token.tag, token.dep, token.pos, token.morph, token.lemma = self._by_kind[kind]
        else:
            alone: list[RuleMatch] = [(number, rule, i, i + 1) for number, rule, _, _ in self._ruler.match(doc[i : i + 1])]
            self._ruler.set_annotations(doc, sorted([*alone, *beside]))
            if not beside:
                self._by_kind[kind] = (token.tag, token.dep, token.pos, token.morph, token.lemma)
        if not token.lemma:
            token.lemma_ = self._lemmatizer.lemmatize(token)[0]
        return token.tag, token.dep, token.pos, token.morph.key, token.lemma


def _compile_words_with_rules(rules: Any) -> re.Pattern[str]:
    """Matches the words, in small letters, that some rule names."""
    asked = [
        token[key]
        for rule in rules
        for pattern in rule["patterns"]
        for token in pattern
        for key in _SPELLING_ATTRIBUTES & token.keys()
    ]
    words = {re.escape(each.lower()) for each in asked if isinstance(each, str)}
    for each in asked:
        if isinstance(each, dict):
            words |= {re.escape(word.lower()) for word in each.get("IN", ())}
            words |= {f".*(?:{each['REGEX']}).*"} if "REGEX" in each else set()
            words |= {".*"} if each.keys() - {"IN", "REGEX"} else set()
    return re.compile("|".join(sorted(words)) or "(?!)")


@Language.factory(_NAME, assigns=["token.tag", "token.pos", "token.morph", "token.lemma"])
def _make_tagger(nlp: Language, name: str) -> FastTagger:
    return FastTagger(nlp.get_pipe("attribute_ruler"), nlp.get_pipe("lemmatizer"))
