"""Several programs and threads at one ledger."""

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from time import monotonic

import pytest

from tests.ledger.builders import INCIDENT, a_claim, a_ledger, record, sealed
from tests.places import PLACES
from tracker.errors import BusyError

pytestmark = pytest.mark.usefixtures("each_database")

PROGRAM = """
import sys
from tests.ledger.builders import a_claim, record
from tracker.ledger import Ledger

ledger = Ledger.open(sys.argv[1])
first = int(sys.argv[2])
for number in range(first, first + 100):
    record(ledger, a_claim(number))
"""


def test_programs_writing_at_once_lose_nothing_and_leave_no_gap(tmp_path: Path) -> None:
    path = PLACES.shared(tmp_path)
    ledger = a_ledger(where=path)
    command = [sys.executable, "-c", PROGRAM, path]

    programs = [subprocess.Popen([*command, str(first)]) for first in (1000, 2000)]

    assert [program.wait(120) for program in programs] == [0, 0]
    claims = ledger.snapshot(INCIDENT.slug).claims
    assert [claim.seq for claim in claims] == list(range(5, 205))
    assert len({claim.id for claim in claims}) == 200
    assert ledger.verify().problems == ()
    ledger.close()


def test_threads_writing_at_once_lose_nothing(tmp_path: Path) -> None:
    for where in (PLACES.shared(tmp_path), PLACES.private()):
        ledger = a_ledger(where=where)

        with ThreadPoolExecutor(4) as threads:
            list(threads.map(lambda number: record(ledger, a_claim(number)), range(60)))  # noqa: B023

        assert ledger.head().size == 64
        assert ledger.verify().problems == ()
        ledger.close()


def test_two_programs_may_make_the_same_ledger_at_once(tmp_path: Path) -> None:
    path = PLACES.shared(tmp_path)

    with ThreadPoolExecutor(8) as threads:
        ledgers = list(threads.map(lambda _: PLACES.open(path), range(8)))

    assert {ledger.head().size for ledger in ledgers} == {0}
    assert ledgers[0].verify().ok
    for ledger in ledgers:
        ledger.close()


def test_a_reader_neither_waits_for_a_writer_nor_sees_its_entries(tmp_path: Path) -> None:
    path = PLACES.shared(tmp_path)
    ledger, other = a_ledger(where=path), PLACES.open(path, busy_timeout_ms=0)

    with ledger.writing() as writer:
        writer.append(sealed([a_claim(1)]))
        assert other.head().size == 4
        assert other.snapshot(INCIDENT.slug).claims == ()

    assert other.head().size == 5
    ledger.close()
    other.close()


def test_a_second_writer_waits_its_time_and_says_so(tmp_path: Path) -> None:
    path = PLACES.shared(tmp_path)
    ledger, other = a_ledger(where=path), PLACES.open(path, busy_timeout_ms=50)

    with ledger.writing():
        began = monotonic()
        with pytest.raises(BusyError, match="another program has been writing"):
            record(other, a_claim(1))
        assert monotonic() - began < 10

    record(other, a_claim(1))
    assert ledger.head().size == 5
    ledger.close()
    other.close()


def test_a_slow_reader_stops_no_writer(tmp_path: Path) -> None:
    path = PLACES.shared(tmp_path)
    ledger = a_ledger(a_claim(1), a_claim(2), where=path)
    other = PLACES.open(path, busy_timeout_ms=50)
    slow = ledger.contents("claim"), ledger.snapshots()
    for reader in slow:
        next(reader)

    record(other, a_claim(3))

    assert ledger.head().size == 7
    ledger.close()
    other.close()


@pytest.mark.usefixtures("on_files")
def test_a_commit_that_cannot_be_made_leaves_nothing(tmp_path: Path) -> None:
    path = PLACES.shared(tmp_path)
    ledger, other = a_ledger(where=path), PLACES.open(path, busy_timeout_ms=50)

    with ledger._database.reading() as connection:
        connection.execute("SELECT * FROM entry").fetchone()
        with pytest.raises(BusyError):
            record(other, a_claim(1))

    assert other.head().size == 4
    record(other, a_claim(2))
    assert [claim.figure.low for claim in ledger.snapshot(INCIDENT.slug).claims] == [2]
    assert ledger.verify().ok
    ledger.close()
    other.close()
