"""Work shared among the cores of the machine, where it can be; the results are the same either way."""

from __future__ import annotations

import gc
import multiprocessing
import os
import signal
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from typing import Any, TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")

FEWEST = 24
"""Fewer items are done sooner than other processes are started."""

_work: Callable[[Any], Any] | None = None
"""What a process was started for; it inherits this and all that it refers to, so nothing is copied to it."""


def across_cores(work: Callable[[Item], Result], items: Sequence[Item], *, fewest: int = FEWEST) -> Iterator[Result]:
    """Yields the result of some work on each item, in their order.

    Processes are forked, which only some systems can, and only a program that runs no other threads may.
    """
    global _work
    cores = os.cpu_count() or 1
    if cores == 1 or len(items) < fewest or not _can_fork():
        yield from map(work, items)
        return
    _work = work
    gc.freeze()  # what is there is not moved, so that the processes go on sharing it
    try:
        with ProcessPoolExecutor(cores, multiprocessing.get_context("fork"), _begin) as pool:
            yield from pool.map(_done, items, chunksize=max(1, min(8, len(items) // (4 * cores))))
    finally:
        _work = None
        gc.unfreeze()


def _can_fork() -> bool:
    is_first = multiprocessing.parent_process() is None  # another has the work of its own to finish
    return is_first and "fork" in multiprocessing.get_all_start_methods() and threading.active_count() == 1


def _begin() -> None:
    """Makes ready a process that ends soon, and with the program it works for, which is the one that is interrupted."""
    gc.disable()
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)  # or it would be interrupted as a build is, with a traceback
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _done(item: Any) -> Any:
    if _work is None:
        raise RuntimeError("a process was started for no work")
    return _work(item)
