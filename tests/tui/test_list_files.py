"""Lists as files."""

import csv
from functools import partial
from io import StringIO
from pathlib import Path

import pytest

from tracker.errors import OptionError, StorageError, TrackerError
from tracker.tui.archive import Archive
from tracker.tui.dialogs.saving import write_new
from tracker.tui.exporting import list_file
from tracker.tui.rows import NOT_YET, ListedRows


def a_list(*cells: tuple[str, ...]) -> ListedRows:
    return ListedRows([str(place) for place in range(len(cells))], lambda place: cells[place])


def test_a_list_as_csv_holds_nothing_that_a_spreadsheet_runs_and_every_row_whole() -> None:
    told = list_file(".csv", ("source", ""), a_list(("=HYPERLINK()", "a\rb"), ("-1", 'x "y", z')))

    assert list(csv.reader(StringIO(told, newline=""))) == [
        ["source", "column 2"],
        ["'=HYPERLINK()", "a\rb"],
        ["'-1", 'x "y", z'],
    ]


def test_incidents_that_were_never_in_sight_have_their_figures_in_the_file(
    sample_ledger: str,
) -> None:
    archive = Archive(sample_ledger)
    rows = archive.incidents((), "slug")
    rows.method = "range"
    slugs = rows.without_headline(0, len(rows) - 1)
    heads = ("incident", "low", "best", "high", "when", "place")

    told = list_file(".csv", heads, rows, partial(archive.complete, rows))
    figures = [tuple(row[1:4]) for row in csv.reader(StringIO(told, newline=""))][1:]

    assert len(slugs) == 7
    assert figures == [tuple(archive.headlines([slug], "range")[slug]) for slug in slugs]
    archive.close()


def test_a_list_of_which_some_is_still_worked_out_is_no_file() -> None:
    with pytest.raises(OptionError, match="still being worked out"):
        list_file(".json", ("source", "counts"), a_list(("Example desk", NOT_YET)))


@pytest.mark.parametrize(
    "name", ["~nosuchuser/x.txt", "a\0b.txt", "\ud800.txt", f"{'x' * 400}.txt"]
)
def test_a_name_that_no_file_can_have_is_refused(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)

    with pytest.raises(TrackerError):
        write_new(name, lambda _: "")


def test_a_file_that_does_not_fit_on_the_disk_leaves_none(tmp_path: Path) -> None:
    resource = pytest.importorskip("resource")
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    name = tmp_path / "list.csv"
    resource.setrlimit(resource.RLIMIT_FSIZE, (1_024, before[1]))
    try:
        with pytest.raises(StorageError, match="File too large"):
            write_new(str(name), lambda _: "x" * 4_096)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)

    assert list(tmp_path.iterdir()) == []
    write_new(str(name), lambda _: "figures 12–45\r\n")
    assert name.read_bytes() == "figures 12–45\r\n".encode()
