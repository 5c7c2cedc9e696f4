"""What `tracker verify --proof` prints."""

from typing import TYPE_CHECKING

import orjson
from rich.console import Group, RenderableType
from rich.text import Text

from tracker.model.stamps import instant
from tracker.reports.change_text import problem_grid
from tracker.reports.layout import QUIET, grid, heading, plural, stacked
from tracker.reports.passage import Passage

if TYPE_CHECKING:
    from tracker.ledger.check_proofs import ProofVerification
    from tracker.ledger.proof_files import ConsistencyProof, InclusionProof

_ONLY_RECORDED = (
    "This shows that it was recorded, not that it stands: corrections and withdrawals are "
    "entries of their own."
)


def proof_text(found: "ProofVerification") -> Group:
    """Whether a proof holds and what it shows; if it does not, everything that is wrong."""
    from tracker.ledger.proof_files import ConsistencyProof  # noqa: PLC0415 - only for proofs

    proof = found.proof
    if proof is None or not found.ok:
        title = f"THE PROOF DOES NOT HOLD: {plural(len(found.problems), 'problem')}"
        return stacked(heading(title), problem_grid(found.problems))
    if isinstance(proof, ConsistencyProof):
        return stacked(*_consistency(proof))
    return stacked(*_inclusion(proof))


def _inclusion(proof: "InclusionProof") -> list[RenderableType]:
    """What the proof shows, apart from what the entry says: an entry that somebody made by hand
    may name anything "recorded at"."""
    proved = {
        "recorded at": instant(proof.recorded_us),
        "id": proof.digest.hex(),
        "ledger": _head(proof),
        "root": proof.checkpoint.root,
    }
    said = {name: _said(value) for name, value in orjson.loads(proof.content).items()}
    return [
        heading(f"The proof holds: this is entry {proof.seq} of {proof.checkpoint.origin}"),
        _facts(proved),
        heading("What the entry says"),
        _facts(said),
        Passage(_ONLY_RECORDED),
    ]


def _consistency(proof: "ConsistencyProof") -> list[RenderableType]:
    older, newer = proof.older, proof.checkpoint
    more = newer.size - older.size
    rows = {
        "from": f"{plural(older.size, 'entry', 'entries')}, root {older.root}",
        "to": f"{plural(newer.size, 'entry', 'entries')}, root {newer.root}",
    }
    return [
        heading(
            f"The proof holds: {newer.origin} only grew, by {plural(more, 'entry', 'entries')}"
        ),
        _facts(rows),
    ]


def _said(value: object) -> str:
    return " ".join(map(str, value)) if isinstance(value, list) else str(value)


def _head(proof: "InclusionProof") -> str:
    return f"{proof.checkpoint.origin}, {plural(proof.checkpoint.size, 'entry', 'entries')}"


def _facts(rows: dict[str, str]) -> RenderableType:
    return grid([(Text(name, QUIET), Passage(value)) for name, value in rows.items()])
