"""The Dagster UI in a real browser: what a stranger sees, starts and reads there."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from orchestration.defs.run_tags import RANGE_END_TAG, RANGE_START_TAG
from tests.browser.conftest import NO_BROWSER, DagsterUI, find_browser
from tests.browser.reports import ATTACK, DAY_ONE, DAY_TWO

pytestmark = pytest.mark.xdist_group("browser")

if find_browser() is None and os.environ.get("CI") != "true":  # CI brings one; without it the tests fail there
    pytest.skip(NO_BROWSER, allow_module_level=True)

GROUPS = {"landing", "extraction", "raw", "reference", "staging", "intermediate", "marts", "exports", "published"}
RUN_MILLISECONDS = 300_000
"""A run takes half a minute, and Dagster's daemon looks at a backfill every 30 s: three times as much as that."""


def choose_days_and_launch(page: Page, days: str, button: str) -> str:
    """Goes through the dialog of "Materialize all" and on to the page of what was started. Returns its id."""
    page.get_by_role("button", name="Materialize all").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_text("Show all partitions").click()
    field = dialog.get_by_role("textbox").first
    field.fill(days)
    field.press("Enter")
    dialog.get_by_role("button", name=button, exact=True).click()
    page.get_by_role("button", name="View", exact=True).or_(page.get_by_role("link", name="View", exact=True)).click()
    page.wait_for_url(re.compile(r"/runs/(b/)?\w+"))
    return page.url.partition("?")[0].rsplit("/", 1)[-1]


@pytest.fixture(scope="module")
def backfill(browser: Browser, ui: DagsterUI) -> Iterator[str]:
    """A backfill of both days, started from the lineage page first of all: it works while the other tests look around."""
    page = browser.new_page(base_url=ui.address, viewport={"width": 1600, "height": 1000})
    page.goto("/asset-groups")
    page.locator(".CodeMirror").first.click()
    page.keyboard.type('key:"articles"+')
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("articles"))
    yield choose_days_and_launch(page, f"[{DAY_ONE}...{DAY_TWO}]", "Launch backfill")
    page.close()


@pytest.mark.usefixtures("backfill")
def test_the_lineage_shows_the_promised_groups(page: Page) -> None:
    page.goto("/asset-groups")
    graph = page.locator("svg, foreignObject")
    for group in GROUPS:
        expect(graph.get_by_text(group, exact=True).first).to_be_visible()
    expect(page.get_by_text("default", exact=True)).to_have_count(0)


def test_a_failed_check_shows_its_reason_in_words(page: Page) -> None:
    page.goto("/assets/articles?view=checks")
    page.get_by_text("rejected_share").first.click()
    expect(page.get_by_text("At most 20% of the last landing day's documents were rejected.")).to_be_visible()
    expect(page.get_by_text(f"Rejected documents on {DAY_TWO}: 1 of 2.")).to_be_visible()


@pytest.mark.parametrize(
    ("address", "shown"),
    [
        ("/assets/articles", ATTACK),
        ("/assets/articles?view=events", DAY_TWO),
        ("/assets/articles?view=checks", "rejected_share"),
        ("/assets/published", "latest events"),
        ("/assets/marts/articles", "content_sha256"),
    ],
)
def test_text_of_an_article_does_nothing_on_the_page_of_an_asset(page: Page, address: str, shown: str) -> None:
    page.goto(address)
    expect(page.get_by_text(shown).first).to_be_visible()
    assert_nothing_injected(page)


def assert_nothing_injected(page: Page) -> None:
    expect(page.locator("#injected, img[src='x'], a[href^='javascript:']")).to_have_count(0)


def test_the_job_is_launched_from_the_page_and_ends_well(page: Page, ui: DagsterUI) -> None:
    page.goto("/locations/tallywire/jobs/build")
    run = choose_days_and_launch(page, DAY_TWO, "Launch 1 run")
    ended = page.get_by_text(re.compile("^(Success|Failure)$")).first
    ended.wait_for(timeout=RUN_MILLISECONDS)
    expect(ended).to_have_text("Success")
    assert_nothing_injected(page)
    answer = ui.ask(
        """query($day: [String!]) { assetOrError(assetKey: {path: ["articles"]}) { ... on Asset {
            assetMaterializations(partitions: $day, limit: 20) {
              runId metadataEntries { label ... on IntMetadataEntry { intValue } } } } } }""",
        day=[DAY_TWO],
    )
    (ours,) = (
        made for made in answer["assetOrError"]["assetMaterializations"] if made["runId"] == run
    )  # the backfill makes it too
    assert {"label": "dagster/row_count", "intValue": 1} in ours["metadataEntries"], "the article of this data folder"


def test_a_backfill_of_two_days_ends_well_with_one_run_for_the_partitioned_assets(
    page: Page, ui: DagsterUI, backfill: str
) -> None:
    page.goto(f"/runs/b/{backfill}")
    status = page.get_by_text("Status", exact=True).locator("..")
    expect(status.get_by_text(re.compile("Succeeded|Failed"))).to_be_visible(timeout=RUN_MILLISECONDS)
    answer = ui.ask(
        """query($id: String!) { partitionBackfillOrError(backfillId: $id) { ... on PartitionBackfill {
            status runs(limit: 20) { status assetSelection { path } tags { key value } } } } }""",
        id=backfill,
    )["partitionBackfillOrError"]
    assert answer["status"] == "COMPLETED_SUCCESS"
    tags = [{tag["key"]: tag["value"] for tag in run["tags"]} for run in answer["runs"]]
    ranges = [(t.get(RANGE_START_TAG), t.get(RANGE_END_TAG)) for t in tags]
    assert [days for days in ranges if days != (None, None)] == [(DAY_ONE, DAY_TWO)], "one run for the days"
    assert (None, None) in ranges, "what has no days is made apart, at once or as its inputs become ready"
