from pathlib import Path

import pytest
from openpyxl import Workbook

from tests.importing.setting import INCIDENTS, a_ledger, claims_of, problems, take, take_all
from tracker.importing import FileKind
from tracker.importing.readers.shape import Shape

KINDS = [
    ("slug,title,timezone", FileKind.INCIDENTS),
    ("slug,name,kind", FileKind.SOURCES),
    ("incident,source,metric,figure", FileKind.CLAIMS),
    ("incident,source,metric,low,high", FileKind.CLAIMS),
    ("Incident , SOURCE,Metric,Figure", FileKind.CLAIMS),
    ("incident,source,killed,injured", FileKind.CLAIMS),
    ("incident,metric,population,scope,low,high,basis", FileKind.SKIPPED),
    ("name,value", FileKind.SKIPPED),
]


@pytest.mark.parametrize(("header", "kind"), KINDS)
def test_the_header_tells_what_a_file_holds(tmp_path: Path, header: str, kind: FileKind) -> None:
    assert take(a_ledger(), tmp_path, f"{header}\n").kind is kind


def test_a_file_of_another_kind_is_skipped_with_a_remark(tmp_path: Path) -> None:
    report = take(a_ledger(), tmp_path, "incident,metric,low,high,basis\nq,killed,1,2,x\n")

    assert (report.rows, report.recorded, report.errors) == (0, 0, ())
    assert report.remarks == (
        "skipped: it has neither slug and title, nor slug and name, nor source, metric and figure; "
        "if there are figures in it, tracker profiles draft proposes how to read them",
    )


def test_a_header_under_a_title_is_found_and_not_passed_over(tmp_path: Path) -> None:
    ledger = a_ledger()
    lines = [["Deaths so far"], [], ["incident", "source", "metric", "figure"]]
    book = Workbook()
    for line in [*lines, ["q", "hospital", "killed", 40]]:
        book.active.append(line)
    book.active.merge_cells("A1:D1")
    book.save(tmp_path / "title.xlsx")
    text = "".join(",".join(line) + "\n" for line in lines) + "q,hospital,killed,40\n"

    workbook = (tmp_path / "title.xlsx").read_bytes()

    for given in (text, workbook):
        (problem,) = problems(take(ledger, tmp_path, given))
        assert problem.endswith("row 3 looks like the header, and this is no row of one; "
                                "name it with --header-row 3")  # fmt: skip
    assert take(ledger, tmp_path, workbook, shape=Shape(header_row=3)).recorded == 1


def test_a_column_we_do_not_know_is_remarked(tmp_path: Path) -> None:
    text = "incident,source,metric,figure,weather\nq,hospital,killed,40,rain\n"

    report = take(a_ledger(), tmp_path, text)

    assert report.remarks[0] == "column 'weather' is not one I know; nothing in it was read"


def test_a_wide_file_gives_a_claim_for_every_figure(tmp_path: Path) -> None:
    ledger = a_ledger()
    text = "ref,incident,source,killed,injured\nr1,q,hospital,at least 40,\nr2,q,police,4,50\n"

    report = take(ledger, tmp_path, text)

    claims = claims_of(ledger, "q")
    assert [(claim.ref, claim.figure.low) for claim in claims] == [
        ("r1/killed", 40),
        ("r2/killed", 4),
        ("r2/injured", 50),
    ]
    assert report.rows == 2
    assert report.remarks[0] == (
        "each figure of a row has the row's ref and its metric for a ref, as in r1/killed"
    )


def test_files_may_come_in_any_order(tmp_path: Path) -> None:
    ledger = a_ledger()
    files = {
        "claims.csv": "incident,source,metric,figure\nqamishli,Red Crescent,killed,40\n",
        "sources.csv": "slug,name,kind,speaks_for\nkrc-spokesman,Spokesman,ngo,krc\n"
        "krc,Red Crescent,ngo,\n",
        "incidents.csv": INCIDENTS,
    }

    report = take_all(ledger, tmp_path, files)

    assert [file.recorded for file in report.files] == [1, 2, 1]
    assert claims_of(ledger)[0].source == "krc"
    assert ledger.incidents()["qamishli"].timezone == "Asia/Damascus"


def test_the_incident_may_be_given_for_the_whole_file(tmp_path: Path) -> None:
    ledger = a_ledger()

    take(ledger, tmp_path, "source,killed\nhospital,40\n", incident="qamishli")

    assert claims_of(ledger)[0].incident == "qamishli"


def test_a_row_against_the_incident_given_is_refused(tmp_path: Path) -> None:
    text = "incident,source,killed\nqamishli,hospital,40\n,hospital,41\nparis,hospital,42\n"

    report = take(a_ledger(), tmp_path, text, incident="qamishli")

    assert problems(report) == [
        "4 incident: the row is about 'paris', but --incident says qamishli"
    ]
