"""The facts given with an article: the keys of a JSON line or of a sidecar, read leniently and never invented.

A value of the wrong type is left out and kept as `KEY_given` among the extra keys. What the facts mean belongs to `parse`.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from orchestration.ingest.decode import BinaryPayloadError, decode_text, scrub_text

_TEXT_KEYS = ("url", "title", "source", "author", "language", "published_at")
_BODY_KEYS = ("text", "html")


class GivenFactsError(ValueError):
    """JSON that states no facts about an article; `reason` is the code of the rejection."""

    def __init__(self, reason: str, message: str) -> None:
        super().__init__(message)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class GivenFacts:
    """The known keys, each None if absent, null, blank or of the wrong type; and all other keys."""

    external_id: str | None
    url: str | None
    title: str | None
    source: str | None
    author: str | None
    language: str | None
    published_at: str | None
    body: Mapping[str, Any]  # `text` and `html`, of whatever type
    extra: dict[str, Any]


def read_object(payload: bytes) -> dict[str, Any]:
    """One JSON object. Raises GivenFactsError: binary, invalid_json, not_an_object."""
    try:
        text = decode_text(payload)
    except BinaryPayloadError as error:
        raise GivenFactsError("binary", str(error)) from error
    try:
        value = _DECODER.decode(text)
    except json.JSONDecodeError as error:
        place = f"at character {error.colno}" if error.lineno == 1 else f"at line {error.lineno}, character {error.colno}"
        raise GivenFactsError("invalid_json", f"{error.msg.removesuffix(' at')} {place}") from error
    except ValueError as error:  # an integer of thousands of digits
        raise GivenFactsError("invalid_json", str(error)) from error
    except RecursionError as error:
        raise GivenFactsError("invalid_json", "the values are nested too deeply") from error
    if not isinstance(value, dict):
        raise GivenFactsError("not_an_object", f"a JSON {_JSON_NAMES[type(value)]} where an object was expected")
    return value


def sort_facts(value: Mapping[str, Any]) -> GivenFacts:
    """Sorts the keys of an object into known and extra ones."""
    extra = {key: item for key, item in value.items() if key not in _KNOWN_KEYS}
    known: dict[str, str | None] = {}
    for key in ("id", *_TEXT_KEYS):
        item = value.get(key)
        if key == "id" and isinstance(item, int | float) and not isinstance(item, bool):
            item = str(item)
        if isinstance(item, str):
            known[key] = scrub_text(item).strip() or None
        else:
            known[key] = None
            if item is not None:
                extra[f"{key}_given"] = item
    return GivenFacts(
        external_id=known["id"],
        url=known["url"],
        title=known["title"],
        source=known["source"],
        author=known["author"],
        language=known["language"],
        published_at=known["published_at"],
        body={key: value[key] for key in _BODY_KEYS if key in value},
        extra=extra,
    )


def read_facts(payload: bytes) -> GivenFacts:
    """The facts in one JSON object. Raises GivenFactsError."""
    return sort_facts(read_object(payload))


def dump_extra(extra: Mapping[str, Any]) -> str | None:
    """The extra keys as JSON with sorted keys, or None. Raises GivenFactsError when they are nested too deeply."""
    if not extra:
        return None
    try:
        return scrub_text(json.dumps(extra, sort_keys=True, ensure_ascii=False))
    except RecursionError as error:
        raise GivenFactsError("invalid_json", "the values are nested too deeply") from error


_KNOWN_KEYS = frozenset(("id", *_TEXT_KEYS, *_BODY_KEYS))
_JSON_NAMES = {
    list: "list",
    str: "string",
    int: "number",
    float: "number",
    bool: "true or false",
    type(None): "null",
}


def _drop_number(_: str) -> None:
    """NaN and Infinity, which Python writes for missing numbers and JSON does not know."""
    return None


def _parse_number(digits: str) -> float | str:
    """A number too large for a float stays as it was written."""
    number = float(digits)
    return number if math.isfinite(number) else digits


# Made once, because json.loads with options makes one per call. Raw control characters in strings are accepted (strict=False):
# their meaning is clear.
_DECODER = json.JSONDecoder(strict=False, parse_constant=_drop_number, parse_float=_parse_number)
