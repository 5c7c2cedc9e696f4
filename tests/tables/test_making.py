"""Whole tables: the same bytes however many processes made them, as of the right moments."""

import csv
import json
import os
import subprocess
import sys
import time
from dataclasses import replace
from io import BytesIO, StringIO
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest

from tests.distributions import install
from tests.ledger.builders import INCIDENT, RECORDS, a_claim, record
from tracker.errors import NotFoundError, OptionError, StorageError, TrackerError
from tracker.ledger import Ledger, seal
from tracker.model import Incident, stamp
from tracker.reconcile import METHODS, dossier
from tracker.tables import Asked, Form, pinned, table, table_of
from tracker.tables.making import _processes
from tracker.tables.working import Work, pieces_by_many
from tracker.typed.moments import snapshot_at


def made(ledger: Ledger, asked: Asked, *, jobs: int = 1, where: str = ":memory:") -> bytes:
    pin = pinned(ledger, asked, ledger.head().size)
    return b"".join(table(ledger, where, asked, pin, jobs=jobs))


def objects(ledger: Ledger, **asked: Any) -> list[dict[str, Any]]:
    told = made(ledger, Asked(**{"method": "latest", "form": Form.JSONL, **asked}))
    return [json.loads(line) for line in told.splitlines()]


def test_two_processes_make_the_bytes_that_one_makes(sample: Ledger, sample_place: str) -> None:
    asked = Asked("consensus", Form.JSONL, of_timelines=True)

    alone = made(sample, asked)

    assert made(sample, asked, jobs=2, where=sample_place) == alone
    assert len(alone) > 10_000


def test_all_formats_say_the_same(sample: Ledger) -> None:
    rows = objects(sample, of_timelines=True)
    told = made(sample, Asked("latest", of_timelines=True)).decode()
    parquet = pq.read_table(BytesIO(made(sample, Asked("latest", Form.PARQUET, of_timelines=True))))

    cells = list(csv.DictReader(StringIO(told)))
    assert [{**row, "at": row["at"].replace("Z", "+00:00")} for row in rows] == [
        {**row, "at": row["at"].isoformat()} for row in parquet.to_pylist()
    ]
    for row, cell in zip(rows, cells, strict=True):
        written = {key: _cell(value) for key, value in row.items()}
        assert written == {**cell, "scope": cell["scope"].removeprefix("'")}


def _cell(value: object) -> str:
    if value is None:
        return ""
    return str(value).lower() if isinstance(value, bool) else str(value)


def test_whole_numbers_stay_whole_beside_unknown_ones(sample: Ledger) -> None:
    told = pq.read_table(BytesIO(made(sample, Asked("acled", Form.PARQUET))))

    assert str(told.schema.field("low").type) == "int64"
    assert told.column("low").null_count > 0
    assert [row["low"] for row in objects(sample, method="acled")] == told.column("low").to_pylist()


def test_rows_stand_in_order_of_slug_and_as_show_has_the_counts(sample: Ledger) -> None:
    rows = objects(sample)

    slugs = list(dict.fromkeys(row["incident"] for row in rows))
    assert slugs == sorted(sample.incidents())
    shown = [str(one.count) for slug in slugs for one in dossier(sample.snapshot(slug)).pictures]
    assert len(shown) == len(rows)
    assert rows[0]["metric"] == "killed"


def test_a_cell_that_a_spreadsheet_would_run_is_guarded() -> None:
    ledger = Ledger.open(":memory:")
    record(ledger, *RECORDS, a_claim(4, scope="=1+1"))

    assert b",'=1+1," in made(ledger, Asked("latest"))
    assert objects(ledger)[0]["scope"] == "=1+1"


@pytest.mark.parametrize("scope", ["a\rb", "a\nb", "a\r\nb", 'a"b', "a,b"])
def test_a_cell_with_the_end_of_a_line_in_it_is_still_one_cell(scope: str) -> None:
    ledger = Ledger.open(":memory:")
    record(ledger, *RECORDS, a_claim(4, scope=scope))

    text = made(ledger, Asked("latest")).decode()
    _, row = csv.reader(StringIO(text, newline=""))
    assert row[3] == scope
    assert text.endswith("\n")
    assert not text.endswith("\r\n")


