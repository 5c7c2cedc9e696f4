"""Small files that would cost gigabytes or hours, and files that are something else."""

import encodings
import io
import json
import pkgutil
import sqlite3
import time
import tracemalloc
from pathlib import Path

import pytest

from tests.cli.conftest import CLAIMS, INCIDENTS, Tracker
from tests.how_often import many
from tests.importing.written import PACKED
from tracker.importing import FileReport, ImportOptions, import_files
from tracker.importing.report import MOST_FAULTS
from tracker.ledger import Ledger, seal
from tracker.model import Incident
from tracker.model.content import incident_content

HEADER = "incident,source,metric,figure,note\n"
ROW = {"incident": "q", "source": "a", "metric": "killed", "figure": "4"}
LONGEST_S = 30
"""A second here; what is meant is minutes."""
MB = 1_000_000


def the_report(text: str | bytes) -> FileReport:
    """What an import says of a file, read from a pipe into a ledger in memory."""
    given = io.BytesIO(text if isinstance(text, bytes) else text.encode())
    ledger = Ledger.open(":memory:")
    report = import_files(ledger, ["-"], stdin=given).files[0]
    assert ledger.verify().ok
    ledger.close()
    return report


def an_export_then(line: str) -> str:
    sealed = seal(Incident(slug="q"))
    first = {**incident_content(Incident(slug="q")), "id": sealed.id}
    return f"{json.dumps(first)}\n{line}\n"


def object_of(keys: int) -> str:
    return json.dumps([{**ROW, **{f"k{number}": 1 for number in range(keys)}}])


WIDE = ",".join(f"c{number}" for number in range(100_000))
BOMBS = [
    (WIDE + "," + HEADER, "1 : there are 100,005 columns; at most 1,000 are read"),
    (object_of(50_000), "1 : there are 50,004 columns; at most 1,000 are read"),
    (HEADER + "q,a,killed,4" + ",x" * 400_000, "2 : the row has 400004 cells, more than the 5"),
    (f'[{{"incident":"q","source":"a","metric":"killed","low":{"9" * 5 * MB}}}]',
     "1 low: 99999999999999999999 has more than 16 digits"),
    ('[{"incident":"q","source":"a","metric":"killed","low":1e999999999}]',
     "1 low: 1e999999999 is not a whole number"),
    ("[" * 900_000, "1 : this is not JSON: lists and objects are nested too deeply"),
    ('{"incident":' + "[" * 900_000,
     "1 : this is not JSON: lists and objects are nested too deeply"),
    (an_export_then('{"kind":"claim","id":"' + "0" * 64 + '","note":' + "[" * 900_000),
     "2 : this line is not JSON: "),
    (an_export_then("x" * 5 * MB), "2 : this line holds more than 4,000,000 characters"),
    (HEADER + "q,a,killed," + "9" * 1_900 + ",", "2 figure: cannot read a figure from"),
    (HEADER + "q,a,killed," + "hundred thousand " * 110 + ",",
     "2 figure: cannot read a figure from"),
    (HEADER + "q,a,killed," + "(" * 1_900 + ",", "2 figure: cannot read a figure from"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "problem"), BOMBS, ids=[problem for _, problem in BOMBS])
def test_a_bomb_is_refused_before_it_goes_off(text: str, problem: str) -> None:
    began = time.perf_counter()
    tracemalloc.start()

    report = the_report(text)

    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    fault = report.errors[0]
    assert f"{fault.line} {fault.column}: {fault.problem}".startswith(problem)
    assert report.recorded == 0
    assert time.perf_counter() - began < LONGEST_S
    assert most < 150 * MB


MANY = 200_000
GOOD = json.dumps(ROW)
SMALL_VALUES = [
    ('[{"incident":[' + "[]," * MANY + "[]]}]", "commas and opening brackets"),
    ("[" + "{}," * MANY + "{}]", "commas and opening brackets"),
    ('{"x":[' + "0," * MANY + f'0],"claims":[{GOOD}]}}', "commas and opening brackets"),
    ('[{"incident":[' + '"",    ' * MANY + '""]}]', "no row of claims needs them"),
    (f'[{GOOD},{{"incident":[' + "[],     " * MANY + "[]]}]", "no row of claims needs them"),
    ("[" + "null, " * MANY + "null]", "each row must be an object in braces"),
    ("[" + "{},       " * MANY + "{}]", "there are no objects in this file"),
    ("{}\n" * MANY, "there are no objects in this file"),
]


