"""A stream of JSON to its values: each as its exact bytes, a broken one by itself, memory flat."""

from __future__ import annotations

import hashlib
import io
import json
import tracemalloc
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from orchestration.ingest.json_values import JsonValue, read_json_values


class Trickle(io.RawIOBase):
    """A source that gives a few bytes at a time, so that every value lies across a border."""

    def __init__(self, content: bytes, piece: int) -> None:
        self._content, self._piece = io.BytesIO(content), piece

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        piece = self._content.read(min(self._piece, len(buffer)))
        buffer[: len(piece)] = piece
        return len(piece)


def values(content: bytes, *, max_bytes: int = 1_000_000, piece: int = 1_000_000) -> list[JsonValue]:
    return list(read_json_values(io.BufferedReader(Trickle(content, piece)), max_bytes=max_bytes))


def payloads(content: bytes, **how: int) -> list[bytes | None]:
    return [value.payload for value in values(content, **how)]


@pytest.mark.parametrize("piece", [1, 3, 1_000_000])
@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b'{"a": 1}', [b'{"a": 1}']),
        (b'\xef\xbb\xbf {\n  "a": 1\n}\n', [b'{\n  "a": 1\n}']),
        (b'[{"a": 1}, {"b": "}]{"},\n{"c": "\\"}"}]\n', [b'{"a": 1}', b'{"b": "}]{"}', b'{"c": "\\"}"}']),
        (b'{"a": 1}\n{"b": 2}\n', [b'{"a": 1}', b'{"b": 2}']),
        (b'{"a": 1}{"b": [{"c": []}]}', [b'{"a": 1}', b'{"b": [{"c": []}]}']),
        (b'[5, "a, b", null, [1, [2]], {"c": 1}]', [b"5", b'"a, b"', b"null", b"[1, [2]]", b'{"c": 1}']),
        (b"", []),
        (b" [ ] ", []),
        (b'{"a": "line\nline"}', [b'{"a": "line\nline"}']),
    ],
)
def test_each_value_comes_as_its_exact_bytes(content: bytes, expected: list[bytes], piece: int) -> None:
    assert payloads(content, piece=piece) == expected


@pytest.mark.parametrize("piece", [1, 1_000_000])
@pytest.mark.parametrize(
    ("content", "expected"),
    [
        # Not JSON within its brackets.
        (b'[{"a": }, {"b": 1}]', [b'{"a": }', b'{"b": 1}']),
        # A string that is not closed.
        (b'[\n  {"a": "x},\n  {"b": "y"},\n  {"c": "z"}\n]', [b'{"a": "x}', b'{"b": "y"}', b'{"c": "z"}']),
        (b'[{"a": x", "a2": 1},\n{"b": "y"},\n{"c": "z"}]', [b'{"a": x", "a2": 1}', b'{"b": "y"}', b'{"c": "z"}']),
        # A bracket that is not closed, or closed by another.
        (b'[\n  {"a": 1,\n  {"b": 1},\n  {"c": 2}\n]', [b'{"a": 1', b'{"b": 1}', b'{"c": 2}']),
        (b'{"a":\n{"b": 1}\n{"c": 2}', [b'{"a":', b'{"b": 1}', b'{"c": 2}']),
        (b'[{"a": [1}, {"b": 2}]', [b'{"a": [1}', b'{"b": 2}']),
        (b'[{"a": 1]', [b'{"a": 1']),
        # Nested objects of a broken value are no values.
        (b'[\n {"a": [\n  {"x": 1},\n  {"x": "2}\n ]},\n {"b": 1}\n]', [b'{"a": [\n  {"x": 1},\n  {"x": "2}\n ]}', b'{"b": 1}']),
        # Words between values.
        (b'[{"a": 1}, }}, what, {"b": 1}]', [b'{"a": 1}', b"}}", b"what", b'{"b": 1}']),
        (b'Not "JSON".\nSecond line\n{"a": 1}', [b'Not "JSON".\nSecond line', b'{"a": 1}']),
        (b']]\n{"a": 1}', [b"]]", b'{"a": 1}']),
    ],
)
def test_a_broken_value_costs_that_value_only(content: bytes, expected: list[bytes], piece: int) -> None:
    assert payloads(content, piece=piece) == expected


