"""What an evaluation looks like: the same each time, to be pasted, and harmless whatever the texts hold."""

import json
from pathlib import Path

from orchestration.evaluate.report import render_json, render_lines, render_markdown
from tests.unit.evaluate.world import World


def small(world: World) -> None:
    world.document(
        "h|1", {"killed": 3, "wounded": 0, "killed_names": [], "date": None}, title="<script>alert(1)</script> [x](http://y)"
    )
    world.event("h|1", "e", killed=(1, 1, 1), context="crime")
    world.put(
        "claims", claim_id="c", article_id="h|1", event_id="e", outcome="killed", victim_group="total", is_counted=False,
        not_counted_reason="denied", factuality="denied", time_scope="incident", span_field="title", attributed_to="`a`",
        sentence="line one\n\n| b | <img src=x> *c*", char_start=0, char_end=4,
    )  # fmt: skip


def test_the_table_can_be_pasted_and_says_hits_of_cases_and_the_interval(tmp_path: Path) -> None:
    world = World(tmp_path, "casualties_gvdb")
    small(world)
    markdown = render_markdown([world.result()])
    assert "| casualties_gvdb | killed_exact_pos | 0.000 | 0.000–0.000 | 0 of 1 |" in markdown.splitlines()
    assert "| casualties_gvdb | killed_false_pos | – |  | 0 of 0 |" in markdown.splitlines()
    assert "95% intervals by the percentile bootstrap, 2,000 draws." in markdown


def test_the_terminal_shows_figures_and_the_evidence_of_a_miss(tmp_path: Path) -> None:
    world = World(tmp_path, "casualties_gvdb")
    small(world)
    lines = [*render_lines([world.result(errors=1)])]
    assert "  killed: gold 3; ours 1" in lines
    assert any("not counted (denied), lead event, denied, incident, stated by `a` (title)" in line for line in lines)
    assert any("0–4" in line and "line one | b | <img src=x> *c*" in line for line in lines)


def test_markdown_shows_what_a_text_holds_and_follows_nothing_in_it(tmp_path: Path) -> None:
    world = World(tmp_path, "casualties_gvdb")
    small(world)
    markdown = render_markdown([world.result(errors=1)])
    assert "### casualties\\_gvdb: h\\|1" in markdown
    assert "line one \\| b \\| &lt;img src=x&gt; \\*c\\*" in markdown
    assert "<img" not in markdown


def test_json_holds_everything_and_no_clock(tmp_path: Path) -> None:
    world = World(tmp_path, "casualties_gvdb")
    small(world)
    first, second = (render_json([world.result(errors=1)]) for _ in range(2))
    assert first == second
    found = json.loads(first)["files"]["casualties_gvdb"]
    assert (found["documents"], found["documents_found"]) == (1, 1)
    assert found["metrics"]["killed_exact_pos"] == {"value": 0.0, "low": 0.0, "high": 0.0, "cases": 1, "hits": 0}
    assert found["metrics"]["killed_names_recall"]["value"] is None
    assert found["misses"][0]["differences"][0]["gold"] == "3"
    assert found["misses"][0]["passages"][0]["sentence"].startswith("line one")
