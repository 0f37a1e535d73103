"""What a published file says about the documents of one gold file.

Here belongs reading the public tables; judging belongs to `scorers`. A document that is not in the file has no article; a
count that is NULL stays None. The order of rows never changes.
"""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Collection, Iterable
from functools import cached_property
from typing import Any, NamedTuple

import duckdb

from orchestration.evaluate.align import make_mover
from orchestration.evaluate.gold import GoldDocument, GoldFile, Range


class WrongFileError(RuntimeError):
    """The file lacks a public table or column that a metric needs; the message says which."""


class PublishedArticle(NamedTuple):
    """An article in the database."""

    article_id: str
    external_id: str
    text: str | None
    story_id: str | None


class Link(NamedTuple):
    """What one article alone states of one event."""

    article_id: str
    event_id: str
    is_lead: bool
    killed_low: int | None
    killed_best: int | None
    killed_high: int | None
    wounded_low: int | None
    wounded_best: int | None
    wounded_high: int | None

    def get_best(self, outcome: str) -> int:
        """Returns the best figure of `killed` or `wounded`; 0 if it is unknown."""
        return getattr(self, f"{outcome}_best") or 0

    def get_bounds(self, outcome: str) -> tuple[int, int]:
        """Returns low and high; the best replaces an open end."""
        low, high = getattr(self, f"{outcome}_low"), getattr(self, f"{outcome}_high")
        return self.get_best(outcome) if low is None else low, self.get_best(outcome) if high is None else high


class PublishedEvent(NamedTuple):
    """An event after deduplication."""

    event_id: str
    context: str | None
    event_type: str | None
    sub_event_type: str | None
    date_start: datetime.date | None
    killed_best: int | None
    wounded_best: int | None


class PublishedActorMention(NamedTuple):
    """Words that name an actor, as a span of the gold text."""

    start: int
    end: int
    actor_id: str | None


class PublishedPlaceMention(NamedTuple):
    """Words that name a place, as a span of the gold text."""

    start: int
    end: int
    place_id: str | None
    latitude: float | None
    longitude: float | None


class PublishedLoss(NamedTuple):
    """Equipment that an article reports as lost, with the names of its owner."""

    category: str
    outcome: str
    best: int | None
    owners: list[str]


class ReportedEvent(NamedTuple):
    """An event of one article: the figures that the article alone states, and what all articles together say about the event."""

    event_id: str
    is_lead: bool
    context: str | None
    event_type: str | None
    sub_event_type: str | None
    date_start: datetime.date | None
    date_end: datetime.date | None
    location: str | None
    latitude: float | None
    longitude: float | None
    country_iso3: str | None
    perpetrator_names: list[str]
    killed: Range | None
    wounded: Range | None
    toll: int | None
    """The dead of the event after deduplication: the best, else the low."""

    def get_figure(self, outcome: str) -> Range | None:
        """Low, best and high of `killed` or `wounded` in this article; None where it states none."""
        return self.killed if outcome == "killed" else self.wounded