def test_the_place_of_a_value_is_its_line_and_number() -> None:
    found = values(b'[\n{"a":\n1}, {"b": 1},\n\n{"c": 1}]')
    assert [(value.line, value.number) for value in found] == [(2, 1), (3, 2), (5, 3)]


def test_only_a_single_value_is_the_whole() -> None:
    assert [value.is_whole for value in values(b'\n{"a": 1}\n')] == [True]
    assert [value.is_whole for value in values(b'[{"a": 1}]')] == [False]
    assert [value.is_whole for value in values(b'{"a": 1}\n{"a": 1}')] == [False, False]


def test_a_list_that_is_not_closed_is_told_of_once() -> None:
    whole, end = values(b'[{"a": 1}')
    assert whole.payload == b'{"a": 1}'
    assert end.payload is None and end.problem is not None and end.problem.reason == "invalid_json"
    assert payloads(b'[{"a": 1}, {"b": ') == [b'{"a": 1}', b'{"b":']


def test_a_value_over_the_cap_is_hashed_and_not_kept() -> None:
    large = b'{"a": "' + b"x" * 500 + b'", "b": [1]}'
    for piece in (7, 1_000_000):
        first, second, third = values(b"[" + large + b', {"b": 1},' + b'{"c": 1}]', max_bytes=100, piece=piece)
        assert (first.payload, first.sha256) == (None, hashlib.sha256(large).hexdigest())
        assert first.problem is not None and first.problem.reason == "too_large"
        assert (second.payload, third.payload) == (b'{"b": 1}', b'{"c": 1}')


def test_a_long_list_and_a_huge_value_do_not_fill_the_memory() -> None:
    def content() -> Iterator[bytes]:
        yield b"["
        for number in range(2_000):
            yield json.dumps({"n": number, "text": "word " * 2_000}).encode() + b",\n"
        yield b'{"text": "'
        for _ in range(300):
            yield b"x" * 100_000
        yield b'"}]'

    class Made(Trickle):
        def __init__(self) -> None:
            self._pieces, self._rest = content(), b""

        def readinto(self, buffer: Any) -> int:
            self._rest = self._rest or next(self._pieces, b"")
            piece, self._rest = self._rest[: len(buffer)], self._rest[len(buffer) :]
            buffer[: len(piece)] = piece
            return len(piece)

    tracemalloc.start()
    try:
        found = sum(1 for _ in read_json_values(io.BufferedReader(Made()), max_bytes=500_000))
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert found == 2_001
    assert peak < 6_000_000


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=8,
)


@given(
    objects=st.lists(st.dictionaries(st.text(max_size=5), JSON, max_size=4), max_size=6),
    indent=st.sampled_from([None, 0, 2]),
    piece=st.sampled_from([1, 5, 1_000]),
    in_list=st.booleans(),
)
def test_valid_json_is_read_as_by_any_reader(objects: list[Any], indent: int | None, piece: int, in_list: bool) -> None:
    dumped = [json.dumps(one, indent=indent) for one in objects]
    content = json.dumps(objects, indent=indent) if in_list else "\n".join(dumped)
    assert [json.loads(payload or b"") for payload in payloads(content.encode(), piece=piece)] == objects


@given(content=st.lists(st.sampled_from([b"{", b"}", b"[", b"]", b'"', b"\\", b"\n", b",", b" ", b"a", b'{"a":1}']), max_size=40))
def test_no_bytes_are_lost_whatever_their_order(content: list[bytes]) -> None:
    whole = b"".join(content)
    found = values(whole, piece=3)
    kept = b"".join(value.payload or b"" for value in found)
    outside = b" \n,[]"  # what stands between values
    assert kept.translate(None, outside) == whole.translate(None, outside)
    assert payloads(whole) == [value.payload for value in found]
