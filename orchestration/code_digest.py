"""A digest of the code of one room. The version of the room changes with it.

Here belongs which files count and in which order. What else a version depends on belongs to the room.
"""

from __future__ import annotations

import hashlib
from pathlib import Path

_COMPILED = "__pycache__"


def digest_code(folder: Path) -> bytes:
    """SHA-256 over the name and the bytes of every file in `folder` and in all folders below it; names are relative to it."""
    digest = hashlib.sha256()
    for path in sorted(path for path in folder.rglob("*") if path.is_file() and _COMPILED not in path.parts):
        content = path.read_bytes()
        digest.update(f"{path.relative_to(folder).as_posix()}\0{len(content)}\0".encode() + content)
    return digest.digest()
