"""What `tallywire explain` does: the article that was asked for, explained in the way that was asked for.

Here belongs what may be asked together, and what goes wrong. Arguments and exit codes belong to `cli`.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path

from orchestration.console import Paper
from orchestration.explain import as_json, page, terminal
from orchestration.explain.choose import ChoiceError, RejectedError, article_in, article_of
from orchestration.explain.explanation import Explanation, Settled, Subject, explain
from orchestration.explain.published import NotPublishedError, published_article
from orchestration.extract import ReferenceListError
from orchestration.extract.extractor import ExtractionError, Extractor
from orchestration.flow import current_extractor_version
from orchestration.query import NothingPublishedError, open_published
from orchestration.settings import REFERENCE_DIR, Settings

_STANDARD_INPUT = "-"


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


def produce(asked: AskedFor, settings: Settings, out: Paper, err: Paper) -> None:
    """Writes the explanation. Raises `WrongChoiceError`, `ExplainError` and `SettingsError`."""
    _check(asked)
    subject, settled = _subject(asked, settings)
    current_extractor_version(settings)  # says which variable names a model that is not there
    try:
        extractor = Extractor.load(model=settings.spacy_model, reference=REFERENCE_DIR)
        explanation = explain(subject, extractor, settled)
    except (ExtractionError, ReferenceListError) as error:
        raise ExplainError(str(error)) from error
    if asked.as_json:
        sys.stdout.write(as_json.rendered(explanation))
    elif asked.html is not None:
        _write_page(asked.html, explanation, err)
    else:
        terminal.write(explanation, out)


def _check(asked: AskedFor) -> None:
    if (asked.file is None) == (asked.article is None):
        raise WrongChoiceError(
            "give the file of an article, - for standard input, or an article of the data folder with --article."
        )
    chosen = [name for name, value in (("--id", asked.key), ("--number", asked.number)) if value is not None]
    if len(chosen) == 2:
        raise WrongChoiceError("--id and --number both choose the article: give one of them.")
    if chosen and (asked.file is None or str(asked.file) == _STANDARD_INPUT):
        raise WrongChoiceError(f"{chosen[0]} chooses an article of a file: name the file.")
    if asked.html is not None and asked.as_json:
        raise WrongChoiceError("--html and --json are two ways to write it: give one of them.")
    if asked.file is not None and asked.file.expanduser().is_dir():
        raise WrongChoiceError(f"{asked.file} is a folder. Name one file in it.")
    if asked.html is not None and asked.html.exists():
        if asked.html.is_dir():
            raise WrongChoiceError(f"{asked.html} is a folder. Name the page with --html.")
        if asked.file is not None and asked.file.expanduser().exists() and asked.html.samefile(asked.file.expanduser()):
            raise WrongChoiceError(f"{asked.html} is the article itself. Give the page another name.")


def _subject(asked: AskedFor, settings: Settings) -> tuple[Subject, Settled | None]:
    try:
        if asked.article is not None:
            with open_published(settings.published_file) as db:
                return published_article(db, asked.article)
        if str(asked.file) == _STANDARD_INPUT:
            return article_of(sys.stdin.buffer.read(), now=settings.clock()), None
        file = Path(str(asked.file)).expanduser()
        return article_in(file, key=asked.key, number=asked.number, now=settings.clock()), None
    except ChoiceError as error:
        raise WrongChoiceError(str(error), error.advice) from error
    except NotPublishedError as error:
        raise WrongChoiceError(str(error)) from error
    except (RejectedError, NothingPublishedError) as error:
        raise ExplainError(str(error)) from error


def _write_page(path: Path, explanation: Explanation, err: Paper) -> None:
    written = page.rendered(explanation).encode()
    if str(path) == _STANDARD_INPUT:
        sys.stdout.buffer.write(written)
        return
    try:
        path.expanduser().write_bytes(written)
    except OSError as error:
        raise WrongChoiceError(f"cannot write {path}: {error.strerror}. Name another file with --html.") from error
    err.say(f"the page: {path}")
