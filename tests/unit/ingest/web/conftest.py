"""A server on loopback, and a data folder that is filled from it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.made_up.outlets import Web, serving
from tests.unit.ingest.web.crawl_harness import Desk


@pytest.fixture(scope="session")
def server() -> Iterator[Web]:
    with serving() as web:
        yield web


@pytest.fixture
def web(server: Web) -> Web:
    """The server, with no outlets and an empty log."""
    server.log.clear()
    server._answers.clear()
    server._names.clear()
    return server


@pytest.fixture
def desk(tmp_path: Path, web: Web) -> Desk:
    return Desk(tmp_path, web)
