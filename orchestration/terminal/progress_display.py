"""Progress of a run for a person: a moving line on a terminal, an occasional plain line elsewhere.

Here belongs how progress looks. The step writes its own messages.
"""

from __future__ import annotations

import time
from typing import Protocol

from rich.progress import BarColumn, Progress, ProgressColumn, SpinnerColumn, Task, TaskID
from rich.text import Text

from orchestration.terminal.console import SafeConsole, escape_controls

MAX_SILENT_SECONDS = 30.0
"""Longest time without a line in a log. One hour of work gives 120 lines."""


def format_time_left(seconds: float, done: int, total: int) -> str:
    """Estimates the remaining time from the pace so far, in words. Empty while an estimate would be a guess."""
    if not 0 < done < total or seconds < 1:
        return ""
    left = seconds * (total - done) / done
    if left < 60:
        return "less than a minute left"
    minutes = round(left / 60)
    return f"about {minutes} min left" if minutes < 100 else f"about {round(minutes / 60)} h left"


class Display(Protocol):
    """Shows the progress of a run, as a `Listener` of `pipeline.progress`, until it is closed."""

    def started(self, step: str) -> None:
        """A step starts."""

    def working(self, step: str, message: str, done: int | None = None, total: int | None = None) -> None:
        """How far the step is."""

    def ended(self, step: str, message: str, seconds: float) -> None:
        """The step succeeded."""

    def close(self) -> None:
        """Stops the display. The run has ended, successfully or not."""


class PlainLines:
    """One line when a step starts, one when it ends, and one every half minute in between."""

    def __init__(self, console: SafeConsole, *, interval: float = MAX_SILENT_SECONDS) -> None:
        self._console = console
        self._interval = interval
        self._started_at = self._printed_at = 0.0
        self._is_closed = False

    def _print(self, text: str) -> None:
        if not self._is_closed:
            self._console.print_text(text)

    def started(self, step: str) -> None:
        self._started_at = self._printed_at = time.monotonic()
        self._print(f"{step}: started")

    def working(self, step: str, message: str, done: int | None = None, total: int | None = None) -> None:
        now = time.monotonic()
        if now - self._printed_at < self._interval:
            return
        self._printed_at = now
        parts = [message]
        if done is not None and total:
            parts += [f"{done / total:.0%}", format_time_left(now - self._started_at, done, total)]
        self._print(f"{step}: {', '.join(p for p in parts if p)}")

    def ended(self, step: str, message: str, seconds: float) -> None:
        self._print(f"{step}: {message} ({seconds:.1f} s)")

    def close(self) -> None:
        self._is_closed = True


class _Share(ProgressColumn):
    """Share done and time left, for a task that counts its items."""

    def render(self, task: Task) -> Text:
        if not task.total:
            return Text("")
        left = format_time_left(task.elapsed or 0, int(task.completed), int(task.total))
        return Text(f"{task.percentage:.0f} %{f', {left}' if left else ''}")


class _Message(ProgressColumn):
    """Step and message without markup: they may quote an input."""

    def render(self, task: Task) -> Text:
        return Text(escape_controls(task.description))


class _Bar(BarColumn):
    """A bar for a task that counts its items; empty for other tasks."""

    def render(self, task: Task) -> Text:  # type: ignore[override]
        return super().render(task) if task.total else Text("")  # type: ignore[return-value]


class MovingLine:
    """A moving line while a step runs. When the step ends, its result stays as a plain line."""

    def __init__(self, console: SafeConsole) -> None:
        self._console = console
        self._progress = Progress(
            SpinnerColumn(),
            _Message(),
            _Bar(bar_width=30),
            _Share(),
            console=console,
            transient=True,
            redirect_stdout=False,
            redirect_stderr=False,
        )
        self._task: TaskID = self._progress.add_task("starting …", total=None)
        self._is_closed = False
        self._progress.start()

    def started(self, step: str) -> None:
        self._progress.remove_task(self._task)
        self._task = self._progress.add_task(f"{step} …", total=None)

    def working(self, step: str, message: str, done: int | None = None, total: int | None = None) -> None:
        self._progress.update(self._task, description=f"{step} … {message}", completed=done or 0, total=total)

    def ended(self, step: str, message: str, seconds: float) -> None:
        self._progress.update(self._task, description="", total=None)
        if not self._is_closed:
            self._console.print_text(f"{step}: {message} ({seconds:.1f} s)")

    def close(self) -> None:
        self._is_closed = True
        self._progress.stop()


def make_display(console: SafeConsole) -> Display:
    """Makes a moving line for a terminal, plain lines for anything else."""
    return MovingLine(console) if console.is_terminal else PlainLines(console)
