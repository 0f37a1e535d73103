"""The names under which other tools write the facts of an article: `maintext` is text, `date_publish` is the publication date.

Here belong the reviewed list of these names, and which values of an object have a name of the list. What a value must look like
belongs to given_facts.py.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from operator import itemgetter
from pathlib import Path
from typing import Any, ClassVar, Literal

from pydantic import Field

from orchestration.reference_lists import ListRow, read_list
from orchestration.settings import REFERENCE_DIR

Meaning = Literal["id", "url", "title", "source", "author", "language", "published_at", "text", "html", "excerpt", "articles"]

_NO_MEANINGS: dict[str, int] = {}


class ArticleKeyRow(ListRow):
    """A name and its meaning. The first of several names with one meaning counts. A dot leads into an object: `source.name`."""

    file: ClassVar[str] = "article_keys.csv"
    unique: ClassVar[tuple[str, ...]] = ("meaning", "key")
    advice: ClassVar[str] = "Restore seeds/reference/article_keys.csv."

    meaning: Meaning
    key: str = Field(description="the name of a key, or names with dots between them")
    written_by: str = Field(description="the tools that write this key")


@dataclass(frozen=True, slots=True)
class NamedValue:
    """A value of an object under the name that it has there."""

    key: str
    value: Any


@dataclass(frozen=True, slots=True)
class _ArticleKeys:
    by_name: dict[str, dict[str, int]]  # of a name in its common form: its meanings, each with its place among the names for it
    leading: frozenset[str]  # the objects that names lead into


def find_list_file() -> Path:
    """The file of the list."""
    return REFERENCE_DIR / ArticleKeyRow.file


@cache
def load_article_keys() -> _ArticleKeys:
    """The list, read once. Raises `ReferenceListError`."""
    by_name: dict[str, dict[str, int]] = {}
    for row in read_list(find_list_file(), ArticleKeyRow):
        by_name.setdefault(normalise_key(row.key), {}).setdefault(row.meaning, row.line)
    leading = {name[:place] for name in by_name for place, sign in enumerate(name) if sign == "."}
    return _ArticleKeys(by_name, frozenset(leading))


@lru_cache(maxsize=10_000)
def normalise_key(key: str) -> str:
    """The common form of a name: `publish_date`, `publishDate` and `Publish date` are one."""
    return "".join(sign for sign in key.casefold() if sign.isalnum() or sign == ".")


def sort_by_meaning(value: Mapping[str, Any]) -> dict[str, list[NamedValue]]:
    """The values of an object that the list knows, by meaning, those that count first in front."""
    keys = load_article_keys()
    found: dict[str, list[tuple[int, NamedValue]]] = {}
    for name, key, item in _list_names(value, "", "", keys.leading):
        for meaning, place in keys.by_name.get(name, _NO_MEANINGS).items():
            found.setdefault(meaning, []).append((place, NamedValue(key, item)))
    return {meaning: [named for _, named in sorted(group, key=itemgetter(0))] for meaning, group in found.items()}


def has_meaning(key: str, *meanings: str) -> bool:
    """Whether the list gives a key one of these meanings."""
    return not load_article_keys().by_name.get(normalise_key(key), _NO_MEANINGS).keys().isdisjoint(meanings)


def is_articles_path(path: tuple[str, ...]) -> bool:
    """Whether the keys lead to the articles in the answer of an API."""
    return has_meaning(".".join(path), "articles")


def _list_names(value: Mapping[str, Any], before: str, shown: str, leading: frozenset[str]) -> Iterator[tuple[str, str, Any]]:
    """Each key in its common form and as it is, with its value; also those within objects that names lead into."""
    for key, item in value.items():
        name = before + normalise_key(key)
        yield name, shown + key, item
        if isinstance(item, dict) and name in leading:
            yield from _list_names(item, f"{name}.", f"{shown}{key}.", leading)
