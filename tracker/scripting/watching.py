"""What arrives in a folder is imported, and moved to done/ or refused/ with its receipt."""

from collections.abc import Callable, Generator, Iterator
from pathlib import Path
from time import monotonic, sleep
from typing import TYPE_CHECKING

from tracker.errors import BusyError, OptionError, UnreachableError
from tracker.scripting.arrivals import Arrivals
from tracker.scripting.drop_folder import DropFolder
from tracker.scripting.taking import PutOff, Taken, Taker
from tracker.typed.outputs import name_given

if TYPE_CHECKING:
    from tracker.importing import ImportOptions

EVERY_S = 5.0
"""Seconds between two looks, unless said otherwise."""
BUSY_TIMEOUT_MS = 30_000
"""How long an import waits for its turn before it is put off to the next look."""
_SLICE_S = 0.2
"""How long at most it sleeps before it asks whether it is to stop."""


def watch(
    where: str | Path,
    folder: str | Path,
    options: "ImportOptions | None" = None,
    *,
    every_s: float = EVERY_S,
    once: bool = False,
    busy_timeout_ms: int = BUSY_TIMEOUT_MS,
    is_stopped: Callable[[], bool] = lambda: False,
    tell: Callable[[str], None] = lambda _: None,
) -> Generator[Taken, None, None]:
    """Each file that arrives in a folder, imported and put away, as long as it is not stopped.

    where: the ledger's path or URL; it is opened anew for each file, so that a backup which is
    put in its place is the ledger from then on. every_s: seconds between two looks; a file is
    taken when two looks find the same. once: ends after the second look. is_stopped: asked
    between files. tell: takes remarks, as of a ledger that others are writing to, which is
    waited for after the busy timeout as well, or of a file that somebody took away. Raises
    NotFoundError, OptionError, WatchedError, UnsoundError and StorageError; with once also
    BusyError and UnreachableError. Whatever is raised, no file is lost: what was not moved is
    taken again, and what was recorded is known then.
    """
    from tracker.ledger.location import place_named  # noqa: PLC0415 - sqlmodel

    place = place_named(where)
    if not every_s > 0:  # So not of what is no number either.
        raise OptionError(f"every_s is {every_s}; give more than 0 seconds")
    if not str(folder).strip():
        raise OptionError("folder is empty; name the one into which files are put")
    with DropFolder.held(Path(name_given("folder", folder)), tell) as drop:
        taker = Taker(place, busy_timeout_ms, options, tell)
        arrivals = Arrivals(drop.folder, taker.is_own, tell)
        arrivals.look()
        while not is_stopped() and (arrivals.any_seen or not once):
            _pause(every_s, is_stopped)
            try:
                yield from _taken(taker, drop, arrivals, is_stopped)
            except (BusyError, UnreachableError) as problem:
                if once:
                    raise
                tell(f"{taker.at} waits: {problem}")
            if once:
                return


def _taken(
    taker: Taker, drop: DropFolder, arrivals: Arrivals, is_stopped: Callable[[], bool]
) -> Iterator[Taken]:
    """What becomes of the files that have arrived. One that only lacks what it is about is put
    off until the others are taken, since they may bring it, and refused if they do not."""
    waiting, may_wait = arrivals.look(), True
    while waiting:
        put_off = []
        for arrival in waiting:
            if is_stopped():
                return
            taken = taker.take(drop, arrival, may_wait=may_wait)
            if taken is PutOff.ONCE_MORE:
                put_off.append(arrival)
            elif taken is None:
                arrivals.forget(arrival)
            else:
                yield taken
        waiting, may_wait = put_off, len(put_off) < len(waiting)


def _pause(seconds: float, is_stopped: Callable[[], bool]) -> None:
    until = monotonic() + seconds
    while not is_stopped() and (left := until - monotonic()) > 0:
        sleep(min(left, _SLICE_S))
