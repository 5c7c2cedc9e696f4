"""Rows of a foreign file become claims as the profile says, and nothing is left out in silence."""

from pathlib import Path

from tests.importing.profiles.setting import DEAD, HEAD, a_profile, every_claim, taken
from tracker.ledger import Ledger


def test_a_row_gives_the_claims_of_its_profile(tmp_path: Path) -> None:
    ledger = Ledger.open(":memory:")

    report = taken(ledger, tmp_path, "event,dead\nHoms 2012,4\n")

    (claim,) = every_claim(ledger)
    assert (claim.incident, claim.source, claim.ref) == ("homs-2012", "wire", "Homs 2012/killed")
    assert (claim.metric, claim.figure.low, claim.figure.high) == ("killed", 4, 4)
    assert (report.rows, report.recorded) == (1, 1)


def test_the_same_file_again_records_nothing(tmp_path: Path) -> None:
    ledger = Ledger.open(":memory:")
    taken(ledger, tmp_path, "event,dead\nHoms 2012,4\n")
    size = ledger.head().size

    report = taken(ledger, tmp_path, "event,dead\nHoms 2012,4\n")

    assert (report.recorded, report.already_known, ledger.head().size) == (0, 1, size)


def test_a_column_that_nobody_explains_is_named(tmp_path: Path) -> None:
    report = taken(Ledger.open(":memory:"), tmp_path, "event,dead,mood\nHoms 2012,4,sad\n")

    assert "columns that profile ours does not name, so not read: mood" in report.remarks


def test_a_fault_is_told_by_the_column_of_the_file(tmp_path: Path) -> None:
    report = taken(Ledger.open(":memory:"), tmp_path, "event,dead\nHoms 2012,4-Mar\n")

    (fault,) = report.errors
    assert (fault.line, fault.column, fault.value) == (2, "dead", "4-Mar")


def test_what_a_sentinel_says_is_not_a_number(tmp_path: Path) -> None:
    ledger = Ledger.open(":memory:")
    profile = a_profile('blank = ["-99"]\n' + HEAD + DEAD)

    report = taken(ledger, tmp_path, "event,dead\na,-99\nb,7\n", profile)

    assert [claim.figure.low for claim in every_claim(ledger)] == [7]
    assert "1 row without a figure" in report.remarks
