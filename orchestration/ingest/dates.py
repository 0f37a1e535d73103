"""Publication dates as they were given: ISO 8601, or as mail and feeds write them, or none. Never today's date."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time, timedelta
from email.utils import parsedate_to_datetime

_MAX_AHEAD = timedelta(days=1)  # the other side of the date line is a day ahead; more is a mistake
_MAX_SKEW = timedelta(minutes=15)  # of a clock, if the zone is given
# "2017-06-07 10:30:00 Z", "… UTC", "… +0300": ISO 8601 except for a blank or a word.
_SPACED_ISO = re.compile(r"(\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?) ?(Z|UTC|GMT|[+-]\d{2}:?\d{2})", re.IGNORECASE)
# "Wed, 07 Jun 2017 10:30:00 GMT" (RFC 2822, 3.3). Other names of zones mean several zones.
_MAIL_DATE = re.compile(
    r"(?:[A-Z][a-z]{2}, ?)?\d{1,2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}(?::\d{2})? (?:[+-]\d{4}|GMT|UT|UTC|Z|[ECMP][SD]T)"
)


def convert_to_utc(moment: datetime) -> datetime:
    """The moment as naive UTC. A moment without a zone counts as UTC."""
    return moment if moment.tzinfo is None else moment.astimezone(UTC).replace(tzinfo=None)


def read_publication_date(given: str, *, landed_at: datetime) -> tuple[datetime, str] | None:
    """The given time of publication (naive UTC) and its precision, 'day' or 'time'; None: unreadable, or after the landing."""
    given, ahead = given.strip(), _MAX_AHEAD
    try:
        moment, precision = datetime.combine(date.fromisoformat(given), time()), "day"
    except ValueError:
        try:
            stated, precision = _parse_moment(given), "time"
            ahead = _MAX_SKEW if stated.tzinfo else _MAX_AHEAD
            moment = convert_to_utc(stated)
        except (ValueError, OverflowError):
            return None
    return (moment, precision) if moment <= landed_at + ahead else None


def read_local_day(given: str) -> date | None:
    """The day of publication where it was written; None if the time is given in UTC, which shows nothing about the place."""
    given = given.strip()
    try:
        return date.fromisoformat(given)
    except ValueError:
        pass
    try:
        stated = _parse_moment(given)
    except (ValueError, OverflowError):
        return None
    return None if stated.tzinfo is not None and not stated.utcoffset() else stated.date()


def _parse_moment(given: str) -> datetime:
    """Raises ValueError or OverflowError."""
    apart = _SPACED_ISO.fullmatch(given)
    if apart:
        zone = "+00:00" if apart[2][0] not in "+-" else apart[2]
        return datetime.fromisoformat(apart[1] + zone)
    if _MAIL_DATE.fullmatch(given):
        return parsedate_to_datetime(given)
    return datetime.fromisoformat(given)
