"""Rows: the mentions and claims of an article in the columns of `schema`, with ids and checked spans.

Here belong ids, columns, the order of rows and the check that each span holds its words. No rule decides anything here: what the
text means was decided before.
"""

# ruff: noqa: PLR0917  (a rule reads as the list of its cases: one early return each)

from __future__ import annotations

import hashlib
import re
from typing import Any

import pyarrow as pa

from orchestration.extract.actors.actor_mentions import ActorMention
from orchestration.extract.article import (
    ArticleReading,
    CasualtyClaim,
    EquipmentClaim,
    EventMention,
    NamedPerson,
    PlaceInField,
    Statement,
)
from orchestration.extract.schema import RULE_FAILED, SCHEMAS, TOO_COSTLY

Row = dict[str, Any]
Rows = dict[str, list[Row]]
_ID_HEX_DIGITS = 16
"""64 bits: the chance that two of a million ids are equal is below one in 10**7."""

_MAX_ERROR_CHARACTERS = 200
"""A library's message can quote the whole text."""

_MEMORY_ADDRESS = re.compile(r" at 0x[0-9a-f]+")
"""An address differs from run to run. It is removed, so that equal errors give equal rows."""

_SORT_KEYS = {
    "event_mentions": ("article_id", "document_id", "span_field", "trigger_start", "trigger_end", "mention_id"),
    "claims": ("article_id", "document_id", "span_field", "char_start", "char_end", "claim_id"),
    "equipment_claims": ("article_id", "document_id", "span_field", "char_start", "char_end", "claim_id"),
    "actor_mentions": ("article_id", "document_id", "span_field", "char_start", "char_end", "name"),
    "place_mentions": ("article_id", "document_id", "span_field", "char_start", "char_end"),
    "person_mentions": ("article_id", "document_id", "span_field", "char_start", "char_end"),
    "rejected_articles": ("article_id", "document_id"),
}


def make_id(article_id: str, document_id: str, field: str, start: int, end: int, kind: str) -> str:
    """Hashes what identifies a mention or claim; returns the first 16 hex digits. Ids are public: the inputs never change."""
    words = "\x1f".join((article_id, document_id, field, str(start), str(end), kind))
    return hashlib.sha256(words.encode()).hexdigest()[:_ID_HEX_DIGITS]


def make_rows(article: ArticleReading, article_id: str, document_id: str, version: str) -> Rows:
    """Makes all rows of one article, by table, unsorted.

    Raises `AssertionError` if a span does not hold its words, or if two rows have one id.
    """
    about = {"article_id": article_id, "document_id": document_id, "extractor_version": version}
    ids = {
        id(event): make_id(article_id, document_id, event.sentence.field, event.start, event.end, event.kind)
        for event in article.events
    }
    texts = {sentence.field: sentence.field_text for sentence in article.sentences}
    rows: Rows = {
        "event_mentions": [
            {**about, **_make_event_row(article, event), "mention_id": ids[id(event)], **_make_incident_row(event, ids)}
            for event in article.events
        ],
        "claims": [],
        "equipment_claims": [],
        "actor_mentions": _make_actor_rows(article, about),
        "place_mentions": [{**about, **_make_place_row(place)} for place in article.places],
        "person_mentions": [
            {**about, **_make_person_row(texts, person), "mention_id": ids.get(id(person.event))} for person in article.people
        ],
    }
    claim_ids = {id(c): _make_claim_id(article_id, document_id, c) for c in article.casualties}
    for casualty in article.casualties:
        rows["claims"].append(
            {
                **about,
                **_make_statement(article, casualty.statement),
                "claim_id": claim_ids[id(casualty)],
                "mention_id": ids.get(id(casualty.event)),
                "outcome": casualty.outcome,
                "victim_group": casualty.victim_group,
                "victim_actor_name": article.actors.resolve_name(casualty.victim_actor) if casualty.victim_actor else None,
                "victim_name": casualty.victim_name,
                "list_id": claim_ids.get(id(casualty.list_key)),
                "part_of": claim_ids.get(id(casualty.part_of)),
                "is_additional": casualty.is_additional,
                "is_update": casualty.is_update,
                "is_corrected_toll": casualty.is_corrected_toll,
                "time_scope": casualty.time_scope,
            }
        )
    for loss in article.losses:
        rows["equipment_claims"].append(_make_equipment_row(article, loss, about, ids.get(id(loss.event))))
    _check_rows(article, rows)
    return rows


