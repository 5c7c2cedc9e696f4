"""`tracker checkpoint`: a signed head to keep elsewhere."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from tracker.cli.opening import opened
from tracker.cli.options import db_option, examples, json_option, not_blank
from tracker.cli.output import print_json, remark, write_lines
from tracker.cli.outputs import refuse_no_folder
from tracker.scripting.keeping import checkpoint, signer_of
from tracker.typed.outputs import refuse_folder, refuse_own_files
from tracker.typed.signing import identity_of
from tracker.whole_files import write_whole

if TYPE_CHECKING:
    from tracker.ledger.checkpoints import Checkpoint
    from tracker.ledger.keys import SignerKey


@click.command(
    "checkpoint",
    epilog=examples(
        "tracker checkpoint --output 2026-11-25.checkpoint",
        "tracker checkpoint --show-key",
        "tracker verify --checkpoint 2026-11-25.checkpoint",
    ),
)
@click.option(
    "--output",
    "-o",
    metavar="FILE",
    callback=not_blank,
    help="Write it to a file. Default: stdout.",
)
@click.option(
    "--origin",
    metavar="NAME",
    help="The ledger's name in all its checkpoints, as example.org/desk; given once, with the "
    "first. Default: a name made from the key.",
)
@click.option(
    "--show-key",
    is_flag=True,
    help="Print the public verifier key instead, for others to check by.",
)
@json_option
@db_option
def command(*, output: str | None, origin: str | None, show_key: bool, as_json: bool) -> None:
    """Sign the ledger's size and root, to keep elsewhere.

    Whoever owns the ledger can rewrite all of it, and it will look sound. Give checkpoints to
    people who do not: `tracker verify --checkpoint` then shows whether an end was cut off or
    anything before it rewritten.

    The signing key is made on first use, outside the ledger, readable by you alone. Keep a
    copy of it: without it the ledger can only go on by another key, with --origin.
    """
    with opened() as ledger:
        identity = identity_of(ledger.where)
        if output is not None:
            refuse_folder("--output", output)
            refuse_no_folder(output)
            refuse_own_files("--output", output, ledger.where)
        signer = signer_of(identity, origin, remark)
        signed = None if show_key else checkpoint(ledger, origin=origin)
    text = str(signed) if signed else f"{signer.verifier}\n"
    if output not in (None, "-"):
        write_whole(Path(str(output)), [text.encode()])
    if as_json:
        print_json(_shape(signer, signed))
    elif output in (None, "-"):
        write_lines(text)


def _shape(signer: "SignerKey", checkpoint: "Checkpoint | None") -> dict[str, Any]:
    shape: dict[str, Any] = {"origin": signer.name, "verifier_key": str(signer.verifier)}
    if checkpoint is not None:
        head = {"size": checkpoint.size, "root": checkpoint.root}
        shape |= {"checkpoint": str(checkpoint), "ledger": head}
    return shape
