"""Files as other tools write them: which key is read as what, and what is said where nothing is."""

from __future__ import annotations

import json
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

from orchestration.ingest.article_keys import ArticleKeyRow, find_list_file, normalise_key
from orchestration.ingest.discover import find_documents
from orchestration.ingest.parse import parse_document
from orchestration.ingest.records import ParsedArticle, Rejection
from orchestration.ingest.web.listings import read_listing
from orchestration.reference_lists import read_list

LANDED = datetime(2026, 12, 1)
SHELLING = "Government shelling killed four civilians in the town of Sarmin on Tuesday, rescue workers said."
BOMB = "A car bomb killed nine people in Quetta on Monday, police said."


def read(folder: Path, name: str, content: Any) -> list[ParsedArticle | Rejection]:
    (folder / name).write_text(content if isinstance(content, str) else json.dumps(content), encoding="utf-8")
    return [parse_document(document) for document in find_documents([folder / name], landed_at=LANDED)]


def articles(folder: Path, name: str, content: Any) -> list[ParsedArticle]:
    found = read(folder, name, content)
    assert all(isinstance(one, ParsedArticle) for one in found), found
    return [one for one in found if isinstance(one, ParsedArticle)]


def rejections(folder: Path, name: str, content: Any) -> list[Rejection]:
    found = read(folder, name, content)
    assert all(isinstance(one, Rejection) for one in found), found
    return [one for one in found if isinstance(one, Rejection)]


def test_the_list_gives_a_name_only_one_place_for_a_meaning() -> None:
    rows = read_list(find_list_file(), ArticleKeyRow)
    names = [(row.meaning, normalise_key(row.key)) for row in rows]
    assert len(names) == len(set(names))
    assert next(row.key for row in rows if row.meaning == "text") == "text"


@pytest.mark.parametrize("key", ["publish_date", "publishDate", "Publish Date", "PUBLISH-DATE"])
def test_the_spelling_of_a_key_does_not_matter(tmp_path: Path, key: str) -> None:
    (one,) = articles(tmp_path, "x.json", {"text": SHELLING, key: "2026-04-07"})
    assert (one.published_at, one.published_on) == (datetime(2026, 4, 7), date(2026, 4, 7))
    assert json.loads(one.extra or "") == {"read_as": {"published_at": key}}


def test_our_own_name_counts_before_those_of_others(tmp_path: Path) -> None:
    given = {"content": BOMB, "text": SHELLING, "date": "2020-01-01", "published_at": "2026-04-07"}
    (one,) = articles(tmp_path, "x.json", given)
    assert (one.text, one.published_at) == (SHELLING, datetime(2026, 4, 7))
    assert json.loads(one.extra or "") == {"content": BOMB, "date": "2020-01-01"}


@pytest.mark.parametrize("empty", ["", "  ", None, [], "None"])
def test_a_key_without_a_value_leaves_the_next_one(tmp_path: Path, empty: object) -> None:
    given = {"maintext": SHELLING, "title": empty, "headline": "Shelling", "published_at": empty, "date": "2026-04-07"}
    (one,) = articles(tmp_path, "x.json", given if empty == "None" else {**given, "text": empty})
    assert (one.text, one.title) == (SHELLING, "Shelling")
    assert one.published_at == datetime(2026, 4, 7)


@pytest.mark.parametrize(
    ("given", "moment", "precision"),
    [
        (1775553300, datetime(2026, 4, 7, 9, 15), "time"),
        (1775553300.25, datetime(2026, 4, 7, 9, 15, 0, 250_000), "time"),
        (1775553300000, datetime(2026, 4, 7, 9, 15), "time"),
        (1775553300000000, datetime(2026, 4, 7, 9, 15), "time"),
        (1775553300000000000, datetime(2026, 4, 7, 9, 15), "time"),
        ("1775553300", datetime(2026, 4, 7, 9, 15), "time"),
        (1775520000000, datetime(2026, 4, 7), "day"),
        (20260407, datetime(2026, 4, 7), "day"),
        ("20260407T091500Z", datetime(2026, 4, 7, 9, 15), "time"),
        ("20260407091500", datetime(2026, 4, 7, 9, 15), "time"),
        ("2026-04-07 09:15:00+00:00", datetime(2026, 4, 7, 9, 15), "time"),
        ({"$date": "2026-04-07T09:15:00Z"}, datetime(2026, 4, 7, 9, 15), "time"),
        ({"$date": {"$numberLong": "1775553300000"}}, datetime(2026, 4, 7, 9, 15), "time"),
        (["2026-04-07"], datetime(2026, 4, 7), "day"),
        ("Tue, 07 Apr 2026 09:15:00 GMT", datetime(2026, 4, 7, 9, 15), "time"),
    ],
)
def test_dates_are_read_as_data_holds_them(tmp_path: Path, given: object, moment: datetime, precision: str) -> None:
    (one,) = articles(tmp_path, "x.json", {"text": SHELLING, "published_at": given})
    assert (one.published_at, one.published_at_prec, one.published_at_method) == (moment, precision, "given")


