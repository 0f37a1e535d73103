"""Figures in text: digits, number words, ranges and their qualifiers, as low-best-high intervals.

Here belongs what a figure means by itself. Whether it counts victims belongs to `casualties`, whether it counts equipment to
`extract.equipment`. The intervals are those of the table in docs/vocabulary.md.
"""

# ruff: noqa: PLR0911  (a rule reads as the list of its cases: one early return each)

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from orchestration.extract.lexicon.lexicon import Lexicon

MAX_COUNT = 100_000_000
"""Larger figures are money, distances or typing errors, not people."""

_TOKEN = re.compile(r"\d{1,3}(?:,\d{3})+(?![\d,]*\d)|\d+(?:\.\d+)?|[^\W\d_]+(?:['’][^\W\d_]+)?|[-–—]|\S")
_MONTHS = frozenset({
    "jan", "january", "feb", "february", "mar", "march", "apr", "april", "may", "jun", "june", "jul", "july", "aug",
    "august", "sep", "sept", "september", "oct", "october", "nov", "november", "dec", "december",
})  # fmt: skip
_WORDS_BEFORE_YEAR = _MONTHS | {"in", "since", "until", "by", "from", "during", "of", "between", "mid", "early", "late"}
_RISING_WORDS = frozenset(
    {"rise", "rises", "rose", "risen", "rising", "up", "climbed", "increased", "jumped", "grew", "went", "soared"}
)
_NUMERATORS = {"a": 1, "one": 1, "two": 2, "three": 3, "four": 4}
_DENOMINATORS = {"half": 2, "third": 3, "thirds": 3, "quarter": 4, "quarters": 4, "fifth": 5, "fifths": 5}
_UNITS_AFTER_NUMBER = frozenset({
    "km", "kilometers", "kilometres", "miles", "mile", "meters", "metres", "feet", "kg", "tons", "tonnes", "percent", "per",
    "am", "pm", "a.m", "p.m", "year-old", "hours", "hour", "days", "day", "weeks", "week", "months", "month", "years", "year",
    "minutes", "minute", "dollars", "euros", "degrees",
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Count:
    """A figure in a text: `text[start:end]` with its qualifier, `text[core_start:core_end]` without.

    `low`, `best` and `high` are None when the words leave them open: "at least 8" has no `high`.
    """

    start: int
    end: int
    core_start: int
    core_end: int
    low: int | None
    best: int | None
    high: int | None
    qualifier: str
    whole: Count | None = None
    """The whole that a fraction is a part of: the 12 of "a third of the 12"."""


@dataclass(frozen=True, slots=True)
class _Token:
    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Core:
    """A figure before its qualifier is read. `first` and `last` are indexes of tokens."""

    first: int
    last: int
    low: int | None
    best: int | None
    high: int | None
    qualifier: str
    whole: tuple[int, int] | None = None
    """For a fraction: the index of the first token of the whole, and the value of the whole."""


def make_interval(value: int, qualifier: str) -> tuple[int | None, int | None, int | None]:
    """Makes the interval (low, best, high) of one number under a qualifier. Raises `KeyError` for an unknown qualifier."""
    return {
        "exact": (value, value, value),
        "about": (value, value, value),
        "at least": (value, value, None),
        "more than": (value + 1, value + 1, None),
        "at most": (None, value, value),
        "fewer than": (None, None, max(value - 1, 0)),
    }[qualifier]


@lru_cache(maxsize=256)  # several modules read the same sentence
def find_counts(text: str, lexicon: Lexicon) -> list[Count]:
    """Finds all figures of a text, in order and without overlaps."""
    tokens = [_Token(match.group().lower(), match.start(), match.end()) for match in _TOKEN.finditer(text)]
    counts: list[Count] = []
    position = 0
    while position < len(tokens):
        core = _read_core(tokens, position, text, lexicon)
        if core is None:
            position += 1
            continue
        floor = counts[-1].end if counts else 0
        count = _apply_qualifier(tokens, core, lexicon, floor)
        if all(bound is None or bound <= MAX_COUNT for bound in (count.low, count.best, count.high)):
            counts.append(count)
        position = max(core.last + 1, position + 1)
        while position < len(tokens) and tokens[position].start < count.end:
            position += 1
    return counts


def _read_core(tokens: list[_Token], first: int, text: str, lexicon: Lexicon) -> _Core | None:
    fraction = _read_fraction(tokens, first, text, lexicon)
    if fraction is not None:
        return fraction
    between = tokens[first].text == "between"
    left = _read_number(tokens, first + between, text, lexicon)
    if left is None or _is_old_value(tokens, first, left[0]):
        return None
    last, value, vague = left
    if vague is not None:
        return None if between else _Core(first, last, vague.low, vague.best, vague.high, vague.qualifier)
    joiner = tokens[last + 1].text if last + 1 < len(tokens) else ""
    joiners = {"and"} if between else {"to", "-", "–", "—", "or"}
    if joiner in joiners:
        right = _read_number(tokens, last + 2, text, lexicon, is_right_end=True)
        is_near = right is not None and (between or right[1] <= max(2 * value, value + 10))
        if right is not None and right[2] is None and right[1] > value and is_near:
            return _Core(first, right[0], value, None, right[1], "between")
    if between:
        return None
    if value == 0:
        return _Core(first, last, 0, 0, 0, "exact")
    return _Core(first, last, value, value, value, "exact")


def _read_fraction(tokens: list[_Token], first: int, text: str, lexicon: Lexicon) -> _Core | None:
    """Reads "two-thirds of the 30", "half of the 12". A result that had to be rounded gets the qualifier "about"."""
    words = [token.text for token in tokens[first : first + 6]]
    numerator = _NUMERATORS.get(words[0])
    at = 0 if numerator is None else 2 if words[1:2] == ["-"] else 1
    denominator = _DENOMINATORS.get(words[at]) if at < len(words) else None
    if denominator is None or (numerator is None and words[0] != "half"):
        return None
    at += 1
    at += words[at : at + 1] == ["of"]
    at += bool(words[at : at + 1]) and words[at] in {"the", "its", "their", "his", "her", "some"}
    whole = _read_number(tokens, first + at, text, lexicon)
    if whole is None or whole[2] is not None or at < 2:
        return None
    value, rest = divmod(whole[1] * (numerator or 1), denominator)
    value += 2 * rest >= denominator
    return _Core(first, whole[0], value, value, value, "about" if rest else "exact", (first + at, whole[1]))


def _is_old_value(tokens: list[_Token], first: int, last: int) -> bool:
    """Whether a figure is the value before a change: the 10 of "rose from 10 to 14"."""
    before = [token.text for token in tokens[max(first - 2, 0) : first]]
    follower = tokens[last + 1].text if last + 1 < len(tokens) else ""
    return len(before) == 2 and before[1] == "from" and before[0] in _RISING_WORDS and follower == "to"


def _is_month(tokens: list[_Token], index: int, text: str) -> bool:
    if not 0 <= index < len(tokens) or tokens[index].text not in _MONTHS:
        return False
    return text[tokens[index].start].isupper()  # "7 may have died", "19 march on"


def _is_date(tokens: list[_Token], index: int, value: float, text: str) -> bool:
    """Whether a number is a day or a year: "27 July 2016", "July 27, 2016", "in 2016", "between 2012 and 2014"."""
    words = [token.text for token in tokens[:index] if token.text not in {",", "."}][-3:]
    kept = [i for i in range(index) if tokens[i].text not in {",", "."}][-2:]
    if 1 <= value <= 31:
        is_after_month = bool(kept) and _is_month(tokens, kept[-1], text)
        is_whole_month = len(words) > 1 and words[-2] in {"in", "during"}  # "in May 12 people"
        return _is_month(tokens, index + 1, text) or (is_after_month and not is_whole_month)
    if not 1900 <= value <= 2100 or "," in tokens[index].text:
        return False
    if not words or tokens[index - 1].text in _WORDS_BEFORE_YEAR:
        return True
    if len(words) > 1 and words[-1].isdecimal() and int(words[-1]) <= 31 and _is_month(tokens, kept[0], text):
        return True
    if _is_month(tokens, kept[-1], text):
        return True
    is_year_before = len(words) > 1 and words[-2].isdecimal() and 1900 <= int(words[-2]) <= 2100
    return is_year_before and words[-1] in {"and", "to", "-", "–"}


def _read_number(
    tokens: list[_Token], first: int, text: str, lexicon: Lexicon, *, is_right_end: bool = False
) -> tuple[int, int, _Core | None] | None:
    """Reads the number that begins at a token.

    Returns the index of its last token, its value, and for a vague word ("several") the interval; the value then means nothing.
    """
    if first >= len(tokens):
        return None
    token = tokens[first]
    if token.text[0].isdigit():
        return _read_digits(tokens, first, text, lexicon, is_right_end)
    word = lexicon.numbers.get(token.text)
    previous = tokens[first - 1].text if first else ""
    if token.text == "half" and [t.text for t in tokens[first + 1 : first + 2]] in (["a"], ["an"]):
        whole = _read_number(tokens, first + 1, text, lexicon)  # "half a dozen", "half a million"
        return None if whole is None or whole[2] is not None else (whole[0], whole[1] // 2, None)
    if token.text in {"a", "an"} and first + 1 < len(tokens):
        return _read_after_article(tokens, first, lexicon)
    if word is None or (previous == "-" and not is_right_end and _are_adjacent(tokens, first - 1, first)):
        return None
    if word.kind in {"vague", "zero"} and (previous == "as" or _opens_qualifier(tokens, first, lexicon)):
        return None  # "as many as 20", "some 20", "no fewer than 20"
    if word.kind in {"unit", "ten"}:
        return _read_spelled(tokens, first, lexicon)
    if word.kind == "zero":
        return first, 0, None
    if word.kind == "vague" and token.text not in {"number", "few", "handful"}:
        return _read_vague(tokens, first, word.low, lexicon)
    if word.kind == "vague" and token.text == "few":
        return first, 0, _Core(first, first, word.low, None, None, "vague")
    return None


def _read_after_article(tokens: list[_Token], first: int, lexicon: Lexicon) -> tuple[int, int, _Core | None] | None:
    second = tokens[first + 1].text
    skip = 1 if second in {"large", "small", "great", "good"} and first + 2 < len(tokens) else 0
    noun = tokens[first + 1 + skip].text
    word = lexicon.numbers.get(noun)
    if word is None:
        return None
    last = first + 1 + skip
    if word.kind in {"scale", "group"} and not skip:
        return (last, word.best or 0, None) if word.kind == "group" else _apply_scale(tokens, last - 1, 1, lexicon)
    if word.kind == "vague" and noun in {"number", "few", "handful"}:
        return last, 0, _Core(first, last, word.low, None, None, "vague")
    return None


def _read_vague(tokens: list[_Token], first: int, low: int | None, lexicon: Lexicon) -> tuple[int, int, _Core | None]:
    """Reads a vague number: "several", "dozens", "several hundred", "tens of thousands"."""
    last, floor = first, low or 0
    following = [token.text for token in tokens[first + 1 : first + 3]]
    scale = lexicon.numbers.get(following[0]) if following else None
    if scale is not None and scale.kind == "scale" and scale.best:
        last, floor = first + 1, floor * scale.best
    elif len(following) == 2 and following[0] == "of":
        plural = lexicon.numbers.get(following[1].removesuffix("s"))
        if plural is not None and plural.kind == "scale" and plural.best and following[1].endswith("s"):
            last, floor = first + 2, floor * plural.best
    return last, 0, _Core(first, last, floor, None, None, "vague")


def _opens_qualifier(tokens: list[_Token], first: int, lexicon: Lexicon) -> bool:
    """Whether a qualifier with a number after it begins at a token."""
    phrases = (" ".join(token.text for token in tokens[first : first + size]) for size in range(1, 5))
    return any(
        phrase in lexicon.qualifiers["before"] and _is_cardinal(tokens, first + size, lexicon)
        for size, phrase in enumerate(phrases, 1)
    )


def _is_cardinal(tokens: list[_Token], index: int, lexicon: Lexicon) -> bool:
    if index >= len(tokens):
        return False
    word = lexicon.numbers.get(tokens[index].text)
    return tokens[index].text[0].isdigit() or (word is not None and word.kind in {"unit", "ten"})


def _read_digits(
    tokens: list[_Token], first: int, text: str, lexicon: Lexicon, is_right_end: bool
) -> tuple[int, int, _Core | None] | None:
    token = tokens[first]
    before = text[token.start - 1 : token.start]
    after = text[token.end : token.end + 1]
    is_glued = before in "-’'" and bool(text[token.start - 2 : token.start - 1].strip())
    is_range = is_right_end and before in "-–"
    if before and not is_range and (before.isalnum() or before in "$£€#/:.,_" or is_glued):
        return None
    if after and (after.isalpha() or after in "%:/_°" or (after in "-.," and text[token.end + 1 : token.end + 2].isalnum())):
        following = text[token.end + 1 : token.end + 2]
        if not (after == "-" and following.isdigit() and text[token.end + 1 : token.end + 12].count("-") == 0):
            return None
    follower = tokens[first + 1].text if first + 1 < len(tokens) else ""
    if follower in _UNITS_AFTER_NUMBER:
        return None
    try:
        value = float(token.text.replace(",", ""))
    except ValueError:
        return None
    if _is_date(tokens, first, value, text):
        return None
    scaled = _apply_scale(tokens, first, value, lexicon)
    if scaled is None or scaled[0] > first:
        return scaled  # "11 million" is never 11
    return (first, int(value), None) if value == int(value) else None


def _apply_scale(tokens: list[_Token], first: int, value: float, lexicon: Lexicon) -> tuple[int, int, _Core | None] | None:
    """Multiplies a value by the scale words after it ("dozen", "hundred"); `first` is the token before the first of them."""
    last = first
    while last + 1 < len(tokens):
        word = lexicon.numbers.get(tokens[last + 1].text)
        if word is None or word.kind != "scale" or not word.best:
            break
        value *= word.best
        last += 1
    return (last, int(value), None) if value <= MAX_COUNT else None


def _read_spelled(tokens: list[_Token], first: int, lexicon: Lexicon) -> tuple[int, int, _Core | None] | None:
    """Reads a number in words: "twenty-one", "one hundred and twenty", "two dozen"."""
    total, group, last, position = 0, 0, first, first
    while position < len(tokens):
        text = tokens[position].text
        word = lexicon.numbers.get(text)
        if word is not None and word.kind in {"unit", "ten"} and word.best is not None:
            if position > first and not _can_continue(group, word.best):
                break
            group += word.best
        elif word is not None and word.kind == "scale" and word.best:
            group = max(group, 1) * word.best
            if word.best >= 1000:
                total, group = total + group, 0
        elif text in {"-", "and"} and position > first:
            follower = lexicon.numbers.get(tokens[position + 1].text) if position + 1 < len(tokens) else None
            is_tail = follower is not None and follower.kind in {"unit", "ten"} and follower.best is not None
            has_room = is_tail and follower is not None and _can_continue(group, follower.best or 0)
            if not has_room or (text == "and" and group % 100 and group < 100) or (text == "and" and group + total < 100):
                break
            position += 1
            continue
        else:
            break
        last = position
        position += 1
    follower_text = tokens[last + 1].text if last + 1 < len(tokens) else ""
    hyphenated = follower_text == "-" and _are_adjacent(tokens, last, last + 1) and _are_adjacent(tokens, last + 1, last + 2)
    right = tokens[last + 2].text if last + 2 < len(tokens) else ""
    is_compound = hyphenated and right not in lexicon.numbers  # "two-year-old", "three-day"
    return (
        None if is_compound or follower_text in _UNITS_AFTER_NUMBER or total + group > MAX_COUNT else (last, total + group, None)
    )


def _can_continue(group: int, value: int) -> bool:
    """Whether a number word can continue the number so far: "twenty" + "one", "one hundred" + "twenty"; not "one" + "two"."""
    if value == 0 or group == 0:
        return group == 0
    return value < 10 <= group % 100 and group % 10 == 0 if group % 100 else value < 100


def _are_adjacent(tokens: list[_Token], left: int, right: int) -> bool:
    return left >= 0 and right < len(tokens) and tokens[left].end == tokens[right].start


def _apply_qualifier(tokens: list[_Token], core: _Core, lexicon: Lexicon, floor: int) -> Count:
    start, end = tokens[core.first].start, tokens[core.last].end
    qualifier, first, last = core.qualifier, core.first, core.last
    for size in (4, 3, 2, 1):
        words = tokens[max(core.first - size, 0) : core.first]
        phrase = " ".join(token.text for token in words)
        if len(words) == size and words[0].start >= floor and phrase in lexicon.qualifiers["before"]:
            qualifier, first = lexicon.qualifiers["before"][phrase], core.first - size
            break
        words = tokens[core.last + 1 : core.last + 1 + size]
        phrase = " ".join(token.text for token in words)
        if len(words) == size and phrase in lexicon.qualifiers["after"]:
            qualifier, last = lexicon.qualifiers["after"][phrase], core.last + size
            break
    bounds: tuple[int | None, int | None, int | None] = (core.low, core.best, core.high)
    if core.qualifier == "exact" and core.best is not None:
        bounds = make_interval(core.best, qualifier)
    elif core.qualifier in {"between", "vague"}:
        qualifier = core.qualifier
    if core.whole is None:
        return Count(tokens[first].start, tokens[last].end, start, end, *bounds, qualifier)
    begin, value = tokens[core.whole[0]].start, core.whole[1]
    whole = Count(begin, end, begin, end, value, value, value, "exact")
    return Count(tokens[first].start, tokens[last].end, start, end, *bounds, qualifier, whole)
