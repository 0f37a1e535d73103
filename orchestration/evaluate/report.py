"""An evaluation for people and for programs: lines for a terminal, JSON, Markdown.

Here belongs how figures and misses look. Texts come from anywhere: Markdown is escaped, and the caller makes control characters
visible on a terminal. None of the three has a date in it: equal results give equal files.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator, Sequence
from typing import Any

from orchestration.evaluate.bootstrap import CONFIDENCE, DRAWS, SEED, Figure
from orchestration.evaluate.evaluation import EvaluationResult
from orchestration.evaluate.evidence import ExplainedMiss

_DIGITS = 6
_MARKDOWN = re.compile(r"([\\`*_{}\[\]()|~])")
METHOD = f"{CONFIDENCE:.0%} intervals by the percentile bootstrap, {DRAWS:,} draws"


def render_lines(results: Sequence[EvaluationResult]) -> Iterator[str]:
    """Renders the figures, and the misses below them, for a terminal."""
    width = max((len(figure.name) for result in results for figure in result.figures), default=0)
    for result in results:
        yield ""
        yield f"{result.stem}   {_render_found(result)}"
        for figure in result.figures:
            yield f"  {figure.name:<{width}}  {_render_value(figure):>6}  {_render_interval(figure):<13}  {_render_cases(figure)}"
    yield ""
    yield METHOD
    for result in results:
        for place, explained in enumerate(result.worst, 1):
            yield ""
            yield f"{result.stem}: miss {place} of {len(result.worst)}"
            yield f"{explained.document_id}  {explained.title or ''}".rstrip()
            for difference, sentence in explained.differences:
                yield f"  {difference.what}: gold {difference.gold}; ours {difference.ours}"
                if difference.span and sentence:
                    yield f"    {difference.span[0]}–{difference.span[1]} in: {' '.join(sentence.split())}"
            for passage in explained.passages:
                yield f"    {passage.what}"
                yield f"      {passage.start}–{passage.end} {passage.words!r} in: {' '.join(passage.sentence.split())}"


def render_json(results: Sequence[EvaluationResult]) -> str:
    """Renders everything as JSON, with six digits."""
    report = {
        "intervals": {"method": "percentile bootstrap", "confidence": CONFIDENCE, "draws": DRAWS, "seed": SEED},
        "files": {result.stem: _make_plain(result) for result in results},
    }
    return json.dumps(report, indent=1, ensure_ascii=False, allow_nan=False) + "\n"


def render_markdown(results: Sequence[EvaluationResult]) -> str:
    """Renders a table that can be pasted into a page, and the misses below it."""
    lines = ["| gold file | metric | value | interval | cases |", "|---|---|---|---|---|"]
    for result in results:
        for figure in result.figures:
            cells = (result.stem, figure.name, _render_value(figure), _render_interval(figure), _render_cases(figure))
            lines.append(f"| {' | '.join(cells)} |")
    lines += ["", f"{METHOD}.", ""]
    lines += [f"- {result.stem}: {_render_found(result)}" for result in results]
    for result in results:
        for explained in result.worst:
            lines += ["", *_render_miss(result.stem, explained)]
    return "\n".join(lines) + "\n"


def _make_plain(result: EvaluationResult) -> dict[str, Any]:
    plain: dict[str, Any] = {
        "documents": result.documents,
        "documents_found": result.found,
        "metrics": {
            figure.name: {
                "value": _round(figure.value),
                "low": _round(figure.low),
                "high": _round(figure.high),
                "cases": figure.cases,
                "hits": figure.hits,
            }
            for figure in result.figures
        },
    }
    if result.worst:
        plain["misses"] = [
            {
                "id": explained.document_id,
                "title": explained.title,
                "differences": [vars(difference) | {"sentence": sentence} for difference, sentence in explained.differences],
                "passages": [vars(passage) for passage in explained.passages],
            }
            for explained in result.worst
        ]
    return plain


def _render_miss(stem: str, explained: ExplainedMiss) -> Iterator[str]:
    yield f"### {_escape(stem)}: {_escape(explained.document_id)}"
    yield ""
    for difference, sentence in explained.differences:
        quoted = f" in: “{_escape(sentence)}”" if sentence else ""
        yield f"- **{_escape(difference.what)}**: gold {_escape(difference.gold)}; ours {_escape(difference.ours)}{quoted}"
    for passage in explained.passages:
        words = f"{passage.start}–{passage.end} “{_escape(passage.words)}”"
        yield f"- {_escape(passage.what)}; {words} in: “{_escape(passage.sentence)}”"


def _escape(text: str) -> str:
    """Escapes a text, so that Markdown shows it unchanged and on one line."""
    return _MARKDOWN.sub(r"\\\1", html.escape(" ".join(text.split()), quote=False))


def _render_found(result: EvaluationResult) -> str:
    return f"{result.found:,} of {result.documents:,} documents found"


def _round(value: float | None) -> float | None:
    return None if value is None else round(value, _DIGITS)


def _render_number(name: str, value: float) -> str:
    return f"{value:.1f}" if name.startswith("median") else f"{value:.3f}"


def _render_value(figure: Figure) -> str:
    return "–" if figure.value is None else _render_number(figure.name, figure.value)


def _render_interval(figure: Figure) -> str:
    if figure.low is None or figure.high is None:
        return ""
    return f"{_render_number(figure.name, figure.low)}–{_render_number(figure.name, figure.high)}"


def _render_cases(figure: Figure) -> str:
    return f"n={figure.cases:,}" if figure.hits is None else f"{figure.hits:,} of {figure.cases:,}"
