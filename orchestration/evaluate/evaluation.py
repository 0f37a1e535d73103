"""One evaluation: each gold file goes through the job and is scored, with intervals and the worst misses.

Here belongs the order of steps. How a kind of gold file is scored belongs to `scorers`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from orchestration.evaluate import bootstrap
from orchestration.evaluate.bootstrap import Figure
from orchestration.evaluate.evidence import ExplainedMiss, explain_miss
from orchestration.evaluate.gold import GoldFile
from orchestration.evaluate.published import PublishedFile
from orchestration.evaluate.runs import run_golds
from orchestration.evaluate.scorers.catalog import LOOKUP_KIND, SCORERS
from orchestration.evaluate.scorers.place_names import score_place_names
from orchestration.evaluate.scorers.scored import Scored
from orchestration.extract.places.gazetteer import Gazetteer
from orchestration.published.query import open_published


@dataclass(frozen=True)
class EvaluationResult:
    """One gold file: its figures, and its worst misses where they were asked for."""

    stem: str
    documents: int
    found: int
    figures: list[Figure]
    worst: list[ExplainedMiss]


def evaluate_golds(
    golds: Sequence[GoldFile[Any]],
    runs_folder: Path,
    say: Callable[[str], None],
    *,
    db: Path | None = None,
    together: bool = False,
    errors: int = 0,
) -> list[EvaluationResult]:
    """Scores each gold file on a run of its own below `runs_folder`, or all `together` on one run, or on the published file `db`.

    Raises `RunError`, `WrongFileError` and `NothingPublishedError`.
    """
    through = [gold for gold in golds if gold.kind != LOOKUP_KIND]
    if together and through and db is None:
        say(f"{len(through)} gold files in one run")
        db = run_golds(through, runs_folder / "together")
    results = []
    for gold in golds:
        say(f"{gold.stem}: {len(gold.documents)} documents")
        if gold.kind == LOOKUP_KIND:
            results.append(_evaluate_lookup(gold, errors))
        else:
            results.append(_evaluate_published(gold, db or run_golds([gold], runs_folder / gold.stem), errors))
    return results


def _evaluate_lookup(gold: GoldFile[Any], errors: int) -> EvaluationResult:
    scored = score_place_names(gold, Gazetteer.load())
    return _make_result(gold, len(gold.documents), scored, [explain_miss(case) for case in scored.find_worst(errors)])


def _evaluate_published(gold: GoldFile[Any], db: Path, errors: int) -> EvaluationResult:
    with open_published(db) as connection:
        published = PublishedFile(connection, gold)
        scored = SCORERS[gold.kind](gold, published)
        worst = [explain_miss(case, connection, published.find_article(case.document)) for case in scored.find_worst(errors)]
        return _make_result(gold, published.found, scored, worst)


def _make_result(gold: GoldFile[Any], found: int, scored: Scored, worst: list[ExplainedMiss]) -> EvaluationResult:
    weights = bootstrap.draw_units(scored.sheet.units)
    figures = bootstrap.compute_figures(scored.sheet.measures.values(), weights)
    return EvaluationResult(gold.stem, len(gold.documents), found, figures, worst)
