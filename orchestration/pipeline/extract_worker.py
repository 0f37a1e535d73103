"""Extracting landed articles in worker processes: which articles a file holds, and reading one of them."""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pyarrow as pa

from orchestration.extract.rows import make_rejection, make_tables
from orchestration.extract.schema import SCHEMAS
from orchestration.settings import REFERENCE_DIR
from orchestration.storage.landing import Landing

if TYPE_CHECKING:
    from orchestration.extract.extractor import Extractor


class LandedArticle(NamedTuple):
    """Where a landed article stands: the file, and the row in it."""

    root: Path
    day: date
    name: str
    row: int
    article_id: str
    document_id: str


def list_articles(root: Path, day: date, name: str) -> list[LandedArticle]:
    """The articles of one file, in the order in which they are landed again: by id."""
    keys = Landing(root).read_table("articles", day, name, columns=["article_id", "document_id"]).to_pylist()
    articles = [LandedArticle(root, day, name, row, **key) for row, key in enumerate(keys)]
    return sorted(articles, key=lambda article: (article.article_id, article.document_id, article.row))


@lru_cache(maxsize=1)
def load_extractor(model: str) -> Extractor:
    """The extractor of this process."""
    from orchestration.extract.extractor import Extractor  # noqa: PLC0415  the parent process need not load the parser

    return Extractor.load(model=model, reference=REFERENCE_DIR)


@lru_cache(maxsize=1)
def _read_articles(root: Path, day: date, name: str) -> pa.Table:
    return Landing(root).read_table("articles", day, name)


def extract_article(article: LandedArticle, model: str) -> dict[str, pa.Table]:
    """Reads one article into the tables of `SCHEMAS`."""
    articles = _read_articles(article.root, article.day, article.name)
    return load_extractor(model).extract(articles.slice(article.row, 1))


def reject_article(article: LandedArticle, error: Exception, version: str) -> dict[str, pa.Table]:
    """The tables of an article that used up its budget or killed its process: one row in `rejected_articles`."""
    about = {"article_id": article.article_id, "document_id": article.document_id}
    return make_tables({"rejected_articles": [make_rejection(about, error, version)]})


def land_file(landing: Landing, day: date, name: str, version: str, tables: list[dict[str, pa.Table]]) -> None:
    """Lands what was read of the articles of one file: a table of each kind."""
    for kind, schema in SCHEMAS.items():
        together = pa.concat_tables([schema.empty_table(), *(of_article[kind] for of_article in tables)])
        landing.write_table(kind, day, together.combine_chunks(), name=name, version=version)
