"""What may be asked of `tallywire explain`: quick to import, so that a wrong choice is said at once."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

STANDARD_STREAM = "-"


class ExplainError(RuntimeError):
    """The article cannot be explained; the message says why."""


class WrongChoiceError(ValueError):
    """It does not follow which article is meant, or where the page is to go; `advice` holds further lines."""

    def __init__(self, message: str, advice: list[str] | None = None) -> None:
        super().__init__(message)
        self.advice = advice or []


@dataclass(frozen=True, slots=True)
class AskedFor:
    """The arguments of the command. `file` "-" is standard input, `html` "-" standard output."""

    file: Path | None
    key: str | None
    number: int | None
    article: str | None
    html: Path | None
    as_json: bool


def check(asked: AskedFor) -> None:
    """Raises `WrongChoiceError`."""
    if (asked.file is None) == (asked.article is None):
        raise WrongChoiceError(
            "give the file of an article, - for standard input, or an article of the data folder with --article."
        )
    chosen = [name for name, value in (("--id", asked.key), ("--number", asked.number)) if value is not None]
    if len(chosen) == 2:
        raise WrongChoiceError("--id and --number both choose the article: give one of them.")
    if chosen and (asked.file is None or str(asked.file) == STANDARD_STREAM):
        raise WrongChoiceError(f"{chosen[0]} chooses an article of a file: name the file.")
    if asked.html is not None and asked.as_json:
        raise WrongChoiceError("--html and --json are two ways to write it: give one of them.")
    if asked.file is not None and asked.file.is_dir():
        raise WrongChoiceError(f"{asked.file} is a folder. Name one file in it.")
    if asked.html is not None and not asked.html.parent.is_dir():
        raise WrongChoiceError(f"there is no folder {asked.html.parent}. Name another file with --html.")
    if asked.html is not None and asked.html.exists():
        if asked.html.is_dir():
            raise WrongChoiceError(f"{asked.html} is a folder. Name the page with --html.")
        if asked.file is not None and asked.file.exists() and asked.html.samefile(asked.file):
            raise WrongChoiceError(f"{asked.html} is the article itself. Give the page another name.")
