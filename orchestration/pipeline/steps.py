"""The steps from files to raw tables, as plain functions that the Dagster assets call.

Here belongs how the rooms work together: which files are missing, in which batches and in which order they are made. No
Dagster, no rules of any room.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial
from importlib.metadata import PackageNotFoundError
from itertools import islice
from pathlib import Path

from orchestration.extract import SCHEMAS, compute_extractor_version
from orchestration.extract.schema import FAILED_CHECK
from orchestration.ingest.discover import find_documents
from orchestration.ingest.records import Document
from orchestration.ingest.schema import SIGHTINGS
from orchestration.ingest.tables import make_documents_table
from orchestration.ingest.version import compute_parser_version
from orchestration.pipeline.extract_worker import extract_article, land_file, list_articles, load_extractor, reject_article
from orchestration.pipeline.landed_documents import DocumentIds, open_sightings
from orchestration.pipeline.parse_worker import land_parsed, list_documents, parse_landed, reject_landed
from orchestration.pipeline.process_pool import Budget, FailedCall, Work, map_in_processes
from orchestration.pipeline.progress import ProgressReporter, ReportPace, report_nothing
from orchestration.settings import REFERENCE_DIR, Settings, SettingsError
from orchestration.storage.atomic_files import name_by_origin
from orchestration.storage.landing import Landing
from orchestration.storage.lock import hold_lock
from orchestration.storage.set_aside import release_articles, set_articles_aside
from orchestration.storage.warehouse import list_landed_days, list_stale_days, load_days, open_warehouse

MAX_BATCH_DOCUMENTS = 500
"""Documents in one landing file. One worker extracts one file at a time."""
MAX_BATCH_BYTES = 32 * 2**20
"""Payload bytes in one landing file, to limit memory. A larger payload gets a file of its own."""


def _get_budget(settings: Settings) -> Budget:
    return Budget(settings.article_seconds, settings.article_megabytes)


def get_extractor_version(settings: Settings) -> str:
    """The extractor version of the current code, model and lists. Raises `SettingsError`."""
    try:
        return compute_extractor_version(settings.spacy_model, REFERENCE_DIR)
    except PackageNotFoundError as error:
        raise SettingsError(
            f"TALLYWIRE_SPACY_MODEL={settings.spacy_model!r}: {error.name} is not installed. "
            "Install that pipeline into .venv, or unset the variable."
        ) from None


# --------------------------------------------------------------------------------------------------------- discovery


@dataclass(frozen=True)
class DiscoveryCounts:
    """The counts of one discovery."""

    n_found: int
    n_new: int
    n_seen_again: int


def discover_documents(
    settings: Settings, paths: Sequence[Path], now: datetime, say: ProgressReporter = report_nothing
) -> DiscoveryCounts:
    """Lands the new documents in `paths`, and records which payloads are the latest of their key.

    Only one discovery runs at a time. The next one sees everything that this one landed, so nothing is landed twice.
    """
    landing, pace = Landing(settings.landing_dir), ReportPace()
    with (
        hold_lock(settings.discovery_lock, timeout=settings.lock_timeout, purpose="discovery"),
        open_sightings(settings.discovery_dir) as sightings,
    ):
        landed = DocumentIds(table for _, table in landing.scan_tables("documents", ["document_id"]))
        n_found = n_new = n_sighted = size = 0
        batch: list[Document] = []
        for document in find_documents(paths, landed_at=now):
            n_found += 1
            sightings.note_document(document)
            if landed.add_id(document.document_id):
                n_new += 1
                n_bytes = len(document.payload or b"") + len(document.sidecar or b"")
                if batch and (len(batch) >= MAX_BATCH_DOCUMENTS or size + n_bytes > MAX_BATCH_BYTES):
                    landing.write_table("documents", now.date(), make_documents_table(batch))
                    batch, size = [], 0
                batch.append(document)
                size += n_bytes
            if pace.is_due():
                say(f"{n_found:,} documents found, {n_new:,} of them new", done=n_found)
        if batch:
            landing.write_table("documents", now.date(), make_documents_table(batch))
        for table in sightings.find_new((table for _, table in landing.scan_tables("sightings", SIGHTINGS.names)), now):
            landing.write_table("sightings", now.date(), table)
            n_sighted += table.num_rows
    return DiscoveryCounts(n_found, n_new, n_sighted - n_new)


# ---------------------------------------------------------------------------------------------------------- articles


def parse_day(settings: Settings, day: date, say: ProgressReporter = report_nothing) -> tuple[int, int]:
    """Parses the documents landed on `day` that the current parser has not read yet into articles and rejections.

    Returns (articles, rejected documents) of the day.
    """
    landing, version, pace = Landing(settings.landing_dir), compute_parser_version(), ReportPace()
    have = set(landing.list_names("articles", day)) & set(landing.list_names("rejected_documents", day))
    sources = [source for source in landing.list_names("documents", day) if name_by_origin(source, version) not in have]
    documents = [list_documents(landing.root, day, source) for source in sources]
    work = Work(parse_landed, budget=_get_budget(settings))
    parsed = map_in_processes(work, [(document,) for of_file in documents for document in of_file], workers=settings.workers)
    done, total = 0, sum(map(len, documents))
    for source, of_file in zip(sources, documents, strict=True):
        tables = []
        for document, result in zip(of_file, islice(parsed, len(of_file)), strict=True):
            tables.append(reject_landed(document, result.error) if isinstance(result, FailedCall) else result)
            done += 1
            if pace.is_due():
                say(f"{done:,} of {total:,} documents parsed", done=done, total=total)
        land_parsed(landing, day, name_by_origin(source, version), tables)
    # The files are listed again, to keep what another run landed in the meantime.
    keep = {name_by_origin(source, version) for source in landing.list_names("documents", day)}
    landing.prune_files("articles", day, keep)
    landing.prune_files("rejected_documents", day, keep)
    return landing.count_day_rows("articles", day), landing.count_day_rows("rejected_documents", day)


# -------------------------------------------------------------------------------------------------------- extraction


def list_unextracted(landing: Landing, day: date, version: str) -> list[str]:
    """The articles files of a day that have not been fully extracted by this version."""
    have = [set(landing.list_names(kind, day, version)) for kind in SCHEMAS]
    return [name for name in landing.list_names("articles", day) if not all(name in names for names in have)]


def extract_days(settings: Settings, days: Iterable[date], say: ProgressReporter) -> int:
    """Extracts the articles of `days` that the current version has not read. Returns the number of articles read.

    Worker processes read the articles, each within a budget of time and memory; the rows do not depend on how they share them. An
    article that uses more, or kills its process, becomes a row of `rejected_articles`.
    """
    landing, version = Landing(settings.landing_dir), get_extractor_version(settings)
    files = [(day, name) for day in days for name in list_unextracted(landing, day, version)]
    articles = [list_articles(landing.root, day, name) for day, name in files]
    work = Work(
        partial(extract_article, model=settings.spacy_model),
        budget=_get_budget(settings),
        prepare=partial(load_extractor, settings.spacy_model),
    )
    read = map_in_processes(work, [(article,) for of_file in articles for article in of_file], workers=settings.workers)
    pace, done, total = ReportPace(), 0, sum(map(len, articles))
    for (day, name), of_file in zip(files, articles, strict=True):
        tables = []
        for article, result in zip(of_file, islice(read, len(of_file)), strict=True):
            tables.append(reject_article(article, result.error, version) if isinstance(result, FailedCall) else result)
            done += 1
            if pace.is_due():
                say(f"{done:,} of {total:,} articles read", done=done, total=total)
        land_file(landing, day, name, version, tables)
    for day in days:
        for kind in SCHEMAS:
            landing.prune_files(kind, day, landing.list_names("articles", day), version)
    return done


# --------------------------------------------------------------------------------------------------------- the rest


def load_raw(settings: Settings, days: Sequence[date]) -> dict[date, int]:
    """Loads landed days into schema raw. Returns the number of rows loaded by day, for the days that changed."""
    with open_warehouse(settings, "loading") as db:
        return load_days(db, Landing(settings.landing_dir), days, get_extractor_version(settings))


def set_documents_aside(settings: Settings, rules: Mapping[str, str], project_hash: str) -> set[str]:
    """Takes documents out of raw on whose rows a check of the tables failed. `rules` gives the rule that each one breaks.

    Returns where each came from. What was read from a document is left out; if that was done before, the article is left out too.
    """
    landing, version = Landing(settings.landing_dir), get_extractor_version(settings)
    with open_warehouse(settings, "setting articles aside") as db:
        found = db.execute(
            "select document_id, article_id, uri, landed_on, document_id in (select document_id from raw.rejected_articles) "
            "from raw.documents where list_contains(?, document_id) order by landed_on, document_id",
            [list(rules)],
        ).fetchall()
        rows: dict[date, list[dict[str, object]]] = {}
        for document_id, article_id, _, day, is_again in found:
            about = {"document_id": document_id, "article_id": article_id, "is_whole": is_again, "project_hash": project_hash}
            message = f"a check of the tables failed on rows of this article. The rule: {rules[document_id]} Nothing of the "
            message += "article is in the tables of events and figures; the next version of Tallywire tries again."
            rows.setdefault(day, []).append({**about, "reason": FAILED_CHECK, "message": message, "extractor_version": version})
        for day, of_day in rows.items():
            set_articles_aside(landing, day, of_day, version)
        load_days(db, landing, rows, version)
    return {uri for _, _, uri, _, _ in found}


def release_documents(settings: Settings, project_hash: str) -> None:
    """Brings back the documents that were set aside because of other models than the current ones."""
    landing, version = Landing(settings.landing_dir), get_extractor_version(settings)
    days = release_articles(landing, version, project_hash)
    if days:
        with open_warehouse(settings, "loading articles that were set aside") as db:
            load_days(db, landing, days, version)


def list_pending_days(settings: Settings) -> list[date]:
    """The landed days that the current code has not yet parsed, extracted and loaded."""
    landing, version = Landing(settings.landing_dir), get_extractor_version(settings)
    parser = compute_parser_version()
    pending = set()
    for day in list_landed_days(landing):
        parsed = {name_by_origin(source, parser) for source in landing.list_names("documents", day)}
        if parsed != set(landing.list_names("articles", day)) or list_unextracted(landing, day, version):
            pending.add(day)
    with open_warehouse(settings, "checking which days to load") as db:
        pending |= set(list_stale_days(db, landing, version))
    return sorted(pending)
