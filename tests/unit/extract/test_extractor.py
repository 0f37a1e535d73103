"""The contract of extraction: schemas, spans, ids, order, batches, versions."""

from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from orchestration.extract import ARTICLES_READ, SCHEMAS, compute_extractor_version
from orchestration.extract.extractor import DEFAULT_MODEL, DEFAULT_REFERENCE, Extractor
from orchestration.extract.parsing import parse as nlp_module
from orchestration.extract.rows import make_rows
from tests.unit.extract.reading import article

TEXT = "Rebels killed nine farmers near Hama on Monday. The army destroyed two tanks, the Northern Observatory said."


def table(*rows: dict[str, object]) -> pa.Table:
    return pa.Table.from_pylist(list(rows), schema=ARTICLES_READ)


def check_spans(extractor: Extractor, row: dict[str, Any]) -> int:
    rows = 0
    for name, each in extractor.extract(table(row)).items():
        assert each.schema == SCHEMAS[name]
        for found in each.to_pylist():
            rows += 1
            field = row[found["span_field"]]
            if "sentence" in found:
                assert field[found["sentence_start"] : found["sentence_end"]] == found["sentence"]
            if "trigger" in found:
                assert field[found["trigger_start"] : found["trigger_end"]] == found["trigger"]
            else:
                assert field[found["char_start"] : found["char_end"]] == found.get("count_text", found.get("text"))
    return rows


def test_no_articles_give_empty_tables(extractor: Extractor) -> None:
    empty = extractor.extract(ARTICLES_READ.empty_table())
    assert {name: each.schema for name, each in empty.items()} == SCHEMAS


def test_other_languages_and_peaceful_texts_give_no_rows(extractor: Extractor) -> None:
    foreign = article(TEXT) | {"language": "fr"}
    peaceful = article("The harvest was good.", article_id="a2")
    assert all(each.num_rows == 0 for each in extractor.extract(table(foreign, peaceful)).values())
    assert extractor.extract(table(article(TEXT) | {"language": None}))["claims"].num_rows == 1


def test_batches_and_order_change_nothing(extractor: Extractor) -> None:
    rows = [article(TEXT, article_id="a2"), article("A bomb killed two men.", "Bomb kills two", article_id="a1")]
    together = extractor.extract(table(*rows))
    turned = extractor.extract(table(*reversed(rows)))
    apart = [extractor.extract(table(row)) for row in reversed(rows)]
    for name, each in together.items():
        assert each.equals(turned[name])
        assert each.equals(pa.concat_tables(part[name] for part in apart))


def test_ids_are_unique_and_stable(extractor: Extractor) -> None:
    once, twice = (extractor.extract(table(article(TEXT))) for _ in range(2))
    for name, key in (("event_mentions", "mention_id"), ("claims", "claim_id"), ("equipment_claims", "claim_id")):
        ids = once[name][key].to_pylist()
        assert len(ids) == len(set(ids))
        assert ids == twice[name][key].to_pylist()


@pytest.mark.parametrize("blank", ["\u00a0", "\t", "\u2028", "\x00", "\ufeff", "😀", "\r\n", "\x85", "\u200b"])
def test_odd_characters_move_no_span(extractor: Extractor, blank: str) -> None:
    assert check_spans(extractor, article(f"{blank}{TEXT}{blank}".replace(" ", f"{blank} ", 3), f"Rebels{blank} kill nine"))


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.one_of(st.text(max_size=12), st.sampled_from([*TEXT.split(), "killed", "21", "civilians", "\n\n", "air strike"])),
        max_size=40,
    )
)
def test_spans_hold_for_any_text(extractor: Extractor, words: list[str]) -> None:
    check_spans(extractor, article(" ".join(words), " ".join(words[:5])))


def test_a_long_text_is_cut_where_paragraphs_end(extractor: Extractor, monkeypatch: pytest.MonkeyPatch) -> None:
    text = "\n\n".join([TEXT] * 6)
    whole = extractor.extract(table(article(text)))["claims"]
    monkeypatch.setattr(nlp_module, "MAX_PIECE_LENGTH", len(TEXT) * 2)
    assert check_spans(extractor, article(text))
    assert extractor.extract(table(article(text)))["claims"]["char_start"].to_pylist() == whole["char_start"].to_pylist()


def test_an_article_on_which_a_rule_raises_is_rejected_and_the_others_are_read(
    extractor: Extractor, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail_on_one(article: Any, article_id: str, *rest: str) -> Any:
        if article_id == "a7":
            raise ValueError(f"broken {object()}")
        return make_rows(article, article_id, *rest)

    monkeypatch.setattr("orchestration.extract.extractor.make_rows", fail_on_one)
    read = extractor.extract(table(*(article(TEXT, article_id=name) for name in ("a8", "a7", "a6"))))
    (rejected,) = read.pop("rejected_articles").to_pylist()
    assert (rejected["article_id"], rejected["document_id"], rejected["reason"]) == ("a7", "a7-d", "rule_failed")
    assert "(ValueError: broken <object object>)" in rejected["message"]  # the same in each run
    for name in ("event_mentions", "claims"):
        assert set(read[name]["article_id"].to_pylist()) == {"a6", "a8"}


def test_a_figure_that_fits_no_column_rejects_its_article_only(extractor: Extractor) -> None:
    absurd = article(f"Gunmen killed {'9' * 12} people in Kano on Monday.", article_id="a1")
    read = extractor.extract(table(absurd, article(TEXT, article_id="a2")))
    assert set(read["claims"]["article_id"].to_pylist()) - {"a1"} == {"a2"}
    assert set(read["rejected_articles"]["article_id"].to_pylist()) <= {"a1"}


def test_the_version_follows_the_lists_that_are_read(reference: Path, extractor: Extractor) -> None:
    before = compute_extractor_version(DEFAULT_MODEL, reference)
    assert before == extractor.version == compute_extractor_version(DEFAULT_MODEL, DEFAULT_REFERENCE)
    (reference / "actor_aliases.csv").write_text("alias,actor_id\n", encoding="utf-8")
    assert compute_extractor_version(DEFAULT_MODEL, reference) == before
    with (reference / "victim_nouns.csv").open("a", encoding="utf-8") as file:
        file.write("monk,civilians,\n")
    assert compute_extractor_version(DEFAULT_MODEL, reference) != before
