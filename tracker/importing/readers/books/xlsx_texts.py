"""The texts of an XLSX workbook, which its cells name by number."""

import re

from tracker.importing.faults import FileError
from tracker.importing.readers.books.parts import Walker

MOST_CHARACTERS = 500_000_000
"""Of all texts together: they are held in memory, as every program that reads such a file does."""
_ESCAPED = re.compile("_x([0-9A-Fa-f]{4})_")


class Texts(Walker):
    """The texts in their order."""

    def __init__(self) -> None:
        super().__init__()
        self.texts: list[str] = []
        self._pieces: list[str] = []
        self._is_reading = False
        self._left = MOST_CHARACTERS

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """A text opens, or a piece of one; how it is pronounced is no piece of it."""
        if name == "si":
            self._pieces.clear()
            self._is_reading = True
        elif name == "rPh":
            self._is_reading = False
        elif name == "t":
            self.forget_text()

    def end(self, name: str) -> None:
        """A text closes, or a piece of one."""
        if name == "t":
            if self._is_reading:
                self._pieces.append(self.text())
        elif name == "rPh":
            self._is_reading = True
        elif name == "si":
            text = unescaped("".join(self._pieces))
            self.texts.append(text)
            self._left -= len(text) + 10
            if self._left < 0:
                problem = f"the workbook holds more than {MOST_CHARACTERS:,} characters of text"
                raise FileError(f"{problem}; save the sheet as CSV")


def unescaped(text: str) -> str:
    """A text with the characters that XML cannot hold as they were (ECMA-376, ST_Xstring).

    >>> unescaped("40_x000D_"), unescaped("a_x005F_x0041_"), unescaped("a_x")
    ('40\\r', 'a_x0041_', 'a_x')
    """
    if "_x" not in text:
        return text
    return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text)
