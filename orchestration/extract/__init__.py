"""Extraction: articles in, tables of mentions and claims out. Pure and deterministic: no Dagster, no DuckDB, no network.

Here belong language and its rules. Each rule lives in the room of the landed table whose rows it makes (`actors`, `places`,
`events`, `casualties`, `person_mentions`); `lexicon`, `parsing` and `times` are the ground floor; `discourse` decides which
mentions and claims of one article are one incident. Files, databases and the command line do not belong here.

The entry is `Extractor` in `orchestration.extract.extractor`. This package does not import it, because it loads the parser, which
takes a second. Code that needs only versions or schemas need not wait for that.
"""

from orchestration.extract.schema import ARTICLES_READ, READ_LANGUAGES, SCHEMAS
from orchestration.extract.version import compute_extractor_version

__all__ = ["ARTICLES_READ", "READ_LANGUAGES", "SCHEMAS", "compute_extractor_version"]
