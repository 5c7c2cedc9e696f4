"""`tracker import`: counts, faults with their places, and what is stored of a refused call."""

import errno
import hashlib
import json
import os
import signal
import sqlite3
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from tests.cli.conftest import CLAIMS, INCIDENTS, Tracker
from tests.importing.written import xlsx_of
from tracker.cli.import_report import tell_report
from tracker.cli.root import root
from tracker.cli.stopping import interrupted_by_sigterm
from tracker.errors import StorageError
from tracker.importing import Fault, FileKind, FileReport, ImportReport
from tracker.importing.batches import Batches
from tracker.importing.call import Call
from tracker.ledger import Ledger, Writer, seal
from tracker.ledger.unmaking import made_for
from tracker.model import Incident

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


def test_published_at_stands_in_where_a_row_gives_none(empty: Tracker) -> None:
    text = "ref,incident,source,metric,figure,published_at\nq-1,qamishli,a,killed,40,\n"
    text += "q-2,qamishli,b,killed,44,2016-07-27\n"

    empty("import", empty.file("c.csv", text), "--published-at", "3/8/2016", "--dayfirst")

    assert empty.claim("q-1")["published_at"] == "2016-08-03"
    assert empty.claim("q-2")["published_at"] == "2016-07-27"


def test_a_published_at_that_cannot_be_read_is_a_wrong_option(empty: Tracker) -> None:
    name = empty.file("c.csv", "incident,source,metric,figure\nqamishli,a,killed,40\n")

    told = empty("import", name, "--published-at", "3/8/2016", code=2).stderr

    assert told.startswith("tracker: --published-at: cannot read a time from '3/8/2016'")
    assert "--dayfirst" in told


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


@pytest.mark.parametrize(
    ("row", "told"),
    [
        ("asayish,killed,57", "nothing was recorded; --on-error skip would record the good rows\n"),
        ("city-hospital,killed,sevral", "nothing was recorded\n"),
    ],
)
def test_skipping_is_only_advised_where_there_are_good_rows(
    tracker: Tracker, row: str, told: str
) -> None:
    path = tracker.file(
        "bad.csv", f"incident,source,metric,figure\nqamishli,{row}\nqamishli,a,killed,many more\n"
    )

    assert told in tracker("import", path, code=1).stderr


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


def test_day_first_and_month_first_at_once_is_a_wrong_option(tracker: Tracker) -> None:
    path = tracker.file(
        "d.csv", "incident,source,metric,figure,asserted_at\nqamishli,sana,killed,57,03/04/2016\n"
    )

    refused = tracker("import", path, "--dayfirst", "--monthfirst", code=2)

    assert "--dayfirst and --monthfirst contradict each other" in refused.stderr
    assert len(tracker.json("claims", "qamishli")["claims"]) == 5


def test_a_bound_too_great_to_keep_costs_its_own_row_only(tracker: Tracker) -> None:
    path = tracker.file(
        "c.csv",
        "incident,source,metric,figure,low\nqamishli,sana,killed,viele,9999999999999999\n"
        "qamishli,sana,killed,ebenso,44\n",
    )

    report = tracker.json("import", path, "--on-error", "skip", code=1)

    assert report["files"][0]["recorded"] == 1
    assert [(fault["line"], fault["column"]) for fault in report["files"][0]["errors"]] == [
        (2, "low")
    ]


def test_refused_without_skip_is_a_wrong_option(tracker: Tracker) -> None:
    tracker("import", tracker.file("x.csv", BAD), "--refused", "r.csv", code=2)


