"""The explanation of one article: extracts it as a run does, and collects all that is shown.

Here belongs the content of an explanation. Its formats belong to `terminal`, `page` and `as_json`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TYPE_CHECKING

import pyarrow as pa

from orchestration.explain import readings
from orchestration.explain.article.passages import Passage, Row, cut_passages, label_rows
from orchestration.explain.readings import Reading
from orchestration.extract import ARTICLES_READ, READ_LANGUAGES

if TYPE_CHECKING:
    from orchestration.extract.extractor import Extractor

_OUTCOMES = ("killed", "wounded")
NO_FIGURE = "no figure"


@dataclass(frozen=True, slots=True)
class ExplainedArticle:
    """The article that is explained. `name` says where it was found; times are UTC."""

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
    published_on: date | None


@dataclass(frozen=True, slots=True)
class RunDecisions:
    """What a run published about the article: its events with the figures of this article, and which claims count."""

    extractor_versions: frozenset[str]
    """Versions of the extractor that read the published article."""
    events: Sequence[Row]
    event_of: dict[str, str]
    """Maps mention_id to event_id, for mentions with an event."""
    counted: dict[str, str]
    """Maps claim_id to "yes", or to "no" with the reason."""


@dataclass(frozen=True, slots=True)
class StatedFigure:
    """A claim in one line: its label, figure and attribution, and why it is not counted (None: nothing forbids it)."""

    label: str
    what: str
    why_not_counted: str | None


@dataclass(frozen=True, slots=True)
class PlacedMention:
    """An event mention with its figures, and the rule that put it into its incident or left it out."""

    label: str
    what: str
    rule: str
    figures: list[StatedFigure]


@dataclass(frozen=True, slots=True)
class ExplainedIncident:
    """An incident of the article: its role in words, and its mentions in reading order."""

    label: str
    role: str
    mentions: list[PlacedMention]


@dataclass(frozen=True, slots=True)
class EventFigures:
    """The figures of this article for one event, as the last run decided."""

    summary: str
    figures: str
    mentions: str
    is_lead: bool


@dataclass(slots=True)
class ExplainedPassage:
    """A passage with its readings in words."""

    passage: Passage
    readings: list[Reading]
    actors: list[str]
    places: list[str]
    persons: list[str]


@dataclass(slots=True)
class ArticleExplanation:
    """All that is shown of one article."""

    article: ExplainedArticle
    version: str
    about: list[tuple[str, str]]
    notes: list[str]
    tables: dict[str, list[Row]]
    passages: list[ExplainedPassage]
    incidents: list[ExplainedIncident] = field(default_factory=list)
    left_out: list[PlacedMention] = field(default_factory=list)
    """Event mentions that are part of no incident."""
    figures_without_mention: list[StatedFigure] = field(default_factory=list)
    event_figures: list[EventFigures] | None = None


class ExtractionError(RuntimeError):
    """A rule failed on the article. The message says what happened."""


def explain_article(article: ExplainedArticle, extractor: Extractor, decisions: RunDecisions | None = None) -> ArticleExplanation:
    """Extracts the article and explains the result. `decisions` is what a run published about it. Raises `ExtractionError`."""
    row = {name: getattr(article, name) for name in ARTICLES_READ.names}
    read = extractor.extract(pa.Table.from_pylist([row], schema=ARTICLES_READ))
    rows = {name: table.to_pylist() for name, table in read.items()}
    for rejected in rows.pop("rejected_articles"):
        raise ExtractionError(rejected["message"])
    tables = label_rows(rows)
    describer = _Describer(tables, decisions.counted if decisions else {})
    explanation = ArticleExplanation(
        article,
        extractor.version,
        _describe_article(article, extractor.version),
        _write_notes(article, extractor, tables, decisions),
        tables,
        [describer.describe_passage(passage) for passage in cut_passages(article.title, article.text, tables)],
    )
    explanation.incidents, explanation.left_out = describer.group_mentions()
    explanation.figures_without_mention = describer.list_figures(None)
    if decisions is not None:
        events = [_collect_event_figures(event, describer.labels, decisions) for event in decisions.events]
        explanation.event_figures = sorted(events, key=lambda event: (not event.is_lead, event.figures == NO_FIGURE))
    return explanation


class _Describer:
    """Describes the rows of an article in words."""

    def __init__(self, tables: dict[str, list[Row]], counted: dict[str, str]) -> None:
        self._tables, self._counted = tables, counted
        self.labels: dict[str, str] = {row["mention_id"]: row["label"] for row in tables["event_mentions"]}
        self._incidents = dict.fromkeys(row["incident_id"] for row in tables["event_mentions"] if row["incident_id"])
        self._incident_labels = {incident: f"I{number}" for number, incident in enumerate(self._incidents, 1)}
        self._claims = [*tables["claims"], *tables["equipment_claims"]]
        self.labels |= {row["claim_id"]: row["label"] for row in self._claims}

    def describe_passage(self, passage: Passage) -> ExplainedPassage:
        """Describes the rows of a passage."""
        rows = passage.rows
        found = [readings.describe_event(row, self._incident_labels) for row in rows.get("event_mentions", [])]
        found += [readings.describe_claim(row, self.labels, self._counted.get(row["claim_id"])) for row in rows.get("claims", [])]
        found += [
            readings.describe_equipment(row, self.labels, self._counted.get(row["claim_id"]))
            for row in rows.get("equipment_claims", [])
        ]
        actors = dict.fromkeys(readings.describe_actor(row) for row in rows.get("actor_mentions", []))
        places = dict.fromkeys(readings.describe_place(row) for row in rows.get("place_mentions", []))
        persons = dict.fromkeys(readings.describe_person(row, self.labels) for row in rows.get("person_mentions", []))
        return ExplainedPassage(passage, found, list(actors), list(places), list(persons))

    def group_mentions(self) -> tuple[list[ExplainedIncident], list[PlacedMention]]:
        """Groups the event mentions by incident, in the order of the article. Also returns those that are part of none."""
        by_incident: dict[str | None, list[Row]] = {incident: [] for incident in (*self._incidents, None)}
        for row in self._tables["event_mentions"]:
            by_incident[row["incident_id"]].append(row)
        left_out = [self._place_mention(row) for row in by_incident.pop(None)]
        incidents = [
            ExplainedIncident(
                self._incident_labels[incident], readings.format_role(rows[0]), [self._place_mention(row) for row in rows]
            )
            for incident, rows in by_incident.items()
            if incident is not None
        ]
        return incidents, left_out

    def _place_mention(self, row: Row) -> PlacedMention:
        return PlacedMention(row["label"], _summarize_mention(row), row["incident_rule"], self.list_figures(row["mention_id"]))

    def list_figures(self, mention_id: str | None) -> list[StatedFigure]:
        """Lists the figures of an event mention; with None, those that belong to no mention."""
        return [
            StatedFigure(
                row["label"], f"{_format_figure(row)}, {readings.format_attribution(row)}", self._explain_not_counted(row)
            )
            for row in self._claims
            if row["mention_id"] == mention_id
        ]

    def _explain_not_counted(self, row: Row) -> str | None:
        decision = self._counted.get(row["claim_id"])
        if decision is None:
            return readings.explain_not_counted(row)
        return None if decision == "yes" else decision.removeprefix("no: ")


def _format_figure(row: Row) -> str:
    figure = readings.format_figure(row)
    group = row.get("victim_group")
    who = row.get("victim_name") or (group if group != "total" else None)
    return f"{figure} ({who})" if who else figure


def _summarize_mention(row: Row) -> str:
    """Summarizes an event mention in one line: "Air/drone strike, Raqqah, 2017-06-05"."""
    kind = row["sub_event_type"] or row["event_type"] or row["context"]
    day = f"{row['date_start']}" + (f" to {row['date_end']}" if row["date_end"] != row["date_start"] else "")
    parts = (f"“{row['trigger']}”: {kind}", row["location"] or "place not stated", day if row["date_start"] else "date not known")
    return ", ".join(parts)


def _collect_event_figures(event: Row, labels: dict[str, str], decisions: RunDecisions) -> EventFigures:
    figures = []
    for outcome in _OUTCOMES:
        row = {"outcome": outcome} | {f"count_{bound}": event[f"{outcome}_{bound}"] for bound in ("low", "best", "high")}
        if any(row[f"count_{bound}"] is not None for bound in ("low", "best", "high")):
            figures.append(readings.format_figure(row))
    mentions = [
        labels[mention] for mention, event_id in decisions.event_of.items() if event_id == event["event_id"] and mention in labels
    ]
    mentions.sort(key=lambda label: int(label[1:]))
    return EventFigures(event["summary"], ", ".join(figures) or NO_FIGURE, ", ".join(mentions), bool(event["is_lead"]))


def _describe_article(article: ExplainedArticle, version: str) -> list[tuple[str, str]]:
    published = article.published_at
    day = "not known"
    if published is not None:
        day = f"{published:%Y-%m-%d}" if article.published_at_prec == "day" else f"{published:%Y-%m-%d %H:%M} UTC"
    how = {
        "given": "given",
        "structured_data": "from the page",
        "meta": "from the page",
        "address": "from the address",
        "file_name": "from the name of the file",
        "dateline": "from the dateline",
        "unusable": "the given value is not a date",
        "several_days": "a live blog of several days",
    }
    if article.published_at_method in how:
        day += f" ({how[article.published_at_method]})"
    facts = [
        ("found in", article.name),
        ("id", article.external_id),
        ("source", article.source),
        ("address", article.url),
        ("published", day),
        ("language", article.language or "not known"),
        ("read by", f"extractor {version}"),
    ]
    return [(name, value) for name, value in facts if value]


def _write_notes(
    article: ExplainedArticle, extractor: Extractor, tables: dict[str, list[Row]], decisions: RunDecisions | None
) -> list[str]:
    notes = []
    if (article.language or "en") not in READ_LANGUAGES:
        read = ", ".join(sorted(READ_LANGUAGES))
        notes.append(
            f"Nothing was extracted: the article's language is {article.language}, and Tallywire reads only {read}. "
            "If the language is wrong, set `language` in the JSON or in the sidecar file NAME.meta.json."
        )
    elif not any(tables.values()):
        notes.append(
            "Nothing was extracted: no event, no figure and no name was found. Usually the article contains no word of violence "
            "from the lists in seeds/reference (event_triggers.csv and others). If a word is missing there, add it."
        )
    elif not tables["event_mentions"] and not tables["claims"] and not tables["equipment_claims"]:
        notes.append(
            "Only names were found: no rule recognised an event or a figure in the article."
            if extractor.may_report_event(article.title, article.text)
            else "Only names were found: the article contains no word of violence from the lists in seeds/reference "
            "(event_triggers.csv and others), except words that everyday_words.csv lists too."
        )
    if article.published_at is None and any(row["date_text"] for row in tables["event_mentions"]):
        notes.append(
            "The publication date is not known, so words such as “Sunday” give no date. "
            "Set `published_at` in the JSON or in the sidecar file NAME.meta.json."
        )
    others = sorted(decisions.extractor_versions - {extractor.version}) if decisions is not None else []
    if others:
        notes.append(
            f"The published figures come from another version of the extractor ({', '.join(others)}), so they may differ "
            "from the reading shown here. Run `tallywire run` to update them."
        )
    return notes
