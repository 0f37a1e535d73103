"""Writing to a person: standard output and standard error, with text that may come from anywhere.

Here belongs what keeps such text harmless on a terminal, and what happens when nobody reads any more.
"""

from __future__ import annotations

import os
import sys

from rich.console import Console
from rich.text import Text

_KEPT_CONTROLS = {0x09, 0x0A, 0x0D}
_VISIBLE = (
    {code: 0x2400 + code for code in range(0x20) if code not in _KEPT_CONTROLS}  # Unicode's pictures of them
    | {0x7F: 0x2421}
    | dict.fromkeys(range(0x80, 0xA0), 0xFFFD)
)


def visible(text: str) -> str:
    """`text` with control characters as signs that can be seen; tabs and line breaks stay."""
    return text.translate(_VISIBLE)


def point_at_nothing(descriptor: int) -> None:
    """Lets what is still written to `descriptor` vanish."""
    nothing = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nothing, descriptor)
    os.close(nothing)


class Paper(Console):
    """A Rich console that goes on without a word when its reader has left, as `| head` does."""

    def on_broken_pipe(self) -> None:
        self.quiet = True
        point_at_nothing(self.file.fileno())

    def say(self, text: str, style: str = "") -> None:
        """Prints `text` as it is: no markup, no escape sequence, lines as long as they are, so that they can be copied."""
        self.print(Text(visible(text), style=style), soft_wrap=True)


def standard_output() -> Paper:
    """For results."""
    return Paper(highlight=False)


def standard_error() -> Paper:
    """For progress and for what went wrong. It keeps its way out when descriptor 2 is made to lead elsewhere."""
    stream = os.fdopen(os.dup(2), "w", encoding="utf-8", errors="backslashreplace", buffering=1)
    return Paper(file=stream, highlight=False)


def reader_has_left() -> None:
    """To be called after a BrokenPipeError: the rest of this process writes into nothing."""
    point_at_nothing(sys.stdout.fileno())
