"""What a person who holds a proof is shown of it."""

from tracker.ledger.check_proofs import ProofVerification
from tracker.ledger.checkpoints import Checkpoint
from tracker.ledger.notes import SignedNote
from tracker.ledger.proof_files import InclusionProof
from tracker.reports.layout import render
from tracker.reports.proof_text import proof_text


def test_what_an_entry_says_cannot_pass_for_what_the_proof_shows() -> None:
    backdated = b'{"id":"cafe","kind":"claim","recorded at":"2016-07-27T12:00:00Z"}'
    head = Checkpoint("example.org/desk", 1, "ab" * 32, SignedNote("", ()))
    proof = InclusionProof(1, 1_795_651_650_000_000, backdated, (), head)

    text = render(proof_text(ProofVerification(proof, ())), 200, color=False)

    proved, said = text.split("What the entry says\n")
    assert "recorded at  2026-11-26T00:07:30Z\n" in proved
    assert f"id           {proof.digest.hex()}\n" in proved
    assert "recorded at  2016-07-27T12:00:00Z\n" in said
    assert "2016" not in proved
