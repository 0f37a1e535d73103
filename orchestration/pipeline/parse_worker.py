"""Parsing one landed documents file. Worker processes import this module, so it imports nothing that is slow to load."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from orchestration.ingest.tables import parse_table
from orchestration.storage.atomic_files import name_by_origin
from orchestration.storage.landing import Landing


def parse_file(root: Path, day: date, source: str, version: str) -> int:
    """Lands the articles and the rejected documents of one documents file. Returns the number of its documents."""
    landing, name = Landing(root), name_by_origin(source, version)
    documents = landing.read_table("documents", day, source)
    articles, rejected = parse_table(documents)
    landing.write_table("rejected_documents", day, rejected, name=name)
    landing.write_table("articles", day, articles, name=name)
    return int(documents.num_rows)
