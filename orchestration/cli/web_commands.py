"""The commands that have to do with the web: crawl, sources check, export-warc.

Here belongs what they show and how they end; what a crawl does belongs to `crawl`.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from orchestration.cli.arguments import FAILED, STOPPED, WRONG_USE, DataDir, RowFormat, end, err, examples, out, use

if TYPE_CHECKING:
    from orchestration.ingest.web.sources import Source
    from orchestration.settings import Settings

Run = Callable[["Settings", list[Path] | None, Path | None], None]
"""Runs the job on paths, or without paths on the outlets that are due, and shows the result."""


def add_web_commands(app: typer.Typer, run: Run) -> None:
    """Adds the commands to the front."""

    @app.command(
        epilog=examples(
            "tallywire crawl --data-dir ~/tallywire",
            "TALLYWIRE_SOURCES=~/sources.csv TALLYWIRE_CONTACT=me@example.org tallywire crawl",
        )
    )
    def crawl(data_dir: DataDir = None) -> None:
        """Take news from the outlets that are due to the published database.

        Asks the feeds, sitemaps and lists of $TALLYWIRE_SOURCES (seeds/reference/sources.csv) for new addresses, fetches them
        politely, and goes on as run does. Ctrl-C stops it; the next crawl goes on from there. docs/crawling.md says more.
        """
        from orchestration.cli.shutdown import StoppedError, leave, listening

        try:
            with listening():
                chosen = use(data_dir)
                if not any(source.active for source in _sources_of(chosen)):
                    end(
                        WRONG_USE,
                        f"no source in {chosen.sources} is active.",
                        "Name a list of your own with TALLYWIRE_SOURCES: docs/crawling.md",
                    )
                run(chosen, None, data_dir)
        except StoppedError:
            err.say("stopped; what was done is kept, crawl again to go on")
            leave(STOPPED)

    sources_app = typer.Typer(help="The list of outlets that a crawl asks.", no_args_is_help=True, rich_markup_mode=None)
    app.add_typer(sources_app, name="sources")

    @sources_app.command(
        epilog=examples("tallywire sources check", "TALLYWIRE_SOURCES=~/sources.csv tallywire sources check --format csv")
    )
    def check(form: RowFormat = None) -> None:
        """Ask every source of the list once, and show what it would yield.

        Writes nothing. The exit code is 1 when an active source yields nothing that can be read.
        """
        chosen = use(None)
        _sources_of(chosen)
        from orchestration.cli.sources_check import as_answer, check_sources
        from orchestration.terminal.tables import suitable, write

        checked = check_sources(chosen)
        write(as_answer(checked), suitable(form))
        if any(one.problem for one in checked if one.source.active):
            raise typer.Exit(FAILED)

    @app.command(
        "export-warc",
        epilog=examples("tallywire export-warc 2026-11-21", "tallywire export-warc 2026-11-21 --out ~/evidence.warc.gz"),
    )
    def export_warc(
        day: Annotated[datetime, typer.Argument(formats=["%Y-%m-%d"], help="The day on which it was landed, UTC.")],
        file: Annotated[
            Path | None, typer.Option("--out", help="The file to write.", show_default="tallywire-DAY.warc.gz here")
        ] = None,
        data_dir: DataDir = None,
    ) -> None:
        """Write the pages that landed on a day as a web archive.

        Standard WARC, gzipped, that other tools and tallywire run read back. The same day gives the same bytes.
        """
        chosen = use(data_dir)
        from orchestration.cli.warc_export import export_warc as export
        from orchestration.storage.landing import Landing, LandingError

        path = (file or Path(f"tallywire-{day:%Y-%m-%d}.warc.gz")).expanduser().absolute()
        try:
            n_pages = export(Landing(chosen.landing_dir), day.date(), path)
        except (LandingError, OSError) as error:
            end(FAILED, str(error))
        out.say(f"{n_pages:,} page{'' if n_pages == 1 else 's'} written to {path}")


def _sources_of(chosen: Settings) -> list[Source]:
    """The list of sources; ends the command when it cannot be used."""
    from orchestration.ingest.web.sources import SourcesError, read_sources

    try:
        return read_sources(chosen.sources)
    except SourcesError as error:
        end(WRONG_USE, str(error))
