"""`tallywire`: a friendly front of the same Dagster job, and a look at what it published.

Here belong arguments, exit codes and what is shown. Imports of Dagster and dbt wait until a command needs them, so that
`--help` is quick.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from orchestration.settings import Settings, SettingsError, settings

WRONG_USE = 2

app = typer.Typer(
    name="tallywire",
    help="News about armed conflict in, an auditable database of events, actors and casualties out.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
out = Console(soft_wrap=not sys.stdout.isatty())
err = Console(stderr=True, soft_wrap=not sys.stderr.isatty())
TRY = "select event_date, location, sub_event_type, killed_low, killed_best, killed_high, summary from marts.events"

DataDir = Annotated[
    Path | None,
    typer.Option(help="Folder for everything Tallywire keeps [default: $TALLYWIRE_DATA_DIR or warehouse/data]."),
]


def _use(data_dir: Path | None) -> Settings:
    """The settings, with `--data-dir` before the variable. Ends with exit code 2 when a variable is wrong."""
    if data_dir is not None:
        os.environ["TALLYWIRE_DATA_DIR"] = str(data_dir.expanduser().absolute())
    try:
        chosen = settings()
    except SettingsError as error:
        err.print(f"tallywire: {error}", style="red", markup=False, highlight=False)
        raise typer.Exit(WRONG_USE) from None
    # dbt is a process of its own: it gets the folder that was chosen, however that was.
    os.environ["TALLYWIRE_DATA_DIR"] = str(chosen.data_dir)
    return chosen


@app.callback()
def _main() -> None:
    pass


@app.command()
def run(
    paths: Annotated[
        list[Path] | None,
        typer.Argument(help="Files or folders with articles [default: $TALLYWIRE_INBOX or seeds/articles].", show_default=False),
    ] = None,
    data_dir: DataDir = None,
) -> None:
    """Take articles from PATH… to the published database.

    Running it again lands only what is new. Example: tallywire run ~/news --data-dir ~/tallywire
    """
    chosen = _use(data_dir)
    where = [p.expanduser().absolute() for p in paths or [chosen.inbox]]
    missing = [str(p) for p in where if not p.exists()]
    if missing:
        err.print(f"tallywire: no such file or folder: {', '.join(missing)}", style="red", markup=False, highlight=False)
        raise typer.Exit(WRONG_USE)

    from orchestration.run import RunFailedError, run_job  # Dagster takes seconds to import

    try:
        run_job(chosen, where, err)
    except RunFailedError as failure:
        err.print(f"\ntallywire: {failure}", style="red", markup=False, highlight=False)
        raise typer.Exit(1) from None
    _show_result(chosen)


def _show_result(chosen: Settings) -> None:
    from orchestration.summary import summarise

    found = summarise(chosen.published_file)
    width = max(len(name) for name, _ in found)
    out.print()
    for name, value in found:
        out.print(f"  {name:<{width}}  {value}", markup=False, highlight=False)
    out.print(f"\nThe database: {chosen.published_file}", markup=False, highlight=False)
    out.print(f"Try: {TRY}", markup=False, highlight=False)


@app.command()
def digest(data_dir: DataDir = None) -> None:
    """Print a sha256 for each published table: equal digests, the same marts."""
    chosen = _use(data_dir)
    if not chosen.published_file.is_file():
        err.print(f"tallywire: nothing is published in {chosen.data_dir}. Run `tallywire run` first.", markup=False)
        raise typer.Exit(1)
    from orchestration.publish import digest as digest_of
    from orchestration.warehouse import connect

    with connect(chosen.published_file, read_only=True) as db:
        for table, value in digest_of(db).items():
            print(f"{value}  {table}")


@app.command()
def dev(
    data_dir: DataDir = None,
    port: Annotated[int, typer.Option(help="Port of the page, on 127.0.0.1.")] = 3000,
) -> None:
    """Open the Dagster UI of a data folder on 127.0.0.1: lineage, runs, backfills."""
    chosen = _use(data_dir)
    from orchestration.home import open_instance

    with open_instance(chosen.dagster_home):
        pass
    dagster = Path(sys.executable).with_name("dagster")
    where = ["-m", "orchestration.definitions", "-h", "127.0.0.1", "-p", str(port)]
    os.execv(dagster, [str(dagster), "dev", *where])  # noqa: S606  our own executable, no shell


def main() -> None:
    """The entry point of the `tallywire` script."""
    app()


if __name__ == "__main__":
    main()
