"""`tallywire why` as a process: what it prints, which ids it accepts, and how it ends."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from datetime import datetime

import duckdb
import pytest

from tests.unit.explain.event.fictional_event import EVENT, NEIGHBOUR, OTHER_SENTENCE, SENTENCE, World, make_strike

Call = Callable[..., subprocess.CompletedProcess[str]]
NEVER_SHOWN = {chr(code) for code in (*range(0x20), 0x7F, *range(0x80, 0xA0), *range(0x202A, 0x202F), *range(0x2066, 0x206A))} - {
    "\n"
}


def add_id_change(world: World, old: str, new: str | None, reason: str, day: int = 9) -> None:
    world.add("event_id_changes", old_event_id=old, new_event_id=new, reason=reason, changed_at=datetime(2025, 6, day))


def test_an_event_is_explained_from_its_figures_down_to_the_sentences(why: Call) -> None:
    done = why(make_strike(), EVENT)
    assert (done.returncode, done.stderr) == (0, "")
    printed = done.stdout
    assert printed.startswith("Air/drone strike in Tal Hadar: at least 12 killed.\n\nid       " + EVENT)
    assert "grade    corroborated: two or more independent origins\n" in printed
    figure, _, rest = printed.partition("killed 12 – 12 – open  2 claims, 2 origins\n")[2].partition("\n\n")
    assert figure.splitlines() == [
        "    low         12: the lowest of all origins, stated by O1",
        "    best        12: as frequent as 15; on a tie the latest number wins (O1)",
        "    high        open: O2 states none, and its low is above every other high",
        "    other rules conservative 12, informative 15",
        "    O1  the mayor (government): 12 – 12 – 12, in A1",
        "        C1  “12” killed 12 – 12 – 12 (exact) · A1, M1",
        f"            {SENTENCE}",
        "    O2  a hospital (medical): 15 – 15 – open, in A2",
        "        C2  “At least 15” killed 15 – 15 – open (at least) · A2, M2",
        f"            {OTHER_SENTENCE}",
    ]
    assert "1 pair of incidents compared, 0 vetoes.\n" in rest
    assert "earliest mention: the event's id comes from it; joined to M2 by same date and place (0.68)\n" in rest
    assert f"Air/drone strike in Zerqa.  {NEIGHBOUR}\n    same agent and target, but places 40 km apart\n" in rest
    assert "A1  2025-06-03 · Strike on Tal Hadar · a1 · main event\n" in rest
    assert "PUBLISHED VERSIONS" not in rest, "it has only one version"


def test_a_mention_of_the_same_incident_shows_the_rule_that_put_it_there(why: Call) -> None:
    world = make_strike()
    world.mention("m3", "a2", EVENT, "Farmers who live near the town said that the strike also hit a mill.", "strike")
    world.add_to_incident("m2", "the incident in focus")
    printed = why(world, EVENT).stdout
    assert "1 pair of incidents compared, 0 vetoes.\n" in printed
    mentions = printed.partition("WHY THESE MENTIONS ARE ONE EVENT\n")[2].partition("\n\n")[0]
    assert mentions.splitlines()[-3:-1] == [
        "M3  “strike” Air/drone strike, Tal Hadar, 2025-06-02 · A2",
        "    same incident of A2 as M2, by rule “the incident in focus”",
    ]


def test_an_event_of_one_incident_says_so(why: Call) -> None:
    world = make_strike()
    world.change("event_mentions", event_id=None)
    for mention, sentence in (("m1", SENTENCE), ("m3", "The strike also hit a mill.")):
        world.mention(mention, "a1", EVENT, sentence, "strike")
    world.add_to_incident("m1", "the incident in focus")
    world.change("claims", mention_id="m1")
    assert "Only one article reports it, as one incident.\n" in why(world, EVENT).stdout


def test_a_pair_without_veto_and_evidence_shows_its_reason(why: Call) -> None:
    world = make_strike()
    world.change("event_links", veto=None, reason=None, not_joined_reason="places do not agree")
    printed = why(world, EVENT).stdout
    assert f"Air/drone strike in Zerqa.  {NEIGHBOUR}\n    places do not agree\n" in printed


def test_corrections_and_reasons_for_not_counting_are_shown(why: Call) -> None:
    world = make_strike()
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
    printed = why(world, EVENT).stdout
    assert "            corrected count_best 21 → 12: a slip (an analyst)\n" in printed
    uncounted = printed.partition("CLAIMS THAT ARE NOT COUNTED\n")[2]
    assert uncounted.startswith(
        "C3  “90” killed open – 90 – open (exact) · A2, M2 · the report itself · not counted: time_scope: period\n"
    )


def test_a_unique_prefix_of_the_id_is_enough(why: Call) -> None:
    world = make_strike()
    near = EVENT[:6] + "0000000000"
    world.event(near, "A clash near Zerqa.")
    assert why(world, EVENT[:8].upper()).stdout == why(world, EVENT).stdout != ""
    done = why(world, EVENT[:5])
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith(f"tallywire: 2 event ids start with {EVENT[:5]}. Give more characters of the id.\n")
    assert f"{near}  A clash near Zerqa.\n" in done.stderr


def test_an_earlier_id_leads_to_the_current_event(why: Call) -> None:
    world = make_strike()
    add_id_change(world, "0ldest", "0lder", "re-anchored", 5)
    add_id_change(world, "0lder", "0ldest", "re-anchored", 6)
    add_id_change(world, "0ldest", EVENT, "merged", 7)
    world.add(
        "events_history", event_id=EVENT, valid_from=datetime(2025, 6, 5), valid_to=datetime(2025, 6, 7), summary="One killed."
    )
    world.add("events_history", event_id=EVENT, valid_from=datetime(2025, 6, 7), summary="Twelve killed.")
    world.add("events_history", event_id="0lder", valid_from=datetime(2025, 6, 4), valid_to=datetime(2025, 6, 5), summary="None.")
    done = why(world, "0lder")
    assert done.returncode == 0, done.stderr
    assert f"old id   0ldest, merged into {EVENT} on 2025-06-07\n" in done.stdout
    history = done.stdout.partition("PUBLISHED VERSIONS\n")[2]
    assert "2025-06-04 00:00 to 2025-06-05 00:00  None.  0lder\n" in history
    assert "2025-06-05 00:00 to 2025-06-07 00:00  One killed.\n" in history
    assert "2025-06-07 00:00 to now  Twelve killed.\n" in history
    assert "2025-06-07 00:00  0ldest → " in history


@pytest.mark.parametrize(
    ("event_id", "expected"),
    [
        ("ffff", ["no published event has an id that starts with ffff", "tallywire query"]),
        ("", ["the event id is empty"]),
        ("%", ["no published event has an id that starts with %"]),
        ("' or 1=1 --", ["no published event has an id"]),
        ("g0ne", ["was withdrawn on 2025-06-09", "events_history"]),
        ("spl1t", ["was split into 2 events on 2025-06-09", f"{NEIGHBOUR}  Air/drone strike in Zerqa."]),
    ],
)
def test_an_id_without_a_single_event_is_wrong_use_with_advice(why: Call, event_id: str, expected: list[str]) -> None:
    world = make_strike()
    add_id_change(world, "g0ne", None, "withdrawn")
    add_id_change(world, "spl1t", EVENT, "split")
    add_id_change(world, "spl1t", NEIGHBOUR, "split")
    done = why(world, event_id)
    assert (done.returncode, done.stdout) == (2, "")
    for words in expected:
        assert words in done.stderr
    assert "Traceback" not in done.stderr


def test_json_contains_every_row_with_its_grounds(why: Call) -> None:
    account = json.loads(why(make_strike(), EVENT, "--json").stdout)
    (figure,) = account["figures"]
    assert figure["grounds"]["low"] == "12: the lowest of all origins, stated by O1"
    assert [(vote["label"], vote["best"]) for vote in figure["votes"]] == [("O1", 12), ("O2", 15)]
    assert [(claim["label"], claim["claim_id"], claim["article"]) for claim in account["claims"]] == [
        ("C1", "c1", "A1"),
        ("C2", "c2", "A2"),
    ]
    assert account["kept_apart"][0]["vetoes"] == ["places 40 km apart"]
    assert account["event"]["event_date"] == "2025-06-02"


@pytest.mark.parametrize("form", [[], ["--json"]])
def test_hostile_text_is_shown_as_text(why: Call, form: list[str]) -> None:
    world = make_strike()
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


def test_nothing_published_gives_advice(why: Call, tmp_path: object) -> None:
    done = why(make_strike(), EVENT, TALLYWIRE_DATA_DIR=f"{tmp_path}/elsewhere")
    assert done.returncode == 1
    assert "tallywire run" in done.stderr


def test_a_file_of_an_earlier_version_gives_advice(why: Call, tmp_path: object) -> None:
    world = make_strike()
    assert why(world, EVENT).returncode == 0
    with duckdb.connect(f"{tmp_path}/published/tallywire.duckdb") as db:
        db.execute("drop table marts.casualty_votes")
    done = why(world, EVENT)
    assert done.returncode == 1
    assert "an earlier version of Tallywire" in done.stderr
