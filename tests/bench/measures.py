"""One measure in a process of its own: `python -m tests.bench.measures NAME ARGUMENT…` prints it as JSON."""

from __future__ import annotations

import hashlib
import json
import resource
import statistics
import sys
import time
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

_BASELINE_ROWS = 10_000  # rows in one insert: with 1,000 the plain loop takes twice as long
_TURN = 100  # articles that one and then the other reads
_NOW = datetime(2026, 1, 1)
_COLUMNS = ("url", "title", "published_at", "source", "text")


def plain(path: str, data: str) -> dict[str, Any]:
    """What anyone would write: json.loads, sha256 of the line, rows into a DuckDB file by way of Arrow."""
    import duckdb
    import pyarrow as pa

    start, n = time.perf_counter(), 0
    Path(data).mkdir(parents=True)
    db = duckdb.connect(str(Path(data) / "plain.duckdb"))
    columns = ("sha256", *_COLUMNS)
    db.execute(f"create table articles ({', '.join(f'{column} varchar' for column in columns)})")
    rows: list[tuple[Any, ...]] = []

    def insert() -> None:
        batch = pa.table({column: [row[i] for row in rows] for i, column in enumerate(columns)})
        db.register("batch", batch)
        db.execute("insert into articles select * from batch")
        rows.clear()

    with Path(path).open("rb") as lines:
        for line in lines:
            article = json.loads(line)
            rows.append((hashlib.sha256(line).hexdigest(), *(article.get(column) for column in _COLUMNS)))
            n += 1
            if len(rows) == _BASELINE_ROWS:
                insert()
    if rows:
        insert()
    db.close()
    return {"articles": n, "seconds": time.perf_counter() - start}


def tallywire(path: str, data: str, workers: str) -> dict[str, Any]:
    """Landing and parsing by the functions that the assets call; in a data folder that is there, all is known already."""
    from orchestration.pipeline import steps
    from orchestration.settings import Settings

    settings = Settings(data_dir=Path(data), workers=int(workers))
    start = time.perf_counter()
    found = steps.discover_documents(settings, [Path(path)], _NOW)
    landed = time.perf_counter()
    after_discovery = _peak_megabytes()
    n_articles, n_rejected = steps.parse_day(settings, _NOW.date())
    end = time.perf_counter()
    return {
        "articles": found.n_found,
        "new": found.n_new,
        "parsed": n_articles,
        "rejected": n_rejected,
        "seconds": end - start,
        "landing_seconds": landed - start,
        "parsing_seconds": end - landed,
        "landing_peak_mb": after_discovery,
    }


def reading(path: str) -> dict[str, Any]:
    """Extraction beside plain `nlp.pipe` of the same model with all its parts, in turns, on the same articles.

    `ratio` is the median over the turns of articles a second of the one over those of the other, by processor time.
    """
    import pyarrow as pa
    import spacy

    from orchestration.extract import ARTICLES_READ
    from orchestration.extract.extractor import DEFAULT_MODEL, Extractor

    articles = [json.loads(line) for line in Path(path).read_text(encoding="utf-8").splitlines()]
    texts = [f"{article.get('title') or ''}\n\n{article['text']}" for article in articles]
    rows = [
        {
            "article_id": str(number),
            "document_id": str(number),
            "title": article.get("title"),
            "text": article["text"],
            "language": "en",
            "published_at": datetime.fromisoformat(article["published_at"]).replace(tzinfo=None)
            if article.get("published_at")
            else None,
        }
        for number, article in enumerate(articles)
    ]
    table = pa.Table.from_pylist(rows, schema=ARTICLES_READ)
    nlp, extractor = spacy.load(DEFAULT_MODEL), Extractor.load()
    list(nlp.pipe(texts[:_TURN]))
    extractor.extract(table.slice(0, _TURN))
    ratios, seconds = [], 0.0
    for first in range(0, len(texts), _TURN):
        start = time.process_time()
        list(nlp.pipe(texts[first : first + _TURN]))
        middle = time.process_time()
        extractor.extract(table.slice(first, _TURN))
        end = time.process_time()
        ratios.append((middle - start) / (end - middle))
        seconds += end - middle
    return {"articles": len(texts), "seconds": seconds, "ratio": statistics.median(ratios)}


def extraction(path: str, data: str, workers: str) -> dict[str, Any]:
    """Extraction of landed articles, with so many processes."""
    from orchestration.pipeline import steps
    from orchestration.settings import Settings

    settings = Settings(data_dir=Path(data), workers=int(workers))
    steps.discover_documents(settings, [Path(path)], _NOW)
    steps.parse_day(settings, _NOW.date())
    start = time.perf_counter()
    n = steps.extract_days(settings, [_NOW.date()], lambda *_, **__: None)
    return {"articles": n, "seconds": time.perf_counter() - start}


