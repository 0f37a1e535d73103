"""`tallywire`: the commands that run the Dagster job and read what it published.

Here belong the commands, their options and their help. `arguments` checks the values that the user gives. Dagster, dbt and DuckDB
are imported only when a command needs them, so that `--help` is quick.
"""

from __future__ import annotations

import shlex
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from typer.core import TyperGroup

from orchestration.cli.arguments import (
    EXAMPLE_QUERY,
    FAILED,
    STOPPED,
    WRONG_USE,
    DataDir,
    RowFormat,
    ensure_writable,
    err,
    exit_with_error,
    format_examples,
    load_settings,
    out,
    read_sql,
    resolve_paths,
)
from orchestration.cli.explain_commands import add_explain_commands
from orchestration.cli.web_commands import add_web_commands
from orchestration.terminal.console import discard_stdout
from orchestration.terminal.tables import Format

if TYPE_CHECKING:
    from orchestration.evaluate.gold import GoldFile
    from orchestration.settings import Settings

QUERY_HINT = 'List the tables: tallywire query "show tables". List the columns of one: tallywire query "describe events".'
EXIT_CODES = "Exit codes: 0 success, 1 failure, 2 wrong use, 130 stopped by Ctrl-C or SIGTERM."


class _CommandGroup(TyperGroup):
    """All commands. Errors that every command can raise are handled here, once."""

    def invoke(self, ctx: Any) -> Any:
        from orchestration.settings import SettingsError

        try:
            result = super().invoke(ctx)
            sys.stdout.flush()
        except SettingsError as error:
            exit_with_error(WRONG_USE, str(error))
        except KeyboardInterrupt:
            raise typer.Exit(STOPPED) from None
        except BrokenPipeError:
            discard_stdout()
            raise typer.Exit(0) from None
        return result


app = typer.Typer(
    name="tallywire",
    cls=_CommandGroup,
    help="Turn news about armed conflict into an auditable database of events, actors and casualties.",
    epilog=EXIT_CODES,
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,  # plain text: each example stays on one line, so that it can be copied
    pretty_exceptions_enable=False,
)


def _show_version(wanted: bool) -> None:
    if wanted:
        from importlib.metadata import version

        out.print_text(f"tallywire {version('tallywire')}")
        raise typer.Exit


@app.callback()
def _main(
    version: Annotated[
        bool, typer.Option("--version", callback=_show_version, is_eager=True, help="Print the version and exit.")
    ] = False,
) -> None:
    pass


@app.command(
    epilog=format_examples(
        "tallywire run",
        "tallywire run ~/news --data-dir ~/tallywire",
        "TALLYWIRE_WORKERS=4 tallywire run feed.jsonl.gz pages.warc",
    )
)
def run(
    paths: Annotated[
        list[Path] | None,
        typer.Argument(help="Files or folders with articles.", show_default="$TALLYWIRE_INBOX or seeds/articles"),
    ] = None,
    data_dir: DataDir = None,
) -> None:
    """Process articles and publish the database.

    A second run adds only what is new. Ctrl-C stops the run; the next run resumes it.
    """
    from orchestration.cli.shutdown import StoppedError, catch_stop_signals, exit_process

    try:
        with catch_stop_signals():
            chosen = load_settings(data_dir)
            _run_job(chosen, resolve_paths(paths or [chosen.inbox]), data_dir)
    except StoppedError:
        err.print_text("Stopped. Completed work was saved; run again to resume.")
        exit_process(STOPPED)


def _run_job(chosen: Settings, where: list[Path] | None, data_dir: Path | None) -> None:
    ensure_writable(chosen.data_dir)
    from orchestration.cli.run_job import RunFailedError, run_job  # takes a moment to import

    try:
        run_job(chosen, where, err)
    except RunFailedError as failure:
        err.print_text("")
        exit_with_error(FAILED, str(failure))
    _print_summary(chosen, data_dir)


