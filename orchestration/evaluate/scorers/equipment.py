"""Scorer of equipment lost: category and outcome of each loss, its number, and whose it was."""

from __future__ import annotations

from orchestration.evaluate.gold import EquipmentLoss, EquipmentReport, GoldFile
from orchestration.evaluate.measure import Sheet
from orchestration.evaluate.names import same_actor
from orchestration.evaluate.published import PublishedFile, PublishedLoss
from orchestration.evaluate.scorers.scored import Scored, cases_of


def score_equipment(gold: GoldFile[EquipmentReport], published: PublishedFile) -> Scored:
    """equipment: are losses found, is what we find a loss; of the found ones the number, and the owner where one is told."""
    cases = cases_of(gold.documents)
    sheet = Sheet(len(cases))
    ours = published.losses()
    recall: list[tuple[int, bool]] = []
    precision: list[tuple[int, bool]] = []
    counts: list[tuple[int, bool]] = []
    owners: list[tuple[int, bool]] = []
    for unit, document, miss in cases:
        left = list(ours[document.id])
        for loss in document.gold.losses:
            found = _partner(loss, left)
            recall.append((unit, found is not None))
            if found is None:
                miss.add(1, "loss", _told(loss), None)
                continue
            left.remove(found)
            precision.append((unit, True))
            counts.append((unit, found.best == loss.count))
            if not counts[-1][1]:
                miss.add(1, f"number of {_told(loss)}", loss.count, found.best)
            if loss.owner is not None:
                owners.append((unit, any(same_actor(loss.owner, name) for name in found.owners)))
                if not owners[-1][1]:
                    miss.add(1, f"owner of {_told(loss)}", loss.owner, found.owners[:1])
        for extra in left:
            precision.append((unit, False))
            miss.add(1, "loss", None, f"{extra.best} {extra.category} {extra.outcome}")
    sheet.share("loss_recall", recall)
    sheet.share("loss_precision", precision)
    sheet.share("loss_count_exact", counts)
    sheet.share("loss_owner", owners)
    return Scored(sheet, cases)


def _partner(gold: EquipmentLoss, ours: list[PublishedLoss]) -> PublishedLoss | None:
    """The loss of ours of this category and outcome, if it can be one of this number."""
    same = [loss for loss in ours if (loss.category, loss.outcome) == (gold.category, gold.outcome)]
    return next((loss for loss in same if loss.best == gold.count), same[0] if same else None)


def _told(loss: EquipmentLoss) -> str:
    return f"{loss.category} {loss.outcome}"
