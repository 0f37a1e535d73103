"""Names and figures, as the pipeline's own recogniser finds them, in less than half of its time.

Here belongs taking the recogniser's steps over a text. spaCy takes them word by word and locks the interpreter at each; outside
a name a step depends on one word alone, so here all of these are scored at once. What is found is the same.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import Any

import numpy as np
import numpy.typing as npt
from spacy.language import Language
from spacy.pipeline import EntityRecognizer
from spacy.tokens import Doc, Span

NAME = "tallywire_entities"
_N_FEATURES = 3
"""A step looks at the word, the first word of the open name, and the word before; -1 stands for none."""
_MAX_WORDS_SCORED_AHEAD = 3
"""So many words behind a first one are scored with it; longer names are scored word by word."""

Scores = npt.NDArray[np.float32]


def use_fast_ner(nlp: Language) -> None:
    """Puts `FastEntityRecognizer` in the place of a pipeline's recogniser, where that takes the steps that are known here."""
    ner = nlp.get_pipe("ner") if "ner" in nlp.pipe_names else None
    if not isinstance(ner, EntityRecognizer) or ner.cfg["beam_width"] != 1:
        return
    model: Any = ner.model.predict([nlp("A word.")])
    if model.attrs["has_upper"] and model.state2vec.nF == _N_FEATURES:
        nlp.add_pipe(NAME, after="ner")
        nlp.disable_pipe("ner")


def get_standalone_ner(nlp: Language) -> Callable[[Doc], Doc] | None:
    """The part that finds names in a text by itself; None where it needs what other parts have made of the text."""
    part: Any = nlp.get_pipe(NAME) if NAME in nlp.pipe_names else None
    return part if part is not None and part.is_alone else None


@lru_cache(maxsize=4)
def list_entities(doc: Doc) -> tuple[Span, ...]:
    """The entities of a text. spaCy makes them anew each time it is asked."""
    return tuple(doc.ents)


class FastEntityRecognizer:
    """Finds names and figures in parsed texts: a part of a pipeline."""

    def __init__(self, recogniser: EntityRecognizer, n_moves: int) -> None:
        self._ner = recogniser
        self.is_alone = not any("listener" in node.name for node in recogniser.model.walk())
        moves = [recogniser.moves.get_class_name(i).partition("-")[::2] for i in range(n_moves)]  # "B-ORG", …, "O"
        columns = {kind: [i for i, (each, label) in enumerate(moves) if each == kind and label] for kind in "BILU"}
        self._labels = [label for _, label in moves]
        self._out = next(i for i, (kind, _) in enumerate(moves) if kind == "O")
        self._first, self._single = columns["B"], columns["U"]
        self._ends = {
            first: (moves.index(("I", self._labels[first])), moves.index(("L", self._labels[first]))) for first in columns["B"]
        }
        self._never = [i for i in range(len(moves)) if i != self._out and i not in {*columns["B"], *columns["U"]}]

    def __call__(self, doc: Doc) -> Doc:
        """Sets the entities of a text whose sentences are known."""
        if len(doc):
            doc.set_ents(self._found(doc), default="outside")
        return doc

    def _found(self, doc: Doc) -> list[Span]:
        model: Any = self._ner.model.predict([doc])
        n = len(doc)
        starts, blanks = doc.to_array(["SENT_START", "IS_SPACE"]).T == 1
        is_last = np.append(starts[1:], True)  # no name goes on behind it
        alone = np.full((n, _N_FEATURES), -1, dtype=np.int32)
        alone[:, 0] = np.arange(n)
        scores = _score_steps(model, alone)
        scores[:, self._never] = -np.inf
        scores[np.ix_(is_last | blanks, self._first)] = -np.inf
        scores[np.ix_(blanks, self._single)] = -np.inf
        moves = scores.argmax(axis=1)
        firsts = [int(i) for i in np.flatnonzero(np.isin(moves, self._first))]
        steps = [(t, i) for i in firsts for t in range(i + 1, min(i + 1 + _MAX_WORDS_SCORED_AHEAD, n))]
        inside = dict(zip(steps, _score_inside_names(model, steps), strict=True))
        found: list[Span] = []
        behind = 0
        for i in map(int, np.flatnonzero(moves != self._out)):
            if i < behind:
                continue
            move, behind = int(moves[i]), i + 1
            if move in self._ends:
                goes_on, ends = self._ends[move]
                while True:
                    step = (behind, i)
                    row = inside[step] if step in inside else _score_inside_names(model, [step])[0]
                    behind += 1
                    if is_last[behind - 1] or row[ends] > row[goes_on] or (row[ends] == row[goes_on] and ends < goes_on):
                        break
            found.append(Span(doc, i, behind, label=self._labels[move]))
        return found


@Language.factory(NAME, assigns=["doc.ents", "token.ent_iob", "token.ent_type"])
def _make_recognizer(nlp: Language, name: str) -> FastEntityRecognizer:
    ner: Any = nlp.get_pipe("ner")
    return FastEntityRecognizer(ner, ner.model.predict([nlp.make_doc("A word.")]).nO)


def _score_steps(model: Any, steps: npt.NDArray[np.int32]) -> Scores:
    scores: Scores = model.vec2scores.predict(model.state2vec.predict(steps))
    return scores


def _score_inside_names(model: Any, steps: Sequence[tuple[int, int]]) -> Scores | list[Scores]:
    """The scores at a word of a name that begins before it."""
    if not steps:
        return []
    return _score_steps(model, np.array([(word, first, word - 1) for word, first in steps], dtype=np.int32))
