"""Publication dates as they were given: ISO 8601, or as mail, feeds and content systems write them. Never today's date.

Here belong the forms of a date and of a zone. A date with only numbers and the year last ("05/04/2026") is not read: it could be
either of two days.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

_MAX_AHEAD = timedelta(days=1)  # the other side of the date line is a day ahead; more is a mistake
_MAX_SKEW = timedelta(minutes=15)  # of a clock, if the zone is given
_EARLIEST = date(1800, 1, 1)  # no news in our inputs is older; 0001-01-01 is what empty fields of databases become
_MAX_CHARACTERS = 100  # JavaScript's longest form, with the zone spelt out, has about 70
_MAX_OFFSET = timedelta(hours=15)
_FIRST_YEAR_OF_TWO_DIGITS = 69  # 69 to 99 are of the last century (RFC 2822, 4.3, as Python's email reads it)

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = (
    r"(?P<month>jan(?:uary)?|febr?(?:uary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)\.?"
)
_WEEKDAY = r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?\.?,? ?)?"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_YEAR = r"(?P<year>\d{4}|'?\d{2})"
_TIME = (
    r"(?P<hour>\d{1,2})[:.h](?P<minute>\d{2})(?:[:.](?P<second>\d{1,2})(?:[.,](?P<fraction>\d{1,9}))?)?"
    r"(?: ?(?P<half>[ap])\.?m\b\.?)?"
)
_ZONE = r"(?P<zone>(?:[a-z]{1,5})?(?: ?[+-]\d{1,2}(?::?\d{2})?(?::\d{2})?)?)(?: ?\[[\w/+-]+\]| ?\([\w ./+-]*\)| utc)?"
_AND_TIME = rf"(?:(?: ?[,|-] ?| at | )?{_TIME} ?{_ZONE})?"
_FORMS = [
    re.compile(form, re.ASCII)
    for form in (
        # 2026-04-07T09:15:00+03:00, 2026/04/07 9:15, 2026-07-06 09:15:00 +0000 UTC
        rf"{_WEEKDAY}(?P<year>\d{{4}})(?P<sign>[-/.])(?P<month>\d{{1,2}})(?P=sign)(?P<day>\d{{1,2}})"
        rf"(?:(?:t|,? )? ?{_TIME} ?{_ZONE})?",
        # Tue, 07 Apr 2026 09:15:00 GMT, 7 April 2026, 07-Apr-26 9:15
        rf"{_WEEKDAY}{_DAY}(?: of)?[ .-]{{0,2}}{_MONTH}[ ,-]{{0,2}}{_YEAR}{_AND_TIME}",
        # April 7, 2026 at 9:15 am EDT, Tue, Apr 07 2026 09:15:36 GMT+0300 (Arabian Standard Time)
        rf"{_WEEKDAY}{_MONTH} ?{_DAY},? {_YEAR}{_AND_TIME}",
        # Tue Apr 07 09:15:36 CEST 2026
        rf"{_WEEKDAY}{_MONTH} {_DAY} {_TIME} ?{_ZONE} {_YEAR}",
        # 04:25:06 PM IST Apr 07, 2026
        rf"{_TIME} ?{_ZONE},? {_WEEKDAY}{_MONTH} {_DAY},? {_YEAR}",
        rf"{_TIME} ?{_ZONE},? {_WEEKDAY}{_DAY} {_MONTH},? {_YEAR}",
    )
]
# Hours east of Greenwich. Names that mean several zones (IST: India, Israel, Ireland) are left out; of the others, the one
# that news in English means.
_ZONES = {
    **dict.fromkeys(("", "z", "utc", "gmt", "ut", "wet"), 0.0),
    **dict.fromkeys(("bst", "west", "cet", "mez", "wat"), 1.0),
    **dict.fromkeys(("cest", "mesz", "eet", "cat", "sast"), 2.0),
    **dict.fromkeys(("eest", "msk", "eat", "trt", "idt"), 3.0),
    **{"irst": 3.5, "gst": 4.0, "aft": 4.5, "irdt": 4.5, "pkt": 5.0, "npt": 5.75, "mmt": 6.5},
    **{"ict": 7.0, "wib": 7.0, "hkt": 8.0, "sgt": 8.0, "pht": 8.0, "awst": 8.0, "jst": 9.0, "kst": 9.0},
    **{"acst": 9.5, "aest": 10.0, "acdt": 10.5, "aedt": 11.0, "nzst": 12.0, "nzdt": 13.0},
    **{"edt": -4.0, "est": -5.0, "cdt": -5.0, "cst": -6.0, "mdt": -6.0, "mst": -7.0, "pdt": -7.0, "pst": -8.0},
    **{"adt": -3.0, "brt": -3.0, "art": -3.0, "vet": -4.0, "cot": -5.0, "akdt": -8.0, "akst": -9.0, "hst": -10.0},
}
_OFFSET = re.compile(r"([a-z]*) ?(?:([+-])(\d{1,2}):?(\d{2})?(?::(\d{2}))?)?", re.ASCII)
_DASHES = str.maketrans({"−": "-", "–": "-", "\u2010": "-", "\u2011": "-", "\u200e": None, "\u200f": None})


@dataclass(frozen=True, slots=True)
class _Stated:
    """A date as it is written: the day, and the time of the day with its offset where both can be read."""

    day: date
    time: time | None = None
    offset: timedelta | None = None


def convert_to_utc(moment: datetime) -> datetime:
    """The moment as naive UTC. A moment without a zone counts as UTC. Raises OverflowError at the ends of the calendar."""
    return moment if moment.tzinfo is None else moment.astimezone(UTC).replace(tzinfo=None)


def read_publication_date(given: str, *, landed_at: datetime) -> tuple[datetime, str] | None:
    """The given time of publication (naive UTC) and its precision, 'day' or 'time'.

    None: it cannot be read, is before 1800, or after the landing. A time in a zone that is not known gives the day.
    """
    stated = _read_stated(given)
    if stated is None:
        return None
    moment, precision, ahead = datetime.combine(stated.day, stated.time or time()), "day", _MAX_AHEAD
    if stated.time is not None:
        precision = "time"
        if stated.offset is not None:
            ahead = _MAX_SKEW
            try:
                moment -= stated.offset
            except OverflowError:
                return None
    return (moment, precision) if moment - ahead <= landed_at else None


def read_local_day(given: str) -> date | None:
    """The day of publication where it was written; None if the time is given in UTC, which shows nothing about the place."""
    stated = _read_stated(given)
    return None if stated is None or stated.offset == timedelta(0) else stated.day


def _read_stated(given: str) -> _Stated | None:
    """None: it is not a date of a known form, or is before 1800."""
    if len(given) > _MAX_CHARACTERS:
        return None
    text = " ".join(given.translate(_DASHES).split()).strip(" ,;|").lower()
    for form in _FORMS:
        found = form.fullmatch(text)
        if found is not None:
            try:
                stated = _make_stated(found.groupdict())
            except (ValueError, OverflowError):
                return None
            return stated if stated.day >= _EARLIEST else None
    stated_compactly = _read_compact(given.strip())
    return stated_compactly if stated_compactly and stated_compactly.day >= _EARLIEST else None


def _make_stated(parts: dict[str, str | None]) -> _Stated:
    """Raises ValueError if there is no such day or time."""
    month = parts["month"] or ""
    n_month = int(month) if month.isdecimal() else _MONTHS.index(month[:3]) + 1
    day = date(_read_year(parts["year"] or ""), n_month, int(parts["day"] or 0))
    if parts["hour"] is None:
        return _Stated(day)
    hour, minute, second = int(parts["hour"]), int(parts["minute"] or 0), int(parts["second"] or 0)
    if parts["half"]:
        if not 1 <= hour <= 12:
            raise ValueError("no such hour")
        hour = hour % 12 + (12 if parts["half"] == "p" else 0)
    if (hour, minute, second) == (24, 0, 0):  # the end of the day in ISO 8601
        day, hour = day + timedelta(days=1), 0
    micro = int(f"{parts['fraction'] or '0':0<6}"[:6])
    clock = time(hour, minute, 59 if second == 60 else second, micro)  # a leap second
    zone = parts["zone"] or ""
    if not zone:
        return _Stated(day, clock)
    offset = _read_offset(zone)
    return _Stated(day) if offset is None else _Stated(day, clock, offset)


def _read_year(written: str) -> int:
    year = int(written.strip("'"))
    return year if len(written.strip("'")) == 4 else year + (1900 if year >= _FIRST_YEAR_OF_TWO_DIGITS else 2000)


def _read_offset(zone: str) -> timedelta | None:
    """How far a zone is east of Greenwich; None: its name is not known, or means several zones. Raises ValueError."""
    found = _OFFSET.fullmatch(zone)
    if found is None or found[1] not in _ZONES:
        return None
    offset = timedelta(hours=_ZONES[found[1]])
    if found[2]:
        offset = timedelta(hours=int(found[3]), minutes=int(found[4] or 0), seconds=int(found[5] or 0))
        if offset > _MAX_OFFSET:
            raise ValueError("no place is so far from Greenwich")
        offset = -offset if found[2] == "-" else offset
    return offset


def _read_compact(text: str) -> _Stated | None:
    """ISO 8601's forms without signs between the parts, and those of weeks ("20260407T091500Z", "2026-W15-2")."""
    try:
        return _Stated(date.fromisoformat(text))
    except ValueError:
        pass
    try:
        moment = datetime.fromisoformat(text)
        return _Stated(moment.date(), moment.time(), moment.utcoffset())
    except (ValueError, OverflowError):
        return None
