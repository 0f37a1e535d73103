"""Which requests the Dagster UI answers: those of its own page, and of programs on this machine.

Any web site that is open in the same browser can send requests to 127.0.0.1. Here belongs how these are recognised and refused.
Starting the UI belongs to `guarded_dagster` and `dev_server`.
"""

from __future__ import annotations

from graphql import GraphQLError, OperationDefinitionNode, OperationType, parse
from starlette.datastructures import Headers, MutableHeaders, QueryParams
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from starlette.websockets import WebSocketClose

HOSTNAMES = ("127.0.0.1", "localhost")
_READING_METHODS = {"GET", "HEAD"}
_PAGE_HEADERS = {
    "X-Frame-Options": "DENY",  # no other page can show the UI in a frame and lead a click to it
    "Cross-Origin-Resource-Policy": "same-origin",
}
_FORBIDDEN, _NOT_ALLOWED, _UNSUPPORTED_TYPE = 403, 405, 415


class RequestGuard:
    """An ASGI middleware that refuses requests of other web sites, before the application sees them."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] not in ("http", "websocket"):
            await self._app(scope, receive, send)
            return
        refusal = _refuse_foreign(scope) or (_refuse_writing(scope) if scope["type"] == "http" else None)
        if refusal is None:
            await self._app(scope, receive, _add_headers(send))
        elif scope["type"] == "websocket":
            await WebSocketClose(code=1008, reason=refusal[1])(scope, receive, send)
        else:
            await PlainTextResponse(f"Tallywire: {refusal[1]}\n", status_code=refusal[0])(scope, receive, send)


def _refuse_foreign(scope: Scope) -> tuple[int, str] | None:
    """Returns status and reason if the request comes from another web site, or from a name that leads here by DNS rebinding."""
    headers, port = Headers(scope=scope), scope["server"][1]
    allowed = {f"{name}:{port}" for name in HOSTNAMES} | (set(HOSTNAMES) if port == 80 else set())
    hosts = [host.lower() for host in headers.getlist("host")]
    if len(hosts) != 1 or hosts[0] not in allowed:
        return _FORBIDDEN, f"this page answers only as {' or '.join(sorted(allowed))}. Use the same port in a tunnel through ssh."
    if any(origin.lower() != f"http://{hosts[0]}" for origin in headers.getlist("origin")):
        return _FORBIDDEN, "a page of another origin sent this request."
    if any(site not in ("same-origin", "none") for site in headers.getlist("sec-fetch-site")) and not _is_link(scope, headers):
        return _FORBIDDEN, "a page of another site sent this request."
    return None


def _is_link(scope: Scope, headers: Headers) -> bool:
    """Whether the browser follows a link to the page, in a window of its own."""
    return (
        scope["type"] == "http"
        and scope["method"] in _READING_METHODS
        and headers.getlist("sec-fetch-mode") == ["navigate"]
        and headers.getlist("sec-fetch-dest") == ["document"]
    )


def _refuse_writing(scope: Scope) -> tuple[int, str] | None:
    """Returns status and reason if the request could change something and is not a POST with JSON.

    A browser sends JSON to another site only after that site has allowed it.
    """
    if scope["method"] not in _READING_METHODS:
        types = Headers(scope=scope).getlist("content-type")
        if scope["method"] != "POST":
            return _NOT_ALLOWED, "use GET to read and POST to change."
        if len(types) != 1 or types[0].partition(";")[0].strip().lower() != "application/json":
            return _UNSUPPORTED_TYPE, "a POST needs the header Content-Type: application/json."
    elif any(_is_changing(query) for query in _read_queries(scope)):
        return _NOT_ALLOWED, "a mutation needs a POST with the header Content-Type: application/json."
    return None


def _read_queries(scope: Scope) -> list[str]:
    return QueryParams(scope["query_string"]).getlist("query") if scope["path"] == "/graphql" else []


def _is_changing(query: str) -> bool:
    try:
        document = parse(query)
    except (GraphQLError, RecursionError):
        return False  # Dagster parses it with the same function, and answers what is wrong
    return any(
        isinstance(part, OperationDefinitionNode) and part.operation != OperationType.QUERY for part in document.definitions
    )


def _add_headers(send: Send) -> Send:
    async def send_with_headers(message: Message) -> None:
        if message["type"] == "http.response.start":
            MutableHeaders(scope=message).update(_PAGE_HEADERS)
        await send(message)

    return send_with_headers
