"""Checkpoints: the size and root of a ledger, signed (c2sp.org/tlog-checkpoint).

    origin: which ledger it is
    number of entries
    base64 root hash over them

Whoever owns a ledger can rewrite all of it; only a checkpoint that somebody else holds shows it.
"""

import re
from base64 import b64encode
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from tracker.errors import NoteError, shown
from tracker.ledger.keys import SignerKey, VerifierKey
from tracker.ledger.merkle import HASH_BYTES
from tracker.ledger.notes import SignedNote, exact_base64, read_note
from tracker.ledger.problem import Problem

_DECIMAL = re.compile(r"0|[1-9][0-9]{0,18}")
LARGEST_SIZE = 2**63 - 1


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """A ledger's head at one moment, with what was signed. The signature is not checked yet."""

    origin: str
    """Name of the ledger."""
    size: int
    """Number of entries."""
    root: str
    """Root hash over them, hexadecimal."""
    note: SignedNote

    def __str__(self) -> str:
        return str(self.note)


def read_checkpoint(raw: bytes) -> Checkpoint:
    """The checkpoint that bytes hold. Raises NoteError for anything else."""
    note = read_note(raw)
    lines = note.text.removesuffix("\n").split("\n")
    if len(lines) < 3 or not all(lines):
        raise NoteError("its text is not origin, size and root, a line each")
    origin, size, root = lines[:3]
    digest = exact_base64(root)
    if len(digest) != HASH_BYTES:
        raise NoteError(f"{shown(root)} is no root hash")
    return Checkpoint(origin, read_whole(size), digest.hex(), note)


def sign_checkpoint(size: int, root: str, signer: SignerKey) -> Checkpoint:
    """The head, signed under the key's own name."""
    text = f"{signer.name}\n{size}\n{b64encode(bytes.fromhex(root)).decode()}\n"
    return Checkpoint(signer.name, size, root, signer.signed(text))


def read_whole(text: str) -> int:
    """The number that plain digits write. Raises NoteError for any other way to write one."""
    if not _DECIMAL.fullmatch(text) or int(text) > LARGEST_SIZE:
        raise NoteError(f"{shown(text)} is no number of entries")
    return int(text)


def signature_problems(
    checkpoint: Checkpoint, keys: Collection[VerifierKey], name: str
) -> Iterator[Problem]:
    """What speaks against taking a checkpoint for that of one of the keys' ledgers.

    name: how messages call it.
    """
    origins = sorted({key.name for key in keys})
    if keys and checkpoint.origin not in origins:
        yield Problem(
            "origin",
            None,
            f"{name} is of {shown(checkpoint.origin)}, not of {' or '.join(map(shown, origins))}",
        )
        return
    made = [(key, one) for key in keys for one in checkpoint.note.signatures if key.made(one)]
    if not made:
        signers = ", ".join(f"{one.name}+{one.key_id.hex()}" for one in checkpoint.note.signatures)
        yield Problem(
            "unknown_key",
            None,
            f"{name} is signed by {signers}, and no such key is known here; give --key the "
            "verifier key that its maker published",
        )
    for key, signature in made:
        if key.name != checkpoint.origin or not key.accepts(checkpoint.note.text, signature):
            yield Problem(
                "signature", None, f"the signature on {name} is wrong: it was changed, or forged"
            )
