"""Options that say how rows stand in a file, where the file does not."""

from collections.abc import Callable
from functools import wraps
from typing import Any

import click

from tracker.cli.options import not_blank
from tracker.errors import OptionError

_TABS = ("\\t", "tab", "TAB")


def _delimiter(_ctx: click.Context, _param: click.Parameter, value: str | None) -> str:
    """The character; a tab may be given by name, since shells make it hard to type one.

    Raises OptionError where there is none.
    """
    if value == "":
        raise OptionError("--delimiter is empty; give one character, or leave it out")
    return "\t" if value in _TABS else value or ""


_OPTIONS = (
    click.option("--sheet", metavar="NAME", callback=not_blank, help="Of a workbook with several."),
    click.option(
        "--member", metavar="NAME", callback=not_blank, help="Of a zip archive with several files."
    ),
    click.option(
        "--delimiter", metavar="C", callback=_delimiter, help=r"Of a CSV file, as ; or \t."
    ),
    click.option(
        "--rows", metavar="PATH", callback=not_blank, help="Keys to the rows of a JSON document."
    ),
    click.option(
        "--header-row", metavar="N", type=click.IntRange(1), help="Row that names the columns."
    ),
)


def shape_options(command: Callable[..., None]) -> Callable[..., None]:
    """`--sheet`, `--member`, `--delimiter`, `--rows` and `--header-row`, which the command gets
    together as `shape`. Each counts for the files that have such a thing. Raises OptionError."""

    @wraps(command)
    def with_shape(*args: Any, **given: Any) -> None:
        from tracker.importing.readers.shape import Shape  # noqa: PLC0415 - sqlmodel

        shape = Shape(
            sheet=given.pop("sheet") or "",
            member=given.pop("member") or "",
            delimiter=given.pop("delimiter"),
            rows=given.pop("rows") or "",
            header_row=given.pop("header_row") or 0,
        )
        command(*args, shape=shape, **given)

    for option in reversed(_OPTIONS):
        option(with_shape)
    return with_shape
