"""`tracker methods`: the ways of making an estimate of claims."""

import click

from tracker.cli.options import db_option, examples, json_option
from tracker.cli.output import print_json, show


@click.command("methods", epilog=examples("tracker methods", "tracker methods --json"))
@json_option
@db_option
def command(*, as_json: bool) -> None:
    """List the methods that make estimates of claims, each with its rule and its origin.

    Methods that other packages register are listed after those that come with the program,
    then any that cannot be used, with the reason.
    """
    from tracker.reconcile import every_method  # noqa: PLC0415

    methods, broken = every_method()
    if as_json:
        from tracker.reports.shapes import methods_shape  # noqa: PLC0415

        print_json(methods_shape(methods, broken))
        return
    from tracker.reports.lists_text import methods_text  # noqa: PLC0415 - rich

    show(methods_text(methods, broken))
