"""What checking a ledger found."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong."""

    kind: str
    """What sort of damage: sequence, time, kind, hash, content, columns, missing_row,
    extra_row, reference, twin, future, batch, root, trigger, schema or database; against a
    checkpoint cut_tail or rewritten; of a checkpoint or proof itself malformed, origin,
    unknown_key, signature, proof or another_size."""
    entry: int | None
    """Number of the entry; None where it concerns the whole ledger."""
    message: str
    """What is wrong, in a sentence."""


AGAINST_HEADS = frozenset(("cut_tail", "rewritten"))
"""Kinds of what a head held elsewhere says against a ledger."""
AS_RECORDED = frozenset(("reference", "twin", "future"))
"""Kinds of entries that are just as they were recorded and say what this program records
nowhere: the ledger can be kept and copied with them, and is none the worse for it."""


@dataclass(frozen=True, slots=True)
class Verification:
    """Everything found, and what the ledger now amounts to."""

    size: int
    """Number of entries there are."""
    root: str
    """Root hash worked out from them, hexadecimal."""
    problems: tuple[Problem, ...]
    """Whatever is wrong, all of it."""
    compared: int = 0
    """Number of heads held elsewhere that were compared with it."""
    unchecked: tuple[str, ...] = ()
    """What could not be checked because of others, and why, a sentence each: somebody keeps
    writing, or the server went away. That is nothing wrong, and nothing vouched for."""

    @property
    def ok(self) -> bool:
        """True when everything was checked and nothing is wrong."""
        return not self.problems and not self.unchecked