def add_rows(rows: Rows, more: Rows) -> None:
    """Adds the rows of a later part of an article. A person who is named in both parts stays one person."""
    known = {person["name"] for person in rows.get("person_mentions", [])}
    for name, added in more.items():
        kept = [row for row in added if row["name"] not in known] if name == "person_mentions" else added
        rows.setdefault(name, []).extend(kept)


def make_tables(rows: Rows) -> dict[str, pa.Table]:
    """Sorts rows into tables with the schemas of `schema`. A table without rows is empty.

    Raises `OverflowError` or `pa.ArrowInvalid` if a value does not fit its column.
    """
    tables = {}
    for name, schema in SCHEMAS.items():
        ordered = sorted(rows.get(name, []), key=lambda row: tuple(row[column] for column in _SORT_KEYS[name]))
        tables[name] = pa.Table.from_pylist(
            [{column: row.get(column) for column in schema.names} for row in ordered], schema=schema
        )
    return tables


def make_rejection(article: Row, error: Exception, version: str) -> Row:
    """Makes the row of `rejected_articles` for an article that `error` kept from being read. Equal errors give equal rows."""
    reason = TOO_COSTLY if isinstance(error, TimeoutError | MemoryError | ChildProcessError) else RULE_FAILED
    what = _MEMORY_ADDRESS.sub("", f"{type(error).__name__}: {error}")[:_MAX_ERROR_CHARACTERS]
    failed = "a rule failed on this article" if reason == RULE_FAILED else "this article needed too much time or memory"
    return {
        "article_id": article["article_id"],
        "document_id": article["document_id"],
        "reason": reason,
        "message": f"{failed} ({what}). The article is kept without events; the next version of Tallywire reads it again.",
        "extractor_version": version,
    }


def _make_claim_id(article_id: str, document_id: str, casualty: CasualtyClaim) -> str:
    kind = f"claim:{casualty.outcome}:{casualty.victim_group}"
    return make_id(
        article_id, document_id, casualty.statement.sentence.field, casualty.statement.start, casualty.statement.end, kind
    )


def _make_event_row(article: ArticleReading, event: EventMention) -> Row:
    period, place = event.when.period, event.place.mention if event.place is not None else None
    gazetteer_place = place.place if place is not None else None
    container = place.container if place is not None else None
    known = gazetteer_place or container
    return {
        **_make_span(event.sentence.field, event.sentence.text, event.sentence.start, event.sentence.end),
        "trigger": event.sentence.quote(event.start, event.end),
        "trigger_start": event.start,
        "trigger_end": event.end,
        "context": event.context,
        "event_type": event.event_type,
        "sub_event_type": event.sub_event_type,
        "agent_name": article.actors.resolve_name(event.agent) if event.agent is not None else None,
        "target_name": article.actors.resolve_name(event.target) if event.target is not None else None,
        "weapon": event.weapon,
        "target_site": event.target_site,
        "factuality": event.factuality,
        "time_scope": event.time_scope,
        "is_definite": event.is_definite,
        "date_text": event.when.text,
        "date_start": period.start if period is not None else None,
        "date_end": period.end if period is not None else None,
        "date_prec": period.precision if period is not None else None,
        "date_is_anaphoric": event.when.is_anaphoric,
        "location": place.text if place is not None else None,
        "place_id": gazetteer_place.place_id if gazetteer_place is not None else None,
        "admin1": known.admin1 if known is not None else None,
        "country_iso3": known.country_iso3 if known is not None else None,
        "latitude": place.latitude if place is not None else None,
        "longitude": place.longitude if place is not None else None,
        "where_prec": place.where_prec if place is not None else None,
        "rule": event.rule,
    }


def _make_incident_row(event: EventMention, ids: dict[int, str]) -> Row:
    incident = event.incident
    return {
        "incident_id": ids[id(incident.mentions[0])] if incident is not None else None,
        "incident_role": incident.role.value if incident is not None else None,
        "incident_rule": event.incident_rule,
    }


def _make_span(field: str, sentence: str, start: int, end: int) -> Row:
    return {"span_field": field, "sentence": sentence, "sentence_start": start, "sentence_end": end}


