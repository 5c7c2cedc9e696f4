"""Keeping a ledger honest: verifying it, and signing its head for others to keep."""

from collections.abc import Callable, Iterable, Sequence
from os import PathLike
from typing import TYPE_CHECKING

from tracker.typed.givens import several
from tracker.typed.signing import identity_of
from tracker.typed.verifying import verified

if TYPE_CHECKING:
    from tracker.ledger import Ledger, Verification
    from tracker.ledger.check_heads import HeldHead
    from tracker.ledger.checkpoints import Checkpoint
    from tracker.ledger.crew import Crew
    from tracker.ledger.identity import Identity
    from tracker.ledger.keys import SignerKey


def verify(
    ledger: "Ledger",
    *,
    checkpoints: Iterable[str | PathLike[str]] = (),
    heads: "Sequence[HeldHead]" = (),
    keys: Sequence[str] = (),
    crew: "Crew | None" = None,
) -> "Verification":
    """Everything that is wrong with a ledger: by itself, against the checkpoints signed here,
    and against files of checkpoints, heads and verifier keys that are given.

    crew: other processes that help with a large ledger; None for none. What is found is the same.
    Raises NotFoundError for a file that is not there, StorageError for one that cannot be read,
    OptionError for a key or head that is none and for one name or key where several are meant, and
    BusyError or UnreachableError where nothing can be read; what else others keep it from
    checking stands in `unchecked`.
    """
    from tracker.importing.inputs import names_of  # noqa: PLC0415 - sqlmodel

    names = names_of(checkpoints)
    return verified(ledger, checkpoints=names, heads=heads, keys=several("keys", keys), crew=crew)


def checkpoint(
    ledger: "Ledger", *, origin: str | None = None, tell: Callable[[str], None] = lambda _: None
) -> "Checkpoint":
    """The ledger's head, signed by its key, which is made on first use. Its text is `str()`.

    origin: the ledger's name in its checkpoints, given once, with the first. tell: hears where
    a key was made. Raises UnsoundError for a ledger that is not the one last signed, grown.
    """
    identity = identity_of(ledger.where)
    return ledger.prover().checkpoint(identity, signer_of(identity, origin, tell))


def signer_of(identity: "Identity", origin: str | None, tell: Callable[[str], None]) -> "SignerKey":
    """The ledger's signing key; says so where it is made now."""
    is_new = identity.signer() is None
    was_lost = is_new and identity.has_signed()
    signer = identity.made_signer(origin)
    if was_lost:
        tell("the key this ledger signed by before is gone; where its verifier key was kept,")
        tell("what it signed is still checked, and others need both verifier keys from now on")
    if is_new:
        tell(f"made a signing key: {identity.key_file} (keep a copy, show it to nobody)")
        tell(f"others check by the verifier key {signer.verifier}")
    return signer
