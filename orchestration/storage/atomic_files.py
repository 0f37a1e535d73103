"""Writing files so that a reader sees a complete file or none, and naming files by their content or their origin.

Here belong bytes and names. What a file is for belongs to the modules that write it.
"""

from __future__ import annotations

import hashlib
import os
import uuid
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

_NAME_LENGTH = 24  # hexadecimal digits of a file's name: 96 bits


def encode_parquet(table: pa.Table) -> pa.Buffer:
    """The table as a Parquet file: equal rows, equal bytes (for one version of the library)."""
    sink = pa.BufferOutputStream()
    pq.write_table(table, sink, compression="zstd")
    return sink.getvalue()


def name_by_content(data: pa.Buffer | bytes) -> str:
    """The file name for these bytes."""
    return hashlib.sha256(memoryview(data)).hexdigest()[:_NAME_LENGTH]


def name_by_origin(*made_from: str) -> str:
    """The file name for a result of these inputs: the name of the source file, the version of the code, …"""
    return hashlib.sha256("\x1f".join(made_from).encode()).hexdigest()[:_NAME_LENGTH]


def sync_folder(folder: Path) -> None:
    """Makes renames in `folder` survive a power failure."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def write_durably(path: Path, data: pa.Buffer | bytes) -> None:
    """Writes `data` to `path`: a temporary file, fsync, rename, fsync of the folder. A killed writer leaves no `path`."""
    path.parent.mkdir(parents=True, exist_ok=True)
    tmp = path.with_name(f".{path.name}.{uuid.uuid4().hex}.tmp")
    try:
        with tmp.open("wb") as file:
            file.write(memoryview(data))
            file.flush()
            os.fsync(file.fileno())
        tmp.replace(path)
    finally:
        tmp.unlink(missing_ok=True)
    sync_folder(path.parent)
