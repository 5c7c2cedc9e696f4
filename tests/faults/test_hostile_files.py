"""Packed files and workbooks that would cost gigabytes or hours, or that lie about themselves.

Each is refused with its reason, quickly and in little memory, and nothing is written anywhere.
"""

import gzip
import io
import struct
import sys
import time
import tracemalloc
import zipfile
from collections.abc import Callable
from pathlib import Path

import pyarrow
import pyarrow.parquet
import pytest

from tests.importing.written import (
    FORMATS,
    PACKED,
    as_csv,
    as_parquet,
    as_xlsx_by_excel,
    ods_cell,
    ods_of,
    xlsx_of,
    zip_of,
)
from tracker.importing import FileReport, ImportOptions, OnError, import_files
from tracker.ledger import Ledger

ROWS = [["incident", "source", "metric", "figure"], ["q", "a", "killed", "4"]]
CSV = as_csv(ROWS)
LONGEST_S = 20
"""A second or two here; what is meant is minutes."""
MB = 1_000_000
HEADER = "<row>" + "".join(f"<c t='str'><v>{name}</v></c>" for name in ROWS[0]) + "</row>"


def the_report(content: bytes, **options: object) -> FileReport:
    """What an import says of a file, read from a pipe into a ledger in memory."""
    ledger = Ledger.open(":memory:")
    given = ImportOptions(on_error=OnError.SKIP, **options)  # type: ignore[arg-type]
    report = import_files(ledger, ["-"], given, stdin=io.BytesIO(content)).files[0]
    ledger.close()
    return report


def zstd(content: bytes) -> bytes:
    return PACKED[".zst"]("", content)


def sheet(more: str) -> bytes:
    return xlsx_of(f"<sheetData>{HEADER}{more}</sheetData>")


def ods(rows: str) -> bytes:
    header = "".join(map(ods_cell, ROWS[0]))
    head = f"<table:table-row>{header}</table:table-row>"
    return ods_of(f"<table:table table:name='A'>{head}{rows}</table:table>")


def with_entities(content: bytes, part: str) -> bytes:
    """The workbook with entities in one of its parts that would come to 10^9 characters."""
    defined = "".join(f"<!ENTITY e{n} '{f'&e{n - 1};' * 10}'>" for n in range(1, 9))
    bomb = f"<!DOCTYPE x [<!ENTITY e0 'aaaaaaaaaa'>{defined}]>".encode()
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    begins = parts[part].find(b"?>") + 2 if parts[part].startswith(b"<?xml") else 0
    parts[part] = parts[part][:begins] + bomb + parts[part][begins:]
    return zip_of(parts)


def encrypted_zip() -> bytes:
    plain = bytearray(zip_of({"a.csv": CSV}))
    plain[6] |= 1
    plain[plain.rfind(b"PK\1\2") + 8] |= 1
    return bytes(plain)


def packed_by(method: int) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", method) as archive:
        archive.writestr("a.csv", CSV)
    return stream.getvalue()


def zstd_of_a_large_window() -> bytes:
    """A frame that asks for two gigabytes to be unpacked in."""
    return zstd(CSV)[:4] + bytes((0, (31 - 10) << 3)) + b"\x01\x00\x00"


def parquet(table: pyarrow.Table, **options: object) -> bytes:
    stream = io.BytesIO()
    pyarrow.parquet.write_table(table, stream, **options)
    return stream.getvalue()


def many_rows(count: int) -> bytes:
    """A small Parquet file that says it has that many rows."""
    small = parquet(pyarrow.table({"source": ["a"] * 3}), use_dictionary=False)
    size = struct.unpack("<I", small[-8:-4])[0]
    footer = small[-8 - size : -8]
    assert footer.count(b"\x16\x06") >= 1
    told = footer.replace(b"\x16\x06", b"\x16" + _varint(count * 2))
    return small[: -8 - size] + told + struct.pack("<I", len(told)) + b"PAR1"


def _varint(number: int) -> bytes:
    out = bytearray()
    while number > 127:
        out.append(number & 127 | 128)
        number >>= 7
    return bytes((*out, number))


