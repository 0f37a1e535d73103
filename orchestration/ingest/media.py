"""Kinds of files: their media types, by the end of the name, and which of them parse() reads."""

from __future__ import annotations

TEXT = "text/plain"
MARKDOWN = "text/markdown"
JSON = "application/json"
UNKNOWN = "application/octet-stream"

READ = frozenset((TEXT, MARKDOWN, JSON))
"""The media types that parse() reads. `application/json` is one object."""

UNSUPPORTED_ADVICE = (
    "files of this kind are not read. Give the article as .txt or .md, or as a line of a .jsonl file with `text` or `html`."
)

_BY_ENDING = {".txt": TEXT, ".md": MARKDOWN, ".html": "text/html", ".htm": "text/html"}
_LINES_ENDINGS = (".jsonl", ".ndjson")


def media_type(name: str) -> str:
    """The media type of a file that is one document."""
    dot = name.rfind(".")
    return _BY_ENDING.get(name[dot:].lower(), UNKNOWN) if dot >= 0 else UNKNOWN


def holds_lines(name: str) -> bool:
    """Whether each line of the file is a document of its own."""
    return name.lower().endswith(_LINES_ENDINGS)