def _print_summary(chosen: Settings, data_dir: Path | None) -> None:
    from orchestration.published.summary import summarize_published

    lines = summarize_published(chosen.published_file)
    width = max(len(name) for name, _ in lines)
    out.print_text("")
    for name, value in lines:
        out.print_text(f"  {name:<{width}}  {value}")
    out.print_text(f"\nDatabase: {chosen.published_file}")
    out.print_text(f"Try: {EXAMPLE_QUERY}" + (f" --data-dir {shlex.quote(str(data_dir))}" if data_dir else ""))


add_web_commands(app, _run_job)


@app.command(
    epilog=format_examples(
        'tallywire query "show tables"',
        'tallywire query "select event_date, location, killed_best from events order by killed_best desc nulls last limit 10"',
        "tallywire query --file warehouse/queries/equipment_lost.sql > equipment.csv",
        'echo "from stories" | tallywire query - --format json',
    )
)
def query(
    sql: Annotated[
        str | None,
        typer.Argument(help="One SQL query (DuckDB), in quotes; - reads it from standard input.", show_default=False),
    ] = None,
    file: Annotated[Path | None, typer.Option("--file", "-f", help="Read the SQL from this file.", show_default=False)] = None,
    form: RowFormat = None,
    data_dir: DataDir = None,
) -> None:
    """Query the published database with SQL.

    Queries are read-only: they cannot change the database or read other files. Tables of the schemas marts and exports need
    no schema prefix.
    """
    chosen = load_settings(data_dir)
    statement = read_sql(sql, file)
    from orchestration.published.query import NothingPublishedError, WrongSqlError, open_published, run_query
    from orchestration.terminal.tables import choose_format, write_result

    try:
        with open_published(chosen.published_file) as db:
            write_result(run_query(db, statement), choose_format(form))
    except NothingPublishedError as error:
        exit_with_error(FAILED, str(error))
    except WrongSqlError as error:
        exit_with_error(WRONG_USE, str(error), QUERY_HINT)


@app.command(
    epilog=format_examples(
        "tallywire rejected", "tallywire rejected --reason empty", "tallywire rejected --all --format csv > rejected.csv"
    )
)
def rejected(
    reason: Annotated[
        str | None, typer.Option(help="Show only documents that were rejected for this reason.", show_default=False)
    ] = None,
    everything: Annotated[
        bool, typer.Option("--all", help="Include documents that were repaired later.", show_default="unrepaired ones only")
    ] = False,
    form: RowFormat = None,
    data_dir: DataDir = None,
) -> None:
    """List the documents that did not become articles, and why.

    Shows how many documents have each reason, then each document: what is wrong, and whether a retry may help. The next run
    picks up repaired files. docs/rejections.md explains each reason.
    """
    chosen = load_settings(data_dir)
    from orchestration.published.query import NothingPublishedError, open_published
    from orchestration.published.rejected import count_reasons, list_documents
    from orchestration.terminal.tables import choose_format, write_result

    try:
        with open_published(chosen.published_file) as db:
            if choose_format(form) is Format.TABLE:
                write_result(count_reasons(db, reason, superseded=everything), Format.TABLE)
            write_result(list_documents(db, reason, superseded=everything), choose_format(form))
    except NothingPublishedError as error:
        exit_with_error(FAILED, str(error))


add_explain_commands(app)


@app.command(epilog=format_examples("tallywire digest", "tallywire digest --data-dir ~/tallywire"))
def digest(data_dir: DataDir = None) -> None:
    """Print a SHA-256 digest of each published table.

    Equal digests mean equal tables. Arrival times and the history are not part of the digest.
    """
    chosen = load_settings(data_dir)
    from orchestration.published.query import NothingPublishedError, open_published
    from orchestration.storage.publish import digest_marts as compute_digests

    try:
        with open_published(chosen.published_file) as db:
            for table, value in compute_digests(db).items():
                print(f"{value}  {table}")
    except NothingPublishedError as error:
        exit_with_error(FAILED, str(error))


