"""A stream of bytes to the JSON values in it: elements of a list, or one value after the other. What they mean is for others.

Only brackets and quotes separate values, and each value is given as its exact bytes. So a broken value does not affect the
others, and only one value is in memory at a time.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BufferedReader, BytesIO

from orchestration.ingest.reasons import ProblemError

_CHUNK = 256 * 1024
_MARK = b"\xef\xbb\xbf"
_BLANKS_AND_COMMAS = re.compile(rb"[\s,]*+")
_STRUCTURE = re.compile(rb'["{}\[\]]')
_IN_STRING = re.compile(rb'(?:[^"\\\n]++|\\.)*+', re.DOTALL)
_STRAY_IN_LIST = re.compile(rb'[^,\[\]{"\n]*+')
_LINE_OF_A_VALUE = re.compile(rb"\n[ \t]*+[\[{]")
_BEFORE_ON_LINE = re.compile(rb"([ \t]*)(?:[,\[][ \t]*)?")
_CLOSERS = {ord("{"): ord("}"), ord("["): ord("]")}
_QUOTE, _NEWLINE, _OPEN_LIST, _CLOSE_LIST, _OPEN_OBJECT = b'"\n[]{'
_MAX_INDENT_BYTES = 200
_MAX_REREAD_BYTES = 1024**3  # bytes that may be looked at twice, to find where the value after a broken one begins


@dataclass(frozen=True, slots=True)
class JsonValue:
    """One value of a stream, valid JSON or not."""

    payload: bytes | None = field(repr=False)  # its bytes; None: `problem` says why
    line: int  # where it begins, counted from 1
    number: int  # which value of the stream it is, counted from 1
    is_whole: bool = False  # the stream holds nothing else
    sha256: str | None = None  # of a value too large to be held
    problem: ProblemError | None = None


def read_json_values(source: BufferedReader | BytesIO, *, max_bytes: int) -> Iterator[JsonValue]:
    """The values of a stream, in order. Values above `max_bytes` are hashed and not kept.

    An error of the source is raised after the values before it.
    """
    stream = _ValueStream(source, max_bytes)
    number, in_list = 0, False
    while (byte := stream.find_next_byte()) is not None:
        if byte == (_CLOSE_LIST if in_list else _OPEN_LIST):
            in_list = not in_list
            stream.position += 1
            continue
        stream.release_bytes()
        number, line = number + 1, stream.line
        payload, sha256 = stream.take_value(in_list=in_list)
        yield JsonValue(
            payload,
            line,
            number,
            is_whole=number == 1 and not in_list and stream.find_next_byte() is None,
            sha256=sha256,
            problem=None if payload is not None else ProblemError("too_large", _describe_limit(max_bytes)),
        )
    if in_list and not stream.ends_within_value:
        message = "the list is not closed: the file was cut off, or a ] is missing. All before was read. Correct the file's end."
        yield JsonValue(None, stream.line, number + 1, problem=ProblemError("invalid_json", message))


class _EndError(Exception):
    """The stream ends within a value."""


class _MismatchError(Exception):
    """A bracket does not match the open one, or a string continues into the line of another value."""


class _TooLargeError(Exception):
    """A value is larger than the limit."""


class _ValueStream:
    """The bytes from `start` on. Those before `position` have been read; those before `start` have been released."""

    def __init__(self, source: BufferedReader | BytesIO, max_bytes: int) -> None:
        self._source, self._max_bytes = source, max_bytes
        self._held = bytearray()
        self.start = self.position = 0
        self.line = 1  # of `start`
        self._closers = bytearray()  # of the brackets open at `position`
        self._in_string = False
        self._similar_line: re.Pattern[bytes] | None = None
        self._n_reread = 0
        self.ends_within_value = False
        self._digest: hashlib._Hash | None = None  # of a value that is too large, instead of its bytes
        while len(self._held) < len(_MARK) and self._read_more():
            pass
        if self._held.startswith(_MARK):
            self.position = len(_MARK)

    def find_next_byte(self) -> int | None:
        """The first byte of the next value or bracket, after blanks and commas; None at the end."""
        while True:
            match = _BLANKS_AND_COMMAS.match(self._held, self.position)
            self.position = match.end() if match else self.position
            if self.position < len(self._held):
                return self._held[self.position]
            self.release_bytes()
            if not self._read_more():
                return None

    def release_bytes(self) -> None:
        """Releases the bytes that have been read."""
        self.line += self._held.count(b"\n", self.start, self.position)
        self.start = self.position
        if self.start >= _CHUNK:
            kept = self.start - _MAX_INDENT_BYTES  # to see how its line begins
            del self._held[:kept]
            self.start = self.position = self.start - kept

    def take_value(self, *, in_list: bool) -> tuple[bytes | None, str | None]:
        """Reads the value that begins here. Returns its bytes, or the hash of a value that is too large."""
        self._closers.clear()
        self._in_string, self._digest = False, None
        self._similar_line = self._make_similar_line_pattern()
        is_stray = self._held[self.start] not in (_OPEN_OBJECT, _OPEN_LIST, _QUOTE)
        while True:
            try:
                if not is_stray:
                    self._pass_value()
                elif in_list:
                    self._pass_stray_in_list()
                else:
                    self._pass_stray_lines()
            except _TooLargeError:
                if not self._go_back_to_next_value():
                    self._digest = hashlib.sha256()
                    continue
            except _EndError:
                self.ends_within_value = not self._go_back_to_next_value()
            except _MismatchError:
                pass
            return self._finish_value()

    def _finish_value(self) -> tuple[bytes | None, str | None]:
        piece = bytes(self._held[self.start : self.position])
        self.release_bytes()
        if self._digest is None and len(piece) <= self._max_bytes:
            return piece.rstrip(b" \t\r\n,"), None
        digest = self._digest or hashlib.sha256()
        digest.update(piece)
        return None, digest.hexdigest()

    def _pass_value(self) -> None:
        while True:
            if self._in_string:
                match = _IN_STRING.match(self._held, self.position)
                self.position = match.end() if match else self.position
                byte = self._held[self.position] if self.position < len(self._held) else None
                if byte == _NEWLINE:
                    # JSON writes a line end in a string as \n: a string that reaches the next value was not closed.
                    if self._is_next_line_similar():
                        raise _MismatchError
                    self.position += 1
                    continue
                if byte != _QUOTE:
                    self._require_more()
                    continue
                self._in_string = False
            else:
                found = _STRUCTURE.search(self._held, self.position)
                self.position = found.start() if found else len(self._held)
                if found is None:
                    self._require_more()
                    continue
                byte = self._held[self.position]
                if byte == _QUOTE:
                    self._in_string = True
                elif byte in _CLOSERS:
                    self._closers.append(_CLOSERS[byte])
                elif self._closers.pop() != byte:
                    self._skip_mismatch(byte)
            self.position += 1
            if not self._closers and not self._in_string:
                return

    def _skip_mismatch(self, byte: int) -> None:
        """Goes to where the next value may begin. Raises _MismatchError."""
        if not self._go_back_to_next_value() and not (
            byte == _CLOSE_LIST and not self._closers
        ):  # then it closes the list of values
            self.position += 1
        raise _MismatchError

    def _pass_stray_in_list(self) -> None:
        while True:
            match = _STRAY_IN_LIST.match(self._held, self.position)
            self.position = match.end() if match else self.position
            if self.position < len(self._held):
                return
            self._require_more()

    def _pass_stray_lines(self) -> None:
        while True:
            found = self._held.find(b"\n", self.position)
            self.position = found if found >= 0 else len(self._held)
            if found < 0:
                self._require_more()
                continue
            self._look_ahead()
            if _LINE_OF_A_VALUE.match(self._held, self.position):
                return
            self.position += 1

    def _make_similar_line_pattern(self) -> re.Pattern[bytes] | None:
        """A pattern of lines that begin like the line of this value; None: the value does not begin its line."""
        line_end = self._held.rfind(b"\n", max(0, self.start - _MAX_INDENT_BYTES), self.start)
        if line_end < 0 and self.line > 1:
            return None
        before = _BEFORE_ON_LINE.fullmatch(self._held[line_end + 1 : self.start].removeprefix(_MARK))
        return re.compile(rb"\n" + re.escape(before[1]) + rb"(?:,[ \t]*)?\{") if before else None

    def _is_next_line_similar(self) -> bool:
        self._look_ahead()
        return bool(self._similar_line and self._similar_line.match(self._held, self.position))

    def _go_back_to_next_value(self) -> bool:
        """Goes to the first line in this value that begins like the value: the next value is assumed to begin there."""
        if self._similar_line is None or self._digest is not None or self._n_reread > _MAX_REREAD_BYTES:
            return False
        self._n_reread += self.position - self.start
        found = self._similar_line.search(self._held, self.start)
        if found is None:
            return False
        self.position = found.start()
        return True

    def _look_ahead(self) -> None:
        while len(self._held) - self.position <= 2 * _MAX_INDENT_BYTES and self._read_more():
            pass

    def _require_more(self) -> None:
        if self._digest is not None:
            self._digest.update(memoryview(self._held)[self.start : self.position])
            self.release_bytes()
        elif len(self._held) - self.start > self._max_bytes:
            raise _TooLargeError
        if not self._read_more():
            raise _EndError

    def _read_more(self) -> bool:
        chunk = self._source.read1(_CHUNK)
        self._held += chunk
        return bool(chunk)


def _describe_limit(max_bytes: int) -> str:
    return f"the value is larger than {max_bytes:,} bytes. Split it into single articles."
