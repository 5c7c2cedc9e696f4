"""`tracker demo` and the whole of sample_data, there and back."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from tests.cli.conftest import Tracker
from tracker.cli.root import root
from tracker.cli.samples import sample_files


@pytest.fixture(scope="module")
def told() -> str:
    """What the demo prints where there is no terminal."""
    result = CliRunner().invoke(root, ["demo"])
    assert result.exit_code == 0, result.output
    return result.stdout


@pytest.fixture
def samples(empty: Tracker) -> Tracker:
    """A ledger with all of sample_data."""
    empty("import", *sample_files())
    return empty


def test_the_demo_prints_counts_the_first_dossier_and_what_to_try_next(told: str) -> None:
    assert "132 claims  qamishli-2016: Qamishli bombing of July 2016" in told
    assert "Set aside" in told
    assert told.count("\n  tracker ") == 3
    assert "history qamishli-2016 --metric killed" in told


def test_the_demo_can_be_kept_and_gone_on_with(tmp_path: Path) -> None:
    kept = tmp_path / "kept"

    CliRunner().invoke(root, ["demo", "--keep", str(kept)])
    again = CliRunner().invoke(root, ["demo", "--keep", str(kept)])
    history = CliRunner().invoke(
        root, ["--db", str(kept / "ledger.db"), "history", "qamishli-2016"]
    )

    assert history.exit_code == 0
    assert again.exit_code == 2
    assert "is there already" in again.stderr


def test_all_of_the_sample_data_is_recorded_once(samples: Tracker) -> None:
    again = samples.json("import", *sample_files())

    assert sum(file["recorded"] for file in again["files"]) == 0
    assert sum(file["refused"] for file in again["files"]) == 0
    claims = sum(one["claims"] for one in samples.json("incidents")["incidents"])
    assert claims == 523


def test_the_whole_ledger_goes_out_and_comes_back_byte_for_byte(
    samples: Tracker, tmp_path: Path
) -> None:
    exported = samples("export", "--format", "jsonl").stdout_bytes
    (tmp_path / "other").mkdir()
    other = Tracker(tmp_path / "other")

    other("import", samples.file("all.jsonl", exported))

    assert other("export", "--format", "jsonl").stdout_bytes == exported
    for slug in ("qamishli-2016", "sri-lanka-2019"):
        ours, theirs = (one.json("show", slug) for one in (samples, other))
        assert {**ours, "ledger": None} == {**theirs, "ledger": None}


def test_the_claims_go_out_as_csv_and_come_back_byte_for_byte(
    samples: Tracker, tmp_path: Path
) -> None:
    exported = samples("export", "--format", "csv").stdout_bytes
    (tmp_path / "other").mkdir()
    other = Tracker(tmp_path / "other")
    records = [path for path in sample_files() if path.endswith(("incidents.csv", "sources.csv"))]

    other("import", *records, samples.file("claims.csv", exported))

    assert other("export", "--format", "csv").stdout_bytes == exported
