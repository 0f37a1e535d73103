"""Two landing days for the page to show. The second brings text that attacks the page, and a file that is rejected."""

from __future__ import annotations

import json
from pathlib import Path

DAY_ONE, DAY_TWO = "2025-06-03", "2025-06-04"

ATTACK = (
    '<img src=x onerror="alert(1)"><script>alert(2)</script> [four killed](javascript:alert(3)) `tick` | pipe **bold** '
    '<a id="injected" href="javascript:alert(4)">here</a>'
)
"""What a hostile page may carry: HTML, a Markdown link, and the marks of a Markdown table."""

REJECTED_FILE = "<b>empty<b>.txt"


def write_day_one(inbox: Path) -> Path:
    inbox.mkdir()
    (inbox / "strike.txt").write_text(
        "Air strike kills four in Raqqa\n\n"
        "An air strike killed four civilians in Raqqa on Sunday, the Syrian Observatory for Human Rights said. "
        "Nine people were wounded in the attack."
    )
    return inbox


def write_day_two(inbox: Path) -> Path:
    inbox.mkdir()
    attack = {
        "id": "attack",
        "url": "https://news.example/attack?<script>alert(5)</script>",
        "title": ATTACK,
        "text": f"{ATTACK}\n\nGovernment forces shelled a market in Aleppo on Monday, killing seven people. {ATTACK}",
        "author": ATTACK,
        "source": ATTACK,
    }
    (inbox / "attack.jsonl").write_text(json.dumps(attack) + "\n")
    (inbox / REJECTED_FILE).write_text("")
    return inbox
