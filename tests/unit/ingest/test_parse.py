"""Documents to articles and rejections: the text as it was given, and nothing that was not."""

from __future__ import annotations

import json
from datetime import date, datetime
from typing import Any

import pytest

from orchestration.ingest.media import guess_media_type
from orchestration.ingest.parse import parse_document
from orchestration.ingest.records import Document, ParsedArticle, Rejection, make_document

LANDED = datetime(2024, 5, 1, 12)
WORDS = "Three people were killed in a strike near the city on Monday, the monitor said."


def document(name: str, payload: bytes, sidecar: dict[str, Any] | bytes | None = None) -> Document:
    is_line = name.endswith(".jsonl")
    return make_document(
        f"file:{name}",
        f"{name}:3" if is_line else name,
        payload=payload,
        sidecar=json.dumps(sidecar).encode() if isinstance(sidecar, dict) else sidecar,
        media_type="application/json" if is_line else guess_media_type(name),
        landed_at=LANDED,
    )


def article(name: str, payload: bytes | str, sidecar: dict[str, Any] | None = None) -> ParsedArticle:
    parsed = parse_document(document(name, payload.encode() if isinstance(payload, str) else payload, sidecar))
    assert isinstance(parsed, ParsedArticle), parsed
    return parsed


def line(**given: Any) -> ParsedArticle:
    return article("x.jsonl", json.dumps({"text": WORDS, **given}))


def rejection(name: str, payload: bytes | str, sidecar: dict[str, Any] | bytes | None = None) -> Rejection:
    parsed = parse_document(document(name, payload.encode() if isinstance(payload, str) else payload, sidecar))
    assert isinstance(parsed, Rejection), parsed
    return parsed


@pytest.mark.parametrize(
    ("whole", "title", "text"),
    [
        ("Title\n\nText.\n\nMore.\n", "Title", "Text.\n\nMore.\n"),
        ("Title\r\n\r\nText.\r\nMore.", "Title", "Text.\r\nMore."),
        ("\n Title \n \t\n\n  Text.", "Title", "  Text."),
        ("\ufeffTitle\n\nText.", "Title", "Text."),
        ("First line\nsecond line\n\nText.", None, "First line\nsecond line\n\nText."),
        ("Only one line.", None, "Only one line."),
        ("Only one line.\n\n\n", None, "Only one line.\n\n\n"),
        ("# Not a heading here\n\nText.", "# Not a heading here", "Text."),
    ],
)
def test_the_first_line_is_the_title_when_a_blank_line_follows(whole: str, title: str | None, text: str) -> None:
    parsed = article("a.txt", whole)
    assert (parsed.title, parsed.text) == (title, text)


def test_a_markdown_heading_is_a_title_without_its_mark() -> None:
    assert article("a.md", "# Title #1\n\nText.").title == "Title #1"


def test_a_given_title_wins_and_the_first_line_stays_text() -> None:
    parsed = article("a.txt", "Title\n\nText.", {"title": "Given"})
    assert (parsed.title, parsed.text) == ("Given", "Title\n\nText.")
    assert article("a.txt", "Title\n\nText.", {"title": "Title"}).text == "Text."


def test_a_sidecar_says_what_a_line_can_say() -> None:
    given = {
        "id": 7,
        "url": "https://www.example.org/a",
        "published_at": "2017-06-07",
        "source": "The Source",
        "author": "A. Writer",
        "language": "EN-gb",
        "z": 1,
        "b": {"y": [None], "x": "é"},
    }
    for parsed in (article("a.txt", WORDS, given), line(**given)):
        assert (parsed.external_id, parsed.url, parsed.source_name) == ("7", "https://www.example.org/a", "The Source")
        assert (parsed.author, parsed.language, parsed.text) == ("A. Writer", "en", WORDS)
        assert parsed.extra == '{"b": {"x": "é", "y": [null]}, "z": 1}'
        assert (parsed.published_at, parsed.published_at_prec) == (datetime(2017, 6, 7), "day")
        assert parsed.published_at_method == "given"
        assert parsed.word_count == 15
        assert parsed.landed_at == LANDED


def test_what_is_not_given_is_null() -> None:
    parsed = line()
    assert (parsed.external_id, parsed.url, parsed.source_name, parsed.title, parsed.author) == (None,) * 5
    assert (parsed.published_at, parsed.published_at_method, parsed.published_at_prec, parsed.extra) == (None,) * 4


