"""Sharing out work to processes that may fail: each call has a budget, and a call that kills its process stops no other.

Here belong budgets, broken pools and the order of results. What the work is, and what becomes of a call that failed, the caller
decides. The results do not depend on how the work is shared.
"""

from __future__ import annotations

import faulthandler
import multiprocessing
import os
import resource
import signal
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from multiprocessing.connection import wait
from types import FrameType
from typing import Any, Generic, NoReturn, TypeVar

T = TypeVar("T")
T_co = TypeVar("T_co", covariant=True)
Call = tuple[Any, ...]

WALL_SECONDS_PER_SECOND = 5
"""A call that uses no processor time, or does not react, loses its process after this many times its seconds."""
_MAX_CALLS_PER_TASK = 20
"""Calls that a process gets at once. After a crash each of them is repeated alone, so few are better."""


@dataclass(frozen=True)
class Budget:
    """What one call may use: seconds of processor time, and megabytes of memory of its process."""

    seconds: float
    megabytes: int


@dataclass(frozen=True)
class FailedCall:
    """A call without a result. `error` is a `TimeoutError`, a `MemoryError` or a `WorkerKilledError`."""

    error: Exception


class WorkerKilledError(ChildProcessError):
    """A process ended without a result: something killed it, or it crashed."""


def _do_nothing() -> None:
    """Prepares nothing."""


@dataclass(frozen=True)
class Work(Generic[T_co]):
    """A function with its budget. `prepare` runs before the calls and outside of the budget; it should keep what it loads.

    Both must be importable: processes are spawned.
    """

    function: Callable[..., T_co]
    budget: Budget
    prepare: Callable[[], object] = _do_nothing

    def run_calls(self, calls: Sequence[Call]) -> list[T_co | FailedCall]:
        """Runs calls in this process, each within the budget. Other errors than those of the budget are raised."""
        _end_with_parent()
        self.prepare()
        _limit_memory(self.budget.megabytes)
        return [self._run_call(call) for call in calls]

    def _run_call(self, call: Call) -> T_co | FailedCall:
        try:
            with _limit_time(self.budget.seconds):
                return self.function(*call)
        except (TimeoutError, MemoryError) as error:
            return FailedCall(error)


def map_in_processes(work: Work[T], calls: Sequence[Call], *, workers: int) -> Iterator[T | FailedCall]:
    """Yields the result of each of `calls`, in order. A call that failed gives a `FailedCall`; all others are run.

    Raises `WorkerKilledError` if a process ends before its first call, and what `work.function` raises.
    """
    tasks = [calls[at : at + _MAX_CALLS_PER_TASK] for at in range(0, len(calls), _MAX_CALLS_PER_TASK)]
    while tasks:
        n_done = 0
        try:
            with _open_pool(min(workers, len(tasks))) as pool:
                futures = [pool.submit(work.run_calls, task) for task in tasks]
                for future in futures:
                    yield from future.result()
                    n_done += 1
        except BrokenProcessPool:
            # The next tasks were at work when a process ended. Which call is to blame shows when each of them runs alone.
            suspects, tasks = tasks[n_done : n_done + workers + 1], tasks[n_done + workers + 1 :]
            yield from _run_alone(work, [call for task in suspects for call in task])
        else:
            return


def _run_alone(work: Work[T], calls: Sequence[Call]) -> Iterator[T | FailedCall]:
    """Runs one call at a time, so that a process that ends names the call."""
    waiting = list(calls)
    while waiting:
        with _open_pool(1) as pool:
            try:
                pool.submit(work.run_calls, []).result()
            except BrokenProcessPool as error:
                raise WorkerKilledError(
                    "a worker process ended before it read anything. There may be too little free memory: set TALLYWIRE_WORKERS=1"
                ) from error
            while waiting:
                call = waiting.pop(0)
                future: Future[list[T | FailedCall]] = pool.submit(work.run_calls, [call])
                try:
                    yield from future.result()
                except BrokenProcessPool:
                    yield FailedCall(WorkerKilledError("its process was killed, or did not react for too long"))
                    break


_is_stopping = threading.Event()


def forbid_new_processes() -> None:
    """From now on no process is started: this program is about to end, and its processes are being killed."""
    _is_stopping.set()


@contextmanager
def _open_pool(workers: int) -> Iterator[ProcessPoolExecutor]:
    if _is_stopping.is_set():
        raise WorkerKilledError("the run was stopped")
    pool = ProcessPoolExecutor(workers, mp_context=multiprocessing.get_context("spawn"))
    try:
        yield pool
    finally:
        pool.shutdown(cancel_futures=True)


@lru_cache(maxsize=1)
def _end_with_parent() -> None:
    """From now on this process ends when the one that started it has ended, also if that one was killed."""
    parent = multiprocessing.parent_process()
    assert parent is not None, "only for worker processes"  # noqa: S101

    def watch() -> None:
        wait([parent.sentinel])
        os._exit(1)

    threading.Thread(target=watch, daemon=True).start()


def _limit_memory(megabytes: int) -> None:
    """From now on this process gets a `MemoryError` instead of more memory than that."""
    _, most = resource.getrlimit(resource.RLIMIT_DATA)
    allowed = megabytes * 2**20
    resource.setrlimit(resource.RLIMIT_DATA, (allowed if most == resource.RLIM_INFINITY else min(allowed, most), most))


@contextmanager
def _limit_time(seconds: float) -> Iterator[None]:
    """Raises `TimeoutError` in the block after `seconds` of processor time.

    A block that does not react to that, or waits without end, loses its process. Only for the main thread of a worker process.
    """

    def stop(_signal: int, _frame: FrameType | None) -> NoReturn:
        raise TimeoutError(f"more than {seconds:g} seconds of processor time")

    before = signal.signal(signal.SIGPROF, stop)
    with open(os.devnull, "w") as nowhere:  # noqa: PTH123  a plain file handle for the watchdog
        faulthandler.dump_traceback_later(seconds * WALL_SECONDS_PER_SECOND, exit=True, file=nowhere)
        signal.setitimer(signal.ITIMER_PROF, seconds)
        try:
            yield
        finally:
            signal.setitimer(signal.ITIMER_PROF, 0)
            faulthandler.cancel_dump_traceback_later()
            signal.signal(signal.SIGPROF, before)
