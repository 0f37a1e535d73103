"""The command on a real server: from the outlet's feed to the published file, and what happens if the outlet changes a report."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from orchestration.settings import PROJECT_DIR
from tests.integration.tally import RUN_SECONDS, TALLYWIRE, Tally
from tests.made_up.outlets import Web, page, serving


@pytest.fixture
def web() -> Iterator[Web]:
    with serving() as web:
        yield web


def crawl(tally: Tally, sources: Path, now: str) -> str:
    variables = {
        "TALLYWIRE_SOURCES": str(sources),
        "TALLYWIRE_PRIVATE_HOSTS": "localhost,127.0.0.1",
        "TALLYWIRE_CRAWL_DELAY": "0.05",
    }
    environment = tally.environment(now) | variables
    done = subprocess.run([TALLYWIRE, "crawl"], env=environment, capture_output=True, text=True, check=False, timeout=RUN_SECONDS)
    assert done.returncode == 0, done.stderr
    return done.stderr


def test_a_silently_changed_death_toll_is_found_and_every_address_has_a_state(tally: Tally, tmp_path: Path, web: Web) -> None:
    def serve_report(n: str) -> None:
        text = f"An air strike killed {n} civilians in Raqqa on Sunday, a doctor said. Two more were wounded."
        web.serve("localhost", "/strike", page("Strike in Raqqa", text))
        talks = page("Talks in Geneva", "Delegates met for talks in Geneva on Sunday.", head=f"<script>advertise('{n}')</script>")
        web.serve("localhost", "/other", talks)

    serve_report("four")
    dated = "Sun, 01 Mar 2026 08:00:00 GMT"
    feed = web.feed(
        "127.0.0.1",
        (web.url("localhost", "/strike"), dated),
        (web.url("localhost", "/other"), dated),
        (web.url("localhost", "/gone"), dated),
        (f"http://10.0.0.1:{web.port}/inside", dated),
    )
    sources = tmp_path / "sources.csv"
    head = "name,kind,address,country_iso3,language,owner_type,every_hours,active\n"
    sources.write_text(f"{head}The Outlet,feed,{feed},SYR,en,private,1,yes\n")
    crawl(tally, sources, "2026-03-01T12:00:00")
    states: dict[str, str] = dict(
        tally.query("select regexp_extract(url, '/([a-z]+)$', 1), coalesce(reason, state) from marts.crawl_addresses")
    )
    assert states == {"strike": "article", "other": "article", "gone": "http_status", "inside": "private_address"}
    assert tally.query("select name from marts.sources") == [("The Outlet",)]
    assert tally.query("select distinct published_at::varchar, published_at_method from marts.articles") == [
        ("2026-03-01 08:00:00", "feed")
    ]
    serve_report("nine")
    crawl(tally, sources, "2026-03-01T19:00:00")
    query = (PROJECT_DIR / "warehouse" / "queries" / "changed_death_tolls.sql").read_text()
    ((title, _, revision, _, before, now, said_before, says_now),) = tally.query(query)
    assert (title, revision, before, now) == ("Strike in Raqqa", 2, 4, 9)
    assert ("killed four" in said_before, "killed nine" in says_now) == (True, True)
    assert tally.query("select killed_best from marts.events where killed_best is not null") == [(9,)]
    assert tally.query("select title, count(*) from marts.article_revisions group by title order by title") == [
        ("Strike in Raqqa", 2),
        ("Talks in Geneva", 1),  # other advertisements are no other text
    ]
    states = dict(tally.query("select regexp_extract(url, '/([a-z]+)$', 1), state from marts.crawl_addresses"))
    assert states == {"strike": "article", "other": "unchanged", "gone": "rejected", "inside": "rejected"}