@pytest.mark.parametrize("given", [0, 12, -5, 99999999, 10**309, 20261340, True, {"a": 1}, "9" * 310, 1e308, 9e12])
def test_a_number_that_is_no_date_costs_the_date_only(tmp_path: Path, given: object) -> None:
    one, other = articles(tmp_path, "x.jsonl", f"{json.dumps({'text': SHELLING, 'date': given})}\n{json.dumps({'text': BOMB})}\n")
    assert (one.published_at, one.published_at_method) == (None, "unusable")
    assert json.loads(one.extra or "") == {"published_at_given": given}
    assert other.text == BOMB


@pytest.mark.parametrize(
    "key", ["date_download", "@timestamp", "filedate", "indexed_date", "date_modify", "lastModified", "seendate"]
)
def test_other_days_in_the_life_of_a_page_are_not_its_publication(tmp_path: Path, key: str) -> None:
    (one,) = articles(tmp_path, "x.json", {"text": SHELLING, key: "2026-04-07"})
    assert one.published_at is None
    assert json.loads(one.extra or "") == {key: "2026-04-07", "no_date_in": [key]}


def test_an_unknown_key_is_named_where_the_text_is_missing(tmp_path: Path) -> None:
    (one,) = rejections(tmp_path, "x.json", {"headline": "Shelling", "words_of_it": SHELLING})
    assert (one.reason, one.stage) == ("no_text", "parse")
    assert (
        one.message
        == "x.json: it has no text: its keys are headline, words_of_it. Call the one that holds the article's text `text`."
    )


def test_html_under_the_name_of_a_text_is_read_without_its_elements(tmp_path: Path) -> None:
    body = f"<p>{SHELLING}</p><script>x()</script><ul><li>One &amp; two</li></ul><p>A<br>B\nC</p>"
    (one,) = articles(tmp_path, "x.json", {"content": body, "title": {"rendered": "Sarmin&#8217;s dead"}})
    assert one.text == f"{SHELLING}\n\nOne & two\n\nA\nB C"
    assert one.title == "Sarmin’s dead"


def test_a_text_of_our_own_name_stays_as_it_is(tmp_path: Path) -> None:
    (one,) = articles(tmp_path, "x.json", {"text": "<p>a</p> 3 < 4"})
    assert one.text == "<p>a</p> 3 < 4"


def test_paragraphs_in_a_list_are_one_text(tmp_path: Path) -> None:
    (one,) = articles(tmp_path, "x.json", {"paragraphs": [SHELLING, {"text": BOMB}, 5, ""]})
    assert one.text == f"{SHELLING}\n\n{BOMB}"


def test_a_text_that_was_cut_gives_way_to_a_longer_excerpt_and_says_so(tmp_path: Path) -> None:
    cut = {"content": "Government shelling killed… [+1234 chars]", "description": SHELLING}
    (one,) = articles(tmp_path, "x.json", cut)
    assert one.text == SHELLING
    assert json.loads(one.extra or "")["is_excerpt"] is True
    (other,) = articles(tmp_path, "y.json", {"content": f"{SHELLING} And… [+1234 chars]", "description": "Dead."})
    assert other.text == f"{SHELLING} And …"


