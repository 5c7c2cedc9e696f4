"""The receipt names the bytes that were imported, and never others."""

from hashlib import sha256
from io import BytesIO
from pathlib import Path

import pytest

from tests.importing.setting import a_ledger, rows, take
from tracker.importing import ImportOptions, OnError, examining, import_files
from tracker.importing.call import Call
from tracker.reports.export import export_jsonl

pytestmark = pytest.mark.usefixtures("on_files")
GOOD = rows("q-1,qamishli,sana,killed,44,,,,")
BAD = rows("q-1,qamishli,sana,killed,sevral,,,,")


@pytest.mark.parametrize(
    "text", [GOOD, BAD, "", GOOD.encode("utf-16")], ids=["good", "bad", "empty", "utf-16"]
)
def test_every_file_has_the_hash_of_its_bytes_as_given(tmp_path: Path, text: str | bytes) -> None:
    given = text.encode() if isinstance(text, str) else text

    found = take(a_ledger(), tmp_path, text).fingerprint

    assert found is not None
    assert (found.sha256, found.bytes) == (sha256(given).hexdigest(), len(given))


def test_standard_input_has_the_hash_of_the_bytes_that_came() -> None:
    report = import_files(a_ledger(), ["-"], stdin=BytesIO(GOOD.encode()))

    found = report.files[0].fingerprint

    assert found is not None
    assert (found.sha256, found.bytes) == (sha256(GOOD.encode()).hexdigest(), len(GOOD))


@pytest.mark.parametrize("batch", [None, 2])
@pytest.mark.parametrize("on_error", list(OnError))
def test_of_a_file_that_changes_meanwhile_nothing_is_kept_and_it_has_no_hash(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, on_error: OnError, batch: int | None
) -> None:
    path = tmp_path / "march.csv"
    path.write_text(GOOD, encoding="utf-8")
    run = Call.run

    def written_to(call: Call, works: object) -> None:
        run(call, works)  # type: ignore[arg-type]
        path.write_text(GOOD + "q-2,qamishli,sana,injured,3,,,,\n", encoding="utf-8")

    monkeypatch.setattr(Call, "run", written_to)

    ledger = a_ledger()
    report = import_files(ledger, [str(path)], ImportOptions(on_error=on_error, batch=batch))

    (file,) = report.files
    assert [fault.problem for fault in file.errors] == ["the file changed while it was being read"]
    assert file.fingerprint is None
    assert (report.stored, file.recorded, ledger.head().size) == (False, 0, 0), (
        "its last row may have been half written: 4 of 44"
    )


@pytest.mark.parametrize(("place", "step"), [(examining, "recognised"), (Call, "run")])
def test_a_file_that_comes_to_have_bytes_of_no_text_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, place: object, step: str
) -> None:
    first = a_ledger()
    take(first, tmp_path, GOOD)
    path = tmp_path / "export.jsonl"
    path.write_text("".join(export_jsonl(first)), encoding="utf-8")
    take_the_step = getattr(place, step)

    def spoilt(*given: object) -> object:
        path.write_bytes(b"\xff" + path.read_bytes())
        return take_the_step(*given)

    monkeypatch.setattr(place, step, spoilt)

    report = import_files(a_ledger(), [str(path)])

    (file,) = report.files
    assert [fault.problem for fault in file.errors] == ["the file changed while it was being read"]
    assert (report.stored, report.size) == (False, 0)
