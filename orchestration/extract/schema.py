"""The Arrow tables that extraction takes and returns: one schema for each kind of row.

This is the contract of the landed tables. Here belong the names, types and meanings of columns. How a row is made belongs to the
rooms of extraction; how it is stored belongs to `storage.landing`. docs/vocabulary.md explains the codes.

Columns that mean the same in each table:
- `article_id`, `document_id`: the article, and the revision of it that was read.
- `span_field`: the field of that revision, `title` or `text`. All offsets of the row count its characters, from 0:
  `field[start:end]` in Python gives the quoted words exactly.
- `extractor_version`: the version of the code, model and lists that made the row.
- NULL means that the article does not say, never 0 or "none".
"""

from __future__ import annotations

import pyarrow as pa

READ_LANGUAGES = frozenset({"en"})
"""Languages (ISO 639-1) that give mentions and claims. Articles in other languages are kept and counted, and give no rows."""

_UTC = pa.timestamp("us")  # a time in UTC, stored without a zone: DuckDB's TIMESTAMP

ARTICLES_READ = pa.schema(
    [
        ("article_id", pa.string()),
        ("document_id", pa.string()),
        ("title", pa.string()),
        ("text", pa.string()),
        ("language", pa.string()),
        ("published_at", _UTC),
        ("published_on", pa.date32()),
    ]
)
"""The columns of an article that extraction reads; others are ignored. `published_at` is NULL when the date is not known.
`published_on` is the day at the outlet; NULL when its zone is not known."""

_PROVENANCE: list[tuple[str, pa.DataType]] = [
    ("article_id", pa.string()),
    ("document_id", pa.string()),
]

_SPAN: list[tuple[str, pa.DataType]] = [
    ("span_field", pa.string()),  # title | text
    ("sentence", pa.string()),  # the whole sentence, as written: field[sentence_start:sentence_end]
    ("sentence_start", pa.int32()),
    ("sentence_end", pa.int32()),
]

_STATEMENT: list[tuple[str, pa.DataType]] = [
    ("count_low", pa.int32()),  # the least that the words allow: 21 for "at least 21"; NULL: open ("up to 30")
    ("count_best", pa.int32()),  # the number that the words give; NULL: they give none ("several")
    ("count_high", pa.int32()),  # the most that the words allow; NULL: open ("at least 21")
    ("count_text", pa.string()),  # the words of the figure, or of the victim's name, as written
    ("qualifier", pa.string()),  # exact | at least | more than | about | at most | fewer than | between | vague
    ("attributed_to", pa.string()),  # who states it, by the fullest name in this article; NULL: nobody is named
    ("attribution_type", pa.string()),  # military | government | armed group | monitor | medical | rescue | ...
    ("time_scope", pa.string()),  # incident (once) | period (a week, a year) | cumulative (a campaign, a war) | background
    ("factuality", pa.string()),  # asserted | reported | alleged | denied | planned | conditional
    *_SPAN,
    ("char_start", pa.int32()),  # count_text is field[char_start:char_end]
    ("char_end", pa.int32()),
    ("rule", pa.string()),  # the rule and the form of the count: "verb:kill/figure"; other code parses it
    ("extractor_version", pa.string()),
]

EVENT_MENTIONS = pa.schema(
    [
        ("mention_id", pa.string()),  # hash of article_id, document_id, span_field, the trigger's span and the type
        *_PROVENANCE,
        *_SPAN,
        ("trigger", pa.string()),  # the words that name the event: field[trigger_start:trigger_end]
        ("trigger_start", pa.int32()),
        ("trigger_end", pa.int32()),
        ("context", pa.string()),  # conflict | crime | accident | disaster
        ("event_type", pa.string()),  # as in seeds/reference/event_types.csv; NULL: the words do not decide
        ("sub_event_type", pa.string()),  # NULL: the words do not decide
        ("agent_name", pa.string()),  # the side that acted, by the fullest name in this article
        ("target_name", pa.string()),  # the side that was attacked, by the fullest name in this article
        ("weapon", pa.string()),
        ("target_site", pa.string()),  # the kind of building, vehicle or gathering that was hit: hospital | market | bus | ...
        ("factuality", pa.string()),  # as in claims
        ("time_scope", pa.string()),  # as in claims
        ("is_definite", pa.bool_()),  # "the strike": refers to an event that the article mentioned before
        ("date_text", pa.string()),  # the words of the date; kept also when they give no date
        ("date_start", pa.date32()),  # first day that the event can have happened on
        ("date_end", pa.date32()),  # last such day, included
        ("date_prec", pa.int32()),  # UCDP's scale: 1 day .. 5 year
        ("date_is_anaphoric", pa.bool_()),  # the date counts from another event: "a day earlier", "the same day"
        ("location", pa.string()),  # the words of the place
        ("place_id", pa.string()),  # the place in the gazetteer; NULL: it is not there
        ("admin1", pa.string()),  # name of the province
        ("country_iso3", pa.string()),
        ("latitude", pa.float64()),  # degrees, WGS 84, of the place that is meant: moved for "75 km southeast of X"
        ("longitude", pa.float64()),
        ("where_prec", pa.int32()),  # UCDP's scale: 1 exact .. 7 sea or air
        ("incident_id", pa.string()),  # mention_id of the first mention of the incident that it reports; NULL: it reports none
        ("incident_role", pa.string()),  # lead | other | recalled: what the incident is in the article
        ("incident_rule", pa.string()),  # why it belongs to this incident, or to none; for people
        ("rule", pa.string()),  # the rule that made the row; other code parses it
        ("extractor_version", pa.string()),
    ]
)
"""One row per event in one sentence that reports it. dbt joins the mentions of one event, in one article and across articles."""