def shown_one_by_one(ledger: Ledger, as_of: str | None, known_at: str | None) -> list[Any]:
    """The same numbers, an incident at a time as `show` reads them."""
    told = []
    for slug in sorted(ledger.incidents()):
        try:
            snapshot = snapshot_at(ledger, slug, as_of, known_at)
        except NotFoundError:
            continue
        told += [(slug, *one.estimate.figures) for one in dossier(snapshot, "latest").pictures]
    return told


HONOLULU = Incident(slug="honolulu-2016", timezone="Pacific/Honolulu")
KIRITIMATI = Incident(slug="kiritimati-2016", timezone="Pacific/Kiritimati")
MOMENTS = [
    (None, None),
    ("2016-07-27", None),
    ("2016-07-27T12:00", None),
    (None, "2016-07-27"),
    ("2016-07-27", "2016-07-28"),
    ("2016-07-27", "2016-07-28T00:00+00:00"),
    (None, "2016-07-27T14:30+00:00"),
]


@pytest.fixture
def around_the_world(monkeypatch: pytest.MonkeyPatch) -> Ledger:
    """Claims of three zones, a day apart, recorded every six hours; one zone is put right."""
    ledger = Ledger.open(":memory:")
    now = iter(range(stamp("2016-07-26").begins_us("UTC"), 1 << 60, 6 * 3_600_000_000))
    monkeypatch.setattr("tracker.clock.now_us", lambda: next(now))
    record(ledger, *RECORDS, HONOLULU, KIRITIMATI)
    for number in range(12):
        slug = (INCIDENT, HONOLULU, KIRITIMATI)[number % 3].slug
        at = stamp(f"2016-07-{26 + number // 4}T{6 * (number % 4):02}:00")
        record(ledger, a_claim(number, incident=slug, published_at=at))
    record(ledger, replace(KIRITIMATI, timezone="UTC", revises=seal(KIRITIMATI).id))
    return ledger


@pytest.mark.parametrize(("as_of", "known_at"), MOMENTS)
def test_moments_mean_for_each_incident_what_show_takes_them_for(
    around_the_world: Ledger, as_of: str | None, known_at: str | None
) -> None:
    rows = objects(around_the_world, as_of=as_of, known_at=known_at)

    told = [(row["incident"], row["low"], row["best"], row["high"]) for row in rows]
    assert told == shown_one_by_one(around_the_world, as_of, known_at)


def test_what_is_recorded_after_the_beginning_is_not_in_the_table(around_the_world: Ledger) -> None:
    asked = Asked("latest", Form.JSONL)
    pin = pinned(around_the_world, asked, around_the_world.head().size)
    before = b"".join(table(around_the_world, ":memory:", asked, pin))

    record(around_the_world, a_claim(99), a_claim(98, incident=HONOLULU.slug))

    assert b"".join(table(around_the_world, ":memory:", asked, pin)) == before
    named = b"".join(table_of(around_the_world, list(around_the_world.incidents()), asked, pin))
    assert named == before


def test_named_incidents_have_the_rows_that_they_have_among_all(sample: Ledger) -> None:
    asked = Asked("latest", Form.JSONL)
    pin = pinned(sample, asked, sample.head().size)
    names = ["qamishli-2016", "beirut-2020", "qamishli-2016"]

    told = [json.loads(line) for line in b"".join(table_of(sample, names, asked, pin)).splitlines()]

    assert told == [row for row in objects(sample) if row["incident"] in names]
    with pytest.raises(NotFoundError, match="did you mean qamishli-2016"):
        list(table_of(sample, ["qamshli-2016"], asked, pin))


def test_an_empty_ledger_is_a_table_without_rows() -> None:
    ledger = Ledger.open(":memory:")

    assert (
        made(ledger, Asked("latest", as_of="2016-07-27", known_at="2016-07-27")).count(b"\n") == 1
    )
    assert pq.read_table(BytesIO(made(ledger, Asked("latest", Form.PARQUET)))).num_rows == 0


