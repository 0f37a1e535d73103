"""The date in the name of a file, and the date in the dateline of a text, for articles that state no other date.

Here belong their forms. Whether a date is possible belongs to dates.py.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from orchestration.ingest.media import strip_gz
from orchestration.ingest.page_date import read_address_date

_MONTH_NAMES = (
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
)
_MONTH = "|".join(f"{name[:3]}(?:{name[3:]})?" if name != "may" else "may" for name in _MONTH_NAMES) + "|sept"
_YEAR_FIRST = re.compile(r"(?<!\d)((?:1[89]|20)\d\d)([-_. ]?)(\d\d)\2(\d\d)(?!\d)")
_DAY_FIRST = re.compile(rf"(?<![\da-z])(\d\d?)[-_. ]*({_MONTH})[-_. ]*((?:1[89]|20)\d\d)(?!\d)", re.IGNORECASE)
_MONTH_FIRST = re.compile(rf"(?<![a-z])({_MONTH})[-_. ]*(\d\d?)[-_. ,]+((?:1[89]|20)\d\d)(?!\d)", re.IGNORECASE)
_DATELINE = re.compile(
    r"\s*[A-Z][^\n.!?:;]{1,60}?[,(] ?"
    rf"(?:(?P<day>\d\d?) (?P<month>{_MONTH})\.?,? (?P<year>\d{{4}})|(?P<month2>{_MONTH})\.? (?P<day2>\d\d?),? (?P<year2>\d{{4}})"
    r"|(?P<iso>\d{4}-\d\d-\d\d))"
    r"\)?,? ?(?:\([^()\n]{2,40}\)|/[\w ]{2,40}/|[A-Z][\w ]{1,20})? ?(?:--|[—–-])",
    re.IGNORECASE,
)
_CAPITAL = re.compile(r"\s*[A-Z]")


def read_name_date(name: str, *, is_page: bool) -> str | None:
    """The date in the name of a file, if there is exactly one; of a saved page also the one in its folders, as in an address."""
    base = strip_gz(name).rpartition("/")[2]
    found = {day for day in _list_dates(base) if day is not None}
    if len(found) == 1:
        return found.pop().isoformat()
    return read_address_date(f"https://file/{name}") if is_page and not found else None


def read_dateline_date(text: str) -> str | None:
    """The full date in a dateline in front of a text: "BEIRUT, June 5, 2026 (Agency) – "."""
    match = _DATELINE.match(text, 0, 160) if _CAPITAL.match(text) else None
    if match is None:
        return None
    if match["iso"]:
        return match["iso"]
    day = _make_date(match["year"] or match["year2"], match["month"] or match["month2"], match["day"] or match["day2"])
    return day.isoformat() if day else None


def _list_dates(base: str) -> Iterator[date | None]:
    for match in _YEAR_FIRST.finditer(base):
        yield _make_date(match[1], match[3], match[4])
    for match in _DAY_FIRST.finditer(base):
        yield _make_date(match[3], match[2], match[1])
    for match in _MONTH_FIRST.finditer(base):
        yield _make_date(match[3], match[1], match[2])


def _make_date(year: str, month: str, day: str) -> date | None:
    """A date with its month as a number or by its name; None: there is no such day."""
    names = [name[:3] for name in _MONTH_NAMES]
    try:
        return date(int(year), int(month) if month.isdigit() else names.index(month[:3].lower()) + 1, int(day))
    except ValueError:
        return None
