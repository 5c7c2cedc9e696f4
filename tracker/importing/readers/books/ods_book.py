"""An ODS workbook (OpenDocument 1.3): its sheets, which stand one after the other in one part."""

from collections.abc import Iterator
from typing import BinaryIO

from tracker.importing.faults import FileError
from tracker.importing.readers.books.ods_sheets import SheetsCells
from tracker.importing.readers.books.parts import Parts
from tracker.importing.readers.books.rows import Merged, Sheet, SheetRow

_CONTENT = "content.xml"
_MANIFEST = "META-INF/manifest.xml"


class OdsBook:
    """An ODS workbook that is open for reading."""

    def __init__(self, stream: BinaryIO) -> None:
        """Raises FileError for what is no ODS workbook, or an encrypted or damaged one."""
        self._parts = Parts(stream)
        if "encryption-data" in self._parts.text(_MANIFEST, 1_000_000):
            raise FileError("this workbook is protected by a password; save it without one")
        look = SheetsCells("")
        self._parts.walked(_CONTENT, look)
        self.sheets = tuple(Sheet(name, name in look.hidden) for name in look.with_rows)

    def rows(self, sheet: Sheet) -> Iterator[SheetRow]:
        """The rows of a sheet that are not blank. Raises FileError."""
        cells = SheetsCells(sheet.name)
        for _ in self._parts.walk(_CONTENT, cells):
            yield from cells.taken()

    def merged(self, sheet: Sheet) -> tuple[Merged, ...]:
        """The merged cells of a sheet. Raises FileError."""
        cells = SheetsCells(sheet.name, keeps_rows=False)
        self._parts.walked(_CONTENT, cells)
        return tuple(cells.merged)