def test_moments_are_refused_before_anything_is_read() -> None:
    with pytest.raises(OptionError, match="--as-of"):
        pinned(Ledger.open(":memory:"), Asked("latest", as_of="yesterday"), 0)
    with pytest.raises(OptionError, match="--known-at"):
        pinned(Ledger.open(":memory:"), Asked("latest", known_at="yesterday"), 0)


def test_small_ledgers_and_those_in_memory_are_worked_on_by_one_process() -> None:
    assert _processes("ledger.db", 24_000, None) == 1
    assert _processes("ledger.db", 24_000, 3) == 3
    assert _processes(":memory:", 10**9, 3) == 1
    assert _processes("ledger.db", 10**9, None) == len(os.sched_getaffinity(0))


KILLED = """\
import multiprocessing, os, signal
from tracker.errors import UnsoundError
from tracker.reconcile import METHODS
def killed(standing):
    claims = standing.claims
    if multiprocessing.parent_process() and claims and 'qamishli' in claims[0].claim.incident:
        os.kill(os.getpid(), signal.SIGKILL)
    return METHODS['latest'].estimate(standing)
def broken(standing):
    return None
"""


@pytest.fixture
def odd_methods(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    install(tmp_path, "our-odd", {"killed": "our_odd:killed", "broken": "our_odd:broken"}, KILLED)
    monkeypatch.syspath_prepend(str(tmp_path))


def made_elsewhere(ledger: Ledger, where: str, method: str) -> list[bytes]:
    """The pieces of a table that one other process makes."""
    asked, size = Asked(method), ledger.head().size
    work = Work(where, asked, pinned(ledger, asked, size))
    return list(pieces_by_many(work, ledger.stretches(100, size=size), 1))


@pytest.mark.usefixtures("odd_methods")
def test_a_process_that_is_killed_ends_the_table(sample: Ledger, sample_place: str) -> None:
    with pytest.raises(StorageError, match="ended before its time"):
        made_elsewhere(sample, sample_place, "killed")


@pytest.mark.usefixtures("odd_methods")
def test_a_refusal_in_one_process_is_that_of_the_whole(sample: Ledger, sample_place: str) -> None:
    with pytest.raises(TrackerError, match="it returned 'None', not an Estimate") as refused:
        made_elsewhere(sample, sample_place, "broken")

    assert refused.value.exit_code == 2


def test_processes_end_with_the_one_that_began_them(sample_place: str, tmp_path: Path) -> None:
    script = (
        "import os, signal, sys\n"
        "from tracker.ledger import Ledger\n"
        "from tracker.tables import Asked, pinned\n"
        "from tracker.tables.working import Work, pieces_by_many\n"
        "def main():\n"
        "    ledger, asked = Ledger.open(sys.argv[1]), Asked('latest')\n"
        "    pin = pinned(ledger, asked, ledger.head().size)\n"
        "    stretches = ledger.stretches(20, size=pin.size)\n"
        "    pieces = pieces_by_many(Work(sys.argv[1], asked, pin), stretches, 1)\n"
        "    next(pieces)\n"
        "    import multiprocessing\n"
        "    print(*(one.pid for one in multiprocessing.active_children()), flush=True)\n"
        "    os.kill(os.getpid(), signal.SIGKILL)\n"
        "if __name__ == '__main__': main()\n"
    )
    file = tmp_path / "killed.py"
    file.write_text(script, encoding="utf-8")
    told = subprocess.run(
        [sys.executable, str(file), sample_place], capture_output=True, text=True, check=False
    )

    children = [int(pid) for pid in told.stdout.split()]
    assert children, told.stderr
    until = time.monotonic() + 20
    while any(map(_runs, children)) and time.monotonic() < until:
        time.sleep(0.05)
    assert not any(map(_runs, children))


def _runs(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return "Z (" not in Path(f"/proc/{pid}/status").read_text(encoding="ascii")


def test_every_built_in_method_has_a_table(sample: Ledger) -> None:
    assert all(objects(sample, method=name) for name in METHODS)
