"""One article, one key: the dress of a web address does not matter, everything else in it does."""

from __future__ import annotations

import gzip
from datetime import datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from orchestration.ingest.discover import find_documents
from orchestration.ingest.identity import normalise_url

NOW = datetime(2026, 3, 2)
PLAIN = "https://example.org/news/a"


@pytest.mark.parametrize(
    "url",
    [
        PLAIN,
        " https://example.org/news/a\n",
        "http://example.org/news/a",
        "HTTPS://Example.ORG/news/a",
        "https://example.org:443/news/a",
        "http://example.org:80/news/a",
        "https://user:password@example.org/news/a",
        "https://example.org./news/a",
        "https://example.org/news/a#top",
        "https://example.org/news/a/",
        "https://example.org/news/a?",
        "https://www.example.org/news/a",
        "https://m.example.org/news/a",
        "https://mobile.example.org/news/a",
        "https://amp.example.org/news/a",
        "https://example.org/news/a/amp",
        "https://example.org/news/a/amp/",
        "https://example.org/news/a?amp=1",
        "https://example.org/news/a?amp",
        "https://example.org/news/a?outputType=amp",
        "https://example.org/news/a?utm_source=x&UTM_Campaign=y&fbclid=1&gclid=2",
        "https://example.org/n%65ws/a",
    ],
)
def test_other_dress_same_key(url: str) -> None:
    assert normalise_url(url) == PLAIN


@pytest.mark.parametrize(
    ("url", "plain"),
    [
        ("https://example.org", "https://example.org"),
        ("https://example.org/", "https://example.org"),
        ("https://example.org:8080/a", "https://example.org:8080/a"),
        ("https://example.org/a?b=2&a=1&utm_medium=x", "https://example.org/a?a=1&b=2"),
        ("https://example.org/a?id=1&id=2", "https://example.org/a?id=1&id=2"),
        ("https://example.org/a?q=x+y", "https://example.org/a?q=x%20y"),
        ("https://example.org/%d8%a7", "https://example.org/%D8%A7"),
        ("https://example.org/ا", "https://example.org/%D8%A7"),
        ("https://example.org/a%2fb", "https://example.org/a%2Fb"),
        ("https://bücher.example/a", "https://xn--bcher-kva.example/a"),
        ("https://en.m.wikipedia.org/wiki/Raqqa", "https://en.wikipedia.org/wiki/Raqqa"),
        ("https://m.me/a", "https://m.me/a"),
        ("https://www.bbc.co.uk/a", "https://bbc.co.uk/a"),
        ("https://example.org/News/A", "https://example.org/News/A"),
        ("https://example.org/camp", "https://example.org/camp"),
        ("https://example.org/a?ref=1&source=2&pk_id=3", "https://example.org/a?pk_id=3&ref=1&source=2"),
        ("https://[2001:DB8::1]/a", "https://[2001:db8::1]/a"),
    ],
)
def test_what_makes_another_page_stays(url: str, plain: str) -> None:
    assert normalise_url(url) == plain


@pytest.mark.parametrize(
    "url",
    [
        "",
        "example.org/a",
        "ftp://example.org/a",
        "https://",
        "https:///a",
        "https://a:b/",
        "http://[",
        "urn:x:1",
        "mailto:a@b.org",
    ],
)
def test_what_is_no_web_address_has_no_form(url: str) -> None:
    assert normalise_url(url) is None


def test_an_address_longer_than_servers_take_has_no_form() -> None:
    assert normalise_url("https://example.org/" + "a" * 10_000) is None


URLS = st.one_of(
    st.text(),
    st.builds(
        "http{}://{}{}?{}".format,
        st.sampled_from(["", "s"]),
        st.text(st.sampled_from("amp.www.MéxN1:@[]%-"), max_size=20),
        st.text(st.sampled_from("/amp%2Fa é\\.;"), max_size=20),
        st.text(st.sampled_from("utm_amp=1&%2B+é?"), max_size=20),
    ),
)


@given(URLS)
def test_normalising_never_raises_and_twice_is_once(url: str) -> None:
    plain = normalise_url(url)
    if plain is not None:
        assert plain.isascii()
        assert normalise_url(plain) == plain


def test_a_file_that_fails_in_another_way_is_another_document_of_the_same_key(tmp_path: Path) -> None:
    lines = b"".join(b'{"text": "Line %d of many."}\n' % n for n in range(2000))
    packed, file = gzip.compress(lines), tmp_path / "a.jsonl.gz"
    broken = []
    for kept in (len(packed) // 2, len(packed) // 2, len(packed) * 3 // 4):
        file.write_bytes(packed[:kept])
        [of_the_file] = [d for d in find_documents([file], landed_at=NOW) if d.payload is None]
        broken.append(of_the_file)
    assert len({d.article_id for d in broken}) == 1
    assert broken[0].document_id == broken[1].document_id != broken[2].document_id
