"""A fingerprint of the inbox that shows whether it changed. No file is opened: names, sizes and times decide, which is fast.

Here belongs nothing about what the files contain; `ingest` reads them.
"""

from __future__ import annotations

import hashlib
import os
from pathlib import Path


def fingerprint_inbox(folder: Path) -> str:
    """A fingerprint of a file, or of a folder with all its subfolders: equal fingerprints mean that nothing changed.

    Raises OSError if the folder or file itself cannot be read.
    """
    digest = hashlib.sha256()
    folders = [folder]
    if folder.is_file():
        facts = folder.stat()
        digest.update(f"{facts.st_size}\x1f{facts.st_mtime_ns}\n".encode())
        folders.clear()
    while folders:
        here = folders.pop()
        try:
            with os.scandir(here) as entries:
                found = sorted(entries, key=lambda entry: entry.name)
        except OSError:
            if here == folder:
                raise
            continue  # the run rejects a folder that cannot be opened
        for entry in found:
            if entry.name.startswith("."):
                continue
            if entry.is_dir(follow_symlinks=False):
                folders.append(Path(entry.path))
            else:
                facts = entry.stat(follow_symlinks=False)
                digest.update(os.fsencode(entry.path) + f"\x1f{facts.st_size}\x1f{facts.st_mtime_ns}\n".encode())
    return digest.hexdigest()[:16]
