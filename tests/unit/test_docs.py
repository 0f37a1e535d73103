"""The pages of docs/ hold together: links, paths and model names exist, the index names every page, the glossary is in order."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from orchestration.settings import DBT_PROJECT_DIR, PROJECT_DIR

DOCS = PROJECT_DIR / "docs"
PAGES = [*PROJECT_DIR.glob("*.md"), *DOCS.glob("*.md"), PROJECT_DIR / "tests" / "gold" / "README.md"]
WRITTEN_BY_RUNS = "warehouse/data"


def anchors(page: Path) -> set[str]:
    """The anchors that GitHub gives to the headings of a page."""
    text = re.sub(r"```.*?```", "", page.read_text(encoding="utf-8"), flags=re.DOTALL)
    headings = [re.sub(r"[^\w\- ]", "", heading.strip().lower()) for heading in re.findall(r"^#+ (.+)$", text, re.MULTILINE)]
    return {heading.replace(" ", "-") for heading in headings}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_link_leads_to_a_file_and_a_heading(page: Path) -> None:
    for link in re.findall(r"\]\(([^)\s]+)\)", page.read_text(encoding="utf-8")):
        if link.startswith("https://"):
            continue
        path, _, anchor = link.partition("#")
        target = (page.parent / path).resolve() if path else page
        assert target.exists(), link
        assert not anchor or anchor in anchors(target), link


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_path_and_model_that_a_page_names_exists(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    for path in re.findall(r"`((?:orchestration|tests|dbt_project|seeds|warehouse)/[\w./-]+)`", text):
        if not path.startswith(WRITTEN_BY_RUNS) and "NAME" not in path:
            assert (PROJECT_DIR / path).exists(), path
    for query in re.findall(r"`(\w+\.sql)`", text):
        assert list((PROJECT_DIR / "warehouse" / "queries").glob(query)) or list(DBT_PROJECT_DIR.rglob(query)), query
    for model in re.findall(r"\b(?:int|stg)_\w+\b", text):
        assert list(DBT_PROJECT_DIR.glob(f"models/**/{model}.*")), model


def test_the_index_names_every_page() -> None:
    linked = set(re.findall(r"\]\((\w[\w-]*\.md)", (DOCS / "index.md").read_text(encoding="utf-8")))
    assert linked == {page.name for page in DOCS.glob("*.md")} - {"index.md"}


def test_the_glossary_is_in_alphabetical_order() -> None:
    terms = re.findall(r"^## (.+)$", (DOCS / "glossary.md").read_text(encoding="utf-8"), re.MULTILINE)
    assert terms[-1] == "Words that are not used"
    assert terms[:-1] == sorted(terms[:-1])
