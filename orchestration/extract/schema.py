"""The Arrow tables that extraction takes and returns: one schema a kind, nothing else.

Here belong names, types and the meaning of columns. How a row comes about belongs to the other modules of this room;
where it is stored belongs to `landing`.
"""

from __future__ import annotations

import pyarrow as pa

READ_LANGUAGES = frozenset({"en"})
"""Languages (ISO 639-1) that give mentions and claims; articles in others are kept, and counted."""

_UTC = pa.timestamp("us")  # UTC, without a zone: what DuckDB calls TIMESTAMP

ARTICLES_READ = pa.schema(
    [
        ("article_id", pa.string()),
        ("document_id", pa.string()),
        ("title", pa.string()),
        ("text", pa.string()),
        ("language", pa.string()),
        ("published_at", _UTC),
    ]
)
"""The columns of an article that extraction reads. More may be present; `published_at` is NULL when unknown."""

_PROVENANCE: list[tuple[str, pa.DataType]] = [
    ("article_id", pa.string()),
    ("document_id", pa.string()),
]

_SPAN: list[tuple[str, pa.DataType]] = [
    ("span_field", pa.string()),  # title | text
    ("sentence", pa.string()),
    ("sentence_start", pa.int32()),
    ("sentence_end", pa.int32()),
]

_STATEMENT: list[tuple[str, pa.DataType]] = [
    ("count_low", pa.int32()),
    ("count_best", pa.int32()),
    ("count_high", pa.int32()),
    ("count_text", pa.string()),  # the words of the figure, as written
    ("qualifier", pa.string()),  # exact | at least | more than | about | at most | fewer than | between | vague
    ("attributed_to", pa.string()),  # who states it, by the fullest name used in this article; NULL: nobody is named
    ("attribution_type", pa.string()),  # military | government | armed group | monitor | medical | rescue | ...
    ("time_scope", pa.string()),  # incident | period | cumulative | background
    ("factuality", pa.string()),  # asserted | reported | alleged | denied | planned | conditional
    *_SPAN,
    ("char_start", pa.int32()),  # the quoted words of the figure: field[char_start:char_end]
    ("char_end", pa.int32()),
    ("rule", pa.string()),  # the rule that made the row
    ("extractor_version", pa.string()),
]

EVENT_MENTIONS = pa.schema(
    [
        ("mention_id", pa.string()),
        *_PROVENANCE,
        *_SPAN,
        ("trigger", pa.string()),
        ("trigger_start", pa.int32()),
        ("trigger_end", pa.int32()),
        ("context", pa.string()),  # conflict | crime | accident | disaster
        ("event_type", pa.string()),
        ("sub_event_type", pa.string()),
        ("agent_name", pa.string()),  # the acting side, by the fullest name used in this article
        ("target_name", pa.string()),
        ("weapon", pa.string()),
        ("factuality", pa.string()),
        ("time_scope", pa.string()),
        ("is_definite", pa.bool_()),  # "the strike": refers to something told before
        ("date_text", pa.string()),  # the words, kept also when no date follows from them
        ("date_start", pa.date32()),
        ("date_end", pa.date32()),
        ("date_prec", pa.int32()),  # UCDP: 1 day .. 5 year; NULL unknown
        ("date_is_anaphoric", pa.bool_()),  # "a day earlier", "the same day"
        ("location", pa.string()),  # the place as told; NULL: none is told
        ("place_id", pa.string()),  # the gazetteer's row; NULL: not in the gazetteer
        ("admin1", pa.string()),
        ("country_iso3", pa.string()),
        ("latitude", pa.float64()),
        ("longitude", pa.float64()),
        ("where_prec", pa.int32()),  # UCDP: 1 exact .. 7 sea or air; NULL unknown
        ("rule", pa.string()),
        ("extractor_version", pa.string()),
    ]
)
"""One row per thing that happened, as told in one sentence."""

