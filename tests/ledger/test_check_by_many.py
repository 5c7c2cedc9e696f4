"""What several processes find in a ledger is what one finds, problem by problem."""

from collections.abc import Iterator
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path
from typing import Any

import pytest

from tests.ledger.attacks import TAMPERING
from tests.ledger.builders import a_claim, record, tampered
from tests.ledger.made_by_hand import NAMING, into_file
from tracker.ledger import Ledger, Problem, check_by_many, verification
from tracker.ledger.check_by_many import begin, pages_ahead
from tracker.ledger.check_pages import Page, PageReader, Start
from tracker.ledger.crew import ENTRIES_WORTH_A_PROCESS, Crew, cores

ON_A_PAGE = 2
DAMAGED: dict[str, tuple[str, ...]] = {
    **{name: statements for name, (statements, _) in TAMPERING.items()},
    "nothing": (),
    "no entry at all": ("DELETE FROM claim", "DELETE FROM entry", "DELETE FROM batch"),
    "a gap of some pages": (
        "UPDATE claim SET seq = seq + 90 WHERE seq > 6",
        "UPDATE entry SET seq = seq + 90 WHERE seq > 6",
    ),
    "numbers below zero": ("UPDATE entry SET seq = seq - 7",),
    "a moment that is none": ("UPDATE entry SET recorded_us = 'noon' WHERE seq = 4",),
    "moments that fall": ("UPDATE entry SET recorded_us = 9 - seq",),
    "bytes for texts": ("UPDATE claim SET source = x'00ff', incident = x'ff' WHERE seq = 7",),
    "half a character": ("UPDATE claim SET note = CAST(x'61ff' AS TEXT) WHERE seq = 5",),
    "contents that are none": ("UPDATE entry SET content = 'x' WHERE seq > 4",),
    "a row for another kind": ("UPDATE entry SET kind = 'source' WHERE seq = 8",),
    "an incident that is gone": (
        "DELETE FROM incident",
        "UPDATE entry SET kind = 'rumour' WHERE seq = 1",
    ),
}


@pytest.fixture(autouse=True)
def small_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    def reader(database: Any, last_seq: int) -> PageReader:
        return PageReader(database, last_seq, ON_A_PAGE)

    monkeypatch.setattr(verification, "PageReader", reader)


@pytest.fixture
def taken(monkeypatch: pytest.MonkeyPatch) -> list[Page]:
    """The pages that are taken from others."""
    taken: list[Page] = []
    from_others = check_by_many._Ahead.page

    def noted(ahead: check_by_many._Ahead, start: Start) -> Page | None:
        page = from_others(ahead, start)
        taken.extend([page] if page else [])
        return page

    monkeypatch.setattr(check_by_many._Ahead, "page", noted)
    return taken


@pytest.fixture
def by_a_thread(taken: list[Page], monkeypatch: pytest.MonkeyPatch) -> list[Page]:
    """Lets a thread do what other processes do, and gives the pages that are taken from it."""

    def pages(reader: PageReader, crew: Crew, jobs: int) -> Iterator[Page]:
        with ThreadPoolExecutor(1) as pool:
            pool.submit(begin, crew, reader.last_seq, reader.size).result()
            yield from pages_ahead(reader, pool, 2 * jobs)

    monkeypatch.setattr(check_by_many, "pages_by_many", pages)
    return taken


def found(path: Path, crew: Crew | None) -> tuple[tuple[Problem, ...], str, int]:
    ledger = Ledger.open(path)
    verified = ledger.verify(crew=crew)
    ledger.close()
    return verified.problems, verified.root, verified.size


@pytest.mark.parametrize("damage", DAMAGED)
def test_the_same_problems_are_found_in_the_same_order(
    path: Path, by_a_thread: list[Page], damage: str
) -> None:
    tampered(path, "PRAGMA foreign_keys = OFF", *DAMAGED[damage])

    assert found(path, Crew(str(path), 2)) == found(path, None)
    assert by_a_thread


@pytest.mark.parametrize("made", NAMING)
def test_what_claims_name_is_looked_for_as_one_process_does(
    path: Path, by_a_thread: list[Page], made: str
) -> None:
    into_file(path, NAMING[made])

    problems, *head = found(path, Crew(str(path), 2))

    assert problems
    assert (problems, *head) == found(path, None)
    assert len(by_a_thread) > 3


def test_pages_that_cannot_be_read_end_the_check_with_the_same_words(
    path: Path, by_a_thread: list[Page]
) -> None:
    ledger = Ledger.open(path)
    record(ledger, *(a_claim(number, note="n" * 900) for number in range(100, 140)))
    ledger.close()
    raw = bytearray(path.read_bytes())
    page = raw.index(b'"high":130,') // 4096
    raw[page * 4096 : page * 4096 + 8] = bytes(8)
    path.write_bytes(raw)

    problems, *head = found(path, Crew(str(path), 2))

    assert any("could not be finished" in one.message for one in problems)
    assert (problems, *head) == found(path, None)
    assert by_a_thread


def test_several_processes_find_what_one_finds(path: Path, taken: list[Page]) -> None:
    into_file(path, NAMING["a claim before its source"])
    tampered(path, "UPDATE claim SET low = 400 WHERE seq IN (5, 9)")

    assert found(path, Crew(str(path), 2)) == found(path, None)
    assert len(taken) == 6


class _Broken(Executor):
    """Processes that are ended by the system, one page after they were begun."""

    def __init__(self, refusal: Exception) -> None:
        self.asked = 0
        self._refusal = refusal

    def submit(self, *_: Any, **__: Any) -> Future[Any]:
        self.asked += 1
        future: Future[Any] = Future()
        if self.asked > 1:
            raise self._refusal
        future.set_exception(BrokenProcessPool())
        return future


@pytest.mark.parametrize("refusal", [BrokenProcessPool(), BlockingIOError("no more processes")])
def test_processes_that_end_before_their_time_leave_the_rest_to_this_one(
    path: Path, refusal: Exception
) -> None:
    ledger, broken = Ledger.open(path), _Broken(refusal)
    reader = PageReader(ledger._database, 9, ON_A_PAGE)

    pages = list(pages_ahead(reader, broken, 1))

    assert pages == list(reader.pages())
    assert [len(page.entries) for page in pages] == [2, 2, 2, 2, 1]
    assert broken.asked > 1
    ledger.close()


def test_nobody_helps_where_it_is_not_worth_it_or_cannot_be() -> None:
    assert Crew("ledger.db").jobs_for(ENTRIES_WORTH_A_PROCESS - 1) == 1
    assert Crew("ledger.db").jobs_for(2**60) == cores()
    assert Crew("ledger.db", 3).jobs_for(0) == 3
    assert Crew(":memory:", 3).jobs_for(2**60) == 1
