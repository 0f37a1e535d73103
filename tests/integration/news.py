"""Made-up reports for the job to read. Every sentence is our own; the places are real, the events are not."""

from __future__ import annotations

import json
from pathlib import Path

DAY_ONE = {
    "strike.txt": (
        "Air strike kills four in Raqqa\n\n"
        "An air strike killed four civilians in Raqqa on Sunday, the Syrian Observatory for Human Rights said. "
        "Nine people were wounded in the attack."
    ),
    "battle.txt": (
        "Clashes near Tabqa\n\n"
        "Fighters of the Syrian Democratic Forces clashed with Islamic State militants near Tabqa on Saturday. "
        "At least two militants were killed, a commander said."
    ),
}
DAY_TWO = {
    "shelling.txt": (
        "Shelling in Aleppo\n\n"
        "Government forces shelled a market in Aleppo on Monday, killing seven people and wounding dozens, rescue workers said."
    ),
    "late.txt": (
        "More on the Raqqa strike\n\nThe air strike in Raqqa on Sunday killed six civilians, the coalition said on Tuesday."
    ),
}
PUBLISHED = {"strike.txt": "2025-06-02", "battle.txt": "2025-06-02", "shelling.txt": "2025-06-03", "late.txt": "2025-06-04"}


def write(folder: Path, *days: dict[str, str]) -> Path:
    """Writes the reports of some days as text files with sidecars."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in (item for day in days for item in day.items()):
        (folder / name).write_text(text, encoding="utf-8")
        (folder / f"{name}.meta.json").write_text(json.dumps({"published_at": PUBLISHED[name], "source": "Example Wire"}))
    return folder


def write_lines(path: Path, *articles: dict[str, str]) -> Path:
    """Writes articles as JSON lines."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("".join(json.dumps(a) + "\n" for a in articles), encoding="utf-8")
    return path
