"""How files are read: the options that `import` and `watch` share."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import click

from tracker.cli.options import F, policy_option, profile_option
from tracker.cli.shape_options import SHAPE_OPTIONS, shape_of
from tracker.figures import policy_named

if TYPE_CHECKING:
    from tracker.importing import ImportOptions

DATE_ORDER_OPTIONS = (
    click.option(
        "--dayfirst", "order", flag_value="dayfirst", help="03/04/2016 is the 3rd of April."
    ),
    click.option("--monthfirst", "order", flag_value="monthfirst", help="It is the 4th of March."),
)
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
    *DATE_ORDER_OPTIONS,
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
    from tracker.typed.moments import stamp_given  # noqa: PLC0415

    order = DateOrder(given["order"]) if given["order"] else None
    return ImportOptions(
        incident=given["incident"],
        published_at=stamp_given(given["published_at"], "--published-at", order),
        order=order,
        encoding=given["encoding"],
        shape=shape_of(given),
        profile=profile_named(given["profile"]) if given["profile"] else None,
        policy=policy_named(given["policy"]),
        on_error=OnError(given["on_error"]),
        batch=given["batch"],
        **more,
    )
