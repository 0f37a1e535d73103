"""The dbt project as assets: reference lists, staging, intermediate, marts, exports; its tests as checks."""

import os
import shutil
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from graphlib import TopologicalSorter
from importlib.metadata import version
from pathlib import Path
from typing import Any

import dagster as dg
from dagster_dbt import DbtCliInvocation, DbtCliResource, dbt_assets
from dagster_dbt.errors import DagsterDbtCliRuntimeError
from packaging.version import Version
from pydantic import Field

from orchestration.dbt_bridge import failed_rows
from orchestration.dbt_bridge.column_lineage import trace_models
from orchestration.dbt_bridge.corrections import load_corrections
from orchestration.dbt_bridge.manifest import DBT_PROJECT, ensure_manifest, hash_project
from orchestration.dbt_bridge.seed_checks import check_lists
from orchestration.defs.dbt_translator import Translator, describe_rule
from orchestration.defs.shared import WAREHOUSE_POOL
from orchestration.pipeline import steps
from orchestration.pipeline.progress import report_step
from orchestration.reference_lists import ReferenceListError
from orchestration.settings import REFERENCE_DIR, get_settings
from orchestration.storage.warehouse import check_warehouse, connect, describe_tables, is_built_from_loaded, open_warehouse

_MAX_SET_ASIDE = 20
"""Articles that one round sets aside at most. If more break a rule, the fault is one of the models, and the build fails."""
_MAX_ROUNDS = 4
"""An article goes in two rounds, and a check of a late table may fail only when those of an early one pass."""
_MAX_EXAMPLES = 5
"""Rows shown with a failed check that break its rule."""


class Dbt(DbtCliResource):
    """dbt of this environment, without two preparations of dagster-dbt that take seconds and are not needed here."""

    @cached_property
    def _cli_version(self) -> Version:
        return Version(version("dbt-core"))  # `dbt --version` would contact a server to look for newer versions

    def _initialize_dbt_core_adapter(self, args: Sequence[str]) -> None:  # type: ignore[override]
        """Opens no connection to the warehouse in this process: rows are counted after dbt has ended."""


class BuildConfig(dg.Config):
    """When to build."""

    always: bool = Field(default=False, description="Build even if neither the loaded rows nor the dbt project changed.")


@dbt_assets(
    manifest=ensure_manifest(),
    project=DBT_PROJECT,
    name="dbt_build",
    pool=WAREHOUSE_POOL,
    dagster_dbt_translator=Translator(),
)
def dbt_models(context: dg.AssetExecutionContext, config: BuildConfig, dbt: DbtCliResource) -> Iterator[Any]:
    """Builds and tests every model. Articles on whose rows a test fails are set aside, and the rest is built again.

    If a test still fails, the published version stays as it was.
    """
    with report_step("dbt") as say:
        wrong = _check_lists()
        standing = None if config.always else _repeat_last_results(context)
        if standing is None:
            yield from _run_dbt(context, dbt, say, wrong)
        else:
            say("; ".join(["nothing changed since the last build", *wrong]))
            yield from standing


def _check_lists() -> list[str]:
    """Checks the lists that the models use and loads the corrections. Returns what is wrong in lines that are left out."""
    try:
        check_lists(REFERENCE_DIR)
        wrong = load_corrections(get_settings(), REFERENCE_DIR)
    except ReferenceListError as error:
        raise dg.Failure(str(error), allow_retries=False) from error
    return [f"left out: {line}" for line in wrong]


def _repeat_last_results(context: dg.AssetExecutionContext) -> list[Any] | None:
    """The last results of every selected model, if it was built from the current rows and models; otherwise None."""
    with open_warehouse(get_settings(), "checking what changed") as db:
        if not is_built_from_loaded(db, hash_project()):
            return None
    standing: list[Any] = []
    below = context.assets_def.asset_deps
    for key in TopologicalSorter({key: sorted(below[key]) for key in sorted(below)}).static_order():
        if key not in context.selected_asset_keys:
            continue
        event = context.instance.get_latest_materialization_event(key)
        if event is None or event.asset_materialization is None:
            return None
        standing.append(dg.MaterializeResult(asset_key=key, metadata={**event.asset_materialization.metadata, "rebuilt": False}))
    why = "The rows and the models have not changed since the last build, which passed."
    standing += [
        dg.AssetCheckResult(asset_key=check.asset_key, check_name=check.name, passed=True, description=why)
        for check in context.selected_asset_check_keys
    ]
    return standing


