"""`tallywire explain` as a process: what it prints, where, and how it ends."""

from __future__ import annotations

import json
import re
import subprocess
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from orchestration.explain.article.article_file import ChoiceError, RejectedError, read_article_file
from tests.unit.explain.article import hostile_article

Call = Callable[..., subprocess.CompletedProcess[str]]
ARTICLES = Path(__file__).parents[4] / "seeds" / "articles"
UNDATED = ARTICLES / "000_09b25139a57e068f.txt"
DATED = ARTICLES / "003_47d3f1a23c4f0ecf.txt"
TABLES = ("event_mentions", "claims", "equipment_claims", "actor_mentions", "place_mentions")
NOW = datetime(2026, 11, 21)
ESCAPE = re.compile(r"\x1b\[[0-9;]*m")


def find_block(output: str, words: str) -> str:
    """Finds the marked sentence with these words, and the lines below it."""
    found = [each for each in output.split("\n\n") if words in re.sub(r"\[\w+: ([^]]*)\]", r"\1", each)]
    assert found, output
    return found[0]


def write_lines(path: Path, *lines: dict[str, Any] | str) -> Path:
    path.write_text("".join((line if isinstance(line, str) else json.dumps(line)) + "\n" for line in lines))
    return path


@pytest.fixture(scope="module")
def dated(explain: Call) -> str:
    """What is printed for the sample article with a date, into a pipe."""
    done = explain(DATED)
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout


def test_a_sample_article_is_explained_sentence_by_sentence(dated: str) -> None:
    assert "published  2017-06-07 (given)\n" in dated
    found = find_block(dated, "At least 21 civilians were killed Monday night")
    marked = re.match(r"\[(C\d+): At least 21\] civilians were killed Monday night in \[(E\d+): strikes\] by suspected", found)
    assert marked, found
    claim, event = marked.groups()
    assert f"\n    {event:<3} “strikes” Air/drone strike, conflict\n" in found
    assert "date 2017-06-05, from “Monday night”" in found
    assert f"\n    {claim:<3} “At least 21” killed 21 – 21 – open (at least)\n" in found
    assert f"victims civilians · attribution Syrian Observatory for Human Rights (monitor) · event {event}\n" in found
    assert "factuality reported · time scope incident · rule verb:kill/figure\n" in found
    assert re.search(r"time scope incident · incident I\d+ · rule noun:cause\n", found)
    equipment = find_block(dated, "before it destroyed")
    assert re.search(
        r'\[Q\d+: two\] artillery pieces and \[Q\d+: an anti-aircraft weapon\]" and damaged \[Q\d+: a tank\]', equipment
    )
    assert "tank damaged 1 – 1 – 1 (exact)" in equipment
    recalled = find_block(dated, "repulsed a fierce ISIS")
    assert "factuality asserted · time scope background" in recalled


def test_the_example_of_the_docs_page_is_true(dated: str) -> None:
    page = (Path(__file__).parents[4] / "docs" / "explain.md").read_text(encoding="utf-8")
    shown = re.findall(r"```\n(.*?)```", page, re.DOTALL)[1].splitlines()
    assert len(shown) > 10
    assert [line for line in shown if line not in dated.splitlines()] == []


def test_the_example_of_the_incidents_page_is_true(explain: Call, tmp_path: Path) -> None:
    page = (Path(__file__).parents[4] / "docs" / "incidents.md").read_text(encoding="utf-8")
    report, shown = re.findall(r"```(?:json)?\n(.*?)```", page.partition("## Example")[2], re.DOTALL)[:2]
    printed = explain(write_lines(tmp_path / "market.jsonl", report)).stdout.splitlines()
    assert len(shown.splitlines()) > 10
    assert [line for line in shown.splitlines() if line not in printed] == []


