import io
import json
from pathlib import Path

import pytest

from tests.importing.setting import a_ledger, claims_of, problems, rows, take, the_claim
from tracker.importing import OnError
from tracker.importing.readers import table_of

ROW = {"incident": "qamishli", "source": "hospital", "metric": "killed", "figure": "40"}


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_the_delimiter_is_told_by_the_header(tmp_path: Path, delimiter: str) -> None:
    ledger = a_ledger()
    text = rows("q-1,qamishli,hospital,killed,40,2016-07-27,,,").replace(",", delimiter)

    take(ledger, tmp_path, text, "march.txt")

    assert the_claim(ledger).figure.low == 40


def test_cells_may_hold_delimiters_quotes_and_line_ends(tmp_path: Path) -> None:
    ledger = a_ledger()
    quoted = '"a, ""b""\nc"'

    take(ledger, tmp_path, rows(f"q-1,qamishli,hospital,killed,40,2016-07-27,,,{quoted}"))

    assert the_claim(ledger).reason == 'a, "b"\nc'


def test_a_fault_bears_the_line_on_which_its_record_starts(tmp_path: Path) -> None:
    text = rows(
        '"q-\n1",qamishli,hospital,killed,40,2016-07-27,,,',
        "q-2,qamishli,hospital,killed,sevral,2016-07-27,,,",
    )

    report = take(a_ledger(), tmp_path, "\n\n" + text)

    assert [fault.line for fault in report.errors] == [6]


ROW_TO_CLOSE = [
    ("x,", "there is text after a closing quotation mark"),
    ("x", "a quotation mark is opened here and never closed"),
    ('",,', "a text in this row holds what looks like the next row; a quotation mark may be"),
    ('"', "a text in this row holds what looks like the next row; a quotation mark may be"),
    ('",x', "the row has 10 cells, more than the 9 columns of the header"),
]


@pytest.mark.parametrize(("end", "problem"), ROW_TO_CLOSE)
def test_a_refusal_tells_how_many_lines_an_open_quotation_mark_swallowed(
    tmp_path: Path, end: str, problem: str
) -> None:
    quote = '"' if "text after" in problem else ""
    text = rows(
        'q-1,qamishli,a,killed,40,,,,"so the ministry',
        "q-2,qamishli,b,killed,4,,,,",
        f"q-3,qamishli,c,killed,5,,,,{quote}{end}",
    )

    (told,) = problems(take(a_ledger(), tmp_path, text, on_error=OnError.SKIP))

    assert told.startswith(f"2 : {problem}")
    assert told.endswith("; lines 2 to 4 were read as this one row")


QUOTED = '"q-1","qamishli","a","killed","40","","","","as in\nq-2,qamishli,b,killed,4,,,,{}'


@pytest.mark.parametrize("note", ["", '""so""'])
def test_a_row_with_all_cells_in_quotation_marks_may_quote_rows_of_its_file(
    tmp_path: Path, note: str
) -> None:
    ledger = a_ledger()

    text = rows(QUOTED.format(note) + '"', "q-3,qamishli,c,killed,5,,,,")
    report = take(ledger, tmp_path, text)

    assert (report.rows, problems(report)) == (2, [])
    assert "\nq-2,qamishli,b,killed,4" in claims_of(ledger)[0].reason


def test_a_quotation_mark_missing_from_a_row_in_quotation_marks_is_found(tmp_path: Path) -> None:
    next_row = '"q-3","qamishli","c","killed","5","","","","so"'

    report = take(a_ledger(), tmp_path, rows(QUOTED.format(""), next_row))

    (told,) = problems(report)
    assert told.startswith("2 : there is text after a closing quotation mark")


@pytest.mark.parametrize("end", ["\r\n", "\r", "\n"])
def test_any_line_end_will_do(tmp_path: Path, end: str) -> None:
    first, second = "q-1,qamishli,a,killed,40,,,,", "q-2,qamishli,b,killed,4,,,,"
    text = rows(first, "", ",,,,,,,,", second)

    report = take(a_ledger(), tmp_path, text.replace("\n", end))

    assert (report.rows, report.recorded) == (2, 2)


