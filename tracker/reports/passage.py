"""A sentence that wraps itself: text is wrapped first and isolated after, and no number is cut."""

import re
from collections.abc import Iterator

from rich.cells import cell_len
from rich.console import Console, ConsoleOptions, RenderResult
from rich.measure import Measurement
from rich.segment import Segment
from rich.style import Style

from tracker.reports.safe import beginning, isolated_runs, visible

_LONGEST_UNBROKEN = 16
_LONGEST_NUMBER = 26
_DIGIT = re.compile(r"\d")
_BREAK = re.compile(r"(?:(?<!\d)\s+|\s+(?!\d{3}(?!\d)))")
"""Any blank but the one in `31 643`, where it sets thousands apart."""


class Passage:
    """A sentence of ours, with data in it, that wraps to whatever width it gets."""

    def __init__(self, text: str, style: str = "") -> None:
        self.text = visible(text)
        self.style = style

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        style = Style.parse(self.style) if self.style else None
        for line in wrapped(self.text, options.max_width):
            yield Segment(isolated_runs(line), style)
            yield Segment.line()

    def __rich_measure__(self, console: Console, options: ConsoleOptions) -> Measurement:
        least = max(map(_unbroken, _words(self.text)))
        widest = min(cell_len(self.text), options.max_width)
        return Measurement(min(least, widest), widest)


def wrapped(shown: str, width: int) -> Iterator[str]:
    """Visible text in lines of at most `width` cells, broken at blanks; a longer word is broken
    anywhere but inside a number that would fit on a line."""
    line = ""
    for word in _words(shown):
        rest = word
        if line and cell_len(line) + 1 + cell_len(word) > width:
            yield line
            line = ""
        while not line and cell_len(rest) > width:
            head = _head(rest, width)
            yield head
            rest = rest[len(head) :]
        line = f"{line} {rest}" if line else rest
    yield line


def _words(shown: str) -> list[str]:
    return _BREAK.split(shown.strip())


def _unbroken(word: str) -> int:
    """Cells that a word wants on one line: a number needs all of its own, within reason."""
    return min(cell_len(word), _LONGEST_NUMBER if _DIGIT.search(word) else _LONGEST_UNBROKEN)


def _head(word: str, width: int) -> str:
    """What of a word too long for a line goes onto it: up to a hyphen or slash where one is
    near, never a part of a number that would fit, at least one character."""
    kept = beginning(word, width)
    joint = max(kept.rfind("-"), kept.rfind("/"), kept.rfind("_")) + 1
    if 2 * joint > len(kept) and not word[joint : joint + 1].isdigit():
        return kept[:joint]
    if kept:
        return kept
    for character in word:
        if kept and cell_len(kept + character) > width:
            break
        kept += character
    return kept
