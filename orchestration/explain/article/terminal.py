"""An article explanation on standard output: coloured and wrapped on a terminal, plain text with brackets elsewhere.

Here belong layout and colours. Line ends belong to `terminal.text_blocks`.
"""

from __future__ import annotations

from rich.text import Text

from orchestration.explain.article.explanation import ArticleExplanation, ExplainedPassage, PlacedMention, StatedFigure
from orchestration.explain.article.passages import Passage
from orchestration.explain.legend import CLAIMS_BY_INCIDENT, LEGEND, NO_INCIDENT, NO_MENTION, RUN_NEEDED
from orchestration.explain.marks import Mark, MarkEnd, MarkStart, Words
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


def print_explanation(explanation: ArticleExplanation, console: SafeConsole) -> None:
    """Prints the explanation."""
    _Writer(console).write_explanation(explanation)


class _Writer(BlockWriter):
    def write_explanation(self, explanation: ArticleExplanation) -> None:
        for name, value in explanation.about:
            self.write_line(0, Text.assemble((f"{name:<10} ", _DIM), sanitize_text(value)))
        for note in explanation.notes:
            self.write_blank_line()
            self.write_line(0, Text(note, _HEADING))
        if any(explanation.tables.values()):
            self.write_blank_line()
            self.write_line(0, self._make_legend())
        field = ""
        for each in explanation.passages:
            if each.passage.field != field:
                field = each.passage.field
                self.write_blank_line()
                self.write_heading(field)
            elif each.readings or each.passage.starts_paragraph:
                self.write_blank_line()
            self._write_passage(each)
        if explanation.incidents or explanation.left_out or explanation.figures_without_mention:
            self._write_incidents(explanation)

    # ------------------------------------------------------------------------------------------------ the article

    def _write_passage(self, each: ExplainedPassage) -> None:
        self.write_line(0, self._mark_words(each.passage))
        for reading in each.readings:
            self._write_reading(reading)
        for name, mentions in (("actors", each.actors), ("places", each.places), ("persons", each.persons)):
            if mentions:
                self.write_line(
                    4, Text.assemble((f"{name}  ", _DIM), (sanitize_text("; ".join(mentions)), "" if each.readings else _DIM))
                )

    def _mark_words(self, passage: Passage) -> Text:
        text, opened = Text(), list[Mark]()
        for piece in passage.split_at_marks():
            match piece:
                case Words(words):
                    text.append(sanitize_text(words), " ".join(_STYLES[mark.kind] for mark in opened[-1:]))
                case MarkStart(mark):
                    opened.append(mark)
                    if mark.label and not self.is_coloured:
                        text.append(f"[{mark.label}: ")
                case MarkEnd(mark, is_end):
                    opened.pop()
                    if not mark.label:
                        continue
                    if not self.is_coloured:
                        text.append("]")
                    elif is_end:
                        text.append(f"‹{mark.label}›", f"{_STYLES[mark.kind]} dim")
        return text

    def _write_reading(self, reading: Reading) -> None:
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

    # ---------------------------------------------------------------------------------------------- the incidents

    def _write_incidents(self, explanation: ArticleExplanation) -> None:
        self.write_blank_line()
        self.write_heading("what the article states")
        self.write_line(0, Text(CLAIMS_BY_INCIDENT, _DIM))
        for incident in explanation.incidents:
            self.write_blank_line()
            self.write_line(0, Text(f"{incident.label:<3} {incident.role}", _HEADING))
            self._write_mentions(incident.mentions)
        if explanation.left_out:
            self.write_blank_line()
            self.write_line(0, Text(NO_INCIDENT, _HEADING))
            self._write_mentions(explanation.left_out)
        if explanation.figures_without_mention:
            self.write_blank_line()
            self.write_line(0, Text(NO_MENTION, _HEADING))
            self._write_figures(explanation.figures_without_mention, 4)
        self.write_blank_line()
        if explanation.event_figures is None:
            self.write_line(0, Text(RUN_NEEDED, _DIM))
            return
        self.write_heading("what the run decided, by event")
        for event in explanation.event_figures:
            remarks = [f"mentioned in {event.mentions}"] if event.mentions else []
            remarks += ["main event of the article"] if event.is_lead else []
            self.write_line(
                0, Text.assemble(sanitize_text(event.summary), (f"  ({'; '.join(remarks)})" if remarks else "", _DIM))
            )
            self.write_line(4, Text(event.figures, _HEADING))

    def _write_mentions(self, mentions: list[PlacedMention]) -> None:
        for mention in mentions:
            line = Text.assemble((f"{mention.label:<3} ", _STYLES["event"]), sanitize_text(mention.what))
            line.append(f" · {sanitize_text(mention.rule)}", _DIM)
            self.write_line(4, line)
            self._write_figures(mention.figures, 8)

    def _write_figures(self, figures: list[StatedFigure], indent: int) -> None:
        for figure in figures:
            style = _STYLES["claim" if figure.label.startswith("C") else "equipment"]
            line = Text.assemble(
                (f"{figure.label:<3} ", style), (sanitize_text(figure.what), _DIM if figure.why_not_counted else "")
            )
            if figure.why_not_counted:
                line.append(f"  not counted: {sanitize_text(figure.why_not_counted)}", _DIM)
            self.write_line(indent, line)

    # ------------------------------------------------------------------------------------------------------ lines

    def _make_legend(self) -> Text:
        text = Text()
        for kind, letter, meaning in LEGEND:
            if letter or self.is_coloured:
                text.append("  " if text else "")
                text.append(f"{letter} {meaning}" if letter else meaning, _STYLES[kind])
        return text
