"""An XLSX workbook (ECMA-376): its sheets, texts and formats, before any cell is read."""

import posixpath
from collections.abc import Iterator
from typing import BinaryIO

from tracker.importing.faults import FileError
from tracker.importing.readers.books.parts import Parts, Walker
from tracker.importing.readers.books.rows import Merged, Sheet, SheetRow, Touched
from tracker.importing.readers.books.xlsx_sheet import MergedCells, SheetCells
from tracker.importing.readers.books.xlsx_styles import Styles
from tracker.importing.readers.books.xlsx_texts import Texts


class XlsxBook:
    """An XLSX workbook that is open for reading."""

    def __init__(self, stream: BinaryIO) -> None:
        """Raises FileError for what is no XLSX workbook, or a damaged one."""
        self._parts = Parts(stream)
        path = _Links(self._parts, "").one_of("officeDocument")
        if path.endswith(".bin"):
            raise FileError("this is an XLSB workbook; save it as XLSX or CSV")
        links = _Links(self._parts, path)
        top = _Top()
        self._parts.walked(path, top)
        self._from_1904 = top.from_1904
        self._strings = links.one_of("sharedStrings", default="")
        self._styles = links.one_of("styles", default="")
        self.sheets = tuple(
            Sheet(name, is_hidden, links.target(link))
            for name, is_hidden, link in top.sheets
            if links.kind(link) == "worksheet"
        )
        self._texts: Texts | None = None
        self._forms: Styles | None = None

    def known(self, name: str) -> Sheet | None:
        """The sheet of that name; None where there is none."""
        return next((one for one in self.sheets if one.name == name), None)

    def has_rows(self, sheet: Sheet) -> bool:
        """Whether a sheet has any. Raises FileError."""
        return any(True for _ in self.rows(sheet))

    def rows(self, sheet: Sheet) -> Iterator[SheetRow]:
        """The rows of a sheet that are not blank. Raises FileError."""
        touched = Touched()
        touched.expect(self._merged(sheet))
        cells = SheetCells(self._all_texts(), self._all_forms().forms, from_1904=self._from_1904)
        for _ in self._parts.walk(sheet.part, cells):
            for row in cells.taken():
                row.merged = touched.at(row.number)
                yield row

    def _merged(self, sheet: Sheet) -> list[Merged]:
        """The merged cells of a sheet, which its part names after all rows."""
        walker = MergedCells()
        if self._parts.holds(sheet.part, b"mergeCell"):
            self._parts.walked(sheet.part, walker)
        return walker.found

    def _all_texts(self) -> list[str]:
        if self._texts is None:
            self._texts = Texts()
            if self._strings:
                self._parts.walked(self._strings, self._texts)
        return self._texts.texts

    def _all_forms(self) -> Styles:
        if self._forms is None:
            self._forms = Styles()
            if self._styles:
                self._parts.walked(self._styles, self._forms)
        return self._forms


class _Top(Walker):
    """The part that names the sheets."""

    def __init__(self) -> None:
        super().__init__()
        self.from_1904 = False
        self.sheets: list[tuple[str, bool, str]] = []
        """Name, whether it is hidden, and the id of its link."""

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """A sheet, among much else."""
        if name == "sheet":
            link = next((text for key, text in attributes.items() if key.endswith(":id")), "")
            is_hidden = attributes.get("state", "visible") != "visible"
            self.sheets.append((attributes.get("name", ""), is_hidden, link))
        elif name == "workbookPr":
            self.from_1904 = attributes.get("date1904", "0") in ("1", "true")

    def end(self, name: str) -> None:
        """Nothing is kept of the texts between."""
        self.forget_text()


class _Links(Walker):
    """The links of a part to others: id → kind and path."""

    def __init__(self, parts: Parts, path: str) -> None:
        super().__init__()
        self._folder, name = posixpath.split(path)
        self._found: dict[str, tuple[str, str]] = {}
        parts.walked(posixpath.join(self._folder, "_rels", f"{name}.rels"), self)

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """A link."""
        if name != "Relationship" or attributes.get("TargetMode") == "External":
            return
        target = posixpath.join("/", self._folder, attributes.get("Target", ""))
        kind = attributes.get("Type", "").rpartition("/")[2]
        self._found[attributes.get("Id", "")] = kind, posixpath.normpath(target).lstrip("/")

    def end(self, name: str) -> None:
        """Nothing is kept of the texts between."""
        self.forget_text()

    def kind(self, link: str) -> str:
        """What a link leads to; '' where there is no such link."""
        return self._found.get(link, ("", ""))[0]

    def target(self, link: str) -> str:
        """The path of the part a link leads to."""
        return self._found[link][1]

    def one_of(self, kind: str, default: str | None = None) -> str:
        """The path of the only part of a kind. Raises FileError where there is none."""
        found = [path for one, path in self._found.values() if one == kind]
        if found:
            return found[0]
        if default is None:
            raise FileError("this is no workbook: it does not say where its sheets are")
        return default
