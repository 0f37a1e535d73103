"""The command `tallywire why`: finds the event, explains it and writes the result.

Here belong the order of the steps and their errors. Finding the event belongs to `event_lookup`.
"""

from __future__ import annotations

import sys

import duckdb

from orchestration.explain.event import as_json, terminal
from orchestration.explain.event.event_lookup import find_event
from orchestration.explain.event.explanation import explain_event
from orchestration.published.query import NothingPublishedError, open_published
from orchestration.settings import Settings
from orchestration.terminal.console import SafeConsole


def write_explanation(event_id: str, settings: Settings, out: SafeConsole, *, json: bool) -> None:
    """Writes the explanation of the event with this id or prefix. Raises `UnknownEventError` and `NothingPublishedError`."""
    with open_published(settings.published_file) as db:
        try:
            explanation = explain_event(db, find_event(db, event_id))
        except (duckdb.CatalogException, duckdb.BinderException) as error:
            reason = str(error).partition("\n")[0]
            raise NothingPublishedError(
                f"an earlier version of Tallywire wrote the published file ({reason}). Run `tallywire run` to update it."
            ) from None
    if json:
        sys.stdout.write(as_json.render_json(explanation))
    else:
        terminal.print_explanation(explanation, out)
