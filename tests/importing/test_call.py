import csv
import gc
import io
import json
import os
import sqlite3
import stat
import weakref
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook

from tests.importing.setting import (
    INCIDENTS,
    a_ledger,
    claims_of,
    problems,
    rows,
    take,
    take_all,
    the_claim,
)
from tracker.errors import BusyError, NotFoundError, OptionError, StorageError
from tracker.importing import ImportOptions, OnError, import_files, pipeline
from tracker.importing.call import Call
from tracker.importing.refused import RefusedFile, RefusedRow
from tracker.ledger import Ledger
from tracker.ledger.known import Known
from tracker.ledger.sqlite_file import wal_is_safe
from tracker.ledger.writer import Writer

pytestmark = pytest.mark.usefixtures("each_database")

GOOD = "q-1,qamishli,hospital,killed,40,2016-07-27,,,"
BAD = "q-2,qamishli,hospital,killed,sevral,2016-07-27,,,"


def test_one_refused_row_means_that_nothing_is_stored(tmp_path: Path) -> None:
    ledger = a_ledger()
    files = {"i.csv": INCIDENTS, "a.csv": rows(GOOD, BAD), "b.csv": rows(BAD, GOOD, BAD)}

    report = take_all(ledger, tmp_path, files)

    assert ledger.head().size == report.size == 0
    assert not report.stored
    assert [file.recorded for file in report.files] == [0, 0, 0]
    assert [fault.line for fault in report.errors] == [3, 2, 4]


def test_a_file_that_cannot_be_read_stops_the_others_too(tmp_path: Path) -> None:
    ledger = a_ledger()

    report = take_all(ledger, tmp_path, {"a.csv": "", "b.csv": rows(GOOD, BAD)})

    assert [str(fault.problem)[:17] for fault in report.errors] == [
        "the file is empty",
        "cannot read a fig",
    ]
    assert ledger.head().size == 0


def test_skipping_stores_the_good_rows_and_counts_the_others(tmp_path: Path) -> None:
    ledger = a_ledger()

    report = take(ledger, tmp_path, rows(GOOD, BAD), on_error=OnError.SKIP)

    assert (report.rows, report.recorded, report.refused) == (2, 1, 1)
    assert [claim.ref for claim in claims_of(ledger)] == ["q-1"]


@pytest.mark.usefixtures("each_database")
@pytest.mark.parametrize(
    ("row", "mended"),
    [
        ("w-1,qamishli,hospital,40,9,,", "w-2,qamishli,hospital,40,9,,"),
        ("w-2,qamishli,police,?,?,,retract", "w-2,qamishli,police,,?,,retract"),
        ("w-2,qamishli,police,?,?,y,dispute", "w-2,qamishli,police,?,?,x/killed,dispute"),
    ],
    ids=["a ref that another source has", "nothing to withdraw", "no such target"],
)
def test_of_a_wide_row_that_is_refused_for_one_figure_none_is_recorded(
    tmp_path: Path, row: str, mended: str
) -> None:
    """Put right under another ref, or for another moment, the first would count twice."""
    ledger, refused = a_ledger(), tmp_path / "refused.csv"
    header = "ref,incident,source,killed,injured,target,act"
    take(ledger, tmp_path, f"{header}\nw-1,qamishli,police,,7,,\nx,qamishli,police,3,,,\n")
    take(ledger, tmp_path, "incident,source,killed\nqamishli,other,1\n")
    options: dict[str, Any] = {"on_error": OnError.SKIP, "refused_path": str(refused)}
    if "retract" in row:
        take(ledger, tmp_path, f"{header}\nr,qamishli,police,?,,,retract\n")

    report = take(ledger, tmp_path, f"{header}\n{row}\n", **options)

    assert (report.recorded, report.refused, len(report.errors)) == (0, 1, 1)
    assert refused.read_text().count("w-") == 1
    assert take(ledger, tmp_path, f"{header}\n{mended}\n").errors == ()


