"""Sentence ends that the layout shows, and the greatest length of a sentence.

Here belong the places where a sentence ends whatever the parser thinks: at an empty line, after a heading, between the items of a
list, and inside a run of words that is too long for a sentence. All other ends are the parser's own.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import pairwise

from spacy.tokens import Doc, Token

MAX_SENTENCE_TOKENS = 100
"""Tokens of one sentence. The longest sentences of news have about 85; many rules compare each word of a sentence with others."""

_MIN_LINES_OF_LIST = 6
_MIN_LINES_OF_NUMBERED_LIST = 3
_MIN_SHARE_OF_ITEMS = 0.8
_SENTENCE_END = frozenset(".!?:;\"'”’)…")
_SENTENCE_MARKS = frozenset({".", "!", "?"})
_OPENING_WORD = re.compile(r"[^\S\n]*(?:(?P<bullet>[•▪●■‣])|[-*–—·][^\S\n]+|[\"'“‘(\[]*(?=[^\W_a-z]))[^\S\n]*\S+")
"""The first word of a line that may begin a sentence: a capital, a figure, an opening quotation mark, a bullet."""
_UNFINISHED_LINE = re.compile(r"(?:,|\b(?:the|a|an|of|in|on|at|to|by|for|from|with|and|or|that|was|were|has|had))$")
"""The end of a line that goes on: no item of a list ends so."""


def mark_sentence_ends(doc: Doc) -> None:
    """Ends a sentence where a paragraph, a heading or an item of a list ends, and where it would become too long."""
    headings = _find_heading_ends(doc.text)
    previous = ""
    first = 0
    for token in doc[:-1]:
        if token.is_space and "\n" in token.text:
            is_end = token.text.count("\n") > 1 or previous[-1:] in _SENTENCE_END
            if is_end or token.idx + token.text.index("\n") in headings:
                doc[token.i + 1].is_sent_start = True
        else:
            previous = token.text
        if doc[token.i + 1].is_sent_start or token.text in _SENTENCE_MARKS:
            _cut_long_run(doc, first, token.i + 1)
            first = token.i + 1
    _cut_long_run(doc, first, len(doc))


def parse_short_sentences(doc: Doc, parse: Callable[[Doc], Doc]) -> Doc:
    """Parses a text whose sentence ends are marked. Parses it again where the parser made a sentence that is too long."""
    marks = [bool(token.is_sent_start) for token in doc]
    parsed = parse(doc)
    if all(len(span) <= MAX_SENTENCE_TOKENS for span in parsed.sents):
        return parsed
    again = Doc(doc.vocab, words=[token.text for token in parsed], spaces=[bool(token.whitespace_) for token in parsed])
    for span in parsed.sents:
        if span.start:
            again[span.start].is_sent_start = True
        _cut_long_run(again, span.start, span.end)
    for token, is_start in zip(again, marks, strict=True):
        if is_start and token.i:
            token.is_sent_start = True
    return parse(again)


def _cut_long_run(doc: Doc, first: int, end: int) -> None:
    """Cuts tokens without an end of a sentence into sentences that are short enough."""
    if end - first <= MAX_SENTENCE_TOKENS:
        return
    starts = _find_item_starts(doc, first, end)
    for start in starts:
        doc[start].is_sent_start = True
    for start, part_end in pairwise([first, *starts, end]):
        cut = start
        while part_end - cut > MAX_SENTENCE_TOKENS:
            cut = _choose_cut(doc, cut)
            doc[cut].is_sent_start = True


def _choose_cut(doc: Doc, first: int) -> int:
    """Chooses the token that begins the next sentence: after the last semicolon, else the last comma, that is near enough."""
    last = first + MAX_SENTENCE_TOKENS
    for mark in (";", ","):
        for i in range(last - 1, first + MAX_SENTENCE_TOKENS // 2, -1):
            if doc[i].text == mark:
                return i + 1
    return last


def _find_item_starts(doc: Doc, first: int, end: int) -> list[int]:
    """Finds the first tokens of the lines, if the lines are items: most of them open like a sentence."""
    starts = [i + 1 for i in range(first, end - 1) if "\n" in doc[i].text]
    opening = sum(_may_open(doc[start]) for start in starts)
    return starts if len(starts) > 1 and opening >= _MIN_SHARE_OF_ITEMS * len(starts) else []


def _may_open(token: Token) -> bool:
    return not token.text[:1].islower()


def _find_heading_ends(text: str) -> set[int]:
    """Finds the line ends where the writer ended a line without a full stop: after a heading, a bullet, a caption, an item.

    A line that was only too long for its column ends where the next word would not have fitted. So the end is the writer's own if
    the next line opens like a sentence and its first word had room, measured by the longest line of the paragraph.
    """
    found: set[int] = set()
    for block in _find_blocks(text):
        width = max(len(line.rstrip()) for _, line in block)
        is_list = _is_list([line for _, line in block])
        for (start, line), (_, after) in pairwise(block):
            opening = _OPENING_WORD.match(after)
            if opening is None:
                continue
            if is_list or opening["bullet"] or len(line.rstrip()) + len(opening.group().strip()) < width:
                found.add(start + len(line))
    return found


def _find_blocks(text: str) -> Iterator[list[tuple[int, str]]]:
    """Finds the lines that follow each other without an empty line between them, each with the offset at which it starts."""
    block: list[tuple[int, str]] = []
    start = 0
    for line in text.split("\n"):
        if line.strip():
            block.append((start, line))
        elif block:
            yield block
            block = []
        start += len(line) + 1
    if block:
        yield block


def _is_list(lines: list[str]) -> bool:
    """Whether each line is an item. Lines of one length are items if none opens or ends as only a wrapped line does."""
    if len(lines) < _MIN_LINES_OF_NUMBERED_LIST or "".join(lines).isupper():
        return False
    if any(_OPENING_WORD.match(line) is None for line in lines) or any(
        _UNFINISHED_LINE.search(line.rstrip()[-10:]) for line in lines
    ):
        return False
    return len(lines) >= _MIN_LINES_OF_LIST or all(line.lstrip()[:1].isdigit() for line in lines)
