"""Notices: what a person must hear although the work goes on, such as a damaged file that was set aside and made again.

They are lines on standard error. A run shows them on the terminal, whichever process wrote them; the Dagster UI has them in the
log of the step.
"""

from __future__ import annotations

import sys

NOTICE_PREFIX = "tallywire: "
"""Begins each notice. The terminal of a run shows lines that begin with it."""


def print_notice(text: str) -> None:
    """Prints one notice, on one line."""
    print(f"{NOTICE_PREFIX}{' '.join(text.split())}", file=sys.stderr, flush=True)
