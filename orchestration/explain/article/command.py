"""What `tallywire explain` does: the article that was asked for, explained in the way that was asked for.

Here belongs which steps follow each other, and what goes wrong in them. What may be asked belongs to `asked`.
"""

from __future__ import annotations

import sys
from pathlib import Path

from orchestration.explain.article import as_json, page, terminal
from orchestration.explain.article.asked import STANDARD_STREAM, AskedFor, ExplainError, WrongChoiceError
from orchestration.explain.article.choose import ChoiceError, RejectedError, article_in, article_of
from orchestration.explain.article.explanation import Explanation, ExtractionError, Settled, Subject, explain
from orchestration.explain.article.published import NotPublishedError, published_article
from orchestration.pipeline.steps import get_extractor_version
from orchestration.published.query import NothingPublishedError, open_published
from orchestration.reference_lists import ReferenceListError
from orchestration.settings import REFERENCE_DIR, Settings
from orchestration.terminal.console import SafeConsole


def produce(asked: AskedFor, settings: Settings, out: SafeConsole, err: SafeConsole) -> None:
    """Writes the explanation. Raises `WrongChoiceError`, `ExplainError` and `SettingsError`."""
    subject, settled = _subject(asked, settings)
    get_extractor_version(settings)  # says which variable names a model that is not there
    from orchestration.extract.extractor import Extractor  # noqa: PLC0415  takes seconds; a wrong choice need not wait

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


def _subject(asked: AskedFor, settings: Settings) -> tuple[Subject, Settled | None]:
    try:
        if asked.file is None:
            with open_published(settings.published_file) as db:
                return published_article(db, (asked.article or "").strip())
        if str(asked.file) == STANDARD_STREAM:
            return article_of(sys.stdin.buffer.read(), now=settings.clock()), None
        return article_in(asked.file, key=asked.key, number=asked.number, now=settings.clock()), None
    except ChoiceError as error:
        raise WrongChoiceError(str(error), error.advice) from error
    except NotPublishedError as error:
        raise WrongChoiceError(str(error)) from error
    except (RejectedError, NothingPublishedError) as error:
        raise ExplainError(str(error)) from error


def _write_page(path: Path, explanation: Explanation, err: SafeConsole) -> None:
    written = page.rendered(explanation).encode()
    if str(path) == STANDARD_STREAM:
        sys.stdout.buffer.write(written)
        return
    try:
        path.write_bytes(written)
    except OSError as error:
        raise WrongChoiceError(f"cannot write {path}: {error.strerror}. Name another file with --html.") from error
    err.print_text(f"the page: {path}")
