"""The real `tallywire dev` on a folder with two landed days, and a real browser in front of it."""

from __future__ import annotations

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Dialog, Page, Route, expect, sync_playwright

from orchestration.pipeline import steps
from orchestration.settings import Settings
from tests.browser import reports

CHECKOUT = Path(__file__).parents[2]
BIN = Path(sys.executable).parent
COMMAND_SECONDS = 300
PAGE_MILLISECONDS = 120_000
"""The first look at a page loads all of it, on a machine that other tests keep busy."""
_BROWSERS = ("chromium", "chromium-browser", "google-chrome")
NO_BROWSER = f"no browser here: looked for {', '.join(_BROWSERS)}; Debian's package is called chromium"


def find_browser() -> str | None:
    return next((path for name in _BROWSERS if (path := shutil.which(name))), None)


@dataclass
class DagsterUI:
    """A running `tallywire dev`: its data folder, its address, its process."""

    data: Path
    port: int
    process: subprocess.Popen[str]

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def ask(self, question: str, **variables: Any) -> Any:
        """What the page's own GraphQL answers."""
        body = json.dumps({"query": question, "variables": variables}).encode()
        request = urllib.request.Request(f"{self.address}/graphql", body, {"Content-Type": "application/json"})  # noqa: S310
        with urllib.request.urlopen(request, timeout=60) as answer:  # noqa: S310  our own address
            return json.load(answer)["data"]


def environment(data: Path, **variables: str) -> dict[str, str]:
    clean = {k: v for k, v in os.environ.items() if not k.startswith(("TALLYWIRE_", "DAGSTER_", "DBT_"))}
    return clean | {"TALLYWIRE_DATA_DIR": str(data)} | variables


def by_hand(command: str, *arguments: str, data: Path, **variables: str) -> subprocess.CompletedProcess[str]:
    """A command of the checkout's environment, typed in the checkout."""
    return subprocess.run(
        [BIN / command, *arguments],
        cwd=CHECKOUT,
        env=environment(data, **variables),
        capture_output=True,
        text=True,
        timeout=COMMAND_SECONDS,
        check=False,
    )


def free_port() -> int:
    with socket.socket() as asked:
        asked.bind(("127.0.0.1", 0))
        return int(asked.getsockname()[1])


def start_dev(data: Path, port: int) -> subprocess.Popen[str]:
    """Starts `tallywire dev` and returns when it says that the page is there, or has ended."""
    process = subprocess.Popen(
        [BIN / "tallywire", "dev", "--port", str(port)],
        env=environment(data, TALLYWIRE_INBOX=str(data.parent / "inbox")),
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    assert process.stderr
    for line in process.stderr:  # dev gives up by itself when Dagster does not come up
        if "Dagster UI:" in line:
            break
    return process


def press_ctrl_c(process: subprocess.Popen[str]) -> str:
    """What a terminal does to all processes of the command. Returns what it said from then on."""
    os.killpg(process.pid, signal.SIGINT)
    _, said = process.communicate(timeout=120)
    return said


@pytest.fixture(scope="session")
def ui(tmp_path_factory: pytest.TempPathFactory) -> Iterator[DagsterUI]:
    folder = tmp_path_factory.mktemp("ui")
    data = folder / "data"
    morning = datetime.fromisoformat(f"{reports.DAY_ONE}T06:00:00")
    steps.discover_documents(Settings(data_dir=data), [reports.write_day_one(folder / "first")], morning)  # run reads both days
    inbox = reports.write_day_two(folder / "inbox")
    done = by_hand("tallywire", "run", str(inbox), data=data, TALLYWIRE_NOW=f"{reports.DAY_TWO}T06:00:00")
    assert done.returncode == 0, done.stdout + done.stderr
    port = free_port()
    process = start_dev(data, port)
    yield DagsterUI(data, port, process)
    if process.poll() is None:
        press_ctrl_c(process)


@pytest.fixture(scope="package")  # its event loop must be gone when other tests begin theirs
def browser() -> Iterator[Browser]:
    found = find_browser()
    assert found, NO_BROWSER
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=found,
            args=["--no-sandbox", "--disable-background-networking", "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"],
        )
        yield browser
        browser.close()


@pytest.fixture
def page(browser: Browser, ui: DagsterUI, tmp_path: Path) -> Iterator[Page]:
    """An empty page. Afterwards: nothing asked for another machine, no text opened a dialog. Leaves a picture."""
    context = browser.new_context(base_url=ui.address, viewport={"width": 1600, "height": 1000})
    context.set_default_timeout(PAGE_MILLISECONDS)
    expect.set_options(timeout=PAGE_MILLISECONDS)
    strangers: list[str] = []
    dialogs: list[str] = []

    def dismiss(dialog: Dialog) -> None:
        dialogs.append(dialog.message)
        dialog.dismiss()

    def refuse_strangers(route: Route) -> None:
        if route.request.url.startswith(ui.address):
            route.continue_()
        else:
            strangers.append(route.request.url)
            route.abort()

    page = context.new_page()
    page.route("**/*", refuse_strangers)
    page.on("dialog", dismiss)
    yield page
    page.screenshot(path=tmp_path / "page.png")
    context.close()
    assert not strangers, "the page asked another machine"
    assert not dialogs, "a text ran as a program"
