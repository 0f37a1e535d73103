"""Generated landing days: articles with what extraction would read in them, so that dbt alone can be measured.

Each day has its own incidents. Most are reported by several outlets, some by copies of one text, some a day late, some with a
higher toll or a correction. Rows have the shape that ingest and extraction land, and are the same on every machine.
"""

from __future__ import annotations

import hashlib
import random
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from itertools import accumulate
from typing import Any

import pyarrow as pa

from orchestration.extract.schema import SCHEMAS
from orchestration.ingest.schema import ARTICLES, DOCUMENTS, SIGHTINGS
from orchestration.ingest.signature import compute_signature

Row = dict[str, Any]
Rows = dict[str, list[Row]]

UNVERSIONED = {"documents": DOCUMENTS, "sightings": SIGHTINGS, "articles": ARTICLES}
_ARTICLES_AN_INCIDENT = 4
_COPIED = 0.35  # of the articles carry another one's text, somewhat edited
_SYLLABLES = ("bar", "dul", "fen", "gor", "hil", "jan", "kem", "lov", "mur", "nes", "pol", "rud", "sim", "tav", "vek", "zor")
_COUNTRIES = (
    *("SYR", "IRQ", "YEM", "SDN", "SOM", "NGA", "MLI", "COD"),  # codespell:ignore som
    *("AFG", "UKR", "COL", "MMR", "ETH", "LBY", "PAK", "TCD"),
)
_TYPES = (
    ("Explosions/Remote violence", "Air/drone strike", "air strike"),
    ("Explosions/Remote violence", "Shelling/artillery/missile attack", "shelling"),
    ("Explosions/Remote violence", "Remote explosive/landmine/IED", "roadside bomb"),
    ("Battles", "Armed clash", "clashes"),
    ("Violence against civilians", "Attack", "attack"),
)
_LISTED = ("Islamic State", "al-Shabaab", "Taliban", "Boko Haram", "Syrian Democratic Forces", "Houthis", "Hezbollah", "M23")
_SPEAKERS = (*((name, "medical") for name in ("a doctor", "hospital officials")), ("the army", "military"), (None, "media"))
_OUTLETS = tuple(f"Outlet {number}" for number in range(200))


def _id(*parts: object) -> str:
    return hashlib.sha256("\x1f".join(map(str, parts)).encode()).hexdigest()[:16]


def _name(number: int) -> str:
    syllables = []
    for _ in range(3):
        number, digit = divmod(number, len(_SYLLABLES))
        syllables.append(_SYLLABLES[digit])
    return "".join(syllables).title()


_WORDS = [_name(number).lower() for number in range(len(_SYLLABLES) ** 3)]
_FREQUENCIES = list(accumulate(1 / (rank + 10) for rank in range(len(_WORDS))))  # after Zipf


def _place(number: int) -> Row:
    country = number % len(_COUNTRIES)
    rng = random.Random(number)  # noqa: S311
    return {
        "place_id": f"bench-{number}",
        "name": _name(number),
        "admin1": f"{_COUNTRIES[country]} province {number % 7}",
        "country_iso3": _COUNTRIES[country],
        "latitude": round(-20 + 4 * country + rng.random() * 3, 4),
        "longitude": round(-60 + 9 * country + rng.random() * 6, 4),
        "where_prec": 1,
    }


_PLACES = [_place(number) for number in range(3_000)]


def _incident(rng: random.Random, day: date) -> Row:
    kind = rng.choice(_TYPES)
    return {
        "day": day - timedelta(days=rng.choice((0, 0, 1))),
        "place": rng.choice(_PLACES),
        "kind": kind,
        "agent": rng.choice((None, rng.choice(_LISTED), f"{_name(rng.randrange(600))} Brigade")),
        "target": rng.choice((None, "civilians", "government forces")),
        "killed": rng.choice((1, 1, 2, 3, 4, 5, 7, 9, 12, 21, 34)),
    }


