"""An article cut into passages: the sentences from which something was extracted, and the text between them.

Here belongs which marks and rows belong to which passage, and their labels. The wording of a row belongs to `readings`.
"""

from __future__ import annotations

import dataclasses
import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from orchestration.explain.marks import Kind, Mark, Piece, split_at_marks

Row = dict[str, Any]
Tables = Mapping[str, Sequence[Row]]

FIELDS = ("title", "text")
LABELLED_TABLES: dict[str, tuple[Kind, str, str, str]] = {
    "event_mentions": ("event", "E", "trigger_start", "trigger_end"),
    "claims": ("claim", "C", "char_start", "char_end"),
    "equipment_claims": ("equipment", "Q", "char_start", "char_end"),
}
"""Tables whose rows get a label: kind of mark, letter, and the columns of the span."""
NAME_TABLES: dict[str, Kind] = {"actor_mentions": "actor", "place_mentions": "place", "person_mentions": "person"}
_PARAGRAPH = re.compile(r"\s*\n[^\S\n]*\n\s*|(?<=[.!?:;\"'”’)…])[^\S\n]*\n\s*")


@dataclass(slots=True)
class Passage:
    """A sentence with the rows extracted from it, or text with no rows except names."""

    field: str
    text: str
    """The text of the whole field."""
    start: int
    end: int
    starts_paragraph: bool = False
    marks: list[Mark] = dataclasses.field(default_factory=list)
    rows: dict[str, list[Row]] = dataclasses.field(default_factory=dict)

    def split_at_marks(self) -> Iterator[Piece]:
        """Splits the words of the passage at its marks."""
        return split_at_marks(self.text, self.start, self.end, self.marks)


def label_rows(tables: Tables) -> dict[str, list[Row]]:
    """Sorts the rows in the order of the article, and adds a `label` to those of LABELLED_TABLES."""
    ordered = {}
    for name, rows in tables.items():
        start, end = LABELLED_TABLES[name][2:] if name in LABELLED_TABLES else ("char_start", "char_end")
        ordered[name] = sorted(rows, key=lambda row: (FIELDS.index(row["span_field"]), row[start], row[end]))
        if name in LABELLED_TABLES:
            ordered[name] = [{"label": f"{LABELLED_TABLES[name][1]}{n}", **row} for n, row in enumerate(ordered[name], 1)]
    return ordered


def cut_passages(title: str | None, text: str, tables: Tables) -> list[Passage]:
    """Cuts the whole article into passages, title first, without blank space. `tables` are the rows from `label_rows`."""
    return [
        passage
        for name, whole in zip(FIELDS, (title or "", text), strict=True)
        for passage in _cut_field(name, whole, {n: [r for r in rows if r["span_field"] == name] for n, rows in tables.items()})
    ]


def _cut_field(name: str, whole: str, tables: dict[str, list[Row]]) -> list[Passage]:
    sentences = sorted(
        {(row["sentence_start"], row["sentence_end"]) for table in LABELLED_TABLES for row in tables.get(table, [])}
    )
    names = sorted((row["char_start"], row["char_end"]) for table in NAME_TABLES for row in tables.get(table, []))
    found = []
    at = 0
    for start, end in (*sentences, (len(whole), len(whole))):
        found += [Passage(name, whole, *span) for span in _cut_paragraphs(whole, at, start, names)]
        if start < end:
            found.append(Passage(name, whole, start, end))
        at = end
    for before, passage in pairwise(found):
        passage.starts_paragraph = bool(_PARAGRAPH.search(whole, before.end - 1, passage.start))
    starts = [passage.start for passage in found]
    for table, rows in tables.items():
        kind, _, first, last = LABELLED_TABLES.get(table) or (NAME_TABLES[table], "", "char_start", "char_end")
        for row in rows:
            passage = found[bisect_right(starts, row[first]) - 1]
            passage.rows.setdefault(table, []).append(row)
            if row[last] <= passage.end:  # a name may end after its sentence if the parser ended the sentence too early
                passage.marks.append(Mark(kind, row.get("label", ""), row[first], row[last]))
    return found


def _cut_paragraphs(whole: str, start: int, end: int, names: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Cuts `whole[start:end]` into trimmed paragraphs. None ends within a name."""
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
