"""One evaluation: gold files one after another through the job, scored, with intervals and the worst misses."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from orchestration.evaluate import bootstrap, pipeline
from orchestration.evaluate.bootstrap import Figure
from orchestration.evaluate.evidence import Explained, explain
from orchestration.evaluate.gold import GoldFile
from orchestration.evaluate.published import PublishedFile
from orchestration.evaluate.scorers.catalog import LOOKED_UP, SCORERS
from orchestration.evaluate.scorers.place_names import score_place_names
from orchestration.evaluate.scorers.scored import Scored
from orchestration.extract.places.gazetteer import Gazetteer
from orchestration.published.query import open_published


@dataclass(frozen=True)
class Result:
    """One gold file: its figures, and its worst misses where they were asked for."""

    stem: str
    documents: int
    found: int
    figures: list[Figure]
    worst: list[Explained]


def evaluate(
    golds: Sequence[GoldFile[Any]],
    runs: Path,
    say: Callable[[str], None],
    *,
    db: Path | None = None,
    together: bool = False,
    errors: int = 0,
) -> list[Result]:
    """Scores each gold file on a run of its own below `runs`, or all `together` on one run, or on the published file `db`.

    Raises `pipeline.PipelineError`, `published.WrongFileError` and `query.NothingPublishedError`.
    """
    through = [gold for gold in golds if gold.kind != LOOKED_UP]
    if together and through and db is None:
        say(f"{len(through)} gold files in one run")
        db = pipeline.publish(through, runs / "together")
    results = []
    for gold in golds:
        say(f"{gold.stem}: {len(gold.documents)} documents")
        if gold.kind == LOOKED_UP:
            results.append(_looked_up(gold, errors))
        else:
            results.append(_published(gold, db or pipeline.publish([gold], runs / gold.stem), errors))
    return results


def _looked_up(gold: GoldFile[Any], errors: int) -> Result:
    scored = score_place_names(gold, Gazetteer.load())
    return _result(gold, len(gold.documents), scored, [explain(case) for case in scored.worst(errors)])


def _published(gold: GoldFile[Any], db: Path, errors: int) -> Result:
    with open_published(db) as connection:
        published = PublishedFile(connection, gold)
        scored = SCORERS[gold.kind](gold, published)
        worst = [explain(case, connection, published.article(case.document)) for case in scored.worst(errors)]
        return _result(gold, published.found, scored, worst)


def _result(gold: GoldFile[Any], found: int, scored: Scored, worst: list[Explained]) -> Result:
    weights = bootstrap.draws(scored.sheet.units)
    figures = bootstrap.figures(scored.sheet.measures.values(), weights)
    return Result(gold.stem, len(gold.documents), found, figures, worst)
