"""How files are read: the options that `import` and `watch` share."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import click

from tracker.cli.options import F, policy_option, profile_option
from tracker.cli.shape_options import SHAPE_OPTIONS, shape_of
from tracker.errors import OptionError, StampError
from tracker.figures import policy_named

if TYPE_CHECKING:
    from tracker.importing import ImportOptions
    from tracker.model import Stamp

_READING = (
    click.option("--incident", metavar="SLUG", help="Incident of rows that name none."),
    click.option("--published-at", metavar="T", help="Of rows that give none, as far as is known."),
    click.option(
        "--on-error",
        type=click.Choice(["stop", "skip"]),
        default="stop",
        show_default=True,
        help="stop: one refused row, and nothing is recorded. skip: record the good rows.",
    ),
    click.option(
        "--dayfirst", "order", flag_value="dayfirst", help="03/04/2016 is the 3rd of April."
    ),
    click.option("--monthfirst", "order", flag_value="monthfirst", help="It is the 4th of March."),
    click.option("--encoding", metavar="NAME", help="Of the files, where it is not recognised."),
    *SHAPE_OPTIONS,
    profile_option,
    policy_option,
    click.option(
        "--batch",
        metavar="N",
        type=click.IntRange(min=1),
        help="Check the files first, then keep every N rows for good. For files too large for one "
        "transaction; after an interruption the same command goes on.",
    ),
)


def reading_options(command: F) -> F:
    """All of them, in the order of the help."""
    for option in reversed(_READING):
        command = option(command)
    return command


def import_options(given: Mapping[str, Any], **more: Any) -> "ImportOptions":
    """The options of an import, as they were given. Raises OptionError."""
    from tracker.importing import DateOrder, ImportOptions, OnError  # noqa: PLC0415 - dateutil
    from tracker.importing.profiles.shipped import profile_named  # noqa: PLC0415

    order = given["order"]
    return ImportOptions(
        incident=given["incident"],
        published_at=_published(given["published_at"], order),
        order=DateOrder(order) if order else None,
        encoding=given["encoding"],
        shape=shape_of(given),
        profile=profile_named(given["profile"]) if given["profile"] else None,
        policy=policy_named(given["policy"]),
        on_error=OnError(given["on_error"]),
        batch=given["batch"],
        **more,
    )


def _published(text: str | None, order: str | None) -> "Stamp | None":
    """The time that stands in for a blank one. Raises OptionError."""
    from tracker.importing import DateOrder, read_stamp  # noqa: PLC0415 - dateutil

    if text is None:
        return None
    try:
        return read_stamp(text, order=DateOrder(order) if order else None)
    except StampError as problem:
        raise OptionError(f"--published-at: {problem}") from None
