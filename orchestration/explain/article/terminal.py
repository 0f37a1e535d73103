"""An explanation on standard output: coloured and wrapped on a terminal, plain text with brackets elsewhere.

Here belongs what stands where, and in which colour. Line ends belong to `lines`.
"""

from __future__ import annotations

from rich.text import Text

from orchestration.explain.article.explanation import Explanation, ShownPassage, Stated
from orchestration.explain.article.passages import Passage
from orchestration.explain.legend import COUNTS, LEGEND, RUN_SETTLES
from orchestration.explain.marks import Close, Mark, Open, Words
from orchestration.explain.readings import Reading
from orchestration.terminal.console import SafeConsole
from orchestration.terminal.sanitize import sanitize_text
from orchestration.terminal.text_blocks import BlockWriter

_STYLES = {
    "event": "bold yellow",
    "claim": "bold red",
    "equipment": "bold magenta",
    "actor": "blue",
    "place": "green",
    "person": "cyan",
}
_DIM, _HEADING = "dim", "bold"


def write(explanation: Explanation, paper: SafeConsole) -> None:
    """Writes the explanation."""
    _Writer(paper).write(explanation)


class _Writer(BlockWriter):
    def write(self, explanation: Explanation) -> None:
        for name, value in explanation.about:
            self.write_line(0, Text.assemble((f"{name:<10} ", _DIM), sanitize_text(value)))
        for note in explanation.notes:
            self.write_blank_line()
            self.write_line(0, Text(note, _HEADING))
        if any(explanation.tables.values()):
            self.write_blank_line()
            self.write_line(0, self._legend())
        field = ""
        for each in explanation.passages:
            if each.passage.field != field:
                field = each.passage.field
                self.write_blank_line()
                self.write_heading(field)
            elif each.readings or each.passage.starts_paragraph:
                self.write_blank_line()
            self._passage(each)
        if explanation.tables["event_mentions"] or explanation.stated:
            self._stated(explanation)

    # ------------------------------------------------------------------------------------------------ the article

    def _passage(self, each: ShownPassage) -> None:
        self.write_line(0, self._marked(each.passage))
        for reading in each.readings:
            self._reading(reading)
        for name, mentions in (("actors", each.actors), ("places", each.places), ("persons", each.persons)):
            if mentions:
                self.write_line(
                    4, Text.assemble((f"{name}  ", _DIM), (sanitize_text("; ".join(mentions)), "" if each.readings else _DIM))
                )

    def _marked(self, passage: Passage) -> Text:
        text, opened = Text(), list[Mark]()
        for piece in passage.pieces():
            match piece:
                case Words(words):
                    text.append(sanitize_text(words), " ".join(_STYLES[mark.kind] for mark in opened[-1:]))
                case Open(mark):
                    opened.append(mark)
                    if mark.label and not self.is_coloured:
                        text.append(f"[{mark.label}: ")
                case Close(mark, is_end):
                    opened.pop()
                    if not mark.label:
                        continue
                    if not self.is_coloured:
                        text.append("]")
                    elif is_end:
                        text.append(f"‹{mark.label}›", f"{_STYLES[mark.kind]} dim")
        return text

    def _reading(self, reading: Reading) -> None:
        style = _STYLES[reading.kind]
        self.write_line(
            4,
            Text.assemble(
                (f"{reading.label:<3} ", style), (f"“{sanitize_text(reading.quote)}”", _HEADING), " ", sanitize_text(reading.what)
            ),
        )
        for facts in (reading.facts, reading.grounds):
            line = Text()
            for name, value in facts:
                line.append(" · " if line else "", _DIM)
                line.append(f"{name} ", _DIM)
                line.append(sanitize_text(value))
            self.write_line(8, line)

    # ------------------------------------------------------------------------------------------- what it comes to

    def _stated(self, explanation: Explanation) -> None:
        self.write_blank_line()
        self.write_heading("what the article states")
        self.write_line(0, Text(COUNTS, _DIM))
        for stated in explanation.stated:
            self._figures(stated)
        if explanation.without_figures:
            self.write_blank_line()
            self.write_line(0, Text(f"without a figure: {', '.join(explanation.without_figures)}", _DIM))
        self.write_blank_line()
        if explanation.settled is None:
            self.write_line(0, Text(RUN_SETTLES, _DIM))
            return
        self.write_heading("what a run settled, event by event")
        for event in explanation.settled:
            told = [f"told in {event.mentions}"] if event.mentions else []
            told += ["what the article leads with"] if event.is_lead else []
            self.write_line(0, Text.assemble(sanitize_text(event.summary), (f"  ({'; '.join(told)})" if told else "", _DIM)))
            self.write_line(4, Text(event.figures, _HEADING))

    def _figures(self, stated: Stated) -> None:
        self.write_blank_line()
        self.write_line(
            0, Text.assemble((f"{stated.label:<3} " if stated.label else "", _STYLES["event"]), sanitize_text(stated.what))
        )
        for label, figure, why_not in stated.figures:
            style = _STYLES["claim" if label.startswith("C") else "equipment"]
            not_counted = (f"  not counted: {sanitize_text(why_not)}", _DIM) if why_not else ""
            self.write_line(
                4, Text.assemble((f"{label:<3} ", style), (sanitize_text(figure), _DIM if why_not else ""), not_counted)
            )

    # ------------------------------------------------------------------------------------------------------ lines

    def _legend(self) -> Text:
        text = Text()
        for kind, letter, meaning in LEGEND:
            if letter or self.is_coloured:
                text.append("  " if text else "")
                text.append(f"{letter} {meaning}" if letter else meaning, _STYLES[kind])
        return text
