"""Which event of ours matches which event of a hand-read report, and when a figure, a place or a perpetrator is right.

Here belong the comparisons that conflict_reports is scored by. What is counted from them belongs to `conflict_reports`.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence

from orchestration.evaluate.gold import Range, ReportEvent
from orchestration.evaluate.published import ReportedEvent
from orchestration.extract.places.geo import measure_distance_km

OUTCOMES = ("killed", "wounded")

MAX_PLACE_KM = 30
_MAX_DAYS_APART = 1
_RIGHT_FIGURE, _WRONG_FIGURE, _SAME_PLACE, _SAME_DAY, _BOTH_LEAD, _SAME_TYPE, _BOTH_SILENT = 4, -1, 2, 1.5, 2, 1, 0.5
_MIN_SCORE_WITH_DAY = 2


def get_number(figure: Range | None) -> int | None:
    """The one number of a figure: its best, else its low, else its high."""
    return None if figure is None else next((number for number in (figure[1], figure[0], figure[2]) if number is not None), None)


def is_right(gold: Range, ours: Range) -> bool:
    """Whether the best is equal; where the gold has none, the low; where it has only a high, the high."""
    at = next((at for at in (1, 0) if gold[at] is not None), 2)
    return ours[at] == gold[at]


def match_events(gold: Sequence[ReportEvent], ours: Sequence[ReportedEvent], lead: str | None) -> dict[int, int]:
    """Events of ours by events of the gold: one to one, first the pairs that agree in most figures."""
    scored = []
    for g, event in enumerate(gold):
        for o, our in enumerate(ours):
            score = _score_pair(event, our, is_gold_lead=event.key == lead)
            if score is not None:
                scored.append((score, -o, g, o))
    partners: dict[int, int] = {}
    for _, _, g, o in sorted(scored, reverse=True):
        if g not in partners and o not in partners.values():
            partners[g] = o
    return partners


def _score_pair(gold: ReportEvent, ours: ReportedEvent, *, is_gold_lead: bool) -> float | None:
    """How well two events agree; None if they cannot be one."""
    if _are_days_apart(gold, ours):
        return None
    figures = [(a, b) for outcome in OUTCOMES if (a := gold.get_figure(outcome)) and (b := ours.get_figure(outcome))]
    n_right = sum(is_right(a, b) for a, b in figures)
    place, day = is_same_place(gold, ours), gold.date_start is not None and ours.date_start == gold.date_start
    lead = is_gold_lead and ours.is_lead
    silent = not any(event.get_figure(outcome) for event in (gold, ours) for outcome in OUTCOMES)
    score = _RIGHT_FIGURE * n_right + _WRONG_FIGURE * (len(figures) - n_right) + _SAME_PLACE * place + _SAME_DAY * day
    score += _BOTH_LEAD * lead + _SAME_TYPE * (gold.event_type == ours.event_type) + _BOTH_SILENT * silent
    return score if n_right or place or lead or (day and score >= _MIN_SCORE_WITH_DAY) else None


def _are_days_apart(gold: ReportEvent, ours: ReportedEvent) -> bool:
    if gold.date_start is None or ours.date_start is None or ours.date_end is None:
        return False
    end = gold.date_end or gold.date_start
    return (ours.date_start - end).days > _MAX_DAYS_APART or (gold.date_start - ours.date_end).days > _MAX_DAYS_APART


def is_same_place(gold: ReportEvent, ours: ReportedEvent) -> bool:
    """Whether the names share a part, or the points lie within `MAX_PLACE_KM`."""
    if gold.place and ours.location:
        name = _fold(ours.location)
        parts = (_fold(part) for part in re.split(r"[,(;]", gold.place))
        if any(part and name and (part in name or name in part) for part in parts):
            return True
    if None in (gold.lat, gold.lon, ours.latitude, ours.longitude):
        return False
    assert gold.lat is not None and gold.lon is not None and ours.latitude is not None and ours.longitude is not None  # noqa: S101
    return measure_distance_km(gold.lat, gold.lon, ours.latitude, ours.longitude) <= MAX_PLACE_KM


# ------------------------------------------------------------------------------------------------------ perpetrators

_DESCRIPTIONS = frozenset(
    [
        "attackers",
        "attacker",
        "bandits",
        "bandit",
        "fighters",
        "gunmen",
        "gunman",
        "insurgents",
        "insurgent",
        "jihadists",
        "jihadist",
        "men",
        "militants",
        "militant",
        "rebels",
        "rebel",
        "terrorists",
        "terrorist",
        "unidentified",
        "unknown",
    ]
)
"""Words for a perpetrator who is not named: two descriptions agree."""
_FOLDED = {
    "afghan": "afghanistan",
    "american": "united states",
    "burma": "burmese",
    "daesh": "islamic state",
    "ethiopian": "ethiopia",
    "houthi": "houthis",
    "idf": "israel",
    "iraqi": "iraq",
    "isil": "islamic state",
    "isis": "islamic state",
    "iskp": "islamic state",
    "israeli": "israel",
    "iswap": "islamic state",
    "junta": "burmese",
    "malian": "mali",
    "myanmar": "burmese",
    "naxals": "maoist",
    "nigerian": "nigeria",
    "pakistani": "pakistan",
    "philippine": "filipino",
    "regime": "syria",
    "rsf": "rapid support",
    "russian": "russia",
    "saf": "sudan",
    "sudanese": "sudan",
    "syrian": "syria",
    "turkish": "turkey",
    "ukrainian": "ukraine",
    "us": "united states",
    "yemeni": "yemen",
}
"""Demonyms, acronyms and second names of the sides in these reports."""
_EMPTY = frozenset(
    [
        "according",
        "al",
        "and",
        "armed",
        "army",
        "by",
        "claimed",
        "disputed",
        "el",
        "fighters",
        "force",
        "forces",
        "from",
        "front",
        "government",
        "group",
        "groups",
        "in",
        "led",
        "liberation",
        "men",
        "military",
        "movement",
        "of",
        "people",
        "pro",
        "security",
        "state",
        "suspected",
        "the",
        "to",
        "troops",
    ]
)


def shares_perpetrator(gold: str, ours: Sequence[str]) -> bool:
    """Whether a name of ours names one of the gold's perpetrators ("a|b"): by a word, by an acronym, or both are descriptions."""
    return any(_is_same_side(name, ours) for name in gold.split("|"))


def _is_same_side(gold: str, ours: Sequence[str]) -> bool:
    wanted, words = _find_identifying_words(gold), set(_fold(gold).split())
    acronyms = {word for word in words if len(word) > 2}
    for name in ours:
        if wanted & _find_identifying_words(name) or _take_initials(name) in acronyms:
            return True
        if words & _DESCRIPTIONS and set(_fold(name).split()) & _DESCRIPTIONS:
            return True
    return False


def _find_identifying_words(name: str) -> set[str]:
    words = _split_words(_FOLDED.get(word, word) for word in _fold(name).split())
    return {re.sub(r"([aeiou])\1+", r"\1", word) for word in words - _EMPTY}


def _split_words(phrases: Iterable[str]) -> set[str]:
    return {word for phrase in phrases for word in phrase.split()}


def _take_initials(name: str) -> str:
    return "".join(word[0] for word in _fold(name).split() if word not in {"of", "the", "and", "for"})


def _fold(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text.lower())
    return re.sub(r"[^a-z0-9]+", " ", "".join(sign for sign in plain if not unicodedata.combining(sign))).strip()
