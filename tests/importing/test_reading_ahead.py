"""A file read ahead by a second process gives what it gives when it is read by one alone."""

import errno
import os
import signal
import sys
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Self

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.importing.any_rows import FILES, HEADER, ROWS, SOURCES, file_of, said
from tests.importing.setting import INCIDENTS, a_ledger
from tests.places import PLACES
from tracker.importing import ImportOptions, OnError, claim_files, import_files
from tracker.importing.second_process import SecondProcess
from tracker.ledger import Ledger

pytestmark = [
    pytest.mark.usefixtures("each_database"),
    pytest.mark.skipif(sys.platform != "linux", reason="only Linux has a second process read"),
]


def imported(text: bytes, *, ahead: bool, on_error: OnError = OnError.STOP) -> tuple[Ledger, str]:
    """The ledger, and what there is after importing it twice: reports, entries, what is refused."""
    with TemporaryDirectory() as name:
        ledger, what = _imported(Path(name), text, ahead=ahead, on_error=on_error)
        return ledger, repr(what).replace(name, "")


def _imported(
    folder: Path, text: bytes, *, ahead: bool, on_error: OnError
) -> tuple[Ledger, object]:
    aside = folder / "refused.csv"
    refused = str(aside) if on_error is OnError.SKIP else None
    options = ImportOptions(on_error=on_error, refused_path=refused)
    (folder / "incidents.csv").write_text(INCIDENTS, "utf-8")
    (folder / "sources.csv").write_text(SOURCES, "utf-8")
    (folder / "claims.csv").write_bytes(text)
    given = [str(folder / f"{name}.csv") for name in ("incidents", "sources", "claims")]
    ledger = a_ledger()
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(claim_files, "is_worth_it", lambda _: ahead)
        reports = [import_files(ledger, given, options) for _ in range(2)]
    contents = [list(ledger.contents(kind)) for kind in ("incident", "source", "claim")]
    return ledger, ([said(one) for one in reports], contents, aside.exists() and aside.read_bytes())


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
