"""The asset graph is as promised: keys, groups, partitions, pools and the one job."""

import dagster as dg
import pytest
from dagster._core.definitions.assets.graph.asset_graph import AssetGraph  # Dagster has no public name for it

from orchestration.definitions import defs
from orchestration.defs.extraction import WAREHOUSE_POOL
from orchestration.warehouse import KINDS

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
    landing = {"discovery", "documents", "articles", "extractions"}
    assert in_warehouse == set(pools) - landing
    assert all(not pools[n] for n in landing)


def test_the_job_runs_everything_in_one_process() -> None:
    job = defs.resolve_job_def("build")
    assert job.executor_def.name == "in_process"
    assert {name(k) for k in job.asset_layer.executable_asset_keys} >= PARTITIONED | {"discovery", "published", "marts/events"}


def test_every_asset_says_what_it_is(graph: AssetGraph) -> None:
    silent = [name(k) for k in graph.materializable_asset_keys if not graph.get(k).description]
    assert not silent
