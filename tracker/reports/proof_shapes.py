"""The JSON shapes of proofs, and of what checking one found."""

from typing import TYPE_CHECKING

import orjson

from tracker.model.stamps import instant
from tracker.reports.change_shapes import problem_shapes
from tracker.reports.shapes import Shape

if TYPE_CHECKING:
    from tracker.ledger.check_proofs import ProofVerification
    from tracker.ledger.checkpoints import Checkpoint
    from tracker.ledger.proof_files import Proof


def proof_shape(proof: "Proof") -> Shape:
    """What a proof says, whether or not it holds."""
    from tracker.ledger.proof_files import ConsistencyProof  # noqa: PLC0415 - only for proofs

    to = _checkpoint(proof.checkpoint)
    if isinstance(proof, ConsistencyProof):
        return {"kind": "consistency", "from": _checkpoint(proof.older), "to": to}
    return {
        "kind": "inclusion",
        "entry": proof.seq,
        "id": proof.digest.hex(),
        "recorded_at": instant(proof.recorded_us),
        "content": orjson.loads(proof.content),
        "to": to,
    }


def verify_proof_shape(found: "ProofVerification") -> Shape:
    """What `tracker verify --proof --json` prints."""
    head = found.proof.checkpoint if found.proof else None
    return {
        "ok": found.ok,
        "size": head.size if head else None,
        "root": head.root if head else None,
        "problems": problem_shapes(found.problems),
        "proof": proof_shape(found.proof) if found.proof else None,
    }


def _checkpoint(one: "Checkpoint") -> Shape:
    return {"origin": one.origin, "size": one.size, "root": one.root}
