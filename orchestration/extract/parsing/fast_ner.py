"""Names and figures in a text: the same as spaCy's own entity recogniser finds, in less than half of the time.

Here belong the recogniser's steps over a text. spaCy takes them word by word and locks the interpreter at each step. Outside a
name, a step depends on one word only, so this module scores all those steps at once. What a name means belongs to other rooms.
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

_PIPE_NAME = "tallywire_entities"
_N_FEATURES = 3
"""A step reads the word, the first word of the open name, and the word before; -1 means that there is none."""
_MAX_WORDS_SCORED_AHEAD = 3
"""The words after the first word of a name that are scored together with it; longer names are scored word by word."""

Scores = npt.NDArray[np.float32]


def use_fast_ner(nlp: Language) -> None:
    """Replaces the pipeline's entity recogniser by `FastEntityRecognizer`, if the recogniser takes the steps known here.

    Any other recogniser stays as it is.
    """
    ner = nlp.get_pipe("ner") if "ner" in nlp.pipe_names else None
    if not isinstance(ner, EntityRecognizer) or ner.cfg["beam_width"] != 1:
        return
    model: Any = ner.model.predict([nlp("A word.")])
    if model.attrs["has_upper"] and model.state2vec.nF == _N_FEATURES:
        nlp.add_pipe(_PIPE_NAME, after="ner")
        nlp.disable_pipe("ner")


def get_standalone_ner(nlp: Language) -> Callable[[Doc], Doc] | None:
    """Returns the part that finds names without the other parts of the pipeline; None when it needs their results."""
    part: Any = nlp.get_pipe(_PIPE_NAME) if _PIPE_NAME in nlp.pipe_names else None
    return part if part is not None and part.is_standalone else None


@lru_cache(maxsize=4)
def list_entities(doc: Doc) -> tuple[Span, ...]:
    """Lists the entities of a text. Cached, because spaCy makes them again at each call."""
    return tuple(doc.ents)


class FastEntityRecognizer:
    """A part of a pipeline that finds names and figures in parsed texts."""

    def __init__(self, recogniser: EntityRecognizer, n_moves: int) -> None:
        self._ner = recogniser
        self.is_standalone = not any("listener" in node.name for node in recogniser.model.walk())
        moves = [recogniser.moves.get_class_name(i).partition("-")[::2] for i in range(n_moves)]  # "B-ORG", …, "O"
        columns = {kind: [i for i, (move, label) in enumerate(moves) if move == kind and label] for kind in "BILU"}
        self._labels = [label for _, label in moves]
        self._out = next(i for i, (kind, _) in enumerate(moves) if kind == "O")
        self._first, self._single = columns["B"], columns["U"]
        self._ends = {
            first: (moves.index(("I", self._labels[first])), moves.index(("L", self._labels[first]))) for first in columns["B"]
        }
        self._never = [i for i in range(len(moves)) if i != self._out and i not in {*columns["B"], *columns["U"]}]

    def __call__(self, doc: Doc) -> Doc:
        """Sets the entities of a text whose sentences are marked."""
        if len(doc):
            doc.set_ents(self._find_entities(doc), default="outside")
        return doc

    def _find_entities(self, doc: Doc) -> list[Span]:
        model: Any = self._ner.model.predict([doc])
        n = len(doc)
        starts, blanks = doc.to_array(["SENT_START", "IS_SPACE"]).T == 1
        is_last = np.append(starts[1:], True)  # no name continues after it
        outside = np.full((n, _N_FEATURES), -1, dtype=np.int32)
        outside[:, 0] = np.arange(n)
        scores = _score_steps(model, outside)
        scores[:, self._never] = -np.inf
        scores[np.ix_(is_last | blanks, self._first)] = -np.inf
        scores[np.ix_(blanks, self._single)] = -np.inf
        moves = scores.argmax(axis=1)
        firsts = [int(i) for i in np.flatnonzero(np.isin(moves, self._first))]
        steps = [(t, i) for i in firsts for t in range(i + 1, min(i + 1 + _MAX_WORDS_SCORED_AHEAD, n))]
        inside = dict(zip(steps, _score_inside_names(model, steps), strict=True))
        found: list[Span] = []
        position = 0
        for i in map(int, np.flatnonzero(moves != self._out)):
            if i < position:
                continue
            move, position = int(moves[i]), i + 1
            if move in self._ends:
                continues, ends = self._ends[move]
                while True:
                    step = (position, i)
                    row = inside[step] if step in inside else _score_inside_names(model, [step])[0]
                    position += 1
                    if is_last[position - 1] or row[ends] > row[continues] or (row[ends] == row[continues] and ends < continues):
                        break
            found.append(Span(doc, i, position, label=self._labels[move]))
        return found


@Language.factory(_PIPE_NAME, assigns=["doc.ents", "token.ent_iob", "token.ent_type"])
def _make_recognizer(nlp: Language, name: str) -> FastEntityRecognizer:
    ner: Any = nlp.get_pipe("ner")
    return FastEntityRecognizer(ner, ner.model.predict([nlp.make_doc("A word.")]).nO)


def _score_steps(model: Any, steps: npt.NDArray[np.int32]) -> Scores:
    scores: Scores = model.vec2scores.predict(model.state2vec.predict(steps))
    return scores


def _score_inside_names(model: Any, steps: Sequence[tuple[int, int]]) -> Scores | list[Scores]:
    """Scores the steps (word, first word of its name), each at a word after the first of its name."""
    if not steps:
        return []
    return _score_steps(model, np.array([(word, first, word - 1) for word, first in steps], dtype=np.int32))
