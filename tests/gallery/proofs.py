"""Files of checkpoints, proofs and keys for the gallery, and the mistakes made with them."""

from pathlib import Path

from tests.ledger.builders import a_claim
from tracker.ledger import seal
from tracker.ledger.checkpoints import sign_checkpoint
from tracker.ledger.identity import Identity
from tracker.ledger.keys import SignerKey
from tracker.ledger.proof_files import ConsistencyProof, InclusionProof

DESK = SignerKey("example.org/desk", bytes(range(32)))
KEY = str(DESK.verifier)
OTHER = SignerKey("example.org/other", bytes(32))
OTHERS_KEY = str(OTHER.verifier)
A_SECRET = "PRIVATE+KEY+" + "example.org/desk+12345678+AQ=="
MISTAKES = (
    "checkpoint --origin 'the desk'",
    "checkpoint --origin example.org/des\u00adk",
    f"checkpoint --origin {'desk' * 60}",
    "--db :memory: checkpoint",
    "TRACKER_SIGNING=desk-key checkpoint --origin example.org/other",
    "TRACKER_SIGNING=desk-key checkpoint",
    "TRACKER_SIGNING=open-key checkpoint",
    "TRACKER_SIGNING=broken-key checkpoint",
    "TRACKER_SIGNING=cut-key checkpoint",
    "TRACKER_SIGNING=broken-key verify",
    "TRACKER_SIGNING=strange-key checkpoint",
    "TRACKER_SIGNING=lost-key checkpoint",
    "TRACKER_SIGNING=lost-key prove qamishli-2016-002",
    "TRACKER_SIGNING=lost-key verify",
    "TRACKER_SIGNING=desk-key checkpoint --output desk-key/signing.key",
    "TRACKER_SIGNING=desk-key db backup signed.db",
    "TRACKER_SIGNING=desk-key db copy ledger.db signed.db",
    "TRACKER_SIGNING=other-history db backup signed.db",
    "TRACKER_SIGNING=other-history db copy ledger.db signed.db --size 924",
    "prove",
    "prove no-such-claim",
    "prove --from no-such.checkpoint",
    "prove --from sources.csv",
    "prove --from longer.checkpoint --output longer.checkpoint",
    "prove --from longer.checkpoint --output new/",
    "prove --from longer.checkpoint --to other.checkpoint",
    "prove --from other.checkpoint --to longer.checkpoint",
    "prove --from renamed.checkpoint --to longer.checkpoint",
    "prove qamishli-2016-002 --to longer.checkpoint",
    "prove qamishli-2016-002 --to other.checkpoint",
    "verify --checkpoint no-such.checkpoint",
    "verify --checkpoint ''",
    "verify --checkpoint sources.csv",
    f"verify --checkpoint longer.checkpoint --key {KEY}",
    "verify --checkpoint longer.checkpoint",
    f"verify --checkpoint longer.checkpoint --key {OTHERS_KEY}",
    f"verify --checkpoint other.checkpoint --key {KEY}",
    f"verify --checkpoint changed.checkpoint --key {KEY}",
    f"verify --head 7 {'ab' * 32}",
    f"verify --head 5000 {'ab' * 32}",
    "verify --head 7 ab",
    f"verify --head 0 {'ab' * 32}",
    f"verify --head 99999999999999999999 {'ab' * 32}",
    "verify --key nonsense",
    f"verify --key {A_SECRET}",
    f"verify --key 'our key: {A_SECRET}'",
    "verify --proof no-such.proof",
    "verify --proof sources.csv",
    f"verify --proof wrong.tlog-proof --key {KEY}",
    f"verify --proof wrong.tlog-proof --key {KEY} --checkpoint other.checkpoint",
    f"verify --proof renamed.proof --key {KEY} --key {OTHERS_KEY}",
)
"""Commands; what stands before the name of a variable's value is set for it alone."""


def put_proof_files(folder: Path) -> None:
    """The files that the mistakes are made with, the same each time but for their place."""
    longer = sign_checkpoint(5_000, "cd" * 32, DESK)
    renamed = sign_checkpoint(7, "ab" * 32, OTHER)
    files = {
        "longer.checkpoint": str(longer),
        "changed.checkpoint": str(longer).replace("\n5000\n", "\n4999\n"),
        "other.checkpoint": str(sign_checkpoint(7, "ab" * 32, DESK)),
        "renamed.checkpoint": str(renamed),
        "renamed.proof": str(ConsistencyProof(renamed, (), longer)),
        "wrong.tlog-proof": str(InclusionProof(5, 1, seal(a_claim()).content, (), longer)),
    }
    for name, text in files.items():
        (folder / name).write_bytes(text.encode())
    for name, text, mode in (
        ("desk-key", DESK.secret, 0o600),
        ("open-key", DESK.secret, 0o644),
        ("broken-key", "nonsense", 0o600),
        ("cut-key", DESK.secret[:-1], 0o600),
    ):
        identity = Identity(folder / name)
        identity.folder.mkdir()
        identity.key_file.write_text(text, encoding="utf-8")
        identity.key_file.chmod(mode)
        (identity.folder / "verifier.key").write_text("nonsense", encoding="utf-8")
    strange = Identity(folder / "strange-key")
    strange.folder.mkdir()
    strange.key_file.write_text(OTHER.secret, encoding="utf-8")
    strange.key_file.chmod(0o600)
    (strange.folder / "verifier.key").write_text(f"{KEY}\n", encoding="utf-8")
    lost = folder / "lost-key"
    lost.mkdir()
    (lost / "verifier.key").write_text(f"{KEY}\n", encoding="utf-8")
    (lost / "former.keys").write_text("nonsense\n", encoding="utf-8")
    Identity(folder / "desk-key").keep(longer)
    Identity(folder / "other-history").keep(sign_checkpoint(900, "cd" * 32, DESK))
