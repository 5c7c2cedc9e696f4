"""Proofs as small files that are checked without the ledger.

An inclusion proof is a tlog-proof (c2sp.org/tlog-proof); its extra data are the entry's
envelope, whose hash is the leaf, and the entry's content. A consistency proof is written in
the same way, with the older checkpoint where the index would stand. docs/proofs.md has both.
"""

import re
from base64 import b64encode
from dataclasses import dataclass
from hashlib import sha256
from typing import TypeAlias

import orjson

from tracker.errors import DataError, NoteError, shown
from tracker.ledger.checkpoints import Checkpoint, read_checkpoint, read_whole
from tracker.ledger.merkle import HASH_BYTES, leaf
from tracker.ledger.names import KINDS
from tracker.ledger.notes import exact_base64, note_text
from tracker.ledger.sealing import canonical

INCLUSION = "c2sp.org/tlog-proof@v1"
CONSISTENCY = "casualty-tracker/consistency-proof@v1"
LONGEST_PATH = 128
LAST_US = 253_402_300_799_999_999
"""The last microsecond of the year 9999, after which no calendar of ours goes."""
_ENVELOPE = re.compile(
    rb"casualty-tracker/1\n(?P<seq>[0-9]+)\n(?P<us>[0-9]+)\n(?P<digest>[0-9a-f]{64})\n"
)


@dataclass(frozen=True, slots=True)
class InclusionProof:
    """That an entry was in the ledger when a checkpoint was made."""

    seq: int
    """Number of the entry, from 1."""
    recorded_us: int
    """When the ledger took it, µs since 1970 UTC."""
    content: bytes
    """Canonical JSON of the entry."""
    path: tuple[bytes, ...]
    checkpoint: Checkpoint

    @property
    def digest(self) -> bytes:
        """Hash of the content: the claim's id."""
        return sha256(self.content).digest()

    @property
    def leaf(self) -> bytes:
        """Hash of the entry in the tree."""
        return leaf(self.seq, self.recorded_us, self.digest)

    def __str__(self) -> str:
        envelope = envelope_of(self.seq, self.recorded_us, self.digest)
        extra = b64encode(envelope + self.content).decode()
        head = f"{INCLUSION}\nextra {extra}\nindex {self.seq - 1}\n"
        return f"{head}{_lines(self.path)}\n{self.checkpoint}"


@dataclass(frozen=True, slots=True)
class ConsistencyProof:
    """That the ledger of a newer checkpoint begins with that of an older one."""

    older: Checkpoint
    path: tuple[bytes, ...]
    checkpoint: Checkpoint
    """The newer one."""

    def __str__(self) -> str:
        older = b64encode(str(self.older).encode()).decode()
        return f"{CONSISTENCY}\nold {older}\n{_lines(self.path)}\n{self.checkpoint}"


Proof: TypeAlias = InclusionProof | ConsistencyProof


def envelope_of(seq: int, recorded_us: int, digest: bytes) -> bytes:
    """What RFC 6962 calls the leaf's data: its hash, after a zero byte, is the leaf.

    >>> envelope_of(7, 1469637785000000, bytes(32)).splitlines()[:3]
    [b'casualty-tracker/1', b'7', b'1469637785000000']
    """
    return f"casualty-tracker/1\n{seq}\n{recorded_us}\n{digest.hex()}\n".encode()


def read_proof(raw: bytes) -> Proof:
    """The proof that bytes hold. Raises NoteError for anything else.

    What it says is not checked yet, but it says it in one way only.
    """
    head, parted, rest = note_text(raw).partition("\n\n")
    kind, *lines = head.split("\n")
    if kind not in (INCLUSION, CONSISTENCY):
        raise NoteError(f"it does not begin with {INCLUSION} or {CONSISTENCY}")
    if not parted:
        raise NoteError("it holds no checkpoint after an empty line")
    checkpoint = read_checkpoint(rest.encode())
    if kind == CONSISTENCY:
        older = read_checkpoint(exact_base64(_field("old", lines)))
        return ConsistencyProof(older, _path(lines[1:]), checkpoint)
    return _inclusion(lines, checkpoint)


def _inclusion(lines: list[str], checkpoint: Checkpoint) -> InclusionProof:
    extra = exact_base64(_field("extra", lines))
    index = read_whole(_field("index", lines[1:]))
    match = _ENVELOPE.match(extra)
    if match is None:
        raise NoteError("its extra data are no entry of a ledger")
    seq, us = read_whole(match["seq"].decode()), read_whole(match["us"].decode())
    proof = InclusionProof(seq, us, extra[match.end() :], _path(lines[2:]), checkpoint)
    if seq != index + 1:
        raise NoteError(f"it gives entry {seq} the index {index}")
    if proof.digest.hex() != match["digest"].decode():
        raise NoteError("the content of its entry does not give the entry's hash")
    if us > LAST_US or not _is_content(proof.content):
        raise NoteError("its extra data are no entry of a ledger")
    return proof


def _is_content(content: bytes) -> bool:
    """True for canonical JSON of something that has a kind."""
    try:
        said = orjson.loads(content)
        return isinstance(said, dict) and said.get("kind") in KINDS and canonical(said) == content
    except (DataError, ValueError):
        return False


def _field(name: str, lines: list[str]) -> str:
    found, _, value = (lines[0] if lines else "").partition(" ")
    if found != name:
        raise NoteError(f"it has no line {shown(name)} where one must be")
    return value


def _path(lines: list[str]) -> tuple[bytes, ...]:
    if len(lines) > LONGEST_PATH:
        raise NoteError(f"it has more than {LONGEST_PATH} hashes")
    path = tuple(map(exact_base64, lines))
    if any(len(one) != HASH_BYTES for one in path):
        raise NoteError("one of its hashes has not 32 bytes")
    return path


def _lines(path: tuple[bytes, ...]) -> str:
    return "".join(f"{b64encode(one).decode()}\n" for one in path)