def _make_statement(article: ArticleReading, statement: Statement) -> Row:
    sentence = statement.sentence
    return {
        "count_low": statement.low,
        "count_best": statement.best,
        "count_high": statement.high,
        "count_text": sentence.quote(statement.start, statement.end),
        "qualifier": statement.qualifier,
        "attributed_to": statement.attribution.name,
        "attribution_type": statement.attribution.kind,
        "factuality": statement.factuality,
        **_make_span(sentence.field, sentence.text, sentence.start, sentence.end),
        "char_start": statement.start,
        "char_end": statement.end,
        "rule": statement.rule,
    }


def _make_equipment_row(article: ArticleReading, loss: EquipmentClaim, about: Row, mention_id: str | None) -> Row:
    place = loss.statement
    kind = f"equipment:{loss.outcome}:{loss.equipment}"
    return {
        **about,
        **_make_statement(article, loss.statement),
        "claim_id": make_id(about["article_id"], about["document_id"], place.sentence.field, place.start, place.end, kind),
        "mention_id": mention_id,
        "equipment": loss.equipment,
        "category": loss.category,
        "owner_name": loss.owner,
        "outcome": loss.outcome,
        "time_scope": loss.time_scope,
    }


def _make_actor_rows(article: ArticleReading, about: Row) -> list[Row]:
    used = [m for event in article.events for m in (event.agent, event.target) if m is not None]
    used += [c.victim_actor for c in article.casualties if c.victim_actor is not None]
    mentions: dict[tuple[str, int, int], ActorMention] = {}
    for mention in (*article.actors.mentions.values(), *used, *article.actors.bystanders):  # the first for each span wins
        mentions.setdefault((mention.field, mention.start, mention.end), mention)
        if mention.phrase_start is not None and mention.phrase_end is not None:  # "SDF" and "SDF troops" both mention the SDF
            mentions.setdefault((mention.field, mention.phrase_start, mention.phrase_end), mention)
    texts = {sentence.field: sentence.field_text for sentence in article.sentences}
    return [
        {
            **about,
            "span_field": field,
            "text": texts[field][start:end],
            "char_start": start,
            "char_end": end,
            "name": article.actors.resolve_name(mention),
            "actor_type_hint": mention.actor_type,
        }
        for (field, start, end), mention in mentions.items()
    ]


def _make_place_row(place: PlaceInField) -> Row:
    mention, known = place.mention, place.mention.place
    region = known or mention.container
    return {
        "span_field": place.field,
        "text": mention.text,
        "char_start": place.start,
        "char_end": place.end,
        "place_id": known.place_id if known is not None else None,
        "name": known.name if known is not None else None,
        "admin1": region.admin1 if region is not None else None,
        "country_iso3": region.country_iso3 if region is not None else None,
        "latitude": mention.latitude,
        "longitude": mention.longitude,
        "place_latitude": known.latitude if known is not None else None,
        "place_longitude": known.longitude if known is not None else None,
        "feature": known.feature if known is not None else None,
        "geonames_id": known.geonames_id if known is not None else None,
        "where_prec": mention.where_prec,
    }


def _make_person_row(texts: dict[str, str], person: NamedPerson) -> Row:
    return {
        "name": person.name,
        "role": person.role,
        "span_field": person.field,
        "text": texts[person.field][person.start : person.end],
        "char_start": person.start,
        "char_end": person.end,
    }


def _check_rows(article: ArticleReading, rows: Rows) -> None:
    texts = {sentence.field: sentence.field_text for sentence in article.sentences}
    for name, key in (("event_mentions", "mention_id"), ("claims", "claim_id"), ("equipment_claims", "claim_id")):
        ids = [row[key] for row in rows[name]]
        assert len(ids) == len(set(ids)), f"{name}: {key} comes twice"  # noqa: S101  (ids that collide would lose rows unseen)
    for row in (row for each in rows.values() for row in each):
        text = texts[row["span_field"]]
        quoted = [(row.get("char_start"), row.get("char_end"), row.get("count_text", row.get("text")))]
        quoted += [(row.get("trigger_start"), row.get("trigger_end"), row.get("trigger"))]
        quoted += [(row.get("sentence_start"), row.get("sentence_end"), row.get("sentence"))]
        for start, end, words in quoted:
            if start is not None:
                assert text[start:end] == words and words, f"{row['span_field']}[{start}:{end}] does not hold {words!r}"  # noqa: S101