def day_rows(day: date, n_articles: int) -> Rows:
    """What is landed on a day: rows by kind of the landing zone."""
    rng = random.Random(day.toordinal())  # noqa: S311
    incidents = [_incident(rng, day) for _ in range(max(1, n_articles // _ARTICLES_AN_INCIDENT))]
    yesterday = random.Random(day.toordinal() - 1)  # noqa: S311
    late = [_incident(yesterday, day - timedelta(days=1)) for _ in range(max(1, n_articles // _ARTICLES_AN_INCIDENT))]
    rows: Rows = {kind: [] for kind in (*UNVERSIONED, *SCHEMAS)}
    written: list[tuple[list[_Statement], str]] = []
    for number in range(n_articles):
        if written and rng.random() < _COPIED:
            statements, text = rng.choice(written[-300:])
            words = text.split(" ")
            for _ in range(rng.choice((0, 0, 3, 10))):
                words[rng.randrange(_WORDS_OF_STATEMENTS, len(words))] = "meanwhile"
            text = " ".join(words)
        else:
            statements = [_Statement(rng, rng.choice(late if rng.random() < 0.1 else incidents), "incident", 0)]
            if rng.random() < 0.4:  # what happened before
                before = _incident(rng, day - timedelta(days=rng.randrange(3, 60)))
                statements.append(_Statement(rng, before, "background", len(statements[0].sentence) + 1))
            text = " ".join((*(statement.sentence for statement in statements), _body(rng)))
            written.append((statements, text))
        _add_article(rows, rng, _ArticleText(day, number, statements, text))
    return rows


def _body(rng: random.Random) -> str:
    """Words as frequent as in prose, so that texts share as few groups of three as articles of different authors do."""
    said = rng.choices(_WORDS, cum_weights=_FREQUENCIES, k=rng.randint(180, 380))
    return " ".join(word.capitalize() if number % 14 == 0 else word for number, word in enumerate(said))


_WORDS_OF_STATEMENTS = 40


class _Statement:
    """One sentence on an incident, and where its words stand in the text."""

    def __init__(self, rng: random.Random, incident: Row, time_scope: str, start: int) -> None:
        self.incident, self.time_scope, self.start = incident, time_scope, start
        self.trigger = incident["kind"][2].capitalize()
        killed = incident["killed"] + rng.choice((0, 0, 0, 0, 1, 2))
        self.tolls = {"killed": killed, "wounded": 2 * killed + 100}  # not one within the other
        self.sentence = f"{self.trigger} in {incident['place']['name']} killed {killed} people and wounded {2 * killed + 100}."
        end = start + len(self.sentence)
        self.span = {"span_field": "text", "sentence": self.sentence, "sentence_start": start, "sentence_end": end}

    def at(self, words: str) -> tuple[int, int]:
        """Where the words stand in the text."""
        start = self.start + self.sentence.index(words)
        return start, start + len(words)


class _ArticleText:
    """One article that reports incidents."""

    def __init__(self, day: date, number: int, statements: list[_Statement], text: str) -> None:
        self.day, self.number, self.statements, self.text = day, number, statements, text
        self.key = f"https://www.example.org/{day}/{number}.html"
        self.ids = {"article_id": _id(self.key), "document_id": _id(self.key, text)}


def _add_article(rows: Rows, rng: random.Random, article: _ArticleText) -> None:
    noon = datetime.combine(article.day, datetime.min.time()) + timedelta(hours=12)
    sha256 = hashlib.sha256(article.text.encode()).hexdigest()
    incident = article.statements[0].incident
    rows["documents"].append(
        {
            **article.ids,
            "document_key": article.key,
            "uri": article.key,
            "sha256": sha256,
            "media_type": "text/plain",
            "method": "file",
        }
        | {"landed_at": noon}
    )
    rows["sightings"].append({**article.ids, "seen_at": noon})
    rows["articles"].append(
        {**article.ids, "source_name": rng.choice(_OUTLETS), "url": article.key, "title": "News of the day", "text": article.text}
        | {"language": "en", "published_at": noon + timedelta(minutes=article.number % 600), "published_at_method": "given"}
        | {"published_at_prec": "time", "content_sha256": sha256, "word_count": len(article.text.split()), "landed_at": noon}
        | {"signature": compute_signature(article.text)}
    )
    for statement in article.statements:
        _add_mention(rows, rng, article, statement)
    for number in range(6):
        name = incident["agent"] if number == 0 else rng.choice((*_LISTED, f"{_name(rng.randrange(600))} Brigade"))
        if name:
            start = 200 + 50 * number
            span = {"span_field": "text", "text": name, "char_start": start, "char_end": start + len(name)}
            rows["actor_mentions"].append({**article.ids, **span, "name": name, "actor_type_hint": "Rebel group"})
    for number in range(4):
        place = incident["place"] if number == 0 else rng.choice(_PLACES)
        start = 600 + 50 * number
        rows["place_mentions"].append(
            {
                **article.ids,
                "span_field": "text",
                "text": place["name"],
                "char_start": start,
                "char_end": start + len(place["name"]),
            }
            | place
            | {"place_latitude": place["latitude"], "place_longitude": place["longitude"], "feature": "town"}
        )
    for number in range(4):
        name = f"{_name(rng.randrange(600))} {_name(rng.randrange(600))}"
        span = {"span_field": "text", "text": name, "char_start": 800 + 50 * number, "char_end": 800 + 50 * number + len(name)}
        rows["person_mentions"].append(
            {**article.ids, **span, "name": name, "role": rng.choice(("killed", "suspect", "named", "named"))}
        )


def _add_mention(rows: Rows, rng: random.Random, article: _ArticleText, statement: _Statement) -> None:
    incident = statement.incident
    event_type, sub_event_type, _ = incident["kind"]
    place = incident["place"]
    mention_id = _id("mention", article.ids["document_id"], statement.start)
    trigger_start, trigger_end = statement.at(statement.trigger)
    scope = {"factuality": "reported", "time_scope": statement.time_scope, "rule": "bench"}
    rows["event_mentions"].append(
        {**article.ids, **statement.span, **scope, "mention_id": mention_id, "trigger": statement.trigger}
        | {"trigger_start": trigger_start, "trigger_end": trigger_end, "context": "conflict", "event_type": event_type}
        | {"sub_event_type": sub_event_type, "agent_name": incident["agent"], "target_name": incident["target"]}
        | {"is_definite": False, "date_is_anaphoric": False, "date_text": "on the day", "date_start": incident["day"]}
        | {"date_end": incident["day"], "date_prec": 1, "location": place["name"]}
        | {column: place[column] for column in ("place_id", "admin1", "country_iso3", "latitude", "longitude", "where_prec")}
    )
    speaker, kind = rng.choice(_SPEAKERS)
    for outcome, count in statement.tolls.items():
        start, end = statement.at(f" {count} " if outcome == "killed" else str(count))
        rows["claims"].append(
            {**article.ids, **statement.span, **scope, "claim_id": _id("claim", mention_id, outcome), "mention_id": mention_id}
            | {"outcome": outcome, "victim_group": rng.choice(("total", "civilians")), "qualifier": "exact"}
            | {"count_low": count, "count_best": count, "count_high": count, "count_text": str(count)}
            | {"attributed_to": speaker, "attribution_type": kind, "char_start": start, "char_end": end}
        )


def tables(rows: Rows, extractor_version: str) -> Iterator[tuple[str, str | None, pa.Table]]:
    """Each kind of the landing zone with its version, if it has one, and its rows as a table."""
    for kind, schema in UNVERSIONED.items():
        yield kind, None, pa.Table.from_pylist(rows[kind], schema)
    for kind, schema in SCHEMAS.items():
        versioned = [{**row, "extractor_version": extractor_version} for row in rows[kind]]
        yield kind, extractor_version, pa.Table.from_pylist(versioned, schema)
