from pathlib import Path

import pytest

from tests.importing.setting import a_ledger
from tracker.importing import ImportReport, import_files
from tracker.model import Act

pytestmark = pytest.mark.usefixtures("each_database")

SAMPLES = sorted(
    str(path) for path in Path(__file__).parents[2].joinpath("sample_data").glob("*.csv")
)


def counts(report: ImportReport) -> dict[str, int]:
    return {
        "rows": sum(file.rows for file in report.files),
        "recorded": sum(file.recorded for file in report.files),
        "known": sum(file.already_known for file in report.files),
    }


def test_every_row_of_the_sample_data_is_recorded_once() -> None:
    ledger = a_ledger()

    first, second = import_files(ledger, SAMPLES), import_files(ledger, SAMPLES)

    assert first.errors == second.errors == ()
    assert counts(first)["recorded"] == counts(first)["rows"] == first.size
    assert counts(second) == {"rows": first.size, "recorded": 0, "known": first.size}


def test_the_sample_data_needs_nothing_made_up() -> None:
    report = import_files(a_ledger(), SAMPLES)

    assert [file.remarks for file in report.files if "settled" not in file.file] == [
        () for file in report.files if "settled" not in file.file
    ]


def test_the_withdrawals_of_the_sample_data_name_their_claims() -> None:
    ledger = a_ledger()

    import_files(ledger, SAMPLES)

    withdrawn = [
        claim
        for claim in ledger.snapshot("sri-lanka-2019").claims
        if claim.act is Act.RETRACT and claim.figure.low == 359
    ]
    assert [len(claim.targets) for claim in withdrawn] == [2]