def test_skipping_tells_that_the_rest_of_a_file_was_not_read(tmp_path: Path) -> None:
    endless = f"q-2,qamishli,asayish,killed,5,,,,{'x' * 200_000}"

    report = take(a_ledger(), tmp_path, rows(GOOD, endless, GOOD), on_error=OnError.SKIP)

    assert (report.rows, [fault.line for fault in report.errors]) == (1, [3])
    assert "of this file only 1 row could be read; nothing lists the rest" in report.remarks


def test_refused_rows_are_written_with_their_problems(tmp_path: Path) -> None:
    ledger, refused = a_ledger(), tmp_path / "refused.csv"
    other = "Incident,source,metric,figure,place\nq,b,killed,many?!,here\n"
    files = {"a.csv": rows(GOOD, BAD), "b.csv": other}

    take_all(ledger, tmp_path, files, on_error=OnError.SKIP, refused_path=str(refused))

    with refused.open(encoding="utf-8", newline="") as file:
        first, second = csv.DictReader(file)
    assert (first["ref"], first["figure"], first["line"]) == ("q-2", "sevral", "3")
    assert first["problem"].startswith("cannot read a figure from 'sevral'")
    assert (second["figure"], second["place"], second["ref"]) == ("many?!", "here", "")
    assert (second["incident"], "Incident" in second) == ("q", False)
    assert stat.S_IMODE(refused.stat().st_mode) == 0o600


def test_refused_rows_of_several_kinds_come_back_each_from_a_list_of_its_own(
    tmp_path: Path,
) -> None:
    ledger, refused = a_ledger(), tmp_path / "left.csv"
    files = {
        "a.csv": rows(GOOD, BAD),
        "b.csv": "incident,source,killed,injured\nqamishli,hospital,many?!,3\n",
        "c.csv": "Slug,title,timezone\nq,Q,Nowhere\n",
        "d.csv": "slug,name,reliability\ns,S,Z\n",
    }
    report = take_all(ledger, tmp_path, files, on_error=OnError.SKIP, refused_path=str(refused))
    lists = [tmp_path / f"left{kind}.csv" for kind in ("", ".wide", ".incidents", ".sources")]
    texts = [one.read_text(encoding="utf-8") for one in lists]
    for wrong, right in (("sevral", "7"), ("many?!", "8"), ("Nowhere", "UTC"), ("S,Z", "S,A")):
        texts = [text.replace(wrong, right) for text in texts]

    again = take_all(ledger, tmp_path, {f"{at}.csv": text for at, text in enumerate(texts)})

    told = [[one for one in file.remarks if "its refused rows" in one] for file in report.files]
    assert told == [[], *([f"its refused rows are in {one}"] for one in lists[1:])]
    assert [(one.recorded, one.errors) for one in again.files] == [
        (1, ()),
        (2, ()),
        (1, ()),
        (1, ()),
    ]


def test_no_list_of_refused_rows_takes_the_place_of_a_file_to_import(tmp_path: Path) -> None:
    (tmp_path / "left.sources.csv").write_text("slug,name\na,A\n", encoding="utf-8")
    options = ImportOptions(on_error=OnError.SKIP, refused_path=str(tmp_path / "left.csv"))

    with pytest.raises(OptionError, match=r"left\.sources\.csv is one of the files to import"):
        import_files(a_ledger(), [tmp_path / "left.sources.csv"], options)


def test_refused_rows_that_were_put_right_can_be_imported(tmp_path: Path) -> None:
    ledger, refused = a_ledger(), tmp_path / "refused.csv"
    take(ledger, tmp_path, rows(GOOD, BAD), on_error=OnError.SKIP, refused_path=str(refused))

    report = take(ledger, tmp_path, refused.read_text().replace("sevral", "7"))

    assert (report.recorded, problems(report)) == (1, [])


def test_a_refused_row_whose_text_quotes_rows_can_be_put_right(tmp_path: Path) -> None:
    ledger, refused = a_ledger(), tmp_path / "refused.csv"
    row = {"source": "a", "incident": "q", "metric": "killed", "figure": "x", "note": ""}
    row["note"] = "so\na,q,killed,5,5,march.json,1,x"
    text = json.dumps([row])
    take(ledger, tmp_path, text, on_error=OnError.SKIP, refused_path=str(refused))

    report = take(ledger, tmp_path, refused.read_text().replace(',"x",', ',"7",'))

    assert (report.recorded, problems(report)) == (1, [])
    assert the_claim(ledger, "q").note == row["note"]


