"""Publication dates as they were given: ISO 8601 or nothing. Never today's date, never a date out of the body."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

_MAX_AHEAD = timedelta(days=1)  # the other side of the date line is a day ahead; more is a mistake


def as_utc(moment: datetime) -> datetime:
    """The moment as naive UTC; without a zone it is taken to be UTC."""
    return moment if moment.tzinfo is None else moment.astimezone(UTC).replace(tzinfo=None)


def published_at(given: str, *, landed_at: datetime) -> tuple[datetime, str] | None:
    """The given time of publication (naive UTC) and its precision, 'day' or 'time'; None: not ISO 8601, or after the landing."""
    try:
        moment, precision = datetime.combine(date.fromisoformat(given), time()), "day"
    except ValueError:
        try:
            moment, precision = as_utc(datetime.fromisoformat(given)), "time"
        except (ValueError, OverflowError):
            return None
    return (moment, precision) if moment <= landed_at + _MAX_AHEAD else None