@pytest.mark.parametrize(
    ("url", "source"), [("https://www.Example.org:80/a", "example.org"), ("http://news.example.org/a", "news.example.org")]
)
def test_the_host_of_the_url_names_the_source(url: str, source: str) -> None:
    assert line(url=url).source_name == source


@pytest.mark.parametrize(
    ("given", "moment", "precision"),
    [
        ("2017-06-07", datetime(2017, 6, 7), "day"),
        ("20170607", datetime(2017, 6, 7), "day"),
        ("2017-06-07T10:30:00Z", datetime(2017, 6, 7, 10, 30), "time"),
        ("2017-06-07 10:30", datetime(2017, 6, 7, 10, 30), "time"),
        ("2017-06-07T01:00:00+03:00", datetime(2017, 6, 6, 22), "time"),
        ("2024-05-02", datetime(2024, 5, 2), "day"),
        ("2024-05-02T12:00:00", datetime(2024, 5, 2, 12), "time"),
        (" 2017-06-07 ", datetime(2017, 6, 7), "day"),
        ("2017-06-07 10:30:00 Z", datetime(2017, 6, 7, 10, 30), "time"),
        ("2017-06-07 10:30 utc", datetime(2017, 6, 7, 10, 30), "time"),
        ("2017-06-07 10:30:00 +0300", datetime(2017, 6, 7, 7, 30), "time"),
        ("Wed, 07 Jun 2017 10:30:00 GMT", datetime(2017, 6, 7, 10, 30), "time"),
        ("7 Jun 2017 10:30 -0500", datetime(2017, 6, 7, 15, 30), "time"),
        ("Wed, 07 Jun 2017 10:30:00 EST", datetime(2017, 6, 7, 15, 30), "time"),
    ],
)
def test_a_given_date_is_read_in_utc(given: str, moment: datetime, precision: str) -> None:
    parsed = line(published_at=given)
    assert (parsed.published_at, parsed.published_at_prec, parsed.extra) == (moment, precision, None)


@pytest.mark.parametrize(
    ("given", "day"),
    [
        ("2017-06-07", date(2017, 6, 7)),
        ("2017-06-07T00:30:00+05:30", date(2017, 6, 7)),
        ("2017-06-06T22:30:00-05:00", date(2017, 6, 6)),
        ("2017-06-07T00:30:00", date(2017, 6, 7)),
        ("Wed, 07 Jun 2017 00:30:00 +0300", date(2017, 6, 7)),
        ("2017-06-07T00:30:00Z", None),
    ],
)
def test_the_day_at_the_outlet_is_kept_beside_the_moment(given: str, day: date | None) -> None:
    assert line(published_at=given).published_on == day


@pytest.mark.parametrize(
    "given",
    [
        "yesterday",
        "2017",
        "2017-06",
        "07/06/2017",
        "Wed, 07 Jun 1799 10:30:00 CET",
        "Wed, 32 Jun 2017 10:30:00 GMT",
        "Wed, 07 Jun 2017 10:30:00 +9999",
        "2017-06-07 10:30 +99:00",
        "2017-02-30",
        "2024-05-02T12:00:01",
        "9999-12-31",
        "0001-01-01T00:00+05:00",
        5,
        20171340,
        ["2017-06-07", "2017-06-08"],
        {"date": "2017-06-07"},
        True,
    ],
)
def test_a_date_that_cannot_be_read_is_null_and_kept_as_it_was_given(given: object) -> None:
    parsed = line(published_at=given)
    assert (parsed.published_at, parsed.published_at_method, parsed.published_at_prec) == (None, "unusable", None)
    assert json.loads(parsed.extra or "") == {"published_at_given": given}


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("url", "no address"),
        ("url", 5),
        ("language", "English"),
        ("author", [1, 2]),
        ("title", 5),
        ("source", {"place": "x"}),
        ("id", [1, 2]),
    ],
)
def test_any_value_that_cannot_be_read_is_kept_as_it_was_given(key: str, value: object) -> None:
    parsed = line(**{key: value})
    assert json.loads(parsed.extra or "") == {f"{key}_given": value}
    assert (parsed.url, parsed.author, parsed.title, parsed.source_name, parsed.external_id) == (None,) * 5


