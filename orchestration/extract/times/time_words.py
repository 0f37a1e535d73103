"""Expressions of time: which words of a text say when something happened.

Here belong the forms of such words. The days that they mean belong to `dates`, the event that they date to `event_times`.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from dateutil.relativedelta import MO, TH, relativedelta

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
MONTHS = tuple(name.lower() for name in calendar.month_name[1:])
NUMBERS = {"a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
           "ten": 10, "eleven": 11, "twelve": 12, "fifteen": 15, "twenty": 20, "thirty": 30, "a dozen": 12,
           "a couple of": 2, "couple of": 2}  # fmt: skip
FEASTS: Mapping[str, relativedelta] = {
    "christmas eve": relativedelta(month=12, day=24),
    "christmas day": relativedelta(month=12, day=25),
    "christmas": relativedelta(month=12, day=25),
    "boxing day": relativedelta(month=12, day=26),
    "new year's eve": relativedelta(month=12, day=31),
    "new year's day": relativedelta(month=1, day=1),
    "valentine's day": relativedelta(month=2, day=14),
    "halloween": relativedelta(month=10, day=31),
    "fourth of july": relativedelta(month=7, day=4),
    "july fourth": relativedelta(month=7, day=4),
    "thanksgiving day": relativedelta(month=11, day=1, weekday=TH(4)),
    "thanksgiving": relativedelta(month=11, day=1, weekday=TH(4)),
    "labor day": relativedelta(month=9, day=1, weekday=MO(1)),
    "memorial day": relativedelta(month=5, day=31, weekday=MO(-1)),
}
"""The day of a feast, as what to add to any day of its year."""

_FULL_MONTH = "|".join(calendar.month_name[1:])
_MONTH = _FULL_MONTH + r"|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec)\b\.?"
_OPTIONAL_YEAR = (
    r"(?:,? (?:of )?(?P<shift>last|this) year\b|,? (?:of )?(?P<year>(?:19|20)\d\d)\b"
    r"|,? (?P<short>[4-9]\d)\b(?=[)\]]|,? ?\(| ?-- ?))?"
)
_MONTH_CUE = "(?:in|since|during|until|by|from)"
_NUMBER = rf"\d{{1,3}}|{'|'.join(sorted(NUMBERS, key=len, reverse=True))}|several|a few|few|many|some"
_ABOUT = r"(?:(?P<about>about|around|roughly|nearly|almost|more than|over|less than|some) )?"
_PART = "(?:morning|afternoon|evening|night)"
_OPTIONAL_PART = rf"(?:,? (?:early |late |mid-)?(?:{_PART}|before dawn|at dawn|around dawn))?"
_DAY_NAME = "|".join(WEEKDAYS)
_SHORT_DAY = r"Mon|Tues?|Wed|Thu(?:rs?)?|Fri|Sat|Sun"
_OPTIONAL_WEEKDAY = rf"(?:(?:{_DAY_NAME}){_OPTIONAL_PART},? (?:the )?|(?:{_SHORT_DAY})\.?,? )?"
_ORDINAL = "(?:st|nd|rd|th)"
_NOT_A_NAME = (
    r"(?![\])\"”]? (?:Movement|Revolution|Brigades?|Battalion|Column|Street|Avenue|Square|Bridge|Airport|Stadium|University)\b)"
)
_NOTHING_FOLLOWS = (
    r"(?=\s*[,.;:)!?\"”]|\s*$| (?:in|at|on|near|and|but|by|when|while|as|with|to|during|outside|inside|from|that)\b)"
)
"""No event follows from which "a day after" would count."""
_FEAST = "|".join(feast for feast in FEASTS if feast != "christmas")
_ORIGIN = r"(?: (?:on )?(?P<origin>today|yesterday|" + _DAY_NAME + r"))?"

_PATTERNS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (kind, re.compile(pattern, re.IGNORECASE))
    for kind, pattern in (
        ("day", r"\b(?P<year>(?:19|20)\d\d)-(?P<month_number>\d\d)-(?P<day>\d\d)(?!\d)"),
        ("figures", r"(?<![\d/.])(?P<first>\d{1,2})[/.](?P<second>\d{1,2})[/.](?P<year>(?:19|20)\d\d)\b"),
        ("day", rf"\b{_OPTIONAL_WEEKDAY}(?P<day>\d{{1,2}}){_ORDINAL}?"
                rf"(?:(?: ?[-–/] ?| (?:and|to) )(?P<last>\d{{1,2}}){_ORDINAL}?)?(?: of)?"
                rf" (?P<month>{_MONTH})(?!\w){_OPTIONAL_YEAR}{_NOT_A_NAME}"),
        ("feast", rf"\b(?:the (?:day|{_PART}) (?P<feast_side>after|before) )?(?:(?P<feast>{_FEAST})\b(?! weekend)"
                  r"|(?P<christmas>(?:(?<=on )|(?<=after )|(?<=before ))christmas\b"
                  rf"|christmas(?= (?:{_PART}|dawn)\b)))"),
        ("day", rf"\b{_OPTIONAL_WEEKDAY}(?P<month>{_MONTH}) (?P<day>\d{{1,2}}){_ORDINAL}?\b(?!\d|[,.]\d{{3}}\b|:\d)"
                rf"(?: ?[-–] ?(?P<last>\d{{1,2}}){_ORDINAL}?\b(?![-:\d])"
                rf"|,? (?:and|to|through) (?P<last_after>\d{{1,2}}){_ORDINAL}?(?=[,.;)]| (?:in|at|near|on|when|by|and)\b|$))?"
                rf"{_OPTIONAL_YEAR}{_NOT_A_NAME}"),
        ("month", rf"\b(?P<month>{_MONTH})(?: of)?,? (?:(?P<year>(?:19|20)\d\d)\b|(?P<shift>last|this) year\b)"),
        ("month", rf"\b(?:{_MONTH_CUE}(?: (?:early|late|mid))?|early|late|mid|(?P<which>last|this|this past|next))[ -]"
                  rf"(?P<month>{_MONTH})(?!\w)"),
        ("month", rf"(?<!\w)(?P<described>the|an?|its|their|his|her|that) (?P<month>{_FULL_MONTH})"
                  r"(?= (?-i:[a-z]))(?! (?:on|for|of|against|to|from|in|and|at|by)\b)"),
        ("year", r"\b(?P<described>the|an?|its|their|his|her|that|this) (?P<year>(?:19|20)\d\d)(?= (?-i:[a-z]))"),
        ("year", r"\b(?:in|since|during) (?:early |late |mid-|the (?:spring|summer|autumn|fall|winter) of )?"
                 r"(?P<year>(?:19|20)\d\d)\b"),
        ("near", rf"\b(?:(?P<near>the day before yesterday|the day after tomorrow|the {_PART} before last)"
                 rf"|(?:overnight|since (?:dawn|midnight)),? (?P<near_day>today|yesterday))\b"),
        ("weekday", rf"\b(?P<weekday>{_DAY_NAME}){_OPTIONAL_PART},? (?:of )?(?P<week>last|this|next) week\b"
                    rf"|\b(?P<early_week>last|this|next) week,? (?:on )?(?P<later_weekday>{_DAY_NAME}){_OPTIONAL_PART}\b"
                    rf"|\b(?P<weekday_before_last>{_DAY_NAME}){_OPTIONAL_PART} (?P<before_last>before last)\b"),
        ("weekday", rf"\b(?P<weekday>{_DAY_NAME}),? (?:the )?(?P<day>\d{{1,2}}){_ORDINAL}\b"),
        ("ago", rf"\b{_ABOUT}(?:(?P<number>{_NUMBER}) )?(?P<unit>days?|weeks?|fortnights?|months?|years?) ago\b{_ORIGIN}"),
        (
            "anaphoric",
            rf"\b(?:(?P<number>{_NUMBER}|the) (?P<unit>days?|weeks?|months?|years?|hours?)"
            rf" (?P<way>earlier|later|afterwards|(?:before|after){_NOTHING_FOLLOWS})"
            r"|(?P<units>days|weeks|months|years|hours) (?P<way_without_number>earlier|later)"
            rf"|(?:the |that )?(?P<which>same|next|following|previous|very same) (?P<span>day|{_PART}|week|month|year)"
            rf"|the (?P<part>{_PART}) (?P<part_way>before|after){_NOTHING_FOLLOWS}"
            rf"|(?P<that>that) (?:same )?(?:day|{_PART}))\b",
        ),
        ("offset", rf"\b(?P<number>{_NUMBER}|the) (?P<unit>days?|weeks?|months?|years?|hours?) (?P<way>before|after)(?= \w)"),
        ("hours", rf"\b(?:(?P<number>{_NUMBER}|half an) (?P<unit>minutes?|hours?) ago|(?:the )?(?:past|last) few hours)\b"),
        ("weekday", rf"\b(?:overnight (?:on |from )?)?(?:(?P<which>last|next|this|this past|this coming|coming|past) )?"
                    rf"(?<!every )(?<!each )(?P<weekday>{_DAY_NAME}){_OPTIONAL_PART}\b"
                    rf"|\b(?P<weekday_short>{_SHORT_DAY})\.? {_PART}\b"),
        ("near", rf"\b(?P<near>last (?:night|evening)|overnight|today|tonight|yesterday(?: {_PART})?|tomorrow"
                 rf"|(?:(?:early|earlier|late|later) )?this (?:{_PART}|dawn|noon)|since (?:dawn|midnight|this morning)"
                 r"|early[ -]morning(?! (?:of|on)\b)|the other day)\b"),
        ("span", r"\b(?:(?P<which>last|this|past|previous|the|next|coming) )?(?P<unit>weekend)\b"
                 r"|\b(?P<which_span>last|this|past|next) (?P<unit_span>week|month|year)\b"),
        ("day", rf"\bon the (?:{_PART} of the )?(?P<day>\d{{1,2}}){_ORDINAL}(?: of (?P<month_of>last|this) month\b|(?=[,.;]|$))"),
    )
)  # fmt: skip

_CLOCK = re.compile(r"\b\d{1,2}(?:[:.]\d\d)? ?([ap])\.?m\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class TimeExpression:
    """Words that say when: `text[start:end]` of the text that was searched.

    `kind` is the form of the words, such as "day", "weekday", "ago" or "anaphoric"; `parts` are its named parts in lower case.
    """

    start: int
    end: int
    text: str
    kind: str
    parts: tuple[tuple[str, str], ...]
    ends: tuple[TimeExpression, TimeExpression] | None = None
    """The first and the last day of a range: "between Sunday and Tuesday"."""

    def get_part(self, *names: str) -> str:
        """Returns the first of the named parts that the words have, else ""."""
        return next((value for name, value in self.parts if name in names), "")

    @property
    def is_anaphoric(self) -> bool:
        """Whether the words count from a day named before: "a day later", "that evening"."""
        return self.kind == "anaphoric"


@lru_cache(maxsize=512)
def find_times(text: str) -> tuple[TimeExpression, ...]:
    """Finds the expressions of time in a text, in order and without overlaps. Of two that overlap, the earlier kind wins."""
    found: list[TimeExpression] = []
    for kind, pattern in _PATTERNS:
        for match in pattern.finditer(text):
            month = match.groupdict().get("month")
            if month and not month[0].isupper():
                continue
            if all(match.end() <= other.start or match.start() >= other.end for other in found):
                parts = [(name, value.lower()) for name, value in match.groupdict().items() if value]
                if ("near", "overnight") in parts:
                    parts.extend(("clock", half) for half in {clock[0].lower() for clock in _CLOCK.findall(text)})
                found.append(TimeExpression(match.start(), match.end(), match.group(), kind, tuple(parts)))
    return tuple(_join_ranges(text, sorted(found, key=lambda expression: expression.start)))


_RANGE_INTO = re.compile(r" (?:in)?to ", re.IGNORECASE)
_RANGE_UNTIL = re.compile(r" (?:and|to|until|through) ", re.IGNORECASE)
_RANGE_OPENER = re.compile(r"\b(?:between|from) $", re.IGNORECASE)
_RANGE_KINDS = frozenset({"day", "weekday", "feast"})


def _join_ranges(text: str, found: list[TimeExpression]) -> list[TimeExpression]:
    """Joins two days that begin and end one range: "Sunday night into Monday", "between Sunday and Tuesday".

    "The weekend of May 6" is joined too.
    """
    joined: list[TimeExpression] = []
    for expression in found:
        last = joined[-1] if joined else None
        if last is None or {last.kind, expression.kind} - _RANGE_KINDS - {"span"}:
            joined.append(expression)
            continue
        gap = text[last.end : expression.start]
        is_range = _RANGE_INTO.fullmatch(gap) or (_RANGE_UNTIL.fullmatch(gap) and _RANGE_OPENER.search(text, 0, last.start))
        if last.kind in _RANGE_KINDS and expression.kind in _RANGE_KINDS and is_range:
            words = text[last.start : expression.end]
            joined[-1] = TimeExpression(last.start, expression.end, words, "range", (), (last, expression))
        elif last.get_part("unit") == "weekend" and gap == " of " and expression.kind == "day":
            words = text[last.start : expression.end]
            joined[-1] = TimeExpression(last.start, expression.end, words, "weekend of", (), (expression, expression))
        else:
            joined.append(expression)
    return joined
