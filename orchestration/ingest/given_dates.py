"""Dates as other tools write them in data: numbers of seconds since 1970, digits without marks, objects of databases.

Here belongs how such a value becomes a date as people write it. Whether that is a possible date belongs to dates.py.
"""

from __future__ import annotations

import math
import re
from datetime import UTC, datetime, time, timedelta
from typing import Any

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_UNITS = (
    (10**8, 10**10, 1),  # seconds, from 1973 to 2286
    (10**11, 10**13, 10**3),
    (10**14, 10**16, 10**6),
    (10**17, 10**19, 10**9),
)
"""The smallest and largest number that counts units since 1970, and the number of units in a second."""
_DIGITS = re.compile(r"([+-]?\d{1,20})(?:\.0*)?")
_COMPACT = re.compile(r"((?:1[89]|20)\d\d)(\d\d)(\d\d)(?:T?(\d\d)(\d\d)(\d\d)(Z?))?")
_ABSENT = frozenset(("none", "null", "nan", "nat", "<na>", "n/a"))
"""What programs write for a value that is not there."""
_WRAPPERS = ("$date", "$numberLong", "$oid", "@id")
"""Keys of MongoDB and of JSON-LD that hold the value itself."""


def unwrap_value(value: Any) -> Any:
    """The value in an object that only gives its type, or in a list of one."""
    for _ in range(3):
        if isinstance(value, dict) and len(value) == 1:
            value = next((value[key] for key in _WRAPPERS if key in value), value)
        elif isinstance(value, list) and len(value) == 1:
            value = value[0]
    return value


def is_absent(value: Any) -> bool:
    """Whether a value says that there is none."""
    return value is None or (isinstance(value, str) and (not value.strip() or value.strip().casefold() in _ABSENT))


def write_date(value: Any) -> str | None:
    """A date in data as people write it, in UTC; other strings as they are; None: it is no date."""
    value = unwrap_value(value)
    if isinstance(value, bool):
        return None
    if isinstance(value, int | float):
        return _write_number(value)
    if not isinstance(value, str):
        return None
    given = value.strip()
    compact = _COMPACT.fullmatch(given)
    if compact:
        year, month, day, hour, minute, second, zone = compact.groups()
        return f"{year}-{month}-{day}" + (f"T{hour}:{minute}:{second}{zone}" if hour else "")
    digits = _DIGITS.fullmatch(given)
    return _write_number(int(digits[1])) or given if digits else given or None


def _write_number(number: float) -> str | None:
    """The moment of a number of units since 1970, or the day of a number such as 20260407."""
    if isinstance(number, float) and not math.isfinite(number):
        return None
    for least, most, per_second in _UNITS:
        if least <= abs(number) < most:
            moment = _EPOCH + timedelta(microseconds=round(number * 10**6 / per_second))
            return moment.date().isoformat() if moment.time() == time() else moment.isoformat()
    compact = _COMPACT.fullmatch(str(int(number))) if 0 < number < 10**14 else None
    return write_date(compact[0]) if compact else None
