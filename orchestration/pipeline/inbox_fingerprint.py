"""Has the inbox changed? What a watcher of folders asks often, so nothing is opened: names, sizes and times decide."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path


def fingerprint_inbox(folder: Path) -> str:
    """A word for what lies in a folder and the folders in it, or for a file: equal words, nothing has changed.

    Raises OSError when the folder or file itself cannot be looked at.
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
            continue  # a folder that cannot be entered is told of by the run
        for entry in found:
            if entry.name.startswith("."):
                continue
            if entry.is_dir(follow_symlinks=False):
                folders.append(Path(entry.path))
            else:
                facts = entry.stat(follow_symlinks=False)
                digest.update(os.fsencode(entry.path) + f"\x1f{facts.st_size}\x1f{facts.st_mtime_ns}\n".encode())
    return digest.hexdigest()[:16]
