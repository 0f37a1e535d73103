"""`tallywire explain --article`: an article of a data folder, with the decisions of the run."""

import re
import subprocess

import pytest

from orchestration.explain.article.explanation import explain_article
from orchestration.explain.article.published_article import NotPublishedError, read_published_article
from orchestration.explain.readings import explain_not_counted
from orchestration.extract.extractor import Extractor
from orchestration.published.query import open_published
from orchestration.settings import PROJECT_DIR
from tests.integration.tally import TALLYWIRE, Tally

pytestmark = pytest.mark.xdist_group("founding")


def test_a_published_article_is_explained_with_the_figures_of_the_run(founding: Tally) -> None:
    extractor = Extractor.load()
    for (article_id,) in founding.query("select article_id from marts.articles"):
        with open_published(founding.published) as db:
            article, decisions = read_published_article(db, article_id)
        explanation = explain_article(article, extractor, decisions)
        claims = [*explanation.tables["claims"], *explanation.tables["equipment_claims"]]
        assert {claim["claim_id"] for claim in claims} == set(decisions.counted), "the same claims with the same ids"
        for claim in claims:
            if explain_not_counted(claim):
                assert decisions.counted[claim["claim_id"]] != "yes", (
                    "a claim that cannot count without a run never counts in a run"
                )
        shown = {(event.summary, event.figures) for event in explanation.event_figures or []}
        stated = founding.query(
            "select summary, article_events.killed_low, article_events.killed_best from marts.article_events "
            "inner join marts.events using (event_id) "
            f"where article_id = '{article_id}' and article_events.killed_best is not null"
        )
        assert stated
        for summary, low, best in stated:
            assert any(each == summary and f"killed {low} – {best} – " in figures for each, figures in shown)


def test_the_example_of_the_docs_page_is_what_the_run_decided(founding: Tally) -> None:
    page = (PROJECT_DIR / "docs" / "explain.md").read_text(encoding="utf-8")
    (article_id,) = re.findall(r"tallywire explain --article (\w+)", page)
    shown = page.partition("WHAT THE RUN DECIDED")[2].partition("```")[0].splitlines()[1:]
    command = [TALLYWIRE, "explain", "--article", article_id]
    printed = subprocess.run(command, env=founding.environment(), capture_output=True, text=True, timeout=60, check=True).stdout
    assert len(shown) == 2
    assert [line for line in shown if line not in printed.splitlines()] == []


def test_an_article_that_is_not_published_gives_advice(founding: Tally) -> None:
    with (
        open_published(founding.published) as db,
        pytest.raises(NotPublishedError, match="tallywire query"),
    ):
        read_published_article(db, "nowhere")
