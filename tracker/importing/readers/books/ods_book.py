"""An ODS workbook (OpenDocument 1.3): its sheets, which stand one after the other in one part."""

from collections.abc import Iterator
from functools import cached_property
from typing import BinaryIO

from tracker.importing.faults import FileError
from tracker.importing.readers.books.ods_sheets import SheetsCells
from tracker.importing.readers.books.parts import Parts
from tracker.importing.readers.books.rows import Sheet, SheetRow

_CONTENT = "content.xml"
_MANIFEST = "META-INF/manifest.xml"


class OdsBook:
    """An ODS workbook that is open for reading."""

    def __init__(self, stream: BinaryIO) -> None:
        """Raises FileError for what is no ODS workbook, or an encrypted or damaged one."""
        self._parts = Parts(stream)
        if "encryption-data" in self._parts.text(_MANIFEST, 1_000_000):
            raise FileError("this workbook is protected by a password; save it without one")

    @cached_property
    def sheets(self) -> tuple[Sheet, ...]:
        """Its sheets that have rows, for which all of it is read. Raises FileError."""
        look = SheetsCells("")
        self._parts.walked(_CONTENT, look)
        return tuple(Sheet(name, name in look.hidden) for name in look.with_rows)

    def known(self, name: str) -> Sheet | None:
        """A sheet that an earlier look found; this one takes it on trust."""
        return Sheet(name, is_hidden=False)

    def has_rows(self, sheet: Sheet) -> bool:
        """Whether a sheet has any."""
        return sheet in self.sheets

    def rows(self, sheet: Sheet) -> Iterator[SheetRow]:
        """The rows of a sheet that are not blank. Raises FileError."""
        cells = SheetsCells(sheet.name)
        for _ in self._parts.walk(_CONTENT, cells):
            yield from cells.taken()
            if cells.is_over:
                return
