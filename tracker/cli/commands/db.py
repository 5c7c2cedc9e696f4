"""`tracker db`: ledgers as wholes, made, moved, kept and brought up to date."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from tracker.cli.opening import place, waiting
from tracker.cli.options import db_option, examples, json_option, not_blank
from tracker.cli.output import ledger_line, line, print_json, remark
from tracker.errors import OptionError
from tracker.typed.outputs import refuse_folder, refuse_own_files
from tracker.typed.verifying import signed_heads

if TYPE_CHECKING:
    from tracker.ledger import Head
    from tracker.ledger.check_heads import HeldHead


@click.group(
    "db",
    epilog=examples(
        "tracker db backup ledger-2026-11-25.db",
        "tracker db copy ledger.db postgresql+psycopg://admin@host/ledger",
    ),
)
def command() -> None:
    """Make, copy, back up and upgrade whole ledgers."""


@command.command(
    "init",
    epilog=examples(
        "tracker db init",
        "tracker --db postgresql+psycopg://admin@host/ledger db init --app-role desk",
        "tracker --db postgresql+psycopg://desk@host/ledger import claims.csv",
    ),
)
@click.option(
    "--app-role",
    metavar="NAME",
    callback=not_blank,
    help="On a server: the role that is to read and append.",
)
@json_option
@db_option
def init(*, app_role: str | None, as_json: bool) -> None:
    """Make an empty ledger, in a file or in a database on a server.

    A file is also made by the first import. On a server this is an administrator's work, done
    once: a role that cannot log in owns tables and guards, and --app-role may read and append
    and nothing else. With another --app-role it lets another role in.
    """
    from tracker.ledger.founding import found_ledger  # noqa: PLC0415 - sqlalchemy

    done = found_ledger(place(), app_role=app_role, **waiting())
    if as_json:
        print_json(
            {
                "ledger": done.where,
                "made_ledger": done.made_ledger,
                "app_role": done.app_role or None,
                "made_role": done.made_role,
            }
        )
        return
    what = "made an empty ledger" if done.made_ledger else "there is a ledger already"
    line(f"{what}: {done.where}")
    if done.app_role:
        line(f"the role {done.app_role} may read and append, and nothing else")
    if done.made_role:
        remark(f"the role {done.app_role} is new and has no password; give it one with \\password")


@command.command(
    "copy",
    epilog=examples(
        "tracker db copy ledger.db copy.db",
        "tracker db copy ledger.db postgresql+psycopg://admin@host/ledger",
        "tracker db copy postgresql+psycopg://desk@host/ledger here.db",
        "tracker db copy spoilt.db sound.db --size 925",
    ),
)
@click.argument("source", metavar="FROM", callback=not_blank)
@click.argument("target", metavar="TO", callback=not_blank)
@click.option(
    "--size",
    type=click.IntRange(1, 2**63 - 1),
    metavar="SIZE",
    help="Only the entries up to this number, where an import ended; for a spoilt end.",
)
@json_option
def copy(source: str, target: str, *, size: int | None, as_json: bool) -> None:
    """Copy all entries of one ledger into another, with their times and so with the same root.

    FROM and TO are files or addresses. A file is made; on a server an administrator first makes
    an empty ledger with tracker db init, and copies with an address of his own.

    Every entry is checked on the way; nothing is copied of a ledger that is not whole, or does
    not agree with the checkpoints that were signed of it. With --size only those of at most as
    many entries count.
    """
    from tracker.ledger.location import is_server  # noqa: PLC0415
    from tracker.ledger.moving import copy_ledger  # noqa: PLC0415 - sqlalchemy

    if not is_server(target):
        _refuse_target("TO", target, source)
    head = copy_ledger(source, target, size, _signed_here(source), **waiting())
    _tell_written("copied", target, head, as_json=as_json)


@command.command(
    "backup",
    epilog=examples(
        "tracker db backup ledger-2026-11-25.db", "tracker --db ledger-2026-11-25.db verify"
    ),
)
@click.argument("file", callback=not_blank)
@json_option
@db_option
def backup(file: str, *, as_json: bool) -> None:
    """Write the ledger as it is now into FILE, while others may go on writing.

    FILE is a ledger itself: to go back, use it with --db, or copy it with tracker db copy. None
    is made of a ledger that is not whole, or does not agree with the checkpoints signed of it.
    """
    from tracker.ledger.moving import back_up_ledger  # noqa: PLC0415 - sqlalchemy

    _refuse_target("FILE", file, place())
    head = back_up_ledger(place(), Path(file), _signed_here(place()), **waiting())
    _tell_written("backed up", file, head, as_json=as_json)


@command.command(
    "upgrade",
    epilog=examples(
        "tracker db upgrade",
        "tracker --db postgresql+psycopg://admin@host/ledger db upgrade \\",
        "      --backup before.db",
    ),
)
@click.option(
    "--backup",
    metavar="FILE",
    callback=not_blank,
    help="Where the ledger as it is is kept first. Default: beside the ledger's file.",
)
@json_option
@db_option
def upgrade(*, backup: str | None, as_json: bool) -> None:
    """Bring a ledger of an older version of this program up to date.

    It is backed up first. Entries, their times and the root stay as they are; if anything
    would not, nothing is changed. On a server this is an administrator's work.
    """
    from tracker.ledger.upgrading import upgrade_ledger  # noqa: PLC0415 - sqlalchemy

    if backup is not None:
        _refuse_target("--backup", backup, place())
    done = upgrade_ledger(place(), Path(backup) if backup else None, **waiting())
    if as_json:
        kept = None if done.backup is None else str(done.backup)
        print_json({"ledger": done.where, "from": done.before, "to": done.after, "backup": kept})
    elif done.backup is None:
        line(f"{done.where} is of the newest format already ({done.after})")
    else:
        line(f"{done.where} is now of format {done.after}; as it was it is in {done.backup}")


def _refuse_target(option: str, target: str, where: str) -> None:
    """Raises OptionError for what no new ledger may be written over."""
    if target == "-":
        raise OptionError(f"{option} takes the name of a file; for one called - write ./-")
    refuse_folder(option, target)
    refuse_own_files(option, target, where)


def _signed_here(where: str) -> "tuple[HeldHead, ...]":
    """The heads that a copy must agree with. Of a checkpoint that says none it is told: that is
    nothing against the ledger, and no reason to be without a backup."""
    from tracker.ledger.check_proofs import MISLEADING  # noqa: PLC0415 - not for --help

    held = signed_heads(where)
    for problem in held.problems:
        if problem.kind in MISLEADING:
            remark(f"not compared: {problem.message}")
    return held.heads


def _tell_written(did: str, where: str, head: "Head", *, as_json: bool) -> None:
    from tracker.ledger.location import shown_place  # noqa: PLC0415

    shown = shown_place(where)
    if as_json:
        print_json({"written": shown, "ledger": {"size": head.size, "root": head.root}})
        return
    line(f"{did} to {shown}")
    line(ledger_line(head))
