"""Files that are no text: which format their first bytes show, and the table in them."""

from collections.abc import Callable
from typing import BinaryIO

from tracker.importing.faults import FileError
from tracker.importing.packed.archives import archive_of, beginning_of, is_workbook
from tracker.importing.readers.books.sheets import book_table
from tracker.importing.readers.parquet import parquet_table
from tracker.importing.readers.shape import Shape
from tracker.importing.readers.table import Table

BINARY = ("xlsx", "ods", "parquet")
_OLE = b"\xd0\xcf\x11\xe0"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_LOOK = 1 << 20
_ODS = "application/vnd.oasis.opendocument.spreadsheet"
_OTHERS = (("word/", "a Word document"), ("ppt/", "a PowerPoint presentation"))
_TABLE_ADVICE = "save its table as XLSX or CSV"


def binary_format(stream: BinaryIO, wanted: str) -> str:
    """One of BINARY, or '' for a file that is text or not known here.

    wanted: the format it is said to have, '' for any. Raises FileError for documents that are no
    workbooks, and for a file of another format than the wanted one.
    """
    stream.seek(0)
    head = stream.read(5)
    found = _told_by(stream, head)
    stream.seek(0)
    if wanted and found != (wanted if wanted in BINARY else ""):
        raise FileError(f"this is no {wanted} file{f' but {found}' if found else ''}")
    return found


def binary_table(stream: BinaryIO, form: str, shape: Shape, *, is_chosen: bool = False) -> Table:
    """The table of a file in one of the formats BINARY. Raises FileError.

    is_chosen: the shape's sheet was found by an earlier look at the same file.
    """
    if form == "parquet":
        return parquet_table(stream)
    return book_table(stream, form, shape, is_chosen=is_chosen)


def _told_by(stream: BinaryIO, head: bytes) -> str:
    looks: dict[bytes, Callable[[BinaryIO], str]] = {
        b"PAR1": lambda _: "parquet",
        b"PARE": _refuse_encrypted_parquet,
        _OLE: _refuse_old,
        b"PK\x03\x04": _in_archive,
    }
    look = looks.get(head[:4])
    if look is None or (head.isascii() and head.decode().isprintable()):
        return ""
    return look(stream)


def _in_archive(stream: BinaryIO) -> str:
    with archive_of(stream) as archive:
        if not is_workbook(archive):
            return ""
        names = archive.namelist()
        if "[Content_Types].xml" in names:
            for folder, what in _OTHERS:
                if any(name.startswith(folder) for name in names):
                    raise FileError(f"this is {what}; {_TABLE_ADVICE}")
            return "xlsx"
        told = beginning_of(archive, archive.getinfo("mimetype"), 200)
    kind = told.decode("latin-1").strip()
    if kind.removesuffix("-template") == _ODS:
        return "ods"
    raise FileError(f"this is no spreadsheet but {kind[:80]!r}; {_TABLE_ADVICE}")


def _refuse_old(stream: BinaryIO) -> str:
    stream.seek(0)
    if _ENCRYPTED in stream.read(_LOOK):
        raise FileError("this workbook is protected by a password; save it without one")
    return ""


def _refuse_encrypted_parquet(_: BinaryIO) -> str:
    raise FileError("this Parquet file is encrypted; save it without")
