"""One bad article, or one bad document, is one rejected row: all others are read, whatever the bad one does."""

import json
import os
import signal
from datetime import datetime
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest

from orchestration.extract.extractor import Extractor
from orchestration.ingest import parse
from orchestration.pipeline import extract_worker, parse_worker, steps
from orchestration.pipeline.extract_worker import LandedArticle
from orchestration.pipeline.parse_worker import LandedDocument, ParsedTables
from orchestration.pipeline.progress import report_nothing
from orchestration.settings import Settings
from orchestration.storage.landing import Landing

NOW = datetime(2026, 3, 1, 12)
DAY = NOW.date()
BAD = "Raqqa"


def do_harm(text: str) -> None:
    """What a faulty rule may do with a text that says what."""
    if BAD in text:
        if "raises" in text:
            raise KeyError("no such rule")
        if "hangs" in text:
            while True:
                pass
        if "eats memory" in text:
            bytearray(8 * 2**30)
        if "kills" in text:
            os.kill(os.getpid(), signal.SIGKILL)


def extract_with_a_fault(article: LandedArticle, model: str) -> dict[str, pa.Table]:
    """The worker's function, with an extractor that has a bad rule."""
    extractor = extract_worker.load_extractor(model)
    read = Extractor._read_article
    if not hasattr(extractor, "has_fault"):

        def read_article(row: dict[str, str]) -> object:
            do_harm(row["text"])
            return read(extractor, row)

        extractor._read_article = read_article  # type: ignore[method-assign,assignment]
        extractor.has_fault = True  # type: ignore[attr-defined]
    return extract_worker.extract_article(article, model)


def parse_with_a_fault(document: LandedDocument) -> ParsedTables:
    """The worker's function, with a parser that has a fault."""
    if not hasattr(parse, "repair_text_well"):
        parse.repair_text_well = parse.repair_text  # type: ignore[attr-defined]

        def repair_text(text: str) -> str:
            do_harm(text)
            return str(parse.repair_text_well(text))  # type: ignore[attr-defined]

        parse.repair_text = repair_text  # type: ignore[attr-defined]
    return parse_worker.parse_landed(document)


HARMS = ["raises", "hangs", "eats memory", "kills"]
WORDS = ["KeyError: 'no such rule'", "2 seconds of processor time", "MemoryError", "its process was killed"]


@pytest.fixture(params=[1, 2], ids=lambda workers: f"{workers} workers")
def settings(tmp_path: Path, request: pytest.FixtureRequest) -> Settings:
    """Settings under which 28 good articles and a bad one of each kind have landed."""
    inbox = tmp_path / "inbox"
    inbox.mkdir()
    texts = [f"Shelling killed {n} civilians in Homs." for n in range(2, 30)]
    for n, harm in enumerate(HARMS):
        texts.insert(5 * n, f"Shelling killed 20 civilians in {BAD}. It {harm}.")
    lines = [json.dumps({"url": f"https://example.org/{n}", "text": text}) for n, text in enumerate(texts)]
    (inbox / "news.jsonl").write_text("\n".join(lines) + "\n")
    settings = Settings(data_dir=tmp_path / "data", article_seconds=2, article_megabytes=3000, workers=request.param)
    steps.discover_documents(settings, [inbox], NOW)
    return settings


def read_landed(settings: Settings, kind: str, version: str | None = None) -> list[dict[str, Any]]:
    landing = Landing(settings.landing_dir)
    names = landing.list_names(kind, DAY, version)
    return [row for name in names for row in landing.read_table(kind, DAY, name, version=version).to_pylist()]


def test_one_article_is_one_article(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    assert steps.parse_day(settings, DAY) == (32, 0)
    monkeypatch.setattr(steps, "extract_article", extract_with_a_fault)
    assert steps.extract_days(settings, [DAY], report_nothing) == 32
    version = steps.get_extractor_version(settings)
    rejected = read_landed(settings, "rejected_articles", version)
    texts = {row["document_id"]: row["text"] for row in read_landed(settings, "articles")}
    rejected.sort(key=lambda row: next(n for n, harm in enumerate(HARMS) if harm in texts[row["document_id"]]))
    assert [row["reason"] for row in rejected] == ["rule_failed", "too_costly", "too_costly", "too_costly"]
    for row, words in zip(rejected, WORDS, strict=True):
        assert words in row["message"]
        assert "the next version of Tallywire reads it again" in row["message"]
    claims = read_landed(settings, "claims", version)
    assert len(claims) == 28
    assert not {row["document_id"] for row in claims} & {row["document_id"] for row in rejected}
    landing = Landing(settings.landing_dir)
    assert steps.list_unextracted(landing, DAY, version) == []
    assert steps.list_unextracted(landing, DAY, "the next version") != []


def test_one_document_is_one_document(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(steps, "parse_landed", parse_with_a_fault)
    assert steps.parse_day(settings, DAY) == (28, 4)
    rejected = {row["uri"]: row for row in read_landed(settings, "rejected_documents")}
    reasons = [rejected[uri]["reason"] for uri in sorted(rejected, key=lambda uri: int(uri.rpartition(":")[2]))]
    assert reasons == ["parser_failed", "parser_too_costly", "parser_too_costly", "parser_too_costly"]
    for uri, row in rejected.items():
        assert (row["stage"], row["is_retriable"]) == ("parse", True)
        assert uri in row["message"]
