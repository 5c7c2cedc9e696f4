"""Bytes to text: the encoding is recognised or named, never guessed in silence."""

import codecs
import io
import re
from dataclasses import dataclass
from typing import BinaryIO

from tracker.importing.faults import FileError

_BLOCK = 1 << 20
_ADVICE = "save it as UTF-8, or name its encoding with --encoding"
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_MAGIC = (
    (b"PK\x03\x04", "an XLSX, ODS or ZIP file; save the sheet as CSV"),
    (b"\xd0\xcf\x11\xe0", "an old Excel or Word file; save the sheet as XLSX or CSV"),
    (b"%PDF", "a PDF; copy its table into a CSV file"),
    (b"SQLite format 3\x00", "a SQLite database; to open a ledger use --db"),
    (b"\x1f\x8b", "a gzip file; unpack it first"),
    (b"PAR1\x15", "a Parquet file; save it as CSV"),
    (b"\x28\xb5\x2f\xfd", "a zstd file; unpack it first"),
    (b"BZh91AY&SY", "a bzip2 file; unpack it first"),
    (b"\xfd7zXZ\x00", "an xz file; unpack it first"),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive; unpack it first"),
    (b"Rar!\x1a\x07", "a RAR archive; unpack it first"),
    (b"\x89PNG", "an image"),
    (b"\xff\xd8\xff", "an image"),
    (b"GIF8", "an image"),
)
_IMPLAUSIBLE_1252 = re.compile(
    # Bytes that are no letter, quote or dash of a western text.
    rb"[\x81-\x83\x86-\x88\x8d\x8f\x90\x95\x98\x9d\xa4-\xa6\xa8\xac\xad\xaf\xb1-\xb3\xb5\xb6\xb8"
    rb"\xb9\xbc-\xbe\xd7\xf7]"
    # Three accented letters in a row: some other alphabet.
    rb"|[\xc0-\xff]{3}"
    # A small letter followed by a capital with an accent: DOS or Macintosh.
    rb"|[a-z][\x8a\x8c\x8e\x9f\xc0-\xde]"
    # A sign inside a word, other than an apostrophe or a dash.
    rb"|[A-Za-z][\x80\x84\x85\x89\x8b\x91\x93\x94\x99\x9b\xa1-\xa3\xa7\xa9\xab\xae\xb0\xb4\xb7\xbb"
    rb"\xbf][a-z]"
    # What a letter looks like in UTF-8: a file in two encodings.
    rb"|[\xc2-\xdf][\x80-\xbf](?=[a-z])|[\xe0-\xef][\x80-\xbf]{2}"
)


@dataclass(frozen=True, slots=True)
class Encoding:
    """How a file's bytes become text, and what a person should know about it."""

    name: str
    remark: str = ""


def encoding_of(stream: BinaryIO, named: str | None) -> Encoding:
    """The encoding of a seekable stream, which is read through. Raises FileError.

    The whole of it is decoded once, so that reading it again with this encoding succeeds.
    """
    head = _from_start(stream).read(_BLOCK)
    if not head:
        raise FileError("the file is empty")
    _refuse_binary(head)
    if named is not None:
        return _checked(stream, named)
    for mark, name in _MARKS:
        if head.startswith(mark):
            return _checked(stream, name)
    if b"\x00" in head[:4096]:
        _refuse_zeros(head)
    bad = _first_bad_byte(stream, "utf-8")
    return Encoding("utf-8") if bad is None else _western(stream, bad)


def open_text(stream: BinaryIO, encoding: Encoding) -> io.TextIOWrapper:
    """The stream from its start as text, line ends left as they are. Closing is the caller's."""
    return io.TextIOWrapper(_from_start(stream), encoding=encoding.name, newline="")


def _from_start(stream: BinaryIO) -> BinaryIO:
    stream.seek(0)
    return stream


def _refuse_binary(head: bytes) -> None:
    for magic, what in _MAGIC:
        if head.startswith(magic):
            raise FileError(f"this is not a text file: it looks like {what}")


def _refuse_zeros(head: bytes) -> None:
    even, odd = head[:4096:2].count(0), head[1:4096:2].count(0)
    if max(even, odd) > 4 * min(even, odd) and max(even, odd) * 4 > len(head[:4096]):
        name = "utf-16-le" if odd > even else "utf-16-be"
        raise FileError(f"this looks like UTF-16 without its mark; say --encoding {name}")
    raise FileError("this is not a text file: it holds zero bytes")


def _checked(stream: BinaryIO, name: str) -> Encoding:
    try:
        "".encode(name)
    except (LookupError, UnicodeError):  # The name itself may be no text, or mean none.
        raise FileError(f"{name!r} is not an encoding I know; try utf-8 or cp1252") from None
    bad = _first_bad_byte(stream, name)
    if bad is not None:
        problem = f"this is not {name} text: byte {bad} cannot be read; {_ADVICE}"
        raise FileError(problem, line=_line_of(stream, bad))
    return Encoding(name)


def _first_bad_byte(stream: BinaryIO, name: str) -> int | None:
    """Offset of the first byte that the encoding cannot read; None where it reads everything."""
    _from_start(stream)
    decoder = codecs.getincrementaldecoder(name)()
    done, kept = 0, 0
    try:
        while block := stream.read(_BLOCK):
            decoder.decode(block)
            done += len(block)
            state = decoder.getstate()[0]
            kept = len(state) if isinstance(state, bytes) else 0
        decoder.decode(b"", final=True)
    except UnicodeError as bad:
        return done - kept + getattr(bad, "start", 0)
    return None


def _western(stream: BinaryIO, bad: int) -> Encoding:
    _from_start(stream)
    overlap = b""
    while block := stream.read(_BLOCK):
        if (overlap + block).translate(None, bytes(range(128))) and _IMPLAUSIBLE_1252.search(
            overlap + block
        ):
            problem = f"this is neither UTF-8 nor plainly Windows-1252 text; {_ADVICE}"
            raise FileError(problem, line=_line_of(stream, bad))
        overlap = block[-3:]
    line = _line_of(stream, bad)
    remark = f"not UTF-8, so read as Windows-1252; check the accents, first in line {line}"
    return Encoding("cp1252", remark)


def _line_of(stream: BinaryIO, offset: int) -> int:
    """The line that a byte stands in, from 1."""
    _from_start(stream)
    lines, left = 1, offset
    while left > 0 and (block := stream.read(min(left, _BLOCK))):
        lines += block.count(b"\n")
        left -= len(block)
    return lines
