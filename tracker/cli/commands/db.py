"""`tracker db`: ledgers as wholes, made and kept."""

import click

from tracker.cli.opening import place
from tracker.cli.options import db_option, examples, json_option
from tracker.cli.output import line, print_json, remark


@click.group(
    "db",
    epilog=examples(
        "tracker db init",
        "tracker --db postgresql+psycopg://admin@host/ledger db init --app-role desk",
    ),
)
def command() -> None:
    """Make, copy and keep whole ledgers."""


@command.command(
    "init",
    epilog=examples(
        "tracker db init",
        "tracker --db postgresql+psycopg://admin@host/ledger db init --app-role desk",
        "tracker --db postgresql+psycopg://desk@host/ledger import claims.csv",
    ),
)
@click.option(
    "--app-role", metavar="NAME", help="On a server: the role that is to read and append."
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

    done = found_ledger(place(), app_role=app_role)
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
