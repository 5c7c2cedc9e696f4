"""`tracker prove`: small files that show others what was recorded."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from tracker.cli.opening import opened
from tracker.cli.options import db_option, examples, json_option, not_blank
from tracker.cli.output import print_json, remark, write_lines
from tracker.cli.outputs import refuse_no_folder, refuse_same
from tracker.errors import OptionError
from tracker.scripting.keeping import signer_of
from tracker.typed.outputs import refuse_folder, refuse_own_files
from tracker.typed.signing import held_checkpoint, identity_of
from tracker.whole_files import write_whole

if TYPE_CHECKING:
    from tracker.ledger import Ledger
    from tracker.ledger.checkpoints import Checkpoint
    from tracker.ledger.proof_files import Proof


@click.command(
    "prove",
    epilog=examples(
        "tracker prove 3f2a9c81 --output claim.tlog-proof",
        "tracker prove --from 2026-11-01.checkpoint --output november.proof",
        "tracker verify --proof claim.tlog-proof --key NAME+ID+KEY",
    ),
)
@click.argument("claim", required=False)
@click.option(
    "--from", "older", metavar="CHECKPOINT", help="Prove that nothing in it was rewritten since."
)
@click.option(
    "--to", "newer", metavar="CHECKPOINT", help="Prove against this one. Default: one signed now."
)
@click.option(
    "--output",
    "-o",
    metavar="FILE",
    callback=not_blank,
    help="Write it to a file. Default: stdout.",
)
@json_option
@db_option
def command(
    *,
    claim: str | None,
    older: str | None,
    newer: str | None,
    output: str | None,
    as_json: bool,
) -> None:
    """Prove to others that a claim was recorded, or that nothing was rewritten.

    With CLAIM, named by the beginning of its id or by its ref: that this claim was in the
    ledger, with these words and at this time. With --from: that the ledger of one checkpoint
    is the beginning of a newer one's.

    `tracker verify --proof` checks either without the ledger. A proof of a claim shows that
    it was recorded, not that it stands: corrections and withdrawals are entries of their own.
    """
    if (claim is None) == (older is None):
        raise OptionError("name a claim, or a checkpoint with --from: one of the two is proved")
    with opened() as ledger:
        if output is not None:
            refuse_folder("--output", output)
            refuse_no_folder(output)
            refuse_own_files("--output", output, ledger.where)
            refuse_same("--output", output, "--from", older)
            refuse_same("--output", output, "--to", newer)
        proof = _proof(ledger, claim, older, newer)
    text = str(proof)
    if output not in (None, "-"):
        write_whole(Path(str(output)), [text.encode()])
    if as_json:
        from tracker.reports.proof_shapes import proof_shape  # noqa: PLC0415 - orjson

        print_json({"proof": proof_shape(proof), "text": text})
    elif output in (None, "-"):
        write_lines(text)


def _proof(ledger: "Ledger", claim: str | None, older: str | None, newer: str | None) -> "Proof":
    from tracker.typed.targets import claim_named  # noqa: PLC0415 - not for --help

    prover = ledger.prover()
    if claim is not None:
        named = claim_named(ledger, claim)
        checkpoint = _newer(ledger, newer)
        return prover.inclusion(named.seq, checkpoint)
    before = held_checkpoint(str(older))
    return prover.consistency(before, _newer(ledger, newer))


def _newer(ledger: "Ledger", given: str | None) -> "Checkpoint":
    """The checkpoint that was given, else the ledger's head, signed."""
    if given is not None:
        return held_checkpoint(given)
    identity = identity_of(ledger.where)
    signer = signer_of(identity, None, remark)
    checkpoint = ledger.prover().checkpoint(identity, signer)
    remark(f"signed a checkpoint of {checkpoint.size:,} entries as {checkpoint.origin}")
    return checkpoint