CLAIMS = pa.schema(
    [
        ("claim_id", pa.string()),  # hash of article_id, document_id, span_field, span, outcome and victim_group
        ("mention_id", pa.string()),  # the event mention that the figure belongs to; NULL: none fits
        *_PROVENANCE,
        ("outcome", pa.string()),  # killed | wounded | missing | captured | abducted | displaced
        ("victim_group", pa.string()),  # total | civilians | combatants | children | women | men
        ("victim_actor_name", pa.string()),  # the side that the victims belong to, if the article names it
        ("victim_name", pa.string()),  # the full name of a single victim, if the article gives it
        ("list_id", pa.string()),  # claims with one list_id are about different people, so they add up; NULL: not in a list
        ("part_of", pa.string()),  # claim_id of the larger figure that holds these people ("including"); NULL: not a part
        ("is_additional", pa.bool_()),  # "another two", "two others": adds to a figure that the article stated before
        ("is_update", pa.bool_()),  # "rose to 14": replaces a figure that the article stated before
        ("is_corrected_toll", pa.bool_()),  # "lowered the toll to 14": the article says that an earlier, other figure was wrong
        *_STATEMENT,
    ]
)
"""One row per casualty figure or named victim that an article states in one place."""

EQUIPMENT_CLAIMS = pa.schema(
    [
        ("claim_id", pa.string()),  # hash of article_id, document_id, span_field, span, outcome and equipment
        ("mention_id", pa.string()),  # the event mention that the loss belongs to; NULL: none fits
        *_PROVENANCE,
        ("equipment", pa.string()),  # the name, as in the list of equipment
        ("category", pa.string()),  # tank | ship | drone | vehicle | ...: the category in the list of equipment
        ("owner_name", pa.string()),  # the side that had it, by the fullest name in this article
        ("outcome", pa.string()),  # destroyed | damaged | captured | shot down
        *_STATEMENT,
    ]
)
"""One row per loss of equipment that an article states in one place. Counts are pieces."""

ACTOR_MENTIONS = pa.schema(
    [
        *_PROVENANCE,
        ("span_field", pa.string()),
        ("text", pa.string()),
        ("char_start", pa.int32()),
        ("char_end", pa.int32()),
        ("name", pa.string()),  # the fullest name for it in this article; dbt resolves it to an actor
        ("actor_type_hint", pa.string()),  # the type that a description gives ("rebel group"), for actors in no list
        ("extractor_version", pa.string()),
    ]
)
"""One row per mention of an actor: text is field[char_start:char_end]."""

PLACE_MENTIONS = pa.schema(
    [
        *_PROVENANCE,
        ("span_field", pa.string()),
        ("text", pa.string()),
        ("char_start", pa.int32()),
        ("char_end", pa.int32()),
        ("place_id", pa.string()),
        ("name", pa.string()),  # the name in the gazetteer; NULL: it is not there
        ("admin1", pa.string()),
        ("country_iso3", pa.string()),
        ("latitude", pa.float64()),  # degrees, WGS 84, of the place that is meant: moved for "75 km southeast of X"
        ("longitude", pa.float64()),
        ("place_latitude", pa.float64()),  # of the place in the gazetteer, not moved
        ("place_longitude", pa.float64()),
        ("feature", pa.string()),  # country | province | town | area | sea
        ("geonames_id", pa.int32()),
        ("where_prec", pa.int32()),  # as in event_mentions
        ("extractor_version", pa.string()),
    ]
)
"""One row per mention of a place: text is field[char_start:char_end]."""

PERSON_MENTIONS = pa.schema(
    [
        *_PROVENANCE,
        ("mention_id", pa.string()),  # the event mention that the person had a part in; NULL: none
        ("name", pa.string()),  # in full, as the article writes it
        ("role", pa.string()),  # killed | wounded | missing | captured | abducted | displaced | suspect | named (none of these)
        ("span_field", pa.string()),
        ("text", pa.string()),
        ("char_start", pa.int32()),
        ("char_end", pa.int32()),
        ("extractor_version", pa.string()),
    ]
)
"""One row per person that an article names in full, at the first such place: text is field[char_start:char_end]."""

REJECTED_ARTICLES = pa.schema(
    [
        *_PROVENANCE,
        ("reason", pa.string()),  # RULE_FAILED, TOO_COSTLY, FAILED_CHECK
        ("message", pa.string()),  # for people: what happened, and what happens next
        ("extractor_version", pa.string()),
    ]
)
"""One row per article that could not be read. It has no row in any other table of this version."""

RULE_FAILED = "rule_failed"
"""The reason code of an article on which a rule raised an error. It is public: its name and meaning never change."""

TOO_COSTLY = "too_costly"
"""The reason code of an article that used more time or memory than one article may, or on which the process ended. Public."""

FAILED_CHECK = "failed_check"
"""The reason code of an article that was set aside, because a check of the tables failed on its rows. Public."""

SCHEMAS: dict[str, pa.Schema] = {
    "event_mentions": EVENT_MENTIONS,
    "claims": CLAIMS,
    "equipment_claims": EQUIPMENT_CLAIMS,
    "actor_mentions": ACTOR_MENTIONS,
    "place_mentions": PLACE_MENTIONS,
    "person_mentions": PERSON_MENTIONS,
    "rejected_articles": REJECTED_ARTICLES,
}
"""The tables that extraction returns. Each is always present; a table without rows is empty."""
