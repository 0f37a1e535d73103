"""The landing zone: Parquet files by kind and landing day, written completely or not at all.

Here belong the names of the files, and writing and reading them. What the rows mean belongs to the rooms that make them.
No lock is needed: the name of a file follows from its origin, so two writers of the same rows write the same file.

    landing/documents/landed_on=2026-11-21/<name>.parquet
    landing/claims/version=<V>/landed_on=2026-11-21/<name>.parquet

`<name>` of documents and sightings is the hash of the file's bytes. The name of every derived file follows from the documents
file and the version of the code that derived it. A listing therefore shows which files are missing or out of date.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from orchestration.storage.atomic_files import encode_parquet, name_by_content, write_durably

_DAY = "landed_on="


class LandingError(RuntimeError):
    """A file of the landing zone cannot be read. The message names the file and says what to do."""


@contextmanager
def _name_damaged_file(path: Path) -> Iterator[None]:
    """Raises `LandingError` with the name of the file if the block cannot read it."""
    try:
        yield
    except (OSError, pa.ArrowInvalid) as error:
        raise LandingError(
            f"{path}: not a readable Parquet file ({error}). If it is in documents/ or sightings/, restore it from a "
            "backup. Any other file of the landing zone may be deleted: the next run makes it again."
        ) from error


@dataclass(frozen=True)
class Landing:
    """The landing zone below one folder."""

    root: Path

    def _get_kind_dir(self, kind: str, version: str | None) -> Path:
        return self.root / kind / f"version={version}" if version else self.root / kind

    def _get_day_dir(self, kind: str, day: date, version: str | None) -> Path:
        return self._get_kind_dir(kind, version) / f"{_DAY}{day.isoformat()}"

    def get_path(self, kind: str, day: date, name: str, version: str | None = None) -> Path:
        return self._get_day_dir(kind, day, version) / f"{name}.parquet"

    def list_days(self, kind: str, version: str | None = None) -> list[date]:
        """The landing days that have a folder of `kind`, in order."""
        folder = self._get_kind_dir(kind, version)
        if not folder.is_dir():
            return []
        return sorted(date.fromisoformat(d.name.removeprefix(_DAY)) for d in folder.iterdir() if d.name.startswith(_DAY))

    def list_names(self, kind: str, day: date, version: str | None = None) -> list[str]:
        """The names of the files of one kind and day, in order."""
        folder = self._get_day_dir(kind, day, version)
        if not folder.is_dir():
            return []
        return sorted(f.stem for f in folder.iterdir() if f.suffix == ".parquet" and not f.name.startswith("."))

    def write_table(self, kind: str, day: date, table: pa.Table, *, name: str | None = None, version: str | None = None) -> str:
        """Writes one file, unless it exists, and returns its name. Without `name`, the name is the hash of the bytes."""
        data = encode_parquet(table)
        name = name or name_by_content(data)
        path = self.get_path(kind, day, name, version)
        if not path.is_file():
            write_durably(path, data)
        return name

    def read_table(
        self, kind: str, day: date, name: str, *, columns: list[str] | None = None, version: str | None = None
    ) -> pa.Table:
        """One file's rows. Raises `LandingError` when the file is damaged."""
        path = self.get_path(kind, day, name, version)
        with _name_damaged_file(path):
            return pq.ParquetFile(path).read(columns=columns)

    def count_rows(self, kind: str, day: date, name: str, version: str | None = None) -> int:
        """The number of one file's rows. Raises `LandingError` when the file is damaged."""
        path = self.get_path(kind, day, name, version)
        with _name_damaged_file(path):
            return int(pq.read_metadata(path).num_rows)

    def scan_tables(self, kind: str, columns: list[str]) -> Iterator[tuple[date, pa.Table]]:
        """Yields every file of an unversioned kind with its day, these columns only."""
        for day in self.list_days(kind):
            for name in self.list_names(kind, day):
                yield day, self.read_table(kind, day, name, columns=columns)

    def count_day_rows(self, kind: str, day: date, version: str | None = None) -> int:
        """The number of rows of one kind and day."""
        return sum(self.count_rows(kind, day, name, version) for name in self.list_names(kind, day, version))

    def verify_files(self, kind: str, day: date) -> int:
        """Checks that the bytes of every file match its name. Returns the number of rows; raises `LandingError`."""
        rows = 0
        for name in self.list_names(kind, day):
            path = self.get_path(kind, day, name)
            if name_by_content(path.read_bytes()) != name:
                raise LandingError(f"{path}: its bytes changed after they were landed. Restore the file from a backup.")
            rows += pq.read_metadata(path).num_rows
        return rows

    def prune_files(self, kind: str, day: date, keep: Iterable[str], version: str | None = None) -> int:
        """Deletes the derived files of one kind and day that are not in `keep`. Returns how many."""
        kept = set(keep)
        stale = [name for name in self.list_names(kind, day, version) if name not in kept]
        for name in stale:
            self.get_path(kind, day, name, version).unlink(missing_ok=True)
        return len(stale)