def test_blank_cells_past_the_header_are_forgiven(tmp_path: Path) -> None:
    text = rows("q-1,qamishli,hospital,killed,40,2016-07-27,,,,,").replace("reason\n", "reason,,\n")

    assert problems(take(a_ledger(), tmp_path, text)) == []


JSON_FORMS = [
    ("list.json", json.dumps([ROW, {**ROW, "source": "police"}])),
    ("wrapped.json", json.dumps({"made": {"by": [1]}, "claims": [ROW, {**ROW, "source": "b"}]})),
    ("lines.jsonl", f"{json.dumps(ROW)}\n\n{json.dumps({**ROW, 'source': 'police'})}\n"),
    ("lines.txt", f"{json.dumps(ROW)}\n{json.dumps({'note': 'more keys', **ROW})}\n"),
    ("one.jsonl", f"{json.dumps(ROW)}\n{json.dumps({**ROW, 'figure': 41})}"),
    ("indented.json", json.dumps({"claims": [ROW, {**ROW, "figure": 41}]}, indent=2)),
]


@pytest.mark.parametrize(("name", "text"), JSON_FORMS)
def test_json_and_json_lines_are_told_by_their_content(
    tmp_path: Path, name: str, text: str
) -> None:
    ledger = a_ledger()

    report = take(ledger, tmp_path, text, name)

    assert problems(report) == []
    assert len(claims_of(ledger)) == 2


def test_json_holds_texts_whole_numbers_nulls_and_lists_of_refs(tmp_path: Path) -> None:
    ledger = a_ledger()
    objects = [
        {**ROW, "ref": "q-1", "figure": None, "low": 40, "high": 50, "asserted_at": 2016},
        {**ROW, "ref": "q-2"},
        {**ROW, "act": "retract", "target": ["q-1", "q-2"]},
    ]

    take(ledger, tmp_path, json.dumps(objects), "march.json")

    first, second, withdrawn = claims_of(ledger)
    assert (first.figure.low, first.figure.high) == (40, 50)
    assert first.asserted_at is not None and first.asserted_at.text == "2016"
    assert withdrawn.targets == (first.id, second.id)


STRANGE = [
    ('"figure": 40.5', "figure: 40.5 is not a whole number; write it as text or as 40"),
    (
        '"figure": 1e-99999999',
        "figure: 1e-99999999 is not a whole number; write it as text or as 40",
    ),
    (
        '"figure": 1e99999999999999999999',
        "figure: 1e99999999999999999999 is not a whole number; write it as text or as 40",
    ),
    (
        '"figure": 12345678901234567.0',
        "figure: 12345678901234567.0 is not a whole number; write it as text or as 40",
    ),
    (
        '"figure": 40.0000000000000000000000000001',
        "figure: 40.0000000000000000000000000001 is not a whole number; write it as text or as 40",
    ),
    ('"figure": NaN', "figure: NaN is not a whole number; write it as text or as 40"),
    ('"note": true', "note: true is neither text nor a whole number"),
    ('"note": {"a": 1}', "note: an object cannot stand in a column; write text or a number"),
    ('"note": ["a"]', "note: a list can stand only in target or aliases"),
    ('"target": [1]', "target: this list may hold only texts without semicolons"),
    ('"note": "a", "note": "b"', "note: this key stands twice in one object"),
    ('"note": "\\ud800"', "note: character 1 is U+D800, which is no text"),
    ('"note": "a\\u0000"', "note: character 2 is U+0000, which is no text"),
]


@pytest.mark.parametrize(("member", "problem"), STRANGE)
def test_a_json_value_that_no_cell_can_hold_is_refused(
    tmp_path: Path, member: str, problem: str
) -> None:
    whole = json.dumps(ROW)[:-1].replace('"figure": "40"', '"low": 40') + f", {member}}}"

    report = take(a_ledger(), tmp_path, f"[{json.dumps(ROW)},\n{whole}]", "march.json")

    assert problems(report) == [f"2 {problem}"]


WHOLE = [
    ("40.0", 40, "as pandas writes whole numbers of a column with gaps"),
    ("1.000", 1, "a number of JSON is never a thousand written with a point"),
    ("1e+05", 100_000, "as R writes round numbers"),
    ("-0.0", 0, "which programs make of a zero"),
]