@pytest.mark.parametrize(("text", "problem"), SMALL_VALUES)
def test_a_file_of_tiny_values_is_refused_before_it_fills_the_memory(
    text: str, problem: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """60 kB of gzip hold a hundred times as many; whoever holds them all needs gigabytes."""
    monkeypatch.setattr("tracker.importing.readers.json_text.MOST_SIGNS", MANY // 20)
    monkeypatch.setattr("tracker.importing.readers.json_text.FEWEST_JUDGED", MANY // 10)
    monkeypatch.setattr("tracker.importing.readers.json_text._BLOCK", MANY // 20)
    monkeypatch.setattr("tracker.importing.readers.json_rows.MOST_WITHOUT_KEYS", MANY // 20)
    tracemalloc.start()

    report = the_report(text)

    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert problem in report.errors[0].problem
    assert (len(report.errors), report.recorded) == (1, 0)
    assert most < 6 * len(text) + 5 * MB


def test_what_is_long_beside_the_rows_is_read_over(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tracker.importing.readers.json_text.MOST_SIGNS", 1_000)
    monkeypatch.setattr("tracker.importing.readers.json_text._BLOCK", 1_000)
    beside = json.dumps([[number, {"place": "Qamishli"}] for number in range(5_000)])

    report = the_report(f'{{"meta": {{"list": {beside}}}, "claims": [{GOOD}], "more": {beside}}}')

    assert (report.errors, report.recorded) == ((), 1)


def test_refused_rows_are_listed_without_keeping_what_led_to_them() -> None:
    rows = many(5_000, 1_000_000)
    tracemalloc.start()

    report = the_report(HEADER + "q,a,killed,sevral,\n" * rows)

    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert (report.refused, len(report.errors)) == (rows, min(rows, MOST_FAULTS))
    assert report.errors[-1].line == len(report.errors) + 1
    assert most < 10 * MB + 1_000 * min(rows, MOST_FAULTS)


def test_faults_beyond_those_that_anybody_reads_are_counted(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("tracker.importing.report.MOST_FAULTS", 3)

    report = the_report(HEADER + "q,a,killed,sevral,\n" * 5)

    assert (report.refused, len(report.errors)) == (5, 3)
    assert report.remarks[0] == (
        "2 more faults are not described; put the first 3 right and import the file again"
    )


@pytest.mark.parametrize("packing", [".gz", ".zst", ".zip"])
def test_a_packed_file_that_grows_without_end_is_given_up(
    packing: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tracker.importing.packed.bounded.ANYTHING_UP_TO", 5 * MB)
    content = PACKED[packing]("claims.csv", bytes(30 * MB))
    tracemalloc.start()

    report = the_report(content)

    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert "which its size does not explain" in report.errors[0].problem
    assert most < 20 * MB


@pytest.mark.parametrize(
    "content",
    [
        b"incident,source,metric,figure,note\nq,a,killed,4,caf\xc3\xa9 caf\xe9\n",
        b"incident,source,metric,figure,note\nq,a,killed,4,\xed\xa0\x80\n",
        b"incident,source,metric,figure,note\nq,a,killed,4,\xf8\xa1\xa1\xad\xa8\n",
        b"incident,source,metric,figure,note\nq,a,killed,4,a\x00b\n",
        b'[{"incident": "q", "note": "\xff\xfe\xfa"}]',
    ],
)
def test_bytes_that_are_no_text_are_refused_with_their_line(content: bytes) -> None:
    report = the_report(content)

    assert report.errors
    assert report.recorded == 0


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="no device without an end")
def test_what_has_no_end_is_not_read_for_ever(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tracker.importing.inputs.MOST_SPOOLED", 5 * MB)
    tracker = Tracker(tmp_path)

    told = tracker("import", "/dev/zero", code=2)

    assert "/dev/zero: more than 5,000,000 bytes came and no end" in told.stderr
    assert list(tmp_path.iterdir()) == []


def test_every_encoding_that_python_knows_is_used_or_refused() -> None:
    names = [module.name for module in pkgutil.iter_modules(encodings.__path__)]
    given = [b"slug,title\nq,Q\n", b"\xff\xfe\x00\x81" * 9, "slug,title\nq,غزة\n".encode()]
    ledger = Ledger.open(":memory:")

    for name in names:
        for content in given:
            options = ImportOptions(encoding=name)
            report = import_files(ledger, ["-"], options, stdin=io.BytesIO(content)).files[0]
            assert report.errors or report.remarks or report.rows, name
    assert ledger.verify().ok
    ledger.close()
    assert len(names) > 80


def locked(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("BEGIN EXCLUSIVE")
    return connection


def test_ledgers_that_are_something_else_end_with_one_sentence(tmp_path: Path) -> None:
    tracker = Tracker(tmp_path)
    tracker("import", tracker.file("incidents.csv", INCIDENTS), tracker.file("c.csv", CLAIMS))
    whole = Path(tracker.db).read_bytes()
    others = {
        "folder": 6,
        "text.db": 4,
        "zeros.db": 4,
        "cut.db": 4,
        "other.db": 4,
        "newer.db": 4,
        "nowhere/a.db": 5,
        "text.db/a.db": 5,
    }
    (tmp_path / "folder").mkdir()
    tracker.file("text.db", CLAIMS)
    tracker.file("zeros.db", bytes(len(whole)))
    tracker.file("cut.db", whole[: len(whole) // 3])
    tracker.file("newer.db", whole[:60] + (99).to_bytes(4, "big") + whole[64:])
    sqlite3.connect(tmp_path / "other.db").execute(
        "CREATE TABLE bookmarks (url)"
    ).connection.close()

    for name, code in others.items():
        for words in (["show", "qamishli"], ["verify"], ["void", "abcd", "--reason", "x"]):
            result = tracker("--db", str(tmp_path / name), *words, code=code)
            assert result.stderr.count("\n") == 1, result.stderr
            assert result.stdout == ""
    holder = locked(Path(tracker.db))
    assert "has been writing for 0.1 s" in tracker("--wait", "0.1", "verify", code=3).stderr
    holder.close()
    assert tracker.json("verify")["ok"]
