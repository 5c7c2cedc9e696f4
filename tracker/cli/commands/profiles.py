"""`tracker profiles`: how other people's files become claims."""

import sys
from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import click

from tracker.cli.import_options import DATE_ORDER_OPTIONS
from tracker.cli.options import (
    complete_profile,
    db_option,
    examples,
    json_option,
    not_blank,
    profile_option,
)
from tracker.cli.output import print_json, write_lines
from tracker.cli.profile_report import check_shape, profiles_shape, tell_check, tell_profiles
from tracker.cli.shape_options import shape_of, shape_options
from tracker.errors import DataError, OptionError

if TYPE_CHECKING:
    from tracker.importing import ImportOptions
    from tracker.importing.profiles import Profile

_LOOKED_AT, _MOST_LOOKED_AT = 20, 1_000_000
_ENCODING = click.option(
    "--encoding", metavar="NAME", help="Of the file, where it is not recognised."
)


@click.group(
    "profiles",
    invoke_without_command=True,
    epilog=examples(
        "tracker profiles",
        "tracker profiles check signif.txt --profile noaa-earthquakes",
        "tracker profiles draft deaths-by-district.csv > district.toml",
    ),
)
@json_option
@db_option
@click.pass_context
def command(ctx: click.Context, *, as_json: bool) -> None:
    """List the profiles that come with the program.

    A profile is a small TOML file that says how the rows of somebody else's file become
    claims. Another one needs no programming: docs/profiles.md.
    """
    if ctx.invoked_subcommand is not None:
        return
    from tracker.importing.profiles.shipped import shipped_profiles  # noqa: PLC0415

    profiles = list(shipped_profiles())
    if as_json:
        print_json(profiles_shape(profiles))
    else:
        tell_profiles(profiles)


@command.command(
    "show",
    epilog=examples("tracker profiles show ucdp-ged", "tracker profiles show gtd > mine.toml"),
)
@click.argument("name", metavar="NAME", shell_complete=complete_profile)
def show(*, name: str) -> None:
    """Print the TOML of a profile that comes with the program, to read or to begin with."""
    from tracker.importing.profiles.shipped import shipped_text  # noqa: PLC0415

    write_lines(shipped_text(name))


def _rows_asked(
    ctx: click.Context, param: click.Parameter, values: tuple[str, ...]
) -> tuple[int, str | None]:
    """How many rows to look at, and the keys to them, which may stand under one name, as import
    calls the keys so, and its messages do. Raises OptionError."""
    most, path = _LOOKED_AT, None
    for value in values:
        not_blank(ctx, param, value)
        if not value.isdecimal():
            path = value
        elif not 1 <= (most := int(value)) <= _MOST_LOOKED_AT:
            raise OptionError(f"--rows {value}: from 1 to {_MOST_LOOKED_AT:,} can be looked at")
    return most, path


@command.command(
    "check",
    epilog=examples(
        "tracker profiles check ged251.csv",
        "tracker profiles check deaths.csv --profile mine.toml --rows 100",
    ),
)
@click.argument("file", metavar="FILE", type=click.Path(readable=False, allow_dash=True))
@profile_option
@click.option(
    "--rows",
    metavar="N|PATH",
    multiple=True,
    callback=_rows_asked,
    help="How many rows to look at (default: 20), or keys to the rows of a JSON document.",
)
@click.option("--incident", metavar="SLUG", help="Incident of rows that name none.")
@DATE_ORDER_OPTIONS[0]
@DATE_ORDER_OPTIONS[1]
@_ENCODING
@shape_options(has_rows=False)
@json_option
@click.pass_context
def check(
    ctx: click.Context,
    /,
    *,
    file: str,
    profile: str | None,
    rows: tuple[int, str | None],
    incident: str | None,
    order: str | None,
    encoding: str | None,
    as_json: bool,
    **shape: Any,
) -> None:
    """Show what a profile makes of a file's first rows, and record nothing.

    Column by column: what is read for what, and what is not read and why; then the claims,
    and what is refused. Without --profile the one that fits best is taken.
    """
    from tracker.importing import DateOrder  # noqa: PLC0415 - dateutil
    from tracker.importing.profiles.looking import check_file  # noqa: PLC0415

    most, path = rows
    shape["rows"] = path
    options = replace(
        _options(encoding, shape),
        profile=_profile(profile),
        incident=incident,
        order=DateOrder(order) if order else None,
    )
    found = check_file(file, sys.stdin.buffer, options, most)
    if as_json:
        print_json(check_shape(found))
    else:
        tell_check(found)
    if found.faults:
        ctx.exit(DataError.exit_code)


@command.command(
    "draft",
    epilog=examples(
        "tracker profiles draft deaths.csv > deaths.toml",
        "tracker profiles check deaths.csv --profile deaths.toml",
    ),
)
@click.argument("file", metavar="FILE", type=click.Path(readable=False, allow_dash=True))
@_ENCODING
@shape_options()
def draft(*, file: str, encoding: str | None, **shape: Any) -> None:
    """Propose a profile for an unknown file, by the names and first cells of its columns.

    What is guessed is said in comments; read every line before you import by it.
    """
    from tracker.importing.profiles.looking import draft_profile  # noqa: PLC0415

    write_lines(draft_profile(file, sys.stdin.buffer, _options(encoding, shape)))


def _options(encoding: str | None, shape: Mapping[str, Any]) -> "ImportOptions":
    from tracker.importing import ImportOptions  # noqa: PLC0415 - sqlmodel

    return ImportOptions(encoding=encoding, shape=shape_of(shape))


def _profile(name: str | None) -> "Profile | None":
    from tracker.importing.profiles import profile_named  # noqa: PLC0415 - sqlmodel

    return profile_named(name) if name else None
