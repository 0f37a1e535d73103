"""Reads an article of a data folder, with what the last run published about it.

Here belong the queries to the published file. Wording belongs to `explanation`.
"""

from __future__ import annotations

from typing import Any

import duckdb

from orchestration.explain.article.explanation import ExplainedArticle, RunDecisions

_ARTICLE = """
select articles.article_id, revisions.document_id, articles.external_id, sources.name as source, articles.url, articles.title,
    articles.text, articles.language, articles.published_at, articles.published_at_method,
    articles.published_at_prec, articles.published_on
from marts.articles
inner join marts.article_revisions as revisions using (article_id, revision)
left join marts.sources using (source_id)
where articles.article_id = $key or articles.external_id = $key
order by articles.article_id
"""
_EVENTS = """
select event_id, is_lead, summary, killed_low, killed_best, killed_high, wounded_low, wounded_best, wounded_high
from marts.article_events
inner join (select event_id, summary from marts.events) using (event_id)
where article_id = $article_id
order by is_lead desc, event_id
"""
_MENTIONS = "select mention_id, event_id, extractor_version from marts.event_mentions where article_id = $article_id"
_CLAIMS = """
select claim_id, is_counted, not_counted_reason from marts.claims where article_id = $article_id
union all
select claim_id, is_counted, not_counted_reason from marts.equipment_claims where article_id = $article_id
"""


class NotPublishedError(LookupError):
    """The published file has no such article, or several. The message says what to do."""


def read_published_article(db: duckdb.DuckDBPyConnection, key: str) -> tuple[ExplainedArticle, RunDecisions]:
    """Reads the current revision of the article with this article_id or external_id. Raises `NotPublishedError`."""
    found = _query_rows(db, _ARTICLE, key=key)
    if not found:
        raise NotPublishedError(
            f"no published article has the article_id or external_id {key}. "
            'Find one with: tallywire query "select article_id, external_id, title from articles"'
        )
    if len(found) > 1:
        ids = ", ".join(row["article_id"] for row in found)
        raise NotPublishedError(
            f"{len(found)} published articles have the external_id {key}. Choose one by its article_id: {ids}"
        )
    article_id = found[0]["article_id"]
    mentions = _query_rows(db, _MENTIONS, article_id=article_id)
    counted = _query_rows(db, _CLAIMS, article_id=article_id)
    decisions = RunDecisions(
        extractor_versions=frozenset(row["extractor_version"] for row in mentions),
        events=_query_rows(db, _EVENTS, article_id=article_id),
        event_of={row["mention_id"]: row["event_id"] for row in mentions if row["event_id"]},
        counted={row["claim_id"]: "yes" if row["is_counted"] else f"no: {row['not_counted_reason']}" for row in counted},
    )
    return ExplainedArticle(name=f"the published article {article_id}", **found[0]), decisions


def _query_rows(db: duckdb.DuckDBPyConnection, sql: str, **values: str) -> list[dict[str, Any]]:
    db.execute(sql, values)
    names = [column[0] for column in db.description or []]
    return [dict(zip(names, row, strict=True)) for row in db.fetchall()]
