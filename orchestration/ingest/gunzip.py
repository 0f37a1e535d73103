"""Opening files that may be gzipped: one stream of the content, with bounded memory, that reports damage. No names, no formats.

Python's own gzip module reads the same files. But it does not stop at a bomb, and after damage it neither reports the place nor
finds the next member, which archives of many members need.
"""

from __future__ import annotations

import io
import zlib
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from orchestration.ingest.reasons import ProblemError

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

MAX_RATIO = 200  # news text shrinks to a fifth, repetitive JSON to a fiftieth; a bomb is near the format's limit of 1,032
MAGIC = b"\x1f\x8b\x08"
_CHUNK = 64 * 1024
_BUFFER = 1024 * 1024
_MAX_REMEMBERED_BYTES = 256 * 1024  # bytes of a member in which the next one is looked for when it turns out to be damaged
_GZIP_FORMAT = 16 + zlib.MAX_WBITS


class GzipReader(io.RawIOBase):
    """The content of a gzip stream of one or many members.

    Reading raises ProblemError: broken_gzip where the stream is damaged or ends too early, after everything before was read;
    gzip_bomb if the content is larger than `unsuspicious` bytes and than MAX_RATIO times the bytes read.
    """

    def __init__(self, source: BinaryIO, *, unsuspicious: int) -> None:
        self._source, self._unsuspicious = source, unsuspicious
        self._member: zlib._Decompress | None = None
        self._tail = b""  # read and not unpacked yet
        self._since_member = bytearray()
        self._n_in = self._n_out = 0
        self.member_offset = 0
        """Position in the gzipped file where the member that was read last begins."""

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: WriteableBuffer) -> int:
        view = memoryview(buffer)
        while member := self._member or self._start_member():
            chunk = self._tail or self._read_more()
            if not chunk:
                raise self._describe_damage("it ends too early")
            unpacked = self._unpack(member, chunk, len(view))
            if unpacked:
                view[: len(unpacked)] = unpacked
                return len(unpacked)
        return 0

    def close(self) -> None:
        self._source.close()
        super().close()

    def find_next_member(self) -> bool:
        """After damage, goes to what looks like the next member. Returns False if there is none."""
        window = bytes(self._since_member[1:]) or self._tail
        self._member = None
        while True:
            found = window.find(MAGIC)
            if found >= 0:
                self._tail = window[found:]
                return True
            more = self._read_more()
            if not more:
                self._tail = b""
                return False
            window = window[-2:] + more

    def _read_more(self) -> bytes:
        chunk = self._source.read(_CHUNK)
        self._n_in += len(chunk)
        if self._member is not None:
            self._remember(chunk)
        return chunk

    def _start_member(self) -> zlib._Decompress | None:
        """Starts the next member, if there is one. Zeros, which pad tapes, are skipped."""
        while not (start := self._tail.lstrip(b"\x00")):
            self._tail = self._read_more()
            if not self._tail:
                return None
        self._tail = start
        self.member_offset = self._n_in - len(start)
        self._member = zlib.decompressobj(_GZIP_FORMAT)
        self._since_member = bytearray(start)
        return self._member

    def _remember(self, chunk: bytes) -> None:
        if len(self._since_member) > _MAX_REMEMBERED_BYTES:
            self._since_member.clear()
        self._since_member += chunk

    def _unpack(self, member: zlib._Decompress, chunk: bytes, at_most: int) -> bytes:
        try:
            unpacked = member.decompress(chunk, at_most)
        except zlib.error as error:
            raise self._describe_damage("its content is corrupt") from error
        self._tail = member.unconsumed_tail
        if member.eof:
            self._tail, self._member = member.unused_data, None
        self._n_out += len(unpacked)
        if self._n_out > self._unsuspicious and self._n_out > MAX_RATIO * (self._n_in - len(self._tail)):
            raise ProblemError(
                "gzip_bomb",
                f"it unpacks to more than {MAX_RATIO} times its size, like a file that is made to fill a disk. "
                "If you trust it, unpack it yourself.",
            )
        return unpacked

    def _describe_damage(self, what: str) -> ProblemError:
        return ProblemError(
            "broken_gzip",
            f"the gzip stream that begins at byte {self.member_offset:,} is damaged: {what}. Copy or download the file again.",
        )


def open_unzipped(path: Path, *, unsuspicious: int) -> tuple[io.BufferedReader, GzipReader | None]:
    """The content of a file, unpacked if its first bytes are those of gzip, whatever its name; and the unpacker, if any.

    Raises OSError. The caller closes the stream.
    """
    opened: io.BufferedReader = io.BufferedReader(path.open("rb", buffering=0), _BUFFER)
    if opened.peek(len(MAGIC))[: len(MAGIC)] != MAGIC:
        return opened, None
    unzipped = GzipReader(opened, unsuspicious=unsuspicious)
    return io.BufferedReader(unzipped, _BUFFER), unzipped
