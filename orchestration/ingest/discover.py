"""Files and folders to documents, streaming: at most one payload is in memory. What a payload means is for parse.py.

Nothing is silently skipped: what cannot be read, or must not, is a document without a payload that parse() rejects. Only hidden
files and blank lines are no documents.
"""

from __future__ import annotations

import hashlib
import os
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import IO

from orchestration.ingest import media
from orchestration.ingest.dates import as_utc
from orchestration.ingest.given import Given, GivenError, read_given
from orchestration.ingest.identity import document_key
from orchestration.ingest.records import Document, document_of

MAX_PAYLOAD_BYTES = 50 * 1024 * 1024  # the longest article is a thousandth of this; more is an archive or a mistake
SIDECAR_ENDING = ".meta.json"
_CHUNK = 1024 * 1024


class InputError(Exception):
    """A path that was asked for does not exist; the message names it."""


@dataclass(frozen=True, slots=True)
class _File:
    path: Path
    name: str  # relative to the inbox, for people and keys
    has_sidecar: bool
    problem: str | None = None  # "reason_code: message": it is not to be read


def discover(paths: Sequence[Path], *, landed_at: datetime, max_payload_bytes: int = MAX_PAYLOAD_BYTES) -> Iterator[Document]:
    """The documents in files and folders; folders are walked recursively, in the order of names.

    Names are relative to the folder that was given, or the bare name of a file that was given. Raises InputError, before the
    first document, when a path does not exist.
    """
    for path in paths:
        if not os.path.exists(path):  # noqa: PTH110  Path.exists raises where a folder above may not be entered
            raise InputError(
                f"{_shown(str(path))}: there is no such file or folder. Check the spelling, or give the path from the root."
            )
    return _documents(paths, as_utc(landed_at), max_payload_bytes)


def _documents(paths: Sequence[Path], landed_at: datetime, max_bytes: int) -> Iterator[Document]:
    for path in paths:
        for file in _walk(path) if path.is_dir() else _single(path, paths):
            yield from _read(file, landed_at, max_bytes)


def _single(path: Path, paths: Sequence[Path]) -> Iterator[_File]:
    """A file that was asked for by name; links are followed."""
    name, owner = _shown(path.name), _owner_name(path.name)
    if owner is None:
        sidecar = _sidecar_path(path)
        has_sidecar = os.path.lexists(sidecar) and not media.holds_lines(path.name)
        problem = _problem(path, None) or (_problem(sidecar, os.path.realpath(path.parent)) if has_sidecar else None)
        yield _File(path, name, has_sidecar, problem)
    elif path.with_name(owner) not in paths:  # `folder/*` gives a file and its sidecar: then the file brings it along
        yield _File(path, name, has_sidecar=False, problem=_orphan(owner))


def _walk(root: Path) -> Iterator[_File]:
    """The files of a folder and of the folders in it; links are followed to files within it only."""
    real_root = os.path.realpath(root)
    folders = [root]
    while folders:
        folder = folders.pop()
        try:
            with os.scandir(folder) as entries:
                found = sorted((entry for entry in entries if not entry.name.startswith(".")), key=lambda entry: entry.name)
        except OSError as error:
            yield _File(folder, _relative(folder, root), has_sidecar=False, problem=_unreadable(error))
            continue
        subfolders = {entry.name for entry in found if entry.is_dir(follow_symlinks=False)}
        beside = [entry.name for entry in found if entry.name not in subfolders]
        names = {name for name in beside if not os.path.isdir(folder / name)}  # noqa: PTH112
        for name in beside:
            file = _walked(folder / name, names, root, real_root)
            if file is not None:
                yield file
        folders.extend(folder / name for name in sorted(subfolders, reverse=True))


def _walked(path: Path, names: set[str], root: Path, real_root: str) -> _File | None:
    """A file met in a folder beside others of those names; None: another file stands for it."""
    owner, problem = _owner_name(path.name), _problem(path, real_root)
    if owner is not None:
        if owner in names and not media.holds_lines(owner):
            return None  # the owner brings its sidecar along
        return _File(path, _relative(path, root), has_sidecar=False, problem=problem or _orphan(owner))
    if problem is None and path.name not in names:
        return None  # a link to a folder of this inbox, which is walked where it stands
    sidecar = _sidecar_path(path)
    has_sidecar = sidecar.name in names and not media.holds_lines(path.name)
    if problem is None and has_sidecar:
        problem = _problem(sidecar, real_root)
    return _File(path, _relative(path, root), has_sidecar, problem)


def _problem(path: Path, real_root: str | None) -> str | None:
    """Why a path must not be opened; `real_root` is the folder that links may not leave, if any."""
    if real_root is not None and path.is_symlink() and not _is_within(os.path.realpath(path), real_root):
        return (
            f"outside_inbox: {_shown(path.name)} is a link out of the folder and was not followed. Put a copy of the file there."
        )
    if os.path.exists(path) and not os.path.isfile(path) and not os.path.isdir(path):  # noqa: PTH110, PTH112, PTH113
        return f"not_a_file: {_shown(path.name)} is a pipe, socket or device. Only plain files are read; move it away."
    return None


