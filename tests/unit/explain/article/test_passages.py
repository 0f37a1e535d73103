"""Properties of the marked article: every mark holds the article's own words, and no word is lost."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from orchestration.explain.article.explanation import Explanation, Subject, explain
from orchestration.explain.article.passages import Passage
from orchestration.explain.marks import Close, Mark, Open, Words, pieces
from orchestration.extract.extractor import Extractor
from tests.unit.explain.article import hostile

ODD = ["💣", "🧑\u200d🚒", "\u202e", "\u2066", "\u00a0", "\ufffd", "\u001b[31m", "<b>", "*", "[C1: ", "é", "e\u0301", "\u2028"]
SENTENCES = [
    "Three civilians were killed in an air strike on Raqqa on Monday, the Syrian Observatory for Human Rights said.",
    "Five people – two soldiers and three police officers – died when rebels shelled a base near Aleppo.",
    "The army destroyed two tanks and captured a dozen fighters of the Islamic State.",
    "John Smith, 34, and two others were shot dead in Kabul.",
    "At least 21 were wounded.",
    "The council met.",
]
GAPS = [" ", "\n", "\n\n", " \n \n", "\r\n\r\n", ""]


def marks_of(passage: Passage) -> dict[Mark, str]:
    """The words within each mark, as the pieces give them."""
    opened: list[Mark] = []
    within: dict[Mark, str] = dict.fromkeys(passage.marks, "")
    for piece in passage.pieces():
        match piece:
            case Open(mark):
                opened.append(mark)
            case Words(words):
                for mark in opened:
                    within[mark] += words
            case Close(mark, _):
                assert opened.pop() == mark
    assert not opened
    return within


def explained(text: str, title: str, extractor: Extractor) -> Explanation:
    return explain(Subject("test", "a", "d", None, None, None, title, text, "en", None, None, None), extractor)


def check(explanation: Explanation) -> int:
    """That marks hold their words and passages the whole article. Returns the number of marks."""
    fields = {"title": explanation.subject.title or "", "text": explanation.subject.text}
    quotes = {row["label"]: row["trigger"] for row in explanation.tables["event_mentions"]}
    quotes |= {row["label"]: row["count_text"] for name in ("claims", "equipment_claims") for row in explanation.tables[name]}
    seen = {"title": "", "text": ""}
    shown = set()
    for each in explanation.passages:
        passage = each.passage
        seen[passage.field] += fields[passage.field][passage.start : passage.end]
        assert "".join(p.text for p in passage.pieces() if isinstance(p, Words)) == passage.text[passage.start : passage.end]
        for mark, words in marks_of(passage).items():
            assert words == fields[passage.field][mark.start : mark.end]
            if mark.label:
                assert words == quotes[mark.label]
                shown.add(mark.label)
        assert {reading.label for reading in each.readings} == {mark.label for mark in passage.marks if mark.label}
    assert shown == set(quotes), "every reading is marked"
    assert {name: "".join(words.split()) for name, words in seen.items()} == {
        name: "".join(words.split()) for name, words in fields.items()
    }
    return sum(len(each.passage.marks) for each in explanation.passages)


spans = st.tuples(st.integers(0, 39), st.integers(1, 40)).filter(lambda span: span[0] < span[1])


@given(st.text(min_size=40, max_size=40), st.lists(spans, max_size=8))
def test_marks_that_overlap_nest_and_hold_their_words(text: str, spans: list[tuple[int, int]]) -> None:
    passage = Passage("text", text, 0, 40, marks=[Mark("claim", f"C{n}", *span) for n, span in enumerate(spans)])
    assert "".join(piece.text for piece in passage.pieces() if isinstance(piece, Words)) == text
    assert all(words == text[mark.start : mark.end] for mark, words in marks_of(passage).items())
    ends = [piece.mark for piece in passage.pieces() if isinstance(piece, Close) and piece.is_end]
    assert sorted(ends, key=str) == sorted(passage.marks, key=str), "each mark ends once"


def test_an_inner_mark_goes_on_where_an_outer_one_ends() -> None:
    outer, inner = Mark("claim", "C1", 0, 5), Mark("claim", "C2", 3, 8)
    found = list(pieces("abcdefgh", 0, 8, [inner, outer]))
    assert found == [
        *(Open(outer), Words("abc"), Open(inner), Words("de"), Close(inner, False), Close(outer, True)),
        *(Open(inner), Words("fgh"), Close(inner, True)),
    ]


def test_in_a_hostile_article_marks_stay_in_their_places(extractor: Extractor) -> None:
    assert check(explained(hostile.TEXT, hostile.TITLE, extractor)) > 5


pasted = st.lists(
    st.tuples(st.sampled_from(SENTENCES), st.sampled_from(ODD), st.integers(0, 120), st.sampled_from(GAPS)), max_size=5
)


@settings(max_examples=40)
@given(pasted, st.sampled_from(["", *SENTENCES]))
def test_every_marked_span_is_the_articles_own_words_and_no_word_is_lost(
    extractor: Extractor, pasted: list[tuple[str, str, int, str]], title: str
) -> None:
    text = "".join(sentence[:place] + odd + sentence[place:] + gap for sentence, odd, place, gap in pasted)
    check(explained(text, title, extractor))