def growth(words: str) -> dict[str, Any]:
    """Extraction of one text of each shape with so many words, and of one of double the length.

    The exponent is 1 where double the length takes double the time.
    """
    import math

    import pyarrow as pa

    from orchestration.extract import ARTICLES_READ
    from orchestration.extract.extractor import Extractor
    from tests.bench.shapes import SHAPES, make_text

    extractor = Extractor.load()

    def measure(text: str) -> float:
        row = {"article_id": "a", "document_id": "d", "text": text, "language": "en", "published_at": _NOW}
        start = time.process_time()
        extractor.extract(pa.Table.from_pylist([row], schema=ARTICLES_READ))
        return time.process_time() - start

    measure("Gunmen killed two people in Kano.")
    shapes, total = {}, 0.0
    for shape in SHAPES:
        one, two = measure(make_text(shape, int(words))), measure(make_text(shape, 2 * int(words)))
        shapes[shape] = {"exponent": round(math.log2(two / one), 2), "words_a_second": round(2 * int(words) / two)}
        total += one + two
    return {"articles": 2 * len(SHAPES), "seconds": total, "shapes": shapes}


def history(data: str, days: str) -> dict[str, Any]:
    """Generated days before today, landed and loaded: what the measures of dbt stand on."""
    from tests.bench.warehouse import ARTICLES_A_DAY, TODAY, Warehouse, days_before

    start = time.perf_counter()
    Warehouse(Path(data)).land(days_before(TODAY, int(days)))
    return {"articles": int(days) * ARTICLES_A_DAY, "seconds": time.perf_counter() - start}


def stories(data: str) -> dict[str, Any]:
    """Stories of all that is loaded: the signatures, and a dbt build of the models that make stories of them."""
    from orchestration.ingest.signature import compute_signature
    from tests.bench.warehouse import Warehouse

    warehouse = Warehouse(Path(data))
    texts = warehouse.texts()
    start = time.perf_counter()
    for text in texts:
        compute_signature(text)
    signed = time.perf_counter()
    warehouse.build("--select", "+int_stories_grouped", "--exclude-resource-type", "test")
    end = time.perf_counter()
    return {"articles": len(texts), "seconds": end - start, "signing_seconds": signed - start, "pairs": warehouse.n_copies()}


def datasketch(data: str) -> dict[str, Any]:
    """Candidates for copies among the same texts by MinHashLSH of datasketch, with as many bands: no veto, no stories yet."""
    from datasketch import MinHash, MinHashLSH

    from orchestration.ingest.signature import N_PERMUTATIONS, split_shingles
    from tests.bench.warehouse import BANDS, Warehouse

    texts = Warehouse(Path(data)).texts()
    start = time.perf_counter()
    index = MinHashLSH(num_perm=N_PERMUTATIONS, params=BANDS)
    n_pairs = 0
    for number, text in enumerate(texts):
        sketch = MinHash(num_perm=N_PERMUTATIONS)
        sketch.update_batch(split_shingles(text))
        n_pairs += len(index.query(sketch))
        index.insert(number, sketch)
    return {"articles": len(texts), "seconds": time.perf_counter() - start, "pairs": n_pairs}


def day(data: str) -> dict[str, Any]:
    """A whole dbt build of the days before, then today's articles: the seconds of the build that takes them in."""
    from tests.bench.warehouse import ARTICLES_A_DAY, TODAY, Warehouse

    warehouse = Warehouse(Path(data))
    warehouse.build()
    warehouse.land([TODAY])
    start, before = time.perf_counter(), _processor_seconds()
    warehouse.build()
    seconds = time.perf_counter() - start
    return {"articles": ARTICLES_A_DAY, "seconds": seconds, "processor_seconds": _processor_seconds() - before}


def _peak_megabytes() -> float:
    """The most that this process, or one of those it started, has held in memory at once."""
    unit = 2**20 if sys.platform == "darwin" else 2**10
    return max(resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)) / unit


def _processor_seconds() -> float:
    """What this process and those it started have computed: unlike the time on the wall, hardly moved by other programs."""
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(one.ru_utime + one.ru_stime for one in used)


_MEASURES: dict[str, Callable[..., dict[str, Any]]] = {
    measure.__name__: measure for measure in (plain, tallywire, reading, extraction, growth, history, stories, datasketch, day)
}

if __name__ == "__main__":
    measured = _MEASURES[sys.argv[1]](*sys.argv[2:])
    print(json.dumps({"peak_mb": _peak_megabytes(), "processor_seconds": _processor_seconds(), **measured}))
