"""What the cells of a workbook mean, which sheet is read, and what is refused in it."""

import io
from collections.abc import Callable
from datetime import date, datetime, time
from typing import Any

import pytest
from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from tests.importing.written import ods_cell, ods_of, xlsx_of
from tracker.importing.faults import FileError
from tracker.importing.readers.binary import binary_format, binary_table
from tracker.importing.readers.books.cells import NO_RESULT
from tracker.importing.readers.shape import PLAIN_SHAPE, Shape
from tracker.importing.readers.table import BadRow, Table


def xlsx(fill: Callable[[Worksheet], None], *others: str) -> bytes:
    """A workbook whose first sheet is filled by a function; others: names of empty sheets."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    fill(sheet)
    for name in others:
        book.create_sheet(name)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def table(content: bytes, shape: Shape = PLAIN_SHAPE) -> Table:
    stream = io.BytesIO(content)
    return binary_table(stream, binary_format(stream, ""), shape)


def told(content: bytes, shape: Shape = PLAIN_SHAPE) -> list[tuple[int, str]]:
    """Each row with its number: its cells, or its problem."""
    rows = table(content, shape).rows
    return [
        (
            n,
            f"{row.error.column}: {row.error.problem}"
            if isinstance(row, BadRow)
            else "|".join(row),
        )
        for n, row in rows
    ]


def refusal(content: bytes, shape: Shape = PLAIN_SHAPE) -> str:
    with pytest.raises(FileError) as refused:
        list(table(content, shape).rows)
    return f"{refused.value.line} {refused.value.problem}"


DAY, NOON = date(2016, 7, 27), datetime(2016, 7, 27, 12, 0)
CELLS: list[tuple[Any, str, str]] = [
    (40, "General", "40"),
    (40.0, "General", "40"),
    (1234567, "#,##0", "1234567"),
    (1234567, "[$€-407] #,##0", "1234567"),
    (40.5, "0", "40.5"),
    (0.1 + 0.2, "General", "0.3"),
    (37.05, "General", "37.05"),
    (0.12, "0%", "12%"),
    (True, "General", "TRUE"),
    (" at least 40 ", "General", " at least 40 "),
    ("007", "@", "007"),
    (DAY, "yyyy-mm-dd", "2016-07-27"),
    (DAY, "d-mmm", "2016-07-27"),
    (DAY, "mmm-yy", "2016-07"),
    (DAY, "yyyy", "2016"),
    (datetime(2016, 7, 27), "yyyy-mm-dd hh:mm:ss", "2016-07-27"),
    (NOON, "yyyy-mm-dd hh:mm", "2016-07-27T12:00"),
    (datetime(2016, 7, 27, 15, 4, 5), "dd.mm.yyyy hh:mm:ss", "2016-07-27T15:04:05"),
    (time(15, 4), "h:mm", "15:04"),
    (datetime(1900, 2, 28), "yyyy-mm-dd", "1900-02-28"),
    ("a_x000D_b", "General", "a\rb"),
    ("<&>\n", "General", "<&>\n"),
    (0, '_-* #,##0_-;-* #,##0_-;_-* "-"??_-;_-@_-', "0"),
    (0, '[=0]"-";0', "0"),
    (40, '[=0]"n/a";0', "40"),
    (40, '[<5]"<5";0', "40"),
]


@pytest.mark.parametrize(("value", "form", "text"), CELLS)
def test_a_cell_is_the_text_that_the_sheet_means(value: Any, form: str, text: str) -> None:
    def fill(sheet: Worksheet) -> None:
        sheet["A1"] = "figure"
        sheet["A2"] = value
        sheet["A2"].number_format = form

    ((number, cell),) = told(xlsx(fill))

    assert (number, cell) == (2, text)


ODD: list[tuple[Any, str, str]] = [
    ("#REF!", "General", "cell shows '#REF!', an error of its formula; mend or clear it"),
    ("=A1+1", "General", f"{NO_RESULT[4:]}"),
    (40, '"at least "0', "cell holds 40 and shows more: 'at least'; write it as text"),
    (40, "[$≥-409]0", "cell holds 40 and shows more: '≥'; write it as text"),
    (40, "0+", "cell holds 40 and shows more: '+'; write it as text"),
    (40_000, "#,##0,", "cell holds 40000 and shows more: thousands of it; write it as text"),
    (12345678901234567, "0", "cell holds a number of more than 15 digits, not all of them kept; "
     "write it as text"),
    (0, "0;-0;;@", "cell holds 0 and shows nothing; show what is meant, or clear it"),
    (0, "#,###", "cell holds 0 and shows nothing; show what is meant, or clear it"),
    (0, '0;-0;"n/a"', "cell holds 0 and shows 'n/a'; show what is meant, or clear it"),
    (0, '0;-0;".."', "cell holds 0 and shows '..'; show what is meant, or clear it"),
    (0, '[>0]0;""', "cell holds 0 and shows nothing; show what is meant, or clear it"),
    (0, '[=0]"n/a";0', "cell holds 0 and shows more: 'n/a'; write it as text"),
    (3, '[>=5]0;"<5"', "cell holds 3 and shows more: '<5'; write it as text"),
    (40, '" "', "cell holds 40 and shows nothing; show what is meant, or clear it"),
    (40, ";;;", "cell holds 40 and shows nothing; show what is meant, or clear it"),
    (60, "yyyy-mm-dd", "cell holds 60 for a date, and no day has that number; write it as text"),
    (-4, "yyyy-mm-dd", "cell holds -4 for a date, and no day has that number; write it as text"),
]  # fmt: skip


@pytest.mark.parametrize(("value", "form", "problem"), ODD)
def test_a_cell_that_means_something_else_than_it_holds_is_refused(
    value: Any, form: str, problem: str
) -> None:
    def fill(sheet: Worksheet) -> None:
        sheet["A1"] = "figure"
        sheet["A2"] = value
        sheet["A2"].number_format = form

    assert told(xlsx(fill)) == [(2, f"figure: the {problem}")]


TEXTS = [
    ("<si><t>at least 40</t></si>", "at least 40"),
    ("<si><t xml:space='preserve'> 40 </t></si>", " 40 "),
    ("<si><r><rPr><strike/></rPr><t>at </t></r><r><t>least 40</t></r></si>", "at least 40"),
    ("<si><t>四十</t><rPh sb='0' eb='1'><t>よんじゅう</t></rPh></si>", "四十"),
    ("<si/>", ""),
]


@pytest.mark.parametrize(("entry", "text"), TEXTS)
def test_a_text_that_stands_apart_is_found_by_its_number(entry: str, text: str) -> None:
    cells = "<row><c t='s'><v>0</v></c></row><row r='7'><c r='A7' t='s'><v>1</v></c></row>"

    read = told(xlsx_of(f"<sheetData>{cells}</sheetData>", f"<si><t>figure</t></si>{entry}"))

    assert read == ([(7, text)] if text else [])


WRITTEN_DATES = [
    ("2016-07-27T15:04:00Z", "0", "2016-07-27T15:04:00Z"),
    ("2016-07-27T15:04:00", "0", "2016-07-27T15:04:00"),
    ("2016-07-27T00:00:00.000Z", "0", "2016-07-27"),
    ("2016-07-27", "14", "2016-07-27"),
    ("2016-07-01T00:00:00", "17", "2016-07"),
]


@pytest.mark.parametrize(("written", "form", "text"), WRITTEN_DATES)
def test_a_date_that_is_written_out_keeps_its_offset_and_is_no_finer_than_shown(
    written: str, form: str, text: str
) -> None:
    styles = f"<cellXfs><xf numFmtId='0'/><xf numFmtId='{form}'/></cellXfs>"
    cells = f"<row><c t='str'><v>day</v></c></row><row><c t='d' s='1'><v>{written}</v></c></row>"

    assert told(xlsx_of(f"<sheetData>{cells}</sheetData>", styles=styles)) == [(2, text)]


def test_dates_may_be_counted_from_1904() -> None:
    styles = "<cellXfs><xf numFmtId='0'/><xf numFmtId='14'/></cellXfs>"
    cells = "<row><c t='str'><v>day</v></c></row><row><c s='1'><v>41116</v></c></row>"
    book = "<workbookPr date1904='1'/>"

    content = xlsx_of(f"<sheetData>{cells}</sheetData>", book=book, styles=styles)

    assert told(content) == [(2, "2016-07-27")]


DAMAGED = [
    ("<row><c t='s'><v>9</v></c></row>", "1 the workbook is damaged: it has no text 9"),
    ("<row r='2'/><row r='2'/>", "None the workbook is damaged: row 2 comes after row 2"),
    ("<row r='-1'/>", "None the workbook is damaged: it counts by '-1'"),
    ("<row><c r='1A'/></row>", "None the workbook is damaged: it has a cell called '1A'"),
    ("<row><c r='A1'><v>1</v></c><c r='A1'><v>2</v></c></row>",
     "1 the workbook is damaged: a cell comes twice"),
    ("<row>", "None the workbook is damaged: mismatched tag in its XML"),
]  # fmt: skip


@pytest.mark.parametrize(("rows", "problem"), DAMAGED)
def test_a_damaged_sheet_is_refused(rows: str, problem: str) -> None:
    assert refusal(xlsx_of(f"<sheetData>{rows}</sheetData>")) == problem


def test_rows_keep_the_numbers_that_the_spreadsheet_shows() -> None:
    def fill(sheet: Worksheet) -> None:
        sheet["B3"], sheet["C3"] = "killed", "note"
        sheet["B7"] = 4
        sheet["C9"] = "x"

    assert told(xlsx(fill)) == [(7, "|4|"), (9, "||x")]
    assert table(xlsx(fill)).line == 3


def test_a_header_further_down_is_found_by_its_row() -> None:
    def fill(sheet: Worksheet) -> None:
        sheet.append(["Deaths in March", None])
        sheet.merge_cells("A1:B1")
        sheet.append([])
        sheet.append(["place", "killed"])
        sheet.append(["Homs", 3])

    content = xlsx(fill)

    assert told(content, Shape(header_row=3)) == [(4, "Homs|3")]
    assert refusal(content, Shape(header_row=2)).startswith("2 this row is to name the columns")
    assert refusal(content, Shape(header_row=9)).startswith(
        "None row 9 is to name the columns, but"
    )


def test_rows_that_merged_cells_touch_are_refused() -> None:
    def fill(sheet: Worksheet) -> None:
        for row in (["place", "killed"], ["Homs", 3], [None, 4], ["Idlib", 5]):
            sheet.append(row)
        sheet.merge_cells("A2:A3")

    (two, why), (three, _), last = told(xlsx(fill))

    assert (two, three, last) == (2, 3, (4, "Idlib|5"))
    assert why.startswith(
        "place: cells of rows 2 to 3 are merged, and what stands in them could be"
    )


def test_merged_cells_are_seen_however_the_xml_is_laid_out() -> None:
    cells = "".join(f"<row><c t='str'><v>{text}</v></c></row>" for text in ("place", "Homs"))
    merged = "<mergeCells\n><mergeCell\nref='A2:A3'/></mergeCells\n>"

    ((_, why),) = told(xlsx_of(f"<sheetData>{cells}</sheetData>{merged}"))

    assert why.startswith("place: cells of rows 2 to 3 are merged")


def test_a_value_beyond_the_header_is_refused_and_blanks_there_are_not() -> None:
    def fill(sheet: Worksheet) -> None:
        for row in (["place", "killed"], ["Homs", 3, " "], ["Idlib", 5, "?"]):
            sheet.append(row)

    (_, good), (_, bad) = told(xlsx(fill))

    assert good == "Homs|3"
    assert bad == ": the row has a cell beyond the 2 columns of the header"


def test_hidden_rows_are_read_and_told() -> None:
    def fill(sheet: Worksheet) -> None:
        for row in (["place"], ["Homs"], ["Idlib"]):
            sheet.append(row)
        sheet.row_dimensions[3].hidden = True

    read = table(xlsx(fill))

    assert [row for _, row in read.rows] == [["Homs"], ["Idlib"]]
    assert read.noted == ["1 hidden row was read like the others, first row 3"]


def book_of(*sheets: tuple[str, str, bool]) -> bytes:
    """A workbook of sheets: name, what stands in the first cells, whether it is hidden."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for name, text, is_hidden in sheets:
        sheet = book.create_sheet(name)
        sheet.sheet_state = "hidden" if is_hidden else "visible"
        for line in text.split():
            sheet.append([line])
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def test_the_only_sheet_in_sight_that_has_rows_is_read() -> None:
    content = book_of(("Empty", "", False), ("Old", "a 1", True), ("March", "b 2", False))

    read = table(content)

    assert (read.sheet, read.header) == ("March", ("b",))
    assert read.remarks == ("hidden sheets were not read: 'Old'",)


