"""Made-up outlets on a real HTTP server on loopback, with several host names. Every sentence is our own."""

from __future__ import annotations

import ssl
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from xml.sax.saxutils import escape

import trustme


@dataclass
class Reply:
    """What a path answers."""

    body: bytes = b""
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    write: Callable[[BaseHTTPRequestHandler], None] | None = None
    """Writes everything itself, for answers that no decent server gives."""


@dataclass
class Request:
    """One line of the server's log."""

    host: str
    path: str
    at: float
    headers: dict[str, str]


class Web:
    """The outlets: answers by host and path, and a log of who asked for what, and when."""

    def __init__(self, port: int, scheme: str = "http") -> None:
        self.port, self.scheme = port, scheme
        self.log: list[Request] = []
        self._answers: dict[tuple[str, str], Callable[[Request], Reply]] = {}
        self._names: dict[str, list[str]] = {}
        self._lock = threading.Lock()

    def url(self, host: str, path: str = "/") -> str:
        return f"{self.scheme}://{host}:{self.port}{path}"

    def serve(self, host: str, path: str, reply: Reply | Callable[[Request], Reply]) -> str:
        """From now on this path answers so. Returns its address."""
        self._answers[host, path] = reply if callable(reply) else lambda _request: reply
        return self.url(host, path)

    def feed(self, host: str, *items: tuple[str, str | None], path: str = "/feed.xml", etag: str | None = None) -> str:
        """An RSS feed of addresses and their dates."""
        entries = "".join(
            f"<item><title>News</title><link>{escape(url)}</link>{f'<pubDate>{date}</pubDate>' if date else ''}</item>"
            for url, date in items
        )
        body = f'<?xml version="1.0"?><rss version="2.0"><channel><title>{host}</title>{entries}</channel></rss>'.encode()

        def reply(request: Request) -> Reply:
            if etag and request.headers.get("if-none-match") == etag:
                return Reply(status=304, headers={"ETag": etag})
            return Reply(body, headers={"Content-Type": "application/rss+xml"} | ({"ETag": etag} if etag else {}))

        return self.serve(host, path, reply)

    def name(self, host: str, *addresses: str) -> None:
        """The host name leads to these addresses, and not to the server."""
        self._names[host] = list(addresses)

    async def resolve(self, host: str, _port: int) -> list[str]:
        """All names of .test lead to the server."""
        if host in self._names:
            return self._names[host]
        if host.endswith(".test"):
            return ["127.0.0.1"]
        raise OSError("no such host")

    def answer(self, request: Request) -> Reply:
        with self._lock:
            self.log.append(request)
        found = self._answers.get((request.host, request.path))
        return found(request) if found else Reply(b"<h1>404 Not Found</h1>", 404, {"Content-Type": "text/html"})

    def asked(self, host: str | None = None, *, robots: bool = False) -> list[str]:
        """The paths that were asked for, in order."""
        return [r.path for r in self.log if (host is None or r.host == host) and (robots or r.path != "/robots.txt")]


@contextmanager
def serving(*, authority: trustme.CA | None = None) -> Iterator[Web]:
    """A server that answers for all host names, in threads of its own; with an authority, by TLS as secure.test."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            host = (self.headers.get("Host") or "").partition(":")[0]
            headers = {name.lower(): value for name, value in self.headers.items()}
            reply = web.answer(Request(host, self.path, time.monotonic(), headers))
            if reply.write is not None:
                self.close_connection = True
                reply.write(self)
                return
            self.send_response(reply.status)
            for name, value in reply.headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(reply.body)))
            self.end_headers()
            self.wfile.write(reply.body)

        def log_message(self, *_: Any) -> None:
            """The log is kept by Web."""

    class Server(ThreadingHTTPServer):
        daemon_threads = True
        request_queue_size = 200

        def handle_error(self, *_: Any) -> None:
            """A client that leaves early is part of the tests."""

    server = Server(("127.0.0.1", 0), Handler)
    web = Web(server.server_port, "https" if authority else "http")
    if authority:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        authority.issue_cert("secure.test").configure_cert(context)
        server.socket = context.wrap_socket(server.socket, server_side=True, do_handshake_on_connect=False)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    try:
        yield web
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


_WORDS = (
    "Rescue workers searched the ruins of the market through the night while families waited behind a rope. "
    "The mayor of the town asked for generators and blankets, because the power lines had been cut since the morning. "
    "A school two streets away opened its doors to those who had lost their homes, and neighbours brought bread and tea."
)


def page(title: str, text: str, *, head: str = "", charset: str = "utf-8") -> Reply:
    """An article in a plain layout, with a menu and a footer."""
    html = (
        f"<!doctype html><html><head><meta charset='{charset}'><title>{title} - The Outlet</title>{head}</head><body>"
        "<nav><a href='/'>Home</a> <a href='/world'>World</a></nav>"
        f"<main><article><h1>{title}</h1><p>{text}</p><p>{_WORDS}</p></article></main>"
        "<footer>All rights reserved</footer></body></html>"
    )
    return Reply(html.encode(charset), headers={"Content-Type": "text/html"})


def strike(number: int) -> Reply:
    """One of many articles, each with another text."""
    return page(
        f"Strike number {number} hits a market", f"An air strike killed {number + 2} people in Raqqa on Monday, a doctor said."
    )
