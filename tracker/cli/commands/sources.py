"""`tracker sources`: who asserts figures."""

from collections import Counter

import click

from tracker.cli.opening import opened
from tracker.cli.options import db_option, examples, json_option
from tracker.cli.output import print_json, show


@click.command(
    "sources",
    epilog=examples("tracker sources", "tracker sources --json | jq '.sources[].slug'"),
)
@json_option
@db_option
def command(*, as_json: bool) -> None:
    """List the sources: kind, reliability, whose voice each is, and its number of claims."""
    with opened() as ledger:
        sources = ledger.sources()
        totals = Counter(row.source for one in ledger.snapshots() for row in one.claims)
    if as_json:
        from tracker.reports.shapes import sources_shape  # noqa: PLC0415

        shape = sources_shape(sources)
        for one in shape["sources"]:
            one["claims"] = totals[one["slug"]]
        print_json(shape)
        return
    from tracker.reports.lists_text import sources_text  # noqa: PLC0415 - rich

    show(sources_text(sources))
