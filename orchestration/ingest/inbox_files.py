"""The files to read in the given paths: folders, sidecars, links. Nothing is opened here.

Nothing is silently skipped: a file that must not be read is listed with its problem. Only hidden files are left out.
"""

from __future__ import annotations

import os
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from orchestration.ingest import media
from orchestration.ingest.reasons import ProblemError

SIDECAR_ENDING = ".meta.json"


@dataclass(frozen=True, slots=True)
class InboxFile:
    """A file of the inbox."""

    path: Path
    name: str  # relative to the inbox, for people
    sidecar: Path | None = None
    problem: ProblemError | None = None  # it is not to be read

    @property
    def key_name(self) -> str:
        """The name in its key: a packed file has the key of the unpacked one."""
        return media.strip_gz(self.name)


def list_files(paths: Sequence[Path]) -> Iterator[InboxFile]:
    """The given files, and the files in the given folders and their subfolders, in the order of names."""
    asked = frozenset(paths)
    for path in paths:
        yield from _walk_folder(path) if path.is_dir() else _find_named_file(path, asked)


def format_name(name: str) -> str:
    """A name that can be shown, stored and compared: in NFC, with escapes for bytes that are not UTF-8."""
    return unicodedata.normalize("NFC", os.fsencode(name).decode("utf-8", "backslashreplace"))


def make_unreadable_problem(error: OSError) -> ProblemError:
    """The problem that the operating system reports."""
    return ProblemError("unreadable", f"it could not be read ({error.strerror or error}). Make it readable, and run again.")


def _find_named_file(path: Path, asked: frozenset[Path]) -> Iterator[InboxFile]:
    """A file given by name; links are followed."""
    owner = _get_owner_name(path.name)
    if owner is None:
        candidates = {*_list_sidecar_names(path.name), media.strip_gz(path.name)}
        sidecar = _find_sidecar(path, {name for name in candidates if os.path.lexists(path.with_name(name))})
        problem = _find_problem(path, None) or _find_sidecar_problem(sidecar, path.parent)
        yield InboxFile(path, format_name(path.name), sidecar, problem)
        return
    candidates = {*_list_takers(owner), *(taker + SIDECAR_ENDING for taker in _list_takers(owner))}
    if not _is_taken_along(path.name, owner, {name for name in candidates if path.with_name(name) in asked}):
        yield InboxFile(
            path, format_name(path.name), problem=_make_orphan_problem(path.name, owner)
        )  # `folder/*` gives a file and its sidecar


def _walk_folder(root: Path) -> Iterator[InboxFile]:
    """The files of a folder and its subfolders. Links are followed only to files within the folder."""
    real_root = os.path.realpath(root)
    folders = [root]
    while folders:
        folder = folders.pop()
        try:
            subfolders, plain, odd = _list_folder(folder)
        except OSError as error:
            yield InboxFile(folder, _format_relative_name(folder, root), problem=make_unreadable_problem(error))
            continue
        names = plain.union(name for name in odd if not os.path.isdir(folder / name))  # noqa: PTH112
        for name in sorted((*plain, *odd)):
            file = _make_inbox_file(folder / name, names, root, real_root if name in odd else None)
            if file is not None:
                yield file
        folders.extend(folder / name for name in sorted(subfolders, reverse=True))


def _list_folder(folder: Path) -> tuple[list[str], set[str], set[str]]:
    """The names in a folder, hidden ones left out: its folders, its plain files, and links, pipes and the like."""
    subfolders, plain, odd = [], set(), set()
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.name.startswith("."):
                continue
            if entry.is_dir(follow_symlinks=False):
                subfolders.append(entry.name)
            elif entry.is_file(follow_symlinks=False):
                plain.add(entry.name)
            else:
                odd.add(entry.name)
    return subfolders, plain, odd


