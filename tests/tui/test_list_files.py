"""Lists as files."""

import csv
from io import StringIO

from tracker.tui.exporting import list_file
from tracker.tui.rows import ListedRows


def a_list(*cells: tuple[str, ...]) -> ListedRows:
    return ListedRows([str(place) for place in range(len(cells))], lambda place: cells[place])


def test_a_list_as_csv_holds_nothing_that_a_spreadsheet_runs_and_every_row_whole() -> None:
    told = list_file(".csv", ("source", ""), a_list(("=HYPERLINK()", "a\rb"), ("-1", 'x "y", z')))

    assert list(csv.reader(StringIO(told, newline=""))) == [
        ["source", "column 2"],
        ["'=HYPERLINK()", "a\rb"],
        ["'-1", 'x "y", z'],
    ]
