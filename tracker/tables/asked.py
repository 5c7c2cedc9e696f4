"""What is asked of a table, as plain text and choices: it travels to other processes."""

from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from tracker.tables.columns import ESTIMATES, TIMELINES, Column
from tracker.tables.rows import Rows, estimate_rows, step_rows


class Form(StrEnum):
    """How a table is written."""

    CSV = "csv"
    JSONL = "jsonl"
    PARQUET = "parquet"


@dataclass(frozen=True, slots=True)
class Asked:
    """One table: of what, by which method, as of when, written how."""

    method: str
    """Its name, with its options."""
    form: Form = Form.CSV
    of_timelines: bool = False
    """Every step of every count; False asks for the estimates."""
    as_of: str | None = None
    """What was public by then, as a person writes it; read in each incident's zone."""
    known_at: str | None = None
    """What was recorded by then, likewise."""

    @property
    def columns(self) -> tuple[Column, ...]:
        """The columns of the table."""
        return TIMELINES if self.of_timelines else ESTIMATES

    @property
    def rows(self) -> Rows:
        """What makes the rows of one incident."""
        return _ROWS[self.of_timelines]


_ROWS = MappingProxyType({True: step_rows, False: estimate_rows})
