"""Which scorer a gold file gets, by its kind."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from orchestration.evaluate.gold import GoldFile
from orchestration.evaluate.published import PublishedFile
from orchestration.evaluate.scorers.casualties import score_attacks, score_crime
from orchestration.evaluate.scorers.clusters import score_copies, score_incidents
from orchestration.evaluate.scorers.conflict_reports import score_reports
from orchestration.evaluate.scorers.equipment import score_equipment
from orchestration.evaluate.scorers.mentions import score_actors, score_places
from orchestration.evaluate.scorers.scored import Scored
from orchestration.evaluate.scorers.types import score_types

LOOKUP_KIND = "gazetteer_ucdp"
"""The only kind that does not go through the pipeline: names without a text around them."""

SCORERS: dict[str, Callable[[GoldFile[Any], PublishedFile], Scored]] = {
    "casualties_gvdb": score_crime,
    "casualties_muc4": score_attacks,
    "actors_re3d": score_actors,
    "event_types_case2021": score_types,
    "places": score_places,
    "event_clusters_gvc": score_incidents,
    "near_duplicates": score_copies,
    "equipment": score_equipment,
    "conflict_reports": score_reports,
}
