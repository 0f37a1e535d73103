"""The commands about the web: crawl, sources check, export-warc.

Here belong their options, their help and how they end. What a crawl does belongs to `pipeline.crawl`.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from orchestration.cli.arguments import (
    FAILED,
    STOPPED,
    WRONG_USE,
    DataDir,
    RowFormat,
    err,
    exit_with_error,
    format_examples,
    load_settings,
    out,
)

if TYPE_CHECKING:
    from orchestration.ingest.web.sources import Source
    from orchestration.settings import Settings

RunJob = Callable[["Settings", list[Path] | None, Path | None], None]
"""Runs the job on the paths, or on the outlets that are due if there are none, and prints the summary."""


def add_web_commands(app: typer.Typer, run_job: RunJob) -> None:
    """Adds the commands to `app`."""

    @app.command(
        epilog=format_examples(
            "tallywire crawl --data-dir ~/tallywire",
            "TALLYWIRE_SOURCES=~/sources.csv TALLYWIRE_CONTACT=me@example.org tallywire crawl",
        )
    )
    def crawl(data_dir: DataDir = None) -> None:
        """Fetch news from the outlets that are due, and publish the database.

        Reads the feeds, sitemaps and lists in $TALLYWIRE_SOURCES (default: seeds/reference/sources.csv), fetches new addresses
        politely, and processes them as run does. Ctrl-C stops the crawl; the next crawl resumes it. Details: docs/crawling.md.
        """
        from orchestration.cli.shutdown import StoppedError, catch_stop_signals, exit_process

        try:
            with catch_stop_signals():
                chosen = load_settings(data_dir)
                if not any(source.active for source in _read_sources(chosen)):
                    exit_with_error(
                        WRONG_USE,
                        f"no source in {chosen.sources} is active.",
                        "Set TALLYWIRE_SOURCES to a list of your own: see docs/crawling.md.",
                    )
                run_job(chosen, None, data_dir)
        except StoppedError:
            err.print_text("Stopped. Completed work was saved; crawl again to resume.")
            exit_process(STOPPED)

    sources_app = typer.Typer(help="Check the list of outlets to crawl.", no_args_is_help=True, rich_markup_mode=None)
    app.add_typer(sources_app, name="sources")

    @sources_app.command(
        epilog=format_examples("tallywire sources check", "TALLYWIRE_SOURCES=~/sources.csv tallywire sources check --format csv")
    )
    def check(form: RowFormat = None) -> None:
        """Request each source of the list once, and show what it would yield.

        Writes no files. The exit code is 1 if an active source has a problem.
        """
        chosen = load_settings(None)
        _read_sources(chosen)
        from orchestration.cli.sources_check import check_sources, to_result_set
        from orchestration.terminal.tables import choose_format, write_result

        checks = check_sources(chosen)
        write_result(to_result_set(checks), choose_format(form))
        if any(check.problem for check in checks if check.source.active):
            raise typer.Exit(FAILED)

    @app.command(
        "export-warc",
        epilog=format_examples("tallywire export-warc 2026-11-21", "tallywire export-warc 2026-11-21 --out ~/evidence.warc.gz"),
    )
    def export_warc(
        day: Annotated[datetime, typer.Argument(formats=["%Y-%m-%d"], help="The day on which the pages landed (UTC).")],
        file: Annotated[
            Path | None, typer.Option("--out", help="The file to write.", show_default="tallywire-DAY.warc.gz here")
        ] = None,
        data_dir: DataDir = None,
    ) -> None:
        """Write the pages that landed on a day to a web archive.

        The file is standard gzipped WARC. Other tools can read it, and so can tallywire run. The same day always gives the same
        bytes.
        """
        chosen = load_settings(data_dir)
        from orchestration.cli.warc_export import write_warc
        from orchestration.storage.landing import Landing, LandingError

        path = (file or Path(f"tallywire-{day:%Y-%m-%d}.warc.gz")).expanduser().absolute()
        try:
            n_pages = write_warc(Landing(chosen.landing_dir), day.date(), path)
        except (LandingError, OSError) as error:
            exit_with_error(FAILED, str(error))
        out.print_text(f"{n_pages:,} page{'' if n_pages == 1 else 's'} written to {path}")


def _read_sources(chosen: Settings) -> list[Source]:
    """Reads the list of sources. Ends the command if the list is invalid."""
    from orchestration.ingest.web.sources import read_sources
    from orchestration.reference_lists import ReferenceListError

    try:
        return read_sources(chosen.sources)
    except ReferenceListError as error:
        exit_with_error(WRONG_USE, str(error))
