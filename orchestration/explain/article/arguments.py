"""The arguments of `tallywire explain` and their checks. Quick to import, so that a wrong choice is reported at once.

Here belong checks that need no article. Checks that read the file belong to `article_file`.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

STANDARD_STREAM = "-"


class ExplainError(RuntimeError):
    """The article cannot be explained. The message says why."""


class WrongChoiceError(ValueError):
    """The arguments do not choose one article or one output. `advice` contains further lines."""

    def __init__(self, message: str, advice: list[str] | None = None) -> None:
        super().__init__(message)
        self.advice = advice or []


@dataclass(frozen=True, slots=True)
class ExplainArguments:
    """The arguments of the command. `file` "-" is standard input; `html` "-" is standard output."""

    file: Path | None
    key: str | None
    number: int | None
    article: str | None
    html: Path | None
    as_json: bool


def check_arguments(arguments: ExplainArguments) -> None:
    """Raises `WrongChoiceError` for arguments that are missing or contradict each other."""
    if (arguments.file is None) == (arguments.article is None):
        raise WrongChoiceError(
            "give exactly one of: a file with an article, - for standard input, or --article with the id of a published article."
        )
    chosen = [name for name, value in (("--id", arguments.key), ("--number", arguments.number)) if value is not None]
    if len(chosen) == 2:
        raise WrongChoiceError("--id and --number both choose the article. Give only one of them.")
    if chosen and (arguments.file is None or str(arguments.file) == STANDARD_STREAM):
        raise WrongChoiceError(f"{chosen[0]} chooses an article in a file. Name the file.")
    if arguments.html is not None and arguments.as_json:
        raise WrongChoiceError("--html and --json are different output formats. Give only one of them.")
    if arguments.file is not None and arguments.file.is_dir():
        raise WrongChoiceError(f"{arguments.file} is a folder. Name one file in it.")
    if arguments.html is not None and not arguments.html.parent.is_dir():
        raise WrongChoiceError(f"the folder {arguments.html.parent} does not exist. Name another file with --html.")
    if arguments.html is not None and arguments.html.exists():
        if arguments.html.is_dir():
            raise WrongChoiceError(f"{arguments.html} is a folder. Name a file with --html.")
        if arguments.file is not None and arguments.file.exists() and arguments.html.samefile(arguments.file):
            raise WrongChoiceError(f"{arguments.html} is the article itself. Name another file with --html.")
