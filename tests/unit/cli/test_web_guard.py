"""The guard of the Dagster UI, in front of a small application, asked with raw HTTP as browsers and attackers send it."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator

import pytest
import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import Route, WebSocketRoute
from starlette.websockets import WebSocket

from orchestration.cli.web_guard import RequestGuard

MUTATION = "mutation%20%7Blaunch%7D"
SWITCH = "Connection: Upgrade\nUpgrade: websocket\nSec-WebSocket-Version: 13\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ=="
CROSS_SITE = "Sec-Fetch-Site: cross-site\nSec-Fetch-Mode: {}\nSec-Fetch-Dest: {}"


async def answer(_request: Request) -> PlainTextResponse:
    return PlainTextResponse("inside")


async def accept(websocket: WebSocket) -> None:
    await websocket.accept()
    await websocket.close()


@pytest.fixture(scope="module")
def port() -> Iterator[int]:
    methods = ["GET", "POST", "PUT", "DELETE", "OPTIONS"]
    app = Starlette(routes=[WebSocketRoute("/graphql", accept), Route("/{path:path}", answer, methods=methods)])
    server = uvicorn.Server(uvicorn.Config(RequestGuard(app), log_level="warning", ws="websockets-sansio", lifespan="off"))
    with socket.create_server(("127.0.0.1", 0)) as listening:
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
        thread.start()
        while not server.started:
            time.sleep(0.01)
        yield listening.getsockname()[1]
        server.should_exit = True
        thread.join()


def send(port: int, line: str, *headers: str, body: str = "") -> tuple[int, str]:
    """Sends a request as it is written, with PORT replaced. Returns the status and the whole answer."""
    lines = [f"{line} HTTP/1.1", *"\n".join(headers).split("\n"), f"Content-Length: {len(body)}"]
    if "Upgrade:" not in "".join(headers):
        lines.append("Connection: close")
    raw = "\r\n".join(line for line in lines if line).replace("PORT", str(port)) + "\r\n\r\n" + body
    with socket.create_connection(("127.0.0.1", port), timeout=20) as connection:
        connection.sendall(raw.encode())
        answered = b""
        while b"\r\n\r\n" not in answered or "Upgrade:" not in raw:
            if not (piece := connection.recv(65_536)):
                break
            answered += piece
    return int(answered.split()[1]), answered.decode(errors="replace")


@pytest.mark.parametrize(
    "host",
    ["evil.example", "evil.example:PORT", "127.0.0.1", "127.0.0.1:1", "localhost:PORT.evil.example",
     "127.0.0.1.evil.example:PORT", "0.0.0.0:PORT", "[::1]:PORT", "127.1:PORT", "user@127.0.0.1:PORT", "localhost.:PORT"],
)  # fmt: skip
def test_another_name_of_this_machine_is_refused(port: int, host: str) -> None:
    status, answered = send(port, "GET /", f"Host: {host}")
    assert status in (400, 403)
    assert "inside" not in answered
    assert send(port, "GET /graphql", f"Host: {host}", SWITCH)[0] in (400, 403)


def test_the_refusal_names_the_addresses_that_are_answered(port: int) -> None:
    assert f"127.0.0.1:{port} or localhost:{port}" in send(port, "GET /", "Host: evil.example")[1]


@pytest.mark.parametrize(
    "headers", ["", "Host: 127.0.0.1:PORT\nHost: evil.example", "X-Forwarded-Host: 127.0.0.1:PORT\nHost: evil.example"]
)
def test_a_request_with_no_host_or_two_is_refused(port: int, headers: str) -> None:
    status, answered = send(port, "GET /", headers)
    assert status in (400, 403)
    assert "inside" not in answered


@pytest.mark.parametrize("host", ["127.0.0.1:PORT", "localhost:PORT", "LocalHost:PORT"])
@pytest.mark.parametrize("origin", ["", "Origin: http://{}"])
def test_its_own_page_and_programs_are_answered(port: int, host: str, origin: str) -> None:
    own = (f"Host: {host}", origin.format(host))
    status, answered = send(port, "GET /", *own)
    assert status == 200
    assert "x-frame-options: DENY" in answered
    assert send(port, "POST /graphql", *own, "Content-Type: application/json; charset=utf-8", body="{}")[0] == 200
    assert send(port, "GET /graphql?query=%7Bversion%7D", *own)[0] == 200
    assert send(port, "GET /graphql", *own, SWITCH)[0] == 101


@pytest.mark.parametrize(
    "origin",
    ["http://evil.example", "null", "https://127.0.0.1:PORT", "http://127.0.0.1:8080", "http://localhost:PORT", "file://"],
)
def test_a_page_of_another_origin_is_refused(port: int, origin: str) -> None:
    foreign = ("Host: 127.0.0.1:PORT", f"Origin: {origin}")
    assert send(port, "GET /", *foreign)[0] == 403
    assert send(port, "POST /graphql", *foreign, "Content-Type: application/json", body="{}")[0] == 403
    assert send(port, "OPTIONS /graphql", *foreign, "Access-Control-Request-Method: POST")[0] == 403
    assert send(port, "GET /graphql", *foreign, SWITCH)[0] == 403


@pytest.mark.parametrize(
    ("mode", "kind"), [("no-cors", "image"), ("no-cors", "script"), ("cors", "empty"), ("navigate", "iframe")]
)
def test_what_another_page_loads_is_refused_but_a_link_is_followed(port: int, mode: str, kind: str) -> None:
    assert send(port, "GET /runs", "Host: 127.0.0.1:PORT", CROSS_SITE.format(mode, kind))[0] == 403
    assert send(port, "GET /runs", "Host: 127.0.0.1:PORT", CROSS_SITE.format("navigate", "document"))[0] == 200


@pytest.mark.parametrize(
    "address",
    [
        f"/graphql?query={MUTATION}",
        f"/graphql?query=%7Bversion%7D&query={MUTATION}",
        f"/graphql?operationName=b&query=query%20a%7Bversion%7D%20{MUTATION.replace('%7B', '%20b%7B', 1)}",
        f"/graphql?query=%23%20query%0A{MUTATION}",
        f"/%67raphql?query={MUTATION}",
        "/graphql?query=subscription%7Blogs%7D",
    ],
)
def test_a_mutation_by_get_is_refused(port: int, address: str) -> None:
    for method in ("GET", "HEAD"):
        assert send(port, f"{method} {address}", "Host: 127.0.0.1:PORT")[0] == 405
    link = CROSS_SITE.format("navigate", "document")
    assert send(port, f"GET {address}", "Host: 127.0.0.1:PORT", link)[0] == 405


@pytest.mark.parametrize(
    "kind",
    ["", "Content-Type: text/plain", "Content-Type: text/plain; a=application/json",
     "Content-Type: application/x-www-form-urlencoded", "Content-Type: application/graphql",
     "Content-Type: multipart/form-data; boundary=application/json",
     "Content-Type: application/json\nContent-Type: text/plain"],
)  # fmt: skip
def test_a_post_without_json_is_refused(port: int, kind: str) -> None:
    assert send(port, f"POST /graphql?query={MUTATION}", "Host: 127.0.0.1:PORT", kind, body="{}")[0] == 415
    assert send(port, "POST /report_asset_materialization/articles", "Host: 127.0.0.1:PORT", kind)[0] == 415


def test_other_methods_are_refused(port: int) -> None:
    for method in ("PUT", "DELETE", "OPTIONS"):
        assert send(port, f"{method} /", "Host: 127.0.0.1:PORT", "Content-Type: application/json")[0] == 405


def test_a_query_that_cannot_be_parsed_is_left_to_the_application(port: int) -> None:
    assert send(port, "GET /graphql?query=%7Bmutation", "Host: 127.0.0.1:PORT")[0] == 200