def test_of_several_sheets_one_is_to_be_named() -> None:
    content = book_of(("March", "a 1", False), ("April", "a 2", False), ("May", "a 3", True))

    assert refusal(content) == (
        "None 2 sheets of this workbook have rows: 'March', 'April'; name one with --sheet"
    )
    assert refusal(content, Shape(sheet="Mai")) == (
        "None there is no sheet 'Mai' in this workbook; it has 'March', 'April', 'May'"
    )
    assert told(content, Shape(sheet="April")) == [(2, "2")]
    assert table(content, Shape(sheet="May")).remarks == (
        "the sheet 'May', which was read, is hidden",
    )


def test_sheets_without_rows_or_in_hiding_are_no_choice() -> None:
    assert refusal(book_of(("A", "", False))) == "None no sheet of this workbook has rows"
    assert refusal(book_of(("A", "", False), ("B", "a 1", True))) == (
        "None only hidden sheets of this workbook have rows: 'B'; "
        "name one with --sheet if it is meant"
    )


def ods(*rows: str, styles: str = "", head: str = "") -> bytes:
    """A workbook of one sheet with those rows of cells under a header `figure`."""
    header = f"<table:table-row>{ods_cell('figure')}</table:table-row>"
    body = "".join(f"<table:table-row>{row}</table:table-row>" for row in rows)
    return ods_of(f"<table:table table:name='A'{head}>{header}{body}</table:table>", styles)


