"""Zip archives: looked at before they are trusted, and the file in them that holds the data."""

import struct
import zipfile
import zlib
from collections.abc import Sequence
from fnmatch import fnmatchcase
from pathlib import PurePosixPath
from typing import IO, BinaryIO

from tracker.errors import shown
from tracker.importing.faults import FileError

MOST_MEMBERS = 10_000
MOST_DIRECTORY = 4_000_000
"""Bytes of an archive's table of contents, all of which is held in memory."""
_MOST_NAMED = 5
_MOST_COMMENT = 65_535
_END, _END_64, _LOCATOR_64 = b"PK\x05\x06", b"PK\x06\x06", b"PK\x06\x07"
_DATA = frozenset((".csv", ".tsv", ".tab", ".psv", ".json", ".jsonl", ".ndjson"))
_BOOKS = frozenset((".xlsx", ".xlsm", ".ods", ".parquet"))
_WORDS_ONLY = ("readme", "license", "licence", "copying", "notice", "changelog", "citation")
_RARE = {9: "deflate64", 12: "bzip2", 14: "LZMA", 93: "zstd", 95: "xz", 99: "AES"}
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_ENCRYPTED = 1
BROKEN = "the zip archive is damaged or cut off; fetch it again"


def archive_of(stream: BinaryIO) -> zipfile.ZipFile:
    """The archive in a stream. Raises FileError where it is none, or has too much in it."""
    _refuse_large(stream)
    try:
        return zipfile.ZipFile(stream)
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, struct.error):
        raise FileError(BROKEN) from None


def is_workbook(archive: zipfile.ZipFile) -> bool:
    """Whether it is an XLSX or ODS workbook, or another document made of such parts."""
    names = archive.namelist()
    return "[Content_Types].xml" in names or {"mimetype", "content.xml"} <= set(names)


def member_of(archive: zipfile.ZipFile, wanted: str) -> zipfile.ZipInfo:
    """The file with the data. Raises FileError where no choice is plain."""
    files = [one for one in archive.infolist() if not _is_aside(one)]
    return _named(files, wanted) if wanted else _only(files)


def _refuse_unreadable(member: zipfile.ZipInfo) -> None:
    """Raises FileError for a file that is encrypted, or packed in a rare way."""
    if member.flag_bits & _ENCRYPTED:
        raise FileError(f"{shown(member.filename)} is encrypted; unpack it with its password")
    if member.compress_type not in _METHODS:
        method = _RARE.get(member.compress_type, f"method {member.compress_type}")
        raise FileError(f"{shown(member.filename)} is packed by {method}; unpack it first")


def opened(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> IO[bytes]:
    """The bytes of a file in an archive, unpacked as they are read. Raises FileError."""
    _refuse_unreadable(member)
    try:
        return archive.open(member)
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, RuntimeError):
        raise FileError(BROKEN) from None


def beginning_of(archive: zipfile.ZipFile, member: zipfile.ZipInfo, most: int) -> bytes:
    """The first bytes of a file in an archive, so many or fewer. Raises FileError."""
    try:
        with opened(archive, member) as part:
            return part.read(most)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError):
        raise FileError(BROKEN) from None


def is_folder(member: zipfile.ZipInfo) -> bool:
    """Whether it is a folder. Python 3.11's own question ends with an IndexError where a member
    has no name at all."""
    return member.filename.endswith("/")


def _is_aside(member: zipfile.ZipInfo) -> bool:
    """Folders, what has no name, and what programs put beside the files for themselves."""
    parts = PurePosixPath(member.filename).parts
    return is_folder(member) or "__MACOSX" in parts or not parts or parts[-1].startswith(".")


def _named(files: Sequence[zipfile.ZipInfo], wanted: str) -> zipfile.ZipInfo:
    found = [one for one in files if one.filename == wanted]
    found = found or [one for one in files if fnmatchcase(one.filename, wanted)]
    if not found:
        raise FileError(f"there is no {shown(wanted)} in this archive: it holds {_names(files)}")
    if len(found) > 1:
        raise FileError(f"{shown(wanted)} names {len(found)} files in this archive; one is read")
    return found[0]


def _only(files: Sequence[zipfile.ZipInfo]) -> zipfile.ZipInfo:
    data = [one for one in files if _ending(one) in _DATA | _BOOKS]
    data = data or [one for one in files if _ending(one) == ".txt" and not _is_about(one)]
    data = data or (list(files) if len(files) == 1 else [])
    if len(data) > 1:
        told = f"there are {len(data):,} data files in this archive"
        raise FileError(f"{told} ({_names(data)}); name one with --member")
    if not data:
        held = f"it holds {_names(files)}; name one with --member" if files else "it is empty"
        raise FileError(f"there is no data file in this archive: {held}")
    return data[0]


def _ending(member: zipfile.ZipInfo) -> str:
    return PurePosixPath(member.filename).suffix.lower()


def _is_about(member: zipfile.ZipInfo) -> bool:
    return PurePosixPath(member.filename).stem.lower().startswith(_WORDS_ONLY)


def _names(files: Sequence[zipfile.ZipInfo]) -> str:
    names = [shown(one.filename) for one in files[:_MOST_NAMED]]
    rest = len(files) - len(names)
    return ", ".join(names) + (f" and {rest:,} more" if rest else "")


def _refuse_large(stream: BinaryIO) -> None:
    """Looks at the end of the archive, where it says how much is in it, before that is read."""
    size = stream.seek(0, 2)
    stream.seek(max(size - _MOST_COMMENT - 100, 0))
    tail = stream.read()
    stream.seek(0)
    at = tail.rfind(_END)
    if at < 0 or len(tail) < at + 20:
        raise FileError(BROKEN)
    members, directory = struct.unpack("<HI", tail[at + 10 : at + 16])
    if tail[at - 20 : at - 16] == _LOCATOR_64:
        record = tail[max(at - 76, 0) : at - 20]
        if not record.startswith(_END_64):
            raise FileError(BROKEN)
        members, directory = struct.unpack("<QQ", record[32:48])
    if members > MOST_MEMBERS or directory > MOST_DIRECTORY:
        told = f"there are {members:,} files in this archive"
        raise FileError(f"{told}; at most {MOST_MEMBERS:,} are looked through, unpack it first")
