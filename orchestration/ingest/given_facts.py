"""The facts given with an article: the keys of a JSON object, of a row or of a sidecar, read leniently and never invented.

A value of the wrong type is left out and kept as `KEY_given` among the extra keys. Which names a fact may have belongs to
article_keys.py, what the facts mean to parse.py.
"""

from __future__ import annotations

import ast
import html
import json
import math
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from orchestration.ingest.article_keys import NamedValue, sort_by_meaning
from orchestration.ingest.decode import BinaryPayloadError, decode_text, scrub_text
from orchestration.ingest.given_dates import is_absent, unwrap_value, write_date

_OUR_KEYS = ("id", "url", "title", "source", "author", "language", "published_at")
_BODY_KEYS = ("text", "html")
_WEB_ADDRESS = re.compile(r"https?://[^\n]+", re.IGNORECASE)
_NAME_KEYS = ("name", "title", "full_name", "fullName")
_TEXT_IN_PART = ("text", "content", "bodyTextSummary", "bodyHtml", "html", "body")
_ADDRESS_KEYS = ("@id", "url", "href", "rendered")
_HTML_TAG = re.compile(
    r"<(?:p|br|div|article|section|span|h[1-6]|ul|ol|li|blockquote|html|body)(?:\s[^<>]{0,500})?/?>", re.IGNORECASE
)
_WRITTEN_LIST = re.compile(r"\[\s*(?:'[^']*'|\"[^\"]*\")(?:\s*,\s*(?:'[^']*'|\"[^\"]*\"))*\s*\]")
_CUT_MARK = re.compile(r"\s{0,10}(?:…|\.\.\.)?\s{0,10}\[\+\d{1,9} chars\]\s{0,20}\Z")
_MAX_CUT_MARK_CHARACTERS = 80
_WRAPPED_IN = ("_source", "doc")
"""Where an export of Elasticsearch has the article itself."""
_MAX_TEXT_PARTS = 10_000


class GivenFactsError(ValueError):
    """JSON that states no facts about an article; `reason` is the code of the rejection."""

    def __init__(self, reason: str, message: str) -> None:
        super().__init__(message)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class GivenDate:
    """A date that may be the publication date."""

    key: str
    value: Any  # as it was given
    written: str | None  # as people write it


@dataclass(frozen=True, slots=True)
class GivenBody:
    """The text of an article, or what was given in its place."""

    key: str
    value: Any
    is_html: bool = False
    is_excerpt: bool = False  # only a part of the article


