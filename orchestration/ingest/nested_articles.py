"""The articles within one JSON value: in the answer of an API, in an export of a database, in a table that pandas wrote.

Here belongs where they are. Values are found by their brackets and given as their exact bytes: a broken one does not affect the
others. What a value says about its article belongs to given_facts.py.
"""

from __future__ import annotations

import io
import json
import re
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from orchestration.ingest.article_keys import has_meaning, is_articles_path
from orchestration.ingest.given_facts import GivenFacts, GivenFactsError, read_object, sort_facts
from orchestration.ingest.json_values import JsonValue, read_json_values
from orchestration.ingest.reasons import ProblemError, describe_address_list

_TOKEN = re.compile(rb'"(?:[^"\\]++|\\.)*+"?|[{}\[\]]', re.DOTALL)  # a string may end with the file
_MEMBER = re.compile(rb'[\s,]*+("(?:[^"\\]++|\\.)*+")\s*+:\s*+', re.DOTALL)
_SCALAR = re.compile(rb"[^\s,\]}]*+")
_LIST_OF_OBJECTS = re.compile(rb"\[\s*+\{")
_OBJECT = re.compile(rb"\s*+\{")
_BULK_ACTION = re.compile(rb'\s*+\{\s*+"(?:index|create|update|delete)"\s*+:\s*+\{[^{}]{0,2000}\}\s*+\}\s*+')
_MAX_DEPTH = 4
_MAX_LISTS = 50
_MAX_OBJECTS = 1_000
_MAX_LOOKED_AT = 5  # values of a list, to see what it holds
_MAX_SHOWN_KEYS = 20
_SPLIT_KEYS = {"columns", "data"}


@dataclass(frozen=True, slots=True)
class NestedArticles:
    """The articles within a value, or why none of them has text. Their lines are counted from the first line of the value."""

    values: list[JsonValue]
    problem: ProblemError | None


def list_facts(payload: bytes, *, max_bytes: int) -> list[GivenFacts]:
    """The facts of all objects in JSON: in a list, in the answer of an API, or one a line."""
    found: list[GivenFacts] = []
    for value in read_json_values(io.BytesIO(payload), max_bytes=max_bytes):
        own = read_facts_or_none(value.payload) if value.payload is not None else None
        nested = find_nested_articles(value.payload, own, max_bytes=max_bytes) if value.payload is not None else None
        parts = [read_facts_or_none(part.payload) for part in nested.values if part.payload is not None] if nested else [own]
        found += (one for one in parts if one is not None)
    return found


def is_bulk_action(line: bytes) -> bool:
    """Whether a line is an instruction for the bulk interface of Elasticsearch. The article follows in the next line."""
    return _BULK_ACTION.fullmatch(line) is not None


def read_facts_or_none(payload: bytes) -> GivenFacts | None:
    """The facts of a JSON object; None: parse_document() reports what is wrong with it."""
    try:
        return sort_facts(read_object(payload))
    except GivenFactsError:
        return None


def find_nested_articles(payload: bytes, own: GivenFacts | None, *, max_bytes: int) -> NestedArticles | None:
    """The articles within a value that is no article itself; None: there are none. `own` are its facts, if they can be read."""
    if own is not None and own.has_text and not (own.body and own.body.is_excerpt):
        return None
    if not _OBJECT.match(payload) or (own is not None and not own.keys):
        return None
    values = _find_list(payload, own, max_bytes) or (_read_frame(payload) if own is not None else None)
    if not values:
        return None
    facts = [read_facts_or_none(value.payload) if value.payload is not None else None for value in values]
    # What cannot be read may have text.
    return NestedArticles(values, None if any(one is None or one.has_text for one in facts) else _describe_problem(facts))


def _describe_problem(facts: list[GivenFacts | None]) -> ProblemError:
    """What to do with objects of which none has text."""
    keys = dict.fromkeys(key for one in facts if one is not None for key in one.keys)
    shown = ", ".join(list(keys)[:_MAX_SHOWN_KEYS]) + (", …" if len(keys) > _MAX_SHOWN_KEYS else "")
    if any(one is not None and one.url for one in facts):
        return ProblemError("address_list", describe_address_list(f"{len(facts):,} objects with the keys {shown}"))
    return ProblemError(
        "no_text", f"none of its {len(facts):,} objects has text: their keys are {shown}. Call the one with the text `text`."
    )


@dataclass(frozen=True, slots=True)
class _ListPlace:
    path: tuple[str, ...]
    start: int
    end: int


