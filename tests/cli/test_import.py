"""`tracker import`: counts, faults with their places, and what is stored of a refused call."""

import json
import sys

import pytest

from tests.cli.conftest import CLAIMS, INCIDENTS, Tracker
from tracker.cli.import_report import tell_report
from tracker.importing import Fault, FileKind, FileReport, ImportReport

pytestmark = pytest.mark.usefixtures("each_database")

BAD = """\
incident,source,metric,figure,asserted_at
qamishli,asayish,killed,57,2016-07-29
qamishli,asayish,killed,sevral dozen,2016-07-29
qamishli,asayish,killd,5,2016-02-30
"""


def test_the_json_has_the_promised_keys(empty: Tracker) -> None:
    shape = empty.json(
        "import", empty.file("incidents.csv", INCIDENTS), empty.file("claims.csv", CLAIMS)
    )

    assert {"files", "ledger"} <= set(shape)
    assert set(shape["ledger"]) == {"size", "root"}
    for file in shape["files"]:
        promised = {"file", "rows", "recorded", "already_known", "refused", "errors"}
        assert promised <= set(file)
    assert shape["files"][0]["recorded"] == 1
    assert shape["files"][1]["rows"] == 5


def test_people_see_a_line_a_file_then_size_and_root(empty: Tracker) -> None:
    result = empty("import", empty.file("incidents.csv", INCIDENTS))

    assert "incidents.csv (incidents)" in result.stdout
    assert result.stdout.splitlines()[-1].startswith("ledger: 1 entry, root ")


def test_importing_again_records_nothing(tracker: Tracker) -> None:
    before = tracker.json("verify")

    again = tracker.json("import", str(tracker.folder / "claims.csv"))

    assert (again["files"][0]["recorded"], again["files"][0]["already_known"]) == (0, 5)
    assert tracker.json("verify") == before


def test_a_refused_row_refuses_the_call_and_every_fault_is_told(tracker: Tracker) -> None:
    size = tracker.json("verify")["size"]
    path = tracker.file("bad.csv", BAD)

    result = tracker("import", path, code=1)
    shape = json.loads(tracker("import", path, "--json", code=1).stdout)

    assert f"{path}:3: column 'figure': cannot read a figure" in result.stderr
    assert f"{path}:4: column 'metric': 'killd' is not a metric" in result.stderr
    assert f"{path}:4: column 'asserted_at': cannot read a time" in result.stderr
    assert tracker.json("verify")["size"] == size
    errors = shape["files"][0]["errors"]
    assert all(set(one) == {"line", "column", "value", "problem"} for one in errors)
    assert [one["line"] for one in errors] == [3, 4, 4]
    assert shape["stored"] is False


def test_skipping_records_the_good_rows_and_hands_back_the_others(tracker: Tracker) -> None:
    path, refused = tracker.file("bad.csv", BAD), str(tracker.folder / "refused.csv")

    shape = json.loads(
        tracker("import", path, "--on-error", "skip", "--refused", refused, "--json", code=1).stdout
    )

    assert (shape["files"][0]["recorded"], shape["files"][0]["refused"]) == (1, 2)
    assert "sevral dozen" in (tracker.folder / "refused.csv").read_text()


def test_a_dry_run_counts_and_stores_nothing(tracker: Tracker) -> None:
    before = tracker.json("verify")
    path = tracker.file("good.csv", BAD.split("qamishli,asayish,killed,sevral", maxsplit=1)[0])

    shape = tracker.json("import", path, "--dry-run")

    assert shape["files"][0]["recorded"] == 1
    assert shape["dry_run"] is True
    assert tracker.json("verify") == before


def test_a_dry_run_makes_no_ledger(empty: Tracker) -> None:
    empty("import", empty.file("incidents.csv", INCIDENTS), "--dry-run")

    assert not (empty.folder / "ledger.db").exists()


def test_a_file_that_does_not_exist_ends_with_five_before_anything_is_read(
    tracker: Tracker,
) -> None:
    size = tracker.json("verify")["size"]

    result = tracker("import", tracker.file("good.csv", BAD), "no-such.csv", code=5)

    assert "no file 'no-such.csv'" in result.stderr
    assert result.stdout == ""
    assert tracker.json("verify")["size"] == size


def test_a_directory_is_a_wrong_option(tracker: Tracker) -> None:
    assert "is a directory" in tracker("import", str(tracker.folder), code=2).stderr


def test_standard_input_is_a_file_like_any_other(tracker: Tracker) -> None:
    result = tracker(
        "import", "-", "--incident", "qamishli",
        given="source,killed,injured\nasayish,57,200\n",
    )  # fmt: skip

    assert "- (claims)" in result.stdout
    assert len(tracker.json("claims", "qamishli")["claims"]) == 7


def test_the_order_of_day_and_month_is_asked_for_and_never_guessed(tracker: Tracker) -> None:
    path = tracker.file(
        "d.csv", "incident,source,metric,figure,asserted_at\nqamishli,sana,killed,57,03/04/2016\n"
    )

    refused = tracker("import", path, code=1)
    tracker("import", path, "--monthfirst")

    assert "--dayfirst or --monthfirst" in refused.stderr
    assert tracker.json("claims", "qamishli")["claims"][-1]["asserted_at"] == "2016-03-04"


def test_refused_without_skip_is_a_wrong_option(tracker: Tracker) -> None:
    tracker("import", tracker.file("x.csv", BAD), "--refused", "r.csv", code=2)


def test_a_terminal_is_not_flooded_with_faults(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    faults = tuple(Fault("x.csv", line, "figure", "?", "cannot be read") for line in range(500))
    file = FileReport(
        file="x.csv",
        kind=FileKind.CLAIMS,
        rows=500,
        recorded=0,
        already_known=0,
        revised=0,
        refused=500,
        errors=faults,
        remarks=(),
    )
    report = ImportReport(files=(file,), size=0, root="", stored=False)

    tell_report(report, dry_run=False)
    piped = capsys.readouterr().err
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    tell_report(report, dry_run=False)
    shown = capsys.readouterr().err

    assert piped.count("cannot be read") == 500
    assert shown.count("cannot be read") == 200
    assert "and 300 more; --json lists them all" in shown
