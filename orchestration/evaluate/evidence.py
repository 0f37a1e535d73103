"""The words behind a miss: what was read in the document, where, and how it was counted.

Here belongs looking up claims and mentions of one document. What counts as a miss belongs to `scorers`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

import duckdb

from orchestration.evaluate.published import PublishedArticle
from orchestration.evaluate.scorers.scored import Case, Difference

_CLAIMS = """
select
    case
        when article_events.is_lead then 'lead event'
        when claims.event_id is null then 'no event'
        else 'other event'
    end as event_role,
    columns(claims.* exclude (claim_id, article_id, revision, event_id, mention_id, origin_id, extractor_version))
from marts.claims left join marts.article_events using (article_id, event_id)
where article_id = ? order by span_field desc, char_start, char_end, outcome, claim_id
"""
_EVENTS = """
select
    sentence, trigger, trigger_start as char_start, trigger_end as char_end, span_field, context, event_type, sub_event_type,
    time_scope, factuality, date_text, date_start,
    case
        when article_events.is_lead then 'lead event'
        when event_mentions.event_id is null then 'no event'
        else 'other event'
    end as event_role
from marts.event_mentions left join marts.article_events using (article_id, event_id)
where article_id = ? order by span_field desc, trigger_start, mention_id
"""
_SENTENCE_END = re.compile(r"[.!?][\"”’)]*\s+|\n+")


@dataclass(frozen=True)
class Passage:
    """Words of a document, and what was read from them."""

    what: str
    sentence: str
    start: int
    end: int
    words: str


@dataclass(frozen=True)
class ExplainedMiss:
    """A document with a wrong result: what differs, with its sentence if it has one, and what was read in the document."""

    document_id: str
    title: str | None
    differences: list[tuple[Difference, str | None]]
    passages: list[Passage]


def explain_miss(
    case: Case, db: duckdb.DuckDBPyConnection | None = None, article: PublishedArticle | None = None
) -> ExplainedMiss:
    """Adds the evidence to a miss. Claims and events are listed if a difference has no span in the text."""
    differences = [(each, find_sentence(case.document.text, *each.span) if each.span else None) for each in case.miss.differences]
    passages: list[Passage] = []
    if db is not None and article is not None and not all(each.span for each in case.miss.differences):
        passages += [_describe_claim(row) for row in _read_rows(db, _CLAIMS, article.article_id)]
        passages += [_describe_event(row) for row in _read_rows(db, _EVENTS, article.article_id)]
    return ExplainedMiss(case.document.id, case.document.title, differences, passages)


def find_sentence(text: str, start: int, end: int) -> str:
    """Finds the sentence that holds a span; full stops and line breaks end a sentence."""
    begin = max((found.end() for found in _SENTENCE_END.finditer(text, 0, start)), default=0)
    last = _SENTENCE_END.search(text, max(start, end - 1))
    return text[begin : last.start() + 1 if last else len(text)].strip()


def _read_rows(db: duckdb.DuckDBPyConnection, sql: str, article_id: str) -> list[dict[str, Any]]:
    db.execute(sql, [article_id])
    names = [column[0] for column in db.description or []]
    return [dict(zip(names, row, strict=True)) for row in db.fetchall()]


def _describe_claim(row: dict[str, Any]) -> Passage:
    low, best, high = ("?" if row[f"count_{bound}"] is None else row[f"count_{bound}"] for bound in ("low", "best", "high"))
    facts = [
        f"{row['outcome']} {low}–{best}–{high}",
        row["victim_group"],
        row["victim_name"],
        "counted" if row["is_counted"] else f"not counted ({row['not_counted_reason']})",
        row["event_role"],
        row["factuality"],
        row["time_scope"],
        row["attributed_to"] and f"stated by {row['attributed_to']}",
        row.get("rule") and f"rule {row['rule']}",
    ]
    return _make_passage(
        "claim: " + ", ".join(fact for fact in facts if fact), row, str(row["count_text"] or row["victim_name"] or "")
    )


def _describe_event(row: dict[str, Any]) -> Passage:
    facts = [
        row["sub_event_type"] or row["event_type"] or "no type",
        row["event_role"],
        row["context"],
        row["factuality"],
        row["time_scope"],
        row["date_start"] and f"on {row['date_start']}",
        row["date_start"] is None and row["date_text"] and f"dated {row['date_text']!r}",
    ]
    return _make_passage("event: " + ", ".join(fact for fact in facts if fact), row, str(row["trigger"] or ""))


def _make_passage(what: str, row: dict[str, Any], words: str) -> Passage:
    where = " (title)" if row["span_field"] == "title" else ""
    return Passage(what + where, str(row["sentence"] or ""), row["char_start"], row["char_end"], words)