REPEATED = "<table:table-row table:number-rows-repeated='1048575'>" + ods_cell("q")
WORKBOOK = as_xlsx_by_excel(ROWS)
SHEET_PART, TEXTS_PART = "xl/worksheets/sheet1.xml", "xl/sharedStrings.xml"
BOMBS: list[tuple[str, Callable[[], bytes], str]] = [
    ("entities in a sheet", lambda: with_entities(WORKBOOK, SHEET_PART), "defines XML"),
    ("entities in its texts", lambda: with_entities(WORKBOOK, TEXTS_PART), "defines XML"),
    ("entities in ODS", lambda: with_entities(ods(""), "content.xml"), "defines XML"),
    ("a sheet of blanks", lambda: sheet(" " * 20 * MB), "which its size does not explain"),
    ("texts of blanks", lambda: xlsx_of("<sheetData/>", "<si/>" * 4 * MB), "its size does not"),
    ("a tag without end", lambda: sheet(f"<row a='{'x' * 6 * MB}'/>"), "one of its tags has no"),
    ("a cell of 2 MB", lambda: sheet(f"<row><c><v>{'9' * 2 * MB}</v></c></row>"),
     "a cell holds more than 131,072 characters"),
    ("tags in tags", lambda: sheet("<a>" * MB), "nested too deeply"),
    ("a cell in the last corner",
     lambda: sheet("<row r='1048576'><c r='XFD1048576'><v>1</v></c></row>"),
     "there is a cell in column 16,384; at most 1,000 are read"),
    ("more rows than a sheet has", lambda: sheet("<row r='1048577'/>"), "row 1048577 comes after"),
    ("a row a million times", lambda: ods(f"{REPEATED}</table:table-row>"),
     "this row is said to be there 1,048,575 times"),
    ("a cell 16,384 times", lambda: ods("<table:table-row><table:table-cell "
     "table:number-columns-repeated='16384' office:value-type='float' office:value='4'/>"
     "</table:table-row>"), "there is a cell in column 16,384"),
    ("repeats past any number", lambda: ods(REPEATED.replace("1048575", "9" * 40) +
     "</table:table-row>"), "is said to be there 99999999999999999999 times"),
    ("blanks of a gigabyte", lambda: ods("<table:table-row><table:table-cell "
     "office:value-type='string'><text:p>" + "<text:s text:c='9999'/>" * 9_999 +
     "</text:p></table:table-cell></table:table-row>"), "a cell holds more than 131,072"),
    ("a table in a cell", lambda: ods("<table:table-row><table:table-cell><table:table/>"
     "</table:table-cell></table:table-row>"), "there is a table inside of a cell"),
    ("two sheets of one name", lambda: ods_of("<table:table table:name='A'/>" * 2),
     "there are two sheets called 'A'; rename one"),
    ("a zip in a zip", lambda: zip_of({"a.csv": zip_of({"b.csv": CSV})}), "unpack the outer one"),
    ("gzip in gzip", lambda: gzip.compress(gzip.compress(CSV)), "unpack the outer one"),
    ("12,000 files", lambda: zip_of(dict.fromkeys(map("a{}.csv".format, range(12_000)), b"")),
     "there are 12,000 files in this archive; at most 10,000"),
    ("a large window", zstd_of_a_large_window, "takes more than 128 MB of memory"),
    ("an encrypted zip", encrypted_zip, "'a.csv' is encrypted; unpack it with its password"),
    ("LZMA", lambda: packed_by(zipfile.ZIP_LZMA), "'a.csv' is packed by LZMA; unpack it first"),
    ("an encrypted workbook", lambda: b"\xd0\xcf\x11\xe0" + bytes(99) + "EncryptedPackage".encode(
     "utf-16-le"), "protected by a password"),
    ("a billion rows", lambda: many_rows(10**9), "at most 100,000,000 are read"),
    ("a page of 70 MB", lambda: parquet(pyarrow.table({"a": ["z" * 70 * MB]}),
     compression="zstd", use_dictionary=False), "unpacks to far more than its size explains"),
    ("nested columns", lambda: parquet(pyarrow.table({"a": [[1]]})), "it holds list<"),
    ("an encrypted table", lambda: b"PARE" + bytes(50), "this Parquet file is encrypted"),
    ("a Word document", lambda: zip_of({"[Content_Types].xml": b"", "word/document.xml": b""}),
     "this is a Word document; save its table as XLSX or CSV"),
    ("an ODT text", lambda: zip_of({"content.xml": b"", "mimetype": b"application/vnd.oasis."
     b"opendocument.text"}),
     "this is no spreadsheet but 'application/vnd.oasis.opendocument.text'"),
]  # fmt: skip


@pytest.mark.parametrize(("make", "told"), [row[1:] for row in BOMBS], ids=[r[0] for r in BOMBS])
def test_a_file_made_to_harm_is_refused_at_once(make: Callable[[], bytes], told: str) -> None:
    content = make()
    began = time.perf_counter()
    tracemalloc.start()

    report = the_report(content)

    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert told in str(report.errors[0])
    assert report.recorded == 0
    assert time.perf_counter() - began < LONGEST_S
    assert most < 30 * MB


def test_a_sheet_that_says_it_is_as_large_as_can_be_is_read_as_it_is() -> None:
    claimed = "<dimension ref='A1:XFD1048576'/>"
    cells = "".join(f"<c t='str'><v>{text}</v></c>" for text in ROWS[1])

    report = the_report(xlsx_of(f"{claimed}<sheetData>{HEADER}<row>{cells}</row></sheetData>"))

    assert (report.recorded, report.errors) == (1, ())


def test_names_in_an_archive_lead_nowhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    inside = tmp_path / "a" / "b"
    inside.mkdir(parents=True)
    monkeypatch.chdir(inside)

    report = the_report(zip_of({"../../evil.csv": CSV, "/etc/passwd": b"x", "C:\\x.txt": b"x"}))

    assert report.recorded == 1
    assert report.remarks[0] == "read ../../evil.csv; of the archive, 2 more were not read"
    assert [path.name for path in tmp_path.rglob("*")] == ["a", "b"]


