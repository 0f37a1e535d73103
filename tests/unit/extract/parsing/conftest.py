"""The pipeline with our fast parts, spaCy's own pipeline to compare with, and the texts on which they must agree."""

import json
from pathlib import Path

import pytest
import spacy
from spacy.language import Language

from orchestration.extract.extractor import DEFAULT_MODEL
from orchestration.extract.parsing.parse import load_pipeline

GOLD = Path(__file__).parents[3] / "gold"


@pytest.fixture(scope="session")
def plain() -> Language:
    return spacy.load(DEFAULT_MODEL)


@pytest.fixture(scope="session")
def ours() -> Language:
    return load_pipeline(DEFAULT_MODEL)


@pytest.fixture(scope="session")
def gold_texts() -> list[str]:
    paths = sorted(GOLD.glob("casualties_*.jsonl"))
    return [json.loads(line)["text"] for path in paths for line in path.read_text(encoding="utf-8").splitlines()]