def test_what_no_reader_could_read_is_not_read_from_the_list_of_refused_rows(
    tmp_path: Path,
) -> None:
    """Bare, the list would hold 4 for the 40 of a cut line, and the total as a claim."""
    ledger, refused = a_ledger(), tmp_path / "refused.csv"
    total, cut = "Total,,,,90,,,,", "q-4,qamishli,hospital,killed,4"
    text = rows(GOOD, GOOD.replace("q-1", "q-2").replace("40", "50"), total)
    take(ledger, tmp_path, text, on_error=OnError.SKIP, refused_path=str(refused))
    of_total = refused.read_text()
    take(ledger, tmp_path, rows(cut), on_error=OnError.SKIP, refused_path=str(refused))
    of_cut = refused.read_text()

    for listed in (of_total, of_cut):
        (problem,) = problems(take(ledger, tmp_path, listed))
        assert problem.startswith("2 ref: what was refused is not put right")
    mended = of_cut.replace("[not read] ", "").replace("killed,4,", "killed,40,")
    assert take(ledger, tmp_path, mended).recorded == 1


def test_a_ref_used_twice_corrects_nothing_from_the_list_of_refused_rows(tmp_path: Path) -> None:
    ledger, refused = a_ledger(), tmp_path / "refused.csv"
    text = rows(GOOD, GOOD.replace("40", "50"))
    take(ledger, tmp_path, text, on_error=OnError.SKIP, refused_path=str(refused))

    report = take(ledger, tmp_path, refused.read_text())
    mended = take(ledger, tmp_path, refused.read_text().replace("[not read] q-1", "q-3"))

    assert "ref: what was refused is not put right" in problems(report)[0]
    assert (mended.recorded, mended.revised) == (1, 0)


def test_every_value_that_no_cell_can_hold_is_marked_in_the_list_of_refused_rows(
    tmp_path: Path,
) -> None:
    refused = tmp_path / "refused.csv"
    row = {"figure": {"a": 1}, "target": ["x", "y"], "high": 1.5, "low": 1e3, "note": None}
    text = json.dumps([{"source": "a", "incident": "q", "metric": "killed"} | row])
    options: dict[str, Any] = {"on_error": OnError.SKIP, "refused_path": str(refused)}

    report = take(a_ledger(), tmp_path, text, "a.json", **options)

    assert [fault.column for fault in report.errors] == ["figure", "high"]
    with refused.open(encoding="utf-8", newline="") as file:
        (listed,) = csv.DictReader(file)
    told = [listed[column] for column in row]
    assert told == ['[not read] {"a":1}', "x;y", "[not read] 1.5", "1000", ""]


@pytest.mark.parametrize("is_first", [False, True])
def test_a_row_put_right_corrects_no_other_row_of_its_file(tmp_path: Path, is_first: bool) -> None:
    ledger, refused = a_ledger(), tmp_path / "refused.csv"
    both = [GOOD, BAD.replace("q-2", "q-1")]
    text = rows(*reversed(both) if is_first else both)
    take(ledger, tmp_path, text, on_error=OnError.SKIP, refused_path=str(refused))

    report = take(ledger, tmp_path, refused.read_text().replace("sevral", "7"))

    assert "ref: what was refused is not put right" in problems(report)[0]
    assert the_claim(ledger).figure.low == 40


def test_wide_rows_put_right_correct_no_other_row_of_their_file(tmp_path: Path) -> None:
    refused = tmp_path / "refused.csv"
    text = "ref,incident,source,killed,injured\nw,q,a,4,\nw,q,a,5,sevral\n"

    take(a_ledger(), tmp_path, text, on_error=OnError.SKIP, refused_path=str(refused))

    assert "\n[not read] w,q,a,5,sevral," in refused.read_text().replace("\r", "")


