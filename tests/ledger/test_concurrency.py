"""Several programs and threads at one ledger."""

from concurrent.futures import ThreadPoolExecutor
from itertools import count
from pathlib import Path
from time import monotonic
from typing import Any

import pytest

from tests.ledger.builders import INCIDENT, a_claim, a_ledger, record, sealed
from tests.places import PLACES
from tracker.errors import BusyError
from tracker.ledger.view import claims_of
from tracker.model import RecordedClaim

pytestmark = pytest.mark.usefixtures("each_database")


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


@pytest.mark.usefixtures("on_files")
def test_a_reader_does_not_wait_for_a_great_import_either(tmp_path: Path) -> None:
    """Ten times what SQLite keeps in memory unless told otherwise; it would then begin to write
    into the file and lock everybody out until the end."""
    path = tmp_path / "ledger.db"
    ledger, other = a_ledger(where=path), PLACES.open(path, busy_timeout_ms=0)

    with ledger.writing() as writer:
        writer.append(sealed(a_claim(number, note="n" * 2_000) for number in range(10_000)))
        assert other.head().size == 4
        writer.discard()

    ledger.close()
    other.close()


def test_writers_get_in_while_the_claims_of_a_great_incident_are_made(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Else whoever looks without a pause lets in one writer a look."""
    path = PLACES.shared(tmp_path)
    ledger = a_ledger(*map(a_claim, range(5)), where=path)
    other, numbers = PLACES.open(path, busy_timeout_ms=50), count(100)

    def made_while_another_writes(*given: Any) -> list[RecordedClaim]:
        record(other, a_claim(next(numbers)))
        return claims_of(*given)

    monkeypatch.setattr("tracker.ledger.pages.PAGE", 2)
    monkeypatch.setattr("tracker.ledger.pages.claims_of", made_while_another_writes)

    snapshot = ledger.snapshot(INCIDENT.slug)

    assert [claim.figure.low for claim in snapshot.claims] == list(range(5))
    assert (snapshot.size, other.head().size) == (9, 12)
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
