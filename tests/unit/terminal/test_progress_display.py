"""The progress of a run as a person sees it."""

import io
import time

import pytest

from orchestration.terminal.console import SafeConsole
from orchestration.terminal.progress_display import MovingLine, PlainLines, format_time_left


@pytest.mark.parametrize(
    ("seconds", "done", "total", "expected"),
    [
        (60, 25, 100, "about 3 min left"),
        (60, 99, 100, "less than a minute left"),
        (60, 1, 1000, "about 17 h left"),
        (0.1, 5, 100, ""),
        (60, 0, 100, ""),
        (60, 100, 100, ""),
    ],
)
def test_time_left_is_shown_only_where_it_can_be_estimated(seconds: float, done: int, total: int, expected: str) -> None:
    assert format_time_left(seconds, done, total) == expected


def test_a_log_gets_few_lines_with_count_share_and_time_left() -> None:
    file = io.StringIO()
    shown = PlainLines(SafeConsole(file=file), interval=0.5)
    shown.started("articles")
    end = time.monotonic() + 1.2
    while time.monotonic() < end:
        shown.working("articles", "250 of 1,000 read", 250, 1000)
    shown.ended("articles", "1,000 read", 1.2)
    shown.close()
    shown.started("extractions")
    lines = file.getvalue().splitlines()
    assert lines[0] == "articles: started"
    assert lines[1] == "articles: 250 of 1,000 read, 25%"
    assert lines[2] == "articles: 250 of 1,000 read, 25%, less than a minute left"
    assert lines[3:] == ["articles: 1,000 read (1.2 s)"]


def test_a_terminal_shows_the_progress_of_a_step_and_keeps_its_result() -> None:
    file = io.StringIO()
    shown = MovingLine(SafeConsole(file=file, force_terminal=True, width=120))
    shown.started("articles")
    shown.working("articles", "[bold]\x1b]0;title\x07 250 of 1,000", 250, 1000)
    time.sleep(0.3)
    shown.ended("articles", "1,000 read", 0.3)
    shown.close()
    written = file.getvalue()
    assert "[bold]␛]0;title␇ 250 of 1,000" in written, "neither markup nor an escape sequence of the input is active"
    assert "25 %" in written
    assert "articles: 1,000 read (0.3 s)" in written
