"""A file read ahead by a second process gives what it gives when it is read by one alone."""

import errno
import marshal
import os
import signal
import sys
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Self

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tests.importing.any_rows import FILES, HEADER, ROWS, SOURCES, file_of, said
from tests.importing.setting import INCIDENTS, a_ledger
from tests.places import PLACES
from tracker.errors import ClaimError
from tracker.importing import (
    ImportOptions,
    OnError,
    claim_files,
    import_files,
    reading_ahead,
)
from tracker.importing.claim_rows import ClaimRows
from tracker.importing.faults import RowError
from tracker.importing.headers import layout_of
from tracker.importing.names import IncidentNames, SourceNames
from tracker.importing.readers import BadRow
from tracker.importing.reading_ahead import FEWEST, ReadingAhead, read_claims
from tracker.importing.second_process import SecondProcess
from tracker.importing.shelf import key_of
from tracker.ledger import Ledger, seal
from tracker.ledger.columns import claim_row
from tracker.model import Claim, Incident, Source, Stamp, stamp

pytestmark = [
    pytest.mark.usefixtures("each_database"),
    pytest.mark.skipif(sys.platform != "linux", reason="only Linux has a second process read"),
]


def imported(
    text: bytes, *, ahead: bool, on_error: OnError = OnError.STOP, batch: int | None = None
) -> tuple[Ledger, str]:
    """The ledger, and what there is after importing it twice: reports, entries, what is refused."""
    with TemporaryDirectory() as name:
        ledger, what = _imported(Path(name), text, ahead=ahead, on_error=on_error, batch=batch)
        return ledger, repr(what).replace(name, "")


def _imported(
    folder: Path, text: bytes, *, ahead: bool, on_error: OnError, batch: int | None
) -> tuple[Ledger, object]:
    aside = folder / "refused.csv"
    refused = str(aside) if on_error is OnError.SKIP else None
    options = ImportOptions(on_error=on_error, refused_path=refused, batch=batch)
    (folder / "incidents.csv").write_text(INCIDENTS, "utf-8")
    (folder / "sources.csv").write_text(SOURCES, "utf-8")
    (folder / "claims.csv").write_bytes(text)
    given = [str(folder / f"{name}.csv") for name in ("incidents", "sources", "claims")]
    ledger = a_ledger()
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(claim_files, "is_worth_it", lambda _: ahead)
        patched.setattr(reading_ahead, "ROWS_AT_ONCE", 4)
        patched.setattr(reading_ahead, "FEWEST", 1)
        reports = [import_files(ledger, given, options) for _ in range(2)]
    contents = [list(ledger.contents(kind)) for kind in ("incident", "source", "claim")]
    with ledger._database.reading() as connection:
        sizes = connection.execute("SELECT size FROM batch ORDER BY number").fetchall()
    refused_rows = aside.exists() and aside.read_bytes()
    return ledger, ([said(one) for one in reports], contents, sizes, refused_rows)


@pytest.mark.usefixtures("on_files")
@given(FILES, st.sampled_from(OnError))
@settings(max_examples=20)
def test_what_is_read_ahead_is_what_is_read(
    drawn: list[tuple[str, int]], on_error: OnError
) -> None:
    with PLACES.for_a_while():
        text = file_of(drawn).encode()
        _, found = imported(text, ahead=True, on_error=on_error)
        _, expected = imported(text, ahead=False, on_error=on_error)

        assert found == expected


PLAIN_ROWS = st.sampled_from([
    *(row.format(n=n) for row in (*ROWS[:5], ROWS[8], ROWS[9]) for n in (1, 2)),
    *(ROWS[8].format(n=n) for n in (3, 4)), ",qamishli,hospital,,killed,,5,2016-07-27,,,",
    ",erbil,other,,injured,,6,2016-07-27,,,", "1,erbil,other,,injured,,6,2016-07-27,,,",
])  # fmt: skip


