"""Scorer of equipment lost: category and outcome of each loss, its number and its owner."""

from __future__ import annotations

from orchestration.evaluate.gold import EquipmentLoss, EquipmentReport, GoldFile
from orchestration.evaluate.measure import Sheet
from orchestration.evaluate.names import is_same_actor
from orchestration.evaluate.published import PublishedFile, PublishedLoss
from orchestration.evaluate.scorers.scored import Scored, make_cases


def score_equipment(gold: GoldFile[EquipmentReport], published: PublishedFile) -> Scored:
    """equipment: recall and precision of losses; of those found, the number, and the owner if the gold has one."""
    cases = make_cases(gold.documents)
    sheet = Sheet(len(cases))
    ours = published.read_losses()
    recall: list[tuple[int, bool]] = []
    precision: list[tuple[int, bool]] = []
    counts: list[tuple[int, bool]] = []
    owners: list[tuple[int, bool]] = []
    for unit, document, miss in cases:
        left = list(ours[document.id])
        for loss in document.gold.losses:
            found = _find_partner(loss, left)
            recall.append((unit, found is not None))
            if found is None:
                miss.add(1, "loss", _describe_loss(loss), None)
                continue
            left.remove(found)
            precision.append((unit, True))
            counts.append((unit, found.best == loss.count))
            if not counts[-1][1]:
                miss.add(1, f"number of {_describe_loss(loss)}", loss.count, found.best)
            if loss.owner is not None:
                owners.append((unit, any(is_same_actor(loss.owner, name) for name in found.owners)))
                if not owners[-1][1]:
                    miss.add(1, f"owner of {_describe_loss(loss)}", loss.owner, found.owners[:1])
        for extra in left:
            precision.append((unit, False))
            miss.add(1, "loss", None, f"{extra.best} {extra.category} {extra.outcome}")
    sheet.add_share("loss_recall", recall)
    sheet.add_share("loss_precision", precision)
    sheet.add_share("loss_count_exact", counts)
    sheet.add_share("loss_owner", owners)
    return Scored(sheet, cases)


def _find_partner(gold: EquipmentLoss, ours: list[PublishedLoss]) -> PublishedLoss | None:
    """Finds a loss of ours with this category and outcome, preferably with this number."""
    same = [loss for loss in ours if (loss.category, loss.outcome) == (gold.category, gold.outcome)]
    return next((loss for loss in same if loss.best == gold.count), same[0] if same else None)


def _describe_loss(loss: EquipmentLoss) -> str:
    return f"{loss.category} {loss.outcome}"
