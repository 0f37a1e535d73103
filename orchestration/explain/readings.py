"""Rows of extraction in plain words: what was extracted, and each of its facts with a name.

Here belongs wording only. The values are those of the rows; nothing is computed, and an unknown value is shown as unknown.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from orchestration.explain.marks import Kind

Row = Mapping[str, Any]
Fact = tuple[str, str]
"""A name and its value."""

_PLACE_PRECISIONS = {1: "exactly", 2: "near it", 3: "district", 4: "province", 5: "vaguely", 6: "country", 7: "sea or air"}
_FACTUALITY_REASONS = {
    "denied": "it is denied",
    "planned": "it is planned, threatened or warned of",
    "conditional": "it is conditional",
}
_SCOPE_REASONS = {
    "period": "it covers a period, not one event",
    "cumulative": "it is a running total",
    "background": "it is background: older than the news of the article",
    "sum": "it is the sum of several incidents",
}
_INCIDENT_ROLES = {
    "lead": "lead: what the article is news of",
    "other": "another incident",
    "recalled": "recalled: the article only looks back at it",
}


@dataclass(frozen=True, slots=True)
class Reading:
    """One row in words: its label, the quoted words, what they mean, its facts, and the grounds for them."""

    kind: Kind
    label: str
    quote: str
    what: str
    facts: list[Fact]
    grounds: list[Fact]


def format_interval(row: Row) -> str:
    """Formats low – best – high, with a word for an unknown value."""
    low, best, high = row["count_low"], row["count_best"], row["count_high"]
    parts = (
        "open" if low is None else f"{low:,}",
        "unknown" if best is None else f"{best:,}",
        "open" if high is None else f"{high:,}",
    )
    return " – ".join(parts)


def format_figure(row: Row) -> str:
    """Formats a claim in short: "killed 21 – 21 – open"."""
    what = row["outcome"] if "equipment" not in row else f"{row['equipment']} {row['outcome']}"
    return f"{what} {format_interval(row)}"


def explain_not_counted(row: Row) -> str | None:
    """Says why a claim cannot count (docs/vocabulary.md). None if it may count; then a run decides."""
    if row["factuality"] in _FACTUALITY_REASONS:
        return _FACTUALITY_REASONS[row["factuality"]]
    if row["time_scope"] in _SCOPE_REASONS:
        return _SCOPE_REASONS[row["time_scope"]]
    if row["mention_id"] is None:
        return "it belongs to no event"
    if row["count_low"] is None and row["count_best"] is None and row["count_high"] is None:
        return "it states no figure"
    return None


def format_role(row: Row) -> str:
    """Says what the incident of an event mention is in its article."""
    return _INCIDENT_ROLES.get(row["incident_role"], str(row["incident_role"]))


def describe_event(row: Row, labels: Mapping[str, str]) -> Reading:
    """Describes an event mention. `labels` maps ids of incidents to labels."""
    kind = row["sub_event_type"] or row["event_type"]
    what = f"{kind}, {row['context']}" if kind else str(row["context"])
    stated = {
        "agent": row["agent_name"],
        "target": row["target_name"],
        "place": format_place(row),
        "date": format_date(row),
    }
    facts = [
        *stated.items(),
        ("weapon", row["weapon"]),
        ("missing", ", ".join(name for name, value in stated.items() if not value)),
    ]
    grounds = [
        ("type", row["event_type"] if row["sub_event_type"] else None),
        ("factuality", row["factuality"]),
        ("time scope", row["time_scope"]),
        ("refers to", "an earlier mention" if row["is_definite"] else None),
        ("incident", labels.get(row["incident_id"] or "") or "none"),
        ("rule", row["rule"]),
    ]
    return Reading("event", row["label"], row["trigger"], what, _select_known(facts), _select_known(grounds))


def describe_claim(row: Row, labels: Mapping[str, str], decision: str | None = None) -> Reading:
    """Describes a casualty claim. `labels` maps ids to labels; `decision` is what a run decided about counting it."""
    listed = labels.get(row["list_id"] or "") if row["list_id"] != row["claim_id"] else None
    facts = [
        ("victims", " of ".join(filter(None, (row["victim_group"], row["victim_actor_name"])))),
        ("name", row["victim_name"]),
        ("attribution", format_attribution(row)),
        ("event", _format_event(row, labels)),
        ("part of", labels.get(row["part_of"] or "")),
        ("in a list with", listed),
        ("adds to", "an earlier figure" if row["is_additional"] else None),
        ("replaces", "an earlier figure" if row["is_update"] else None),
        ("corrects", "a figure of an earlier report" if row["is_corrected_toll"] else None),
    ]
    what = f"{format_figure(row)} ({row['qualifier']})"
    return Reading("claim", row["label"], row["count_text"], what, _select_known(facts), _collect_grounds(row, decision))


def describe_equipment(row: Row, labels: Mapping[str, str], decision: str | None = None) -> Reading:
    """Describes an equipment claim; parameters as in `describe_claim`."""
    facts = [
        ("category", row["category"]),
        ("owner", row["owner_name"] or "not stated"),
        ("attribution", format_attribution(row)),
        ("event", _format_event(row, labels)),
    ]
    what = f"{format_figure(row)} ({row['qualifier']})"
    return Reading("equipment", row["label"], row["count_text"], what, _select_known(facts), _collect_grounds(row, decision))


def format_attribution(row: Row) -> str:
    """Says who states a figure."""
    kind = row["attribution_type"]
    if row["attributed_to"]:
        return f"{row['attributed_to']} ({kind})" if kind else str(row["attributed_to"])
    return f"unnamed source ({kind})" if kind and kind != "unattributed" else "the report itself"


def describe_actor(row: Row) -> str:
    """Describes an actor mention: its words, the name of the actor, and the type that the description gives."""
    kind = f" ({row['actor_type_hint']})" if row["actor_type_hint"] else ""
    return f"{row['text']}{kind}" if row["name"] == row["text"] else f"{row['text']} = {row['name']}{kind}"


def describe_place(row: Row) -> str:
    """Describes a place mention: its words, the place in the gazetteer, and its precision."""
    parts = [part for part in (row["name"], row["admin1"], row["country_iso3"]) if part]
    known = ", ".join(dict.fromkeys(parts)) if row["name"] else ", ".join(["not in the gazetteer", *parts])
    precision = f" ({_PLACE_PRECISIONS[row['where_prec']]})" if row["where_prec"] in _PLACE_PRECISIONS else ""
    return f"{row['text']} = {known}{precision}"


def format_place(row: Row) -> str | None:
    """Formats the place of an event mention."""
    if not row["location"]:
        return None
    parts = [part for part in (row["location"], row["admin1"], row["country_iso3"]) if part]
    precision = _PLACE_PRECISIONS.get(row["where_prec"], "precision not known")
    unknown = "" if row["place_id"] else ", not in the gazetteer"
    return f"{', '.join(dict.fromkeys(parts))} ({precision}{unknown})"


def format_date(row: Row) -> str | None:
    """Formats the date of an event mention, with the words from which it was read."""
    words = f"“{row['date_text']}”" if row["date_text"] else None
    if row["date_start"] is None:
        return f"{words}: no day can be read from it" if words else None
    first, last = row["date_start"].isoformat(), row["date_end"].isoformat()
    span = first if first == last else f"{first} to {last}"
    return f"{span}, from {words}" if words else span


def _format_event(row: Row, labels: Mapping[str, str]) -> str:
    return labels.get(row["mention_id"] or "") or "none"


def _collect_grounds(row: Row, decision: str | None) -> list[Fact]:
    reason = explain_not_counted(row)
    return _select_known(
        [
            ("factuality", row["factuality"]),
            ("time scope", row["time_scope"]),
            ("counted", decision or (f"no: {reason}" if reason else None)),
            ("rule", row["rule"]),
        ]
    )


def describe_person(row: Row, labels: Mapping[str, str]) -> str:
    """Describes a person that the article names: the role, and the event mention if there is one."""
    event = labels.get(row["mention_id"] or "")
    return f"{row['name']} ({row['role']})" + (f", {event}" if event else "")


def _select_known(facts: Iterable[tuple[str, Any]]) -> list[Fact]:
    return [(name, str(value)) for name, value in facts if value]
