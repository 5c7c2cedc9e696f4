"""Compressed files: gzip, zstd, and zip archives in which one file holds the data.

What is in them is copied to a nameless file on the disk, as much of it as makes sense, so that
it can be read more than once. Nothing is ever written under a name that an archive gives.
"""

from pathlib import Path
from typing import BinaryIO, NamedTuple

from tracker.importing.faults import FileError
from tracker.importing.inputs import STDIN, Input
from tracker.importing.packed.archives import archive_of, is_folder, is_workbook, member_of, opened
from tracker.importing.packed.bounded import copied, gunzipped, unzstd

__all__ = ["Unpacked", "unpacked"]

_GZIP = b"\x1f\x8b"
_ZSTD = b"\x28\xb5\x2f\xfd"
_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
"""The second one begins an archive of nothing."""
_ENDINGS = (".gz", ".gzip", ".zst", ".zstd")


class Unpacked(NamedTuple):
    """A file of the call with its packing taken off."""

    given: Input
    """The same as before where nothing was packed; else a copy, to be closed by the caller."""
    remark: str
    """What a person should know of it; '' for nothing."""


def unpacked(given: Input, member: str) -> Unpacked:
    """What is in a compressed file; the first bytes tell whether it is one.

    member: name or pattern of the file in a zip archive, '' for the only one with data.
    Raises FileError for what is broken, encrypted, ambiguous or far larger than it seems.
    """
    with given.reading() as stream:
        magic = stream.read(4)
        stream.seek(0)
        if magic.startswith(_GZIP):
            return _alone(given, gunzipped(stream))
        if magic == _ZSTD:
            return _alone(given, unzstd(stream))
        if magic.startswith(_ZIP):
            return _from_archive(given, stream, member)
    return Unpacked(given, "")


def _alone(given: Input, copy: BinaryIO) -> Unpacked:
    """The one file in a compressed one, whose name is that without its ending."""
    path = Path(given.name)
    inner = path.stem if path.suffix.lower() in _ENDINGS else path.name
    try:
        _refuse_packed_again(copy)
    except FileError:
        copy.close()
        raise
    return Unpacked(Input(given.name, copy, "" if given.name == STDIN else inner), "")


def _from_archive(given: Input, stream: BinaryIO, member: str) -> Unpacked:
    with archive_of(stream) as archive:
        if is_workbook(archive):
            return Unpacked(given, "")
        chosen = member_of(archive, member)
        with opened(archive, chosen) as packed:
            copy = copied(packed.read, chosen.compress_size)
    try:
        _refuse_packed_again(copy)
    except FileError:
        copy.close()
        raise
    others = sum(not is_folder(one) for one in archive.infolist()) - 1
    left = f"; of the archive, {others:,} more were not read" if others else ""
    return Unpacked(Input(given.name, copy, chosen.filename), f"read {chosen.filename}{left}")


def _refuse_packed_again(copy: BinaryIO) -> None:
    """Raises FileError for a packed file in a packed file; a workbook is none."""
    copy.seek(0)
    magic = copy.read(4)
    copy.seek(0)
    if magic.startswith(_ZIP):
        with archive_of(copy) as archive:
            is_packed = not is_workbook(archive)
    else:
        is_packed = magic.startswith(_GZIP) or magic == _ZSTD
    copy.seek(0)
    if is_packed:
        raise FileError("this is a compressed file in a compressed file; unpack the outer one")
