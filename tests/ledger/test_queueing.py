"""Writers of one file stand in a line: whoever came first writes first, and nobody who has gone
or was stopped is waited for."""

import os
import signal
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from time import monotonic, sleep

import pytest

from tests.faults.setting import started
from tests.faults.victims import append_some
from tests.ledger.builders import INCIDENT, a_claim, a_ledger, record
from tests.places import PLACES
from tracker.ledger import Ledger
from tracker.ledger.queueing import ENDING, has_line, in_line

LONG_S = 60.0


@pytest.fixture
def path(tmp_path: Path) -> Path:
    a_ledger(where=tmp_path / "ledger.db").close()
    return tmp_path / "ledger.db"


@contextmanager
def held(path: Path) -> Iterator[None]:
    """Somebody is writing meanwhile."""
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("BEGIN IMMEDIATE")
    yield
    connection.close()


def wait_for_line(path: Path, number: int) -> None:
    """Returns once so many have got a number."""
    line, until = path.with_name(path.name + ENDING), monotonic() + LONG_S
    while not line.exists() or int.from_bytes(line.read_bytes()[:8], "big") < number:
        assert monotonic() < until
        sleep(0.002)


def order_of(path: Path) -> list[int | None]:
    ledger = Ledger.open(path)
    claims = ledger.snapshot(INCIDENT.slug).claims
    ledger.close()
    return [claim.figure.low for claim in claims]


def test_who_came_first_writes_first_and_the_line_is_gone_in_the_end(path: Path) -> None:
    programs = []

    with held(path):
        for number in range(1, 5):
            programs.append(started(append_some, str(path), number, 1))
            wait_for_line(path, number)

    for process, hearing in programs:
        assert hearing.recv() == 1
        process.join()
        hearing.close()
    assert order_of(path) == [1, 2, 3, 4]
    assert not has_line(path)


def test_nobody_waits_for_one_who_was_killed_in_the_line(path: Path) -> None:
    with held(path):
        killed, unheard = started(append_some, str(path), 1, 1)
        wait_for_line(path, 1)
        waiting, hearing = started(append_some, str(path), 2, 1)
        wait_for_line(path, 2)
        killed.kill()
        killed.join()

    began = monotonic()
    assert hearing.recv() == 1
    assert monotonic() - began < LONG_S / 4, "a patient writer would ask unasked after 15 s"
    waiting.join()
    hearing.close()
    unheard.close()
    assert order_of(path) == [2]


def test_one_who_was_stopped_at_the_head_of_the_line_stops_nobody(path: Path) -> None:
    with held(path):
        stopped, hearing = started(append_some, str(path), 1, 1)
        wait_for_line(path, 1)
        os.kill(stopped.pid or 0, signal.SIGSTOP)
    ledger = PLACES.open(path, busy_timeout_ms=200)

    record(ledger, a_claim(2))

    os.kill(stopped.pid or 0, signal.SIGCONT)
    assert hearing.recv() == 1
    stopped.join()
    hearing.close()
    assert order_of(path) == [2, 1]


def a_folder(line: Path) -> None:
    line.mkdir()


def a_link(line: Path) -> None:
    line.with_name("victim").write_bytes(b"kept")
    line.symlink_to(line.with_name("victim"))


def another_name(line: Path) -> None:
    line.with_name("victim").write_bytes(b"kept")
    line.hardlink_to(line.with_name("victim"))


def a_long_file(line: Path) -> None:
    line.write_bytes(b"kept" * 100)


def a_pipe(line: Path) -> None:
    os.mkfifo(line)


@pytest.mark.parametrize("thing", [a_folder, a_link, another_name, a_long_file, a_pipe])
def test_what_is_no_line_is_left_alone_and_stops_nobody(path: Path, thing: object) -> None:
    assert callable(thing)
    thing(path.with_name(path.name + ENDING))
    before = {one.name: one.lstat().st_size for one in path.parent.iterdir()}
    ledger = PLACES.open(path, busy_timeout_ms=200)

    record(ledger, a_claim(1))

    ledger.close()
    before.pop(path.name)
    after = {one.name: one.lstat().st_size for one in path.parent.iterdir()}
    assert after.items() >= before.items()
    assert order_of(path) == [1]


@pytest.mark.parametrize("left", [b"", b"\xff" * 16, b"\0" * 7 + b"\x07" + b"\0" * 8])
def test_a_line_left_by_one_who_was_killed_is_cleared_away(path: Path, left: bytes) -> None:
    path.with_name(path.name + ENDING).write_bytes(left)
    ledger = PLACES.open(path, busy_timeout_ms=5_000)
    began = monotonic()

    record(ledger, a_claim(1))

    assert monotonic() - began < 2, "less than half its time: it was the first"
    assert not has_line(path)
    ledger.close()


def test_the_line_lets_in_whom_the_ledger_lets_in(path: Path) -> None:
    path.chmod(0o660)

    with in_line(path) as place:
        assert place is not None
        assert path.with_name(path.name + ENDING).stat().st_mode & 0o777 == 0o660
