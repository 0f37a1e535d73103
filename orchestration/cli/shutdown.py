"""Stopping a run on request: Ctrl-C, SIGTERM, or a closed terminal.

Here belongs how a process and its child processes end at once. This needs no repair afterwards: the landing zone, the warehouse
and the published file are complete at every moment.
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

_MAX_CHILD_SECONDS = 5
"""Longest wait for a killed child process. Usually it ends within milliseconds."""
_JOB_THREAD = "job"
_MAX_JOB_SECONDS = 3
"""Longest wait for the job after its child processes have ended. Usually it ends at once."""


class StoppedError(BaseException):
    """This process was asked to stop. Not an Exception, so that no step handles it as its own failure."""


@contextmanager
def catch_stop_signals() -> Iterator[None]:
    """In the block, a request to stop raises `StoppedError` in the main thread, once.

    A compiled module that is interrupted during its import raises ImportError instead. So every error after a request counts as
    `StoppedError`.
    """
    is_requested = threading.Event()

    def stop(_signal: int, _frame: FrameType | None) -> None:
        for number in signals:
            signal.signal(number, signal.SIG_IGN)  # one request is enough: stopping must not be interrupted
        is_requested.set()
        raise StoppedError

    # Under `nohup` a run continues after its terminal is closed.
    hangup = [] if signal.getsignal(signal.SIGHUP) is signal.SIG_IGN else [signal.SIGHUP]
    signals = [signal.SIGINT, signal.SIGTERM, *hangup]
    try:
        for number in signals:
            signal.signal(number, stop)
        yield
    except BaseException as error:
        if is_requested.is_set():
            raise StoppedError from error
        raise


def run_until_stopped(job: Callable[[], None]) -> None:
    """Runs `job` in a second thread while the main thread waits. Raises what `job` raises, or `StoppedError`.

    In the main thread Dagster blocks signals between steps and may drop them; in another thread it does not. After
    `StoppedError` the job still runs, so the process must end with `exit_process`.
    """
    done: Future[None] = Future()

    def work() -> None:
        try:
            job()
        except BaseException as error:
            done.set_exception(error)
        else:
            done.set_result(None)

    threading.Thread(target=work, name=_JOB_THREAD, daemon=True).start()
    done.result()


def kill_children() -> None:
    """Kills all child processes of this process, and their child processes."""
    children = psutil.Process().children(recursive=True)
    for child in children:
        try:
            child.kill()
        except psutil.NoSuchProcess:
            continue
    psutil.wait_procs(children, timeout=_MAX_CHILD_SECONDS)


def wait_for_job() -> None:
    """Waits a short time for the job of `run_until_stopped` to end."""
    for thread in threading.enumerate():
        if thread.name == _JOB_THREAD:
            thread.join(timeout=_MAX_JOB_SECONDS)


def exit_process(code: int) -> NoReturn:
    """Ends this process without waiting for its threads."""
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except OSError:  # the reader closed the pipe
            continue
    os._exit(code)