def test_the_end_lists_the_figures_and_says_what_only_a_run_decides(explain: Call) -> None:
    done = explain(UNDATED)
    assert "The publication date is not known, so words such as “Sunday” give no date." in done.stdout
    end = done.stdout.partition("WHAT THE ARTICLE STATES\n")[2]
    assert re.search(
        r"E\d+ +“bombardment”: .+, Raqqa, date not known · .+\n        C\d+ +killed 3 – 3 – 3, the report itself\n", end
    )
    assert re.search(r"        C\d+ +killed 1 – 1 – 1 \(Turki Binali\), .*coalition \(military\)\n", end)
    assert re.search(r"        C\d+ +wounded 2 – unknown – open \(combatants\), the report itself\n", end)
    assert "`tallywire run`" in end


INCIDENTS = {
    "published_at": "2019-06-07",
    "text": "Rockets killed four farmers in Ariha on Thursday, a medic said.\n\n"
    "The attack also wounded nine shepherds.\n\n"
    "Gunmen killed three guards in Raqqa, the army said.\n\n"
    "The last such attack, in 2013, killed 30 people.\n\n"
    "The war has killed more than 300,000 people since 2011.",
}


def test_the_end_shows_the_incidents_and_what_was_left_out_each_with_its_rule(explain: Call, tmp_path: Path) -> None:
    article = write_lines(tmp_path / "incidents.jsonl", INCIDENTS)
    end = explain(article).stdout.partition("WHAT THE ARTICLE STATES\n")[2]
    blocks = [block.splitlines() for block in end.split("\n\n")[1:-1]]
    assert [block[0] for block in blocks] == [
        "I1  lead: what the article is news of",
        "I2  another incident",
        "I3  recalled: the article only looks back at it",
        "part of no incident",
    ]
    found = [re.findall(r"^ {4}(E\d+) .+ · (.+)|^ {8}(C\d+ +\w+ [\d,]+) ", "\n".join(block), re.MULTILINE) for block in blocks]
    assert found == [
        [
            ("E1", "opens the article", ""),
            ("", "", "C1  killed 4"),
            ("E2", "the incident in focus", ""),
            ("", "", "C2  wounded 9"),
        ],
        [("E3", "another place: Raqqa", ""), ("", "", "C3  killed 3")],
        [("E4", "recalled: a day or place of its own", ""), ("", "", "C4  killed 30")],
        [("E5", "no single incident: cumulative", ""), ("", "", "C5  killed 300,001")],
    ]


def test_json_and_page_show_the_incidents(explain: Call, tmp_path: Path) -> None:
    article = write_lines(tmp_path / "incidents.jsonl", INCIDENTS)
    output = json.loads(explain(article, "--json").stdout)
    assert [(each["label"], [mention["label"] for mention in each["mentions"]]) for each in output["incidents"]] == [
        ("I1", ["E1", "E2"]),
        ("I2", ["E3"]),
        ("I3", ["E4"]),
    ]
    assert [mention["rule"] for mention in output["left_out"]] == ["no single incident: cumulative"]
    page = explain(article, "--html", "-").stdout
    assert '<span class="label incident">I2</span> another incident' in page
    assert '<span class="why">another place: Raqqa</span>' in page
    assert "<h3>Part of no incident</h3>" in page


def test_a_figure_that_cannot_count_has_a_reason(explain: Call) -> None:
    text = b"Rebels threatened to kill 40 hostages in Idlib. Since 2011, 5,000 people have been killed in shelling of Idlib."
    end = explain("-", stdin=text).stdout.partition("WHAT THE ARTICLE STATES\n")[2]
    reasons = dict(re.findall(r"killed ([\d,]+) – .*  not counted: (.+)", end))
    assert reasons["5,000"] == "it is a running total"
    assert "40" not in reasons or reasons["40"] == "it is planned, threatened or warned of"


