"""Standard output and standard error for people. The text may come from anyone.

Here belongs what makes untrusted text safe on a terminal, and what happens when the reader closes the pipe. Tables and wrapped
text belong to `tables` and `text_blocks`.
"""

from __future__ import annotations

import os
import re
import sys

from rich.console import Console
from rich.text import Text

_ALLOWED_CONTROLS = {0x09, 0x0A, 0x0D}
_INVISIBLE_RANGES = (
    (0xAD, 0xAD), (0x34F, 0x34F), (0x61C, 0x61C), (0x115F, 0x1160), (0x17B4, 0x17B5), (0x180B, 0x180F), (0x200B, 0x200B),
    (0x200E, 0x200F),
    (0x2028, 0x202E), (0x2060, 0x206F), (0x3164, 0x3164), (0xFEFF, 0xFEFF), (0xFFA0, 0xFFA0),
    (0xFFF0, 0xFFFB), (0x1BCA0, 0x1BCA3), (0x1D173, 0x1D17A), (0xE0000, 0xE0FFF),
)  # fmt: skip
"""Characters that show nothing, change the direction of the text, or break the line: Unicode's Default_Ignorable_Code_Point, the
separators of lines and paragraphs, the marks of annotations."""
_ABBREVIATIONS = {
    0xAD: "SHY", 0x61C: "ALM", 0x200B: "ZWSP", 0x200E: "LRM", 0x200F: "RLM", 0x2028: "LSEP",
    0x2029: "PSEP", 0x202A: "LRE", 0x202B: "RLE", 0x202C: "PDF", 0x202D: "LRO", 0x202E: "RLO", 0x2060: "WJ", 0x2066: "LRI",
    0x2067: "RLI", 0x2068: "FSI", 0x2069: "PDI", 0xFEFF: "BOM",
}  # fmt: skip
"""Unicode's abbreviations of the frequent ones. The others are shown by their numbers."""
INVISIBLE_CHARACTERS = {
    code: f"‹{_ABBREVIATIONS.get(code, f'U+{code:04X}')}›" for first, last in _INVISIBLE_RANGES for code in range(first, last + 1)
}
"""The sign for each of them."""
_REPLACEMENTS: dict[int, int | str] = (
    {code: 0x2400 + code for code in range(0x20) if code not in _ALLOWED_CONTROLS}  # the Unicode pictures of these characters
    | {0x7F: 0x2421}
    | dict.fromkeys(range(0x80, 0xA0), 0xFFFD)
    | INVISIBLE_CHARACTERS
)
_IDLE_JOINERS = re.compile(r"(?<![^\x00-\u024f])[\u200c\u200d\ufe00-\ufe0f]")
"""Joiners and variation selectors shape emoji and the letters of Arabic or Hindi. After a Latin letter they only hide."""


def escape_controls(text: str) -> str:
    """Replaces control characters and invisible characters by visible signs. Tabs and line breaks stay."""
    return _IDLE_JOINERS.sub(lambda found: f"‹U+{ord(found[0]):04X}›", text.translate(_REPLACEMENTS))


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