def _read(file: _File, landed_at: datetime, max_bytes: int) -> Iterator[Document]:
    if file.problem is not None:
        yield _unread(file, file.problem, landed_at)
    elif media.holds_lines(file.name):
        yield from _read_lines(file, landed_at, max_bytes)
    else:
        yield _read_whole(file, landed_at, max_bytes)


def _read_whole(file: _File, landed_at: datetime, max_bytes: int) -> Document:
    sidecar: bytes | None = None
    payload: bytes | None = None
    problem: str | None = None
    try:
        if file.has_sidecar:
            sidecar = _bounded(_sidecar_path(file.path), max_bytes)
        payload = _bounded(file.path, max_bytes)
        if payload is None or (file.has_sidecar and sidecar is None):
            payload, problem = None, _too_large("the file or its sidecar", max_bytes)
    except OSError as error:
        payload, problem = None, _unreadable(error)
    return document_of(
        document_key(_given(sidecar), name=file.name),
        file.name,
        payload=payload,
        sidecar=sidecar,
        media_type=media.media_type(file.name),
        read_error=problem,
        landed_at=landed_at,
    )


def _read_lines(file: _File, landed_at: datetime, max_bytes: int) -> Iterator[Document]:
    number, n_documents = 0, 0
    try:
        with file.path.open("rb", buffering=_CHUNK) as lines:
            while line := lines.readline(max_bytes + 2):  # two more for a line end
                number += 1
                payload = line.rstrip(b"\r\n")
                uri = f"{file.name}:{number}"
                if len(payload) > max_bytes:
                    n_documents += 1
                    yield _too_long_line(file, uri, line, lines, landed_at=landed_at, max_bytes=max_bytes)
                elif payload.removeprefix(b"\xef\xbb\xbf").strip():
                    n_documents += 1
                    yield _line_document(file, uri, payload, landed_at)
    except OSError as error:
        yield _unread(file, _unreadable(error), landed_at)
        return
    if n_documents == 0:  # a file without a line is told of as one empty document
        key = document_key(None, name=file.name)
        yield document_of(key, file.name, payload=b"", media_type=media.JSON, landed_at=landed_at)


def _line_document(file: _File, uri: str, payload: bytes, landed_at: datetime) -> Document:
    sha256 = hashlib.sha256(payload).hexdigest()
    key = document_key(_given(payload), name=file.name, line_sha256=sha256)
    return document_of(key, uri, payload=payload, sha256=sha256, media_type=media.JSON, landed_at=landed_at)


def _too_long_line(file: _File, uri: str, start: bytes, lines: IO[bytes], *, landed_at: datetime, max_bytes: int) -> Document:
    """Passes over the rest of the line, hashing it on the way."""
    digest, piece = hashlib.sha256(), start
    while piece and not piece.endswith(b"\n"):
        digest.update(piece)
        piece = lines.readline(_CHUNK)
    digest.update(piece.rstrip(b"\r\n"))
    sha256 = digest.hexdigest()
    return document_of(
        document_key(None, name=file.name, line_sha256=sha256),
        uri,
        payload=None,
        sha256=sha256,
        media_type=media.JSON,
        read_error=_too_large("the line", max_bytes),
        landed_at=landed_at,
    )


def _unread(file: _File, problem: str, landed_at: datetime) -> Document:
    key = document_key(None, name=file.name)
    return document_of(
        key, file.name, payload=None, media_type=media.media_type(file.name), read_error=problem, landed_at=landed_at
    )


def _bounded(path: Path, max_bytes: int) -> bytes | None:
    """The bytes of a file, or None when there are more than that."""
    if path.stat().st_size > max_bytes:
        return None
    with path.open("rb") as opened:
        payload = opened.read(max_bytes + 1)  # it may have grown meanwhile
    return payload if len(payload) <= max_bytes else None


def _given(json_bytes: bytes | None) -> Given | None:
    if json_bytes is None:
        return None
    try:
        return read_given(json_bytes)
    except GivenError:
        return None  # parse() says what is wrong with it


def _shown(name: str) -> str:
    """A name that can be shown, stored and compared: NFC, bytes that are not UTF-8 spelt out."""
    return unicodedata.normalize("NFC", os.fsencode(name).decode("utf-8", "backslashreplace"))


def _relative(path: Path, root: Path) -> str:
    return _shown(path.relative_to(root).as_posix() if path != root else path.name or str(path))


def _is_within(real_path: str, real_root: str) -> bool:
    return os.path.commonpath((real_path, real_root)) == real_root


def _owner_name(name: str) -> str | None:
    """The name of the file that a sidecar of this name belongs to; None: it is no sidecar."""
    owner = name.removesuffix(SIDECAR_ENDING)
    return owner if owner and owner != name else None


def _sidecar_path(path: Path) -> Path:
    return path.with_name(path.name + SIDECAR_ENDING)


def _orphan(owner: str) -> str:
    if media.holds_lines(owner):
        return f"orphan_sidecar: {_shown(owner)} takes no sidecar. Give these keys in its lines, and remove this file."
    return f"orphan_sidecar: its article {_shown(owner)} is not here. Put it beside the sidecar, or remove the sidecar."


def _unreadable(error: OSError) -> str:
    return f"unreadable: it could not be read ({error.strerror or error}). See that it can be, and run again."


def _too_large(what: str, max_bytes: int) -> str:
    return f"too_large: {what} is larger than {max_bytes:,} bytes. Split it into single articles."
