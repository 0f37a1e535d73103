"""The explanation of one article: read by the extractor of a run, and put together for showing.

Here belongs what an explanation holds. How it looks belongs to terminal.py, page.py and as_json.py.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING

import pyarrow as pa

from orchestration.explain import readings
from orchestration.explain.article.passages import Passage, Row, labelled, passages
from orchestration.explain.readings import Reading
from orchestration.extract import ARTICLES_READ, READ_LANGUAGES

if TYPE_CHECKING:
    from orchestration.extract.extractor import Extractor

_OUTCOMES = ("killed", "wounded")
NO_FIGURE = "no figure"


@dataclass(frozen=True, slots=True)
class Subject:
    """The article that is explained. `name` is where it was found; times are UTC."""

    name: str
    article_id: str
    document_id: str
    external_id: str | None
    source: str | None
    url: str | None
    title: str | None
    text: str
    language: str | None
    published_at: datetime | None
    published_at_method: str | None
    published_at_prec: str | None


@dataclass(frozen=True, slots=True)
class Settled:
    """What a run published about the article: its events with the figures it alone states, and which claims counted."""

    versions: frozenset[str]
    """The extractors whose reading was published."""
    events: Sequence[Row]
    event_of: dict[str, str]
    """event_id of each mention that has one."""
    counted: dict[str, str]
    """For each claim "yes", or "no" with the reason."""


@dataclass(frozen=True, slots=True)
class Stated:
    """One event mention, or none, with the figures that belong to it, each as (label, figure and speaker, why not counted)."""

    label: str
    what: str
    figures: list[tuple[str, str, str | None]]


@dataclass(frozen=True, slots=True)
class SettledEvent:
    """What the article alone states of one event, as the last run settled it."""

    summary: str
    figures: str
    mentions: str
    is_lead: bool


@dataclass(slots=True)
class ShownPassage:
    """A passage with its readings in words."""

    passage: Passage
    readings: list[Reading]
    actors: list[str]
    places: list[str]
    persons: list[str]


@dataclass(slots=True)
class Explanation:
    """All that is shown of one article."""

    subject: Subject
    version: str
    about: list[tuple[str, str]]
    notes: list[str]
    tables: dict[str, list[Row]]
    passages: list[ShownPassage]
    stated: list[Stated] = field(default_factory=list)
    without_figures: list[str] = field(default_factory=list)
    settled: list[SettledEvent] | None = None


class ExtractionError(RuntimeError):
    """A rule failed on the article; the message says what happened."""


def explain(subject: Subject, extractor: Extractor, settled: Settled | None = None) -> Explanation:
    """Reads the article and says what was read. `settled` is what a run published about it. Raises `ExtractionError`."""
    row = {name: getattr(subject, name) for name in ARTICLES_READ.names}
    read = extractor.extract(pa.Table.from_pylist([row], schema=ARTICLES_READ))
    rows = {name: table.to_pylist() for name, table in read.items()}
    for rejected in rows.pop("rejected_articles"):
        raise ExtractionError(rejected["message"])
    tables = labelled(rows)
    words = _Words(tables, settled.counted if settled else {})
    explanation = Explanation(
        subject,
        extractor.version,
        _about(subject, extractor.version),
        _notes(subject, extractor, tables, settled),
        tables,
        [words.of_passage(passage) for passage in passages(subject.title, subject.text, tables)],
    )
    explanation.stated, explanation.without_figures = words.stated()
    if settled is not None:
        events = [_settled(event, words.labels, settled) for event in settled.events]
        explanation.settled = sorted(events, key=lambda event: (not event.is_lead, event.figures == NO_FIGURE))
    return explanation


class _Words:
    """The rows of an article in words."""

    def __init__(self, tables: dict[str, list[Row]], counted: dict[str, str]) -> None:
        self._tables, self._counted = tables, counted
        self.labels: dict[str, str] = {row["mention_id"]: row["label"] for row in tables["event_mentions"]}
        self.labels |= {row["claim_id"]: row["label"] for name in ("claims", "equipment_claims") for row in tables[name]}

    def of_passage(self, passage: Passage) -> ShownPassage:
        rows = passage.rows
        found = [readings.event(row) for row in rows.get("event_mentions", [])]
        found += [readings.claim(row, self.labels, self._counted.get(row["claim_id"])) for row in rows.get("claims", [])]
        found += [
            readings.equipment(row, self.labels, self._counted.get(row["claim_id"])) for row in rows.get("equipment_claims", [])
        ]
        actors = dict.fromkeys(readings.actor(row) for row in rows.get("actor_mentions", []))
        places = dict.fromkeys(readings.place(row) for row in rows.get("place_mentions", []))
        persons = dict.fromkeys(readings.person(row, self.labels) for row in rows.get("person_mentions", []))
        return ShownPassage(passage, found, list(actors), list(places), list(persons))

    def stated(self) -> tuple[list[Stated], list[str]]:
        """The figures by the event mention that they belong to, and the labels of the mentions without any."""
        by_event: dict[str | None, list[Row]] = {}
        for row in (*self._tables["claims"], *self._tables["equipment_claims"]):
            by_event.setdefault(row["mention_id"], []).append(row)
        found, without = [], []
        for row in self._tables["event_mentions"]:
            if row["mention_id"] in by_event:
                found.append(Stated(row["label"], _in_short(row), self._figures(by_event[row["mention_id"]])))
            else:
                without.append(row["label"])
        if None in by_event:
            found.append(Stated("", "no event", self._figures(by_event[None])))
        return found, without

    def _figures(self, rows: list[Row]) -> list[tuple[str, str, str | None]]:
        return [(row["label"], f"{_figure(row)}, {readings.speaker(row)}", self._why_not(row)) for row in rows]

    def _why_not(self, row: Row) -> str | None:
        settled = self._counted.get(row["claim_id"])
        if settled is None:
            return readings.why_not_counted(row)
        return None if settled == "yes" else settled.removeprefix("no: ")


def _figure(row: Row) -> str:
    figure = readings.figure(row)
    group = row.get("victim_group")
    who = row.get("victim_name") or (group if group != "total" else None)
    return f"{figure} ({who})" if who else figure


def _in_short(row: Row) -> str:
    """An event mention in a line: "Air/drone strike, Raqqah, 2017-06-05"."""
    kind = row["sub_event_type"] or row["event_type"] or row["context"]
    day = f"{row['date_start']}" + (f" to {row['date_end']}" if row["date_end"] != row["date_start"] else "")
    parts = (f"“{row['trigger']}”: {kind}", row["location"] or "place not told", day if row["date_start"] else "date not known")
    return ", ".join(parts)


def _settled(event: Row, labels: dict[str, str], settled: Settled) -> SettledEvent:
    figures = []
    for outcome in _OUTCOMES:
        row = {"outcome": outcome} | {f"count_{bound}": event[f"{outcome}_{bound}"] for bound in ("low", "best", "high")}
        if any(row[f"count_{bound}"] is not None for bound in ("low", "best", "high")):
            figures.append(readings.figure(row))
    mentions = [
        labels[mention] for mention, event_id in settled.event_of.items() if event_id == event["event_id"] and mention in labels
    ]
    mentions.sort(key=lambda label: int(label[1:]))
    return SettledEvent(event["summary"], ", ".join(figures) or NO_FIGURE, ", ".join(mentions), bool(event["is_lead"]))


def _about(subject: Subject, version: str) -> list[tuple[str, str]]:
    published = subject.published_at
    day = "not known"
    if published is not None:
        day = f"{published:%Y-%m-%d}" if subject.published_at_prec == "day" else f"{published:%Y-%m-%d %H:%M} UTC"
    how = {"given": "given", "structured_data": "from the page", "meta": "from the page", "unusable": "what was given is no date"}
    if subject.published_at_method in how:
        day += f" ({how[subject.published_at_method]})"
    facts = [
        ("found in", subject.name),
        ("id", subject.external_id),
        ("source", subject.source),
        ("address", subject.url),
        ("published", day),
        ("language", subject.language or "not known"),
        ("read by", f"extractor {version}"),
    ]
    return [(name, value) for name, value in facts if value]


def _notes(subject: Subject, extractor: Extractor, tables: dict[str, list[Row]], settled: Settled | None) -> list[str]:
    notes = []
    if (subject.language or "en") not in READ_LANGUAGES:
        read = ", ".join(sorted(READ_LANGUAGES))
        notes.append(
            f"Nothing was read: the article's language is {subject.language}, and only {read} is read. "
            "If that is wrong, give `language` in its JSON or in its sidecar NAME.meta.json."
        )
    elif not any(tables.values()):
        notes.append(
            "Nothing was read: no event, no figure and no name was found. Usually no word of violence of the lists in "
            "seeds/reference (event_triggers.csv and others) occurs in the article; add the word there if one is missing."
        )
    elif not tables["event_mentions"] and not tables["claims"] and not tables["equipment_claims"]:
        notes.append(
            "Names were found, and no event and no figure: no rule took a word of the article for something that happened."
            if extractor.may_report_event(subject.title, subject.text)
            else "Only names were read, for no word of the article tells of violence: none of the lists in seeds/reference "
            "(event_triggers.csv and others), except words of everyday_words.csv."
        )
    if subject.published_at is None and any(row["date_text"] for row in tables["event_mentions"]):
        notes.append(
            "The day of publication is not known, so words such as “Sunday” give no date. "
            "Give `published_at` in its JSON or in its sidecar NAME.meta.json."
        )
    earlier = sorted(settled.versions - {extractor.version}) if settled is not None else []
    if earlier:
        notes.append(
            f"What was published was read by another extractor ({', '.join(earlier)}), so its figures may differ from today's "
            "reading. Publish that with `tallywire run`."
        )
    return notes
