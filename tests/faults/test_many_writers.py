"""Many programs writing to one file: every number is given once, nothing is lost, and whoever
only reads waits for nobody."""

import sqlite3
from pathlib import Path
from time import monotonic

import pytest

from tests.cli.conftest import CLAIMS, INCIDENTS, Tracker
from tests.faults.conftest import Told
from tests.faults.setting import is_sound, started
from tests.faults.victims import append_some, read_until
from tests.how_often import TORTURE, many
from tests.ledger.builders import INCIDENT, RECORDS, a_ledger
from tracker.ledger import Ledger
from tracker.ledger.ledger import BUSY_TIMEOUT_MS

DEFAULT_S = BUSY_TIMEOUT_MS // 1000
WRITERS, EACH = many(16, 32), many(100, 1_000)
LONGEST_LOOK_S = 15.0
"""Half of what a writer waits at most; a look takes some milliseconds on a machine that is not
busy with sixteen other programs."""


def test_many_programs_write_at_once_while_another_reads(folder: Path, told: Told) -> None:
    path = folder / "ledger.db"
    a_ledger(where=path).close()
    size = len(RECORDS) + WRITERS * EACH
    began = monotonic()

    reader, looks = started(read_until, str(path), size)
    writers = [
        started(append_some, str(path), 10_000 * (number + 1), EACH) for number in range(WRITERS)
    ]
    promised = [hearing.recv() for _, hearing in writers]
    looked, longest_s, is_rising = looks.recv()

    took_s = monotonic() - began
    for process, hearing in [*writers, (reader, looks)]:
        process.join()
        assert process.exitcode == 0
        process.close()
        hearing.close()
    ledger = Ledger.open(path)
    claims = ledger.snapshot(INCIDENT.slug).claims
    assert promised == [EACH] * WRITERS
    assert [claim.seq for claim in claims] == list(range(len(RECORDS) + 1, size + 1))
    assert len({claim.id for claim in claims}) == WRITERS * EACH
    assert is_sound(ledger)
    ledger.close()
    assert is_rising, "a reader never sees fewer entries than before"
    assert longest_s < LONGEST_LOOK_S
    told(
        f"{WRITERS} programs × {EACH} appends in {took_s:.1f} s, {len(claims) / took_s:.0f} a "
        f"second: {len(claims):,} claims without a gap, 0 lost; a reader looked {looked:,} times, "
        f"at most {longest_s:.2f} s"
    )


@pytest.mark.skipif(not TORTURE, reason="it takes half a minute; test_endings waits less")
def test_whoever_finds_the_ledger_busy_waits_half_a_minute_and_is_told(
    tmp_path: Path, told: Told
) -> None:
    tracker = Tracker(tmp_path)
    tracker("import", tracker.file("incidents.csv", INCIDENTS), tracker.file("c.csv", CLAIMS))
    writing = sqlite3.connect(tracker.db, isolation_level=None)
    writing.execute("BEGIN IMMEDIATE")
    began = monotonic()

    result = tracker("add", "qamishli", "--source", "asayish", "--killed", "48", code=3)

    took_s = monotonic() - began
    writing.close()
    assert DEFAULT_S <= took_s < 2 * DEFAULT_S
    assert f"has been writing for {DEFAULT_S} seconds" in result.stderr
    told(f"a busy ledger was waited for {took_s:.1f} s and said so with exit code 3")