@pytest.mark.parametrize(
    "bad",
    [
        "q-1,qamishli,hospital,killed,sevral,28 July 2016,,,",
        "q-1,qamishli,hospital,killed,sevral,2016-07-27,retract,q-1,",
        "q-2,qamishli,hospital,killed,sevral,2016-07-27,,,",
        "q-1,other,hospital,killed,sevral,2016-07-27,,,",
    ],
    ids=["a later word", "an act on it", "another ref", "another incident"],
)
def test_a_refused_row_under_a_ref_of_its_own_bears_no_mark(tmp_path: Path, bad: str) -> None:
    refused = tmp_path / "refused.csv"

    take(
        a_ledger(),
        tmp_path,
        rows(GOOD, bad),
        on_error=OnError.SKIP,
        refused_path=str(refused),
    )

    assert "[not read]" not in refused.read_text()


def test_a_day_is_no_later_word_than_an_hour_of_it(tmp_path: Path) -> None:
    """Put right by itself, the row would restate the one from which the call tells it apart."""
    refused = tmp_path / "refused.csv"
    bad = "q-1,qamishli,hospital,killed,sevral,2016-07-27,,,"
    good = "q-1,qamishli,hospital,killed,40,2016-07-27T10:00+03:00,,,"

    take(a_ledger(), tmp_path, rows(bad, good), on_error="skip", refused_path=str(refused))

    assert "[not read] q-1" in refused.read_text()


def test_a_title_that_was_not_read_is_none_from_the_list_of_refused_rows(tmp_path: Path) -> None:
    ledger, refused = a_ledger(), tmp_path / "refused.csv"
    text = '[{"slug": "q", "title": true}, {"slug": "r", "title": "R"}]'
    options: dict[str, Any] = {"on_error": OnError.SKIP, "refused_path": str(refused)}
    take(ledger, tmp_path, text, "i.json", **options)

    report = take(ledger, tmp_path, refused.read_text(), "again.csv")

    assert "title: what was refused is not put right" in problems(report)[0]
    assert set(ledger.incidents()) == {"r"}


def test_a_cell_of_a_workbook_that_shows_more_is_marked_where_it_was_refused(
    tmp_path: Path,
) -> None:
    ledger, refused = a_ledger(), tmp_path / "refused.csv"
    book = Workbook()
    book.active.append(["incident", "source", "metric", "figure"])
    book.active.append(["qamishli", "hospital", "killed", 40])
    book.active["D2"].number_format = '0"+"'
    book.save(tmp_path / "book.xlsx")

    options = ImportOptions(on_error=OnError.SKIP, refused_path=str(refused))
    import_files(ledger, [str(tmp_path / "book.xlsx")], options)

    assert ",[not read] 40," in refused.read_text()
    assert take(ledger, tmp_path, refused.read_text()).refused == 1


def test_a_file_of_refused_rows_is_one_of_ours_and_can_be_refused_again(tmp_path: Path) -> None:
    ledger, refused, again = a_ledger(), tmp_path / "refused.csv", tmp_path / "again.csv"
    take(ledger, tmp_path, rows(GOOD, BAD), on_error=OnError.SKIP, refused_path=str(refused))

    report = take(
        ledger, tmp_path, refused.read_text(), on_error=OnError.SKIP, refused_path=str(again)
    )

    assert not [remark for remark in report.remarks if "column" in remark]
    assert report.refused == 1
    header, row = csv.reader(again.read_text().splitlines())
    assert header == [*rows().strip().split(","), "file", "line", "problem"]
    assert row[-3:-1] == [str(tmp_path / "march.csv"), "2"]


def test_a_column_named_file_alone_is_not_ours(tmp_path: Path) -> None:
    text = "incident,source,metric,figure,file\nq,a,killed,40,x.pdf\n"

    report = take(a_ledger(), tmp_path, text)

    assert "column 'file' is not one I know; nothing in it was read" in report.remarks


def test_a_file_of_refused_rows_that_cannot_be_written_stores_nothing(tmp_path: Path) -> None:
    ledger = a_ledger()
    nowhere = str(tmp_path / "no" / "refused.csv")

    with pytest.raises(StorageError, match="nothing was stored"):
        take(ledger, tmp_path, rows(GOOD, BAD), on_error=OnError.SKIP, refused_path=nowhere)

    assert ledger.head().size == 0


