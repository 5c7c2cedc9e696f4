"""The styles of an XLSX workbook, as far as they say what a number is."""

from tracker.importing.readers.books.formats import BUILT_IN, NumberFormat, number_format
from tracker.importing.readers.books.parts import Walker

_MOST_STYLES = 100_000


class Styles(Walker):
    """The format of each style, by its number."""

    def __init__(self) -> None:
        super().__init__()
        self.forms: list[NumberFormat] = []
        self._codes: dict[int, str] = dict(BUILT_IN)
        self._is_cell_style = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """A format or a style that names one."""
        if name == "numFmt":
            if len(self._codes) < _MOST_STYLES:
                self._codes[_number(attributes.get("numFmtId"))] = attributes.get("formatCode", "")
        elif name == "cellXfs":
            self._is_cell_style = True
        elif name == "xf" and self._is_cell_style and len(self.forms) < _MOST_STYLES:
            code = self._codes.get(_number(attributes.get("numFmtId")), "General")
            self.forms.append(number_format(code))

    def end(self, name: str) -> None:
        """The cells' styles end where those of named styles begin."""
        if name == "cellXfs":
            self._is_cell_style = False
        self.forget_text()


def _number(text: str | None) -> int:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 10 else 0
