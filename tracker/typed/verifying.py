"""Verifying a ledger against what was kept elsewhere and what it signed itself."""

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from tracker.typed.signing import held_file, identity_of, is_in_memory, known_keys

if TYPE_CHECKING:
    from tracker.ledger import Ledger, Verification
    from tracker.ledger.check_heads import HeldHead
    from tracker.ledger.identity import Identity


def verified(
    ledger: "Ledger",
    *,
    checkpoints: Sequence[str] = (),
    heads: "Sequence[HeldHead]" = (),
    keys: Sequence[str] = (),
) -> "Verification":
    """Everything that is wrong with a ledger, by itself, against files of checkpoints and heads
    that are given, and against the checkpoints that were signed here."""
    from tracker.ledger.check_proofs import held_heads  # noqa: PLC0415 - not for --help

    given = [held_file(name) for name in checkpoints]
    own = own_identity(ledger.where)
    held = held_heads(given, known_keys(keys, own))
    signed_here = held_heads(own.kept() if own else (), known_keys((), own))
    found = ledger.verify([*heads, *held.heads, *signed_here.heads])
    return replace(found, problems=(*found.problems, *held.problems, *signed_here.problems))


def own_identity(where: str) -> "Identity | None":
    """What the ledger of that place signs by; None for one in memory."""
    return None if is_in_memory(where) else identity_of(where)
