"""`tracker history`: the timeline of one count."""

from typing import TYPE_CHECKING, Any

import click

from tracker.cli.opening import opened
from tracker.cli.options import (
    as_of_option,
    count_options,
    db_option,
    examples,
    incident_argument,
    json_option,
    known_at_option,
    method_option,
    not_blank,
)
from tracker.cli.output import print_json, show
from tracker.scripting.reading import dossier_of

if TYPE_CHECKING:
    from rich.console import Group

    from tracker.model import Count
    from tracker.reconcile import Dossier
    from tracker.reconcile.published_values import PublishedValue
    from tracker.reconcile.tally import IncidentRevisions


@click.command(
    "history",
    epilog=examples(
        "tracker history qamishli-2016 --metric killed",
        "tracker history kahramanmaras-2023 --scope Turkey --method latest",
        "tracker history mogadishu-2017 --metric injured --json",
        "tracker history qamishli-2016 --by-source",
        "tracker history qamishli-2016 --source sana",
        "tracker history lebanon-hostilities-2023 --metric killed --values",
    ),
)
@incident_argument
@count_options
@click.option(
    "--by-source",
    is_flag=True,
    help="How each voice's own figure moved, and what the whole incident's revisions amount to.",
)
@click.option(
    "--source",
    metavar="SLUG",
    callback=not_blank,
    help="The steps of one voice's own figure: by how much, after how long, and why.",
)
@click.option(
    "--values",
    "with_values",
    is_flag=True,
    help="Also each value that was published again with another number, or taken back.",
)
@method_option
@as_of_option
@known_at_option
@json_option
@db_option
def command(
    incident: str,
    *,
    metric: str | None,
    population: str | None,
    scope: str | None,
    by_source: bool,
    source: str | None,
    with_values: bool,
    method: str,
    as_of: str | None,
    known_at: str | None,
    as_json: bool,
) -> None:
    """Show how one figure moved, step by step, and because of which claims.

    Unless said otherwise: the killed, of everyone, in the whole incident. Without --by-source
    and --source it is the estimate that moves; with them, what the voices said. In the JSON,
    "steps" and "revisions" are always the estimate's; the voices' stand under "series".
    """
    from tracker.model import Count, Metric, Population  # noqa: PLC0415

    count = Count(Metric(metric or "killed"), Population(population or "all"), scope or "")
    with opened() as ledger:
        known = dossier_of(ledger, incident, method=method, as_of=as_of, known_at=known_at)
    if not any(row.count == count for row in known.snapshot.claims):
        known.picture(count)
    voice = _voice(source, known) if source else ""
    series = _series(known) if by_source or source else None
    if as_json:
        from tracker.reports.series_shapes import series_shape  # noqa: PLC0415
        from tracker.reports.shapes import history_shape  # noqa: PLC0415

        more = series_shape(series, count, voice) if series else {}
        values = _values_shape(known, count, voice) if with_values else {}
        print_json({**history_shape(known, count), **more, **values})
        return
    show(_text(known, count, series, voice))
    if with_values:
        show(_values_text(known, count, voice))


def _values_shape(known: "Dossier", count: "Count", voice: str) -> dict[str, Any]:
    from tracker.reports.value_shapes import values_shape  # noqa: PLC0415

    return values_shape(_values(known, voice), count, known.snapshot.incident.timezone)


def _values_text(known: "Dossier", count: "Count", voice: str) -> "Group":
    from tracker.reports.value_text import values_text  # noqa: PLC0415 - rich

    snapshot = known.snapshot
    return values_text(_values(known, voice), count, snapshot.incident.timezone, snapshot.sources)


def _values(known: "Dossier", voice: str) -> "list[PublishedValue]":
    """The published values of an incident; of one voice where one is given."""
    from tracker.model.source import voice_of  # noqa: PLC0415
    from tracker.reconcile.published_values import published_values  # noqa: PLC0415

    sources = known.snapshot.sources
    values = published_values(known.snapshot)
    return [one for one in values if voice in ("", voice_of(one.source, sources))]


def _series(known: "Dossier") -> "IncidentRevisions":
    from tracker.reconcile.tally import incident_revisions  # noqa: PLC0415

    rows = {row.id: row for row in known.snapshot.claims}
    return incident_revisions(known.unfolding, rows, known.snapshot.incident.timezone)


def _text(
    known: "Dossier", count: "Count", series: "IncidentRevisions | None", voice: str
) -> "Group":
    if series is None:
        from tracker.reports.history_text import history_text  # noqa: PLC0415 - rich

        return history_text(known, count)
    from tracker.reports.series_text import by_source_text, source_series_text  # noqa: PLC0415

    if voice:
        return source_series_text(known, count, series, voice)
    return by_source_text(known, count, series)


def _voice(slug: str, known: "Dossier") -> str:
    """The voice of a source. Raises NotFoundError, with near slugs, when there is none."""
    from tracker.errors import NotFoundError  # noqa: PLC0415
    from tracker.model.source import voice_of  # noqa: PLC0415

    sources = known.snapshot.sources
    if slug not in sources:
        raise NotFoundError("source", slug, list(sources))
    return voice_of(slug, sources)