@app.command(
    epilog=format_examples(
        "tallywire evaluate tests/gold --together",
        "tallywire evaluate ~/gold --only casualties_gvdb --errors 20",
        "tallywire evaluate ~/gold --only casualties_gvdb --db ~/tallywire/published/tallywire.duckdb",
    )
)
def evaluate(
    gold: Annotated[Path, typer.Argument(metavar="DIR", help="Folder with gold files (*.jsonl).")],
    *,
    only: Annotated[
        list[str] | None, typer.Option(help="Score only this gold file: its name without .jsonl. Can be repeated.")
    ] = None,
    db: Annotated[
        Path | None,
        typer.Option(
            help="Score this published file instead of running the pipeline.", show_default="a separate run for each gold file"
        ),
    ] = None,
    together: Annotated[
        bool, typer.Option("--together", help="Use one run for all gold files. Right only if no two files share an incident.")
    ] = False,
    errors: Annotated[int, typer.Option(min=0, help="Number of worst misses to list for each gold file.")] = 0,
    folder: Annotated[
        Path | None,
        typer.Option(
            "--out",
            help="Folder for the report and the runs.",
            show_default="evaluation in $TALLYWIRE_DATA_DIR or warehouse/data",
        ),
    ] = None,
) -> None:
    """Score the whole pipeline on gold files.

    Prints each measure with its 95 % interval and its number of cases, and writes all of them to evaluation.json and
    evaluation.md. docs/evaluation.md explains each measure and the format of gold files.
    """
    from orchestration.cli.shutdown import StoppedError, catch_stop_signals, exit_process, kill_children
    from orchestration.evaluate.gold import GoldError, read_folder

    try:
        golds = read_folder(gold.expanduser(), only or [])
    except GoldError as error:
        exit_with_error(WRONG_USE, str(error))
    published = resolve_paths([db])[0] if db else None
    folder = folder.expanduser().absolute() if folder else load_settings(None).data_dir / "evaluation"
    ensure_writable(folder, "--out")
    try:
        with catch_stop_signals():
            _score_gold(golds, folder, published, together, errors)
    except StoppedError:
        kill_children()
        exit_process(STOPPED)


def _score_gold(golds: list[GoldFile[Any]], folder: Path, published: Path | None, together: bool, errors: int) -> None:
    from orchestration.evaluate.evaluation import evaluate_golds
    from orchestration.evaluate.published import WrongFileError
    from orchestration.evaluate.report import render_json, render_lines, render_markdown
    from orchestration.evaluate.runs import RunError
    from orchestration.published.query import NothingPublishedError

    try:
        results = evaluate_golds(golds, folder / "runs", err.print_text, db=published, together=together, errors=errors)
    except RunError as error:
        exit_with_error(FAILED, str(error))
    except (NothingPublishedError, WrongFileError) as error:
        exit_with_error(WRONG_USE if published else FAILED, str(error))
    for name, text in (("evaluation.json", render_json(results)), ("evaluation.md", render_markdown(results))):
        (folder / name).write_text(text, encoding="utf-8")
    for line in render_lines(results):
        out.print_text(line)
    out.print_text(f"\nReport: {folder / 'evaluation.md'} (and evaluation.json)")


@app.command(epilog=format_examples("tallywire dev", "tallywire dev --port 3001 --data-dir ~/tallywire"))
def dev(
    data_dir: DataDir = None,
    port: Annotated[int, typer.Option(min=1, max=65535, help="Port of the web page on 127.0.0.1.")] = 3000,
) -> None:
    """Open the Dagster UI of a data folder.

    Shows lineage, runs and backfills, on 127.0.0.1 only. Ctrl-C stops it.
    """
    chosen = load_settings(data_dir)
    ensure_writable(chosen.data_dir)
    from orchestration.cli.dev_server import DevServerError, serve_ui

    try:
        serve_ui(chosen, port, err.print_text)
    except DevServerError as error:
        exit_with_error(FAILED, str(error))


def main() -> None:
    """Runs `tallywire`: the entry point of the script."""
    app()


if __name__ == "__main__":
    main()
