"""An evaluation for people and for programs: lines for a terminal, JSON, Markdown.

Here belongs how figures and misses look. Texts come from anywhere: Markdown shows them as they are and follows nothing in them;
the terminal's caller makes control characters visible. There is no clock in any of the three: equal output, equal file.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator, Sequence
from typing import Any

from orchestration.evaluate.bootstrap import CONFIDENCE, DRAWS, SEED, Figure
from orchestration.evaluate.evaluation import Result
from orchestration.evaluate.evidence import Explained

_DIGITS = 6
_MARKDOWN = re.compile(r"([\\`*_{}\[\]()|~])")
HOW = f"{CONFIDENCE:.0%} intervals by the percentile bootstrap, {DRAWS:,} draws"


def as_lines(results: Sequence[Result]) -> Iterator[str]:
    """The figures, and the misses below them, for a terminal."""
    width = max((len(figure.name) for result in results for figure in result.figures), default=0)
    for result in results:
        yield ""
        yield f"{result.stem}   {_found(result)}"
        for figure in result.figures:
            yield f"  {figure.name:<{width}}  {_value(figure):>6}  {_interval(figure):<13}  {_cases(figure)}"
    yield ""
    yield HOW
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


def as_json(results: Sequence[Result]) -> str:
    """Everything, with six digits."""
    report = {
        "intervals": {"method": "percentile bootstrap", "confidence": CONFIDENCE, "draws": DRAWS, "seed": SEED},
        "files": {result.stem: _plain(result) for result in results},
    }
    return json.dumps(report, indent=1, ensure_ascii=False, allow_nan=False) + "\n"


def as_markdown(results: Sequence[Result]) -> str:
    """A table that can be pasted into a page, and the misses below it."""
    lines = ["| gold file | metric | value | interval | cases |", "|---|---|---|---|---|"]
    for result in results:
        for figure in result.figures:
            lines.append(f"| {result.stem} | {figure.name} | {_value(figure)} | {_interval(figure)} | {_cases(figure)} |")
    lines += ["", f"{HOW}.", ""]
    lines += [f"- {result.stem}: {_found(result)}" for result in results]
    for result in results:
        for explained in result.worst:
            lines += ["", *_miss(result.stem, explained)]
    return "\n".join(lines) + "\n"


def _plain(result: Result) -> dict[str, Any]:
    plain: dict[str, Any] = {
        "documents": result.documents,
        "documents_found": result.found,
        "metrics": {
            figure.name: {
                "value": _rounded(figure.value),
                "low": _rounded(figure.low),
                "high": _rounded(figure.high),
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


def _miss(stem: str, explained: Explained) -> Iterator[str]:
    yield f"### {_harmless(stem)}: {_harmless(explained.document_id)}"
    yield ""
    for difference, sentence in explained.differences:
        quoted = f" in: “{_harmless(sentence)}”" if sentence else ""
        yield f"- **{_harmless(difference.what)}**: gold {_harmless(difference.gold)}; ours {_harmless(difference.ours)}{quoted}"
    for passage in explained.passages:
        words = f"{passage.start}–{passage.end} “{_harmless(passage.words)}”"
        yield f"- {_harmless(passage.what)}; {words} in: “{_harmless(passage.sentence)}”"


def _harmless(text: str) -> str:
    """Text that Markdown shows as it is, on one line."""
    return _MARKDOWN.sub(r"\\\1", html.escape(" ".join(text.split()), quote=False))


def _found(result: Result) -> str:
    return f"{result.found:,} of {result.documents:,} documents found"


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, _DIGITS)


def _shown(name: str, value: float) -> str:
    return f"{value:.1f}" if name.startswith("median") else f"{value:.3f}"


def _value(figure: Figure) -> str:
    return "–" if figure.value is None else _shown(figure.name, figure.value)


def _interval(figure: Figure) -> str:
    if figure.low is None or figure.high is None:
        return ""
    return f"{_shown(figure.name, figure.low)}–{_shown(figure.name, figure.high)}"


def _cases(figure: Figure) -> str:
    return f"n={figure.cases:,}" if figure.hits is None else f"{figure.hits:,} of {figure.cases:,}"
