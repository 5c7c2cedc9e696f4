"""The XML files of which a workbook is made: read in blocks, never larger than they may be."""

import zipfile
from collections.abc import Callable, Iterator
from typing import IO, BinaryIO, NoReturn
from xml.parsers import expat

from tracker.importing.faults import FileError
from tracker.importing.packed.archives import archive_of, opened
from tracker.importing.packed.bounded import MOST_TIMES, read_block

MOST_PART = 4_000_000_000
"""Bytes of a sheet as XML, which is ten times what Excel's largest sheet takes."""
ANYTHING_UP_TO = 16_000_000
"""Bytes of a part that needs no explanation, however small it is packed."""
LONGEST_TEXT = 131_072
"""Characters of a cell, as in CSV."""
_MOST_UNREAD = 4_000_000
"""Bytes the parser may hold back for want of the end of one tag."""
_DEEPEST = 200
"""Tags inside of tags."""
_BLOCK = 1 << 16


class Parts:
    """The parts of one workbook."""

    def __init__(self, stream: BinaryIO) -> None:
        """Raises FileError for what is no sound archive."""
        self._archive = archive_of(stream)
        self._members = {one.filename: one for one in self._archive.infolist()}
        if len(self._members) < len(self._archive.infolist()):
            raise FileError("the workbook is damaged: it has two parts of one name")

    def text(self, name: str, most: int) -> str:
        """The beginning of a part that is no XML, as Latin-1; '' where there is none."""
        if name not in self._members:
            return ""
        with self._opened(name) as part:
            return part.read(most).decode("latin-1")

    def holds(self, name: str, sign: bytes) -> bool:
        """Whether some bytes stand anywhere in a part."""
        kept = b""
        with self._opened(name) as part:
            while block := read_block(part.read):
                if sign in kept + block:
                    return True
                kept = block[-len(sign) :]
        return False

    def walk(self, name: str, walker: "Walker") -> Iterator[None]:
        """Hands a part to a walker, a block at each step. Raises FileError."""
        with self._opened(name) as part:
            yield from walker.walked(part)

    def walked(self, name: str, walker: "Walker") -> None:
        """Hands all of a part to a walker. Raises FileError."""
        for _ in self.walk(name, walker):
            pass

    def _opened(self, name: str) -> IO[bytes]:
        member = self._members.get(name)
        if member is None:
            raise FileError(f"the workbook is damaged: its part {name} is missing")
        _refuse_bomb(member)
        return opened(self._archive, member)


def _refuse_bomb(member: zipfile.ZipInfo) -> None:
    most = min(max(ANYTHING_UP_TO, MOST_TIMES * member.compress_size), MOST_PART)
    if member.file_size > most:
        raise FileError(
            f"its part {member.filename} unpacks to {member.file_size:,} bytes, which its size "
            "does not explain; save the sheet as CSV"
        )


class Walker:
    """What walks over an XML part: subclasses say what they do at a tag, its end and a text.

    Names come without their namespace's prefix, which differs from program to program. Entities
    cannot be defined, so that nothing grows on the way.
    """

    def __init__(self) -> None:
        self._names: dict[str, str] = {}
        self._text: list[str] = []
        self._text_size = 0
        self._depth = 0

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """A tag opens. attributes: with their prefixes."""
        raise NotImplementedError

    def end(self, name: str) -> None:
        """A tag closes."""
        raise NotImplementedError

    def forget_text(self) -> None:
        """The text from here on is of interest, what came before is not."""
        self._text.clear()
        self._text_size = 0

    def text(self) -> str:
        """The text since it was last forgotten, which it is again now."""
        text = "".join(self._text)
        self.forget_text()
        return text

    def add_text(self, text: str) -> None:
        """Text of the document. Raises FileError where a cell would hold too much."""
        self._text_size += len(text)
        if self._text_size > LONGEST_TEXT:
            raise FileError(f"a cell holds more than {LONGEST_TEXT:,} characters; no text may")
        self._text.append(text)

    def walked(self, part: IO[bytes]) -> Iterator[None]:
        """Walks over a part, a block at each step. Raises FileError for what is no sound XML."""
        parser = expat.ParserCreate()
        parser.buffer_text = True
        parser.StartElementHandler = self._starting(self.start)
        parser.EndElementHandler = self._ending(self.end)
        parser.CharacterDataHandler = self.add_text
        parser.StartDoctypeDeclHandler = _refuse_definitions
        fed = 0
        try:
            while block := read_block(part.read, _BLOCK):
                parser.Parse(block, False)  # noqa: FBT003 - its only signature
                fed += len(block)
                if self._depth > _DEEPEST:
                    raise FileError("the workbook is damaged: its tags are nested too deeply")
                if fed - parser.CurrentByteIndex > _MOST_UNREAD:
                    raise FileError("the workbook is damaged: one of its tags has no end")
                yield
            parser.Parse(b"", True)  # noqa: FBT003
        except expat.ExpatError as problem:
            told = expat.ErrorString(problem.code)
            raise FileError(f"the workbook is damaged: {told} in its XML") from None
        yield

    def _starting(
        self, start: Callable[[str, dict[str, str]], None]
    ) -> Callable[[str, dict[str, str]], None]:
        names = self._names

        def started(name: str, attributes: dict[str, str]) -> None:
            self._depth += 1
            start(names.get(name) or self._local(name), attributes)

        return started

    def _ending(self, end: Callable[[str], None]) -> Callable[[str], None]:
        names = self._names

        def ended(name: str) -> None:
            self._depth -= 1
            end(names.get(name) or self._local(name))

        return ended

    def _local(self, name: str) -> str:
        """The name without its prefix, remembered for as many names as such files have."""
        local = name.rpartition(":")[2]
        if len(self._names) < 10_000:
            self._names[name] = local
        return local


def _refuse_definitions(*_: object) -> NoReturn:
    raise FileError("the workbook defines XML entities of its own, which none needs; not read")
