"""Decompression that ends: by what the packed bytes may reasonably come to."""

import gzip
import sys
import tempfile
import zipfile
import zlib
from collections.abc import Callable
from typing import BinaryIO

from tracker.errors import StorageError
from tracker.importing import inputs
from tracker.importing.extras import missing
from tracker.importing.faults import FileError

MOST_TIMES = 200
"""How many times its packed size a file may come to; tables of claims come to 5 to 50 times."""
ANYTHING_UP_TO = 64_000_000
"""Bytes that may come of a packed file however small it is."""
_BLOCK = 1 << 20
_WINDOW_LOG = 27
"""128 MB of memory, which is what zstd itself allows unless told otherwise."""
_DAMAGED = "the compressed file is damaged; fetch it again"
_CUT = "the compressed file is cut off; fetch it again"


def gunzipped(stream: BinaryIO) -> BinaryIO:
    """A copy of what a gzip file holds. Raises FileError."""
    size = _size_of(stream)
    with gzip.GzipFile(fileobj=stream) as packed:
        return copied(packed.read, size)


def unzstd(stream: BinaryIO) -> BinaryIO:
    """A copy of what a zstd file holds. Raises FileError."""
    if sys.version_info >= (3, 14):
        from compression import zstd  # noqa: PLC0415 - only for those who have such files
    else:
        try:
            from backports import zstd  # noqa: PLC0415 - an extra
        except ImportError:
            raise missing("zstd files") from None
    size = _size_of(stream)
    limits = {int(zstd.DecompressionParameter.window_log_max): _WINDOW_LOG}
    try:
        with zstd.ZstdFile(stream, options=limits) as packed:
            return copied(packed.read, size)
    except zstd.ZstdError as problem:
        if "memory" in str(problem):
            raise FileError(
                "unpacking it takes more than 128 MB of memory; unpack it first"
            ) from None
        raise FileError(_DAMAGED) from None


def copied(read: Callable[[int], bytes], packed_size: int) -> BinaryIO:
    """A nameless file with all that can be read, from its start.

    Raises FileError where more comes than packed_size explains, or what comes is damaged.
    """
    most = min(max(ANYTHING_UP_TO, MOST_TIMES * packed_size), inputs.MOST_SPOOLED)
    copy = tempfile.TemporaryFile()  # noqa: SIM115  closed with its Input
    try:
        _copy(read, copy, most)
    except BaseException:
        copy.close()
        raise
    copy.seek(0)
    return copy


def _copy(read: Callable[[int], bytes], copy: BinaryIO, most: int) -> None:
    left = most
    while block := read_block(read):
        left -= len(block)
        if left < 0:
            raise FileError(
                f"it unpacks to more than {most:,} bytes, which its size does not explain; if "
                "that is right, unpack it first"
            )
        try:
            copy.write(block)
        except OSError as problem:
            told = problem.strerror or problem
            raise StorageError(f"no room to unpack a compressed file: {told}") from problem


def read_block(read: Callable[[int], bytes], size: int = _BLOCK) -> bytes:
    """The next bytes of what is being unpacked; none at its end. Raises FileError."""
    try:
        return read(size)
    except EOFError:
        raise FileError(_CUT) from None
    except (OSError, zlib.error, zipfile.BadZipFile):  # BadGzipFile is an OSError
        raise FileError(_DAMAGED) from None


def _size_of(stream: BinaryIO) -> int:
    size = stream.seek(0, 2)
    stream.seek(0)
    return size
