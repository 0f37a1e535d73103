"""`python -m tests.faults`: does all harm of the campaign, and prints a table of what was lost or wrong.

It ends with 1 if anything was.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

from tests.faults import campaign
from tests.faults.campaign import Folders, Outcome

PARTS = ("inputs", "damage", "kills", "runs")


def main() -> int:
    """Runs the chosen parts."""
    parser = argparse.ArgumentParser(prog="make faults", description=__doc__)
    parser.add_argument("--parts", nargs="+", choices=PARTS, default=PARTS)
    parser.add_argument("--kills", type=int, default=100)
    parser.add_argument("--runs", type=int, default=60)
    parser.add_argument("--seed", type=int, default=1, help="the moments of the kills follow from it")
    chosen = parser.parse_args()
    print("| fault | times | lost or wrong | remark |\n|---|---|---|---|", flush=True)
    n_wrong = 0
    with tempfile.TemporaryDirectory() as root:
        folders = Folders(Path(root))
        for part in chosen.parts:
            outcomes: list[Outcome]
            match part:
                case "inputs":
                    outcomes = campaign.take_bad_inputs(folders)
                case "damage":
                    outcomes = campaign.damage_data(folders)
                case "kills":
                    outcomes = campaign.kill_runs(folders, chosen.kills, chosen.seed)
                case _:
                    outcomes = campaign.repeat_runs(folders, chosen.runs)
            for outcome in outcomes:
                print(f"| {outcome.fault} | {outcome.times:,} | {outcome.wrong:,} | {outcome.remark} |", flush=True)
                n_wrong += outcome.wrong
    return int(n_wrong > 0)


if __name__ == "__main__":
    sys.exit(main())
