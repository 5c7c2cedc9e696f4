"""The values: a figure, the parts it includes, and how firmly it is stated."""

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Self

from tracker.errors import FigureError

MOST = 10**16 - 1
"""Most people a figure can speak of: 16 digits."""

POPULATIONS = (
    "children",
    "women",
    "men",
    "elderly",
    "civilians",
    "combatants",
    "security_forces",
    "journalists",
    "medical_personnel",
    "aid_workers",
    "first_responders",
    "foreign_nationals",
    "attackers",
)
"""The groups a part can count."""


class Qualifier(StrEnum):
    """How a wording states its number."""

    EXACT = "exact"
    NONE = "none"
    """Said outright: nobody."""
    NONE_REPORTED = "none_reported"
    """Nobody as far as is reported, which sets no ceiling."""
    AT_LEAST = "at_least"
    MORE_THAN = "more_than"
    """Strictly: "more than 40" is 41 and up."""
    UP_TO = "up_to"
    LESS_THAN = "less_than"
    """Strictly: "fewer than 40" is 39 and down."""
    RANGE = "range"
    APPROXIMATE = "approximate"
    NEARLY = "nearly"
    """Not above the number; how far below is for the policy to say."""
    VAGUE = "vague"
    """A word such as "dozens", whose floor is for the policy to say."""
    UNKNOWN = "unknown"
    """Nothing is known, which is never zero."""


@dataclass(frozen=True, slots=True)
class Part:
    """How many of a figure's people belong to one group, as in "including 3 children"."""

    low: int | None
    """Fewest; None where no floor is stated."""
    high: int | None
    """Most, inclusive; None where no ceiling is stated."""
    what: str
    """The group, one of POPULATIONS."""

    def __post_init__(self) -> None:
        _refuse_bounds(self.low, self.high, "")
        if self.what not in POPULATIONS:
            problem = f"is not a group I know (known: {', '.join(POPULATIONS)})"
            raise FigureError(str(self.what), str(self.what), problem)
        if self.low is None and self.high is None:
            raise FigureError(self.what, self.what, "has neither a floor nor a ceiling")


@dataclass(frozen=True, slots=True)
class Figure:
    """A count of people, as far as one wording commits to it.

    Two figures are equal when they commit to the same thing, however it was worded.
    Raises FigureError where low is above high, a bound is negative or has more than
    16 digits, or a part is above the whole.

    >>> Figure(40, 50, Qualifier.RANGE, "40-50").value
    40
    """

    low: int | None
    """Fewest the wording allows; None where it sets no floor."""
    high: int | None
    """Most the wording allows, inclusive; None where it sets no ceiling."""
    qualifier: Qualifier
    """How the number is stated."""
    wording: str = field(default="", compare=False)
    """The words as published; empty for a figure made by hand."""
    parts: tuple[Part, ...] = ()
    """Groups within the count, in the order stated."""

    def __post_init__(self) -> None:
        _refuse_bounds(self.low, self.high, self.wording)
        for part in self.parts:
            if self.high is not None and part.low is not None and part.low > self.high:
                named = f"{part.low} {part.what}"
                problem = f"is a part above its whole of {self.high}"
                raise FigureError(self.wording or named, named, problem)

    @property
    def value(self) -> int | None:
        """The stated number: the floor if known, else the ceiling; None where neither is."""
        return self.high if self.low is None else self.low

    @property
    def is_bounded(self) -> bool:
        """Whether a floor or a ceiling is known."""
        return self.low is not None or self.high is not None

    @classmethod
    def given(cls, low: int | None, high: int | None, wording: str = "") -> Self:
        """The figure with these bounds, its wording kept unread; None is no bound.

        >>> Figure.given(44, None, "Almeno 44").qualifier
        <Qualifier.AT_LEAST: 'at_least'>
        """
        return cls(low, high, _qualifier_of(low, high), wording)


def _qualifier_of(low: int | None, high: int | None) -> Qualifier:
    if low is None:
        return Qualifier.UNKNOWN if high is None else Qualifier.UP_TO
    if high is None:
        return Qualifier.AT_LEAST
    return Qualifier.EXACT if low == high else Qualifier.RANGE


def _refuse_bounds(low: int | None, high: int | None, wording: str) -> None:
    for bound in (low, high):
        if bound is not None and not 0 <= bound <= MOST:
            problem = "is negative" if bound < 0 else "has more than 16 digits"
            raise FigureError(wording or f"{bound:.4g}", f"{bound:.4g}", problem)
    if low is not None and high is not None and low > high:
        raise FigureError(
            wording or f"{low} to {high}", str(low), f"is above the ceiling of {high}"
        )
