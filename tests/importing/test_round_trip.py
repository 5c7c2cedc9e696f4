import csv
import io
import json
import unicodedata

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tests.importing.setting import a_ledger
from tests.places import PLACES
from tracker.importing import LONG_COLUMNS, ImportOptions, import_files
from tracker.ledger import Ledger
from tracker.reports.export import COLUMNS, export_csv
from tracker.spreadsheets import unguarded

pytestmark = pytest.mark.usefixtures("each_database")

TEXT = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=60)


LIKE_FORMULAS = st.text("=+-@＝'\t\r\n\ufeff\u200b 1a,\"\u0301", max_size=8) | TEXT


def kept(text: str) -> str:
    return unicodedata.normalize("NFC", text).strip()


def said(cell: str) -> str:
    """What a cell of a CSV file says: one apostrophe before a sign guards it."""
    return kept(unguarded(cell))


ROWS = st.lists(st.tuples(TEXT, TEXT, TEXT), min_size=1, max_size=8)
ODD = [("=1+1", '"', "\r\n"), ("\ufeff", "\u202e", "a\u0301")]


def test_exports_have_the_columns_of_imports_but_the_kind_of_the_source() -> None:
    assert tuple(one for one in LONG_COLUMNS if one != "source_kind") == COLUMNS


@pytest.mark.usefixtures("on_files")
@given(ROWS, st.sampled_from(",;\t|"))
@example(ODD, ",")
def test_texts_written_by_csv_are_recorded_as_they_are(
    texts: list[tuple[str, str, str]], delimiter: str
) -> None:
    take_and_compare(texts, delimiter)


@pytest.mark.usefixtures("on_a_server")
@settings(max_examples=15)
@given(ROWS, st.sampled_from(",;\t|"))
@example(ODD, ",")
def test_a_server_records_texts_as_they_are_too(
    texts: list[tuple[str, str, str]], delimiter: str
) -> None:
    take_and_compare(texts, delimiter)


def take_and_compare(texts: list[tuple[str, str, str]], delimiter: str) -> None:
    file = io.StringIO()
    writer = csv.writer(file, delimiter=delimiter)
    writer.writerow(("incident", "source", "metric", "low", "figure", "note", "via", "url"))
    for number, (wording, note, via) in enumerate(texts):
        writer.writerow(("qamishli", "hospital", "killed", number, wording, note, via, "x"))
    given_bytes = file.getvalue().encode()

    with PLACES.for_a_while():
        ledger = a_ledger()
        report = import_files(ledger, ["-"], stdin=io.BytesIO(given_bytes))
        again = import_files(ledger, ["-"], ImportOptions(), stdin=io.BytesIO(given_bytes))
        claims = ledger.snapshot("qamishli").claims

    assert report.errors == ()
    assert again.files[0].recorded == 0
    assert [(claim.figure.wording, claim.note, claim.via) for claim in claims] == [
        tuple(map(said, row)) for row in texts
    ]


TEXT_COLUMNS = ("ref", "scope", "figure", "via", "url", "note", "reason")


def exported(ledger: Ledger) -> str:
    return "".join(export_csv(ledger))


@pytest.mark.usefixtures("on_files")
@given(st.lists(st.tuples(*(LIKE_FORMULAS for _ in TEXT_COLUMNS)), min_size=1, max_size=6))
@example([("=1", "+1", "-1", "@1", "'=1", "''-1", "'")])
@example([("-", "''", "'+", "\t=", "\r", "\n=", "＝")])
@example([("1", "=", "1", "", "", "so\n1 0,q,a,,killed,,,,,,,,,,,,,,x", "")])
def test_an_export_imported_again_is_the_same_export_and_runs_nowhere(
    texts: list[tuple[str, ...]],
) -> None:
    rows = [
        {"incident": "q", "source": "a", "metric": "killed", "low": number, "high": number}
        | dict(zip(TEXT_COLUMNS, row, strict=True))
        | {"ref": f"{row[0]} {number}"}
        for number, row in enumerate(texts)
    ]
    rows.append({**rows[0], "act": "retract", "ref": "-x"})
    first, second = Ledger.open(":memory:"), Ledger.open(":memory:")
    assert import_files(first, ["-"], stdin=io.BytesIO(json.dumps(rows).encode())).errors == ()

    written = exported(first)
    report = import_files(second, ["-"], stdin=io.BytesIO(written.encode()))

    assert report.errors == ()
    assert exported(second) == written
    assert [one[1] for one in second.contents("claim")] == [
        one[1] for one in first.contents("claim")
    ]
    cells = [cell for row in csv.reader(io.StringIO(written, newline="")) for cell in row]
    assert len(cells) == len(COLUMNS) * (len(rows) + 1)
    assert not [cell for cell in cells if cell.lstrip("\ufeff\u200b ")[:1] in (*"=+-@＝",)]
    assert not [cell for cell in cells if cell[:1] in (*"\t\r\n",)]


@pytest.mark.usefixtures("on_files")
@pytest.mark.parametrize("parting", [";", " ", "\u00a0"])
def test_an_act_on_a_ref_that_looks_like_two_is_about_that_claim_again(parting: str) -> None:
    row = {"incident": "q", "source": "a", "figure": "4"}
    counted = zip(("x", "y", f"x{parting}y"), ("killed", "injured", "missing"), strict=True)
    rows = [row | {"ref": ref, "metric": metric} for ref, metric in counted]
    first, second = Ledger.open(":memory:"), Ledger.open(":memory:")
    import_files(first, ["-"], stdin=io.BytesIO(json.dumps(rows).encode()))
    about = first.snapshot("q").claims[2].id
    act = [row | {"metric": "missing", "act": "retract", "target": about}]
    import_files(first, ["-"], stdin=io.BytesIO(json.dumps(act).encode()))

    import_files(second, ["-"], stdin=io.BytesIO(exported(first).encode()))

    assert [claim.targets for claim in second.snapshot("q").claims] == [(), (), (), (about,)]


@pytest.mark.usefixtures("on_files")
def test_an_act_on_two_claims_is_not_read_back_as_one_on_a_third() -> None:
    row = {"incident": "q", "source": "a", "figure": "4"}
    counted = zip(("x", "y", "x y"), ("killed", "injured", "missing"), strict=True)
    rows = [row | {"ref": ref, "metric": metric} for ref, metric in counted]
    rows.append(row | {"metric": "killed", "act": "retract", "target": "x;y"})
    first, second = Ledger.open(":memory:"), Ledger.open(":memory:")
    import_files(first, ["-"], stdin=io.BytesIO(json.dumps(rows).encode()))

    import_files(second, ["-"], stdin=io.BytesIO(exported(first).encode()))

    claims = first.snapshot("q").claims
    assert claims[3].targets == (claims[0].id, claims[1].id)
    assert [claim.id for claim in second.snapshot("q").claims] == [claim.id for claim in claims]