def test_skipping_is_not_advised_where_a_file_changed_while_it_was_read(
    tracker: Tracker, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = Path(tracker.file("growing.csv", BAD))
    run = Call.run

    def written_to(call: Call, works: object) -> None:
        run(call, works)  # type: ignore[arg-type]
        path.write_text(BAD + "qamishli,asayish,injured,3\n", encoding="utf-8")

    monkeypatch.setattr(Call, "run", written_to)

    told = tracker("import", str(path), "--on-error", "skip", code=1).stderr

    assert told.endswith("nothing was recorded\n")


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
        held_back=0,
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


@pytest.mark.usefixtures("on_files")
class TestANewLedger:
    """What a refused import leaves where there was no ledger before: nothing."""

    ROWS = "incident,source,metric,figure\nq,police,killed,sevral dozen\n"

    @pytest.mark.parametrize(
        "words",
        [
            ("import", "CLAIMS"),
            ("import", "CLAIMS", "--json"),
            ("import", "CLAIMS", "--on-error", "skip"),
            ("import", "CLAIMS", "--encoding", "no-such"),
            ("incident", "add", "Not A Slug"),
            ("source", "add", "police", "--speaks-for", "nobody"),
        ],
        ids=" ".join,
    )
    def test_is_not_made_by_a_refused_call(self, empty: Tracker, words: tuple[str, ...]) -> None:
        path = empty.file("claims.csv", self.ROWS)
        given = [path if word == "CLAIMS" else word for word in words]

        result = CliRunner().invoke(root, ["--db", empty.db, *given])

        assert result.exit_code in (1, 2, 5)

        assert [one.name for one in empty.folder.iterdir()] == ["claims.csv"]

    def test_that_was_there_stays_also_when_it_is_empty(self, empty: Tracker) -> None:
        Ledger.open(empty.db).close()

        empty("import", empty.file("claims.csv", self.ROWS), code=1)

        assert empty.json("incidents")["incidents"] == []

    def test_stays_where_something_was_recorded(self, empty: Tracker) -> None:
        with made_for(empty.db):
            ledger = Ledger.open(empty.db)
            with ledger.writing() as writer:
                writer.append([seal(Incident(slug="paris"))])
            ledger.close()

        assert list(empty.json("incidents")["incidents"])

    def test_stays_where_another_program_is_at_it(self, empty: Tracker) -> None:
        with made_for(empty.db):
            Ledger.open(empty.db).close()
            other = sqlite3.connect(empty.db, isolation_level=None)
            other.execute("BEGIN IMMEDIATE")

        other.execute("COMMIT")
        other.close()
        assert Path(empty.db).exists()


def test_a_hyphen_is_standard_input_also_where_a_folder_is_called_so(
    tracker: Tracker, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tracker.folder)
    Path("-").mkdir()

    tracker("import", "-", given="incident,source,metric,figure\nqamishli,sana,killed,44\n")

    assert tracker.json("claims", "qamishli")["claims"][-1]["low"] == 44


@pytest.mark.parametrize("name", ["closed.csv", "-"])
def test_what_may_not_be_read_is_a_matter_of_permission(
    tracker: Tracker, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    """Not of options; and where a file is called `-`, nothing is asked of it."""
    monkeypatch.chdir(tracker.folder)
    tracker.file(name, "incident,source,metric,figure\nqamishli,sana,killed,44\n")
    access, opened = os.access, Path.open

    def refused(path: object, *how: object) -> bool:
        return str(path) != name and access(path, *how)  # type: ignore[arg-type]

    def closed(path: Path, *how: object) -> object:
        if str(path) == name:
            raise PermissionError(errno.EACCES, "Permission denied", name)
        return opened(path, *how)  # type: ignore[call-overload]

    monkeypatch.setattr(os, "access", refused)
    monkeypatch.setattr(Path, "open", closed)

    if name == "-":
        tracker("import", "-", given="incident,source,metric,figure\nqamishli,sana,killed,44\n")
    else:
        told = tracker("import", name, code=6).stderr
        assert told == f"tracker: {name}: Permission denied\n"


@pytest.mark.usefixtures("on_files")
def test_a_program_that_opened_a_ledger_which_is_gone_is_refused(empty: Tracker) -> None:
    """Rather than recording into a file that nobody can find any more."""
    with made_for(empty.db):
        Ledger.open(empty.db).close()
        other = Ledger.open(empty.db)
        other.incidents()

    assert not Path(empty.db).exists()
    with pytest.raises(StorageError, match="nothing was recorded"), other.writing() as writer:
        writer.append([seal(Incident(slug="paris"))])
    other.close()


HOUSE_RULE = """
name = "house"
dated = "2026-11-24"
source = "desk handbook, page 4"
[floors]
dozens = 30
"""


@pytest.mark.parametrize(("policy", "low"), [("plain", 24), ("acled", 12), ("house.toml", 30)])
def test_a_policy_reads_the_figures_of_a_call(empty: Tracker, policy: str, low: int) -> None:
    if policy.endswith(".toml"):
        policy = empty.file(policy, HOUSE_RULE)
    rows = "ref,incident,source,metric,figure\nq-1,qamishli,a,killed,dozens\n"

    empty("import", empty.file("c.csv", rows), "--policy", policy)
    empty("add", "qamishli", "--source", "b", "--killed", "dozens", "--ref", "q-2",
          "--policy", policy)  # fmt: skip
    empty("add", "qamishli", "--source", "b", "--killed", "9", "--ref", "q-3")
    empty("correct", "q-3", "--killed", "dozens", "--reason", "misread", "--policy", policy)

    assert [empty.claim(ref)["low"] for ref in ("q-1", "q-2", "q-3")] == [low] * 3
    assert empty.claim("q-1")["figure"] == "dozens"
    assert empty.json("verify")["ok"]


@pytest.mark.parametrize("form", ["jsonl", "csv"])
def test_an_export_keeps_what_a_policy_read(empty: Tracker, form: str) -> None:
    rows = "ref,incident,source,metric,figure\nq-1,qamishli,a,killed,dozens\n"
    empty("import", empty.file("c.csv", rows), "--policy", "acled")
    exported = empty.file(f"out.{form}", empty("export", "--format", form).stdout)
    known = empty.claim("q-1")
    empty.db = str(empty.folder / "other.db")

    empty("import", exported)

    assert empty.claim("q-1")["id"] == known["id"]


def test_a_receipt_file_says_what_json_says_and_names_the_bytes(tracker: Tracker) -> None:
    path, kept = tracker.file("bad.csv", BAD), tracker.folder / "receipt.json"

    told = tracker("import", path, "--receipt", str(kept), "--json", code=1).stdout

    shape = json.loads(kept.read_bytes())
    assert shape == json.loads(told)
    assert shape["files"][0]["sha256"] == hashlib.sha256(BAD.encode()).hexdigest()
    assert shape["files"][0]["bytes"] == len(BAD)
    assert kept.stat().st_mode & 0o777 == 0o600


def test_quiet_says_nothing_where_nothing_is_wrong(tracker: Tracker) -> None:
    new = "incident,source,metric,figure\nqamishli,Some New Body,killed,44\n"

    told = tracker("import", tracker.file("new.csv", new), "--quiet")
    in_json = tracker("import", tracker.file("new.csv", new), "--quiet", "--json")

    assert (told.stdout, told.stderr, in_json.stderr) == ("", "", "")
    assert json.loads(in_json.stdout)["files"][0]["already_known"] == 1


def test_quiet_says_everything_that_is_wrong_on_stderr(tracker: Tracker) -> None:
    path = tracker.file("bad.csv", BAD)

    told = tracker("import", path, "--quiet", code=1)

    assert told.stdout == ""
    assert told.stderr.count(path) == 3
    assert told.stderr.endswith(
        "nothing was recorded; --on-error skip would record the good rows\n"
    )


def test_a_call_of_which_nothing_is_ours_is_not_done(tracker: Tracker) -> None:
    """As where cron's line lacks the profile: each night's file would be lost in silence."""
    other = tracker.file("other.csv", "colour\nred\n")
    good = tracker.file("good.csv", "incident,source,metric,figure\nqamishli,A Body,killed,44\n")

    told = tracker("import", other, "--quiet", code=1)
    beside = tracker("import", other, good, "--quiet")

    assert "other.csv: skipped: it has neither" in told.stderr
    assert (told.stdout, beside.stdout, beside.stderr) == ("", "", "")


def test_watching_quietly_says_only_what_is_refused(tracker: Tracker) -> None:
    inbox = tracker.folder / "inbox"
    inbox.mkdir()
    watch = ("watch", str(inbox), "--once", "--every", "0.1", "--quiet")
    good = "incident,source,metric,figure\nqamishli,Some New Body,killed,44\n"
    tracker.file("inbox/good.csv", good)
    silent = tracker(*watch)
    tracker.file("inbox/bad.csv", BAD)
    tracker.file("inbox/other.csv", "colour\nred\n")

    told = tracker(*watch, code=1)

    assert (silent.stdout, silent.stderr, told.stdout) == ("", "", "")
    assert "bad.csv:3: column 'figure'" in told.stderr
    assert told.stderr.count("other.csv: skipped: it has neither") == 1


def test_a_receipt_that_cannot_be_written_does_not_hide_what_was_recorded(
    tracker: Tracker, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("tracker.cli.commands.import_files.write_receipt", full)
    new = tracker.file("new.csv", "incident,source,metric,figure\nqamishli,sana,killed,44\n")

    told = tracker("import", new, "--receipt", str(tracker.folder / "r.json"), code=6).stderr

    assert "No space left on device; what was recorded is recorded" in told


def test_a_call_in_batches_that_finds_no_room_has_its_receipt_all_the_same(
    tracker: Tracker, monkeypatch: pytest.MonkeyPatch
) -> None:
    go_on = Batches.next

    def full(batches: Batches) -> None:
        go_on(batches)
        raise StorageError("x.db: the disk is full", "nothing was recorded")

    rows = "".join(f"qamishli,sana,killed,{one},r-{one}\n" for one in range(30))
    new = tracker.file("new.csv", f"incident,source,metric,figure,ref\n{rows}")
    kept = tracker.folder / "receipt.json"
    monkeypatch.setattr(Batches, "next", full)

    told = tracker(
        "import", new, "--batch", "10", "--receipt", str(kept), "--json", code=6
    )  # fmt: skip

    shape = json.loads(kept.read_bytes())
    assert shape == json.loads(told.stdout)
    (file,) = shape["files"]
    assert (shape["stored"], file["rows"], file["recorded"]) == (True, 11, 10)
    assert shape["ledger"]["size"] == tracker.json("verify")["size"]
    kept_now = "recorded and kept: at least 10 entries and 1 new source or incident"
    said = f"x.db: the disk is full; {kept_now}; the same command goes on"
    assert told.stderr == f"tracker: {said}\n"
    assert shape["remarks"] == [said]


def test_a_call_in_batches_that_is_told_to_end_has_its_receipt_as_by_ctrl_c(
    tracker: Tracker, monkeypatch: pytest.MonkeyPatch
) -> None:
    go_on = Batches.next

    def told_to_end(batches: Batches) -> tuple[Writer, bool]:
        after = go_on(batches)
        os.kill(os.getpid(), signal.SIGTERM)
        return after

    rows = "".join(f"qamishli,sana,killed,{one},r-{one}\n" for one in range(30))
    new = tracker.file("new.csv", f"incident,source,metric,figure,ref\n{rows}")
    kept = tracker.folder / "receipt.json"
    monkeypatch.setattr(Batches, "next", told_to_end)

    tracker("import", new, "--batch", "10", "--receipt", str(kept), code=130)

    shape = json.loads(kept.read_bytes())
    assert (shape["stored"], shape["files"][0]["recorded"]) == (True, 10)
    assert "interrupted; recorded and kept: at least 10 entries" in shape["remarks"][0]
    assert signal.getsignal(signal.SIGTERM) is signal.SIG_DFL


def test_sigterm_is_not_heard_where_whoever_began_it_wants_it_unheard() -> None:
    before = signal.signal(signal.SIGTERM, signal.SIG_IGN)
    try:
        with interrupted_by_sigterm():
            os.kill(os.getpid(), signal.SIGTERM)
    finally:
        signal.signal(signal.SIGTERM, before)


def test_how_rows_stand_is_said_on_the_command_line(tracker: Tracker) -> None:
    rows = "incident~source~killed\nq~a~4\nq~b~\n"
    path = tracker.file("a.txt", f"Deaths in March\n{rows}")
    days = tracker.file(
        "a.json", '{"by": {"day": [{"incident": "q", "source": "c", "killed": 9}]}}'
    )

    told = tracker.json("import", path, "--header-row", "2", "--delimiter", "~")
    also = tracker.json("import", days, "--rows", "by.day")

    assert [one["files"][0]["recorded"] for one in (told, also)] == [1, 1]


def test_a_fault_in_a_workbook_names_its_sheet(tracker: Tracker) -> None:
    cells = "".join(f"<c t='str'><v>{text}</v></c>" for text in ("incident", "source", "killed"))
    bad = "".join(f"<c t='str'><v>{text}</v></c>" for text in ("q", "a", "sevral"))
    sheet = f"<sheetData><row>{cells}</row><row>{bad}</row></sheetData>"
    path = tracker.file("a.xlsx", xlsx_of(sheet))

    result = tracker("import", path, "--sheet", "Claims", code=1)
    shape = json.loads(tracker("import", path, "--json", code=1).stdout)

    assert f"{path} sheet 'Claims':2: column 'killed': cannot read a figure" in result.stderr
    assert shape["files"][0]["errors"][0]["sheet"] == "Claims"
