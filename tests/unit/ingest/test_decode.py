"""Bytes to text: what is declared, what the letters show, and Windows-1252 where nothing shows more."""

from __future__ import annotations

import pytest

from orchestration.ingest.charset import read_header_charset, read_page_charset, resolve_encoding
from orchestration.ingest.decode import BinaryPayloadError, decode_text

TEXTS = {
    "Russian": "Трое человек погибли в результате удара возле города, сообщили местные власти в понедельник.",
    "Ukrainian": "Троє людей загинули внаслідок удару поблизу міста, повідомила місцева влада. Ще п'ятеро поранені.",
    "Arabic": "قُتل ثلاثة أشخاص في غارة جوية قرب المدينة يوم الاثنين، وفق ما أعلن المرصد السوري لحقوق الإنسان.",
    "Chinese": "周一，该市附近发生空袭，造成三人死亡，观察人士说。死者中有两名儿童，另有五人受伤。",
    "Taiwanese": "週一，該市附近發生空襲，造成三人死亡，觀察人士說。死者中有兩名兒童，另有五人受傷。",
    "Japanese": "月曜日、市の近くで空爆があり、3人が死亡したと監視団が発表した。死者には子供2人が含まれる。",
    "Korean": "월요일 도시 인근에서 공습이 발생해 세 명이 숨졌다고 감시 단체가 밝혔다. 다섯 명이 다쳤다.",
    "Greek": "Τρεις άνθρωποι σκοτώθηκαν σε επιδρομή κοντά στην πόλη τη Δευτέρα, ανακοίνωσε το παρατηρητήριο.",
    "Hebrew": "שלושה בני אדם נהרגו בתקיפה ליד העיר ביום שני, כך מסר הארגון. בין ההרוגים שני ילדים.",
    "French": "Trois personnes ont été tuées à Noël près de l’école « Léopold », a déclaré l’armée. "
    "Où ? Ça reste à vérifier.",  # codespell:ignore reste
}
LEGACY = [
    *(("Russian", encoding) for encoding in ("cp1251", "koi8-r", "iso8859-5", "cp866")),
    *(("Ukrainian", encoding) for encoding in ("cp1251", "koi8-u")),
    *(("Arabic", encoding) for encoding in ("cp1256", "iso8859-6")),
    *(("Chinese", "gb18030"), ("Taiwanese", "big5"), ("Japanese", "cp932"), ("Japanese", "euc-jp"), ("Korean", "cp949")),
    *(("Greek", "cp1253"), ("Hebrew", "cp1255"), ("French", "cp1252")),
]


@pytest.mark.parametrize(("language", "encoding"), LEGACY)
def test_text_in_an_old_encoding_is_read_by_its_letters(language: str, encoding: str) -> None:
    text = TEXTS[language].replace("،", ",").replace("ُ", "") if encoding == "iso8859-6" else TEXTS[language]
    for n in (1, 20):
        payload = "\n".join([text] * n).encode(encoding)
        assert decode_text(payload) == "\n".join([text] * n)


@pytest.mark.parametrize("language", ["Russian", "Arabic", "Chinese"])
def test_utf_8_that_is_broken_in_one_spot_stays_utf_8(language: str) -> None:
    payload = TEXTS[language].encode()
    assert decode_text(payload + b"\xff") == TEXTS[language] + "\ufffd"
    assert decode_text(payload[:-1]).startswith(TEXTS[language][:-1])


def test_a_long_text_is_told_by_its_start_and_read_to_its_end() -> None:
    text = "\n".join([TEXTS["Japanese"]] * 5_000)
    assert decode_text(text.encode("cp932")) == text


@pytest.mark.parametrize("text", ["The “city” – it’s Assad’s.", "José said: “£5”.", "“”’–", "naïve"])
def test_english_with_a_few_other_letters_is_windows_1252(text: str) -> None:
    assert decode_text(f"Three people were killed. {text}".encode("cp1252")) == f"Three people were killed. {text}"


@pytest.mark.parametrize("language", TEXTS)
@pytest.mark.parametrize("declared", [None, "utf-8", "windows-1251", "iso-8859-1", "no-such-thing", "\x00", "base64", "punycode"])
def test_utf_8_is_utf_8_whatever_was_declared(language: str, declared: str | None) -> None:
    assert decode_text(TEXTS[language].encode(), declared=declared) == TEXTS[language]


@pytest.mark.parametrize("mark", ["utf-8-sig", "utf-16", "utf-32"])
def test_a_mark_tells_the_encoding(mark: str) -> None:
    assert decode_text("a\r\né".encode(mark), declared="cp1251") == "a\r\né"


def test_a_declared_encoding_is_used_where_it_fits() -> None:
    short = "ждут"  # too short to recognise by its letters
    assert decode_text(short.encode("koi8-r"), declared="KOI8-R") == short
    assert decode_text("Łódź".encode("cp1250"), declared="windows-1250") == "Łódź"
    assert decode_text(TEXTS["Japanese"].encode("iso-2022-jp"), declared="iso-2022-jp") == TEXTS["Japanese"]
    # It does not fit: bytes that this encoding does not have.
    assert decode_text(TEXTS["Russian"].encode("cp1251"), declared="big5") == TEXTS["Russian"]


@pytest.mark.parametrize(
    "payload", [b"a\x00b", bytes(range(1, 32)) * 3, b"\x89PNG\r\n\x1a\n\x00", b"\xff\xfea", b"\x00\x00\xfe\xffab"]
)
def test_what_is_not_text_is_refused(payload: bytes) -> None:
    with pytest.raises(BinaryPayloadError):
        decode_text(payload.ljust(9, b"\x00"))


@pytest.mark.parametrize(
    ("label", "encoding"),
    [
        ("UTF8", "utf-8"),
        ("latin1", "sloppy-windows-1252"),
        (" Shift_JIS ", "cp932"),
        ("gb2312", "gb18030"),
        ("ks_c_5601-1987", "cp949"),
        ("x-sjis", "cp932"),
        ("unicode_escape", None),
        ("rot13", None),
        ("utf-7", None),
        ("", None),
        (None, None),
    ],
)
def test_names_of_encodings_are_read_as_browsers_do(label: str | None, encoding: str | None) -> None:
    assert resolve_encoding(label) == encoding


def test_where_an_encoding_is_declared() -> None:
    assert read_header_charset('text/html; Charset = "KOI8-R"') == "KOI8-R"
    assert read_header_charset("text/html") is read_header_charset(None) is None
    assert read_page_charset(b"<html><META CHARSET=koi8-r>") == "koi8-r"
    assert read_page_charset(b"<meta http-equiv='Content-Type' content='text/html; charset=koi8-r'>") == "koi8-r"
    assert read_page_charset(b'<?xml version="1.0" encoding="koi8-r"?><html>') == "koi8-r"
    assert read_page_charset(b'<meta charset="utf-16">') is None  # it could not be read if it were
    assert read_page_charset(b" " * 5000 + b"<meta charset=koi8-r>") is None
