"""Opening the terminal UI from the command line."""

from pathlib import Path

from tracker.cli.opening import waiting
from tracker.cli.output import remark

KEPT_IN = "ui.json"


def has_ledger(where: str) -> bool:
    """True unless `where` names a file that is not there."""
    from tracker.ledger.own_files import file_at  # noqa: PLC0415 - not for --help

    file = file_at(where)
    return file is None or file.exists()


def open_ui(
    where: str,
    *,
    incident: str = "",
    as_of: str = "",
    known_at: str = "",
    method: str = "",
    read_only: bool = False,
    keeps_state: bool = True,
) -> None:
    """The UI on that ledger, until the person quits.

    Raises OptionError, with the command to use instead, where there is no terminal, and
    whatever speaks against opening the ledger, the incident or the moment.
    """
    from tracker.tui.opening import Opening  # noqa: PLC0415 - not for --help
    from tracker.tui.run import refuse_no_terminal, run  # noqa: PLC0415

    refuse_no_terminal(f"tracker show {incident}" if incident else "tracker incidents")
    opening = Opening(
        where=where,
        incident=incident,
        as_of=as_of,
        known_at=known_at,
        method=method,
        read_only=read_only,
        busy_timeout_ms=waiting().get("busy_timeout_ms"),
        state=_state() if keeps_state else None,
    )
    for text in run(opening):
        remark(text)


def _state() -> Path:
    """The file in which the UI keeps its place; its folder may not exist yet."""
    from platformdirs import user_state_path  # noqa: PLC0415 - only for the UI

    return user_state_path("casualty-tracker", appauthor=False) / KEPT_IN
