"""Small plots for the pages of assets: numbers in, PNG out. Which numbers are plotted belongs to `landing_health` and `defs`."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

_SIZE_IN_INCHES = (7.0, 2.2)  # inches
_BLUE, _GREY, _RED = "#2f6db3", "#b8bec8", "#b3402f"


def _start_figure(title: str) -> tuple[Figure, Axes]:
    from matplotlib.figure import Figure  # noqa: PLC0415  takes most of a second, and most runs draw no new plot

    figure = Figure(figsize=_SIZE_IN_INCHES, dpi=110, layout="constrained")
    axes = figure.subplots()
    axes.set_title(title, fontsize=9, loc="left")
    axes.tick_params(labelsize=7)
    axes.spines[["top", "right"]].set_visible(False)
    return figure, axes


def _encode_png(figure: Figure) -> bytes:
    png = io.BytesIO()
    figure.savefig(png, format="png")
    return png.getvalue()


def plot_articles_by_day(days: Sequence[date], articles: Sequence[int], rejected: Sequence[int]) -> bytes:
    """Bars of articles by landing day, with the rejected documents on top of them."""
    figure, axes = _start_figure("Articles by landing day, and documents rejected (red)")
    at = range(len(days))
    axes.bar(at, articles, color=_BLUE)
    axes.bar(at, rejected, bottom=articles, color=_RED)
    axes.set_xticks(list(at), [day.strftime("%d %b") for day in days], rotation=45)
    return _encode_png(figure)


def plot_counts(title: str, names: Sequence[str], values: Sequence[int]) -> bytes:
    """A horizontal bar for each name, the first on top."""
    figure, axes = _start_figure(title)
    axes.barh(range(len(names)), values, color=_RED)
    axes.set_yticks(range(len(names)), names)
    axes.invert_yaxis()
    for at, value in enumerate(values):
        axes.annotate(f" {value:,}", (value, at), va="center", fontsize=7)
    return _encode_png(figure)


def plot_deaths_by_month(
    months: Sequence[date], low: Sequence[int], best: Sequence[int], high: Sequence[int], is_open: Sequence[bool]
) -> bytes:
    """For each month a bar from low to high, a dot for the best figure, and an arrow where there is no upper limit."""
    figure, axes = _start_figure("People killed by month of the event: low to high, dot = best, ^ = no upper limit")
    at = range(len(months))
    axes.vlines(at, low, high, color=_GREY, linewidth=5)
    axes.plot(at, best, "o", color=_BLUE, markersize=4)
    axes.plot([i for i in at if is_open[i]], [high[i] for i in at if is_open[i]], "^", color=_RED, markersize=4)
    axes.set_ylim(bottom=0)
    axes.set_xticks(list(at), [month.strftime("%b %Y") for month in months], rotation=45)
    return _encode_png(figure)
