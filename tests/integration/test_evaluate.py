"""The open gold through the whole pipeline, once: no figure may fall below its floor.

A floor is what was reached when it was last raised, rounded down. Raise it with the extractor.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from orchestration.settings import PROJECT_DIR
from tests.integration.tally import RUN_SECONDS, TALLYWIRE, Tally

pytestmark = pytest.mark.xdist_group("evaluate")

GOLD = PROJECT_DIR / "tests" / "gold"
EVALUATION_SECONDS = 3 * RUN_SECONDS
"""Three hundred and fifty articles, not a handful."""
FEWEST_TEXTS = 60
"""Short texts that the open gold has at least."""
AT_LEAST = {
    "casualties_muc4": {
        "killed_exact_pos": 0.91,
        "killed_exact_2plus": 0.90,
        "wounded_exact_pos": 0.86,
        "sum_killed_exact": 0.93,
        "sum_killed_exact_pos": 0.92,
        "perpetrator_recall": 0.79,
        "date_exact": 0.95,
    },
    "casualties_gvdb": {
        "killed_exact_pos": 1.0,
        "wounded_exact_pos": 0.77,
        "killed_names_recall": 1.0,
        "killed_names_precision": 1.0,
        "crime_or_accident_context_rate": 0.80,
        "date_exact": 0.95,
    },
    "event_types_case2021": {"sub_event_accuracy": 0.95, "no_event_rate_other_types": 1.0},
    "event_clusters_gvc": {"b_cubed_f1": 0.95, "pairwise_precision": 1.0, "merged_killed_exact_2plus": 1.0},
    "near_duplicates": {"pair_recall": 1.0, "pair_precision": 1.0},
    "places": {"toponym_recall": 0.71, "toponym_precision": 0.94, "acc_161km": 1.0},
    "actors_re3d": {"organisation_recall": 1.0, "organisation_precision": 1.0},
    "gazetteer_ucdp": {"acc_25km": 1.0},
    "equipment": {"loss_recall": 1.0, "loss_precision": 1.0, "loss_count_exact": 1.0, "loss_owner": 0.85},
    "reports_a": {
        "killed_figure_f1": 0.70,
        "wounded_figure_f1": 0.60,
        "lead_killed_exact": 0.74,
        "lead_place_right": 0.88,
        "lead_perpetrator_right": 0.82,
        "reports_all_right": 0.48,
        "clusters_pairwise_precision": 0.93,
        "clusters_pairwise_f1": 0.80,
    },
    "reports_d": {
        "killed_figure_f1": 0.67,
        "wounded_figure_f1": 0.61,
        "lead_killed_exact": 0.62,
        "lead_place_right": 0.77,
        "lead_perpetrator_right": 0.72,
        "reports_all_right": 0.36,
        "clusters_pairwise_precision": 0.90,
    },
}
AT_MOST = {
    "casualties_muc4": {"killed_false_pos": 0.0, "wounded_false_pos": 0.0},
    "casualties_gvdb": {"killed_false_pos": 0.0, "wounded_false_pos": 0.0},
    "reports_a": {"reports_with_invented_dead": 0.14, "invented_dead_over_gold_dead": 0.10, "silent_false": 0.13},
    "reports_d": {"reports_with_invented_dead": 0.19, "invented_dead_over_gold_dead": 0.03, "silent_false": 0.15},
}


@dataclass(frozen=True)
class Evaluation:
    """What the command printed and wrote."""

    printed: str
    folder: Path

    @property
    def files(self) -> dict[str, Any]:
        found: dict[str, Any] = json.loads((self.folder / "evaluation.json").read_text(encoding="utf-8"))["files"]
        return found


def evaluate(folder: Path, *options: str) -> Evaluation:
    command: list[str | Path] = [TALLYWIRE, "evaluate", GOLD, "--out", folder, *options]
    environment = Tally(folder / "unused").environment()
    with subprocess.Popen(
        command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True
    ) as job:
        try:
            printed, said = job.communicate(timeout=EVALUATION_SECONDS)
        except subprocess.TimeoutExpired:
            os.killpg(job.pid, signal.SIGKILL)  # with the run that it waits for
            raise
    assert job.returncode == 0, said
    return Evaluation(printed, folder)


@pytest.fixture(scope="session")
def evaluation(tmp_path_factory: pytest.TempPathFactory) -> Evaluation:
    return evaluate(tmp_path_factory.mktemp("evaluation"), "--together", "--errors", "3")


def test_every_document_of_the_open_gold_comes_through(evaluation: Evaluation) -> None:
    assert {stem: (found["documents_found"] - found["documents"]) for stem, found in evaluation.files.items()} == {
        path.stem: 0 for path in sorted(GOLD.glob("*.jsonl"))
    }
    assert sum(found["documents"] for found in evaluation.files.values()) >= FEWEST_TEXTS


@pytest.mark.parametrize(("stem", "metric"), [(stem, metric) for stem, floors in AT_LEAST.items() for metric in floors])
def test_no_figure_falls_below_its_floor(evaluation: Evaluation, stem: str, metric: str) -> None:
    assert evaluation.files[stem]["metrics"][metric]["value"] >= AT_LEAST[stem][metric]


@pytest.mark.parametrize(("stem", "metric"), [(stem, metric) for stem, limits in AT_MOST.items() for metric in limits])
def test_no_figure_is_invented_more_often_than_allowed(evaluation: Evaluation, stem: str, metric: str) -> None:
    assert evaluation.files[stem]["metrics"][metric]["value"] <= AT_MOST[stem][metric]


def test_a_published_file_scored_again_gives_the_same_report(evaluation: Evaluation, tmp_path: Path) -> None:
    published = evaluation.folder / "runs" / "together" / "data" / "published" / "tallywire.duckdb"
    again = evaluate(tmp_path, "--db", str(published), "--errors", "3")
    for name in ("evaluation.json", "evaluation.md"):
        assert (again.folder / name).read_bytes() == (evaluation.folder / name).read_bytes()


def test_misses_are_listed_with_the_words_they_come_from(evaluation: Evaluation) -> None:
    texts: dict[tuple[str, str], tuple[str, str]] = {}
    for path in GOLD.glob("*.jsonl"):
        documents = (json.loads(line) for line in path.read_text(encoding="utf-8").splitlines())
        texts |= {(path.stem, each["id"]): (each["title"] or "", each["text"]) for each in documents}
    quoted = 0
    for stem, found in evaluation.files.items():
        for miss in found.get("misses", []):
            assert miss["differences"]
            title, text = texts[stem, miss["id"]]
            for passage in miss["passages"]:
                field = title if passage["what"].endswith(" (title)") else text
                assert passage["sentence"] in field
                assert passage["words"] in field[passage["start"] : passage["end"]]
                quoted += 1
    assert quoted
