"""`tallywire why` as a person meets it: what it prints, which ids it takes, and how it ends."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from datetime import datetime

import duckdb
import pytest

from tests.unit.explain.event.one_event import EVENT, NEIGHBOUR, OTHER_SENTENCE, SENTENCE, World, strike

Call = Callable[..., subprocess.CompletedProcess[str]]
NEVER_SHOWN = {chr(code) for code in (*range(0x20), 0x7F, *range(0x80, 0xA0), *range(0x202A, 0x202F), *range(0x2066, 0x206A))} - {
    "\n"
}


def change(world: World, old: str, new: str | None, reason: str, day: int = 9) -> None:
    world.add("event_id_changes", old_event_id=old, new_event_id=new, reason=reason, changed_at=datetime(2025, 6, day))


def test_an_event_is_told_from_its_figure_down_to_the_sentences(why: Call) -> None:
    done = why(strike(), EVENT)
    assert (done.returncode, done.stderr) == (0, "")
    told = done.stdout
    assert told.startswith("Air/drone strike in Tal Hadar: at least 12 killed.\n\nid       " + EVENT)
    assert "grade    corroborated: two or more origins, neither quoting the other\n" in told
    figure, _, rest = told.partition("killed 12 – 12 – open  2 claims, 2 origins\n")[2].partition("\n\n")
    assert figure.splitlines() == [
        "    low         12: the lowest of any origin, O1",
        "    best        12: as frequent as 15, and on a tie the lower is taken; of O1",
        "    high        open: O2 names none, and its low lies above every other high",
        "    other rules conservative 12, informative 15",
        "    O1  the mayor (government): 12 – 12 – 12, in A1",
        "        C1  “12” killed 12 – 12 – 12 (exact) · A1, M1",
        f"            {SENTENCE}",
        "    O2  a hospital (medical): 15 – 15 – open, in A2",
        "        C2  “At least 15” killed 15 – 15 – open (at least) · A2, M2",
        f"            {OTHER_SENTENCE}",
    ]
    assert "1 pair compared, 0 vetoes among them.\n" in rest
    assert "the earliest: it gives the event its id; joined to M2 by same date and place (0.68)\n" in rest
    assert f"Air/drone strike in Zerqa.  {NEIGHBOUR}\n    same agent and target, but places 40 km apart\n" in rest
    assert "A1  2025-06-03 · Strike on Tal Hadar · a1 · leads with it\n" in rest
    assert "WHAT WAS SAID OF IT BEFORE" not in rest, "nothing else was ever said of it"


def test_what_nothing_forbids_and_nothing_joins_is_told_as_such(why: Call) -> None:
    world = strike()
    world.change("event_links", veto=None, reason=None, not_joined_reason="places do not agree")
    told = why(world, EVENT).stdout
    assert f"Air/drone strike in Zerqa.  {NEIGHBOUR}\n    places do not agree\n" in told


def test_a_figure_that_was_corrected_says_so_and_one_that_does_not_count_says_why(why: Call) -> None:
    world = strike()
    world.change("claims", correction="count_best 21 → 12: a slip (an analyst)")
    world.claim(
        "c3",
        "m2",
        "a2",
        OTHER_SENTENCE,
        count_text="90",
        count_best=90,
        is_counted=False,
        not_counted_reason="time_scope: period",
    )
    told = why(world, EVENT).stdout
    assert "            corrected count_best 21 → 12: a slip (an analyst)\n" in told
    struck = told.partition("READ AND NOT COUNTED\n")[2]
    assert struck.startswith(
        "C3  “90” killed open – 90 – open (exact) · A2, M2 · the report itself · not counted: time_scope: period\n"
    )


def test_the_begin_of_an_id_is_enough_where_no_other_begins_so(why: Call) -> None:
    world = strike()
    near = EVENT[:6] + "0000000000"
    world.event(near, "A clash near Zerqa.")
    assert why(world, EVENT[:8].upper()).stdout == why(world, EVENT).stdout != ""
    done = why(world, EVENT[:5])
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith(f"tallywire: 2 ids of events begin with {EVENT[:5]}: give more of it.\n")
    assert f"{near}  A clash near Zerqa.\n" in done.stderr


def test_an_earlier_id_leads_to_the_event_of_today(why: Call) -> None:
    world = strike()
    change(world, "0ldest", "0lder", "re-anchored", 5)
    change(world, "0lder", "0ldest", "re-anchored", 6)
    change(world, "0ldest", EVENT, "merged", 7)
    world.add(
        "events_history", event_id=EVENT, valid_from=datetime(2025, 6, 5), valid_to=datetime(2025, 6, 7), summary="One killed."
    )
    world.add("events_history", event_id=EVENT, valid_from=datetime(2025, 6, 7), summary="Twelve killed.")
    world.add("events_history", event_id="0lder", valid_from=datetime(2025, 6, 4), valid_to=datetime(2025, 6, 5), summary="None.")
    done = why(world, "0lder")
    assert done.returncode == 0, done.stderr
    assert f"asked by 0ldest, merged into {EVENT} on 2025-06-07\n" in done.stdout
    history = done.stdout.partition("WHAT WAS SAID OF IT BEFORE\n")[2]
    assert "2025-06-04 00:00, until 2025-06-05 00:00  None.  0lder\n" in history
    assert "2025-06-05 00:00, until 2025-06-07 00:00  One killed.\n" in history
    assert "2025-06-07 00:00, still stands  Twelve killed.\n" in history
    assert "2025-06-07 00:00  0ldest → " in history


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("ffff", ["no event was ever published whose id begins with ffff", "tallywire query"]),
        ("", ["the event's id is empty"]),
        ("%", ["no event was ever published whose id begins with %"]),
        ("' or 1=1 --", ["no event was ever published"]),
        ("g0ne", ["was withdrawn on 2025-06-09", "events_history"]),
        ("spl1t", ["was split into 2 on 2025-06-09", f"{NEIGHBOUR}  Air/drone strike in Zerqa."]),
    ],
)
def test_an_id_without_one_event_is_wrong_use_and_says_what_to_do(why: Call, asked: str, said: list[str]) -> None:
    world = strike()
    change(world, "g0ne", None, "withdrawn")
    change(world, "spl1t", EVENT, "split")
    change(world, "spl1t", NEIGHBOUR, "split")
    done = why(world, asked)
    assert (done.returncode, done.stdout) == (2, "")
    for words in said:
        assert words in done.stderr
    assert "Traceback" not in done.stderr


def test_json_holds_every_row_with_its_grounds(why: Call) -> None:
    account = json.loads(why(strike(), EVENT, "--json").stdout)
    (figure,) = account["figures"]
    assert figure["grounds"]["low"] == "12: the lowest of any origin, O1"
    assert [(vote["label"], vote["best"]) for vote in figure["votes"]] == [("O1", 12), ("O2", 15)]
    assert [(claim["label"], claim["claim_id"], claim["article"]) for claim in account["claims"]] == [
        ("C1", "c1", "A1"),
        ("C2", "c2", "A2"),
    ]
    assert account["kept_apart"][0]["vetoes"] == ["places 40 km apart"]
    assert account["event"]["event_date"] == "2025-06-02"


@pytest.mark.parametrize("form", [[], ["--json"]])
def test_hostile_words_stay_words(why: Call, form: list[str]) -> None:
    world = strike()
    evil = "[red]a\x1b]0;owned\x07b\u202ec\x00d\x9be[/red]\r\nf\u2066"
    world.change("articles", title=evil, url=evil)
    world.change("claims", count_text=evil, attributed_to=evil, sentence=evil, correction=evil)
    world.change("casualty_votes", attributed_to=evil)
    world.change("event_mentions", location=evil)
    world.change("events", summary=evil, location=evil, actor1=evil)
    world.change("event_links", reason=evil)
    for variables in ({}, {"FORCE_COLOR": "1", "TERM": "xterm-256color"}):
        done = why(world, EVENT, *form, **variables)
        assert done.returncode == 0, done.stderr
        seen = done.stdout
        if variables and not form:
            assert "\x1b[1m" in seen
            seen = seen.replace("\x1b[", "")
        assert not NEVER_SHOWN & set(seen)
        assert "[red]a" in seen


def test_where_nothing_is_published_it_says_what_to_do(why: Call, tmp_path: object) -> None:
    done = why(strike(), EVENT, TALLYWIRE_DATA_DIR=f"{tmp_path}/elsewhere")
    assert done.returncode == 1
    assert "tallywire run" in done.stderr


def test_a_file_of_an_earlier_tallywire_says_what_to_do(why: Call, tmp_path: object) -> None:
    world = strike()
    assert why(world, EVENT).returncode == 0
    with duckdb.connect(f"{tmp_path}/published/tallywire.duckdb") as db:
        db.execute("drop table marts.casualty_votes")
    done = why(world, EVENT)
    assert done.returncode == 1
    assert "of an earlier Tallywire" in done.stderr