@dataclass(frozen=True, slots=True)
class GivenFacts:
    """The known facts, each None if absent, null, blank or of the wrong type; and all other keys."""

    external_id: str | None
    url: str | None
    title: str | None
    source: str | None
    author: str | None
    language: str | None
    dates: tuple[GivenDate, ...]  # the first one that can be read counts
    body: GivenBody | None
    extra: dict[str, Any]
    keys: tuple[str, ...]
    read_as: Mapping[str, str]  # which other keys were read, by our name of the fact

    @property
    def has_text(self) -> bool:
        return self.body is not None and isinstance(self.body.value, str) and bool(self.body.value.strip())


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
    value = _unwrap_article(value)
    named = sort_by_meaning(value)
    chosen: dict[str, NamedValue] = {}
    for meaning, read in _READERS.items():
        for candidate in named.get(meaning, ()):
            read_value = read(candidate.value)
            if read_value is not None and (meaning != "source" or not _WEB_ADDRESS.match(read_value)):
                chosen[meaning] = NamedValue(candidate.key, read_value)
                break
    dates = tuple(
        GivenDate(one.key, one.value, write_date(one.value)) for one in named.get("published_at", ()) if not is_absent(one.value)
    )
    body = _find_body(named)
    used = {one.key for one in chosen.values()} | ({body.key} if body else set())
    if body is not None and "." in body.key and body.key not in value:
        value = _drop_nested(value, body.key.split("."))
    extra = {key: item for key, item in value.items() if key not in used and key not in (*_OUR_KEYS, *_BODY_KEYS)}
    for key in _READERS:
        if key not in chosen and key not in used and not is_absent(value.get(key)):
            extra[f"{key}_given"] = value[key]
    read_as = {meaning: one.key for meaning, one in chosen.items() if one.key != meaning}
    if body is not None and body.key not in _BODY_KEYS:
        read_as["text"] = body.key
    return GivenFacts(
        **{_FIELDS.get(meaning, meaning): _get_value(chosen.get(meaning)) for meaning in _READERS},
        dates=dates,
        body=body,
        extra=extra,
        keys=tuple(value),
        read_as=read_as,
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


def looks_like_html(text: str) -> bool:
    """Whether a text has the elements of a page."""
    return "<" in text and _HTML_TAG.search(text) is not None


def _unwrap_article(value: Mapping[str, Any]) -> Mapping[str, Any]:
    for key in _WRAPPED_IN:
        inner = value.get(key)
        if isinstance(inner, dict) and (key == "_source" or len(value) == 1):
            return inner if "_id" not in value or "_id" in inner else {**inner, "_id": value["_id"]}
    return value


def _drop_nested(value: Mapping[str, Any], path: list[str]) -> dict[str, Any]:
    """An object without the value that a path leads to: the text of an article is not kept twice."""
    key, *rest = path
    inner = value.get(key)
    if rest and isinstance(inner, dict):
        return {**value, key: _drop_nested(inner, rest)}
    return {name: item for name, item in value.items() if name != key}


def _get_value(named: NamedValue | None) -> Any:
    return named.value if named else None


def _read_word(value: Any) -> str | None:
    value = unwrap_value(value)
    if not isinstance(value, str) or is_absent(value):
        return None
    return scrub_text(value).strip() or None


def _read_id(value: Any) -> str | None:
    value = unwrap_value(value)
    if isinstance(value, int | float) and not isinstance(value, bool):
        value = str(value)
    return _read_word(value)


def _read_address(value: Any) -> str | None:
    value = unwrap_value(value)
    if isinstance(value, list) and value:
        value = value[0]
    if isinstance(value, dict):
        value = next((value[key] for key in _ADDRESS_KEYS if key in value), None)
    word = _read_word(value)
    return word if word and _WEB_ADDRESS.fullmatch(word) else None


def _read_title(value: Any) -> str | None:
    word = _read_word(value)
    return html.unescape(word) if word and "&" in word else word


def _read_names(value: Any) -> str | None:
    """A name, or several with semicolons between them."""
    if isinstance(value, str) and len(value) < 10_000 and _WRITTEN_LIST.fullmatch(value.strip()):
        value = ast.literal_eval(value.strip())  # a list as Python writes it, in a table
    names = [_read_name(one) for one in (value if isinstance(value, list) else [value])[:_MAX_TEXT_PARTS]]
    return "; ".join(dict.fromkeys(filter(None, names))) or None


def _read_name(value: Any) -> str | None:
    if isinstance(value, dict):
        value = next((value[key] for key in _NAME_KEYS if isinstance(value.get(key), str)), None)
    return _read_word(value)


def _find_body(named: Mapping[str, list[NamedValue]]) -> GivenBody | None:
    """The text, else the HTML, else an excerpt. Without any: a value of another type under our own name for it."""
    bodies = list(_list_bodies(named))
    if bodies:
        # Where an API cuts the text, its excerpt may be longer.
        return max(bodies, key=lambda body: len(body.value)) if bodies[0].is_excerpt else bodies[0]
    given = [one for meaning in _BODY_KEYS for one in named.get(meaning, ()) if one.key == meaning and one.value is not None]
    given.sort(key=lambda one: isinstance(one.value, str))
    return GivenBody(given[0].key, given[0].value, given[0].key == "html") if given else None


def _list_bodies(named: Mapping[str, list[NamedValue]]) -> Iterator[GivenBody]:
    for meaning in (*_BODY_KEYS, "excerpt"):
        for one in named.get(meaning, ()):
            text = _join_text(one.value)
            if text is None or not text.strip():
                continue
            if one.key == "text":
                yield GivenBody(one.key, text)
                continue
            whole = text[:-_MAX_CUT_MARK_CHARACTERS] + _CUT_MARK.sub(" …", text[-_MAX_CUT_MARK_CHARACTERS:])
            yield GivenBody(one.key, whole, meaning == "html" or looks_like_html(text), meaning == "excerpt" or whole != text)


def _join_text(value: Any) -> str | None:
    """A text, or the paragraphs of one."""
    if isinstance(value, str):
        return value
    if isinstance(value, list):
        parts = list(_list_text_parts(value))
        return "\n\n".join(parts) or None
    return None


def _list_text_parts(parts: list[Any]) -> Iterator[str]:
    for part in parts[:_MAX_TEXT_PARTS]:
        found = (
            next((part[key] for key in _TEXT_IN_PART if isinstance(part.get(key), str)), None) if isinstance(part, dict) else part
        )
        if isinstance(found, str) and found.strip():
            yield found


_READERS = {
    "id": _read_id,
    "url": _read_address,
    "title": _read_title,
    "source": _read_names,
    "author": _read_names,
    "language": _read_word,
}
_FIELDS = {"id": "external_id"}
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