@pytest.mark.skipif(wal_is_safe(sqlite3.sqlite_version_info), reason="no reader stops a commit")
def test_an_import_that_cannot_be_kept_leaves_the_last_list_of_refused_rows(
    tmp_path: Path,
) -> None:
    path, refused = tmp_path / "ledger.db", tmp_path / "refused.csv"
    Ledger.open(path).close()
    ledger = Ledger.open(path, busy_timeout_ms=50)
    refused.write_text("of last week", encoding="utf-8")
    reader = sqlite3.connect(path, isolation_level=None)
    reader.execute("BEGIN")
    reader.execute("SELECT * FROM entry").fetchall()

    with pytest.raises(BusyError):
        take(ledger, tmp_path, rows(GOOD, BAD), on_error=OnError.SKIP, refused_path=str(refused))

    reader.close()
    assert refused.read_text("utf-8") == "of last week"
    assert sorted(one.name for one in tmp_path.iterdir()) == [
        "ledger.db",
        "march.csv",
        "refused.csv",
    ]
    take(ledger, tmp_path, rows(GOOD, BAD), on_error=OnError.SKIP, refused_path=str(refused))
    assert "sevral" in refused.read_text("utf-8")
    ledger.close()


def test_a_list_of_refused_rows_that_cannot_take_its_place_says_what_was_recorded(
    tmp_path: Path,
) -> None:
    row = RefusedRow("march.csv", 2, ("ref",), ["q-2"], "cannot be read")
    place = tmp_path / "refused.csv"
    file = RefusedFile(str(place), [row])
    place.mkdir()

    with pytest.raises(StorageError, match="the good rows were recorded"):
        file.appear()

    assert list(tmp_path.iterdir()) == [place]


def test_a_dry_run_counts_everything_and_stores_nothing(tmp_path: Path) -> None:
    ledger = a_ledger()

    report = take(ledger, tmp_path, rows(GOOD), dry_run=True)

    assert (report.recorded, ledger.head().size) == (1, 0)


def test_standard_input_is_a_file_like_any_other() -> None:
    ledger = a_ledger()

    report = import_files(ledger, ["-"], stdin=io.BytesIO(rows(GOOD).encode()))

    assert (report.files[0].file, report.files[0].recorded) == ("-", 1)


def test_a_pipe_is_read_though_it_cannot_be_read_twice(tmp_path: Path) -> None:
    reading, writing = os.pipe()
    with os.fdopen(writing, "wb") as pipe:
        pipe.write(rows(GOOD).encode())

    report = import_files(a_ledger(), [f"/dev/fd/{reading}"])
    os.close(reading)

    assert report.files[0].recorded == 1


def test_progress_tells_the_rows_done(tmp_path: Path) -> None:
    path = tmp_path / "many.csv"
    lines = (f"q-{n},qamishli,hospital,killed,{n},2016-07-27,,," for n in range(2_500))
    path.write_text(rows(*lines))
    signs: list[int] = []

    import_files(a_ledger(), [str(path)], progress=signs.append)

    assert signs == [1_000, 2_000, 2_500]


def test_the_report_bears_the_head_of_the_ledger(tmp_path: Path) -> None:
    ledger = a_ledger()

    report = take_all(ledger, tmp_path, {"i.csv": INCIDENTS})

    assert (report.size, report.root) == (1, ledger.head().root)
    assert report.stored


OPTIONS = [
    ([], ImportOptions(), "name at least one file"),
    (["-", "-"], ImportOptions(), "standard input can be read only once"),
    (["a.csv"], ImportOptions(refused_path="x"), "--refused goes with --on-error skip"),
    (
        ["a.csv"],
        ImportOptions(on_error=OnError.SKIP, refused_path="./a.csv"),
        "is one of the files to import",
    ),
    (["a.csv"], ImportOptions(incident="Not A Slug"), "--incident: 'Not A Slug' is not"),
    (["."], ImportOptions(), "is a folder"),
]


