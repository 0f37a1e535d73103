"""One extractor for the session, and a short way to read a text with it."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

import pyarrow as pa
import pytest

from orchestration.extract import ARTICLES_READ
from orchestration.extract.extractor import Extractor

Rows = dict[str, list[dict[str, Any]]]
Read = Callable[..., Rows]


@pytest.fixture(scope="session")
def extractor() -> Extractor:
    return Extractor.load()


def article(text: str, title: str = "", published: str | None = "2017-06-07", article_id: str = "a1") -> dict[str, Any]:
    day = datetime.fromisoformat(published) if published else None
    return {
        "article_id": article_id,
        "document_id": f"{article_id}-d",
        "title": title,
        "text": text,
        "language": "en",
        "published_at": day,
    }


@pytest.fixture(scope="session")
def read(extractor: Extractor) -> Read:
    """Extracts one article and gives each table as a list of rows."""

    def _read(text: str, title: str = "", published: str | None = "2017-06-07") -> Rows:
        table = pa.Table.from_pylist([article(text, title, published)], schema=ARTICLES_READ)
        return {name: each.to_pylist() for name, each in extractor.extract(table).items()}

    return _read
