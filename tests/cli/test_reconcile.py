"""`tracker reconcile`, and `tracker export --format parquet`, as a person types them."""

import csv
import json
from io import BytesIO, StringIO
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from tests.cli.conftest import Tracker
from tests.places import PLACES

pytestmark = pytest.mark.usefixtures("each_database")


def test_the_table_says_what_show_says(tracker: Tracker) -> None:
    told = list(csv.DictReader(StringIO(tracker("reconcile", "--method", "latest").stdout)))

    killed = told[0]
    assert tuple(int(killed[name]) for name in ("low", "best", "high")) == tracker.killed()
    assert [row["metric"] for row in told] == ["killed", "injured"]
    assert killed["claims"] == tracker.claim("q-5")["id"]


def test_timelines_say_what_history_says_as_of_a_day(tracker: Tracker) -> None:
    words = "--method", "latest", "--as-of", "2016-07-27"
    told = tracker("reconcile", "--timelines", "--format", "jsonl", *words, "--jobs", "1").stdout
    steps = tracker.json("history", "qamishli", *words)["steps"]

    rows = [json.loads(line) for line in told.splitlines()]
    killed = [row for row in rows if row["metric"] == "killed"]
    assert [(row["at"], row["best"], row["claim"]) for row in killed] == [
        (step["at"], step["best"], step["claim"]) for step in steps
    ]


def test_other_processes_read_the_same_ledger(tracker: Tracker) -> None:
    alone = tracker("reconcile", "--jobs", "1").stdout
    if PLACES.on_server:
        assert tracker("reconcile", "--jobs", "2").stdout == alone
    assert tracker("reconcile", "qamishli").stdout == alone


def test_a_file_is_written_whole_and_what_was_read_is_said(tracker: Tracker) -> None:
    file = tracker.folder / "table.parquet"
    told = tracker("reconcile", "--format", "parquet", "--output", str(file))

    assert told.stdout == ""
    assert told.stderr.startswith("ledger: ")
    assert pq.read_table(file).num_rows == 2
    assert pq.read_table(BytesIO(tracker("reconcile", "--format", "parquet").stdout_bytes)).equals(
        pq.read_table(file)
    )


def test_what_goes_wrong_leaves_no_file(tracker: Tracker) -> None:
    file = tracker.folder / "table.csv"
    told = tracker("reconcile", "nowhere", "--output", str(file), code=5)

    assert "no incident 'nowhere'" in told.stderr
    assert not file.exists()


def test_claims_are_exported_as_parquet(tracker: Tracker) -> None:
    file, folder = tracker.folder / "claims.parquet", tracker.folder / "claims"
    receipt = tracker.folder / "receipt.json"
    tracker("export", "--format", "parquet", "-o", str(file), "--receipt", str(receipt))
    tracker("export", "--format", "parquet", "--output", f"{folder}/")

    claims = pq.read_table(file)
    assert claims.column("ref").to_pylist() == ["q-1", "q-2", "q-3", "q-4", "q-5"]
    assert claims.column("fewest").to_pylist() == [40, 44, 100, 140, 52]
    assert json.loads(receipt.read_text())["export"]["bytes"] == file.stat().st_size
    bucket = Path(folder, "claims", "bucket=0000", "claims.parquet")
    assert pq.read_table(bucket, partitioning=None).equals(claims)
    again = tracker("import", str(file), "--json")
    assert json.loads(again.stdout)["files"][0]["already_known"] == 5
    assert "not one I know" not in again.output
