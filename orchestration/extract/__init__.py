"""Extraction: articles in, tables of mentions and claims out. Pure and deterministic; no Dagster, no DuckDB, no network.

`orchestration.extract.extractor` holds the door, `Extractor`. It is not imported here: it brings the parser along, which takes
a second to load, and whoever asks for versions or schemas only does not wait for it.
"""

from orchestration.extract.lexicon.lists import ReferenceListError
from orchestration.extract.schema import ARTICLES_READ, READ_LANGUAGES, SCHEMAS
from orchestration.extract.version import compute_extractor_version

__all__ = ["ARTICLES_READ", "READ_LANGUAGES", "SCHEMAS", "ReferenceListError", "compute_extractor_version"]
