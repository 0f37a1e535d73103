"""Why a document is not an article: every reason code, with its stage and whether running again may help. No messages.

A message is written where the problem is found, because it names the place. docs/rejections.md explains each code to users.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Stage = Literal["read", "decode", "parse"]


@dataclass(frozen=True, slots=True)
class Reason:
    """What all rejections of one code have in common."""

    stage: Stage
    is_retriable: bool = False  # the same file may be readable later


REASONS: dict[str, Reason] = {
    # The bytes could not be read.
    "unreadable": Reason("read", is_retriable=True),
    "not_a_file": Reason("read"),
    "outside_inbox": Reason("read"),
    "orphan_sidecar": Reason("read"),
    "too_large": Reason("read"),
    "broken_gzip": Reason("read"),
    "broken_row": Reason("read"),
    "gzip_bomb": Reason("read"),
    "zip_bomb": Reason("read"),
    "broken_record": Reason("read"),
    "http_status": Reason("read"),
    "no_pages": Reason("read"),
    "unreachable": Reason("read", is_retriable=True),
    "robots": Reason("read"),
    "private_address": Reason("read"),
    "wrong_address": Reason("read"),
    "redirects": Reason("read"),
    # The bytes were read, but are not text.
    "binary": Reason("decode"),
    "utf16_lines": Reason("decode"),
    "encrypted": Reason("decode"),
    "unreadable_file": Reason("decode"),
    "unknown_content_encoding": Reason("decode"),
    # The text was read, but is not an article.
    "empty": Reason("parse"),
    "unsupported_format": Reason("parse"),
    "invalid_json": Reason("parse"),
    "not_an_object": Reason("parse"),
    "no_text": Reason("parse"),
    "address_list": Reason("parse"),
    "wrong_type": Reason("parse"),
    "invalid_sidecar": Reason("parse"),
    "page_too_large": Reason("parse"),
    "no_article": Reason("parse"),
    "link_list": Reason("parse"),
    "cookie_wall": Reason("parse"),
    "paywall": Reason("parse"),
    "bot_check": Reason("parse"),
    "error_page": Reason("parse"),
    # The parser has a fault; the next version may have none.
    "parser_failed": Reason("parse", is_retriable=True),
    "parser_too_costly": Reason("parse", is_retriable=True),
}
"""The reason codes of rejected_documents. A code is public: it never gets another name or meaning."""


class ProblemError(Exception):
    """The input is not an article. `reason` is one of REASONS, `message` is for people."""

    def __init__(self, reason: str, message: str) -> None:
        super().__init__(message)
        self.reason, self.message = reason, message

    @property
    def coded_message(self) -> str:
        """Reason and message as documents store them: "reason_code: message"."""
        return f"{self.reason}: {self.message}"


def parse_problem(coded_message: str) -> ProblemError:
    """The problem that a document stores as "reason_code: message"."""
    reason, _, message = coded_message.partition(": ")
    return ProblemError(reason, message)


def describe_address_list(what: str) -> str:
    """What to do with a file that lists addresses without text."""
    return (
        f"it lists addresses of articles without their text ({what}). To fetch the pages, name this file in a row of kind `list` "
        "in your list of sources, and run `tallywire crawl` (docs/crawling.md). If one of them holds the text, call it `text`."
    )