@pytest.mark.parametrize(("written", "number", "why"), WHOLE)
def test_a_whole_number_in_json_may_be_written_with_a_point(
    tmp_path: Path, written: str, number: int, why: str
) -> None:
    ledger = a_ledger()
    text = json.dumps([{**ROW, "figure": None, "low": 0}, {**ROW, "figure": 0}])

    take(ledger, tmp_path, text.replace("0}", f"{written}}}"), "march.json")

    first, second = (claim.figure for claim in claims_of(ledger))
    assert (first.low, second.low, second.high) == (number, number, number), why


def test_coordinates_in_json_keep_their_digits(tmp_path: Path) -> None:
    ledger = a_ledger()

    text = '[{"slug": "q", "title": "Q", "latitude": 37.050, "Longitude": 41.0}]'
    take(ledger, tmp_path, text, "i.json")

    incident = ledger.incidents()["q"]
    assert (incident.latitude, incident.longitude) == ("37.050", "41.0")


@pytest.mark.parametrize("first", [[], [None]])
def test_a_document_with_two_lists_of_ours_is_refused_rather_than_read_by_half(
    tmp_path: Path, first: list[None]
) -> None:
    ledger = a_ledger()
    text = json.dumps({"sources": [*first, {"slug": "a", "name": "A"}], "claims": [ROW]})

    report = take(ledger, tmp_path, text, "march.json")

    problem = (
        "it holds several lists, and one is read at a time; name it by --rows: sources, claims"
    )
    assert [fault.problem for fault in report.errors] == [problem]
    assert ledger.head().size == 0


@pytest.mark.parametrize("other", [{"sources": []}, {"sources": ["UN", "WHO"]}])
def test_a_list_without_objects_hides_no_rows(tmp_path: Path, other: dict[str, object]) -> None:
    ledger = a_ledger()

    take(ledger, tmp_path, json.dumps({**other, "claims": [ROW]}), "march.json")

    assert len(claims_of(ledger)) == 1


def test_the_rows_of_claims_are_plain_texts_which_may_go_to_another_process() -> None:
    text = io.StringIO('[{"ref": "q-1", "source": "a"}, {"source": "b"}]')

    cells = [cell for _, row in table_of(text, ".json").rows if type(row) is list for cell in row]

    assert cells == ["q-1", "a", "", "b"]
    assert {type(cell) for cell in cells} == {str}


def test_every_line_of_a_json_lines_file_is_judged_alone(tmp_path: Path) -> None:
    text = f"{json.dumps(ROW)}\n[1]\n{json.dumps(ROW)[:-5]}\n"

    report = take(a_ledger(), tmp_path, text, "march.jsonl")

    assert [fault.line for fault in report.errors] == [2, 3]


@pytest.mark.parametrize("opening", ["[", '{"a":'])
def test_deep_nesting_is_refused_at_once(tmp_path: Path, opening: str) -> None:
    report = take(a_ledger(), tmp_path, opening * 200_000, "march.json")

    assert "nested too deeply" in report.errors[0].problem


@pytest.mark.parametrize("name", ["march.json", "march.jsonl"])
def test_keys_that_are_null_throughout_do_not_make_a_wide_file_long(
    tmp_path: Path, name: str
) -> None:
    ledger = a_ledger()
    row = {"incident": "qamishli", "source": "a", "killed": 40, "low": None, "figure": None}
    text = json.dumps(row) if name.endswith("l") else json.dumps([row])

    report = take(ledger, tmp_path, text, name)

    assert problems(report) == []
    assert [claim.figure.low for claim in claims_of(ledger)] == [40]


def test_a_key_that_is_null_once_still_clashes_with_metrics(tmp_path: Path) -> None:
    rows = [{"incident": "q", "source": "a", "killed": 40, "low": low} for low in (None, 4)]

    report = take(a_ledger(), tmp_path, json.dumps(rows), "march.json")

    assert "columns named after metrics (killed)" in problems(report)[0]


def test_metrics_that_are_null_throughout_do_not_make_a_long_file_wide(tmp_path: Path) -> None:
    ledger = a_ledger()

    report = take(ledger, tmp_path, json.dumps([{**ROW, "injured": None}]), "march.json")

    assert (problems(report), report.recorded) == ([], 1)
