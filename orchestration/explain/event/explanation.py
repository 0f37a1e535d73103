"""The explanation of one event: the rows about it in the published file, with short labels.

Here belong the queries and the order of the rows. Reasons belong to `grounds` and `joins`, formats to `terminal` and `as_json`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import duckdb

from orchestration.explain.event.event_lookup import FoundEvent

Row = dict[str, Any]

_EVENT = "select * from marts.events where event_id = $event_id"
_FIGURES = """
select casualties.*, conservative.best as conservative_best, informative.best as informative_best
from marts.casualties
left join marts.casualties_by_rule as conservative
    on conservative.rule = 'conservative' and conservative.event_id = casualties.event_id
    and conservative.outcome = casualties.outcome and conservative.victim_group = casualties.victim_group
left join marts.casualties_by_rule as informative
    on informative.rule = 'informative' and informative.event_id = casualties.event_id
    and informative.outcome = casualties.outcome and informative.victim_group = casualties.victim_group
where casualties.event_id = $event_id
order by
    list_position(['killed', 'wounded', 'missing', 'captured', 'abducted', 'displaced'], casualties.outcome),
    list_position(['total', 'civilians', 'combatants', 'children', 'women', 'men'], casualties.victim_group)
"""
_SIDES = """
select casualties_by_side.*, actors.name as actor
from marts.casualties_by_side inner join marts.actors on victim_actor_id = actor_id
where event_id = $event_id
order by list_position(['killed', 'wounded', 'missing', 'captured', 'abducted', 'displaced'], outcome), actor, victim_actor_id
"""
_VOTES = "select * from marts.casualty_votes where event_id = $event_id order by outcome, victim_group, origin_id"
_ARTICLES = """
select articles.article_id, articles.external_id, sources.name as source, articles.title, articles.url, articles.published_at,
    articles.published_at_prec, articles.story_id, articles.revision, article_events.is_lead,
    article_events.killed_low, article_events.killed_best, article_events.killed_high
from marts.article_events
inner join marts.articles using (article_id)
left join marts.sources using (source_id)
where article_events.event_id = $event_id
order by articles.published_at asc nulls last, articles.article_id
"""
_MENTIONS = """
select mentions.*, articles.published_at, agents.name as agent_name, targets.name as target_name,
    places.admin1, places.country_iso3,
    left(sha256('event' || chr(31) || mentions.mention_id), 16) = mentions.event_id as is_anchor
from marts.event_mentions as mentions
inner join marts.articles using (article_id)
left join marts.actors as agents on mentions.agent_actor_id = agents.actor_id
left join marts.actors as targets on mentions.target_actor_id = targets.actor_id
left join marts.places using (place_id)
where mentions.event_id = $event_id
order by articles.published_at asc nulls last, article_id, mentions.span_field = 'text', mentions.trigger_start, mention_id
"""
_CLAIMS = """
select claims.*, articles.published_at, actors.name as victim_actor_name
from marts.{table} as claims
inner join marts.articles using (article_id)
left join marts.actors on claims.{actor} = actors.actor_id
where claims.event_id = $event_id
order by articles.published_at asc nulls last, claims.article_id, claims.span_field = 'text', claims.char_start, claims.claim_id
"""
_LOSSES = """
select losses.*, actors.name as owner from marts.equipment_losses as losses
left join marts.actors on losses.owner_actor_id = actors.actor_id
where losses.event_id = $event_id order by losses.equipment, losses.outcome
"""
_PAIRS = """
select links.*, a.event_id as event_a, b.event_id as event_b
from marts.event_links as links
inner join marts.event_mentions as a on links.mention_a = a.mention_id
inner join marts.event_mentions as b on links.mention_b = b.mention_id
where a.event_id = $event_id or b.event_id = $event_id
order by links.score desc, links.mention_a, links.mention_b
"""
_OTHER_MENTIONS = """
select mentions.mention_id, mentions.trigger, mentions.sentence, events.event_id, events.summary
from marts.event_mentions as mentions left join marts.events using (event_id)
where mentions.mention_id in (select unnest($ids::varchar[]))
"""
_HISTORY = """
select event_id, valid_from, valid_to, killed_low, killed_best, killed_high, wounded_low, wounded_best, wounded_high,
    n_articles, summary
from marts.events_history
where event_id = $event_id
    or event_id in (select unnest($earlier_ids::varchar[])) and event_id not in (select event_id from marts.events)
