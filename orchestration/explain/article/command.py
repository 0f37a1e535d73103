"""The command `tallywire explain`: reads the chosen article, explains it and writes the result.

Here belong the order of the steps and their errors. The arguments belong to `arguments`.
"""

from __future__ import annotations

import sys
from pathlib import Path

from orchestration.explain.article import as_json, page, terminal
from orchestration.explain.article.arguments import STANDARD_STREAM, ExplainArguments, ExplainError, WrongChoiceError
from orchestration.explain.article.article_file import ChoiceError, RejectedError, read_article_file, read_article_text
from orchestration.explain.article.explanation import (
    ArticleExplanation,
    ExplainedArticle,
    ExtractionError,
    RunDecisions,
    explain_article,
)
from orchestration.explain.article.published_article import NotPublishedError, read_published_article
from orchestration.pipeline.steps import get_extractor_version
from orchestration.published.query import NothingPublishedError, open_published
from orchestration.reference_lists import ReferenceListError
from orchestration.settings import REFERENCE_DIR, Settings
from orchestration.terminal.console import SafeConsole


def write_explanation(arguments: ExplainArguments, settings: Settings, out: SafeConsole, err: SafeConsole) -> None:
    """Writes the explanation. Raises `WrongChoiceError`, `ExplainError` and `SettingsError`."""
    article, decisions = _read_article(arguments, settings)
    get_extractor_version(settings)  # reports a missing model and its variable
    from orchestration.extract.extractor import Extractor  # noqa: PLC0415  takes seconds; a wrong choice is reported first

    try:
        extractor = Extractor.load(model=settings.spacy_model, reference=REFERENCE_DIR)
        explanation = explain_article(article, extractor, decisions)
    except (ExtractionError, ReferenceListError) as error:
        raise ExplainError(str(error)) from error
    if arguments.as_json:
        sys.stdout.write(as_json.render_json(explanation))
    elif arguments.html is not None:
        _write_page(arguments.html, explanation, err)
    else:
        terminal.print_explanation(explanation, out)


def _read_article(arguments: ExplainArguments, settings: Settings) -> tuple[ExplainedArticle, RunDecisions | None]:
    try:
        if arguments.file is None:
            with open_published(settings.published_file) as db:
                return read_published_article(db, (arguments.article or "").strip())
        if str(arguments.file) == STANDARD_STREAM:
            return read_article_text(sys.stdin.buffer.read(), now=settings.clock()), None
        return read_article_file(arguments.file, key=arguments.key, number=arguments.number, now=settings.clock()), None
    except ChoiceError as error:
        raise WrongChoiceError(str(error), error.advice) from error
    except NotPublishedError as error:
        raise WrongChoiceError(str(error)) from error
    except (RejectedError, NothingPublishedError) as error:
        raise ExplainError(str(error)) from error


def _write_page(path: Path, explanation: ArticleExplanation, err: SafeConsole) -> None:
    written = page.render_page(explanation).encode()
    if str(path) == STANDARD_STREAM:
        sys.stdout.buffer.write(written)
        return
    try:
        path.write_bytes(written)
    except OSError as error:
        raise WrongChoiceError(f"cannot write {path}: {error.strerror}. Name another file with --html.") from error
    err.print_text(f"Page: {path}")
