"""The commands that explain: `explain` (one article) and `why` (one event).

Here belong their options, their help and how they end. What they print belongs to `explain.article` and `explain.event`.
"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from orchestration.cli.arguments import (
    FAILED,
    WRONG_USE,
    DataDir,
    err,
    exit_with_error,
    format_examples,
    load_settings,
    out,
    resolve_paths,
)


def add_explain_commands(app: typer.Typer) -> None:
    """Adds the commands to `app`."""

    @app.command(
        epilog=format_examples(
            "tallywire explain article.txt",
            "tallywire explain feed.jsonl --number 3 --html article.html",
            "tallywire explain --article 5f0c9a3e7d21b846 --data-dir ~/tallywire",
            'echo "Two soldiers were killed in Aleppo." | tallywire explain -',
        )
    )
    def explain(  # noqa: PLR0917  (Typer makes the options from them)
        file: Annotated[
            Path | None,
            typer.Argument(
                help="A file with an article, in any format that run reads; - reads plain text from standard input.",
                show_default=False,
            ),
        ] = None,
        key: Annotated[
            str | None,
            typer.Option(
                "--id", help="Choose the article with this id or address, if the file contains several.", show_default=False
            ),
        ] = None,
        number: Annotated[
            int | None,
            typer.Option(min=1, help="Choose the article by its position in the file, starting at 1.", show_default=False),
        ] = None,
        article: Annotated[
            str | None,
            typer.Option(help="A published article of the data folder, by its article_id or external_id.", show_default=False),
        ] = None,
        html: Annotated[
            Path | None, typer.Option(help="Write one self-contained HTML page to this file instead.", show_default=False)
        ] = None,
        as_json: Annotated[bool, typer.Option("--json", help="Print all rows with all columns as JSON instead.")] = False,
        data_dir: DataDir = None,
    ) -> None:
        """Show what is extracted from one article, and by which rules.

        Marks the words in each sentence. Below it, lists the events, figures, attributions, actors and places that were
        extracted from it. Extraction is the same as in a run. Nothing is written to the data folder.
        """
        from orchestration.explain.article.arguments import (
            STANDARD_STREAM,
            ExplainArguments,
            ExplainError,
            WrongChoiceError,
            check_arguments,
        )

        if file is not None and str(file) != STANDARD_STREAM:
            (file,) = resolve_paths([file])
        arguments = ExplainArguments(file, key, number, article, html.expanduser() if html else None, as_json)
        try:
            check_arguments(arguments)
            from orchestration.explain.article.command import write_explanation  # takes a moment to import

            write_explanation(arguments, load_settings(data_dir), out, err)
        except WrongChoiceError as error:
            exit_with_error(WRONG_USE, str(error), *error.advice)
        except ExplainError as error:
            exit_with_error(FAILED, str(error))

    @app.command(
        epilog=format_examples(
            "tallywire why 3e7d21b8",
            "tallywire why 3e7d21b846f05c9a --data-dir ~/tallywire | less",
            "tallywire why 3e7d21b8 --json > event.json",
        )
    )
    def why(
        event_id: Annotated[
            str,
            typer.Argument(
                metavar="EVENT_ID", help="The event's id, or a unique prefix of it. An earlier id leads to the current event."
            ),
        ],
        as_json: Annotated[bool, typer.Option("--json", help="Print all rows with all columns as JSON instead.")] = False,
        data_dir: DataDir = None,
    ) -> None:
        """Show the evidence for one event and its figures.

        For each figure: the rule for each bound, the votes of the origins, and the claims in their sentences. Then: claims that
        are not counted, why its mentions are one event, why similar mentions are not part of it, its articles and its history.
        """
        from orchestration.explain.event.command import write_explanation
        from orchestration.explain.event.event_lookup import UnknownEventError
        from orchestration.published.query import NothingPublishedError

        try:
            write_explanation(event_id, load_settings(data_dir), out, json=as_json)
        except UnknownEventError as error:
            exit_with_error(WRONG_USE, str(error), *error.advice)
        except NothingPublishedError as error:
            exit_with_error(FAILED, str(error))
