"""A hostile article, and the characters that no output may contain."""

from __future__ import annotations

import json
from pathlib import Path

TITLE = "\u001b[31mBomb <script>document.title = 'run'</script> kills three"
TEXT = (
    "A bomb 💣💣 killed \u202e3 people\u202c and \u0000 wounded 🧑\u200d🚒 five <b>soldiers</b> in Kabul, [officials] *said*.\n\n"
    'Rebels \u001b]0;owned\u0007 <img src="https://example.org/x.png" onerror="document.title = \'run\'"> shot dead '
    "12 \u2066police officers\u2069 in 😀 Kandahar on Sunday, </style></article><h1>police</h1> said. \x7f"
)
ID = "<script>alert(1)</script>"
NEVER_SHOWN = {chr(code) for code in (*range(0x20), 0x7F, *range(0x80, 0xA0), *range(0x202A, 0x202F), *range(0x2066, 0x206A))} - {
    "\n"
}


def write_article(folder: Path) -> Path:
    path = folder / "hostile.json"
    path.write_text(json.dumps({"id": ID, "title": TITLE, "text": TEXT, "published_at": "2020-05-04"}))
    return path