@pytest.mark.parametrize(
    ("payload", "reason", "says"),
    [
        ('{"text": "a"', "invalid_json", "x.jsonl:3: Expecting ',' delimiter at character 13"),
        ("[" * 100_000, "invalid_json", "nested too deeply"),
        ('{"text": "a", "b": ' + "9" * 5000 + "}", "invalid_json", "digits"),
        ('["a"]', "not_an_object", "a JSON list"),
        ('"a"', "not_an_object", "a JSON string"),
        ("5", "not_an_object", "a JSON number"),
        ("null", "not_an_object", "a JSON null"),
        ("NaN", "not_an_object", "a JSON null"),
        ('{"title": "a"}', "no_text", "it has no text: its keys are title. Call the one"),
        ('{"text": null}', "no_text", "its keys are text."),
        ("{}", "no_text", "it has no keys"),
        ('{"text": 5}', "wrong_type", "`text` is 5, but a string was expected"),
        ('{"text": "", "html": []}', "wrong_type", "`html` is []"),
        ('{"text": " \\n"}', "empty", "blank"),
        ('{"text": "", "html": ""}', "empty", "blank"),
        ('{"html": "<p></p>"}', "no_article", "it shows no text"),
        ('{"html": "<<<"}', "no_article", "as `text`"),
        ('{"text": "a\x00"}', "binary", "NUL"),
    ],
)
def test_a_line_that_is_no_article_is_rejected_with_a_reason(payload: str, reason: str, says: str) -> None:
    parsed = rejection("x.jsonl", payload)
    assert parsed.reason == reason
    assert says in parsed.message
    assert parsed.stage in {"decode", "parse"}
    assert not parsed.is_retriable


@pytest.mark.parametrize(
    ("name", "payload", "reason"),
    [
        ("a.txt", b"", "empty"),
        ("a.txt", b"\xef\xbb\xbf \n", "empty"),
        ("a.txt", b"\xff\xfe", "empty"),
        ("a.md", "\u2003\n".encode(), "empty"),
        ("a.txt", b"text\x00text", "binary"),
        ("a.txt", bytes(range(1, 32)) + b"text", "binary"),
        ("a.html", b"<p></p>", "no_article"),
        ("a.html", b"\x00<p>Text</p>", "binary"),
        ("a.json", b'{"title": "a"}', "no_text"),
        ("a.pdf", b"%PDF-1.7", "unreadable_file"),
        ("a.PDF.gz", b"no PDF", "unreadable_file"),
        ("a.docx", b"PK", "unreadable_file"),
        ("a.odt", b"PK", "unsupported_format"),
        ("a", b"Text", "unsupported_format"),
    ],
)
def test_a_file_that_is_no_article_is_rejected_with_a_reason(name: str, payload: bytes, reason: str) -> None:
    parsed = rejection(name, payload)
    assert parsed.reason == reason
    assert parsed.message.startswith(f"{name}: ")


@pytest.mark.parametrize(
    ("name", "advice"),
    [
        ("a.odt", "Save its text"),
        ("a.jpg", "Type it into a .txt file"),
        ("a.tar.gz", "Unpack it"),
        ("a.parquet", ".csv"),
        ("a", ".warc"),
    ],
)
def test_a_kind_that_is_not_read_gets_advice(name: str, advice: str) -> None:
    assert advice in rejection(name, b"Words.").message


@pytest.mark.parametrize("sidecar", [b"", b"{", b"[]", b"\x00"])
def test_a_file_with_a_broken_sidecar_waits_for_its_repair(sidecar: bytes) -> None:
    parsed = rejection("a.txt", WORDS, sidecar)
    assert parsed.reason == "invalid_sidecar"
    assert "Correct or remove the .meta.json file" in parsed.message


