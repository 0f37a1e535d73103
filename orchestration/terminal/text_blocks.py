"""Lines of an account on standard output: wrapped and indented on a terminal, one sentence a line elsewhere.

Here belong line ends, indents and headings. What is said, and making untrusted words harmless, belongs to whoever writes.
"""

from __future__ import annotations

from rich.padding import Padding
from rich.text import Text

from orchestration.terminal.console import Paper

WIDEST = 100
"""Columns of running text on a terminal: longer lines are hard to read."""


class Lines:
    """Writes to one paper. In plain text a line stays whole, so that it can be searched and compared."""

    def __init__(self, paper: Paper) -> None:
        self._paper = paper
        self.is_coloured = paper.is_terminal and paper.color_system is not None and not paper.no_color

    def line(self, indent: int, text: Text) -> None:
        """One line, or on a terminal as many as it needs, all of them indented."""
        if self._paper.is_terminal:
            self._paper.print(Padding(text, (0, 0, 0, indent), expand=False), width=min(self._paper.width, WIDEST))
        else:
            self._paper.print(Text(" " * indent) + text, soft_wrap=True)

    def heading(self, words: str) -> None:
        """What the lines below it are about."""
        self.line(0, Text(words.upper(), "bold"))

    def blank(self) -> None:
        """An empty line."""
        self._paper.print()
