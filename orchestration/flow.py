"""The steps from files to raw tables, as plain functions: what a Dagster asset of the same name calls.

Here belongs how the rooms are put together: which files are missing, in which batches, in which order. No Dagster, no
rules of any room.
"""

from __future__ import annotations

import multiprocessing
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from datetime import date, datetime
from importlib.metadata import PackageNotFoundError
from pathlib import Path

import pyarrow as pa

from orchestration.durable import derived_name
from orchestration.extract import Extractor, extractor_version
from orchestration.extract.schema import SCHEMAS
from orchestration.ingest.discover import discover
from orchestration.ingest.records import Document
from orchestration.ingest.schema import SIGHTINGS
from orchestration.ingest.tables import documents_table, parse_documents
from orchestration.ingest.version import parser_version
from orchestration.landing import Landing
from orchestration.lock import lock
from orchestration.settings import REFERENCE_DIR, Settings, SettingsError
from orchestration.warehouse import landed_days, load_days, open_warehouse, stale_days

BATCH_DOCUMENTS = 500
"""Documents in one landing file: what one worker extracts at a time."""
BATCH_BYTES = 32 * 2**20
"""Payload bytes after which a landing file is closed, so that memory stays flat."""

Say = Callable[[str], None]


def current_extractor_version(settings: Settings) -> str:
    """The version under which extraction of today's code, model and lists is landed. Raises `SettingsError`."""
    try:
        return extractor_version(settings.spacy_model, REFERENCE_DIR)
    except PackageNotFoundError as error:
        raise SettingsError(
            f"TALLYWIRE_SPACY_MODEL={settings.spacy_model!r}: {error.name} is not installed. "
            "Install that pipeline into .venv, or unset the variable."
        ) from None


# --------------------------------------------------------------------------------------------------------- discovery


@dataclass(frozen=True)
class Discovered:
    """What a look into the inbox found."""

    n_found: int
    n_new: int
    n_seen_again: int


def discover_documents(settings: Settings, paths: Sequence[Path], now: datetime) -> Discovered:
    """Lands the documents below `paths` that were never landed, and notes which payloads are the latest of their key.

    One discovery at a time: the next one sees all that this one landed, so nothing is landed twice.
    """
    landing = Landing(settings.landing_dir)
    with lock(settings.discovery_lock, timeout=settings.lock_timeout, purpose="discovery"):
        landed = {i for _, t in landing.scan("documents", ["document_id"]) for i in t["document_id"].to_pylist()}
        found: dict[str, set[str]] = defaultdict(set)
        n_found = n_new = size = 0
        batch: list[Document] = []
        for document in discover(paths, landed_at=now):
            n_found += 1
            found[document.article_id].add(document.document_id)
            if document.document_id in landed:
                continue
            landed.add(document.document_id)
            n_new += 1
            batch.append(document)
            size += len(document.payload or b"")
            if len(batch) >= BATCH_DOCUMENTS or size >= BATCH_BYTES:
                landing.write("documents", now.date(), documents_table(batch))
                batch, size = [], 0
        if batch:
            landing.write("documents", now.date(), documents_table(batch))
        sightings = _new_sightings(landing, found, now)
        if sightings.num_rows:
            landing.write("sightings", now.date(), sightings)
    return Discovered(n_found, n_new, sightings.num_rows - n_new)


def _new_sightings(landing: Landing, found: dict[str, set[str]], now: datetime) -> pa.Table:
    """A sighting for every document of each key whose latest payloads are not the ones found now."""
    latest: dict[str, tuple[datetime, set[str]]] = {}
    for _, table in landing.scan("sightings", SIGHTINGS.names):
        for row in table.to_pylist():
            key, seen_at = row["article_id"], row["seen_at"]
            if key not in latest or latest[key][0] < seen_at:
                latest[key] = (seen_at, set())
            if latest[key][0] == seen_at:
                latest[key][1].add(row["document_id"])
    rows = [
        {"document_id": document_id, "article_id": key, "seen_at": now}
        for key in sorted(found)
        if key not in latest or latest[key][1] != found[key]
        for document_id in sorted(found[key])
    ]
    return pa.Table.from_pylist(rows, schema=SIGHTINGS)


