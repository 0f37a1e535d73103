"""Rows of extraction in words that a reader understands: what was read, and each fact of it with its name.

Here belong words only. The values are the rows' own; nothing is worked out, and what is not known is said so.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from orchestration.explain.marks import Kind

Row = Mapping[str, Any]
Fact = tuple[str, str]
"""A name and its value."""

_EXACTNESS = {1: "exactly", 2: "near it", 3: "district", 4: "province", 5: "vaguely", 6: "country", 7: "sea or air"}
_FACTUALITY = {
    "denied": "it is denied",
    "planned": "it is planned, threatened or warned of",
    "conditional": "it is told under a condition",
}
_SCOPE = {
    "period": "it is told of a span of time, not of one event",
    "cumulative": "it is a running total",
    "background": "it is recalled: older than the article's news",
}


@dataclass(frozen=True, slots=True)
class Reading:
    """One row in words: its label, the quoted words, what they were taken for, what is told of it, and on what grounds."""

    kind: Kind
    label: str
    quote: str
    what: str
    facts: list[Fact]
    grounds: list[Fact]


def interval(row: Row) -> str:
    """low – best – high, with a word where one is not known."""
    low, best, high = row["count_low"], row["count_best"], row["count_high"]
    parts = (
        "open" if low is None else f"{low:,}",
        "unknown" if best is None else f"{best:,}",
        "open" if high is None else f"{high:,}",
    )
    return " – ".join(parts)


def figure(row: Row) -> str:
    """A claim in short: "killed 21 – 21 – open"."""
    what = row["outcome"] if "equipment" not in row else f"{row['equipment']} {row['outcome']}"
    return f"{what} {interval(row)}"


def why_not_counted(row: Row) -> str | None:
    """What the claim itself tells against counting it (docs/vocabulary.md); None: it may count, which a run decides."""
    if row["factuality"] in _FACTUALITY:
        return _FACTUALITY[row["factuality"]]
    if row["time_scope"] in _SCOPE:
        return _SCOPE[row["time_scope"]]
    if row["mention_id"] is None:
        return "it belongs to no event"
    if row["count_low"] is None and row["count_best"] is None and row["count_high"] is None:
        return "it is no figure"
    return None


def event(row: Row) -> Reading:
    """An event mention."""
    kind = row["sub_event_type"] or row["event_type"]
    what = f"{kind}, {row['context']}" if kind else str(row["context"])
    told = {"agent": row["agent_name"], "target": row["target_name"], "place": where(row), "date": when(row)}
    facts = [
        *told.items(),
        ("weapon", row["weapon"]),
        ("not told", ", ".join(name for name, value in told.items() if not value)),
    ]
    grounds = [
        ("type", row["event_type"] if row["sub_event_type"] else None),
        ("told as", f"{row['factuality']}, {row['time_scope']}"),
        ("refers back", "to something told before" if row["is_definite"] else None),
        ("rule", row["rule"]),
    ]
    return Reading("event", row["label"], row["trigger"], what, _known(facts), _known(grounds))


def claim(row: Row, labels: Mapping[str, str], settled: str | None = None) -> Reading:
    """A casualty claim. `labels` names other rows by their ids; `settled` is what a run decided about counting it."""
    listed = labels.get(row["list_id"] or "") if row["list_id"] != row["claim_id"] else None
    facts = [
        ("victims", " of ".join(filter(None, (row["victim_group"], row["victim_actor_name"])))),
        ("name", row["victim_name"]),
        ("speaker", speaker(row)),
        ("event", _event_of(row, labels)),
        ("part of", labels.get(row["part_of"] or "")),
        ("in one list with", listed),
        ("adds to", "what was told before" if row["is_additional"] else None),
        ("replaces", "what was told before" if row["is_update"] else None),
    ]
    what = f"{figure(row)} ({row['qualifier']})"
    return Reading("claim", row["label"], row["count_text"], what, _known(facts), _grounds(row, settled))


def equipment(row: Row, labels: Mapping[str, str], settled: str | None = None) -> Reading:
    """An equipment claim; as `claim`."""
    facts = [
        ("category", row["category"]),
        ("owner", row["owner_name"] or "not told"),
        ("speaker", speaker(row)),
        ("event", _event_of(row, labels)),
    ]
    what = f"{figure(row)} ({row['qualifier']})"
    return Reading("equipment", row["label"], row["count_text"], what, _known(facts), _grounds(row, settled))


def speaker(row: Row) -> str:
    """Who states a figure."""
    kind = row["attribution_type"]
    if row["attributed_to"]:
        return f"{row['attributed_to']} ({kind})" if kind else str(row["attributed_to"])
    return f"not named ({kind})" if kind and kind != "unattributed" else "nobody named"


def actor(row: Row) -> str:
    """An actor mention: its words, the name they stand for, and the type that its description tells."""
    kind = f" ({row['actor_type_hint']})" if row["actor_type_hint"] else ""
    return f"{row['text']}{kind}" if row["name"] == row["text"] else f"{row['text']} = {row['name']}{kind}"


def place(row: Row) -> str:
    """A place mention: its words, the gazetteer's place, and how exactly it is meant."""
    parts = [part for part in (row["name"], row["admin1"], row["country_iso3"]) if part]
    known = ", ".join(dict.fromkeys(parts)) if row["name"] else ", ".join(["not in the gazetteer", *parts])
    exactness = f" ({_EXACTNESS[row['where_prec']]})" if row["where_prec"] in _EXACTNESS else ""
    return f"{row['text']} = {known}{exactness}"


def where(row: Row) -> str | None:
    """The place of an event mention."""
    if not row["location"]:
        return None
    parts = [part for part in (row["location"], row["admin1"], row["country_iso3"]) if part]
    exactness = _EXACTNESS.get(row["where_prec"], "not known how exactly")
    unknown = "" if row["place_id"] else ", not in the gazetteer"
    return f"{', '.join(dict.fromkeys(parts))} ({exactness}{unknown})"


def when(row: Row) -> str | None:
    """The date of an event mention, with the words it follows from."""
    said = f"“{row['date_text']}”" if row["date_text"] else None
    if row["date_start"] is None:
        return f"{said}: no day follows from it" if said else None
    first, last = row["date_start"].isoformat(), row["date_end"].isoformat()
    span = first if first == last else f"{first} to {last}"
    return f"{span}, from {said}" if said else span


def _event_of(row: Row, labels: Mapping[str, str]) -> str:
    return labels.get(row["mention_id"] or "") or "none"


def _grounds(row: Row, settled: str | None) -> list[Fact]:
    reason = why_not_counted(row)
    return _known(
        [
            ("told as", f"{row['factuality']}, {row['time_scope']}"),
            ("counted", settled or (f"no: {reason}" if reason else None)),
            ("rule", row["rule"]),
        ]
    )


def person(row: Row, labels: Mapping[str, str]) -> str:
    """A person whom the article names: in what role, and beside which event mention."""
    event = labels.get(row["mention_id"] or "")
    return f"{row['name']} ({row['role']})" + (f", {event}" if event else "")


def _known(facts: Iterable[tuple[str, Any]]) -> list[Fact]:
    return [(name, str(value)) for name, value in facts if value]