class PublishedFile:
    """The published file, next to one gold file. Raises `WrongFileError` if it is not such a file."""

    def __init__(self, db: duckdb.DuckDBPyConnection, gold: GoldFile[Any]) -> None:
        self._db = db
        self._gold = gold
        keys = {make_external_id(gold.stem, document.id): document.id for document in gold.documents}
        self._articles: dict[str, PublishedArticle] = {}
        columns = "article_id, external_id, text, story_id"
        for row in self.read_rows(f"select {columns} from marts.articles", "external_id", keys):
            self._articles.setdefault(keys[row[1]], PublishedArticle(*row))

    def read_rows(self, select: str, key: str, keys: Iterable[str]) -> list[tuple[Any, ...]]:
        """The rows whose `key` is one of `keys`, in the order of all their columns."""
        try:
            return self._db.execute(f"{select} where {key} in (select unnest(?::varchar[])) order by all", [[*keys]]).fetchall()
        except (duckdb.CatalogException, duckdb.BinderException) as error:
            wrong = str(error).partition("\n")[0]
            raise WrongFileError(f"this is not a database of this version of Tallywire: {wrong}") from None

    @property
    def found(self) -> int:
        """How many of the gold documents are in the database."""
        return len(self._articles)

    @property
    def article_ids(self) -> list[str]:
        """The articles of all gold documents."""
        return sorted(article.article_id for article in self._articles.values())

    def find_article(self, document: GoldDocument[Any]) -> PublishedArticle | None:
        """The article that the document became."""
        return self._articles.get(document.id)

    def find_links(self, document: GoldDocument[Any]) -> list[Link]:
        """The events of the article."""
        article = self.find_article(document)
        return self._links[article.article_id] if article else []

    def find_lead(self, document: GoldDocument[Any]) -> Link | None:
        """Finds the event that the article is about, with what the article alone states."""
        return next((link for link in self.find_links(document) if link.is_lead), None)

    def get_event(self, event_id: str) -> PublishedEvent:
        """An event of these articles."""
        return self._events[event_id]

    def find_lead_event(self, document: GoldDocument[Any]) -> PublishedEvent | None:
        """Finds the event that the article is about, as all articles together report it."""
        link = self.find_lead(document)
        return self.get_event(link.event_id) if link else None

    @cached_property
    def _links(self) -> defaultdict[str, list[Link]]:
        links = defaultdict(list)
        for row in self.read_rows(f"select {', '.join(Link._fields)} from marts.article_events", "article_id", self.article_ids):
            links[row[0]].append(Link(*row))
        return links

    @cached_property
    def _events(self) -> dict[str, PublishedEvent]:
        ids = {link.event_id for links in self._links.values() for link in links}
        columns = ", ".join(PublishedEvent._fields)
        return {row[0]: PublishedEvent(*row) for row in self.read_rows(f"select {columns} from marts.events", "event_id", ids)}

    def read_killed_names(self) -> dict[str, list[str]]:
        """The names of the dead, by article."""
        names = defaultdict(list)
        select = "select article_id, trim(victim_name), outcome from marts.claims"
        for article_id, name, outcome in self.read_rows(select, "article_id", self.article_ids):
            if name and outcome == "killed":
                names[article_id].append(name)
        return names

    def read_perpetrators(self, event_ids: Collection[str]) -> dict[str, list[str]]:
        """All names of the perpetrators, by event."""
        select = (
            "select event_id, name, aliases from marts.event_actors inner join marts.actors using (actor_id) "
            "where role = 'perpetrator'"
        )
        names: defaultdict[str, list[str]] = defaultdict(list)
        for event_id, name, aliases in self.read_rows(f"select event_id, name, aliases from ({select})", "event_id", event_ids):
            names[event_id] += [name, *(aliases or [])]
        return names

    def read_reported_events(self) -> dict[str, list[ReportedEvent]]:
        """The events of each document, by its id: the lead first."""
        joined = (
            "(select link.article_id, not link.is_lead as is_other, link.event_id, event.context, event.event_type, "
            "event.sub_event_type, event.date_start, event.date_end, event.location, event.latitude, event.longitude, "
            "event.country_iso3, event.actor1, actor.aliases, link.killed_low, link.killed_best, link.killed_high, "
            "link.wounded_low, link.wounded_best, link.wounded_high, coalesce(event.killed_best, event.killed_low) as toll "
            "from marts.article_events as link inner join marts.events as event using (event_id) "
            "left join marts.actors as actor on event.actor1_id = actor.actor_id)"
        )
        found: defaultdict[str, list[ReportedEvent]] = defaultdict(list)
        for row in self.read_rows(f"select * from {joined}", "article_id", self.article_ids):
            article_id, is_other, event_id, *about, actor, aliases = row[:14]
            killed, wounded, toll = row[14:17], row[17:20], row[20]
            found[article_id].append(
                ReportedEvent._make(
                    (
                        event_id,
                        not is_other,
                        *about,
                        [actor, *(aliases or [])] if actor else [],
                        killed if any(number is not None for number in killed) else None,
                        wounded if any(number is not None for number in wounded) else None,
                        toll,
                    )
                )
            )
        ids = {document.id: self.find_article(document) for document in self._gold.documents}
        return {document_id: found[article.article_id] if article else [] for document_id, article in ids.items()}

    def read_actor_mentions(self) -> dict[str, list[PublishedActorMention]]:
        """The actors named in each document, by its id."""
        return {
            document_id: [PublishedActorMention(*row) for row in rows]
            for document_id, rows in self._read_spans("marts.actor_mentions", "actor_id").items()
        }

    def read_place_mentions(self) -> dict[str, list[PublishedPlaceMention]]:
        """The places named in each document, by its id; the place's point where the mention has none."""
        joined = (
            "(select mention.article_id, span_field, char_start, char_end, place_id, "
            "if(mention.latitude is null, place.latitude, mention.latitude) as lat, "
            "if(mention.latitude is null, place.longitude, mention.longitude) as lon "
            "from marts.place_mentions as mention left join marts.places as place using (place_id))"
        )
        return {
            document_id: [PublishedPlaceMention(*row) for row in rows]
            for document_id, rows in self._read_spans(joined, "place_id, lat, lon").items()
        }

    def read_losses(self) -> dict[str, list[PublishedLoss]]:
        """Reads the counted losses that each document reports, by its id: one for each event, name and outcome."""
        grouped = (
            "(select article_id, event_id, equipment, category, outcome, "
            "max(count_best) as best, max(owner_actor_id) as actor_id from marts.equipment_claims where is_counted group by all)"
        )
        select = (
            f"select article_id, category, outcome, best, name, aliases from {grouped} left join marts.actors using (actor_id)"
        )
        losses = defaultdict(list)
        for article_id, category, outcome, best, name, aliases in self.read_rows(
            f"select * from ({select})", "article_id", self.article_ids
        ):
            losses[article_id].append(PublishedLoss(category, outcome, best, [each for each in (name, *(aliases or [])) if each]))
        ids = {document.id: self.find_article(document) for document in self._gold.documents}
        return {document_id: losses[article.article_id] if article else [] for document_id, article in ids.items()}

    def _read_spans(self, table: str, columns: str) -> dict[str, list[tuple[Any, ...]]]:
        """Reads mentions in the text of each document, moved onto the gold text; one without a counterpart is left out."""
        by_article = defaultdict(list)
        select = f"select article_id, char_start, char_end, {columns} from {table} where span_field <> 'title'"
        for article_id, *rest in self.read_rows(f"select * from ({select})", "article_id", self.article_ids):
            by_article[article_id].append(rest)
        found: dict[str, list[tuple[Any, ...]]] = {document.id: [] for document in self._gold.documents}
        for document in self._gold.documents:
            article = self.find_article(document)
            if article is None or not article.text:
                continue
            move = make_mover(article.text, document.text)
            for start, end, *rest in by_article[article.article_id]:
                span = move(start, end)
                if span:
                    found[document.id].append((*span, *rest))
        return found


def make_external_id(stem: str, document_id: str) -> str:
    """Makes the id that a gold document has in the job: no document of another gold file has the same."""
    return f"{stem}:{document_id}"