def test_a_terminal_gets_colours_and_short_lines_and_a_pipe_gets_brackets_and_whole_sentences(
    dated: str, on_a_terminal: Callable[..., str]
) -> None:
    coloured = on_a_terminal(DATED)
    assert re.search(r"\x1b\[1;31mAt least 21\x1b\[0m\x1b\[[0-9;]+m‹C\d+›\x1b\[0m (\x1b\[[0-9;]+m)?civilians", coloured)
    assert max(len(line) for line in ESCAPE.sub("", coloured).split("\n")) <= 90
    colourless = on_a_terminal(DATED, NO_COLOR="1")
    assert re.search(r"\[C\d+: At least 21\] civilians", ESCAPE.sub("", colourless))
    assert not re.search(r"\x1b\[[0-9;]*3\d", colourless), "no colour"
    assert "\x1b" not in dated
    assert re.search(r"^\[C\d+: At least 21\] civilians .+ the Observatory reported\.$", dated, re.MULTILINE)


def test_hostile_text_is_shown_as_text(explain: Call, on_a_terminal: Callable[..., str], tmp_path: Path) -> None:
    article = hostile_article.write_article(tmp_path)
    piped = explain(article)
    assert piped.returncode == 0
    assert not hostile_article.NEVER_SHOWN & set(piped.stdout)
    assert "␛[31mBomb <script>document.title = 'run'</script> kills" in re.sub(r"\[\w+: ([^]]*)\]", r"\1", piped.stdout)
    assert re.search(r"💣💣 \[E\d+: killed\] ‹RLO›\[C\d+: 3\] people‹PDF› and � wounded 🧑\u200d🚒", piped.stdout)
    assert re.search(r"\[C\d+: 12\] ‹LRI›police officers‹PDI› in 😀 Kandahar", piped.stdout)
    seen = ESCAPE.sub("", on_a_terminal(article))
    assert not hostile_article.NEVER_SHOWN & set(seen)


def test_json_contains_every_row_with_spans_that_match_the_article(explain: Call, tmp_path: Path) -> None:
    done = explain(hostile_article.write_article(tmp_path), "--json")
    assert done.stdout.isascii()
    assert not hostile_article.NEVER_SHOWN & set(done.stdout)
    output = json.loads(done.stdout)
    article = output["article"]
    assert article["text"] == hostile_article.TEXT.replace("\0", "�")
    spans = [
        (row["span_field"], row[start], row[end], row[words])
        for table in TABLES
        for row in output[table]
        for start, end, words in (
            ("char_start", "char_end", "count_text" if "count_text" in row else "text"),
            ("trigger_start", "trigger_end", "trigger"),
            ("sentence_start", "sentence_end", "sentence"),
        )
        if start in row
    ]
    assert {"3", "12", "Kandahar"} <= {words for *_, words in spans}
    assert all(article[field][start:end] == words for field, start, end, words in spans)
    assert output["event_mentions"][0]["label"] == "E1"
    assert {row["date_start"] for row in output["event_mentions"]} >= {"2020-05-03"}


def test_one_of_several_articles_is_chosen_by_id_address_or_position(explain: Call, tmp_path: Path) -> None:
    lines = write_lines(
        tmp_path / "feed.jsonl",
        {"id": "a", "title": "First", "text": "Gunmen killed five people in Mosul."},
        {"id": 7, "url": "https://example.org/two", "text": "A mine killed two farmers near Aleppo."},
        "not JSON",
        {"id": "b\u202e", "title": "Third \u001b[31m", "text": "Two men were wounded in Homs."},
    )
    several = explain(lines)
    assert (several.returncode, several.stdout) == (2, "")
    assert several.stderr.splitlines() == [
        f"tallywire: {lines} contains 4 documents. Choose one with --number or --id.",
        "    1  id a  First",
        "    2  id 7  A mine killed two farmers near Aleppo.",
        "    3  rejected: invalid_json",
        "    4  id b‹RLO›  Third ␛[31m",
    ]
    for key, number in (("7", None), ("https://example.org/two", None), (None, 2)):
        assert read_article_file(lines, key=key, number=number, now=NOW).external_id == "7"
    chosen = json.loads(explain(lines, "--json", "--id", "7").stdout)
    assert [row["count_best"] for row in chosen["claims"]] == [2]
    rejected = explain(lines, "--number", "3")
    assert (rejected.returncode, rejected.stdout) == (1, "")
    assert "feed.jsonl:3" in rejected.stderr
    assert "Correct it" in rejected.stderr
    missing = explain(lines, "--id", "c")
    assert (missing.returncode, missing.stdout) == (2, "")
    assert "no article with the id or address c" in missing.stderr
    with pytest.raises(ChoiceError, match="no article number 9"):
        read_article_file(lines, key=None, number=9, now=NOW)