@pytest.mark.usefixtures("on_files")
@given(st.lists(PLAIN_ROWS, min_size=4, max_size=16), st.sampled_from([None, 1, 3, 6]))
@example([",qamishli,hospital,,killed,,5,2016-07-27,,,"] * 5, None)
@settings(max_examples=40)
def test_plain_rows_that_are_taken_together_are_those_taken_alone(
    drawn: list[str], batch: int | None
) -> None:
    with PLACES.for_a_while():
        text = "\n".join([HEADER, *drawn, ""]).encode()
        _, found = imported(text, ahead=True, on_error=OnError.SKIP, batch=batch)
        _, expected = imported(text, ahead=False, on_error=OnError.SKIP, batch=batch)

        assert found == expected


def test_a_file_without_rows_is_told_whoever_reads_it() -> None:
    text = f"{HEADER}\n\n\n".encode()

    (_, found), (_, expected) = (imported(text, ahead=ahead) for ahead in (True, False))

    assert "no row under it" in found
    assert found == expected


def test_every_kind_of_row_is_met_in_one_file() -> None:
    text = file_of([(row, n) for n in (1, 2) for row in ROWS]).encode()

    ledger, found = imported(text, ahead=True, on_error=OnError.SKIP)

    assert ledger.verify().ok
    assert found == imported(text, ahead=False, on_error=OnError.SKIP)[1]


@pytest.mark.usefixtures("on_files")
def test_a_file_that_goes_bad_has_the_same_fault_at_the_same_place() -> None:
    good = file_of([(ROWS[0], n) for n in range(1, 5)]).encode()
    for end in (b"\xff\xfe,broken", b'"never closed', b"x" * 1_500_000):
        found, expected = (imported(good + end, ahead=ahead)[1] for ahead in (True, False))

        assert found == expected


