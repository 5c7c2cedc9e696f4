"""What a shape says of a file is believed; what it leaves open is told by the file."""

import json
from pathlib import Path

import pytest

from tests.importing.setting import a_ledger, problems, take, the_claim
from tracker.errors import OptionError
from tracker.importing.readers import table_of
from tracker.importing.readers.shape import Shape

CSV = "incident,source,killed,note\nqamishli,hospital,40,x\n"
ROW = {"incident": "qamishli", "source": "hospital", "killed": 40}


@pytest.mark.parametrize("sign", ["^", "~", ":", "\x1f", "!"])
def test_an_unusual_delimiter_is_told_by_the_columns_under_it(tmp_path: Path, sign: str) -> None:
    ledger = a_ledger()

    take(ledger, tmp_path, CSV.replace(",", sign))

    assert the_claim(ledger).figure.low == 40


@pytest.mark.parametrize("sign", [" ", "x", "0", "é"])
def test_any_character_can_be_given_as_the_delimiter(tmp_path: Path, sign: str) -> None:
    ledger = a_ledger()
    text = "incident,source,killed\nqamishli,hospital,4\n".replace(",", sign)

    take(ledger, tmp_path, text, shape=Shape(delimiter=sign))

    assert the_claim(ledger).figure.low == 4


FOREIGN = [
    ("I_D\tYEAR\tDEATHS, TOTAL\n", ("I_D", "YEAR", "DEATHS, TOTAL")),
    ("id;deaths, all;wounded\n", ("id", "deaths, all", "wounded")),
    ("best_guess\n", ("best_guess",)),
    ("day of week,dead people\n", ("day of week", "dead people")),
]


@pytest.mark.parametrize(("text", "header"), FOREIGN)
def test_a_header_without_our_columns_is_parted_where_it_gives_most(
    tmp_path: Path, text: str, header: tuple[str, ...]
) -> None:
    path = tmp_path / "foreign.txt"
    path.write_text(text, encoding="utf-8")

    with path.open(encoding="utf-8", newline="") as stream:
        assert table_of(stream, ".txt").header == header


def test_without_quoting_a_quotation_mark_is_a_character(tmp_path: Path) -> None:
    ledger = a_ledger()
    text = 'incident\tsource\tkilled\tnote\nqamishli\thospital\t4\t"ARAK" PROVINCE: "a\n'

    take(ledger, tmp_path, text, shape=Shape(quoting=False))

    assert the_claim(ledger).note == '"ARAK" PROVINCE: "a'


def test_the_header_may_stand_further_down_and_lines_keep_their_numbers(tmp_path: Path) -> None:
    text = f"Deaths, as of Monday\n\n{CSV}qamishli,b,sevral,\n"

    report = take(a_ledger(), tmp_path, text, shape=Shape(header_row=3))

    assert report.rows == 2
    assert [fault.line for fault in report.errors] == [5]


HEADERS = [
    (2, "\n \n" + CSV, "2 : this row is to name the columns, and it is blank"),
    (9, CSV, "None : row 9 is to name the columns, but there are only 2"),
]


@pytest.mark.parametrize(("row", "text", "problem"), HEADERS)
def test_a_header_row_that_is_none_is_refused(
    tmp_path: Path, row: int, text: str, problem: str
) -> None:
    assert problems(take(a_ledger(), tmp_path, text, shape=Shape(header_row=row))) == [problem]


PATHS = [
    ("days", {"days": [ROW]}),
    ("data.by_day", {"made": {"by": "us"}, "data": {"by_day": [ROW]}}),
    ("v1.0.rows", {"v1.0": {"rows": [ROW]}}),
    ("a", {"claims": [], "a": [ROW]}),
]


@pytest.mark.parametrize(("path", "document"), PATHS)
def test_a_path_leads_to_the_rows_of_a_json_document(
    tmp_path: Path, path: str, document: object
) -> None:
    ledger = a_ledger()

    take(ledger, tmp_path, json.dumps(document), "a.json", shape=Shape(rows=path))

    assert the_claim(ledger).figure.low == 40


LOST = [
    ("", {"data": {"days": [ROW]}},
     "None : a JSON file holds a list of objects; name the one with the rows by --rows: data.days"),
    ("data", {"data": {"days": [ROW]}, "b": [ROW]},
     "None : there is no list at 'data'; name the one with the rows by --rows: b, data.days"),
    ("days", [ROW], "None : there is no list at 'days', nor a list of objects anywhere else"),
]  # fmt: skip


@pytest.mark.parametrize(("path", "document", "problem"), LOST)
def test_a_document_without_rows_at_the_path_names_the_lists_it_has(
    tmp_path: Path, path: str, document: object, problem: str
) -> None:
    text = json.dumps(document, indent=1)

    report = take(a_ledger(), tmp_path, text, "a.json", shape=Shape(rows=path))

    assert problems(report) == [problem]


def test_verbatim_values_come_as_json_writes_them(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    path.write_text('[{"a": 1.50, "b": true, "c": {"d": [1e3, null, "\\u00e9"]}, "e": null}]')

    with path.open(encoding="utf-8", newline="") as stream:
        rows = list(table_of(stream, ".json", Shape(verbatim=True)).rows)

    assert rows == [(1, ["1.50", "true", '{"d":[1e3,null,"é"]}', ""])]


@pytest.mark.parametrize(
    "shape", [{"format": "docx"}, {"delimiter": "ab"}, {"delimiter": '"'}, {"header_row": -1}]
)
def test_a_shape_that_no_file_can_have_is_refused(shape: dict[str, str]) -> None:
    with pytest.raises(OptionError):
        Shape(**shape)  # type: ignore[arg-type]
