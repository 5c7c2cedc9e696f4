"""Verifying a ledger against what was kept elsewhere and what it signed itself."""

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from tracker.typed.signing import held_file, identity_of, is_in_memory, known_keys

if TYPE_CHECKING:
    from tracker.errors import BusyError, UnreachableError
    from tracker.ledger import Ledger, Verification
    from tracker.ledger.check_heads import HeldHead
    from tracker.ledger.check_proofs import Held
    from tracker.ledger.crew import Crew
    from tracker.ledger.identity import Identity


def verified(
    ledger: "Ledger",
    *,
    checkpoints: Sequence[str] = (),
    heads: "Sequence[HeldHead]" = (),
    keys: Sequence[str] = (),
    crew: "Crew | None" = None,
) -> "Verification":
    """Everything that is wrong with a ledger, by itself, against files of checkpoints and heads
    that are given, and against the checkpoints that were signed here. crew: other processes
    that help. Raises BusyError or UnreachableError where others keep all of it from being read,
    and OptionError for what is no head."""
    from tracker.ledger.check_heads import heads_given  # noqa: PLC0415 - not for --help
    from tracker.ledger.check_proofs import held_heads  # noqa: PLC0415

    others = heads_given(heads)
    given = [held_file(name) for name in checkpoints]
    own = own_identity(ledger.where)
    known = known_keys(keys, own)
    held = held_heads(given, known)
    signed_here = held_heads(own.kept() if own else (), known)
    found = ledger.verify([*others, *held.heads, *signed_here.heads], crew)
    return replace(found, problems=(*found.problems, *held.problems, *signed_here.problems))


def not_verified(kept_off: "BusyError | UnreachableError") -> str:
    """What is said where nothing of a ledger could be verified because of others."""
    return f"{kept_off.where}: {kept_off.reason}; nothing was verified, try again when that is over"


def signed_heads(where: str) -> "Held":
    """The checkpoints that were signed of the ledger of that place, for a copy to agree with.

    Whose signatures they bear, where the keys cannot be read, is for `verified` to say.
    """
    from tracker.ledger.check_proofs import held_heads  # noqa: PLC0415 - not for --help

    own = own_identity(where)
    return held_heads(own.kept(), own.legible_verifiers()) if own else held_heads((), ())


def own_identity(where: str) -> "Identity | None":
    """What the ledger of that place signs by; None for one in memory."""
    return None if is_in_memory(where) else identity_of(where)
