"""The processes of the Dagster UI, as `dg dev` starts them, with a web server that refuses requests of other web sites.

`python -m orchestration.cli.guarded_dagster dev …` is `dg dev …`, with that web server. Here belongs how the guard gets into
Dagster. What it refuses belongs to `web_guard`.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Sequence
from typing import Any

import dagster._cli.dev
import dagster_dg_cli.cli
import dagster_webserver.app
import dagster_webserver.cli
from dagster_shared.ipc import open_ipc_subprocess
from dagster_webserver.webserver import DagsterWebserver
from starlette.middleware import Middleware

from orchestration.cli.web_guard import RequestGuard

_WEB_SERVER = "webserver"
"""The first argument in the process of the web server."""
_DAGSTER_COMMAND = ["-m", "dagster_webserver"]


class GuardedWebserver(DagsterWebserver[Any, Any]):
    """Dagster's web server behind `RequestGuard`."""

    def build_middleware(self) -> list[Middleware]:
        """Puts the guard in front of what Dagster has."""
        return [Middleware(RequestGuard), *super().build_middleware()]


def _start_service(command: Sequence[str], **options: Any) -> subprocess.Popen[Any]:
    """Starts a process of `dg dev`; instead of Dagster's web server, this module."""
    python, *arguments = command
    if arguments[:2] == _DAGSTER_COMMAND:
        arguments = ["-m", "orchestration.cli.guarded_dagster", _WEB_SERVER, *arguments[2:]]
    return open_ipc_subprocess([python, *arguments], **options)


def main() -> None:
    """Runs `dg` or the web server, as the first argument says."""
    if sys.argv[1:2] == [_WEB_SERVER]:
        del sys.argv[1]
        dagster_webserver.app.DagsterWebserver = GuardedWebserver  # type: ignore[attr-defined]
        dagster_webserver.cli.main()  # type: ignore[no-untyped-call]
    else:
        dagster._cli.dev.open_ipc_subprocess = _start_service  # type: ignore[attr-defined,assignment]
        dagster_dg_cli.cli.main()  # type: ignore[no-untyped-call]


if __name__ == "__main__":
    main()
