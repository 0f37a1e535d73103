"""Properties of the marked article: every mark contains the words of the article, and no word is lost."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from orchestration.explain.article.explanation import ArticleExplanation, ExplainedArticle, explain_article
from orchestration.explain.article.passages import Passage
from orchestration.explain.marks import Mark, MarkEnd, MarkStart, Words, split_at_marks
from orchestration.extract.extractor import Extractor
from tests.unit.explain.article import hostile_article

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


def read_marks(passage: Passage) -> dict[Mark, str]:
    """Returns the words within each mark, read from the pieces."""
    opened: list[Mark] = []
    within: dict[Mark, str] = dict.fromkeys(passage.marks, "")
    for piece in passage.split_at_marks():
        match piece:
            case MarkStart(mark):
                opened.append(mark)
            case Words(words):
                for mark in opened:
                    within[mark] += words
            case MarkEnd(mark, _):
                assert opened.pop() == mark
    assert not opened
    return within


def explain_text(text: str, title: str, extractor: Extractor) -> ArticleExplanation:
    given = ExplainedArticle("test", "a", "d", None, None, None, title, text, "en", None, None, None, None)
    return explain_article(given, extractor)


def check_marks(explanation: ArticleExplanation) -> int:
    """Checks that marks contain their words, and passages the whole article. Returns the number of marks."""
    fields = {"title": explanation.article.title or "", "text": explanation.article.text}
    quotes = {row["label"]: row["trigger"] for row in explanation.tables["event_mentions"]}
    quotes |= {row["label"]: row["count_text"] for name in ("claims", "equipment_claims") for row in explanation.tables[name]}
    seen = {"title": "", "text": ""}
    shown = set()
    for each in explanation.passages:
        passage = each.passage
        seen[passage.field] += fields[passage.field][passage.start : passage.end]
        assert (
            "".join(p.text for p in passage.split_at_marks() if isinstance(p, Words)) == passage.text[passage.start : passage.end]
        )
        for mark, words in read_marks(passage).items():
            assert words == fields[passage.field][mark.start : mark.end]
            if mark.label:
                assert words == quotes[mark.label]
                shown.add(mark.label)
        assert {reading.label for reading in each.readings} == {mark.label for mark in passage.marks if mark.label}
    assert shown == set(quotes), "every reading has a mark"
    assert {name: "".join(words.split()) for name, words in seen.items()} == {
        name: "".join(words.split()) for name, words in fields.items()
    }
    return sum(len(each.passage.marks) for each in explanation.passages)


spans = st.tuples(st.integers(0, 39), st.integers(1, 40)).filter(lambda span: span[0] < span[1])


@given(st.text(min_size=40, max_size=40), st.lists(spans, max_size=8))
def test_overlapping_marks_nest_and_contain_their_words(text: str, spans: list[tuple[int, int]]) -> None:
    passage = Passage("text", text, 0, 40, marks=[Mark("claim", f"C{n}", *span) for n, span in enumerate(spans)])
    assert "".join(piece.text for piece in passage.split_at_marks() if isinstance(piece, Words)) == text
    assert all(words == text[mark.start : mark.end] for mark, words in read_marks(passage).items())
    ends = [piece.mark for piece in passage.split_at_marks() if isinstance(piece, MarkEnd) and piece.is_end]
    assert sorted(ends, key=str) == sorted(passage.marks, key=str), "each mark ends once"


def test_an_inner_mark_continues_after_an_outer_mark_ends() -> None:
    outer, inner = Mark("claim", "C1", 0, 5), Mark("claim", "C2", 3, 8)
    found = list(split_at_marks("abcdefgh", 0, 8, [inner, outer]))
    assert found == [
        *(MarkStart(outer), Words("abc"), MarkStart(inner), Words("de"), MarkEnd(inner, False), MarkEnd(outer, True)),
        *(MarkStart(inner), Words("fgh"), MarkEnd(inner, True)),
    ]


def test_marks_in_a_hostile_article_have_the_right_positions(extractor: Extractor) -> None:
    assert check_marks(explain_text(hostile_article.TEXT, hostile_article.TITLE, extractor)) > 5


pasted = st.lists(
    st.tuples(st.sampled_from(SENTENCES), st.sampled_from(ODD), st.integers(0, 120), st.sampled_from(GAPS)), max_size=5
)


@settings(max_examples=40)
@given(pasted, st.sampled_from(["", *SENTENCES]))
def test_every_mark_contains_the_words_of_the_article_and_no_word_is_lost(
    extractor: Extractor, pasted: list[tuple[str, str, int, str]], title: str
) -> None:
    text = "".join(sentence[:place] + odd + sentence[place:] + gap for sentence, odd, place, gap in pasted)
    check_marks(explain_text(text, title, extractor))
