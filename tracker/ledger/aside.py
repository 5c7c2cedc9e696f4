"""One piece of work at a time on a thread of its own, while its giver goes on."""

import sys
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from functools import partial

TURN_S = 0.0002
"""How long the thread waits before it asks for its turn at the interpreter; Python's own 5 ms
would be most of its time."""


class Aside:
    """Does work aside. What goes wrong with it shows in the next call of `wait`.

    `wait` before anything that the work touches is touched, and `close` in the end.
    """

    def __init__(self) -> None:
        self._thread: ThreadPoolExecutor | None = None
        self._running: Future[None] | None = None
        self._turn_before_s = 0.0

    def begin(self, work: Callable[[], None]) -> None:
        """Has the work done, after what was begun before."""
        self.wait()
        self._hand_over(work)

    def after(self, check: Callable[[], None]) -> None:
        """Calls a check once the work is done: at once where there is none."""
        running, self._running = self._running, None
        if running is None:
            check()
        else:
            self._hand_over(partial(_both, running, check))

    def wait(self) -> None:
        """Returns once everything begun is done. Raises what went wrong with it."""
        running, self._running = self._running, None
        if running is not None:
            running.result()

    def close(self) -> None:
        """Ends the thread once it is done with what it has begun."""
        if self._thread is not None:
            self._thread.shutdown()
            self._thread = None
            sys.setswitchinterval(self._turn_before_s)

    def _hand_over(self, work: Callable[[], None]) -> None:
        if self._thread is None:
            self._thread = ThreadPoolExecutor(1, "aside")
            self._turn_before_s = sys.getswitchinterval()
            sys.setswitchinterval(TURN_S)
        self._running = self._thread.submit(work)


def _both(before: Future[None], check: Callable[[], None]) -> None:
    before.result()
    check()
