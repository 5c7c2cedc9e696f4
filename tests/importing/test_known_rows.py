"""Rows that are recorded word for word are known without being read, and no others."""

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.importing.any_rows import FILES, SOURCES, file_of, said
from tests.importing.setting import INCIDENTS, a_ledger, rows, take, take_all
from tests.places import PLACES
from tracker.importing import ImportOptions, OnError, call, import_files, known_rows
from tracker.importing.claim_rows import ClaimRows
from tracker.ledger import Ledger, PlainClaim
from tracker.ledger.writer import Writer
from tracker.model import stamp

pytestmark = pytest.mark.usefixtures("each_database")
HEADER = "ref,incident,source,metric,population,figure,asserted_at,published_at,note\n"
OPTIONS = st.builds(
    ImportOptions,
    on_error=st.sampled_from(OnError),
    batch=st.sampled_from([None, 3]),
    published_at=st.sampled_from([None, stamp("2016-08-01")]),
)
ROW = "r{n},qamishli,hospital,killed,,at least {n},2016-07-27,2016-07-28T10:00+03:00,from the ward"


def file_with(numbers: range, row: str = ROW) -> str:
    return rows(*(row.format(n=n) for n in numbers), header=HEADER)


class Watched:
    """Counts the rows that are read."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.lines: list[int] = []
        read = ClaimRows.read

        def noted(of: ClaimRows, line: int, cells: list[str]) -> Any:
            self.lines.append(line)
            return read(of, line, cells)

        monkeypatch.setattr(ClaimRows, "read", noted)


@pytest.fixture
def ledger(tmp_path: Path) -> Ledger:
    """With twenty claims of one hospital, from a file that comes again."""
    ledger = a_ledger()
    report = take_all(ledger, tmp_path, {"incidents.csv": INCIDENTS, "c.csv": file_with(range(20))})
    assert report.stored
    return ledger


def test_a_file_that_comes_again_is_not_read_again(
    ledger: Ledger, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    watched = Watched(monkeypatch)

    report = take(ledger, tmp_path, file_with(range(20)))

    assert (report.rows, report.already_known, report.recorded) == (20, 20, 0)
    assert watched.lines == []


def test_of_a_file_that_has_grown_the_new_rows_are_read(
    ledger: Ledger, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    watched = Watched(monkeypatch)

    report = take(ledger, tmp_path, file_with(range(23)))

    assert (report.rows, report.already_known, report.recorded) == (23, 20, 3)
    assert watched.lines == [22, 23, 24]


@pytest.mark.parametrize(
    ("was", "now"),
    [
        ("at least 7", "at least 8"),
        ("at least 7", "more than 7"),
        ("2016-07-27,", "2016-07-26,"),
        ("hospital", "police"),
        ("killed,,", "injured,,"),
        ("killed,,", "killed,civilian,"),
        ("from the ward", "from the morgue"),
    ],
)
def test_a_row_with_one_cell_changed_is_read(
    was: str, now: str, ledger: Ledger, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    changed = file_with(range(7)) + ROW.format(n=7).replace(was, now) + "\n"
    watched = Watched(monkeypatch)

    report = take(ledger, tmp_path, changed, on_error=OnError.SKIP)

    assert report.already_known == 7
    assert set(watched.lines) == {9}


def test_a_file_that_is_mostly_new_is_looked_up_no_further(
    ledger: Ledger, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[object] = []
    found = known_rows.KnownRows.found

    def noted(self: known_rows.KnownRows, cells: list[str]) -> tuple[str, str] | None:
        asked.append(cells)
        return found(self, cells)

    monkeypatch.setattr(known_rows, "PATIENCE", 5)
    monkeypatch.setattr(known_rows.KnownRows, "found", noted)

    report = take(ledger, tmp_path, file_with(range(20, 60)))

    assert report.recorded == 40
    assert len(asked) == 6


def test_incidents_too_many_to_hold_are_not_fetched_for_ever(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    named = "".join(f"event-{n},Event {n}\n" for n in range(4))
    by_turns = [f"r{n},event-{n % 4},hospital,killed,,{n},2016-07-27,,\n" for n in range(200)]
    files = {"incidents.csv": f"slug,title\n{named}", "c.csv": HEADER + "".join(by_turns)}
    ledger, fetched = a_ledger(), []
    take_all(ledger, tmp_path, files)
    fetch = Writer.plain_claims

    def noted(self: Writer, incident: str) -> set[PlainClaim]:
        fetched.append(incident)
        return fetch(self, incident)

    monkeypatch.setattr(known_rows, "MOST_HELD", 100)
    monkeypatch.setattr(Writer, "plain_claims", noted)

    report = take(ledger, tmp_path, files["c.csv"])

    assert (report.rows, report.already_known) == (200, 200)
    assert len(fetched) < 10


@given(FILES, FILES, OPTIONS, st.sampled_from([0, 1, 64]))
@settings(max_examples=20)
def test_what_is_known_unread_is_what_is_known_when_it_is_read(
    one: list[tuple[str, int]],
    other: list[tuple[str, int]],
    options: ImportOptions,
    patience: int,
) -> None:
    with PLACES.for_a_while():
        texts = [file_of(one), file_of([*one, *other]), file_of(one)]
        found = all_imported(texts, options, patience)

        assert found == all_imported(texts, options, patience=-1)


def all_imported(texts: list[str], options: ImportOptions, patience: int) -> object:
    """Reports on the files, taken one after the other, and all entries. patience: -1 reads all."""
    ledger = a_ledger()
    with TemporaryDirectory() as name, pytest.MonkeyPatch.context() as patched:
        patched.setattr(known_rows, "PATIENCE", patience)
        if patience < 0:
            patched.setattr(call.Call, "_has_all_known", lambda *_: False)
        folder = Path(name)
        (folder / "incidents.csv").write_text(INCIDENTS, "utf-8")
        (folder / "sources.csv").write_text(SOURCES, "utf-8")
        reports = []
        for text in texts:
            (folder / "claims.csv").write_text(text, "utf-8")
            given = [str(folder / f"{kind}.csv") for kind in ("incidents", "sources", "claims")]
            reports.append(said(import_files(ledger, given, options)))
        contents = [list(ledger.contents(kind)) for kind in ("incident", "source", "claim")]
        return repr((reports, contents)).replace(name, "")
