"""HTML to the text and title of its article. No dates: those that a page seems to show are too often dates of its body."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from datetime import datetime

# What trafilatura would log, a refused page, is told in a row of rejected_documents.
for _name in ("trafilatura", "htmldate"):
    logging.getLogger(_name).setLevel(logging.CRITICAL)


@dataclass(frozen=True, slots=True)
class Page:
    """What the article on a page says of itself."""

    title: str | None
    text: str


def read_page(html: str, *, latest: datetime) -> Page | None:
    """The article on a page; None: there is none (a list of links, a cookie wall, an empty or broken page).

    `latest` bounds the dates that trafilatura considers, so that its result does not depend on today.
    """
    import trafilatura  # noqa: PLC0415  a sixth of a second that plain text need not pay

    try:
        # deduplicate stays off: it remembers pages across calls. language stays unasked: identify_language() does that.
        found = trafilatura.bare_extraction(
            html,
            include_comments=False,
            with_metadata=True,
            date_extraction_params={"original_date": True, "extensive_search": False, "max_date": latest.date().isoformat()},
        )
    except Exception:  # whatever lxml and its friends make of a hostile page: the page holds no article that can be read
        return None
    if found is None or isinstance(found, dict) or not (found.text and found.text.strip()):
        return None
    return Page(title=found.title or None, text=found.text)