def odf(kind: str, value: str, shows: str, more: str = "") -> str:
    attribute = dict.fromkeys(("float", "percentage", "currency"), "value").get(
        kind, f"{kind}-value"
    )
    return (
        f"<table:table-cell office:value-type='{kind}' office:{attribute}='{value}' {more}>"
        f"<text:p>{shows}</text:p></table:table-cell>"
    )


NOTE = "<office:annotation><text:p>who says so?</text:p></office:annotation>"
PICTURE = "<draw:frame><draw:text-box><text:p>a picture</text:p></draw:text-box></draw:frame>"
ODS_CELLS = [
    (odf("float", "40", "40"), "40"),
    (odf("float", "40", "40.00"), "40"),
    (odf("float", "1234567", "1,234,567"), "1234567"),
    (odf("float", "40", "٤٠"), "40"),
    (odf("float", "0.30000000000000004", "0.3"), "0.3"),
    (odf("float", "1200000", "1.2E+06"), "1200000"),
    (odf("percentage", "0.12", "12%"), "12%"),
    (odf("float", "0", "0"), "0"),
    (odf("float", "0", "-"), "0"),
    (odf("date", "2016-07-27", "27 Jul"), "2016-07-27"),
    (odf("date", "2016-07-01", "Jul 16"), "2016-07"),
    (odf("date", "2016-07-16", "Jul 16"), "2016-07-16"),
    (odf("date", "2016-07-01", "07/2016"), "2016-07"),
    (odf("date", "2016-01-01", "2016"), "2016"),
    (odf("date", "2016-07-27T00:00:00", "27.07.2016"), "2016-07-27"),
    (odf("date", "2016-07-27T15:04:00", "27.07.2016 15:04"), "2016-07-27T15:04"),
    (odf("date", "2016-07-27T15:04:05.250", "27.07.2016 15:04"), "2016-07-27T15:04:05"),
    (odf("time", "PT15H04M00S", "15:04"), "15:04"),
    (odf("boolean", "true", "TRUE"), "TRUE"),
    ("<table:table-cell office:value-type='string'><text:p>at <text:span>least</text:span>"
     "<text:s text:c='2'/>40</text:p><text:p>dead</text:p></table:table-cell>",
     "at least  40\ndead"),
    (f"<table:table-cell office:value-type='string'>{NOTE}{PICTURE}<text:p>40</text:p>"
     "</table:table-cell>", "40"),
]  # fmt: skip


