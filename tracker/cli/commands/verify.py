"""`tracker verify`: is the ledger whole and unaltered, and does a proof from one hold."""

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import click

from tracker.cli.endings import say
from tracker.cli.opening import opened, place, waiting
from tracker.cli.options import MOST_JOBS, db_option, examples, json_option
from tracker.cli.output import print_json, show
from tracker.errors import BusyError, OptionError, UnreachableError, UnsoundError, shown
from tracker.typed.signing import held_file, known_keys
from tracker.typed.verifying import not_verified, own_identity

if TYPE_CHECKING:
    from tracker.ledger import Verification
    from tracker.ledger.check_heads import HeldHead
    from tracker.ledger.check_proofs import ProofVerification

ROOT_DIGITS = 64


@click.command(
    "verify",
    epilog=examples(
        "tracker verify",
        "tracker --db copy.db verify --checkpoint 2026-11-25.checkpoint --json",
        "tracker verify --proof claim.tlog-proof --key NAME+ID+KEY",
    ),
)
@click.option(
    "--checkpoint",
    "checkpoints",
    metavar="FILE",
    multiple=True,
    help="Compare with a signed checkpoint that was kept elsewhere. May be repeated.",
)
@click.option(
    "--head",
    "heads",
    type=(int, str),
    metavar="SIZE ROOT",
    multiple=True,
    help="Compare with a size and root as receipts show them. May be repeated.",
)
@click.option(
    "--key",
    "keys",
    metavar="NAME+ID+KEY",
    multiple=True,
    help="Whose signatures to take besides this ledger's own. May be repeated.",
)
@click.option(
    "--jobs",
    type=click.IntRange(1, MOST_JOBS),
    help="Processes that look at entries. Default: as many as the ledger is worth, up to your "
    "cores.",
)
@click.option("--proof", metavar="FILE", help="Check a proof instead; needs no ledger.")
@json_option
@db_option
@click.pass_context
def command(
    ctx: click.Context,
    *,
    checkpoints: Sequence[str],
    heads: Sequence[tuple[int, str]],
    keys: Sequence[str],
    jobs: int | None,
    proof: str | None,
    as_json: bool,
) -> None:
    """Check that the ledger is whole and unaltered, or that a proof from one holds.

    The sequence of entries, the hash of every entry, every column against the hashed
    content, the root over all of it and over every checkpoint signed here or given, and that
    the guards against changes are in place. Every problem is listed, and the exit code is 4
    when there is one. Where the guards cannot be tried because another program keeps writing,
    that is said, and the exit code is 3 when nothing else is wrong.

    Whoever owns the file can rewrite all of it: only a checkpoint, or a size and root, that
    was kept elsewhere shows that.
    """
    if proof is None:
        ctx.exit(_ledger_verified(checkpoints, _heads(heads), keys, jobs, as_json=as_json))
    checked = _proved(proof, checkpoints, _heads(heads), keys)
    _tell_proof(checked, as_json=as_json)
    if not checked.ok:
        ctx.exit(UnsoundError.exit_code)


def _ledger_verified(
    checkpoints: Sequence[str],
    heads: "list[HeldHead]",
    keys: Sequence[str],
    jobs: int | None,
    *,
    as_json: bool,
) -> int:
    """The exit code, once everything is told."""
    try:
        found = _verified(checkpoints, heads, keys, jobs)
    except UnsoundError as problem:
        if not as_json:
            raise
        print_json(_not_opened(problems=[str(problem)]))
        return problem.exit_code
    except (BusyError, UnreachableError) as kept_off:
        if as_json:
            print_json(_not_opened(unchecked=[not_verified(kept_off)]))
        else:
            say(not_verified(kept_off))
        return kept_off.exit_code
    _tell(found, len(heads), as_json=as_json)
    if found.problems:
        return UnsoundError.exit_code
    return BusyError.exit_code if found.unchecked else 0


def _verified(
    checkpoints: Sequence[str], heads: "list[HeldHead]", keys: Sequence[str], jobs: int | None
) -> "Verification":
    from tracker.ledger.crew import Crew  # noqa: PLC0415 - not for --help
    from tracker.scripting.keeping import verify  # noqa: PLC0415 - see above

    crew = Crew(place(), jobs, **waiting())
    with opened() as ledger:
        return verify(ledger, checkpoints=checkpoints, heads=heads, keys=keys, crew=crew)


def _proved(
    proof: str, checkpoints: Sequence[str], heads: "list[HeldHead]", keys: Sequence[str]
) -> "ProofVerification":
    from tracker.ledger.check_proofs import held_heads, verify_proof  # noqa: PLC0415

    known = known_keys(keys, own_identity(place()))
    held = held_heads([held_file(name) for name in checkpoints], known)
    found = verify_proof(held_file(proof), known, [*heads, *held.heads])
    return replace(found, problems=(*found.problems, *held.problems))


def _heads(given: Sequence[tuple[int, str]]) -> "list[HeldHead]":
    """The sizes and roots of `--head`. Raises OptionError for what is none."""
    from tracker.ledger.check_heads import HeldHead  # noqa: PLC0415 - not for --help
    from tracker.ledger.checkpoints import LARGEST_SIZE  # noqa: PLC0415 - see above

    for size, root in given:
        if size == 0:
            raise OptionError(
                "--head: size 0 says nothing, since every ledger began empty; give one of an "
                "entry or more"
            )
        if (
            not 0 < size <= LARGEST_SIZE
            or len(root) != ROOT_DIGITS
            or set(root.lower()) - set("0123456789abcdef")
        ):
            raise OptionError(
                f"--head: {_cut(size)} {shown(root)} is no size and root; copy both from a "
                f"receipt, the root with all its {ROOT_DIGITS} digits"
            )
    return [HeldHead(f"--head {size}", size, root.lower()) for size, root in given]


def _cut(size: int) -> str:
    return shown(str(size)) if size > 10**20 else str(size)


def _tell(found: "Verification", heads: int, *, as_json: bool) -> None:
    if as_json:
        from tracker.reports.change_shapes import verify_shape  # noqa: PLC0415

        print_json(verify_shape(found))
    else:
        from tracker.reports.change_text import verify_text  # noqa: PLC0415 - rich

        show(verify_text(found, heads=heads))


def _tell_proof(found: "ProofVerification", *, as_json: bool) -> None:
    if as_json:
        from tracker.reports.proof_shapes import verify_proof_shape  # noqa: PLC0415

        print_json(verify_proof_shape(found))
    else:
        from tracker.reports.proof_text import proof_text  # noqa: PLC0415 - rich

        show(proof_text(found))


def _not_opened(problems: Sequence[str] = (), unchecked: Sequence[str] = ()) -> dict[str, Any]:
    """What scripts are told of a file too damaged, or too foreign, to be opened at all, or of a
    ledger that others keep to themselves."""
    told = [{"kind": "database", "entry": None, "message": message} for message in problems]
    return {
        "ok": False,
        "size": None,
        "root": None,
        "problems": told,
        "unchecked": list(unchecked),
    }