# ---------------------------------------------------------------------------------------------------------- articles


def parse_day(settings: Settings, day: date) -> tuple[int, int]:
    """Makes articles and rejections of the documents landed on `day` that today's parser has not read yet.

    Returns (articles, rejected documents) of the day.
    """
    landing, version = Landing(settings.landing_dir), parser_version()
    for source in landing.names("documents", day):
        name = derived_name(source, version)
        if landing.has("articles", day, name) and landing.has("rejected_documents", day, name):
            continue
        articles, rejected = parse_documents(landing.read("documents", day, source))
        landing.write("rejected_documents", day, rejected, name=name)
        landing.write("articles", day, articles, name=name)
    # The listing is taken anew: what another run landed meanwhile stays.
    keep = {derived_name(source, version) for source in landing.names("documents", day)}
    landing.prune("articles", day, keep)
    landing.prune("rejected_documents", day, keep)
    return landing.count("articles", day), landing.count("rejected_documents", day)


# -------------------------------------------------------------------------------------------------------- extraction

_EXTRACTORS: dict[str, Extractor] = {}


def _extractor(model: str) -> Extractor:
    """The extractor of this process, loaded when it is first needed."""
    if model not in _EXTRACTORS:
        _EXTRACTORS[model] = Extractor.load(model=model, reference=REFERENCE_DIR)
    return _EXTRACTORS[model]


def _extract_file(root: Path, day: date, name: str, model: str, version: str) -> int:
    """Extracts one articles file and lands the five tables. Returns the number of articles."""
    landing = Landing(root)
    articles = landing.read("articles", day, name)
    tables = _extractor(model).extract(articles)
    for kind in SCHEMAS:
        landing.write(kind, day, tables[kind], name=name, version=version)
    return int(articles.num_rows)


def unextracted(landing: Landing, day: date, version: str) -> list[str]:
    """The articles files of a day that lack a table of this version."""
    have = [set(landing.names(kind, day, version)) for kind in SCHEMAS]
    return [name for name in landing.names("articles", day) if not all(name in names for names in have)]


def extract_days(settings: Settings, days: Iterable[date], say: Say) -> int:
    """Extracts what lacks today's version on `days`; returns the number of articles read.

    With several workers the files are shared out to processes; the rows do not depend on it.
    """
    landing, version = Landing(settings.landing_dir), current_extractor_version(settings)
    work = [(day, name) for day in days for name in unextracted(landing, day, version)]
    arguments = [(landing.root, day, name, settings.spacy_model, version) for day, name in work]
    done = 0
    if settings.workers == 1 or len(work) <= 1:
        for i, one in enumerate(arguments, 1):
            done += _extract_file(*one)
            say(f"{done} articles read ({i} of {len(work)} files)")
    else:
        context = multiprocessing.get_context("spawn")
        with ProcessPoolExecutor(min(settings.workers, len(work)), mp_context=context) as pool:
            for i, read in enumerate(pool.map(_extract_file, *zip(*arguments, strict=True)), 1):
                done += read
                say(f"{done} articles read ({i} of {len(work)} files)")
    for day in days:
        for kind in SCHEMAS:
            landing.prune(kind, day, landing.names("articles", day), version)
    return done


# --------------------------------------------------------------------------------------------------------- the rest


def load_raw(settings: Settings, days: Sequence[date]) -> dict[date, int]:
    """Loads landed days into schema raw; returns the rows loaded by day, for the days that changed."""
    with open_warehouse(settings, "loading") as db:
        return load_days(db, Landing(settings.landing_dir), days, current_extractor_version(settings))


def pending_days(settings: Settings) -> list[date]:
    """The landed days that are not yet parsed, extracted and loaded by today's code."""
    landing, version = Landing(settings.landing_dir), current_extractor_version(settings)
    parser = parser_version()
    pending = set()
    for day in landed_days(landing):
        parsed = {derived_name(source, parser) for source in landing.names("documents", day)}
        if parsed != set(landing.names("articles", day)) or unextracted(landing, day, version):
            pending.add(day)
    with open_warehouse(settings, "looking for days to load") as db:
        pending |= set(stale_days(db, landing, version))
    return sorted(pending)