def _find_list(payload: bytes, own: GivenFacts | None, max_bytes: int) -> list[JsonValue] | None:
    """The values of the list that holds the articles: under a listed name with text, else any with text, else a listed name."""
    is_article = own is not None and own.url is not None
    best: tuple[int, _ListPlace] | None = None
    for place in _walk_lists(payload):
        is_listed = is_articles_path(place.path)
        first = _read_list(payload, place, max_bytes, most=_MAX_LOOKED_AT)
        facts = [read_facts_or_none(value.payload) for value in first if value.payload is not None]
        n_articles = sum(one is not None and one.has_text and (is_listed or bool(one.url or one.title)) for one in facts)
        rank = 3 if is_listed and n_articles else 2 if n_articles and not is_article else 1 if is_listed else 0
        if rank > (best[0] if best else 0) and not (is_article and rank < 3):
            best = rank, place
    return _read_list(payload, best[1], max_bytes) if best else None


def _read_list(payload: bytes, place: _ListPlace, max_bytes: int, most: int | None = None) -> list[JsonValue]:
    lines_before = payload.count(b"\n", 0, place.start) if most is None else 0
    values: list[JsonValue] = []
    for value in read_json_values(io.BytesIO(payload[place.start : place.end]), max_bytes=max_bytes):
        values.append(replace(value, line=value.line + lines_before, is_whole=False))
        if len(values) == most:
            break
    return values


def _walk_lists(payload: bytes) -> Iterator[_ListPlace]:
    """The lists of objects in a value, the outer ones first."""
    waiting: deque[tuple[tuple[str, ...], int]] = deque([((), 0)])
    n_lists = n_objects = 0
    while waiting and n_objects < _MAX_OBJECTS:
        path, start = waiting.popleft()
        n_objects += 1
        for key, value_start, value_end in _list_members(payload, start):
            if n_lists >= _MAX_LISTS:
                return
            inner = (*path, key)
            if _LIST_OF_OBJECTS.match(payload, value_start):
                n_lists += 1
                yield _ListPlace(inner, value_start, value_end)
            elif payload[value_start : value_start + 1] == b"{":
                if is_articles_path(inner):  # a single article in the place of the list
                    n_lists += 1
                    yield _ListPlace(inner, value_start, value_end)
                if len(inner) < _MAX_DEPTH:
                    waiting.append((inner, value_start))


def _list_members(payload: bytes, start: int) -> Iterator[tuple[str, int, int]]:
    """Key, start and end of each value in the object that begins at `start`."""
    opened = _OBJECT.match(payload, start)
    position = opened.end() if opened else len(payload)
    while (member := _MEMBER.match(payload, position)) is not None:
        position = _find_value_end(payload, member.end())
        yield member[1][1:-1].decode(errors="replace"), member.end(), position


def _find_value_end(payload: bytes, start: int) -> int:
    if payload[start : start + 1] not in (b"{", b"[", b'"'):
        scalar = _SCALAR.match(payload, start)
        return scalar.end() if scalar else start
    depth = 0
    for token in _TOKEN.finditer(payload, start):
        sign = token[0]
        if sign in b"{[":
            depth += 1
        elif sign in b"}]":
            depth -= 1
        if depth <= 0:
            return token.end()
    return len(payload)


def _read_frame(payload: bytes) -> list[JsonValue] | None:
    """The rows of a table that pandas wrote with orient split, columns or index."""
    table = read_object(payload)
    if table.keys() >= _SPLIT_KEYS and isinstance(table["data"], list) and isinstance(table["columns"], list):
        names = [str(name) for name in table["columns"]]
        return _dump_rows(dict(zip(names, row, strict=False)) for row in table["data"] if isinstance(row, list))
    if not table or not all(isinstance(column, dict) for column in table.values()):
        return None
    if any(has_meaning(name, "text", "html", "excerpt") for name in table):
        indexes = dict.fromkeys(index for column in table.values() for index in column)
        return _dump_rows({name: column[index] for name, column in table.items() if index in column} for index in indexes)
    members = [payload[start:end] for _, start, end in _list_members(payload, 0)]
    facts = [read_facts_or_none(member) for member in members]
    if not any(one is not None and one.has_text for one in facts):
        return None
    return [JsonValue(member, 1, number) for number, member in enumerate(members, start=1)]


def _dump_rows(rows: Iterator[dict[str, Any]]) -> list[JsonValue]:
    return [JsonValue(dump_row(row), 1, number) for number, row in enumerate(rows, start=1)]


def dump_row(row: dict[str, Any]) -> bytes:
    """A row of a table as a JSON object."""
    return json.dumps(row, ensure_ascii=False).encode("utf-8", "surrogatepass")