def _run_dbt(context: dg.AssetExecutionContext, dbt: DbtCliResource, say: Any, left_out: list[str]) -> Iterator[Any]:
    """Builds until no single article makes a test fail. `left_out` is what to say of lines that were left out."""
    target = get_settings().data_dir / "dbt" / context.run_id
    os.environ["TALLYWIRE_DBT_PROJECT_HASH"] = hash_project()  # dbt stores it with the built rows
    steps.release_documents(get_settings(), hash_project())
    aside: set[str] = set()
    n_rounds = 0
    while True:
        # Unit tests guard the code, not the day's rows: `make test` runs them.
        build = dbt.cli(["build", "--exclude-resource-type", "unit_test"], context=context, target_path=target)
        events: list[Any] = []  # yielded after dbt has ended: only then can rows be counted
        failure = None
        n_models = n_passed = 0
        try:
            for event in build.stream():
                events.append(event)
                n_models += isinstance(event, dg.Output)
                n_passed += isinstance(event, dg.AssetCheckResult) and event.passed
                say(f"{n_models} models built, {n_passed} tests passed")
        except DagsterDbtCliRuntimeError as error:
            failure = error
        rules = {}
        if failure:
            check_warehouse(get_settings())
            rules = _find_culprits(build, target)
        if not rules or n_rounds == _MAX_ROUNDS or len(rules) > _MAX_SET_ASIDE:
            break
        n_rounds += 1
        aside |= steps.set_documents_aside(get_settings(), rules, hash_project())
        context.log.warning("Set aside, because a check of the tables failed on their rows: %s", ", ".join(sorted(aside)))
    yield from _describe_events(context, events, build.manifest, target)
    if failure:
        raise dg.Failure(str(failure), allow_retries=False) from failure  # the log of dbt is kept, and the error names it
    left_out += [f"set aside, because a test failed on it: {uri}" for uri in sorted(aside)]
    if left_out:
        say("; ".join([f"{n_models} models built, {n_passed} tests passed", *left_out]))
    shutil.rmtree(target, ignore_errors=True)


def _find_culprits(build: DbtCliInvocation, target: Path) -> dict[str, str]:
    """The documents on whose rows tests failed, with the rule. Empty if anything else failed, or no document is to blame."""
    tests = failed_rows.list_failed_tests(build.get_artifact("run_results.json"))
    if not tests:
        return {}
    with connect(get_settings().warehouse_file, read_only=True) as db:
        found = failed_rows.find_documents(db, tests, build.manifest, _get_compiled(build.manifest, target)) or {}
    return {document_id: describe_rule(build.manifest["nodes"][test]) for document_id, test in found.items()}


def _get_compiled(manifest: Mapping[str, Any], target: Path) -> Path:
    return target / "compiled" / str(manifest["metadata"]["project_name"])


def _describe_events(
    context: dg.AssetExecutionContext, events: list[Any], manifest: Mapping[str, Any], target: Path
) -> Iterator[Any]:
    """dbt's events with row counts, columns, column lineage and the reasons of failed checks."""
    with open_warehouse(get_settings(), "counting rows") as db:
        tables = describe_tables(db)
    columns = {name: table.columns for name, table in tables.items()}
    compiled = _get_compiled(manifest, target)
    lineage = trace_models(manifest, compiled, columns, DBT_PROJECT.project_dir / "target" / "column_lineage")
    for event in events:
        if isinstance(event, dg.Output):
            key = context.asset_key_for_output(event.output_name)
            node = manifest["nodes"][event.metadata["unique_id"].value]
            name = (node["schema"], node["alias"])
            yield dg.MaterializeResult(
                asset_key=key, metadata={**event.metadata, **_describe_table(node, name, tables, lineage), "rebuilt": True}
            )
        elif isinstance(event, dg.AssetCheckResult) and not event.passed:
            yield _explain_failure(event, manifest["nodes"][event.metadata["unique_id"].value], compiled)
        else:
            yield event


def _describe_table(node: Mapping[str, Any], name: tuple[str, str], tables: Mapping[Any, Any], lineage: Mapping[Any, Any]) -> Any:
    if name not in tables:
        return {}
    described = node["columns"]
    schema = dg.TableSchema(
        columns=[
            dg.TableColumn(column, type=data_type, description=described.get(column, {}).get("description"))
            for column, data_type in tables[name].columns.items()
        ]
    )
    below = {
        column: [dg.TableColumnDep(asset_key=dg.AssetKey(list(table)), column_name=c) for table, c in of]
        for column, of in lineage.get(name, {}).items()
    }
    return {
        "dagster/row_count": tables[name].n_rows,
        "dagster/column_schema": schema,
        **({"dagster/column_lineage": dg.TableColumnLineage(below)} if below else {}),
    }


def _explain_failure(check: dg.AssetCheckResult, test: Mapping[str, Any], compiled: Path) -> dg.AssetCheckResult:
    """A failed check with its rule, the number of rows that break it, and examples."""
    n = check.metadata.get("dagster_dbt/failed_row_count")
    rule = describe_rule(test)
    file = failed_rows.find_test_sql(test, compiled)
    examples: dict[str, Any] = {}
    if file is not None:
        with connect(get_settings().warehouse_file, read_only=True) as db:
            rows = db.execute(f"select * from ({file.read_text()}) limit {_MAX_EXAMPLES}")
            names = [column for column, *_ in rows.description or []]
            records = [dict(zip(names, map(_make_cell, row), strict=True)) for row in rows.fetchall()]
        examples["rows that break it"] = dg.MetadataValue.table(
            [dg.TableRecord(record) for record in records], dg.TableSchema([dg.TableColumn(n) for n in names])
        )
    counted = f"{n.value} rows break the rule" if n is not None else "Rows break the rule"
    return check._replace(description=f"{counted}: {rule}", metadata={**check.metadata, **examples})


def _make_cell(value: Any) -> str | int | float | bool | None:
    return value if value is None or isinstance(value, str | int | float | bool) else str(value)
