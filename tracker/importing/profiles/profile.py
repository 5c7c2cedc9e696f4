"""What a profile says: how the rows of a foreign file become claims. Frozen values."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from tracker.importing.profiles.templates import Template
from tracker.importing.readers.shape import PLAIN_SHAPE, Shape
from tracker.model import Source

_AS_PROGRAMS_WRITE = re.compile(r"(-?\d+)\.0{1,2}", re.ASCII)
NOTHING: Mapping[str, str] = MappingProxyType({})


def without_point(cell: str) -> str:
    """A code as a profile has it, of one that a program wrote as a fraction, as it does with the
    whole numbers of a column with gaps; any other cell as it is.

    >>> without_point("3.0"), without_point("-99.0"), without_point("3.5"), without_point("a")
    ('3', '-99', '3.5', 'a')
    """
    found = _AS_PROGRAMS_WRITE.fullmatch(cell)
    return found[1] if found else cell


@dataclass(frozen=True, slots=True, kw_only=True)
class Condition:
    """What is asked of one cell of a row."""

    column: str
    values: frozenset[str]
    """What the cell must be one of; of no account where `present` is given."""
    present: bool | None = None
    """True asks that the cell is filled, False that it is blank."""
    is_negated: bool = False
    """True asks the opposite."""

    def __str__(self) -> str:
        if self.present is not None:
            return f"{self.column} is {'filled' if self.present else 'blank'}"
        values = " or ".join(sorted(self.values)) or "blank"
        return f"{self.column} is {'not ' if self.is_negated else ''}{values}"

    def holds(self, cell: str) -> bool:
        """Whether the cell is as asked."""
        is_filled = bool(cell)
        found = is_filled is self.present if self.present is not None else self._is_one_of(cell)
        return found is not self.is_negated

    def _is_one_of(self, cell: str) -> bool:
        return cell in self.values or without_point(cell) in self.values


@dataclass(frozen=True, slots=True)
class Skip:
    """Rows that are left out, and why."""

    condition: Condition
    why: str
    """As the rest of "3 rows left out: …"."""


@dataclass(frozen=True, slots=True)
class ColumnRule:
    """How the cells of one column are to be understood."""

    blank: frozenset[str] = frozenset()
    """What stands there for "not known", besides what the whole profile counts as that."""
    means: Mapping[str, str] = field(default_factory=dict, hash=False)
    """What is to be read in place of a cell."""
    split: str = ""
    """What stands between several values in one cell; '' for one value."""
    has_footnotes: bool = False
    """True where marks such as [1] or † stand in the cells and are to be taken off."""
    is_day_only: bool = False
    """True where a date comes with a time of day that means nothing, such as midnight."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DateRule:
    """Where a time is found. Either a text, or parts, or seconds since 1970."""

    text: Template | None = None
    """A date in one text."""
    epoch: str = ""
    """Column of seconds since 1970 UTC; '' for none."""
    parts: tuple[str, ...] = ()
    """Columns of year, month, day, hour, minute, '' for those the file lacks; () for no parts.
    Negative years are before Christ."""
    unknown: frozenset[str] = frozenset(("0", "00"))
    """What a month or a day says where it is not known; a blank always does."""
    offset: str = ""
    """Of the hour, as +00:00; '' leaves it to the incident's zone."""
    precision: str = ""
    """Column that says how exactly the date is known; '' for none."""
    months: frozenset[str] = frozenset()
    """What stands there where only the month is known."""
    years: frozenset[str] = frozenset()
    """What stands there where only the year is known."""
    goes_to_summary: bool = False
    """True where a date that cannot be read is put into the incident's summary instead of
    refusing the row."""

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns it reads."""
        named = (
            *(self.text.columns if self.text else ()), self.epoch, *self.parts, self.precision
        )  # fmt: skip
        return tuple(name for name in named if name)


@dataclass(frozen=True, slots=True, kw_only=True)
class IncidentRule:
    """Which incident a row is about, and what the row says of it."""

    slug: Template | None = None
    """Of which the slug is made; None leaves it to --incident."""
    texts: Mapping[str, Template] = field(default_factory=dict, hash=False)
    """Templates of title, place, admin1, country, latitude, longitude, perpetrator, summary."""
    coordinates: str = ""
    """Column of latitude and longitude in one cell, "31.6, -110.3"; '' for none."""
    timezone: str = "UTC"
    occurred_at: DateRule | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimRule:
    """One figure that a row may give."""

    metric: Template
    population: Template
    scope: Template
    mode: Template
    figure: str = ""
    """Column of the wording; '' where there are bounds."""
    qualifier: str = ""
    """Column of a word that stands before the number, as "about"; '' for none."""
    low: str = ""
    best: str = ""
    """Column of the stated value between low and high; it is kept in the wording."""
    high: str = ""
    size_class: str = ""
    """Column of a class of size that stands where no number is known; '' for none."""
    classes: Mapping[str, tuple[int, int | None]] = field(default_factory=dict, hash=False)
    """Bounds of the classes that are to be read; {} reads none, and counts them."""
    fraction_scope: str = ""
    """Scope of fractions of people, which are no count of this incident but its share of a toll
    spread over several, and are rounded outward to bounds; '' refuses fractions."""
    source: Template
    source_kind: Template
    via: Template
    url: Template
    note: Template
    asserted_at: DateRule | None = None
    published_at: DateRule | None = None
    ref: Template
    key: str = ""
    """What tells the claim from the row's others in its ref; '' makes it of its count."""
    only: tuple[Condition, ...] = ()
    """Of rows that are not so, no claim is made."""
    place: str = ""
    """Where the profile says it, for messages."""

    @property
    def figures(self) -> tuple[str, ...]:
        """Columns that give its number, of which the file must have one."""
        named = (self.figure, self.low, self.best, self.high)
        return tuple(name for name in named if name)


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """How a foreign file becomes claims."""

    name: str
    title: str
    """What the file is, in a line."""
    about: str = ""
    """Where its columns are explained."""
    is_canonical: bool = False
    """True where the file has our own columns, and the profile says only how it stands."""
    complete: bool = False
    """True where every version of the file holds all its values, so that one that is gone from
    the next version was withdrawn by the publisher."""
    shape: Shape = PLAIN_SHAPE
    encoding: str | None = None
    published_name: str = ""
    """Where a file's name says when it was published: "signif_{date}"; '' for nowhere."""
    are_tags: bool = False
    """True where the columns are HXL tags, whose attributes may stand in any order."""
    blank: frozenset[str] = frozenset()
    """What stands for "not known" in any column."""
    rules: Mapping[str, ColumnRule] = field(default_factory=dict, hash=False)
    """How to understand cells, by column."""
    skips: tuple[Skip, ...] = ()
    incident: IncidentRule = IncidentRule()
    sources: tuple[Source, ...] = ()
    """Sources it describes; those the ledger knows stay as they are there."""
    claims: tuple[ClaimRule, ...] = ()
    numbers_repeats: bool = False
    """True where rows share a ref, which are then numbered in their order."""
    ignored: Mapping[str, str] = field(default_factory=dict, hash=False)
    """Columns of which no claim is made, each with why; `*` stands for any characters."""
    optional: frozenset[str] = frozenset()
    """Columns that a file may lack."""
