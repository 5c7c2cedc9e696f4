"""Files from outside, checkpoints and proofs, looked at before anything is believed of them."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from tracker.errors import NoteError, shown
from tracker.ledger.check_heads import HeldHead
from tracker.ledger.checkpoints import read_checkpoint, signature_problems
from tracker.ledger.identity import HeldFile
from tracker.ledger.keys import VerifierKey
from tracker.ledger.paths import is_consistent, root_through
from tracker.ledger.problem import Problem
from tracker.ledger.proof_files import InclusionProof, Proof, read_proof

MISLEADING = frozenset({"malformed", "origin", "signature"})
"""Problems of a checkpoint that leave nothing to compare: what it says is not its maker's."""


@dataclass(frozen=True, slots=True)
class Held:
    """What checkpoints from outside come to."""

    heads: tuple[HeldHead, ...]
    """Those worth comparing with."""
    problems: tuple[Problem, ...]
    """Whatever is wrong with the others."""


@dataclass(frozen=True, slots=True)
class ProofVerification:
    """Everything found in a proof."""

    proof: Proof | None
    """What it says; None where the file cannot be read."""
    problems: tuple[Problem, ...]

    @property
    def ok(self) -> bool:
        """True when the proof holds."""
        return not self.problems


def held_heads(files: Iterable[HeldFile], keys: Collection[VerifierKey]) -> Held:
    """The heads that checkpoints give, and all that is wrong with the files."""
    heads: list[HeldHead] = []
    problems: list[Problem] = []
    for file in files:
        try:
            checkpoint = read_checkpoint(file.raw)
        except NoteError as problem:
            problems.append(Problem("malformed", None, f"{file.name} is no checkpoint: {problem}"))
            continue
        found = list(signature_problems(checkpoint, keys, file.name))
        problems += found
        if not MISLEADING & {one.kind for one in found}:
            heads.append(HeldHead(file.name, checkpoint.size, checkpoint.root))
    return Held(tuple(heads), tuple(problems))


def verify_proof(
    file: HeldFile, keys: Collection[VerifierKey], held: Iterable[HeldHead] = ()
) -> ProofVerification:
    """All that is wrong with a proof, by itself and against heads that were held elsewhere."""
    try:
        proof = read_proof(file.raw)
    except NoteError as problem:
        wrong = Problem("malformed", None, f"{file.name} is no proof: {problem}")
        return ProofVerification(None, (wrong,))
    problems = [
        *signature_problems(proof.checkpoint, keys, f"the checkpoint in {file.name}"),
        *_path_problems(proof, keys, file.name),
        *_held_problems(_checkpoints(proof), held, file.name),
    ]
    return ProofVerification(proof, tuple(problems))


def _path_problems(proof: Proof, keys: Collection[VerifierKey], name: str) -> Iterator[Problem]:
    newer = proof.checkpoint
    entry = None
    if isinstance(proof, InclusionProof):
        entry = proof.seq
        root = root_through(proof.leaf, entry - 1, newer.size, proof.path)
        holds = root is not None and root.hex() == newer.root
    else:
        older = proof.older
        yield from signature_problems(older, keys, f"the older checkpoint in {name}")
        if older.origin != newer.origin:
            yield Problem("origin", None, _two_names(name, older.origin, newer.origin))
            return
        roots = bytes.fromhex(older.root), bytes.fromhex(newer.root)
        holds = is_consistent(older.size, newer.size, *roots, proof.path)
    if not holds:
        yield Problem("proof", entry, f"the hashes in {name} do not lead to its checkpoint's root")


def _two_names(name: str, older: str, newer: str) -> str:
    return (
        f"the checkpoints in {name} are of {shown(older)} and of {shown(newer)}, "
        "and no proof connects two names"
    )


def _checkpoints(proof: Proof) -> dict[int, str]:
    """Root by size, of the heads that a proof speaks of."""
    known = {proof.checkpoint.size: proof.checkpoint.root}
    if not isinstance(proof, InclusionProof):
        known[proof.older.size] = proof.older.root
    return known


def _held_problems(known: dict[int, str], held: Iterable[HeldHead], name: str) -> Iterator[Problem]:
    for head in held:
        if head.size not in known:
            sizes = " and ".join(str(size) for size in sorted(known))
            yield Problem(
                "another_size",
                None,
                f"{head.name} is of {head.size} entries, and {name} speaks of {sizes} only; "
                "tracker prove --from connects them",
            )
        elif known[head.size] != head.root:
            yield Problem(
                "rewritten",
                None,
                f"{name} has another root at {head.size} entries than {head.name}: "
                "they are of two histories",
            )
