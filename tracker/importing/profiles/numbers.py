"""Numbers of a foreign file to wording and bounds: none invented, none rounded in silence."""

import re
from decimal import Decimal
from itertools import pairwise
from typing import NamedTuple

from tracker.errors import FigureError
from tracker.figures import Qualifier, read_figure
from tracker.importing.faults import RowError

_WHOLE = re.compile(r"\d+", re.ASCII)
_AS_PROGRAMS_WRITE = re.compile(r"(\d+)\.0{1,2}", re.ASCII)
"""12.0: what a program makes of whole numbers in a column with gaps. 1.000 may be a thousand."""
_FRACTION = re.compile(r"\d*\.\d*[1-9]", re.ASCII)
"""As programs write one, so without zeros at its end: 1.500 may be fifteen hundred."""
_NEGATIVE = re.compile(r"[-−–]\s*\d[\d.,]*", re.ASCII)

FRACTION = "the number is a share of a toll spread over several records; bounds rounded outward"
DISORDER = "as published the numbers are not in order; the bounds are the least and the greatest"


class Reading(NamedTuple):
    """What the cells of one figure say."""

    wording: str
    low: str
    """As a canonical file would write it; '' with a high that is '' leaves it to the wording."""
    high: str
    oddity: str = ""
    """What a person should know of it; '' for nothing. It stands in the claim's note."""


class _Number(NamedTuple):
    floor: int
    ceiling: int
    text: str
    """As it was given, without what a program added."""


def read_wording(column: str, cell: str, *, takes_fractions: bool) -> Reading:
    """The figure of a cell that holds a number or words. Raises RowError for what is neither a
    number nor left to the reader of words.

    >>> read_wording("dead", "12.0", takes_fractions=False)
    Reading(wording='12', low='', high='', oddity='')
    """
    _refuse_negative(column, cell)
    if whole := _AS_PROGRAMS_WRITE.fullmatch(cell):
        return Reading(whole[1], "", "")
    if takes_fractions and _FRACTION.fullmatch(cell):
        number = _fraction(cell)
        return Reading(cell, str(number.floor), str(number.ceiling), FRACTION)
    return Reading(cell, "", "")


def read_bounds(
    low: tuple[str, str], best: tuple[str, str], high: tuple[str, str], *, takes_fractions: bool
) -> Reading:
    """The figure of a low, a best and a high cell, each with its column; of which one at least
    is not blank. Raises RowError for a cell that is no plain number.

    Where they are not in order, all of them are kept: the bounds are the least and the
    greatest, and the wording has each as published.

    >>> read_bounds(("low", "5"), ("best", "8"), ("high", "12"), takes_fractions=False)[:3]
    ('best 8 (low 5, high 12)', '5', '12')
    """
    given = [
        _number(column, cell, takes_fractions) if cell else None
        for column, cell in (low, best, high)
    ]
    floor, stated, ceiling = given
    known = [number for number in given if number is not None]
    oddity = FRACTION if any(number.floor != number.ceiling for number in known) else ""
    is_one = len({number.text for number in known}) == 1
    if is_one and floor and ceiling and not oddity:
        return Reading(known[0].text, "", "")
    in_order = all(one.floor <= other.ceiling for one, other in pairwise(known))
    wording = _worded(floor, stated, ceiling) if stated or not in_order else ""
    if not in_order:
        least, most = min(one.floor for one in known), max(one.ceiling for one in known)
        return Reading(wording, str(least), str(most), DISORDER)
    if floor is None and ceiling is None:
        return Reading(known[0].text, str(known[0].floor), str(known[0].ceiling), oddity)
    bounds = (str(floor.floor) if floor else "", str(ceiling.ceiling) if ceiling else "")
    return Reading(wording, *bounds, oddity)


def _worded(floor: _Number | None, stated: _Number | None, ceiling: _Number | None) -> str:
    ends = [f"low {floor.text}"] if floor else []
    ends += [f"high {ceiling.text}"] if ceiling else []
    around = ", ".join(ends)
    if stated is None:
        return around
    return f"best {stated.text} ({around})" if around else stated.text


def _number(column: str, cell: str, takes_fractions: bool) -> _Number:  # noqa: FBT001
    _refuse_negative(column, cell)
    if whole := _WHOLE.fullmatch(cell) or _AS_PROGRAMS_WRITE.fullmatch(cell):
        text = whole[0].partition(".")[0]
        return _Number(int(text[:17]), int(text[:17]), text)
    if _FRACTION.fullmatch(cell):
        if takes_fractions:
            return _fraction(cell)
        raise RowError(column, cell, f"{cell} is not a whole number of people")
    try:
        figure = read_figure(cell)
    except FigureError as problem:
        raise RowError(column, cell, str(problem)) from None
    if figure.qualifier is not Qualifier.EXACT or figure.low is None:
        raise RowError(column, cell, f"{cell[:60]!r} is not one plain number, as a bound must be")
    return _Number(figure.low, figure.low, str(figure.low))


def _fraction(cell: str) -> _Number:
    value = Decimal(cell)
    floor = int(value)
    return _Number(floor, floor if value == floor else floor + 1, cell)


def _refuse_negative(column: str, cell: str) -> None:
    if _NEGATIVE.fullmatch(cell):
        told = "is below nobody; if the file writes it for what is not known, the profile must "
        raise RowError(column, cell, f"{cell} {told}name it under blank")
