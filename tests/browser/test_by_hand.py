"""`tallywire dev` in a terminal, and Dagster's own commands typed in the checkout beside it."""

from __future__ import annotations

import json
import re
from pathlib import Path

import psutil
import pytest

from orchestration.defs.run_tags import PARTITION_TAG
from orchestration.storage.lock import hold_lock
from tests.browser.conftest import DagsterUI, by_hand, free_port, press_ctrl_c, start_dev
from tests.browser.reports import DAY_TWO

pytestmark = pytest.mark.xdist_group("browser")


def test_the_definitions_are_checked_and_listed_without_a_word_too_much(ui: DagsterUI) -> None:
    home = {"HOME": str(ui.data.parent)}  # dg keeps notes there
    checked = by_hand("dg", "check", "defs", data=ui.data, **home)
    assert checked.returncode == 0, checked.stdout + checked.stderr
    assert "warning" not in (checked.stdout + checked.stderr).lower()
    listed = by_hand("dg", "list", "defs", "--json", "--assets", "key:published", data=ui.data, **home)
    assert '"published"' in listed.stdout, listed.stdout + listed.stderr


def test_what_is_launched_by_hand_is_on_the_page(ui: DagsterUI) -> None:
    done = by_hand("dg", "launch", "--assets", "documents", "--partition", DAY_TWO, data=ui.data, HOME=str(ui.data.parent))
    assert done.returncode == 0, done.stdout + done.stderr
    run = re.search(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", done.stdout + done.stderr)
    assert run
    answer = ui.ask("query($run: ID!) { runOrError(runId: $run) { ... on Run { status } } }", run=run[0])
    assert answer["runOrError"] == {"status": "SUCCESS"}


def test_a_job_without_a_day_says_how_to_name_one(ui: DagsterUI) -> None:
    done = by_hand("dagster", "job", "execute", "-m", "orchestration.definitions", "-j", "build", data=ui.data)
    assert done.returncode != 0
    assert "This run names no landing day. Add --partition" in done.stdout + done.stderr


def test_a_job_run_by_hand_waits_for_the_warehouse_and_names_the_holder_of_the_lock(ui: DagsterUI) -> None:
    with hold_lock(ui.data / "warehouse.lock", timeout=300, purpose="holding on in a test"):
        done = by_hand(
            "dagster", "job", "execute", "-m", "orchestration.definitions", "-j", "build",
            "--tags", json.dumps({PARTITION_TAG: DAY_TWO}),
            data=ui.data, TALLYWIRE_LOCK_TIMEOUT="1", TALLYWIRE_INBOX=str(ui.data.parent / "inbox"),
        )  # fmt: skip
    assert done.returncode != 0
    assert "holding on in a test" in done.stdout + done.stderr


def test_a_port_that_is_taken_and_a_folder_that_is_served_are_named(ui: DagsterUI, tmp_path: Path) -> None:
    again = by_hand("tallywire", "dev", "--port", str(free_port()), data=ui.data)
    assert again.returncode == 1
    assert f"process {ui.process.pid} " in again.stderr
    elsewhere = by_hand("tallywire", "dev", "--port", str(ui.port), data=tmp_path / "data")
    assert elsewhere.returncode == 1
    assert str(ui.port) in elsewhere.stderr
    assert "Traceback" not in again.stderr + elsewhere.stderr


def test_only_this_machine_reaches_the_page_and_ctrl_c_leaves_nothing_behind(tmp_path: Path) -> None:
    port = free_port()
    process = start_dev(tmp_path / "data", port)
    family = [psutil.Process(process.pid), *psutil.Process(process.pid).children(recursive=True)]
    listening = [c for p in family for c in p.net_connections("tcp") if c.status == psutil.CONN_LISTEN]
    assert [(c.laddr.ip, c.laddr.port) for c in listening] == [("127.0.0.1", port)]
    said = press_ctrl_c(process)
    assert process.returncode == 0, said
    assert "Traceback" not in said
    assert not [p for p in family if p.is_running()]
