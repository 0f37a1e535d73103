"""An article cut into passages: the sentences from which something was read, and the text between them.

Here belongs which marks and which readings belong to which passage, and their labels. How a reading is worded belongs to
`readings`.
"""

from __future__ import annotations

import dataclasses
import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from orchestration.explain.marks import Kind, Mark, Piece, pieces

Row = dict[str, Any]
Tables = Mapping[str, Sequence[Row]]

FIELDS = ("title", "text")
LABELLED: dict[str, tuple[Kind, str, str, str]] = {
    "event_mentions": ("event", "E", "trigger_start", "trigger_end"),
    "claims": ("claim", "C", "char_start", "char_end"),
    "equipment_claims": ("equipment", "Q", "char_start", "char_end"),
}
"""The tables whose rows get a label: kind of mark, letter, and the columns of the span."""
NAMED: dict[str, Kind] = {"actor_mentions": "actor", "place_mentions": "place", "person_mentions": "person"}
_PARAGRAPH = re.compile(r"\s*\n[^\S\n]*\n\s*|(?<=[.!?:;\"'”’)…])[^\S\n]*\n\s*")


@dataclass(slots=True)
class Passage:
    """A sentence with the rows that were read from it, or text from which nothing but names was read."""

    field: str
    text: str
    """The whole field's."""
    start: int
    end: int
    starts_paragraph: bool = False
    marks: list[Mark] = dataclasses.field(default_factory=list)
    rows: dict[str, list[Row]] = dataclasses.field(default_factory=dict)

    @property
    def is_read(self) -> bool:
        """Whether an event, a figure or a loss was read from it."""
        return any(self.rows.get(name) for name in LABELLED)

    def pieces(self) -> Iterator[Piece]:
        """Its words with its marks."""
        return pieces(self.text, self.start, self.end, self.marks)


def labelled(tables: Tables) -> dict[str, list[Row]]:
    """The rows in the order of the article, those of LABELLED with their `label`."""
    ordered = {}
    for name, rows in tables.items():
        start, end = LABELLED[name][2:] if name in LABELLED else ("char_start", "char_end")
        ordered[name] = sorted(rows, key=lambda row: (FIELDS.index(row["span_field"]), row[start], row[end]))
        if name in LABELLED:
            ordered[name] = [{"label": f"{LABELLED[name][1]}{n}", **row} for n, row in enumerate(ordered[name], 1)]
    return ordered


def passages(title: str | None, text: str, tables: Tables) -> list[Passage]:
    """The whole article, title first, in passages. `tables` holds rows as `labelled` gives them; blank space is left out."""
    return [
        passage
        for name, whole in zip(FIELDS, (title or "", text), strict=True)
        for passage in _of_field(name, whole, {n: [r for r in rows if r["span_field"] == name] for n, rows in tables.items()})
    ]


def _of_field(name: str, whole: str, tables: dict[str, list[Row]]) -> list[Passage]:
    sentences = sorted({(row["sentence_start"], row["sentence_end"]) for table in LABELLED for row in tables.get(table, [])})
    names = sorted((row["char_start"], row["char_end"]) for table in NAMED for row in tables.get(table, []))
    found = []
    at = 0
    for start, end in (*sentences, (len(whole), len(whole))):
        found += [Passage(name, whole, *span) for span in _between(whole, at, start, names)]
        if start < end:
            found.append(Passage(name, whole, start, end))
        at = end
    for before, passage in pairwise(found):
        passage.starts_paragraph = bool(_PARAGRAPH.search(whole, before.end - 1, passage.start))
    starts = [passage.start for passage in found]
    for table, rows in tables.items():
        kind, _, first, last = LABELLED.get(table) or (NAMED[table], "", "char_start", "char_end")
        for row in rows:
            passage = found[bisect_right(starts, row[first]) - 1]
            passage.rows.setdefault(table, []).append(row)
            if row[last] <= passage.end:  # a name may reach beyond its sentence, where the parser ended that too early
                passage.marks.append(Mark(kind, row.get("label", ""), row[first], row[last]))
    return found


def _between(whole: str, start: int, end: int, names: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """The paragraphs in `whole[start:end]`, trimmed; none ends within a name."""
    cuts = [start]
    for gap in _PARAGRAPH.finditer(whole, start, end):
        before = bisect_right(names, (gap.start(), len(whole))) - 1
        if before < 0 or names[before][1] <= gap.start():
            cuts.append(gap.end())
    for first, last in pairwise((*cuts, end)):
        words = whole[first:last]
        trimmed = words.strip()
        if trimmed:
            begin = first + len(words) - len(words.lstrip())
            yield begin, begin + len(trimmed)
