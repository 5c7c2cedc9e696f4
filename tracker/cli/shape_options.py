"""Options that say how rows stand in a file, where the file does not."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

import click

from tracker.cli.options import F, not_blank
from tracker.errors import OptionError

if TYPE_CHECKING:
    from tracker.importing.readers.shape import Shape

_TABS = ("\\t", "tab", "TAB")


def _delimiter(_ctx: click.Context, _param: click.Parameter, value: str | None) -> str:
    """The character; a tab may be given by name, since shells make it hard to type one.

    Raises OptionError where there is none.
    """
    if value == "":
        raise OptionError("--delimiter is empty; give one character, or leave it out")
    return "\t" if value in _TABS else value or ""


_ROWS = click.option(
    "--rows", metavar="PATH", callback=not_blank, help="Keys to the rows of a JSON document."
)
SHAPE_OPTIONS = (
    click.option("--sheet", metavar="NAME", callback=not_blank, help="Of a workbook with several."),
    click.option(
        "--member", metavar="NAME", callback=not_blank, help="Of a zip archive with several files."
    ),
    click.option(
        "--delimiter", metavar="C", callback=_delimiter, help=r"Of a CSV file, as ; or \t."
    ),
    _ROWS,
    click.option(
        "--header-row", metavar="N", type=click.IntRange(1), help="Row that names the columns."
    ),
)
"""Each counts for those files of a call that have such a thing."""


def shape_options(*, has_rows: bool = True) -> Callable[[F], F]:
    """Those options on a command; without `--rows` where it counts rows."""

    def added(command: F) -> F:
        for option in reversed(SHAPE_OPTIONS):
            if has_rows or option is not _ROWS:
                command = option(command)
        return command

    return added


def shape_of(given: Mapping[str, Any]) -> "Shape":
    """What those options say together. Raises OptionError."""
    from tracker.importing.readers.shape import Shape  # noqa: PLC0415 - sqlmodel

    return Shape(
        sheet=given["sheet"] or "",
        member=given["member"] or "",
        delimiter=given["delimiter"],
        rows=given["rows"] or "",
        header_row=given["header_row"] or 0,
    )
