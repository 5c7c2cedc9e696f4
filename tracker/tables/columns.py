"""The columns of the two tables. Names are a promise to scripts, as those of the JSON shapes."""

from enum import StrEnum
from typing import Any, NamedTuple, TypeAlias

Row: TypeAlias = tuple[Any, ...]
"""One row's values, in the order of its table's columns."""


class ColumnKind(StrEnum):
    """What a column holds, so that no format has to guess it from the values."""

    TEXT = "text"
    """Text, never None; '' says nothing."""
    NUMBER = "number"
    """A whole number; None where it is unknown or unbounded."""
    FLAG = "flag"
    """True or False."""
    MOMENT = "moment"
    """An instant, µs since 1970 UTC."""
    IDS = "ids"
    """Ids of claims, a tuple of texts."""


class Column(NamedTuple):
    """One column."""

    name: str
    kind: ColumnKind


def _columns(**kinds: ColumnKind) -> tuple[Column, ...]:
    return tuple(Column(name, kind) for name, kind in kinds.items())


ESTIMATES = _columns(
    incident=ColumnKind.TEXT,
    metric=ColumnKind.TEXT,
    population=ColumnKind.TEXT,
    scope=ColumnKind.TEXT,
    method=ColumnKind.TEXT,
    low=ColumnKind.NUMBER,
    best=ColumnKind.NUMBER,
    high=ColumnKind.NUMBER,
    rule=ColumnKind.TEXT,
    voices=ColumnKind.NUMBER,
    disputed=ColumnKind.FLAG,
    claims=ColumnKind.IDS,
)
"""One row for each count of an incident: what `show --json` says under "estimates"."""
TIMELINES = _columns(
    incident=ColumnKind.TEXT,
    metric=ColumnKind.TEXT,
    population=ColumnKind.TEXT,
    scope=ColumnKind.TEXT,
    method=ColumnKind.TEXT,
    at=ColumnKind.MOMENT,
    low=ColumnKind.NUMBER,
    best=ColumnKind.NUMBER,
    high=ColumnKind.NUMBER,
    change=ColumnKind.TEXT,
    claim=ColumnKind.TEXT,
    source=ColumnKind.TEXT,
    disputed=ColumnKind.FLAG,
)
"""One row for each step of each count: what `history --json` says under "steps"."""
