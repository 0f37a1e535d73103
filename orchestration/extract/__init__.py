"""Extraction: articles in, tables of mentions and claims out. Pure and deterministic; no Dagster, no DuckDB, no network."""

from orchestration.extract.extractor import DEFAULT_MODEL, DEFAULT_REFERENCE, READ_LANGUAGES, ExtractionError, Extractor
from orchestration.extract.lexicon import ReferenceListError
from orchestration.extract.schema import ARTICLES_READ, SCHEMAS
from orchestration.extract.version import extractor_version

__all__ = [
    "ARTICLES_READ",
    "DEFAULT_MODEL",
    "DEFAULT_REFERENCE",
    "READ_LANGUAGES",
    "SCHEMAS",
    "ExtractionError",
    "Extractor",
    "ReferenceListError",
    "extractor_version",
]
