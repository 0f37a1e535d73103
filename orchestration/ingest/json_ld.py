"""What a page says about itself in JSON-LD, as content systems really write it. What it means is for page_date.py.

Here belongs the repair of JSON in pages: comments, CDATA, stray signs, bad escapes. Time and number of objects are bounded.
"""

from __future__ import annotations

import json
import re
from collections import deque
from collections.abc import Iterator
from html import unescape
from typing import Any

from lxml.html import HtmlElement

_MAX_CHARACTERS = 2_000_000  # of all scripts of a page; descriptions of an article have a few thousand
_MAX_SCRIPTS = 100
_MAX_OBJECTS = 2_000
_WITHIN = ("@graph", "mainEntity", "mainEntityOfPage")  # where the page's own article is; lists of other articles are elsewhere
_WRAPPING = re.compile(r"\s*+(?:<!--|(?://|/\*)?\s*+<!\[CDATA\[(?:\s*+\*/)?)|(?:-->|(?://|/\*)?\s*+\]\]>(?:\s*+\*/)?)\s*+\Z")
_SEPARATORS = re.compile(r"[\s,;]*+")
_STRING_OR_COMMENT = re.compile(r'"(?:[^"\\]|\\.)*+(?:"|\Z)|//[^\n]*+|/\*.*?(?:\*/|\Z)', re.DOTALL)
_STRING_OR_COMMA = re.compile(r'"(?:[^"\\]|\\.)*+(?:"|\Z)|,(?=\s{0,200}[}\]])', re.DOTALL)
_BAD_ESCAPE = re.compile(r'\\(\\|["/bfnrt]|u[0-9a-fA-F]{4})?')
_DATE = re.compile(r'"datePublished"\s{0,20}:\s{0,20}"([^"\\]{4,60})"')
_ARTICLE = re.compile(r'"@type"\s{0,20}:\s{0,20}(?:\[\s{0,20})?"([A-Za-z]{0,40}(?:Article|Posting))"')
_DECODER = json.JSONDecoder(strict=False)


def read_descriptions(tree: HtmlElement) -> list[dict[str, Any]]:
    """The objects in the JSON-LD of a page that may be the page or its article."""
    found: list[dict[str, Any]] = []
    left, n_scripts = _MAX_CHARACTERS, 0
    for script in tree.iter("script"):
        if "ld+json" not in (script.get("type") or "").lower():
            continue
        text = (script.text or "")[:left]
        left -= len(text)
        n_scripts += 1
        found.extend(_list_objects(_read_values(text), _MAX_OBJECTS - len(found)))
        if left <= 0 or n_scripts == _MAX_SCRIPTS:
            break
    return found


def _list_objects(values: list[Any], at_most: int) -> Iterator[dict[str, Any]]:
    waiting, n = deque(values), 0
    while waiting and n < at_most:
        value = waiting.popleft()
        n += 1
        if isinstance(value, list):
            waiting.extend(value[:at_most])
        elif isinstance(value, dict):
            yield value
            waiting.extend(value[key] for key in _WITHIN if isinstance(value.get(key), list | dict))


def _read_values(script: str) -> list[Any]:
    """The values of a script; of one that is beyond repair, the date of its only article."""
    text = _WRAPPING.sub("", script).strip()
    if '"' not in text and "&quot;" in text:
        text = unescape(text)
    values, is_whole = _decode_values(text)
    if is_whole:
        return values
    repaired, is_whole = _decode_values(_repair(text))
    if repaired:
        return repaired
    dates, types = set(_DATE.findall(text)), _ARTICLE.findall(text)
    return [{"@type": types[0], "datePublished": dates.pop()}] if types and len(dates) == 1 else []


def _decode_values(text: str) -> tuple[list[Any], bool]:
    """The values that follow each other in a text, and whether all of it was read."""
    values: list[Any] = []
    at = 0
    while (at := _skip_separators(text, at)) < len(text) and len(values) < _MAX_OBJECTS:
        try:
            value, at = _DECODER.raw_decode(text, at)
        except (ValueError, RecursionError):
            return values, False
        values.append(value)
    return values, True


def _skip_separators(text: str, at: int) -> int:
    found = _SEPARATORS.match(text, at)
    return found.end() if found else at


def _repair(text: str) -> str:
    """JSON without comments, without commas before a closing bracket, and with valid escapes."""
    text = _STRING_OR_COMMENT.sub(lambda found: _repair_string(found[0]) if found[0][0] == '"' else " ", text)
    return _STRING_OR_COMMA.sub(lambda found: found[0] if found[0][0] == '"' else " ", text)


def _repair_string(string: str) -> str:
    if "\\" not in string:
        return string
    return _BAD_ESCAPE.sub(lambda found: found[0] if found[1] else "\\\\", string)
