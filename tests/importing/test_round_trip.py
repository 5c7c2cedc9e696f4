import csv
import io
import unicodedata

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tests.importing.setting import a_ledger
from tests.places import PLACES
from tracker.importing import ImportOptions, import_files

pytestmark = pytest.mark.usefixtures("each_database")

TEXT = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=60)


def kept(text: str) -> str:
    return unicodedata.normalize("NFC", text).strip()


@settings(deadline=None)
@given(st.lists(st.tuples(TEXT, TEXT, TEXT), min_size=1, max_size=8), st.sampled_from(",;\t|"))
@example([("=1+1", '"', "\r\n"), ("\ufeff", "\u202e", "a\u0301")], ",")
def test_texts_written_by_csv_are_recorded_as_they_are(
    texts: list[tuple[str, str, str]], delimiter: str
) -> None:
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
        tuple(map(kept, row)) for row in texts
    ]
