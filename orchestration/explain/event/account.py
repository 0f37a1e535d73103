"""All that the published file holds about one event, under short labels. Reads the published file only.

Here belongs which rows an account needs and in what order they stand.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import duckdb

from orchestration.explain.event.event_ids import Found

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
_OTHERS = """
select mentions.mention_id, mentions.trigger, mentions.sentence, events.event_id, events.summary
from marts.event_mentions as mentions left join marts.events using (event_id)
where mentions.mention_id in (select unnest($ids::varchar[]))
"""
_HISTORY = """
select event_id, valid_from, valid_to, killed_low, killed_best, killed_high, wounded_low, wounded_best, wounded_high,
    n_articles, summary
from marts.events_history
where event_id = $event_id
    or event_id in (select unnest($former::varchar[])) and event_id not in (select event_id from marts.events)
order by valid_from, event_id
"""
_PARTED = """
select new_event_id, changed_at from marts.event_id_changes
where old_event_id = $event_id and reason = 'split' order by changed_at, new_event_id
"""
_FORMER = """
with recursive earlier (old_event_id, new_event_id, reason, changed_at) as (
    select old_event_id, new_event_id, reason, changed_at from marts.event_id_changes where new_event_id = $event_id
    union
    select changes.old_event_id, changes.new_event_id, changes.reason, changes.changed_at
    from marts.event_id_changes as changes inner join earlier on changes.new_event_id = earlier.old_event_id
)
select * from earlier order by changed_at, old_event_id, new_event_id
"""


@dataclass(frozen=True, slots=True)
class Account:
    """The rows about one event. Articles, mentions, origins and claims have a `label` (A1, M1, O1, C1; equipment Q1)."""

    found: Found
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
    """Compared pairs of which one mention, or both, is of this event, each with `event_a` and `event_b`."""
    others: dict[str, Row]
    """The mentions of other events, or of none, that stand in these pairs, by their ids."""
    history: list[Row]
    """What was published of it, also under ids that lead to it now."""
    former: list[Row]
    parted: list[Row]

    @property
    def labels(self) -> dict[str, str]:
        """The label of each article and mention."""
        keys = ((self.articles, "article_id"), (self.mentions, "mention_id"))
        return {row[key]: row["label"] for rows, key in keys for row in rows}

    def votes_for(self, figure: Row) -> list[Row]:
        """The votes of all origins for a figure, the earliest origin first."""
        return [vote for vote in self.votes if all(vote[key] == figure[key] for key in ("outcome", "victim_group"))]

    def claims_behind(self, vote: Row) -> list[Row]:
        """The counted claims of the vote's origin for its outcome, of any group."""
        return [
            claim
            for claim in self.claims
            if claim["is_counted"] and all(claim[key] == vote[key] for key in ("origin_id", "outcome"))
        ]

    def total_of(self, figure: Row) -> Row | None:
        """The figure for all of the same outcome."""
        of_outcome = (each for each in self.figures if each["outcome"] == figure["outcome"])
        return next((each for each in of_outcome if each["victim_group"] == "total"), None)


def account_of(db: duckdb.DuckDBPyConnection, found: Found) -> Account:
    """The account of an event that is published."""

    def rows(sql: str, **values: Any) -> list[Row]:
        db.execute(sql, values or {"event_id": found.event_id})
        names = [column[0] for column in db.description or []]
        return [dict(zip(names, row, strict=True)) for row in db.fetchall()]

    pairs, mentions, former = rows(_PAIRS), rows(_MENTIONS), rows(_FORMER)
    own = {row["mention_id"] for row in mentions}
    foreign = sorted({row[side] for row in pairs for side in ("mention_a", "mention_b")} - own)
    claims, votes = rows(_CLAIMS.format(table="claims", actor="victim_actor_id")), rows(_VOTES)
    account = Account(
        found=found,
        event=rows(_EVENT)[0],
        figures=rows(_FIGURES),
        sides=rows(_SIDES),
        votes=votes,
        claims=claims,
        losses=rows(_LOSSES),
        equipment_claims=rows(_CLAIMS.format(table="equipment_claims", actor="owner_actor_id")),
        articles=rows(_ARTICLES),
        mentions=mentions,
        pairs=pairs,
        others={row["mention_id"]: row for row in rows(_OTHERS, ids=foreign)},
        history=rows(_HISTORY, event_id=found.event_id, former=[change["old_event_id"] for change in former]),
        former=former,
        parted=rows(_PARTED),
    )
    for letter, labelled in (("A", account.articles), ("M", mentions), ("C", claims), ("Q", account.equipment_claims)):
        for number, row in enumerate(labelled, 1):
            row["label"] = f"{letter}{number}"
    for claim in (*claims, *account.equipment_claims):
        claim["article"] = account.labels[claim["article_id"]]
        claim["mention"] = account.labels[claim["mention_id"]]
    for mention in mentions:
        mention["article"] = account.labels[mention["article_id"]]
    _label_origins(votes, claims)
    return account


def _label_origins(votes: list[Row], claims: list[Row]) -> None:
    """O1 is whose figure was published first; the same origin has one label in all figures."""
    spoken = [claim["origin_id"] for claim in claims if claim["is_counted"]]
    label = {origin: f"O{number}" for number, origin in enumerate(dict.fromkeys(spoken), 1)}
    for vote in votes:
        vote["label"] = label[vote["origin_id"]]
    for claim in claims:
        claim["origin"] = label.get(claim["origin_id"])
    votes.sort(key=lambda vote: int(vote["label"][1:]))
