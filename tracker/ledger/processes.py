"""Processes that are begun to help this one, and end with it."""

import gc
import os
import signal
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context, parent_process
from multiprocessing.connection import wait
from threading import Thread
from typing import Any

GARBAGE_THRESHOLD = 100_000
"""As in the process that began it all."""


def processes(jobs: int, begin: Callable[..., None], *given: Any) -> ProcessPoolExecutor:
    """So many processes, each of which calls `begin` with what is given before all else."""
    # A process that is begun anew has none of our connections and threads: a forked one has.
    return ProcessPoolExecutor(jobs, get_context("spawn"), _begun, (begin, given))


def _begun(begin: Callable[..., None], given: tuple[Any, ...]) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for whoever began us.
    gc.set_threshold(GARBAGE_THRESHOLD)
    Thread(target=_end_with_parent, daemon=True).start()
    begin(*given)


def _end_with_parent() -> None:
    """Ends this process where the one that began it is gone: nobody else would."""
    parent = parent_process()
    if parent is not None:
        wait([parent.sentinel])
        os._exit(1)
