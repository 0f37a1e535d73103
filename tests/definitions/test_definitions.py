"""The asset graph is as promised: keys, groups, partitions, pools and the one job."""

import json

import dagster as dg
import pytest
from dagster._core.definitions.assets.graph.asset_graph import AssetGraph  # Dagster has no public name for it

from orchestration.dbt_bridge.manifest import ensure_manifest
from orchestration.definitions import defs
from orchestration.defs.shared import ANALYSTS, ENGINEERS, WAREHOUSE_POOL
from orchestration.storage.warehouse import KINDS

PARTITIONED = {"documents", "articles", "extractions", *(f"raw/{kind.name}" for kind in KINDS)}


@pytest.fixture(scope="module")
def graph() -> AssetGraph:
    return defs.resolve_asset_graph()


def name(key: dg.AssetKey) -> str:
    return "/".join(key.path)


def test_the_definitions_can_be_loaded() -> None:
    dg.Definitions.validate_loadable(defs)


def test_the_row_local_steps_are_partitioned_by_landing_day_and_nothing_else_is(graph: AssetGraph) -> None:
    partitioned = {name(k) for k in graph.materializable_asset_keys if graph.get(k).is_partitioned}
    assert partitioned == PARTITIONED
    for key in graph.materializable_asset_keys:
        if graph.get(key).is_partitioned:
            assert graph.get(key).backfill_policy == dg.BackfillPolicy.single_run()
            days = graph.get(key).partitions_def
            assert isinstance(days, dg.DailyPartitionsDefinition)
            assert days.end_offset == 1, "today is a partition"


def test_every_step_leads_from_the_inbox_to_the_published_file(graph: AssetGraph) -> None:
    published = dg.AssetKey("published")
    upstream = {name(k) for k in graph.get_ancestor_asset_keys(published)}
    everything = {name(k) for k in graph.materializable_asset_keys}
    unused = everything - upstream - {"published"}
    assert not unused, "an asset that nothing published is made of"
    assert not graph.get(dg.AssetKey("discovery")).parent_keys


def test_what_opens_the_warehouse_shares_one_pool(graph: AssetGraph) -> None:
    pools = {name(k): graph.get(k).pools for k in graph.materializable_asset_keys}
    in_warehouse = {n for n, p in pools.items() if p == {WAREHOUSE_POOL}}
    landing = {"discovery", "crawled", "documents", "articles", "extractions"}
    assert in_warehouse == set(pools) - landing
    assert all(not pools[n] for n in landing)


@pytest.mark.parametrize(
    ("job_name", "begins_with", "not_with"), [("build", "discovery", "crawled"), ("crawl", "crawled", "discovery")]
)
def test_each_job_runs_everything_in_one_process_and_only_one_goes_out_to_the_web(
    job_name: str, begins_with: str, not_with: str
) -> None:
    job = defs.resolve_job_def(job_name)
    assert job.executor_def.name == "in_process"
    keys = {name(k) for k in job.asset_layer.executable_asset_keys}
    assert keys >= PARTITIONED | {begins_with, "published", "marts/events"}
    assert not_with not in keys


def test_the_groups_are_the_rooms_of_the_house(graph: AssetGraph) -> None:
    groups: dict[str, set[str]] = {}
    for key in graph.materializable_asset_keys:
        groups.setdefault(str(graph.get(key).group_name), set()).add(name(key))
    assert groups.keys() == {
        *("landing", "extraction", "raw", "reference", "staging", "intermediate", "marts", "exports", "published")
    }
    assert groups["landing"] == {"discovery", "crawled", "documents", "articles"}
    assert groups["raw"] == {f"raw/{kind.name}" for kind in KINDS}
    assert all(n.startswith(f"{group}/") for group in ("reference", "staging", "marts", "exports") for n in groups[group])


def test_every_asset_has_an_owner_and_a_kind(graph: AssetGraph) -> None:
    owners = {name(k): graph.get(k).owners for k in graph.materializable_asset_keys}
    assert {owner for each in owners.values() for owner in each} == {ENGINEERS, ANALYSTS}
    assert owners["marts/events"] == owners["reference/actor_aliases"] == [ANALYSTS]
    assert owners["raw/articles"] == owners["staging/stg_articles"] == [ENGINEERS]
    assert all(graph.get(k).kinds for k in graph.materializable_asset_keys)


def test_every_rule_of_dbt_is_a_check_in_words(graph: AssetGraph) -> None:
    checks = {key: graph.get(key) for key in graph.asset_check_keys}
    silent = [key for key, check in checks.items() if not check.description or check.description == key.name]
    assert not silent
    manifest = json.loads(ensure_manifest().read_text())
    tests = {node["name"] for node in manifest["nodes"].values() if node["resource_type"] == "test"}
    assert tests <= {key.name for key in checks}, "a test that is no check: name its table in dbt_project/tests/_tests.yml"


def test_what_may_pass_by_itself_is_tried_again_later_and_later(graph: AssetGraph) -> None:
    for key in ("discovery", "articles", "extractions", "published"):
        op = graph.get(dg.AssetKey(key)).assets_def.node_def
        assert isinstance(op, dg.OpDefinition)
        assert op.retry_policy is not None
        assert op.retry_policy.backoff == dg.Backoff.EXPONENTIAL


def test_every_asset_says_what_it_is(graph: AssetGraph) -> None:
    silent = [name(k) for k in graph.materializable_asset_keys if not graph.get(k).description]
    assert not silent
