"""Sharing out work to processes. The caller decides what the work is; the results do not depend on how it is shared."""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from typing import Any, TypeVar

T = TypeVar("T")


def map_in_processes(
    function: Callable[..., T], calls: Sequence[tuple[Any, ...]], *, workers: int, min_calls: int = 2
) -> Iterator[T]:
    """Yields `function(*call)` for each of `calls`, in order; in several processes if there are at least `min_calls` of them."""
    if workers == 1 or len(calls) < max(min_calls, 2):
        yield from (function(*call) for call in calls)
        return
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(min(workers, len(calls)), mp_context=context) as pool:
        yield from pool.map(function, *zip(*calls, strict=True))
