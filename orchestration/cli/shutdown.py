"""Ending a run when somebody asks for it: ctrl-C, SIGTERM, a terminal that is closed.

Here belongs how a process and its children end at once. That this needs no repair afterwards is the promise of the
landing zone, the warehouse and the published file: what they hold is whole at every moment.
"""

from __future__ import annotations

import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from contextlib import contextmanager
from types import FrameType
from typing import NoReturn

import psutil

_CHILD_SECONDS = 5
"""A killed child is gone within milliseconds; one in the kernel's hands is not waited for longer than this."""
_JOB = "job"
_JOB_SECONDS = 3
"""A job whose children are gone ends within moments; one that computes is not waited for longer than this."""


class StoppedError(BaseException):
    """Somebody asked this process to stop. Not an Exception, so that no step takes it for a failure of its own."""


@contextmanager
def listening() -> Iterator[None]:
    """From here on a request to stop raises `StoppedError` in the main thread, once, out of whatever is done inside.

    A compiled module that is stopped while it is imported makes an ImportError of it: what is raised after a request is its echo.
    """
    asked = threading.Event()

    def stop(_signal: int, _frame: FrameType | None) -> None:
        for number in signals:
            signal.signal(number, signal.SIG_IGN)  # once is enough: ending must not be interrupted
        asked.set()
        raise StoppedError

    # `nohup` wants a run to outlive its terminal.
    hangs_up = [] if signal.getsignal(signal.SIGHUP) is signal.SIG_IGN else [signal.SIGHUP]
    signals = [signal.SIGINT, signal.SIGTERM, *hangs_up]
    try:
        for number in signals:
            signal.signal(number, stop)
        yield
    except BaseException as error:
        if asked.is_set():
            raise StoppedError from error
        raise


def until_stopped(job: Callable[[], None]) -> None:
    """Does `job` in a second thread, while this one, the main one, waits for it. Raises what `job` raises, or `StoppedError`.

    Dagster holds signals back while it works between steps and may drop them; in a thread that is not the main one it
    leaves them alone. After `StoppedError` the job is still at work: the process must end by `leave`.
    """
    done: Future[None] = Future()

    def work() -> None:
        try:
            job()
        except BaseException as error:
            done.set_exception(error)
        else:
            done.set_result(None)

    threading.Thread(target=work, name=_JOB, daemon=True).start()
    done.result()


def kill_children() -> None:
    """Ends every process that this one started, and those that they started."""
    children = psutil.Process().children(recursive=True)
    for child in children:
        try:
            child.kill()
        except psutil.NoSuchProcess:
            continue
    psutil.wait_procs(children, timeout=_CHILD_SECONDS)


def wait_for_job() -> None:
    """Gives the job of `until_stopped` the time to say its last word."""
    for thread in threading.enumerate():
        if thread.name == _JOB:
            thread.join(timeout=_JOB_SECONDS)


def leave(code: int) -> NoReturn:
    """Ends this process without waiting for its threads."""
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except OSError:  # nobody reads any more
            continue
    os._exit(code)