@pytest.mark.parametrize(("paths", "options", "problem"), OPTIONS)
def test_options_that_do_not_go_together_are_refused(
    paths: list[str], options: ImportOptions, problem: str
) -> None:
    with pytest.raises(OptionError, match=problem):
        import_files(a_ledger(), paths, options)


def test_a_file_that_is_not_there_is_named() -> None:
    with pytest.raises(NotFoundError, match=r"no file .nowhere\.csv.; check the path"):
        import_files(a_ledger(), ["nowhere.csv"])


def test_what_one_shelf_lets_go_is_asked_of_the_ledger_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tracker.importing.book.MOST_SHELVED", 1)
    ledger = a_ledger()
    lines = [f"r-{n},incident-{n % 3},hospital,killed,{n},2016-07-27,,," for n in range(9)]
    text = rows(*lines, *lines, "v-1,incident-1,,,,,void,r-1,mistyped")

    report = take(ledger, tmp_path, text)

    assert (report.recorded, report.already_known, problems(report)) == (10, 9, [])


def test_great_incidents_that_take_turns_are_not_fetched_anew_for_every_row(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Ten claims of each of six incidents, row by row in turn, where few are kept at hand."""
    monkeypatch.setattr("tracker.importing.book.MOST_SHELVED", 10)
    fetched: list[int] = []
    known = Writer.known

    def counted(writer: Writer, incident: str) -> Known:
        found = known(writer, incident)
        fetched.append(len(found.digests))
        return found

    monkeypatch.setattr(Writer, "known", counted)
    ledger = a_ledger()
    lines = [f"r-{n},incident-{n % 6},hospital,killed,{n},2016-07-27,,," for n in range(120)]

    new = take(ledger, tmp_path, rows(*lines))
    fetched_new, fetched[:] = sum(fetched), []
    again = take(ledger, tmp_path, rows(*lines, *(f"x{line}" for line in lines)))

    assert (new.recorded, again.already_known, again.recorded) == (120, 120, 120)
    assert (fetched_new <= 120, sum(fetched) <= 480) == (True, True)


def test_refused_rows_are_safe_to_open_in_a_spreadsheet_and_come_back_as_they_were(
    tmp_path: Path,
) -> None:
    header = "incident,source,metric,figure,note,=cmd()\n"
    text = f"{header}qamishli,hospital,killed,-4,'=1+1,@x\nqamishli,a,killed,4,,\n"
    refused = tmp_path / "refused.csv"

    take(a_ledger(), tmp_path, text, on_error=OnError.SKIP, refused_path=str(refused))

    with refused.open(encoding="utf-8", newline="") as file:
        columns, row = csv.reader(file)
    assert columns[5] == "'=cmd()"
    assert row[3:6] == ["'-4", "'=1+1", "'@x"]
    ledger = a_ledger()
    put_right = refused.read_text("utf-8").replace("'-4", "4").replace("'=cmd()", "cmd")
    report = take(ledger, tmp_path, put_right)
    assert report.errors == ()
    assert the_claim(ledger).note == "=1+1"


def test_half_a_character_in_a_refused_row_is_written_as_a_mark(tmp_path: Path) -> None:
    row = '"incident": "q", "source": "a", "metric": "killed", "figure": "4", "note": "\\ud800"'
    text = f"[{{{row}}}]"
    refused = tmp_path / "refused.csv"

    take(a_ledger(), tmp_path, text, "m.json", on_error=OnError.SKIP, refused_path=str(refused))

    assert "\ufffd" in refused.read_text("utf-8")


def test_what_an_import_knew_is_let_go_at_its_end(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Left to the garbage collector it would stop the terminal UI for a fifth of a second."""
    calls: list[weakref.ref[Call]] = []

    class Watched(Call):
        def __init__(self, *given: Any) -> None:
            super().__init__(*given)
            calls.append(weakref.ref(self))

    monkeypatch.setattr(pipeline, "Call", Watched)
    (tmp_path / "incidents.csv").write_text(INCIDENTS, "utf-8")
    gc.disable()
    try:
        import_files(a_ledger(), [str(tmp_path / "incidents.csv")], ImportOptions())
        (call,) = calls
        assert call() is None
    finally:
        gc.enable()
