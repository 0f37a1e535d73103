"""Which parser made a row of articles: changes when its code or a library whose output is stored changes."""

from __future__ import annotations

import hashlib
from functools import cache
from importlib.metadata import version
from pathlib import Path

_STORED_OUTPUT_OF = ("charset-normalizer", "ftfy", "lxml", "py3langid", "rensa", "trafilatura", "warcio")
_LENGTH = 12  # hex digits


@cache
def parser_version() -> str:
    """A short hex hash of this room's code and of the versions of the libraries whose output it stores."""
    digest = hashlib.sha256()
    for module in sorted(Path(__file__).parent.glob("*.py")):
        digest.update(f"{module.name}\n".encode() + module.read_bytes())
    for library in _STORED_OUTPUT_OF:
        digest.update(f"{library} {version(library)}\n".encode())
    return digest.hexdigest()[:_LENGTH]
