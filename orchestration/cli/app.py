"""`tallywire`: a friendly front of the same Dagster job, and a look at what it published.

Here belong the commands, their options and what they show; `arguments` checks what they were given. Imports of Dagster, dbt
and DuckDB wait until a command needs them, so that `--help` is quick.
"""

from __future__ import annotations

import shlex
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from typer.core import TyperGroup

from orchestration.cli.arguments import (
    FAILED,
    STOPPED,
    TRY,
    WRONG_USE,
    DataDir,
    RowFormat,
    end,
    err,
    examples,
    existing,
    make_writable,
    out,
    question_of,
    use,
)
from orchestration.cli.explain_commands import add_reason_commands
from orchestration.cli.web_commands import add_web_commands
from orchestration.terminal.console import reader_has_left
from orchestration.terminal.tables import Format

if TYPE_CHECKING:
    from orchestration.evaluate.gold import GoldFile
    from orchestration.settings import Settings

HINT = 'The tables: tallywire query "show tables". The columns of one: tallywire query "describe events".'
EXIT_CODES = "Exit codes: 0 ended well, 1 failed, 2 wrong use, 130 stopped by ctrl-C or SIGTERM."


class _Front(TyperGroup):
    """All commands: what may happen in each of them ends each of them in the same way."""

    def invoke(self, ctx: Any) -> Any:
        from orchestration.settings import SettingsError

        try:
            result = super().invoke(ctx)
            sys.stdout.flush()
        except SettingsError as error:
            end(WRONG_USE, str(error))
        except KeyboardInterrupt:
            raise typer.Exit(STOPPED) from None
        except BrokenPipeError:
            reader_has_left()
            raise typer.Exit(0) from None
        return result


app = typer.Typer(
    name="tallywire",
    cls=_Front,
    help="News about armed conflict in, an auditable database of events, actors and casualties out.",
    epilog=EXIT_CODES,
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,  # plain text: examples stay on one line, to be copied
    pretty_exceptions_enable=False,
)


def _show_version(wanted: bool) -> None:
    if wanted:
        from importlib.metadata import version

        out.say(f"tallywire {version('tallywire')}")
        raise typer.Exit


@app.callback()
def _main(
    version: Annotated[
        bool, typer.Option("--version", callback=_show_version, is_eager=True, help="Print the version and end.")
    ] = False,
) -> None:
    pass


