"""What `tallywire why` does: the event that was asked for, explained in the way that was asked for.

Here belongs which steps follow each other, and what goes wrong in them.
"""

from __future__ import annotations

import sys

import duckdb

from orchestration.explain.event import as_json, terminal
from orchestration.explain.event.account import account_of
from orchestration.explain.event.event_ids import find
from orchestration.published.query import NothingPublishedError, open_published
from orchestration.settings import Settings
from orchestration.terminal.console import SafeConsole


def produce(asked: str, settings: Settings, out: SafeConsole, *, json: bool) -> None:
    """Writes the account of an event. Raises `UnknownEventError` and `NothingPublishedError`."""
    with open_published(settings.published_file) as db:
        try:
            account = account_of(db, find(db, asked))
        except (duckdb.CatalogException, duckdb.BinderException) as error:
            reason = str(error).partition("\n")[0]
            raise NothingPublishedError(
                f"the published file is of an earlier Tallywire ({reason}). Run `tallywire run` first."
            ) from None
    if json:
        sys.stdout.write(as_json.rendered(account))
    else:
        terminal.write(account, out)