def test_two_articles_with_one_id_are_listed_with_their_positions(tmp_path: Path) -> None:
    lines = write_lines(tmp_path / "feed.jsonl", {"id": "a", "text": "One."}, {"id": "a", "text": "Another."})
    with pytest.raises(ChoiceError) as raised:
        read_article_file(lines, key="a", number=None, now=NOW)
    assert raised.value.advice == ["    1  id a  One.", "    2  id a  Another."]


@pytest.mark.parametrize(
    ("name", "content", "expected"),
    [
        ("empty.txt", b"", "Add the article's text"),
        ("report.pdf", b"%PDF-1.7 \x00\x01", ".txt"),
        ("zeros.txt", b"\x00\x01\x02" * 50, "this is not text"),
        ("wall.html", b"<html><body><p>Please enable JavaScript to continue.</p></body></html>", "docs/rejections.md"),
    ],
)
def test_a_rejected_document_is_reported_with_advice(tmp_path: Path, name: str, content: bytes, expected: str) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(RejectedError) as raised:
        read_article_file(path, key=None, number=None, now=NOW)
    assert name in str(raised.value)
    assert expected in str(raised.value)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Вчера в городе произошёл взрыв на рынке. Погибли четыре человека, сообщили местные власти.", "language is ru"),
        ("The council met on Monday and agreed on a new budget for the schools.", "no event, no figure and no name was found"),
        pytest.param(
            "The fans sang in the rain while the ball hit the post in Leeds. " * 12 + "Porto won.",
            "Only names were found",
            id="sport",
        ),
    ],
)
def test_an_empty_result_is_explained(explain: Call, text: str, expected: str) -> None:
    done = explain("-", stdin=text.encode())
    assert (done.returncode, done.stderr) == (0, "")
    assert expected in done.stdout
    assert text in done.stdout
    assert "WHAT THE ARTICLE STATES" not in done.stdout


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        ([], "--article"),
        ([DATED, "--article", "a"], "--article"),
        ([DATED, "--id", "a", "--number", "1"], "--number"),
        (["-", "--number", "1"], "Name the file"),
        ([DATED, "--html", "x.html", "--json"], "--json"),
        ([ARTICLES], "is a folder"),
        ([DATED, "--html", DATED], "is the article itself"),
        ([DATED, "--html", ARTICLES], "is a folder"),
        ([DATED, "--html", "/no/such/folder/page.html"], "/no/such/folder"),
        (["no/such/file.txt"], "no/such/file.txt"),
    ],
)
def test_wrong_use_is_exit_code_2(explain: Call, arguments: list[str | Path], expected: str) -> None:
    done = explain(*arguments)
    assert (done.returncode, done.stdout) == (2, "")
    assert expected in done.stderr
    assert "Traceback" not in done.stderr


def test_a_page_can_go_to_standard_output(explain: Call) -> None:
    assert explain("-", "--html", "-", stdin=b"Two men were shot dead.").stdout.startswith("<!DOCTYPE html>")


def test_a_published_article_without_a_run_gives_advice(explain: Call) -> None:
    done = explain("--article", "0123456789abcdef")
    assert done.returncode == 1
    assert "tallywire run" in done.stderr
