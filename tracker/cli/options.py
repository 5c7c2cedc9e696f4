"""Options that many commands share, so that they read, complete and refuse alike."""

from collections.abc import Callable
from typing import Any, TypeVar

import click

from tracker.cli.words import Word
from tracker.errors import NotFoundError, OptionError

F = TypeVar("F", bound=Callable[..., Any])

DB_KEY = "tracker.cli.db"
WAIT_KEY = "tracker.cli.wait"
MOST_JOBS = 256
"""Processes that one command may ask for."""
DB_HELP = "The ledger. Default: $TRACKER_DB, else one file in your user data directory."


_COUNT = (
    click.option("--metric", type=Word("Metric"), help="What is counted: killed, injured, ..."),
    click.option("--population", type=Word("Population"), help="Of whom: all, civilians, ..."),
    click.option("--scope", metavar="TEXT", help='Place or subgroup; "" is the whole incident.'),
)


def remember_db(ctx: click.Context, _param: click.Parameter, value: str | None) -> None:
    """Keep the ledger's place for `opening`; given after the command it wins.

    Raises OptionError for a blank one: a script's unset variable must not mean another ledger.
    """
    if value is not None:
        if not value.strip():
            raise OptionError("--db is empty; name the ledger, or leave --db out to have your own")
        ctx.meta[DB_KEY] = value


def remember_wait(ctx: click.Context, _param: click.Parameter, value: float | None) -> None:
    """Keep for `opening` how many seconds to wait for another program that is writing."""
    if value is not None:
        ctx.meta[WAIT_KEY] = value


def not_blank(_ctx: click.Context, param: click.Parameter, value: str | None) -> str | None:
    """The value. Raises OptionError for a blank one, as a script's unset variable gives: it
    must mean neither the default nor anybody else."""
    if value is not None and not value.strip():
        advice = "give a value" if param.required else "give a value, or leave it out"
        is_argument = isinstance(param, click.Argument)
        name = param.human_readable_name if is_argument else max(param.opts, key=len)
        raise OptionError(f"{name} is empty; {advice}")
    return value


def db_option(command: F) -> F:
    """`--db`, which is also taken after the command's name."""
    return click.option(
        "--db", metavar="PATH|URL", expose_value=False, callback=remember_db, help=DB_HELP
    )(command)


def json_option(command: F) -> F:
    """`--json`: one JSON document on stdout and nothing else."""
    return click.option(
        "--json", "as_json", is_flag=True, help="One JSON document, and nothing else, on stdout."
    )(command)


def dry_run_option(command: F) -> F:
    """`--dry-run`: everything is checked and shown, nothing is recorded."""
    return click.option(
        "--dry-run", is_flag=True, help="Check and show everything, record nothing."
    )(command)


def as_of_option(command: F) -> F:
    """`--as-of`: what was public by then."""
    return click.option(
        "--as-of",
        metavar="T",
        callback=not_blank,
        help="Only what was public by T, as 2016-07-27 (through the end of that day there) "
        "or 2016-07-27T18:00. Default: everything public.",
    )(command)


def known_at_option(command: F) -> F:
    """`--known-at`: what was recorded by then."""
    return click.option(
        "--known-at",
        metavar="K",
        callback=not_blank,
        help="Only what this ledger had recorded by K, written like T. Default: all of it.",
    )(command)


def method_option(command: F) -> F:
    """`--method`: the rule that makes estimates of claims."""
    return click.option(
        "--method",
        metavar="NAME",
        default="consensus",
        show_default=True,
        shell_complete=_methods,
        help="How estimates are made; `tracker methods` lists the ways.",
    )(command)


def policy_option(command: F) -> F:
    """`--policy`: what words that leave the number open count for."""
    return click.option(
        "--policy",
        metavar="NAME|FILE.toml",
        default="plain",
        show_default=True,
        help='What "dozens" and the like count for: plain, acled, or a file of yours.',
    )(command)


def profile_option(command: F) -> F:
    """`--profile`: how a file with other columns than ours becomes claims."""
    return click.option(
        "--profile",
        metavar="NAME|FILE.toml",
        callback=not_blank,
        shell_complete=complete_profile,
        help="How a foreign file becomes claims; `tracker profiles` lists the ways.",
    )(command)


def complete_profile(_ctx: click.Context, _param: click.Parameter, incomplete: str) -> list[str]:
    """Names of the profiles that come along and begin like this."""
    from tracker.importing.profiles.shipped import profile_names  # noqa: PLC0415 - for a shell

    return [name for name in profile_names() if name.startswith(incomplete)]


def incident_argument(command: F) -> F:
    """`INCIDENT`, completed from the ledger."""
    return click.argument("incident", shell_complete=complete_incident, callback=_refuse_no_text)(
        command
    )


def _refuse_no_text(_ctx: click.Context, _param: click.Parameter, value: str) -> str:
    """The slug. Raises NotFoundError for bytes that are no text, which no slug can be."""
    try:
        value.encode()
    except UnicodeEncodeError:
        raise NotFoundError("incident", value) from None
    return value


def count_options(command: F) -> F:
    """`--metric`, `--population` and `--scope`: which count; None where it is not said."""
    for option in reversed(_COUNT):
        command = option(command)
    return command


def examples(*lines: str) -> str:
    """An epilog of commands to copy, each on a line of its own."""
    return "\b\nExamples:\n" + "\n".join(f"  {line}" for line in lines)


def _methods(_ctx: click.Context, _param: click.Parameter, incomplete: str) -> list[str]:
    from tracker.reconcile import method_names  # noqa: PLC0415 - only when a shell asks

    return [name for name in method_names() if name.startswith(incomplete)]


def complete_incident(ctx: click.Context, _param: click.Parameter, incomplete: str) -> list[str]:
    """Slugs in the ledger that begin like this; none where it cannot be read."""
    from tracker.cli.opening import opened  # noqa: PLC0415 - only when a shell asks
    from tracker.errors import TrackerError  # noqa: PLC0415

    try:
        with ctx.scope(), opened() as ledger:
            return [slug for slug in ledger.incidents() if slug.startswith(incomplete)]
    except TrackerError:
        return []
