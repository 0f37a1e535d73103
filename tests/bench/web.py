"""`python -m tests.bench.web`: a polite crawl of made-up outlets, parsing beside bare trafilatura, and reading of an archive.

Everything is on loopback. What the crawl asked, and when, is taken from the server's own log.
"""

from __future__ import annotations

import argparse
import csv
import io
import json
import multiprocessing
import resource
import tempfile
import time
from datetime import datetime
from itertools import pairwise
from multiprocessing.connection import Connection
from pathlib import Path

from warcio.archiveiterator import ArchiveIterator
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from orchestration.ingest.discover import find_documents
from orchestration.ingest.page import read_page
from orchestration.ingest.parse import parse_document
from orchestration.ingest.records import make_document
from orchestration.ingest.web.sources import COLUMNS
from orchestration.pipeline import steps
from orchestration.pipeline.crawl import CrawlConditions, crawl_outlets
from orchestration.pipeline.crawl_state import open_crawl_state
from orchestration.settings import Settings
from orchestration.storage.landing import Landing
from tests.made_up.outlets import serving, strike

_NOW = datetime(2026, 1, 1)
_DELAY = 1.0


def _peak_mb() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def _serve(n_pages: int, n_hosts: int, pipe: Connection) -> None:
    """The outlets, in a process of their own; sends the addresses of the feeds, and at the end the log."""
    with serving() as web:
        feeds = []
        for n in range(n_hosts):
            host = f"outlet{n}.test"
            numbers = range(n, n_pages, n_hosts)
            feeds.append(web.feed(host, *((web.serve(host, f"/{i}", strike(i)), None) for i in numbers)))
        pipe.send(feeds)
        pipe.recv()
        pipe.send([(request.host, request.path, request.at) for request in web.log])


async def _resolve(_host: str, _port: int) -> list[str]:
    return ["127.0.0.1"]


def measure_crawl(folder: Path, n_pages: int, n_hosts: int) -> dict[str, object]:
    """Pages a second over what politeness allows, and what the server saw."""
    ours, theirs = multiprocessing.Pipe()
    server = multiprocessing.get_context("spawn").Process(target=_serve, args=(n_pages, n_hosts, theirs))
    server.start()
    feeds = ours.recv()
    with (folder / "sources.csv").open("w", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(COLUMNS)
        rows.writerows([f"Outlet {n}", "feed", feed, "", "en", "", 1, "yes"] for n, feed in enumerate(feeds))
    hosts = ",".join(f"outlet{n}.test" for n in range(n_hosts))
    settings = Settings(data_dir=folder / "data", sources=folder / "sources.csv", private_hosts=hosts, crawl_delay=_DELAY)
    start = time.perf_counter()
    done = crawl_outlets(settings, conditions=CrawlConditions(resolve=_resolve))
    seconds = time.perf_counter() - start
    ours.send(None)
    log = ours.recv()
    server.join()
    asked = {(host, path) for host, path, _ in log if path not in ("/robots.txt", "/feed.xml")}
    by_host: dict[str, list[float]] = {}
    for host, _, at in log:
        by_host.setdefault(host, []).append(at)
    gaps = [b - a for times in by_host.values() for a, b in pairwise(sorted(times))]
    landing = Landing(settings.landing_dir)
    n_landed = len(
        {key for _, table in landing.scan_tables("documents", ["article_id"]) for key in table["article_id"].to_pylist()}
    )
    with open_crawl_state(settings.crawl_dir, landing) as state:
        n_waiting = state.count_waiting()
    return {
        "pages": n_pages,
        "hosts": n_hosts,
        "seconds": round(seconds, 1),
        "pages_a_second_over_allowed": round(n_pages / seconds / (n_hosts / _DELAY), 3),
        "peak_mb": round(_peak_mb()),
        "outcomes": dict(done.outcomes),
        "asked_for": len(asked),
        "articles_landed": n_landed,
        "still_waiting": n_waiting,
        "shortest_pause_of_a_host": round(min(gaps), 4),
    }


def measure_parsing(n_pages: int) -> dict[str, object]:
    """Pages a second on one core, beside bare trafilatura on the same bytes."""
    import trafilatura  # noqa: PLC0415

    pages = [strike(n).body for n in range(n_pages)]
    for page in pages[:20]:
        trafilatura.bare_extraction(page, with_metadata=True)
        read_page(page.decode(), landed_at=_NOW)
    start = time.perf_counter()
    for page in pages:
        trafilatura.bare_extraction(page, include_comments=False, with_metadata=True)
    bare = time.perf_counter() - start
    documents = [
        make_document(f"url:https://x.test/{n}", str(n), payload=page, media_type="text/html", landed_at=_NOW)
        for n, page in enumerate(pages)
    ]
    start = time.perf_counter()
    for document in documents:
        parse_document(document)
    ours = time.perf_counter() - start
    return {
        "pages": n_pages,
        "bare_trafilatura_a_second": round(n_pages / bare),
        "ours_a_second": round(n_pages / ours),
        "ratio": round(bare / ours, 3),
    }


def measure_warc(folder: Path, n_records: int) -> dict[str, object]:
    """Records a second beside bare iteration by warcio, and memory after a tenth and after all."""
    path = folder / "news.warc.gz"
    with path.open("wb") as file:
        writer = WARCWriter(file, gzip=True)
        for n in range(n_records):
            body = strike(n).body
            headers = StatusAndHeaders("200 OK", [("Content-Type", "text/html")], protocol="HTTP/1.1")
            url = f"https://example.org/{n}"
            writer.write_record(
                writer.create_warc_record(url, "response", io.BytesIO(body), length=len(body), http_headers=headers)
            )
    start = time.perf_counter()
    with path.open("rb") as file:
        n_bare = sum(len(record.content_stream().read()) > 0 for record in ArchiveIterator(file))
    bare = time.perf_counter() - start
    peaks: list[float] = []
    start, n = time.perf_counter(), 0
    for _ in find_documents([path], landed_at=_NOW):
        n += 1
        if n == n_records // 10:
            peaks.append(_peak_mb())
    ours = time.perf_counter() - start
    peaks.append(_peak_mb())
    settings = Settings(data_dir=folder / "warc")
    start = time.perf_counter()
    found = steps.discover_documents(settings, [path], _NOW)
    landed = time.perf_counter() - start
    return {
        "records": n,
        "bare_records": n_bare,
        "bare_a_second": round(n / bare),
        "read_a_second": round(n / ours),
        "ratio": round(bare / ours, 3),
        "peak_mb_after_a_tenth": round(peaks[0]),
        "peak_mb_after_all": round(peaks[1]),
        "landed": found.n_new,
        "landed_a_second": round(n / landed),
        "landed_ratio": round(bare / landed, 3),
        "landed_peak_mb": round(_peak_mb()),
    }


def main() -> None:
    """Prints one line of JSON for each measure."""
    options = argparse.ArgumentParser(prog="python -m tests.bench.web", description=__doc__)
    options.add_argument("--pages", type=int, default=2_000)
    options.add_argument("--hosts", type=int, default=50)
    options.add_argument("--records", type=int, default=100_000)
    chosen = options.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        print(json.dumps({"crawl": measure_crawl(Path(folder), chosen.pages, chosen.hosts)}), flush=True)
        print(json.dumps({"parsing": measure_parsing(max(chosen.pages // 4, 100))}), flush=True)
        print(json.dumps({"warc": measure_warc(Path(folder), chosen.records)}), flush=True)


if __name__ == "__main__":
    main()
