"""Many programs writing to one file: every number is given once, and nothing is lost."""

import threading
from pathlib import Path
from time import monotonic

from tests.faults.conftest import Told
from tests.faults.setting import PROGRAMS, is_sound, started
from tests.faults.victims import append_some, read_for_ever
from tests.how_often import many
from tests.ledger.builders import INCIDENT, a_claim, a_ledger
from tracker.ledger import Ledger

WRITERS, EACH = many(16, 32), many(100, 1_000)
LONGEST_LOOK_S = 2.0
"""Far above what a look takes on a busy machine, far below the wait of a writer."""


def test_many_programs_write_and_read_at_once_and_nothing_is_lost(
    folder: Path, told: Told
) -> None:
    path = folder / "ledger.db"
    a_ledger(where=path).close()
    reader, looks = started(read_for_ever, str(path))
    began = monotonic()

    writers = [
        started(append_some, str(path), 10_000 * (number + 1), EACH) for number in range(WRITERS)
    ]
    promised = [hearing.recv() for _, hearing in writers]

    took = monotonic() - began
    for process, hearing in writers:
        process.join()
        assert process.exitcode == 0
        hearing.close()
    reader.kill()
    reader.join()
    ledger = Ledger.open(path)
    claims = ledger.snapshot(INCIDENT.slug).claims
    assert promised == [EACH] * WRITERS
    assert [claim.seq for claim in claims] == list(range(5, 5 + WRITERS * EACH))
    assert len({claim.id for claim in claims}) == WRITERS * EACH
    assert is_sound(ledger)
    ledger.close()
    seen = _all_of(looks)
    assert seen == sorted(seen), "a reader never sees fewer entries than before"
    assert seen
    told(
        f"{WRITERS} programs × {EACH} appends in {took:.1f} s: {len(claims):,} claims without a "
        f"gap, 0 lost; meanwhile a reader looked {len(seen):,} times"
    )


def _all_of(looks: PROGRAMS.Connection) -> list[int]: ...
