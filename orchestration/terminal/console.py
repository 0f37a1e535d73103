"""Standard output and standard error for people. The text may come from anyone.

Here belongs what makes untrusted text safe on a terminal, and what happens when the reader closes the pipe. Tables and wrapped
text belong to `tables` and `text_blocks`.
"""

from __future__ import annotations

import os
import sys

from rich.console import Console
from rich.text import Text

_ALLOWED_CONTROLS = {0x09, 0x0A, 0x0D}
_REPLACEMENTS = (
    {code: 0x2400 + code for code in range(0x20) if code not in _ALLOWED_CONTROLS}  # the Unicode pictures of these characters
    | {0x7F: 0x2421}
    | dict.fromkeys(range(0x80, 0xA0), 0xFFFD)
)


def escape_controls(text: str) -> str:
    """Replaces control characters by visible signs. Tabs and line breaks stay."""
    return text.translate(_REPLACEMENTS)


def discard_output(descriptor: int) -> None:
    """Discards everything that is written to `descriptor` from now on."""
    null_device = os.open(os.devnull, os.O_WRONLY)
    os.dup2(null_device, descriptor)
    os.close(null_device)


class SafeConsole(Console):
    """A Rich console for untrusted text. It continues silently when the reader closes the pipe, as `| head` does."""

    def on_broken_pipe(self) -> None:
        self.quiet = True
        discard_output(self.file.fileno())

    def print_text(self, text: str, style: str = "") -> None:
        """Prints `text` without markup and without escape sequences. Lines are not wrapped, so that they can be copied."""
        self.print(Text(escape_controls(text), style=style), soft_wrap=True)


def make_stdout_console() -> SafeConsole:
    """Makes the console for results."""
    return SafeConsole(highlight=False)


def make_stderr_console() -> SafeConsole:
    """Makes the console for progress and errors. It still reaches the terminal when descriptor 2 is redirected later."""
    stream = os.fdopen(os.dup(2), "w", encoding="utf-8", errors="backslashreplace", buffering=1)
    return SafeConsole(file=stream, highlight=False)


def discard_stdout() -> None:
    """Discards the rest of standard output. Call it after a BrokenPipeError."""
    discard_output(sys.stdout.fileno())
