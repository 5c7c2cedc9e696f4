"""`tracker tui`: the terminal UI."""

import click

from tracker.cli.opening import place
from tracker.cli.options import (
    as_of_option,
    complete_incident,
    db_option,
    examples,
    known_at_option,
    method_option,
    not_blank,
)


@click.command(
    "tui",
    epilog=examples(
        "tracker tui",
        "tracker tui qamishli-2016 --as-of 2016-07-27T16:00",
        "tracker tui sri-lanka-2019 --method latest --read-only",
    ),
)
@click.argument("incident", required=False, callback=not_blank, shell_complete=complete_incident)
@as_of_option
@known_at_option
@method_option
@click.option("--read-only", is_flag=True, help="Disable everything that records.")
@db_option
def command(
    incident: str | None,
    *,
    as_of: str | None,
    known_at: str | None,
    method: str,
    read_only: bool,
) -> None:
    """Open the terminal UI: see a toll move, step back in time, act on it.

    1 to 5 are its screens, ? lists its keys, q quits. It always opens at the latest, unless
    --as-of or --known-at says otherwise. Every action names the command that does the same.
    """
    from tracker.cli.ui import open_ui  # noqa: PLC0415
    from tracker.errors import OptionError  # noqa: PLC0415

    for option, moment in (("--as-of", as_of), ("--known-at", known_at)):
        if moment is not None and incident is None:
            raise OptionError(f"{option} goes with an INCIDENT, in whose zone it is read")
    open_ui(
        place(),
        incident=incident or "",
        as_of=as_of or "",
        known_at=known_at or "",
        method=method,
        read_only=read_only,
    )
