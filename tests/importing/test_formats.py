"""Whatever the file, the same rows are the same claims."""

import csv
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.how_often import many
from tests.importing.setting import a_ledger, problems, take
from tests.importing.written import FORMATS, PACKED, Rows, fits_xml
from tracker.importing.report import FileReport

HEADER = ["ref", "incident", "source", "metric", "figure", "low", "asserted_at", "note"]
SAMPLE = Path(__file__).parents[2] / "sample_data" / "qamishli-2016.csv"


def taken(folder: Path, name: str, content: bytes) -> tuple[FileReport, list[str]]:
    """What an import says of a file, and the ids of the claims it recorded."""
    ledger = a_ledger()
    report = take(ledger, folder, content, name)
    ids = [claim.id for slug in ledger.incidents() for claim in ledger.snapshot(slug).claims]
    ledger.close()
    return report, sorted(ids)


@pytest.mark.parametrize("packing", PACKED)
@pytest.mark.parametrize("name", FORMATS)
def test_the_claims_of_an_incident_are_the_same_from_any_file(
    tmp_path: Path, name: str, packing: str
) -> None:
    with SAMPLE.open(encoding="utf-8", newline="") as stream:
        rows: Rows = list(csv.reader(stream))
    content = PACKED[packing](name, FORMATS[name](rows))

    report, ids = taken(tmp_path, name + packing, content)

    assert problems(report) == []
    assert (report.rows, len(ids)) == (132, 132)
    assert ids == taken(tmp_path, "plain.csv", SAMPLE.read_bytes())[1]


notes = st.text(max_size=12).filter(lambda text: "\0" not in text and fits_xml(text))
claims = st.tuples(
    st.just("q"),
    st.sampled_from(["hospital", "الدفاع المدني", "Police, city", 'the "Observer"']),
    st.just("killed"),
    st.sampled_from(["", "40", "at least 40", "7", "0", "≥ 12", "حوالي أربعين", "3-4"]),
    st.sampled_from(["1", "?"]),
    st.sampled_from(["", "2016-07-27", "2016-07-27T15:04+03:00", "2016-07", "2016"]),
    notes,
)


@settings(max_examples=many(3, 300), deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(claims, min_size=1, max_size=6))
def test_any_rows_are_the_same_claims_from_any_format(
    tmp_path: Path, lines: list[tuple[str, ...]]
) -> None:
    rows = [HEADER, *([f"r-{at}", *line] for at, line in enumerate(lines))]

    found = {name: taken(tmp_path, name, write(rows)) for name, write in FORMATS.items()}

    expected, ids = found["claims.jsonl"]
    for name, (report, others) in found.items():
        assert problems(report) == problems(expected), name
        assert others == ids, name