CLAIMS = pa.schema(
    [
        ("claim_id", pa.string()),
        ("mention_id", pa.string()),  # the event mention that the figure belongs to; NULL: none
        *_PROVENANCE,
        ("outcome", pa.string()),  # killed | wounded | missing | captured | abducted | displaced
        ("victim_group", pa.string()),  # total | civilians | combatants | children | women | men
        ("victim_actor_name", pa.string()),  # the side that the victims belong to, if told
        ("victim_name", pa.string()),  # a named victim
        ("list_id", pa.string()),  # figures that are joined in one list are disjoint and add; NULL: not in a list
        ("part_of", pa.string()),  # claim_id of the figure that this one is a part of ("including", "of whom")
        ("is_additional", pa.bool_()),  # "another two", "two others": adds to what was told before
        ("is_update", pa.bool_()),  # "rose to 14": replaces what was told before
        *_STATEMENT,
    ]
)
"""One row per casualty figure or named victim stated in one place."""

EQUIPMENT_CLAIMS = pa.schema(
    [
        ("claim_id", pa.string()),
        ("mention_id", pa.string()),
        *_PROVENANCE,
        ("equipment", pa.string()),
        ("category", pa.string()),
        ("owner_name", pa.string()),
        ("outcome", pa.string()),  # destroyed | damaged | captured | shot down
        *_STATEMENT,
    ]
)
"""One row per loss of equipment stated in one place."""

ACTOR_MENTIONS = pa.schema(
    [
        *_PROVENANCE,
        ("span_field", pa.string()),
        ("text", pa.string()),
        ("char_start", pa.int32()),
        ("char_end", pa.int32()),
        ("name", pa.string()),  # the fullest name used for it in this article: what dbt resolves to an actor
        ("actor_type_hint", pa.string()),  # type told by the description of an actor that no list knows; or NULL
        ("extractor_version", pa.string()),
    ]
)
"""One row per mention of an actor."""

PLACE_MENTIONS = pa.schema(
    [
        *_PROVENANCE,
        ("span_field", pa.string()),
        ("text", pa.string()),
        ("char_start", pa.int32()),
        ("char_end", pa.int32()),
        ("place_id", pa.string()),
        ("name", pa.string()),  # the gazetteer's name; NULL: not in the gazetteer
        ("admin1", pa.string()),
        ("country_iso3", pa.string()),
        ("latitude", pa.float64()),  # of what is meant here: moved for "75 km southeast of X"
        ("longitude", pa.float64()),
        ("place_latitude", pa.float64()),  # of the gazetteer's place itself
        ("place_longitude", pa.float64()),
        ("feature", pa.string()),  # country | province | town | area | sea
        ("geonames_id", pa.int32()),
        ("where_prec", pa.int32()),
        ("extractor_version", pa.string()),
    ]
)
"""One row per mention of a place."""

PERSON_MENTIONS = pa.schema(
    [
        *_PROVENANCE,
        ("mention_id", pa.string()),  # the event mention beside which the article tells of the person; NULL: none
        ("name", pa.string()),  # in full, as the article writes it
        (
            "role",
            pa.string(),
        ),  # killed | wounded | missing | captured | abducted | displaced | suspect | named (nothing of these)
        ("span_field", pa.string()),
        ("text", pa.string()),
        ("char_start", pa.int32()),
        ("char_end", pa.int32()),
        ("extractor_version", pa.string()),
    ]
)
"""One row per person whom an article names in full, where it does so first."""

REJECTED_ARTICLES = pa.schema(
    [
        *_PROVENANCE,
        ("reason", pa.string()),  # RULE_FAILED
        ("message", pa.string()),  # for people: what happened and what follows
        ("extractor_version", pa.string()),
    ]
)
"""One row per article on which a rule raised an error. It has no row in any other table of this version."""

RULE_FAILED = "rule_failed"
"""The reason code of a rejected article. It is public: never renamed or given another meaning."""

SCHEMAS: dict[str, pa.Schema] = {
    "event_mentions": EVENT_MENTIONS,
    "claims": CLAIMS,
    "equipment_claims": EQUIPMENT_CLAIMS,
    "actor_mentions": ACTOR_MENTIONS,
    "place_mentions": PLACE_MENTIONS,
    "person_mentions": PERSON_MENTIONS,
    "rejected_articles": REJECTED_ARTICLES,
}
"""What extraction returns: a table a kind, empty where nothing was found."""