def _make_inbox_file(path: Path, names: set[str], root: Path, real_root: str | None) -> InboxFile | None:
    """A file of a folder with these names; None: another file includes it. `real_root` is set for links, pipes and the like."""
    name, owner = _format_relative_name(path, root), _get_owner_name(path.name)
    problem = _find_problem(path, real_root) if real_root else None
    if owner is not None:
        if _is_taken_along(path.name, owner, names):
            return None
        return InboxFile(path, name, problem=problem or _make_orphan_problem(path.name, owner))
    if problem is None and path.name not in names:
        return None  # a link to a folder of this inbox, which is walked where it stands
    sidecar = _find_sidecar(path, names)
    return InboxFile(path, name, sidecar, problem or _find_sidecar_problem(sidecar, root))


def _find_sidecar_problem(sidecar: Path | None, root: Path) -> ProblemError | None:
    return _find_problem(sidecar, os.path.realpath(root), f"its sidecar {format_name(sidecar.name)}") if sidecar else None


def _find_problem(path: Path, real_root: str | None, what: str = "it") -> ProblemError | None:
    """Why a path must not be opened; `real_root` is the folder that links may not leave, if any."""
    if real_root is not None and path.is_symlink() and not _is_within(os.path.realpath(path), real_root):
        return ProblemError(
            "outside_inbox", f"{what} is a link out of the folder and was not followed. Put a copy of the file there."
        )
    if os.path.exists(path) and not os.path.isfile(path) and not os.path.isdir(path):  # noqa: PTH110, PTH112, PTH113
        return ProblemError("not_a_file", f"{what} is a pipe, socket or device. Only plain files are read; move it away.")
    return None


def _get_owner_name(name: str) -> str | None:
    """The name of the file that a sidecar of this name belongs to; None: it is no sidecar."""
    owner = media.strip_gz(name).removesuffix(SIDECAR_ENDING)
    return owner if owner and owner != media.strip_gz(name) else None


def _list_sidecar_names(name: str) -> list[str]:
    """The possible names of a file's sidecar, the first one wins: a.txt.gz may have the sidecar of a.txt."""
    if not media.takes_sidecar(name):
        return []
    return [owner + SIDECAR_ENDING for owner in dict.fromkeys((name, media.strip_gz(name)))]


def _find_sidecar(path: Path, names: set[str]) -> Path | None:
    """The sidecar among these names. a.txt.meta.json belongs to a.txt.gz only if there is no a.txt."""
    for candidate in _list_sidecar_names(path.name):
        owner = candidate.removesuffix(SIDECAR_ENDING)
        if candidate in names and (owner == path.name or owner not in names):
            return path.with_name(candidate)
    return None


def _list_takers(owner: str) -> tuple[str, ...]:
    """The names of the files that a sidecar with this name may belong to."""
    return owner, f"{owner}.gz", f"{owner}.GZ"


def _is_taken_along(name: str, owner: str, names: set[str]) -> bool:
    """Whether a file among these names includes this sidecar."""
    for taker in _list_takers(owner):
        if taker in names:
            sidecar = _find_sidecar(Path(taker), names)
            if sidecar is not None and sidecar.name == name:
                return True
    return False


def _make_orphan_problem(name: str, owner: str) -> ProblemError:
    if name != media.strip_gz(name):
        message = "a packed sidecar is not read. Unpack the sidecar; the article may stay packed."
    elif not media.takes_sidecar(owner):
        message = f"{format_name(owner)} takes no sidecar. Give these keys in its objects, and remove this file."
    else:
        message = f"its article {format_name(owner)} is missing. Put the article next to the sidecar, or remove the sidecar."
    return ProblemError("orphan_sidecar", message)


def _format_relative_name(path: Path, root: Path) -> str:
    return format_name(path.relative_to(root).as_posix() if path != root else path.name or str(path))


def _is_within(real_path: str, real_root: str) -> bool:
    return os.path.commonpath((real_path, real_root)) == real_root
