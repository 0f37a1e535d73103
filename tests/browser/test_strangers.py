"""What a web site that is open in the same browser as the Dagster UI can do to it: nothing."""

from __future__ import annotations

import http.server
import os
import threading
from collections.abc import Iterator
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.conftest import NO_BROWSER, PAGE_MILLISECONDS, DagsterUI, find_browser

pytestmark = pytest.mark.xdist_group("browser")

if find_browser() is None and os.environ.get("CI") != "true":  # CI brings one; without it the tests fail there
    pytest.skip(NO_BROWSER, allow_module_level=True)

STRANGER, REBOUND = "news.example", "rebound.example"
KEYS = ("get", "image", "frame", "text", "form", "json", "window", "rebound")
"""Each attack sets a concurrency limit of its own name: a mutation that leaves a trace and starts nothing."""
ATTACKS = """async ([address, mutations]) => {
    const url = key => `${address}/graphql?query=${encodeURIComponent(mutations[key])}`;
    const tries = [];
    const attempt = promise => tries.push(promise.then(() => "done", () => "refused"));
    const element = (name, key) => new Promise(resolve => {
        const made = document.createElement(name);
        made.onload = made.onerror = resolve;
        made.src = url(key);
        document.body.append(made);
    });
    attempt(fetch(url("get"), {mode: "no-cors"}));
    attempt(element("img", "image"));
    attempt(element("iframe", "frame"));
    attempt(fetch(url("text"), {method: "POST", mode: "no-cors", headers: {"Content-Type": "text/plain"}, body: "{}"}));
    attempt(fetch(`${address}/graphql`, {
        method: "POST", headers: {"Content-Type": "application/json"}, body: JSON.stringify({query: mutations.json})}));
    const frame = document.createElement("iframe");
    frame.name = "answer";
    document.body.append(frame);
    const form = document.createElement("form");
    Object.assign(form, {method: "POST", enctype: "text/plain", target: "answer", action: url("form")});
    document.body.append(form);
    attempt(new Promise(resolve => { frame.onload = resolve; form.submit(); }));
    const socket = await new Promise(resolve => {
        const made = new WebSocket(`${address.replace("http", "ws")}/graphql`, "graphql-ws");
        made.onopen = () => resolve("opened");
        made.onerror = () => resolve("refused");
    });
    await Promise.all(tries);
    return {json: await tries[4], socket};
}"""

SEND = """query => fetch("/graphql", {
    method: "POST", headers: {"Content-Type": "application/json"}, body: JSON.stringify({query})
}).then(answer => answer.status)"""
OPEN_SOCKET = """() => new Promise(resolve => {
    const made = new WebSocket(`ws://${location.host}/graphql`, "graphql-ws");
    made.onopen = () => resolve("opened");
    made.onerror = () => resolve("refused");
})"""


def write_mutation(key: str) -> str:
    return f'mutation {{ setConcurrencyLimit(concurrencyKey: "{key}", limit: 3) }}'


def list_limits(ui: DagsterUI) -> set[str]:
    answer = ui.ask("{ instance { concurrencyLimits { concurrencyKey } } }")
    return {limit["concurrencyKey"] for limit in answer["instance"]["concurrencyLimits"]}


class EmptyPage(http.server.BaseHTTPRequestHandler):
    """The page of another web site."""

    def do_GET(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.end_headers()
        self.wfile.write(b"<title>News</title><body>News")

    def log_message(self, *_: object) -> None:
        """Says nothing."""


@pytest.fixture(scope="module")
def other_site() -> Iterator[str]:
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), EmptyPage) as server:
        threading.Thread(target=server.serve_forever).start()
        yield f"http://{STRANGER}:{server.server_port}/"
        server.shutdown()


@pytest.fixture
def tab(browser: Browser) -> Iterator[Page]:
    """A tab of a browser in which the names of the other sites lead to this machine, as after DNS rebinding."""
    rules = f"MAP {STRANGER} 127.0.0.1, MAP {REBOUND} 127.0.0.1, MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost"
    launched = browser.browser_type.launch(
        executable_path=find_browser(), args=["--no-sandbox", "--disable-background-networking", f"--host-resolver-rules={rules}"]
    )
    page = launched.new_page()
    page.set_default_timeout(PAGE_MILLISECONDS)
    yield page
    launched.close()


def test_another_web_site_changes_nothing_and_reads_nothing(tab: Page, ui: DagsterUI, other_site: str) -> None:
    tab.goto(other_site)
    assert tab.evaluate(ATTACKS, [ui.address, {key: write_mutation(key) for key in KEYS}]) == {
        "json": "refused",
        "socket": "refused",
    }
    opened = tab.goto(f"{ui.address}/graphql?query={quote(write_mutation('window'))}")
    assert opened
    assert opened.status in (200, 405)  # 200: the page of GraphiQL, which waits for a click
    rebound = tab.goto(f"http://{REBOUND}:{ui.port}/")
    assert rebound
    assert rebound.status == 403
    assert tab.evaluate(SEND, write_mutation("rebound")) == 403
    assert not list_limits(ui) & set(KEYS)


@pytest.mark.parametrize("name", ["127.0.0.1", "localhost"])
def test_its_own_page_still_changes_what_it_may(tab: Page, ui: DagsterUI, name: str) -> None:
    loaded = tab.goto(f"http://{name}:{ui.port}/runs")
    assert loaded
    assert loaded.status == 200
    assert tab.evaluate(SEND, write_mutation(name)) == 200
    assert name in list_limits(ui)
    assert tab.evaluate(OPEN_SOCKET) == "opened"
