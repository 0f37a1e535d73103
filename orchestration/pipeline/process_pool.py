"""Sharing work on files out to processes. What the work is belongs to the caller; results do not depend on the sharing."""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from typing import Any, TypeVar

T = TypeVar("T")


def each(function: Callable[..., T], arguments: Sequence[tuple[Any, ...]], *, workers: int, worth: int = 2) -> Iterator[T]:
    """`function(*one)` for each of `arguments`, in their order; in several processes when there are `worth` or more."""
    if workers == 1 or len(arguments) < max(worth, 2):
        yield from (function(*one) for one in arguments)
        return
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(min(workers, len(arguments)), mp_context=context) as pool:
        yield from pool.map(function, *zip(*arguments, strict=True))