@pytest.mark.parametrize(("cell", "text"), ODS_CELLS)
def test_an_ods_cell_is_the_text_that_the_sheet_means(cell: str, text: str) -> None:
    assert told(ods(cell)) == [(2, text)]


ODS_ODD = [
    (odf("float", "40", "40+"), "cell holds 40 and shows '40+'; write it as text"),
    (odf("float", "0", ""), "cell holds 0 and shows nothing; show what is meant, or clear it"),
    (odf("currency", "0", " "), "cell holds 0 and shows nothing; show what is meant, or clear it"),
    (odf("float", "0", ".."), "cell holds 0 and shows '..'; write it as text"),
    (odf("float", "40", "-"), "cell holds 40 and shows '-'; write it as text"),
    (odf("float", "40000", "40"), "cell holds 40000 and shows '40'; write it as text"),
    (odf("string", "", "#REF!", "calcext:value-type='error'"),
     "cell shows '#REF!', an error of its formula; mend or clear it"),
    (odf("float", "0", "Err:502", "table:formula='of:=A1'"),
     "cell shows 'Err:502', an error of its formula; mend or clear it"),
    ("<table:table-cell table:formula='of:=1+1'/>", NO_RESULT[4:]),
]  # fmt: skip


@pytest.mark.parametrize(("cell", "problem"), ODS_ODD)
def test_an_ods_cell_that_means_something_else_is_refused(cell: str, problem: str) -> None:
    assert told(ods(cell)) == [(2, f"figure: the {problem}")]