@pytest.mark.parametrize("name", FORMATS)
def test_what_a_file_is_called_does_not_matter(tmp_path: Path, name: str) -> None:
    for wrong in ("a.csv", "a.xlsx", "a.ods", "a.parquet", "a.gz", "a"):
        path = tmp_path / wrong
        path.write_bytes(FORMATS[name](ROWS))
        ledger = Ledger.open(":memory:")
        assert import_files(ledger, [str(path)]).files[0].recorded == 1, wrong
        ledger.close()


@pytest.mark.parametrize("sign", ["PK", "PAR1", "PARE", "BZh", "GIF"])
def test_a_column_may_be_called_like_the_sign_of_a_format(sign: str) -> None:
    text = f"{sign},incident,source,killed\n1,q,a,4\n"

    assert the_report(text.encode()).recorded == 1


CUT = [
    *((name, FORMATS[name](ROWS)) for name in ("excel.xlsx", "claims.ods", "claims.parquet")),
    *((f"a{ending}", PACKED[ending]("a.csv", CSV)) for ending in (".gz", ".zst", ".zip")),
]


@pytest.mark.parametrize(("content",), [(one,) for _, one in CUT], ids=[name for name, _ in CUT])
def test_a_file_cut_off_anywhere_is_refused(content: bytes) -> None:
    for end in range(5, len(content) - 1, max(len(content) // 12, 1)):
        report = the_report(content[:end])
        assert report.errors, end
        assert report.recorded == 0


def test_a_workbook_named_twice_in_itself_is_refused() -> None:
    stream = io.BytesIO(WORKBOOK)
    with pytest.warns(UserWarning), zipfile.ZipFile(stream, "a") as archive:
        archive.writestr(SHEET_PART, "<worksheet/>")

    assert "two parts of one name" in the_report(stream.getvalue()).errors[0].problem


def test_rows_that_share_one_long_text_are_one_text_in_memory() -> None:
    words = pyarrow.DictionaryArray.from_arrays([0] * 3_000, ["y" * 100_000])
    columns = {name: pyarrow.array([text] * 3_000) for name, text in zip(*ROWS, strict=True)}
    content = parquet(pyarrow.table({**columns, "note": words}))
    tracemalloc.start()

    report = the_report(content)

    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert report.refused == 3_000
    assert most < 30 * MB


def test_a_missing_library_is_named_with_what_installs_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    assert the_report(as_parquet(ROWS)).errors[0].problem == (
        "reading Parquet files needs an extra: pip install 'casualty-tracker[files]'"
    )
    if sys.version_info < (3, 14):
        monkeypatch.setitem(sys.modules, "backports", None)
        assert the_report(zstd(CSV)).errors[0].problem == (
            "reading zstd files needs an extra: pip install 'casualty-tracker[files]'"
        )


HELD = "there is no data file in this archive: it "
TWO = {"a.csv": CSV, "b.csv": CSV}
CHOICES = [
    (TWO, "", "there are 2 data files in this archive ('a.csv', 'b.csv'); name one with --member"),
    (TWO, "c.csv", "there is no 'c.csv' in this archive: it holds 'a.csv', 'b.csv'"),
    (TWO, "*.csv", "'*.csv' names 2 files in this archive; one is read"),
    ({"a.pdf": b"", "b": b""}, "", f"{HELD}holds 'a.pdf', 'b'; name one with --member"),
    ({}, "", f"{HELD}is empty"),
]


@pytest.mark.parametrize(("members", "member", "problem"), CHOICES)
def test_an_archive_without_a_plain_choice_names_what_it_holds(
    members: dict[str, bytes], member: str, problem: str
) -> None:
    from tracker.importing.readers.shape import Shape

    report = the_report(zip_of(members), shape=Shape(member=member))

    assert report.errors[0].problem == problem


def test_a_workbook_whose_own_kind_is_damaged_is_said_to_be() -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", "<x/>")
    damaged = packed.getvalue().replace(b"application/vnd", b"Application/vnd", 1)

    assert "damaged or cut off" in the_report(damaged).errors[0].problem


@pytest.mark.parametrize("others", [(), ("data/ged251.csv",)])
def test_a_member_without_a_name_is_passed_over(others: tuple[str, ...]) -> None:
    packed = io.BytesIO()
    nameless = zipfile.ZipInfo("name")
    nameless.filename = ""
    with zipfile.ZipFile(packed, "w") as archive:
        with archive.open(nameless, "w") as member:
            member.write(CSV)
        for name in others:
            archive.writestr(name, CSV)

    report = the_report(packed.getvalue())

    assert report.recorded == len(others)
    assert bool(report.errors) is not bool(others)


@pytest.mark.parametrize("member", ["", "data/ged*.csv", "data/ged251.csv"])
def test_one_file_of_an_archive_is_read(member: str) -> None:
    from tracker.importing.readers.shape import Shape

    members = {"data/": b"", "data/ged251.csv": CSV, "README.md": b"x", "__MACOSX/._ged.csv": b"x"}

    assert the_report(zip_of(members), shape=Shape(member=member)).recorded == 1
