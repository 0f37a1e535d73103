"""Text with marks to plain text: Markdown without its marks, and the facts in front of a text between lines of dashes.

What the facts mean belongs to given_facts.py.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Any

import yaml
from markdown_it import MarkdownIt
from markdown_it.token import Token

_FRONT_MATTER = re.compile(r"\s*^---[ \t]*\r?\n(.{0,65536}?)^(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)", re.DOTALL | re.MULTILINE)
_FACT = re.compile(r"([A-Za-z][\w .:-]{0,40}?)\s*:\s+(.*)")
_MAX_MARKED_CHARACTERS = 2_000_000
_ENDS_OF_LINES = frozenset(("softbreak", "hardbreak"))


def split_front_matter(whole: str) -> tuple[dict[str, Any], str]:
    """The facts in front of a text and the text after them; no facts if the text does not begin with them."""
    match = _FRONT_MATTER.match(whole)
    facts = _read_facts(match[1]) if match else {}
    return (facts, whole[match.end() :].lstrip("\r\n")) if match and facts else ({}, whole)


def remove_markdown(whole: str) -> str:
    """The text of Markdown: paragraphs, headings and items of lists, with a blank line between them."""
    if len(whole) > _MAX_MARKED_CHARACTERS:
        return whole
    return "\n\n".join(_list_blocks(_load_parser().parse(whole)))


def _read_facts(block: str) -> dict[str, Any]:
    try:
        # Without aliases a value cannot grow; as strings, dates stay as they were written.
        if any(isinstance(event, yaml.AliasEvent) for event in yaml.parse(block, Loader=yaml.BaseLoader)):
            return {}
        facts = yaml.load(block, Loader=yaml.BaseLoader)  # noqa: S506  it makes strings, lists and mappings only
    except (yaml.YAMLError, ValueError, RecursionError):
        facts = None
    if not isinstance(facts, dict):  # a title with a colon in it is no YAML
        facts = {match[1]: match[2] for line in block.splitlines() if (match := _FACT.fullmatch(line.strip()))}
    return {str(key): value for key, value in facts.items()}


@cache
def _load_parser() -> MarkdownIt:
    return MarkdownIt("commonmark", {"maxNesting": 20}).enable("table")


def _list_blocks(tokens: list[Token]) -> Iterator[str]:
    cells: list[str] | None = None
    for token in tokens:
        if token.type == "tr_open":
            cells = []
        elif token.type == "tr_close" and cells is not None:
            yield " | ".join(cells)
            cells = None
        text = _read_inline(token.children or []) if token.type == "inline" else ""
        if token.type in ("fence", "code_block"):
            text = token.content.strip()
        if text and cells is not None:
            cells.append(text)
        elif text:
            yield text


def _read_inline(tokens: list[Token]) -> str:
    parts = []
    for token in tokens:
        if token.type in ("text", "code_inline"):
            parts.append(token.content)
        elif token.type in _ENDS_OF_LINES:
            parts.append("\n")
    return "".join(parts).strip()