def test_what_an_ods_file_writes_once_is_read_as_often_as_it_stands_there() -> None:
    blank = "<table:table-row table:number-rows-repeated='3'><table:table-cell/></table:table-row>"
    twice = f"<table:table-row table:number-rows-repeated='2'>{ods_cell('4')}</table:table-row>"
    wide = "<table:table-cell table:number-columns-repeated='16000'/>"
    sheet = f"<table:table table:name='A'><table:table-row>{ods_cell('x')}{wide}</table:table-row>"

    rows = told(ods_of(f"{sheet}{blank}{twice}</table:table>"))

    assert rows == [(5, "4"), (6, "4")]


def test_merged_cells_of_an_ods_file_are_seen() -> None:
    four = "table:number-rows-spanned='2' office:value-type='string'><text:p>4</text:p>"
    rows = (
        ods_cell("x") + ods_cell("y"),
        f"<table:table-cell {four}</table:table-cell>{ods_cell('5')}",
        f"<table:covered-table-cell/>{ods_cell('6')}",
        ods_cell("7"),
    )
    body = "".join(f"<table:table-row>{row}</table:table-row>" for row in rows)

    read = told(ods_of(f"<table:table table:name='A'>{body}</table:table>"))

    assert [number for number, text in read if "are merged" in text] == [2, 3]
    assert read[2] == (4, "7|")


def test_hidden_sheets_of_an_ods_file_are_seen() -> None:
    hides = "<style:table-properties table:display='false'/>"
    style = f"<style:style style:name='h'>{hides}</style:style>"

    assert "only hidden sheets" in refusal(ods(styles=style, head=" table:style-name='h'"))


def test_what_was_deleted_from_an_ods_file_is_not_read() -> None:
    deleted = (
        "<table:tracked-changes><table:cell-content-change><table:previous><table:change-track-"
        "table-cell><text:p>99</text:p></table:change-track-table-cell></table:previous>"
        "</table:cell-content-change></table:tracked-changes>"
    )
    sheet = f"<table:table table:name='A'><table:table-row>{ods_cell('x')}</table:table-row>"
    row = f"<table:table-row>{ods_cell('4')}</table:table-row></table:table>"

    assert told(ods_of(deleted + sheet + row)) == [(2, "4")]