def test_where_the_other_process_is_killed_the_rest_is_read_here(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = "\n".join([HEADER, *(ROWS[4].format(n=n) for n in range(4_000))]) + "\n"
    (tmp_path / "claims.csv").write_text(text, "utf-8")
    monkeypatch.setattr(claim_files, "is_worth_it", lambda _: True)
    killed = []

    class Dying(SecondProcess):
        def __iter__(self) -> Any:
            for count, block in enumerate(super().__iter__()):
                if count == 1:
                    os.kill(self._pid, signal.SIGKILL)
                    killed.append(self._pid)
                yield block

    monkeypatch.setattr(claim_files, "SecondProcess", Dying)
    ledger = a_ledger()

    first, again = (
        import_files(ledger, [str(tmp_path / "claims.csv")], ImportOptions()).files[0]
        for _ in range(2)
    )

    assert len(killed) == 2
    assert (first.rows, first.recorded) == (4_000, 4_000)
    assert (again.rows, again.already_known) == (4_000, 4_000)
    assert ledger.verify().ok


def open_pipes() -> list[str]:
    links = []
    for one in Path("/proc/self/fd").iterdir():
        with suppress(FileNotFoundError):  # that of the listing itself
            links.append(str(one.readlink()))
    return sorted(link for link in links if link.startswith("pipe:"))


@pytest.mark.parametrize("missing", ["pipe", "fork"])
def test_where_no_second_process_can_be_had_all_is_read_here(
    missing: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = "\n".join([HEADER, *(ROWS[4].format(n=n) for n in range(20))]) + "\n"
    (tmp_path / "claims.csv").write_text(text, "utf-8")
    monkeypatch.setattr(claim_files, "is_worth_it", lambda _: True)
    asked = []

    def refuse() -> Any:
        asked.append(missing)
        raise BlockingIOError(errno.EAGAIN, "Resource temporarily unavailable")

    monkeypatch.setattr(os, missing, refuse)
    opened = open_pipes()

    report = import_files(a_ledger(), [str(tmp_path / "claims.csv")], ImportOptions())

    assert asked
    assert (report.files[0].rows, report.files[0].recorded) == (20, 20)
    assert open_pipes() == opened


def test_an_import_that_is_interrupted_leaves_no_process(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = "\n".join([HEADER, *(ROWS[4].format(n=n) for n in range(3_000))]) + "\n"
    (tmp_path / "claims.csv").write_text(text, "utf-8")
    monkeypatch.setattr(claim_files, "is_worth_it", lambda _: True)
    ledger, begun = a_ledger(), []

    class Noted(SecondProcess):
        def __enter__(self) -> Self:
            super().__enter__()
            begun.append(self._pid)
            return self

    def interrupt(_: int) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(claim_files, "SecondProcess", Noted)

    with pytest.raises(KeyboardInterrupt):
        import_files(ledger, [str(tmp_path / "claims.csv")], ImportOptions(), progress=interrupt)

    assert ledger.head().size == 0
    (pid,) = begun
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)


COLUMNS = (
    *("ref", "incident", "source", "source_kind", "metric", "figure", "low", "high"),
    *("asserted_at", "published_at", "act", "reason", "note"),
)
PLAIN_ROW = "r1,qamishli,hospital,,killed,at least 40,,,2016-07-27,2016-07-28T10:00+03:00,,,"
OTHER_CELLS = {
    "ref": ["", "r2", " r3 "],
    "incident": ["", "erbil", "No Slug"],
    "source": ["", "The Hospital", "A new one", "Al-Ḥayāt"],
    "source_kind": ["police", "monastery"],
    "metric": ["injured", "Fatalities", "slain", ""],
    "figure": ["", "41", "sevral", "3–5", "9 hurt"],
    "low": ["?", "3", "nine", "50"],
    "high": ["40", "?"],
    "asserted_at": ["", "27 July 2016", "2016-04-01T00:30", "2016-07-27T10:00", "03/04/2016"],
    "published_at": ["", "2016-07-27", "2016-13-01"],
    "act": ["assert", "retract", "no act"],
    "reason": ["a slip"],
    "note": [
        *(
            'said "forty"',
            "100 %s",
            "a\\b",
            "two\nlines",
            "\t",
            "\u202ered\u202c",
            "Me\u0301dicins",
        ),
        *("a\x1fb", "x" * 20_001, "half \ud800", "nul\0"),
    ],
}
CHANGES = st.sampled_from(
    [(column, cell) for column, cells in OTHER_CELLS.items() for cell in cells]
)


def rows_of(changes: list[list[tuple[str, str]]]) -> list[tuple[int, list[str] | BadRow]]:
    """The plain row once for each list, changed so."""
    plain = PLAIN_ROW.split(",")
    return [
        (line, list((dict(zip(COLUMNS, plain, strict=True)) | dict(some)).values()))
        for line, some in enumerate(changes)
    ]


def names() -> tuple[SourceNames, IncidentNames]:
    hospital = Source(slug="hospital", name="The Hospital")
    qamishli = Incident(slug="qamishli", timezone="Asia/Damascus")
    return SourceNames({"hospital": hospital}, []), IncidentNames(
        lambda: {"qamishli": qamishli}, None
    )


def alone(rows: list[tuple[int, list[str] | BadRow]], options: ImportOptions) -> list[object]:
    """What each row comes to where it is read alone: its claim, or None where it is refused,
    or worth a remark."""
    remarks: list[str] = []
    layout = layout_of(COLUMNS, has_incident=False)
    reader = ClaimRows(layout, options, *names(), remarks.append)
    found: list[object] = []
    for line, cells in rows:
        assert not isinstance(cells, BadRow)
        remarks.clear()
        try:
            (claim,) = reader.read(line, cells)
            assert isinstance(claim, Claim)
            _, content, digest = seal(claim)
        except (RowError, ClaimError, AssertionError):
            found.append(None)
            continue
        found.append(None if remarks else (content, digest, claim_row(0, claim, digest)[1:]))
    return found


@given(
    st.lists(st.lists(CHANGES, max_size=2), min_size=1, max_size=20),
    st.sampled_from([None, stamp("2016-08-01")]),
)
@settings(max_examples=300)
def test_rows_are_sealed_together_as_each_is_alone(
    changes: list[list[tuple[str, str]]], published_at: Stamp | None
) -> None:
    rows, options = rows_of(changes), ImportOptions(published_at=published_at)
    ahead = ReadingAhead(layout_of(COLUMNS, has_incident=False), options, *names())
    expected = alone(rows, options)

    lines = []
    for told in ahead.told(rows):
        if isinstance(told, list):
            for standing in told:
                lines.append(standing[0])
                assert standing[1:] == (rows[standing[0]][1], None)
            continue
        read = read_claims(marshal.loads(marshal.dumps(told)))  # noqa: S302
        for line, cells, key, claim, sealed in zip(
            read.lines, read.cells, read.keys, *read.claims.each(), strict=True
        ):
            lines.append(line)
            assert cells.split("\x1f") == rows[line][1]
            assert (sealed.content, sealed.digest, claim.columns) == expected[line]
            assert key == key_of(claim.incident, claim.ref)
    assert lines == list(range(len(rows)))


def test_plain_rows_come_together() -> None:
    """Else the test above would say nothing of them."""
    fine = [
        *([("note", note)] for note in ('said "forty"', "100 %s", "a\\b", "two\nlines", "\t", "é")),
        *([("ref", ref)] for ref in ("", " r3 ")),
        *([("source", "The Hospital")], [("source", "A new one")], [("incident", "erbil")]),
        [("figure", ""), ("low", "3"), ("high", "?")],
        *([("reason", "a slip")], [("asserted_at", "27 July 2016"), ("act", "assert")]),
        [("asserted_at", "2016-07-27T10:00"), ("published_at", "")],
    ]
    odd = [[("note", "a\x1fb")], [("figure", "sevral")], [("asserted_at", "2016-04-01T00:30")]]
    rows = rows_of([*fine, *odd, *fine])
    ahead = ReadingAhead(layout_of(COLUMNS, has_incident=False), ImportOptions(), *names())

    together = [len(told[0]) for told in ahead.told(rows) if not isinstance(told, list)]

    assert None not in alone(rows_of(fine), ImportOptions())
    assert sum(together) >= 2 * len(fine) - 3 * FEWEST
    assert [told[0] for told in ahead.told(rows_of(fine))] == [tuple(range(len(fine)))]


def test_a_large_file_of_json_is_read_ahead_to_its_end(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A key that is left out is a blank cell of a kind that no other process can be handed."""
    row = (
        '{{"ref": "r{n}", "incident": "qamishli", "source": "hospital", "metric": "killed"{rest}}}'
    )
    rests = ', "figure": "4"', ', "figure": 7, "note": "late"', ', "figure": "sevral"', ""
    lines = [row.format(n=n, rest=rests[min(n % 40, 3) if n % 10 else 0]) for n in range(600)]
    (tmp_path / "claims.jsonl").write_text("\n".join(lines), "utf-8")
    monkeypatch.setattr(claim_files, "is_worth_it", lambda _: True)
    watched = []

    class Watched(SecondProcess):
        def __exit__(self, *problem: Any) -> None:
            watched.append(self.is_whole)
            super().__exit__(*problem)

    monkeypatch.setattr(claim_files, "SecondProcess", Watched)
    found = []
    for worth in (True, False):
        monkeypatch.setattr(claim_files, "is_worth_it", lambda _, worth=worth: worth)
        ledger = a_ledger()
        options = ImportOptions(on_error=OnError.SKIP)
        report = import_files(ledger, [str(tmp_path / "claims.jsonl")], options)
        found.append((said(report), list(ledger.contents("claim"))))

    assert watched == [True]
    assert found[0] == found[1]
    assert 0 < report.files[0].recorded < 600
