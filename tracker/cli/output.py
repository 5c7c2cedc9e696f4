"""What a command says: data to stdout, remarks to stderr, JSON as one document and no more."""

import os
import sys
from shutil import get_terminal_size
from typing import TYPE_CHECKING, Any

from tracker.cli.streams import to_stderr, to_stdout

if TYPE_CHECKING:
    from rich.console import RenderableType

    from tracker.ledger import Head, Ledger

PLAIN_WIDTH = 80
"""Columns of a report where there is no terminal."""


def print_json(shape: dict[str, Any]) -> None:
    """One JSON document on stdout, in UTF-8 whatever the terminal's encoding."""
    from tracker.reports.shapes import to_json  # noqa: PLC0415 - only for --json

    write_data(to_json(shape).rstrip("\n") + "\n")


def write_data(text: str) -> None:
    """Text on stdout as UTF-8 with the line ends it has."""
    to_stdout(text.encode("utf-8"))


def write_lines(text: str) -> None:
    """A small file's text on stdout, as it is; on a terminal, which could take some of it for
    an order, with symbols for that."""
    if not sys.stdout.isatty():
        write_data(text)
        return
    from tracker.reports.safe import visible  # noqa: PLC0415 - not for scripts

    write_data("".join(f"{visible(one)}\n" for one in text.removesuffix("\n").split("\n")))


def show(report: "RenderableType") -> None:
    """A report on stdout: as wide as the terminal, 80 columns where there is none; bold and
    dim only on a terminal, and not where NO_COLOR is set."""
    from tracker.reports.layout import render  # noqa: PLC0415 - rich, not for --json

    width = get_terminal_size(fallback=(PLAIN_WIDTH, 24)).columns
    to_stdout(render(report, width, color=_takes_style()))


def _takes_style() -> bool:
    plain = os.environ.get("NO_COLOR") or os.environ.get("TERM") in ("dumb", "unknown")
    return sys.stdout.isatty() and not plain


def remark(text: str) -> None:
    """One remark on stderr, with whatever came from data made harmless."""
    from tracker.reports.safe import sentence  # noqa: PLC0415 - not needed for --help

    to_stderr(sentence(text))


def line(text: str) -> None:
    """One line on stdout, with whatever came from data made harmless."""
    from tracker.reports.safe import sentence  # noqa: PLC0415 - not needed for --help

    to_stdout(sentence(text) + "\n")


def ledger_line(head: "Head") -> str:
    """Size and root: whoever keeps them elsewhere can tell later that nothing was rewritten."""
    return head_line(head.size, head.root)


def head_line(size: int, root: str) -> str:
    """The same, of the two apart."""
    return f"ledger: {size:,} {'entry' if size == 1 else 'entries'}, root {root}"


def receipt(ledger: "Ledger", *, dry_run: bool) -> None:
    """The ledger's head on stdout; for a dry run, that there is nothing new in it."""
    if dry_run:
        remark("dry run: nothing was recorded")
    line(ledger_line(ledger.head()))


def receipt_shape(ledger: "Ledger", *, dry_run: bool) -> dict[str, Any]:
    """What every JSON answer of a command that records ends with."""
    head = ledger.head()
    return {"dry_run": dry_run, "ledger": {"size": head.size, "root": head.root}}