@pytest.mark.parametrize(
    ("given", "author"),
    [
        ({"authors": ["A. Writer", "B. Other"]}, "A. Writer; B. Other"),
        ({"authors": [{"name": "A. Writer"}, {"name": ""}]}, "A. Writer"),
        ({"author": {"name": "A. Writer", "url": "x"}}, "A. Writer"),
        ({"authors": "['A. Writer', \"B. O'Other\"]"}, "A. Writer; B. O'Other"),
        ({"authors": []}, None),
        ({"byline": "A. Writer"}, "A. Writer"),
        ({"author": 7}, None),
    ],
)
def test_authors_are_read_in_every_form(tmp_path: Path, given: dict[str, object], author: str | None) -> None:
    (one,) = articles(tmp_path, "x.json", {"text": SHELLING, **given})
    assert one.author == author


@pytest.mark.parametrize(
    ("given", "url", "source"),
    [
        ({"source": "https://n.example/1"}, "https://n.example/1", "n.example"),
        ({"source": "https://n.example/1", "source-hostname": "News"}, "https://n.example/1", "News"),
        ({"source": {"id": None, "name": "News"}, "url": "https://n.example/1"}, "https://n.example/1", "News"),
        ({"id": "https://n.example/1"}, "https://n.example/1", "n.example"),
        ({"guid": "tag:n.example,1", "link": "https://n.example/1"}, "https://n.example/1", "n.example"),
        ({"mainEntityOfPage": {"@type": "WebPage", "@id": "https://n.example/1"}}, "https://n.example/1", "n.example"),
        ({"uri": "n/1", "source": "News"}, None, "News"),
        ({"domain": "n.example", "publication": "News"}, None, "News"),
    ],
)
def test_addresses_and_outlets_differ_by_their_form(
    tmp_path: Path, given: dict[str, object], url: str | None, source: str
) -> None:
    (one,) = articles(tmp_path, "x.json", {"text": SHELLING, **given})
    assert (one.url, one.source_name) == (url, source)


NESTED = {
    "newsapi": {"status": "ok", "articles": [{"title": "One", "content": SHELLING}, {"title": "Two", "content": BOMB}]},
    "excerpt at the top": {
        "description": "Headlines",
        "articles": [{"title": "1", "text": SHELLING}, {"title": "2", "text": BOMB}],
    },
    "guardian": {
        "response": {
            "results": [{"fields": {"bodyText": SHELLING}, "tags": [{"webTitle": "x", "text": "y"}]}, {"bodyText": BOMB}]
        }
    },
    "event registry": {"articles": {"results": [{"title": "One", "body": SHELLING}, {"title": "Two", "body": BOMB}], "pages": 1}},
    "elasticsearch": {"hits": {"total": 2, "hits": [{"_id": "a", "_source": {"text": SHELLING}}, {"_source": {"text": BOMB}}]}},
    "another name": {"my_export": {"all": [{"title": "One", "text": SHELLING}, {"title": "Two", "text": BOMB}]}},
    "columns": {"title": {"0": "One", "1": "Two"}, "text": {"0": SHELLING, "1": BOMB}},
    "index": {"0": {"title": "One", "text": SHELLING}, "1": {"title": "Two", "text": BOMB}},
    "split": {"columns": ["title", "text"], "index": [0, 1], "data": [["One", SHELLING], ["Two", BOMB]]},
    "table": {"schema": {"fields": [{"name": "text", "type": "string"}]}, "data": [{"text": SHELLING}, {"text": BOMB}]},
}


@pytest.mark.parametrize("form", NESTED)
@pytest.mark.parametrize("indent", [None, 1])
def test_articles_within_an_answer_are_articles(tmp_path: Path, form: str, indent: int | None) -> None:
    found = articles(tmp_path, "x.json", json.dumps(NESTED[form], indent=indent))
    assert [one.text for one in found] == [SHELLING, BOMB]
    assert len({one.article_id for one in found}) == 2
    lines = articles(tmp_path, "x.jsonl", f"{json.dumps(NESTED[form])}\n{json.dumps({'text': 'Third.'})}\n")
    assert [one.text for one in lines] == [SHELLING, BOMB, "Third."]


def test_an_article_within_an_answer_is_its_exact_bytes_at_its_line(tmp_path: Path) -> None:
    one, two = '{"url": "https://n.example/1",  "text": "One é"}', '{"text":"Two"}'
    (tmp_path / "x.json").write_text('{"status": "ok",\n "articles": [\n' + one + ",\n" + two + "\n]}", encoding="utf-8")
    first, second = find_documents([tmp_path], landed_at=LANDED)
    assert (first.payload, first.uri, first.document_key) == (one.encode(), "x.json:3#1", "url:https://n.example/1")
    assert (second.payload, second.uri) == (two.encode(), "x.json:4#2")


