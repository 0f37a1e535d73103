"""What a person sees while a run is at work: a moving line on a terminal, now and then a plain line elsewhere.

Here belongs how progress looks. What a step says belongs to the step.
"""

from __future__ import annotations

import time
from typing import Protocol

from rich.progress import BarColumn, Progress, ProgressColumn, SpinnerColumn, Task, TaskID
from rich.text import Text

from orchestration.terminal.console import Paper, visible

PLAIN_SECONDS = 30.0
"""How long a step is silent at most in a log: an hour of work gives 120 lines."""


def time_left(seconds: float, done: int, total: int) -> str:
    """How long the rest takes at the pace so far, as a person would say it; nothing where that is a guess."""
    if not 0 < done < total or seconds < 1:
        return ""
    left = seconds * (total - done) / done
    if left < 60:
        return "less than a minute left"
    minutes = round(left / 60)
    return f"about {minutes} min left" if minutes < 100 else f"about {round(minutes / 60)} h left"


class Display(Protocol):
    """A `Listener` of progress that can be told to fall silent."""

    def started(self, step: str) -> None:
        """A step begins."""

    def working(self, step: str, message: str, done: int | None = None, total: int | None = None) -> None:
        """How far the step is."""

    def ended(self, step: str, message: str, seconds: float) -> None:
        """The step ended well."""

    def close(self) -> None:
        """Nothing more is shown: the run ended, well or not."""


class PlainLines:
    """One line when a step starts, one when it ends, and one every half minute between."""

    def __init__(self, console: Paper, *, every: float = PLAIN_SECONDS) -> None:
        self._console = console
        self._every = every
        self._began = self._spoke = 0.0
        self._is_closed = False

    def _print(self, text: str) -> None:
        if not self._is_closed:
            self._console.say(text)

    def started(self, step: str) -> None:
        self._began = self._spoke = time.monotonic()
        self._print(f"{step}: started")

    def working(self, step: str, message: str, done: int | None = None, total: int | None = None) -> None:
        now = time.monotonic()
        if now - self._spoke < self._every:
            return
        self._spoke = now
        parts = [message]
        if done is not None and total:
            parts += [f"{done / total:.0%}", time_left(now - self._began, done, total)]
        self._print(f"{step}: {', '.join(p for p in parts if p)}")

    def ended(self, step: str, message: str, seconds: float) -> None:
        self._print(f"{step}: {message} ({seconds:.1f} s)")

    def close(self) -> None:
        self._is_closed = True


class _Share(ProgressColumn):
    """Share and time left of a task whose things are counted."""

    def render(self, task: Task) -> Text:
        if not task.total:
            return Text("")
        left = time_left(task.elapsed or 0, int(task.completed), int(task.total))
        return Text(f"{task.percentage:.0f} %{f', {left}' if left else ''}")


class _Message(ProgressColumn):
    """Step and message, as they are: they may quote an input."""

    def render(self, task: Task) -> Text:
        return Text(visible(task.description))


class _Bar(BarColumn):
    """A bar for a task whose things are counted; nothing for the others."""

    def render(self, task: Task) -> Text:  # type: ignore[override]
        return super().render(task) if task.total else Text("")  # type: ignore[return-value]


class MovingLine:
    """A line that moves while a step is at work and stays, with its result, when the step has ended."""

    def __init__(self, console: Paper) -> None:
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
            self._console.say(f"{step}: {message} ({seconds:.1f} s)")

    def close(self) -> None:
        self._is_closed = True
        self._progress.stop()


def display(console: Paper) -> Display:
    """The display that suits where `console` writes."""
    return MovingLine(console) if console.is_terminal else PlainLines(console)
