"""One extractor for the session, and a short way to read a text with it."""

import pyarrow as pa
import pytest

from orchestration.extract import ARTICLES_READ
from orchestration.extract.extractor import Extractor
from tests.unit.extract.reading import Read, Rows, article


@pytest.fixture(scope="session")
def extractor() -> Extractor:
    return Extractor.load()


@pytest.fixture(scope="session")
def read(extractor: Extractor) -> Read:
    """Extracts one article and gives each table as a list of rows."""

    def _read(text: str, title: str = "", published: str | None = "2017-06-07") -> Rows:
        table = pa.Table.from_pylist([article(text, title, published)], schema=ARTICLES_READ)
        return {name: each.to_pylist() for name, each in extractor.extract(table).items()}

    return _read
