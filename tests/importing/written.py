"""The same rows as files of every format that is read, plain and packed."""

import csv
import gzip
import io
import json
import sys
import zipfile
from collections.abc import Callable, Sequence
from xml.sax.saxutils import escape, quoteattr

import pyarrow
import pyarrow.parquet
from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

Rows = Sequence[Sequence[str]]
"""The header, then rows of texts, all as wide as it is."""


def as_csv(rows: Rows, delimiter: str = ",") -> bytes:
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=delimiter).writerows(rows)
    return text.getvalue().encode()


def as_json(rows: Rows) -> bytes:
    return json.dumps([dict(zip(rows[0], row, strict=True)) for row in rows[1:]]).encode()


def as_json_lines(rows: Rows) -> bytes:
    objects = (dict(zip(rows[0], row, strict=True)) for row in rows[1:])
    return "".join(json.dumps(one) + "\n" for one in objects).encode()


def as_xlsx(rows: Rows) -> bytes:
    """As openpyxl writes it: plain whole numbers as numbers, everything else as text."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for at, row in enumerate(rows, start=1):
        for column, text in enumerate(row, start=1):
            cell = sheet.cell(at, column)
            if _is_number(text):
                cell.value = int(text)
            elif text:
                cell.value = text
                cell.data_type = "s"
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def as_xlsx_by_excel(rows: Rows) -> bytes:
    """As Excel writes it: texts apart, each once, and cells that name them by number."""
    texts = list(dict.fromkeys(text for row in rows for text in row))
    numbers = {text: at for at, text in enumerate(texts)}

    def cell(text: str) -> str:
        if _is_number(text):
            return f"<c><v>{text}</v></c>"
        return f"<c t='s'><v>{numbers[text]}</v></c>" if text else "<c/>"

    lines = "".join(f"<row>{''.join(map(cell, row))}</row>" for row in rows)
    strings = "".join(f"<si><t>{escape(text)}</t></si>" for text in texts)
    return xlsx_of(f"<sheetData>{lines}</sheetData>", strings)


def xlsx_of(sheet: str, strings: str = "", book: str = "", styles: str = "") -> bytes:
    """An XLSX file of one sheet with that in its XML."""
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    links = "http://schemas.openxmlformats.org/package/2006/relationships"
    main = "xmlns='http://schemas.openxmlformats.org/spreadsheetml/2006/main'"

    def related(*kinds: tuple[str, str]) -> bytes:
        one = "<Relationship Id='r{}' Type='{}/{}' Target='{}'/>"
        some = (one.format(at, office, *kind) for at, kind in enumerate(kinds, start=1))
        return f"<Relationships xmlns='{links}'>{''.join(some)}</Relationships>".encode()

    sheets = "<sheets><sheet name='Claims' sheetId='1' r:id='r1'/></sheets>"
    parts = {
        "xl/workbook.xml": f"<workbook {main} xmlns:r='{office}'>{book}{sheets}</workbook>",
        "xl/worksheets/sheet1.xml": f"<worksheet {main}>{sheet}</worksheet>",
        "xl/sharedStrings.xml": f"<sst {main}>{strings}</sst>",
        "xl/styles.xml": f"<styleSheet {main}>{styles}</styleSheet>",
    }
    return zip_of(
        {
            "[Content_Types].xml": b"<Types/>",
            "_rels/.rels": related(("officeDocument", "xl/workbook.xml")),
            "xl/_rels/workbook.xml.rels": related(
                ("worksheet", "worksheets/sheet1.xml"),
                ("sharedStrings", "/xl/sharedStrings.xml"),
                ("styles", "styles.xml"),
            ),
            **{name: text.encode() for name, text in parts.items()},
        }
    )


def as_ods(rows: Rows) -> bytes:
    """As LibreOffice does it, but for the styles."""
    return ods_of(f"<table:table table:name='Claims'>{''.join(map(_ods_row, rows))}</table:table>")


def ods_of(tables: str, styles: str = "") -> bytes:
    """An ODS file with those tables in it."""
    names = "urn:oasis:names:tc:opendocument:xmlns"
    content = (
        "<?xml version='1.0' encoding='UTF-8'?>"
        f"<office:document-content xmlns:office='{names}:office:1.0' "
        f"xmlns:table='{names}:table:1.0' xmlns:text='{names}:text:1.0' "
        f"xmlns:style='{names}:style:1.0' xmlns:calcext='{names}:calcext:1.0' "
        f"xmlns:draw='{names}:drawing:1.0' office:version='1.3'>"
        f"<office:automatic-styles>{styles}</office:automatic-styles>"
        f"<office:body><office:spreadsheet>{tables}</office:spreadsheet></office:body>"
        "</office:document-content>"
    )
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    return zip_of({"mimetype": kind.encode(), "content.xml": content.encode()})


def _ods_row(row: Sequence[str]) -> str:
    return f"<table:table-row>{''.join(map(ods_cell, row))}</table:table-row>"


def ods_cell(text: str) -> str:
    """A cell of an ODS sheet that holds that number or text."""
    if not text:
        return "<table:table-cell/>"
    kind = (
        f"office:value-type='float' office:value='{text}'"
        if _is_number(text)
        else f"office:value-type='string' office:string-value={quoteattr(text)}"
    )
    return f"<table:table-cell {kind}/>"


def as_parquet(rows: Rows) -> bytes:
    names, columns = rows[0], list(zip(*rows[1:], strict=True))
    table = pyarrow.table({name: list(column) for name, column in zip(names, columns, strict=True)})
    stream = io.BytesIO()
    pyarrow.parquet.write_table(table, stream)
    return stream.getvalue()


def zip_of(members: dict[str, bytes]) -> bytes:
    """An archive of those files, by name."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return stream.getvalue()


def _is_number(text: str) -> bool:
    """Whether a spreadsheet would keep it as a number and show it as it stands here."""
    return text.isascii() and text.isdigit() and len(text) < 15 and str(int(text)) == text


def fits_xml(text: str) -> bool:
    """Whether a workbook holds the text as it is: some control characters have no place in XML,
    and a carriage return that is not written as `_x000D_` is a line feed to whoever reads it."""
    return not ILLEGAL_CHARACTERS_RE.search(text) and "_x" not in text and "\r" not in text


FORMATS: dict[str, Callable[[Rows], bytes]] = {
    "claims.csv": as_csv,
    "claims.tsv": lambda rows: as_csv(rows, "\t"),
    "claims.txt": lambda rows: as_csv(rows, "~"),
    "claims.json": as_json,
    "claims.jsonl": as_json_lines,
    "claims.xlsx": as_xlsx,
    "excel.xlsx": as_xlsx_by_excel,
    "claims.ods": as_ods,
    "claims.parquet": as_parquet,
}
PACKED: dict[str, Callable[[str, bytes], bytes]] = {
    "": lambda _, content: content,
    ".gz": lambda _, content: gzip.compress(content),
    ".zst": lambda _, content: zstd.compress(content),
    ".zip": lambda name, content: zip_of({"README.txt": b"about", f"../{name}": content}),
}
