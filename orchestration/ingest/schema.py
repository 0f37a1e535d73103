"""The Arrow tables that ingest produces: one schema per kind, nothing else."""

from __future__ import annotations

import pyarrow as pa

_UTC = pa.timestamp("us")

DOCUMENTS = pa.schema(
    [
        ("document_id", pa.string()),  # hash of the key and of the sha256 of payload and sidecar
        ("article_id", pa.string()),  # hash of the key
        ("document_key", pa.string()),  # normalised URL, else source + id, else name in the inbox
        ("uri", pa.string()),  # where it was found, for people: name in the inbox, with the place in a file that holds many
        ("payload", pa.binary()),  # the bytes, unchanged; NULL: it could not be read
        ("sidecar", pa.binary()),  # the bytes of NAME.meta.json, unchanged
        ("sha256", pa.string()),  # of the payload, hex
        ("media_type", pa.string()),  # text/plain | text/markdown | text/html | application/json | application/octet-stream
        ("method", pa.string()),  # how it came: file | warc | web
        ("read_error", pa.string()),  # why there is no payload
        ("landed_at", _UTC),  # the run's clock when it was landed first
        ("url", pa.string()),  # the address that was asked for, of a page from the web or an archive
        ("fetched_at", _UTC),  # when it was fetched, as we or the archive say
        ("headers", pa.string()),  # of the HTTP answer, as a JSON object
        ("final_url", pa.string()),  # where redirects led, of a page from the web
    ]
)
"""One row per payload that was found under one key."""

ADDRESSES = pa.schema(
    [
        ("article_id", pa.string()),  # hash of the key that the page's document has
        ("url", pa.string()),  # as it was found
        ("source_id", pa.string()),
        ("source_name", pa.string()),
        ("found_at", _UTC),
        ("published_at", pa.string()),  # as the feed or news sitemap says
        ("updated_at", _UTC),  # as the feed or sitemap says
    ]
)
"""One row per time that a source listed an address that was not known, or something new about it."""

SOURCES = pa.schema(
    [
        ("source_id", pa.string()),
        ("name", pa.string()),
        ("kind", pa.string()),  # feed | sitemap | news_sitemap | list | warc
        ("address", pa.string()),
        ("country_iso3", pa.string()),
        ("language", pa.string()),
        ("owner_type", pa.string()),
        ("every_hours", pa.float64()),
        ("is_active", pa.bool_()),
        ("listed_at", _UTC),
    ]
)
"""One row per line of the list of sources, on each day on which a crawl read it so."""

FETCHES = pa.schema(
    [
        ("article_id", pa.string()),  # of the address
        ("url", pa.string()),
        ("host", pa.string()),
        ("purpose", pa.string()),  # page | listing | robots
        ("source_id", pa.string()),  # of a listing
        ("asked_at", _UTC),
        ("seconds", pa.float64()),
        ("status", pa.int32()),  # of HTTP, NULL: there was no answer
        ("outcome", pa.string()),  # new | changed | unchanged | failed (tried again) | rejected
        ("document_id", pa.string()),  # of the page as it was seen last
        ("sha256", pa.string()),  # of the payload as it was seen last
        ("etag", pa.string()),
        ("last_modified", pa.string()),
        ("n_visits", pa.int32()),  # answers so far
        ("n_failures", pa.int32()),  # in a row
        ("n_host_failures", pa.int32()),  # of the host, in a row
        ("again_at", _UTC),  # when it is due again, NULL: not by itself
        ("problem", pa.string()),  # "reason_code: message"
        ("n_found", pa.int32()),  # addresses in a listing
        ("payload", pa.binary()),  # of a listing or robots.txt; that of a page is in its document
    ]
)
"""One row per request of an address."""

SIGHTINGS = pa.schema(
    [
        ("document_id", pa.string()),
        ("article_id", pa.string()),
        ("seen_at", _UTC),
    ]
)
"""One row per time that a document became, or stayed one of, the latest payloads of its key."""

ARTICLES = pa.schema(
    [
        ("article_id", pa.string()),
        ("document_id", pa.string()),
        ("external_id", pa.string()),  # the `id` that its JSON gave
        ("source_name", pa.string()),  # the `source` that its JSON gave, else the host of its URL
        ("url", pa.string()),
        ("title", pa.string()),
        ("text", pa.string()),
        ("author", pa.string()),
        ("language", pa.string()),  # ISO 639-1
        ("published_at", _UTC),
        (
            "published_at_method",
            pa.string(),
        ),  # given | feed | structured_data | meta | address | file_name | dateline; unusable: none could be read;
        # several_days: a live blog of several days | NULL
        ("published_at_prec", pa.string()),  # time | day | NULL
        ("published_on", pa.date32()),  # the day at the outlet, by the offset that the date gives; NULL: it gives none
        ("content_sha256", pa.string()),  # of the payload
        ("word_count", pa.int32()),
        ("signature", pa.list_(pa.uint32())),  # MinHash, 128 permutations of 3-word shingles; empty text: empty
        ("extra", pa.string()),  # unknown keys, as JSON with sorted keys
        ("landed_at", _UTC),
    ]
)
"""One row per document that became an article (one revision of it)."""

REJECTED_DOCUMENTS = pa.schema(
    [
        ("document_id", pa.string()),
        ("uri", pa.string()),
        ("stage", pa.string()),  # read | decode | parse
        ("reason", pa.string()),  # a short code
        ("message", pa.string()),  # for people: what is wrong and what to do
        ("is_retriable", pa.bool_()),
    ]
)
"""One row per document that did not become an article."""
