"""The options that describe a report: the same for `add`, `correct`, `retract` and `dispute`."""

from collections.abc import Callable, Sequence
from typing import Any

import click

from tracker.cli.options import F
from tracker.cli.words import Word
from tracker.model.choices import Metric

_METRIC_HELP = {
    Metric.KILLED: 'Wording of the figure, as published: "at least 40".',
    Metric.CASUALTIES: "Killed and injured, where they were given as one number.",
    Metric.KILLED_OR_MISSING: "Killed or missing, where they were given as one number.",
}
_METRICS = tuple(
    click.option(
        f"--{metric.replace('_', '-')}",
        metavar="FIGURE",
        help=_METRIC_HELP.get(metric, "Likewise."),
    )
    for metric in Metric
)
_BOUNDS = (
    click.option("--low", metavar="N", help="Fewest, with the wording kept unread; ? = unknown."),
    click.option("--high", metavar="N", help="Most, with the wording kept unread."),
)
_COUNT = (
    click.option("--population", type=Word("Population"), help="Of whom: all, civilians, ..."),
    click.option("--scope", metavar="TEXT", help='Place or subgroup; "" is the whole incident.'),
    click.option("--mode", type=Word("Mode"), help="total, increment, stock or projection."),
)
_WHEN_AND_WHERE = (
    click.option("--asserted-at", metavar="T", help="When the source gave it, as far as is known."),
    click.option("--published-at", metavar="T", help="When it became public where you read it."),
    click.option("--via", metavar="TEXT", help="Outlet through which you know it."),
    click.option("--url", metavar="URL", help="Where it can be read."),
    click.option("--note", metavar="TEXT", help="Anything to add, in your own words."),
    click.option("--ref", metavar="TEXT", help="Your own name for the report."),
    click.option("--source-kind", type=Word("Kind"), help="Kind of a source not yet known."),
)
_RELAYS = (click.option("--relays", metavar="CLAIM", help="The claim that this one passes on."),)
_FIGURE = (click.option("--figure", metavar="TEXT", help="Wording of the figure, as published."),)


def metric_options(command: F) -> F:
    """One option for every metric, each taking a wording."""
    return _with(command, _METRICS)


def report_options(command: F) -> F:
    """Of whom, where, when and through whom: everything but who and how many."""
    return _with(command, (*_BOUNDS, *_COUNT, *_WHEN_AND_WHERE, *_RELAYS))


def figure_options(command: F) -> F:
    """`--figure`, `--low` and `--high`."""
    return _with(command, (*_FIGURE, *_BOUNDS))


def act_options(command: F) -> F:
    """When and where a source's act became known."""
    return _with(command, _WHEN_AND_WHERE)


def _with(command: F, options: Sequence[Callable[[Any], Any]]) -> F:
    for option in reversed(options):
        command = option(command)
    return command
