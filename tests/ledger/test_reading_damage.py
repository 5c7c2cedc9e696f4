"""What reads a damaged ledger refuses it, and shows nothing that was not recorded."""

import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.ledger.builders import HOSPITAL, INCIDENT, RECORDS, a_claim, a_ledger, record, tampered
from tracker.errors import UnsoundError
from tracker.ledger import Ledger
from tracker.ledger.names import columns_of

FIRST = len(RECORDS) + 1
BYTES = "x'00ff'"
"""Bytes in the place of a text, as one flipped bit makes them: the lowest of its type."""
UNSOUND = "tracker verify lists what is wrong"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "ledger.db"
    a_ledger(a_claim(1), a_claim(2), a_claim(3), where=path).close()
    return path


def refused(path: Path, read: Callable[[Ledger], Any]) -> None:
    ledger = Ledger.open(path)
    try:
        with pytest.raises(UnsoundError, match=UNSOUND):
            read(ledger)
    finally:
        ledger.close()


def test_a_content_that_was_altered_is_not_handed_out(path: Path) -> None:
    with sqlite3.connect(path) as connection:
        (content,) = connection.execute(
            "SELECT content FROM entry WHERE seq = ?", (FIRST,)
        ).fetchone()
    connection.close()
    tampered(
        path,
        f"UPDATE entry SET content = x'{content.replace(b'1', b'7').hex()}' WHERE seq = {FIRST}",
    )

    refused(path, lambda ledger: list(ledger.contents("claim")))


@pytest.mark.parametrize("value", ["'nonsense'", BYTES, "5"])
@pytest.mark.parametrize("column", ["content", "content_hash"])
def test_a_content_or_a_hash_that_is_none_is_refused(path: Path, column: str, value: str) -> None:
    tampered(path, f"UPDATE entry SET {column} = {value}")

    for kind in ("incident", "source", "claim"):
        refused(path, lambda ledger: list(ledger.contents(kind)))  # noqa: B023


@pytest.mark.parametrize("moment", ["'x'", BYTES])
def test_a_moment_that_is_none_is_neither_searched_nor_followed(path: Path, moment: str) -> None:
    tampered(path, f"UPDATE entry SET recorded_us = {moment}")

    refused(path, lambda ledger: ledger.size_at(1))
    refused(path, lambda ledger: ledger.snapshot(INCIDENT.slug, known_at_us=1))
    refused(path, lambda ledger: record(ledger, a_claim(4)))


@pytest.mark.parametrize("moment", ["'x'", BYTES, "1.5", str(2**62), str(2**63 - 1), "-1"])
def test_nothing_is_recorded_or_rehearsed_after_a_moment_that_is_none(
    path: Path, moment: str
) -> None:
    tampered(path, f"UPDATE entry SET recorded_us = {moment} WHERE seq = {FIRST + 2}")

    def rehearse(ledger: Ledger) -> None:
        with ledger.rehearsing():
            pass

    refused(path, lambda ledger: record(ledger, a_claim(4)))
    refused(path, rehearse)


@pytest.mark.parametrize(
    ("table", "column"),
    [
        *(("incident", name) for name in ("title", "timezone", "place", "country", "summary")),
        *(("source", name) for name in ("name", "affiliation", "speaks_for")),
    ],
)
def test_bytes_in_the_place_of_a_text_are_refused(path: Path, table: str, column: str) -> None:
    tampered(path, f"UPDATE {table} SET {column} = {BYTES}")

    refused(path, lambda ledger: ledger.snapshot(INCIDENT.slug))
    refused(path, lambda ledger: list(ledger.snapshots()))


@pytest.mark.parametrize("value", ["'else'", BYTES])
@pytest.mark.parametrize("column", ["source", "scope", "via", "url", "reason", "note", "wording"])
def test_a_claim_says_what_its_content_says_whatever_its_columns_do(
    path: Path, column: str, value: str
) -> None:
    ledger = Ledger.open(path)
    recorded = ledger.snapshot(INCIDENT.slug).claims
    ledger.close()
    tampered(path, f"UPDATE claim SET {column} = {value}")

    ledger = Ledger.open(path)
    assert ledger.snapshot(INCIDENT.slug).claims == recorded
    assert [snapshot.claims for snapshot in ledger.snapshots()] == [recorded]
    assert {problem.kind for problem in ledger.verify().problems} == {"columns"}
    ledger.close()


@pytest.mark.parametrize("column", ["low", "high"])
@pytest.mark.parametrize("value", ["9", "NULL", "'x'", BYTES])
def test_a_figure_that_is_not_that_of_its_columns_is_refused(
    path: Path, column: str, value: str
) -> None:
    tampered(path, f"UPDATE claim SET {column} = {value}")

    refused(path, lambda ledger: ledger.snapshot(INCIDENT.slug))
    refused(path, lambda ledger: list(ledger.snapshots()))


@pytest.mark.parametrize("value", ["'nonsense'", "'{}'", BYTES, "5"])
def test_a_claim_whose_content_is_none_is_refused(path: Path, value: str) -> None:
    tampered(path, f"UPDATE entry SET content = {value} WHERE kind = 'claim'")

    refused(path, lambda ledger: ledger.snapshot(INCIDENT.slug))
    refused(path, lambda ledger: list(ledger.snapshots()))


@pytest.mark.parametrize("number", [0, -1, -(2**63)])
def test_a_claim_put_in_before_the_first_entry_is_in_no_figure(path: Path, number: int) -> None:
    tampered(
        path,
        *(
            f"INSERT INTO {table} SELECT {number}, {', '.join(columns_of(table)[1:])} FROM {table} "
            f"WHERE seq = {FIRST}"
            for table in ("entry", "claim")
        ),
    )

    refused(path, lambda ledger: ledger.snapshot(INCIDENT.slug))
    refused(path, lambda ledger: list(ledger.snapshots()))
    refused(path, lambda ledger: ledger.claim_totals())


@pytest.mark.parametrize("zone", ["'Mars/Olympus'", BYTES])
def test_a_zone_that_there_is_not_is_the_ledgers_fault(path: Path, zone: str) -> None:
    tampered(path, f"UPDATE incident SET timezone = {zone}")

    refused(path, lambda ledger: ledger.zones(size=FIRST))


def test_a_record_whose_hash_is_none_is_not_revised(path: Path) -> None:
    tampered(path, "UPDATE entry SET content_hash = 'x'")

    def ids(ledger: Ledger) -> None:
        with ledger.rehearsing() as rehearsal:
            rehearsal.ids_of("source", HOSPITAL.slug)

    refused(path, ids)
