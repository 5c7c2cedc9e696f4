"""A report in lines of a width, and the part of a line that is in sight."""

import io
import re
from itertools import groupby

from rich.console import Console, RenderableType
from rich.segment import Segment
from textual.strip import Strip

_CUT = "›"
"""Stands where a line goes on to the right."""
_NUMBER_AT_END = re.compile(r"[\d.,'’·٫٬]+$")


def report_lines(report: RenderableType, width: int) -> list[Strip]:
    """The report in lines; one that must not be wrapped may be wider than that."""
    console = Console(
        file=io.StringIO(),
        width=max(width, 20),
        color_system="truecolor",
        force_terminal=True,
        legacy_windows=False,
        markup=False,
        emoji=False,
        highlight=False,
        _environ={},
    )
    segments = console.render(report, console.options)
    lines = Segment.split_lines(one for one in segments if not one.control)
    return [Strip(_joined(line)) for line in lines]


def _joined(line: list[Segment]) -> list[Segment]:
    """The line with neighbours of one style as one."""
    return [
        Segment("".join(one.text for one in some), style)
        for style, some in groupby(line, key=lambda one: one.style)
    ]


def seen_of(line: Strip, left: int, width: int) -> Strip:
    """The cells of a line from `left` on. Where it goes on, a sign says so, and a number that
    would be cut is left out whole: part of one is another number."""
    end = left + width
    if line.cell_length <= end:
        return line.crop_extend(left, end, None)
    head = line.crop(0, end - 1)
    if line.crop(end - 1, end).text.isdigit():
        kept = head.cell_length - len(_ending_number(head.text))
        head = head.crop(0, max(kept, left))
    return Strip.join([head.crop_extend(left, end - 1, None), Strip([Segment(_CUT)])])


def _ending_number(text: str) -> str:
    found = _NUMBER_AT_END.search(text)
    return found[0] if found else ""