@pytest.mark.parametrize(
    ("payload", "text"),
    [
        (
            "“Quotes” ‘stay’ – ﬁ ＡＢ … \u00a0 &amp; \u200b\u2028e\u0301".encode(),
            "“Quotes” ‘stay’ – ﬁ ＡＢ … \u00a0 &amp; \u200b\u2028e\u0301",
        ),
        (b"a\r\n\tb  c\n\n\nd", "a\r\n\tb  c\n\n\nd"),
        ("قُتل ثلاثة أشخاص".encode(), "قُتل ثلاثة أشخاص"),
        ("Assad’s café".encode("cp1252"), "Assad’s café"),
        ("Assad’s".encode().decode("cp1252").encode(), "Assad’s"),
        ("the “city”\nAl-Ḥasakah".encode().decode("cp1252", "replace").replace("\ufffd", "?").encode(), None),
        ("it’s Ḥasakah".encode() + b"\xff", None),
        ("Assad’s".encode("utf-16"), "Assad’s"),
        ("\ufeffAssad’s".encode("utf-16-be"), "Assad’s"),
    ],
)
def test_only_damaged_encoding_is_repaired(payload: bytes, text: str | None) -> None:
    parsed = article("a.txt", payload)
    if text is not None:
        assert parsed.text == text
    assert "â€" not in parsed.text.replace("â€?", "")


def test_damage_in_one_line_is_repaired_beside_sound_lines() -> None:
    assert line(text="It’s sound.\nItâ€™s damaged.\nﬁn").text == "It’s sound.\nIt’s damaged.\nﬁn"
    assert line(title="Assadâ€™s", author="JosÃ©", source="Le FÃ­garo").title == "Assad’s"


def test_half_surrogates_and_nuls_are_replaced_one_for_one() -> None:
    raw = r'{"text": "a\ud800b\u0000c \ud83d\ude00", "title": "\udfff", "id": "\ud800", "x\ud800": "\ud800", "url": "http://x.org/\ud800"}'
    parsed = article("x.jsonl", raw)
    assert parsed.text == "a\ufffdb\ufffdc 😀"
    assert (parsed.title, parsed.external_id) == ("\ufffd", "\ufffd")
    assert parsed.extra == '{"no_date_in": ["x\ufffd"], "x\ufffd": "\ufffd"}'


def test_numbers_that_json_does_not_know_are_not_passed_on() -> None:
    raw = '{"text": "a", "author": NaN, "b": Infinity, "c": 1e999, "d": 1.5, "date": "2017-06-07"}'
    parsed = article("x.jsonl", raw)
    assert parsed.author is None
    assert json.loads(parsed.extra or "", parse_constant=pytest.fail) == {
        **{"b": None, "c": "1e999", "d": 1.5},
        "read_as": {"published_at": "date"},
    }


@pytest.mark.parametrize(
    ("text", "given", "language"),
    [
        (WORDS, None, "en"),
        (WORDS, "fr", "fr"),
        (WORDS, "pt_BR", "pt"),
        (WORDS, "eng", "en"),
        ("قُتل ثلاثة أشخاص في غارة جوية قرب المدينة يوم الاثنين", None, "ar"),
        ("Трое человек погибли в результате удара возле города", None, "ru"),
        ("Trois personnes ont été tuées lundi dans une frappe près de la ville", None, "fr"),
        ("Three dead.", None, None),
        ("12 34 56 78 90 12 34 56 78 90 12 34", None, None),
        ("Three dead.", "de", "de"),
    ],
)
def test_the_language_is_the_given_one_else_that_of_the_words(text: str, given: str | None, language: str | None) -> None:
    assert line(text=text, language=given).language == language


def test_the_same_document_gives_the_same_article() -> None:
    one = document("a.txt", WORDS.encode(), {"published_at": "2017-06-07"})
    assert parse_document(one) == parse_document(one)


@pytest.mark.parametrize(
    ("url", "given", "day"),
    [
        ("https://a.test/2017/06/06/x", "2017-06-07T01:30:00Z", date(2017, 6, 6)),
        ("https://a.test/2017/06/07/x", "2017-06-07T01:30:00Z", date(2017, 6, 7)),
        ("https://a.test/2017/06/06/x", "2017-06-07T01:30:00+03:00", date(2017, 6, 7)),
        ("https://a.test/2017/05/01/x", "2017-06-07T01:30:00Z", None),
        ("https://a.test/x", "2017-06-07T01:30:00Z", None),
    ],
)
def test_the_address_shows_the_outlets_day_of_a_time_in_utc(url: str, given: str, day: date | None) -> None:
    assert line(url=url, published_at=given).published_on == day


def test_a_password_in_an_address_reaches_no_column() -> None:
    parsed = line(url="https://reader:s3cret@a.test/x?a=1")
    assert (parsed.url, parsed.source_name) == ("https://a.test/x?a=1", "a.test")
    assert "s3cret" not in str(parsed)
