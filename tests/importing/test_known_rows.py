"""Rows that are recorded word for word are known without being read, and no others."""

import sys
from collections.abc import Callable
from dataclasses import replace
from functools import partialmethod
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.importing.any_rows import FILES, SOURCES, file_of, said
from tests.importing.setting import INCIDENTS, a_ledger, rows, take, take_all
from tests.places import PLACES
from tracker.importing import ImportOptions, OnError, claim_files, import_files, known_rows
from tracker.importing.cells import clean
from tracker.importing.claim_rows import ClaimRows
from tracker.importing.headers import layout_of
from tracker.importing.names import SourceNames
from tracker.importing.plain_rows import FIELDS, PlainRows
from tracker.importing.second_process import Told, is_worth_it
from tracker.importing.shelf import key_of
from tracker.ledger import Ledger, PlainClaim, seal, statements
from tracker.ledger.writer import Writer
from tracker.model import Claim, Source, stamp

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


class Noted:
    """Notes what a function answers."""

    def __init__(self, function: Callable[..., Any]) -> None:
        self._function = function
        self.answers: list[Any] = []

    def __call__(self, *given: Any) -> Any:
        self.answers.append(self._function(*given))
        return self.answers[-1]


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


def test_an_older_sqlite_tells_the_same(
    ledger: Ledger, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(statements, "_SAID", statements._joined(statements._PARTS, is_old=True))
    statements.plain_claims.cache_clear()
    watched = Watched(monkeypatch)

    report = take(ledger, tmp_path, file_with(range(20)))
    statements.plain_claims.cache_clear()

    assert (report.rows, report.already_known, watched.lines) == (20, 20, [])


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

    def noted(self: known_rows.KnownRows, told: Told) -> Told | None:
        asked.append(told)
        return found(self, told)

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

    def noted(self: Writer, incidents: list[str], most: int) -> dict[str, set[PlainClaim]]:
        fetched.append(incidents)
        return fetch(self, incidents, most)

    monkeypatch.setattr(known_rows, "MOST_HELD", 100)
    monkeypatch.setattr(Writer, "plain_claims", noted)

    report = take(ledger, tmp_path, files["c.csv"])

    assert (report.rows, report.already_known) == (200, 200)
    assert len(fetched) < 10


PARTS = st.sampled_from(["", "", "a", "b ", " b", "é", "e\u0301", "\t", "\x1f", "\0", "\xa0", "4"])
CELLS = st.tuples(
    st.sampled_from(["", "r1", "r2 ", "r\x1f"]),
    st.sampled_from(["qamishli", "erbil", ""]),
    st.sampled_from(["hospital", "Clinic", "nobody", "hospital\n", ""]),
    st.sampled_from(["killed", "Killed", "slain", ""]),
    st.sampled_from(["", "civilian", "nobody"]),
    st.sampled_from(["4", "at least 4", "", "sevral"]),
    st.sampled_from(["", "2016-07-27", "2016-07-27T10:00+03:00", "2016-07-27T10:00"]),
    st.sampled_from(["", "2016-07-28", "2016-07-28T10:00"]),
    PARTS,
).map(list)
TOLD_BY = SourceNames({"hospital": Source(slug="hospital", aliases=("Clinic",))}, [])


@given(st.lists(CELLS, min_size=1, max_size=6), st.sampled_from([None, "qamishli"]))
@settings(max_examples=300)
def test_rows_say_together_what_each_says_alone(
    block: list[list[str]], incident: str | None
) -> None:
    layout = layout_of(HEADER.strip().split(","), has_incident=incident is not None)
    plain = PlainRows(layout, ImportOptions(incident=incident), TOLD_BY)
    numbered = list(enumerate(block))

    together = plain.told(numbered)

    assert together == [told for row in numbered for told in plain.told([row])]
    assert not TOLD_BY.new
    for (line, cells), told in zip(numbered, together, strict=True):
        assert told[0] == line
        if len(told) == FIELDS:
            assert told[1].split("\x1f") == cells
            ref = clean(cells, layout.columns)[0][0]
            assert told[3] == key_of(told[2], ref)
            assert told[4].startswith(f"{ref}\x1fhospital\x1fkilled\x1f")
        else:
            assert told[1:] == (cells, None)


def test_a_plain_row_is_told_together_with_others() -> None:
    """Else the test above would say nothing of it."""
    layout = layout_of(HEADER.strip().split(","), has_incident=False)
    plain = PlainRows(layout, ImportOptions(), TOLD_BY)
    cells = ROW.format(n=1).split(",")
    more = [[*cells[:-1], note] for note in ("\t", " from the ward", "in Şırnak\u3000")]
    block = list(enumerate([cells, *more, ROW.format(n=2).split(",")]))

    together = plain._told_at_once(block)
    assert together is not None
    assert list(zip(*together, strict=True)) == [plain._told(*row) for row in block]
    assert not plain._told_at_once([*block, (9, [*cells[:-1], "Me\u0301decins"])])
    assert not plain._told_at_once([*block, (9, [*cells[:-1], "a\x1fb"])])


def test_blanks_around_cells_change_nothing(
    ledger: Ledger, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    padded = (
        ROW.replace("r{n},", " r{n} ,").replace("qamishli", "qamishli ").replace("ward", "ward ")
    )
    watched = Watched(monkeypatch)

    report = take(
        ledger, tmp_path, file_with(range(10)) + file_with(range(10, 20), padded)[len(HEADER) :]
    )

    assert (report.rows, report.already_known) == (20, 20)
    assert watched.lines == []


def test_a_claim_that_was_recorded_with_blanks_is_no_plain_one(
    ledger: Ledger, tmp_path: Path
) -> None:
    """A row never says that: read, it has none."""
    (claim, *_) = ledger.snapshot("qamishli").claims
    with ledger.writing() as writer:
        odd = Claim(**{name: getattr(claim, name) for name in Claim.__dataclass_fields__})
        writer.append([seal(replace(odd, ref="r77", note="from the ward "))])

    report = take(ledger, tmp_path, file_with(range(77, 78), f"{ROW} "))

    assert (report.recorded, report.revised) == (1, 1)


def test_what_a_name_comes_to_mean_on_the_way_is_heeded(
    ledger: Ledger, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A row further down in the same block names a source whose slug a row above has taken."""
    past = rows(
        "r90,qamishli,Old name,killed,,7,2016-07-27,,",
        header=HEADER,
    )
    renamed = "slug,name\nold-name,New name\n"
    take(ledger, tmp_path, past)
    take_all(ledger, tmp_path, {"sources.csv": renamed})
    again = rows(
        *(ROW.format(n=n) for n in range(20)),
        "r91,qamishli,a-new-one,killed,,8,2016-07-27,,",
        "r90,qamishli,Old name,killed,,7,2016-07-27,,",
        header=HEADER,
    )
    watched = Watched(monkeypatch)

    report = take(ledger, tmp_path, again)

    assert (report.already_known, report.recorded) == (21, 1)
    assert watched.lines == [22]


def test_a_large_file_that_comes_again_is_told_by_a_second_process(
    ledger: Ledger, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tracker.importing.second_process.FEWEST_BYTES", 100)
    told, judged = Noted(PlainRows.told), Noted(is_worth_it)
    monkeypatch.setattr(PlainRows, "told", partialmethod(told))
    monkeypatch.setattr(claim_files, "is_worth_it", judged)

    report = take(ledger, tmp_path, file_with(range(20)))

    assert (report.rows, report.already_known) == (20, 20)
    assert judged.answers in ([True], [False])
    assert bool(told.answers) is not judged.answers[0]


@given(FILES, FILES, OPTIONS, st.sampled_from([0, 1, 64]), st.sampled_from([1, 2, 500]))
@settings(max_examples=20)
def test_what_is_known_unread_is_what_is_known_when_it_is_read(
    one: list[tuple[str, int]],
    other: list[tuple[str, int]],
    options: ImportOptions,
    patience: int,
    at_once: int,
) -> None:
    with PLACES.for_a_while():
        texts = [file_of(one), file_of([*one, *other]), file_of(one)]
        found = all_imported(texts, options, patience, at_once)

        assert found == all_imported(texts, options, patience=-1)
        if sys.platform == "linux":
            assert found == all_imported(texts, options, patience, at_once, apart=True)


def all_imported(
    texts: list[str],
    options: ImportOptions,
    patience: int,
    at_once: int = 500,
    *,
    apart: bool = False,
) -> object:
    """Reports on the files, taken one after the other, and all entries. patience: -1 reads all.
    at_once: rows that are told together. apart: by a second process."""
    ledger = a_ledger()
    with TemporaryDirectory() as name, pytest.MonkeyPatch.context() as patched:
        patched.setattr(known_rows, "PATIENCE", patience)
        patched.setattr(known_rows, "ROWS_AT_ONCE", at_once)
        if apart:
            patched.setattr(claim_files, "is_worth_it", lambda _: True)
        if patience < 0:
            patched.setattr(claim_files.ClaimFiles, "_has_all_known", lambda *_: False)
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


def test_the_claims_of_several_incidents_come_together_where_they_are_few(tmp_path: Path) -> None:
    ledger = a_ledger()
    text = rows(
        *(f"r{n},event-{n % 2},hospital,killed,,{n},2016-07-27,," for n in range(20)),
        "w1,event-1,hospital,killed,,900,2016-07-27,,from the ward",
        header=HEADER,
    )
    take_all(ledger, tmp_path, {"c.csv": text})
    incidents = ["event-0", "event-1", "nowhere"]

    with ledger.writing(recorded_by="desk") as writer, ledger.rehearsing() as rehearsal:
        for appending in (writer, rehearsal):
            together = appending.plain_claims(incidents, 21)
            alone = appending.plain_claims(incidents, 20)

            assert {one: len(said) for one, said in together.items()} == {
                "event-0": 10,
                "event-1": 11,
                "nowhere": 0,
            }
            assert alone == {"event-0": together["event-0"]}
            assert appending.plain_claims(["event-1"], 1) == {"event-1": together["event-1"]}
            assert sorted(together["event-0"])[0].split("\x1f")[:7] == [
                *("r0", "hospital", "killed", "all", "total", "", "0"),
            ]


def test_incidents_with_too_many_claims_together_are_not_asked_for_so_again_and_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Else all of them were read for each, and the more so in a file sorted by day."""
    monkeypatch.setattr(known_rows, "MOST_HELD", 400)
    asked: list[tuple[int, int]] = []
    plain_claims = Writer.plain_claims

    def noted(self: Writer, incidents: list[str], most: int) -> dict[str, set[PlainClaim]]:
        found = plain_claims(self, incidents, most)
        asked.append((len(incidents), len(found)))
        return found

    monkeypatch.setattr(Writer, "plain_claims", noted)
    text = rows(
        *(ROW.replace("qamishli", f"day-{n}").format(n=m) for m in range(12) for n in range(30)),
        header=HEADER,
    )
    ledger = a_ledger()
    take_all(ledger, tmp_path, {"incidents.csv": INCIDENTS, "c.csv": text})

    report = take(ledger, tmp_path, text)

    assert report.already_known == 360
    in_vain = [(wanted, found) for wanted, found in asked if found < wanted]
    assert [wanted for wanted, _ in in_vain] == [30]