@pytest.mark.parametrize(
    "broken", [r'{"title": "It\'s calm", "text": "x"}', '{"title": "a" "text": "x"}', '{"text": 5e}', "{text: 1}"]
)
def test_a_broken_article_of_an_answer_costs_itself_only(tmp_path: Path, broken: str) -> None:
    good = json.dumps({"url": "https://n.example/2", "text": BOMB})
    for content in (
        '{"articles":[' + broken + ",\n" + good + "]}",
        '{"a": 1, "response": {"results": [' + good + ", " + broken + "]}}",
    ):
        found = read(tmp_path, "x.json", content)
        assert [one.text for one in found if isinstance(one, ParsedArticle)] == [BOMB]
        assert [one.reason for one in found if isinstance(one, Rejection)] == ["invalid_json"]


def test_comments_and_tags_of_an_article_are_no_articles(tmp_path: Path) -> None:
    one = {"url": "https://n.example/1", "title": "T", "text": "", "comments": [{"title": "c", "text": "Reader: no."}]}
    (found,) = rejections(tmp_path, "x.json", one)
    assert found.reason == "empty"
    (article,) = articles(tmp_path, "y.json", {**one, "text": SHELLING, "items": [{"title": "c", "text": "Reader: no."}]})
    assert article.text == SHELLING


def test_instructions_for_the_bulk_interface_are_no_articles(tmp_path: Path) -> None:
    lines = [
        {"index": {"_index": "news", "_id": "1"}},
        {"text": SHELLING},
        {"create": {}},
        {"text": BOMB},
        {"update": {"_id": "1"}},
    ]
    content = "".join(json.dumps(line) + "\n" for line in [*lines, {"doc": {"text": "Third."}}])
    assert [one.text for one in articles(tmp_path, "x.ndjson", content)] == [SHELLING, BOMB, "Third."]


LISTS = {
    "gdelt.json": {"articles": [{"url": f"https://n.example/{n}", "title": "T", "seendate": "20260407T091500Z"} for n in (1, 2)]},
    "gdelt.csv": "\ufeffURL,MobileURL,Date,Title\nhttps://n.example/1,,2026-04-07 09:15:00,T\nhttps://n.example/2,,2026-04-07,T\n",
    "media-cloud.csv": "id,publish_date,title,url\n1,2026-04-07,T,https://n.example/1\n2,2026-04-07,T,https://n.example/2\n",
    "guardian.json": {"response": {"results": [{"webTitle": "T", "webUrl": f"https://n.example/{n}"} for n in (1, 2)]}},
}


@pytest.mark.parametrize("name", LISTS)
def test_a_list_of_addresses_is_one_rejection_and_can_be_crawled(tmp_path: Path, name: str) -> None:
    (one,) = rejections(tmp_path, name, LISTS[name])
    assert one.reason == "address_list"
    assert "row of kind `list` in your list of sources, and run `tallywire crawl`" in one.message
    listing = read_listing((tmp_path / name).read_bytes(), "", is_list=True, now=LANDED, max_bytes=10**6)
    assert [page.url for page in listing.pages] == ["https://n.example/1", "https://n.example/2"]
    expected = "2026-04-07" if name == "media-cloud.csv" else None
    assert [page.published_at for page in listing.pages] == [expected] * 2


def test_a_plain_list_of_addresses_is_read_as_before() -> None:
    payload = b"# mine\nhttps://n.example/1?a=url;b\nhttps://n.example/2\n"
    listing = read_listing(payload, "", is_list=True, now=LANDED, max_bytes=10**6)
    assert [page.url for page in listing.pages] == ["https://n.example/1?a=url;b", "https://n.example/2"]


def test_deep_and_wide_values_end(tmp_path: Path) -> None:
    many_keys = "{" + ",".join(f'"k{number}":[{{"a":1}}]' for number in range(20_000)) + "}"
    for content in (
        many_keys,
        '{"a":{"b":' + '"\\' * 300_000,
        '{"a":' * 5_000 + "1" + "}" * 5_000,
        '{"a":[{"b":1}],' * 2_000,
        '{"articles": [' + "{" * 5_000,
    ):
        assert all(isinstance(one, Rejection) for one in read(tmp_path, "x.json", content))
