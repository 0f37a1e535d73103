"""The commands that show reasons: explain (what is read from an article), why (what made an event).

Here belongs what they are given and how they end; what they show belongs to `explain` and `why`.
"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from orchestration.cli.arguments import FAILED, WRONG_USE, DataDir, end, err, examples, existing, out, use


def add_reason_commands(app: typer.Typer) -> None:
    """Adds the commands to the front."""

    @app.command(
        epilog=examples(
            "tallywire explain article.txt",
            "tallywire explain feed.jsonl --number 3 --html article.html",
            "tallywire explain --article 5f0c9a3e7d21b846 --data-dir ~/tallywire",
            'echo "Two soldiers were killed in Aleppo." | tallywire explain -',
        )
    )
    def explain(  # noqa: PLR0917  (Typer makes the options of them)
        file: Annotated[
            Path | None,
            typer.Argument(
                help="A file with an article, in any format that run reads; - reads plain text from standard input.",
                show_default=False,
            ),
        ] = None,
        key: Annotated[
            str | None,
            typer.Option("--id", help="The article with this id or address, where the file holds several.", show_default=False),
        ] = None,
        number: Annotated[
            int | None, typer.Option(min=1, help="The article in this place of the file, from 1 on.", show_default=False)
        ] = None,
        article: Annotated[
            str | None, typer.Option(help="An article of the data folder, by its article_id or external_id.", show_default=False)
        ] = None,
        html: Annotated[
            Path | None, typer.Option(help="Write one self-contained page to this file instead.", show_default=False)
        ] = None,
        as_json: Annotated[bool, typer.Option("--json", help="Write every row with all its columns as JSON instead.")] = False,
        data_dir: DataDir = None,
    ) -> None:
        """Show what is read from one article, and by which rules.

        Each sentence with its spans marked, and below it the events, figures, speakers, actors and places that were read from
        it. It reads as a run does, and writes nothing to the data folder.
        """
        from orchestration.explain.article.asked import STANDARD_STREAM, AskedFor, ExplainError, WrongChoiceError, check

        if file is not None and str(file) != STANDARD_STREAM:
            (file,) = existing([file])
        asked = AskedFor(file, key, number, article, html.expanduser() if html else None, as_json)
        try:
            check(asked)
            from orchestration.explain.article.command import produce  # takes a moment to import

            produce(asked, use(data_dir), out, err)
        except WrongChoiceError as error:
            end(WRONG_USE, str(error), *error.advice)
        except ExplainError as error:
            end(FAILED, str(error))

    @app.command(
        epilog=examples(
            "tallywire why 3e7d21b8",
            "tallywire why 3e7d21b846f05c9a --data-dir ~/tallywire | less",
            "tallywire why 3e7d21b8 --json > event.json",
        )
    )
    def why(
        event_id: Annotated[
            str,
            typer.Argument(
                metavar="EVENT_ID", help="Its id, or as much of it as no other begins with; an earlier id leads to today's."
            ),
        ],
        as_json: Annotated[bool, typer.Option("--json", help="Write every row with all its columns as JSON instead.")] = False,
        data_dir: DataDir = None,
    ) -> None:
        """Show why an event is what it is.

        Its figures with the rule that gave each bound, the origins and their votes, the claims in their sentences; what was read
        and not counted; what joins its mentions, and what kept others apart; its articles, and what was said of it before.
        """
        from orchestration.explain.event.command import produce
        from orchestration.explain.event.event_ids import UnknownEventError
        from orchestration.published.query import NothingPublishedError

        try:
            produce(event_id, use(data_dir), out, json=as_json)
        except UnknownEventError as error:
            end(WRONG_USE, str(error), *error.advice)
        except NothingPublishedError as error:
            end(FAILED, str(error))
