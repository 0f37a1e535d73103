"""Text on standard output: wrapped and indented on a terminal, one sentence per line elsewhere.

Here belong line ends, indents and headings. The wording belongs to the caller, and so does making untrusted text safe.
"""

from __future__ import annotations

from rich.padding import Padding
from rich.text import Text

from orchestration.terminal.console import SafeConsole

MAX_LINE_WIDTH = 100
"""Width of running text on a terminal, in columns. Longer lines are hard to read."""


class BlockWriter:
    """Writes lines to one console. Outside a terminal a line is not wrapped, so that it can be searched and compared."""

    def __init__(self, console: SafeConsole) -> None:
        self._console = console
        self.is_coloured = console.is_terminal and console.color_system is not None and not console.no_color

    def write_line(self, indent: int, text: Text) -> None:
        """Writes one line. A terminal wraps it, with every line indented."""
        if self._console.is_terminal:
            self._console.print(Padding(text, (0, 0, 0, indent), expand=False), width=min(self._console.width, MAX_LINE_WIDTH))
        else:
            self._console.print(Text(" " * indent) + text, soft_wrap=True)

    def write_heading(self, words: str) -> None:
        """Writes a heading for the lines below."""
        self.write_line(0, Text(words.upper(), "bold"))

    def write_blank_line(self) -> None:
        """Writes an empty line."""
        self._console.print()
