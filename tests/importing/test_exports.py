import json
from hashlib import sha256
from pathlib import Path

import pytest

from tests.importing.setting import INCIDENTS, a_ledger, problems, rows, take, take_all, the_claim
from tracker.importing import FileKind
from tracker.ledger import Ledger
from tracker.ledger.sealing import canonical

pytestmark = pytest.mark.usefixtures("each_database")

SOURCES = "slug,name,kind,speaks_for\nhospital,Hospital,hospital,\nnurse,Nurse,hospital,hospital\n"


def exported(ledger: Ledger) -> list[str]:
    """Every entry as a line: content with its id, incidents first, then sources and claims."""
    return [
        json.dumps({**json.loads(content), "id": entry_id}, ensure_ascii=False)
        for kind in ("incident", "source", "claim")
        for _, entry_id, content in ledger.contents(kind)
    ]


def a_full_ledger(folder: Path) -> Ledger:
    ledger = a_ledger()
    claims = rows(
        "q-1,qamishli,nurse,killed,at least 40,2016-07-27,,,",
        "q-2,qamishli,hospital,killed,,2016-07-28,dispute,q-1,“no”",
    )
    take_all(ledger, folder, {"i.csv": INCIDENTS, "s.csv": SOURCES, "c.csv": claims})
    take(ledger, folder, claims.replace("40", "41"))
    take(ledger, folder, INCIDENTS.replace("Bombing", "Attack"))
    return ledger


def test_an_export_gives_an_equal_ledger(tmp_path: Path) -> None:
    lines = exported(a_full_ledger(tmp_path))
    other = a_ledger()

    report = take(other, tmp_path, "\n".join(lines) + "\n", "export.jsonl")

    assert (report.kind, report.recorded, problems(report)) == (FileKind.EXPORT, 7, [])
    assert exported(other) == lines


def test_an_export_into_its_own_ledger_records_nothing(tmp_path: Path) -> None:
    ledger = a_full_ledger(tmp_path)

    report = take(ledger, tmp_path, "\n".join(exported(ledger)), "export.jsonl")

    assert (report.recorded, report.already_known) == (0, 7)


def test_an_export_with_a_figure_that_would_be_refused_today_is_taken(tmp_path: Path) -> None:
    known = take(ledger := a_ledger(), tmp_path, rows("q-1,qamishli,nurse,killed,40,,,,"))
    *records, line = exported(ledger)
    content = {**json.loads(line), "figure": "40 wounded"}
    del content["id"]
    entry_id = sha256(canonical(content)).hexdigest()
    lines = [*records, json.dumps({**content, "id": entry_id})]

    report = take(other := a_ledger(), tmp_path, "\n".join(lines), "export.jsonl")

    assert (known.recorded, report.recorded, problems(report)) == (1, 3, [])
    assert the_claim(other).figure.low == 40


ALTERED = [
    (lambda line: line.replace("at least 40", "at least 90"), "it has been altered"),
    (lambda line: line.replace('"mode"', '"mood"'), "a claim has no field 'mood'"),
    (lambda line: line.replace('"mode": "total", ', ""), "a claim needs mode"),
    (lambda line: line.replace('"population": "all", ', ""), "a claim needs population"),
    (lambda line: line.replace('"claim"', '"rumour"'), "each line needs a kind"),
    (lambda line: line[:-9], "this line is not JSON"),
    (lambda _: "[1]", "each line must hold one object in braces"),
    (lambda line: line.replace('"act": "assert"', '"act": 1'), "holds something it cannot hold"),
]


@pytest.mark.parametrize(("alter", "problem"), ALTERED)
def test_a_line_that_was_altered_is_refused(tmp_path: Path, alter, problem: str) -> None:  # type: ignore[no-untyped-def]
    lines = exported(a_full_ledger(tmp_path))
    at = next(number for number, line in enumerate(lines) if "at least 40" in line)
    lines[at] = alter(lines[at])
    other = a_ledger()

    report = take(other, tmp_path, "\n".join(lines), "export.jsonl")

    assert report.errors[0].line == at + 1
    assert problem in report.errors[0].problem
    assert other.head().size == 0


@pytest.mark.parametrize(
    ("left_out", "problem"),
    [
        ('"kind": "incident"', "its incident does not stand before it"),
        ('"slug": "nurse"', "its source does not stand before it"),
        ('"slug": "hospital"', "there is no source 'hospital' before this line"),
        ("at least 40", "what it is about does not stand before it"),
    ],
)
def test_a_line_whose_ground_is_missing_is_refused(
    tmp_path: Path, left_out: str, problem: str
) -> None:
    lines = [line for line in exported(a_full_ledger(tmp_path)) if left_out not in line]

    report = take(a_ledger(), tmp_path, "\n".join(lines), "export.jsonl")

    assert problem in [fault.problem for fault in report.errors]


def test_an_export_that_does_not_follow_this_ledgers_rows_is_refused(tmp_path: Path) -> None:
    other = a_ledger()
    take(other, tmp_path, INCIDENTS.replace("Bombing", "Massacre"))

    report = take(other, tmp_path, "\n".join(exported(a_full_ledger(tmp_path))), "export.jsonl")

    assert "import it into a new ledger" in report.errors[0].problem
