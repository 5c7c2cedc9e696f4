"""SIGTERM and Ctrl-C: for a command that goes on until it is told to stop, and for long work."""

import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType


@contextmanager
def stopping() -> Iterator[Callable[[], bool]]:
    """Something to ask between two pieces of work: whether it is time to stop.

    The first signal is heard there. A second one interrupts whatever is being done, of which
    nothing is kept then.
    """
    heard: list[int] = []

    def hear(number: int, _frame: FrameType | None) -> None:
        if heard:
            raise KeyboardInterrupt
        heard.append(number)

    before = {one: signal.signal(one, hear) for one in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield lambda: bool(heard)
    finally:
        for one, handler in before.items():
            signal.signal(one, handler)


@contextmanager
def interrupted_by_sigterm() -> Iterator[None]:
    """While it lasts, SIGTERM ends the work as Ctrl-C does, which says what is kept of it.

    Whoever began this program may have it pay no heed to SIGTERM; then it still pays none.
    """
    hears = threading.current_thread() is threading.main_thread()
    if not hears or signal.getsignal(signal.SIGTERM) is not signal.SIG_DFL:
        yield
        return
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, signal.SIG_DFL)
