"""What checking a ledger found."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong."""

    kind: str
    """What sort of damage: sequence, time, kind, hash, content, columns, missing_row,
    extra_row, batch, root, trigger, schema or database."""
    entry: int | None
    """Number of the entry; None where it concerns the whole ledger."""
    message: str
    """What is wrong, in a sentence."""


@dataclass(frozen=True, slots=True)
class Verification:
    """Everything found, and what the ledger now amounts to."""

    size: int
    """Number of entries there are."""
    root: str
    """Root hash worked out from them, hexadecimal."""
    problems: tuple[Problem, ...]
    """Whatever is wrong, all of it."""

    @property
    def ok(self) -> bool:
        """True when nothing is wrong."""
        return not self.problems