order by valid_from, event_id
"""
_SPLIT_OFF = """
select new_event_id, changed_at from marts.event_id_changes
where old_event_id = $event_id and reason = 'split' order by changed_at, new_event_id
"""
_EARLIER_IDS = """
with recursive earlier (old_event_id, new_event_id, reason, changed_at) as (
    select old_event_id, new_event_id, reason, changed_at from marts.event_id_changes where new_event_id = $event_id
    union
    select changes.old_event_id, changes.new_event_id, changes.reason, changes.changed_at
    from marts.event_id_changes as changes inner join earlier on changes.new_event_id = earlier.old_event_id
)
select * from earlier order by changed_at, old_event_id, new_event_id
"""


@dataclass(frozen=True, slots=True)
class EventExplanation:
    """The rows about one event. Articles, mentions, origins and claims have a `label` (A1, M1, O1, C1; equipment Q1)."""

    found: FoundEvent
    event: Row
    figures: list[Row]
    sides: list[Row]
    votes: list[Row]
    claims: list[Row]
    losses: list[Row]
    equipment_claims: list[Row]
    articles: list[Row]
    mentions: list[Row]
    pairs: list[Row]
    """Compared pairs of incidents with at least one of this event, each with `event_a` and `event_b`."""
    other_mentions: dict[str, Row]
    """The mentions in these pairs that belong to another event or to none, by id."""
    history: list[Row]
    """Its published versions, including those under earlier ids."""
    earlier_ids: list[Row]
    """Changes of ids that led to the event."""
    split_off: list[Row]
    """Changes in which a part of the event became another event."""

    @property
    def incidents(self) -> set[str]:
        """The incidents of articles that are this event, each known by its first mention."""
        return {row["incident_id"] for row in self.mentions if row["incident_id"]}

    @property
    def labels(self) -> dict[str, str]:
        """Maps article_id and mention_id to labels."""
        keys = ((self.articles, "article_id"), (self.mentions, "mention_id"))
        return {row[key]: row["label"] for rows, key in keys for row in rows}

    def select_votes(self, figure: Row) -> list[Row]:
        """Selects the votes of all origins for a figure, the earliest origin first."""
        return [vote for vote in self.votes if all(vote[key] == figure[key] for key in ("outcome", "victim_group"))]

    def select_claims(self, vote: Row) -> list[Row]:
        """Selects the counted claims of the vote's origin for its outcome, of any victim group."""
        return [
            claim
            for claim in self.claims
            if claim["is_counted"] and all(claim[key] == vote[key] for key in ("origin_id", "outcome"))
        ]

    def find_total(self, figure: Row) -> Row | None:
        """Finds the total figure of the same outcome."""
        same_outcome = (other for other in self.figures if other["outcome"] == figure["outcome"])
        return next((other for other in same_outcome if other["victim_group"] == "total"), None)


def explain_event(db: duckdb.DuckDBPyConnection, found: FoundEvent) -> EventExplanation:
    """Explains a published event: reads the rows about it and labels them."""

    def query_rows(sql: str, **values: Any) -> list[Row]:
        db.execute(sql, values or {"event_id": found.event_id})
        names = [column[0] for column in db.description or []]
        return [dict(zip(names, row, strict=True)) for row in db.fetchall()]

    pairs, mentions, earlier_ids = query_rows(_PAIRS), query_rows(_MENTIONS), query_rows(_EARLIER_IDS)
    own = {row["mention_id"] for row in mentions}
    foreign = sorted({row[side] for row in pairs for side in ("mention_a", "mention_b")} - own)
    claims, votes = query_rows(_CLAIMS.format(table="claims", actor="victim_actor_id")), query_rows(_VOTES)
    explanation = EventExplanation(
        found=found,
        event=query_rows(_EVENT)[0],
        figures=query_rows(_FIGURES),
        sides=query_rows(_SIDES),
        votes=votes,
        claims=claims,
        losses=query_rows(_LOSSES),
        equipment_claims=query_rows(_CLAIMS.format(table="equipment_claims", actor="owner_actor_id")),
        articles=query_rows(_ARTICLES),
        mentions=mentions,
        pairs=pairs,
        other_mentions={row["mention_id"]: row for row in query_rows(_OTHER_MENTIONS, ids=foreign)},
        history=query_rows(_HISTORY, event_id=found.event_id, earlier_ids=[change["old_event_id"] for change in earlier_ids]),
        earlier_ids=earlier_ids,
        split_off=query_rows(_SPLIT_OFF),
    )
    for letter, labelled_rows in (
        ("A", explanation.articles),
        ("M", mentions),
        ("C", claims),
        ("Q", explanation.equipment_claims),
    ):
        for number, row in enumerate(labelled_rows, 1):
            row["label"] = f"{letter}{number}"
    for claim in (*claims, *explanation.equipment_claims):
        claim["article"] = explanation.labels[claim["article_id"]]
        claim["mention"] = explanation.labels[claim["mention_id"]]
    for mention in mentions:
        mention["article"] = explanation.labels[mention["article_id"]]
    _label_origins(votes, claims)
    return explanation


def _label_origins(votes: list[Row], claims: list[Row]) -> None:
    """O1 is the origin whose figure was published first. An origin has the same label in all figures."""
    origins = [claim["origin_id"] for claim in claims if claim["is_counted"]]
    label = {origin: f"O{number}" for number, origin in enumerate(dict.fromkeys(origins), 1)}
    for vote in votes:
        vote["label"] = label[vote["origin_id"]]
    for claim in claims:
        claim["origin"] = label.get(claim["origin_id"])
    votes.sort(key=lambda vote: int(vote["label"][1:]))
