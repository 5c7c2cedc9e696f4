"""`tracker sources`: who asserts figures, and how they have done."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

import click

from tracker.cli.opening import opened
from tracker.cli.options import db_option, examples, json_option, not_blank
from tracker.cli.output import print_json, show
from tracker.errors import NotFoundError
from tracker.model import Snapshot, Source
from tracker.model.source import voice_of

if TYPE_CHECKING:
    from tracker.reconcile.record import Record


@click.command(
    "sources",
    epilog=examples(
        "tracker sources",
        "tracker sources --json | jq '.sources[].slug'",
        "tracker sources --record",
        "tracker sources --source syrian-observatory-for-human-rights",
    ),
)
@click.option(
    "--record",
    "wants_record",
    is_flag=True,
    help="How each voice's early figures compare with where tolls settled, over all incidents.",
)
@click.option(
    "--source", metavar="SLUG", callback=not_blank, help="The record of one voice, count by count."
)
@json_option
@db_option
def command(*, wants_record: bool, source: str | None, as_json: bool) -> None:
    """List the sources: kind, reliability, whose voice each is, and its number of claims.

    With --record: how far the first figures of each voice were from where the others ended,
    and how often it lowered, raised and corrected them. Where a voice was measured too seldom
    to say, it says so.
    """
    if wants_record or source:
        _record(source, as_json=as_json)
        return
    with opened() as ledger:
        size = ledger.head().size
        sources = ledger.sources(size=size)
        totals = Counter(row.source for one in ledger.snapshots(size=size) for row in one.claims)
    if as_json:
        print_json(_shape(sources, totals))
        return
    from tracker.reports.lists_text import sources_text  # noqa: PLC0415 - rich

    show(sources_text(sources, totals))


def _record(source: str | None, *, as_json: bool) -> None:
    from tracker.reconcile.record import Record, source_records  # noqa: PLC0415

    totals: Counter[str] = Counter()
    with opened() as ledger:
        size = ledger.head().size
        sources = ledger.sources(size=size)
        if source is not None and source not in sources:
            raise NotFoundError("source", source, list(sources))
        records = source_records(_counted(ledger.snapshots(size=size), totals))
    voice = voice_of(source, sources) if source else ""
    if as_json:
        print_json(_with_records(_shape(sources, totals), records, voice))
        return
    from tracker.reports.record_text import record_text, records_text  # noqa: PLC0415 - rich

    if voice:
        show(record_text(records.get(voice, Record(voice, (), {})), sources))
    else:
        show(records_text(records, sources))


def _counted(snapshots: Iterable[Snapshot], totals: Counter[str]) -> Iterator[Snapshot]:
    """The snapshots as they come, the rows of each source counted in passing."""
    for snapshot in snapshots:
        totals.update(row.source for row in snapshot.claims)
        yield snapshot


def _with_records(
    shape: dict[str, Any], records: Mapping[str, "Record"], voice: str
) -> dict[str, Any]:
    """The shape with the record of every voice; of one voice alone where one is given."""
    from tracker.reports.record_shapes import record_shape  # noqa: PLC0415

    told = [one for one in shape["sources"] if voice in ("", one["slug"])]
    for one in told:
        known = records.get(one["slug"])
        one["record"] = record_shape(known) if known else None
    return {"sources": told}


def _shape(
    sources: Mapping[str, Source], totals: Counter[str]
) -> dict[str, list[dict[str, object]]]:
    from tracker.reports.shapes import sources_shape  # noqa: PLC0415

    shape = sources_shape(sources)
    for one in shape["sources"]:
        one["claims"] = totals[one["slug"]]
    return shape