@app.command(
    epilog=examples(
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
    """Take articles from PATH… to the published database.

    Running it again lands only what is new. Ctrl-C stops it; the next run goes on from there.
    """
    from orchestration.cli.shutdown import StoppedError, leave, listening

    try:
        with listening():
            chosen = use(data_dir)
            _run(chosen, existing(paths or [chosen.inbox]), data_dir)
    except StoppedError:
        err.say("stopped; what was done is kept, run again to go on")
        leave(STOPPED)


def _run(chosen: Settings, where: list[Path] | None, data_dir: Path | None) -> None:
    make_writable(chosen.data_dir)
    from orchestration.cli.run_job import RunFailedError, run_job  # takes a moment to import

    try:
        run_job(chosen, where, err)
    except RunFailedError as failure:
        err.say("")
        end(FAILED, str(failure))
    _show_result(chosen, data_dir)


def _show_result(chosen: Settings, data_dir: Path | None) -> None:
    from orchestration.published.summary import summarise

    found = summarise(chosen.published_file)
    width = max(len(name) for name, _ in found)
    out.say("")
    for name, value in found:
        out.say(f"  {name:<{width}}  {value}")
    out.say(f"\nThe database: {chosen.published_file}")
    out.say(f"Try: {TRY}" + (f" --data-dir {shlex.quote(str(data_dir))}" if data_dir else ""))


add_web_commands(app, _run)


@app.command(
    epilog=examples(
        'tallywire query "show tables"',
        'tallywire query "select event_date, location, killed_best from events order by killed_best desc nulls last limit 10"',
        "tallywire query --file warehouse/queries/equipment_lost.sql > equipment.csv",
        'echo "from stories" | tallywire query - --format json',
    )
)
def query(
    sql: Annotated[
        str | None,
        typer.Argument(help="One question in DuckDB's SQL, in quotes; - reads it from standard input.", show_default=False),
    ] = None,
    file: Annotated[Path | None, typer.Option("--file", "-f", help="Read the SQL from this file.", show_default=False)] = None,
    form: RowFormat = None,
    data_dir: DataDir = None,
) -> None:
    """Ask the published database a question in SQL.

    It only reads: no statement changes the database, and none reaches another file. Tables of schema marts and exports
    need no schema before their name.
    """
    chosen = use(data_dir)
    question = question_of(sql, file)
    from orchestration.published.query import NothingPublishedError, WrongSqlError, ask, open_published
    from orchestration.terminal.tables import suitable, write

    try:
        with open_published(chosen.published_file) as db:
            write(ask(db, question), suitable(form))
    except NothingPublishedError as error:
        end(FAILED, str(error))
    except WrongSqlError as error:
        end(WRONG_USE, str(error), HINT)


@app.command(
    epilog=examples(
        "tallywire rejected", "tallywire rejected --reason empty", "tallywire rejected --all --format csv > rejected.csv"
    )
)
def rejected(
    reason: Annotated[
        str | None, typer.Option(help="Only documents that were rejected for this reason.", show_default=False)
    ] = None,
    everything: Annotated[
        bool, typer.Option("--all", help="Also documents that were repaired later.", show_default="only open ones")
    ] = False,
    form: RowFormat = None,
    data_dir: DataDir = None,
) -> None:
    """List the documents that did not become articles, and why.

    First how many of each reason, then each one: what is wrong, and whether trying again may help. A repaired file is
    picked up by the next run. docs/rejections.md explains each reason.
    """
    chosen = use(data_dir)
    from orchestration.published.query import NothingPublishedError, open_published
    from orchestration.published.rejected import documents, reasons
    from orchestration.terminal.tables import suitable, write

    try:
        with open_published(chosen.published_file) as db:
            if suitable(form) is Format.TABLE:
                write(reasons(db, reason, superseded=everything), Format.TABLE)
            write(documents(db, reason, superseded=everything), suitable(form))
    except NothingPublishedError as error:
        end(FAILED, str(error))


add_reason_commands(app)


@app.command(epilog=examples("tallywire digest", "tallywire digest --data-dir ~/tallywire"))
def digest(data_dir: DataDir = None) -> None:
    """Print a sha256 for each published table.

    Equal digests, the same marts: without the columns that say when something arrived, and without the history.
    """
    chosen = use(data_dir)
    from orchestration.published.query import NothingPublishedError, open_published
    from orchestration.storage.publish import digest as digest_of

    try:
        with open_published(chosen.published_file) as db:
            for table, value in digest_of(db).items():
                print(f"{value}  {table}")
    except NothingPublishedError as error:
        end(FAILED, str(error))


@app.command(
    epilog=examples(
        "tallywire evaluate tests/gold --together",
        "tallywire evaluate ~/gold --only casualties_gvdb --errors 20",
        "tallywire evaluate ~/gold --only casualties_gvdb --db ~/tallywire/published/tallywire.duckdb",
    )
)
def evaluate(
    gold: Annotated[Path, typer.Argument(metavar="DIR", help="Folder with gold files; those in it are read, nothing else.")],
    *,
    only: Annotated[list[str] | None, typer.Option(help="Only this gold file, by its name without .jsonl.")] = None,
    db: Annotated[
        Path | None, typer.Option(help="Score this published file.", show_default="a run of its own for each gold file")
    ] = None,
    together: Annotated[bool, typer.Option("--together", help="One run for all gold files: if none shares an incident.")] = False,
    errors: Annotated[int, typer.Option(min=0, help="List so many of the worst misses of each gold file.")] = 0,
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

    Prints each figure with its 95 % interval and its cases, and writes them to evaluation.json and evaluation.md.
    docs/evaluation.md says what each figure means and how a gold file is written.
    """
    from orchestration.cli.shutdown import StoppedError, kill_children, leave, listening
    from orchestration.evaluate.gold import GoldError, read_folder

    try:
        golds = read_folder(gold.expanduser(), only or [])
    except GoldError as error:
        end(WRONG_USE, str(error))
    published = existing([db])[0] if db else None
    folder = folder.expanduser().absolute() if folder else use(None).data_dir / "evaluation"
    make_writable(folder)
    try:
        with listening():
            _evaluate(golds, folder, published, together, errors)
    except StoppedError:
        kill_children()
        leave(STOPPED)


def _evaluate(golds: list[GoldFile[Any]], folder: Path, published: Path | None, together: bool, errors: int) -> None:
    from orchestration.evaluate.evaluation import evaluate as score
    from orchestration.evaluate.pipeline import PipelineError
    from orchestration.evaluate.published import WrongFileError
    from orchestration.evaluate.report import as_json, as_lines, as_markdown
    from orchestration.published.query import NothingPublishedError

    try:
        results = score(golds, folder / "runs", err.say, db=published, together=together, errors=errors)
    except PipelineError as error:
        end(FAILED, str(error))
    except (NothingPublishedError, WrongFileError) as error:
        end(WRONG_USE if published else FAILED, str(error))
    for name, text in (("evaluation.json", as_json(results)), ("evaluation.md", as_markdown(results))):
        (folder / name).write_text(text, encoding="utf-8")
    for line in as_lines(results):
        out.say(line)
    out.say(f"\nThe report: {folder / 'evaluation.md'} (and evaluation.json)")


@app.command(epilog=examples("tallywire dev", "tallywire dev --port 3001 --data-dir ~/tallywire"))
def dev(
    data_dir: DataDir = None,
    port: Annotated[int, typer.Option(min=1, max=65535, help="Port of the page, on 127.0.0.1.")] = 3000,
) -> None:
    """Open the Dagster UI of a data folder.

    Lineage, runs and backfills, on 127.0.0.1 only. Ctrl-C ends it.
    """
    chosen = use(data_dir)
    make_writable(chosen.data_dir)
    from orchestration.cli.dev_server import DevError, serve

    try:
        serve(chosen, port, err.say)
    except DevError as error:
        end(FAILED, str(error))


def main() -> None:
    """The entry point of the `tallywire` script."""
    app()


if __name__ == "__main__":
    main()
