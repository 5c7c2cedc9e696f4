"""What `tracker incidents`, `sources` and `methods` print."""

from collections.abc import Iterable, Mapping

from rich.console import Group, RenderableType
from rich.text import Text

from tracker.errors import MethodError
from tracker.model.incident import Incident
from tracker.model.source import Source
from tracker.reconcile.methods import DEFAULT
from tracker.reconcile.methods.named import NamedMethod
from tracker.reports.header_text import place_text
from tracker.reports.layout import HEADING, Columns, heading, plural, stacked
from tracker.reports.moments import stamp_text
from tracker.reports.passage import Passage

Totals = Mapping[str, int]


def incidents_text(incidents: Iterable[Incident], totals: Totals) -> Group:
    """The incidents in the order given; `totals` counts the rows on each slug."""
    rows = [
        (
            Passage(one.slug),
            Text(stamp_text(one.occurred_at, one.timezone)[:10] if one.occurred_at else "–"),
            Passage("; ".join(part for part in (one.title, place_text(one)) if part)),
            Text(f"{totals.get(one.slug, 0):,}"),
        )
        for one in incidents
    ]
    if not rows:
        return stacked(Passage("No incidents are recorded. Import a file to begin."))
    return stacked(
        Columns(
            rows, heads=("incident", "when", "what and where", "rows"), right=(3,), whole=(1, 3)
        )
    )


def sources_text(sources: Mapping[str, Source], totals: Totals) -> Group:
    """The sources in the order given, each with what is known of it; `totals` counts the rows
    of each slug."""
    rows = [
        (
            Passage(one.slug),
            Passage(_about(one)),
            Passage(one.kind.value.replace("_", " ")),
            Text(one.reliability.value),
            Text(f"{totals.get(one.slug, 0):,}"),
        )
        for one in sources.values()
    ]
    if not rows:
        return stacked(Passage("No sources are recorded."))
    return stacked(
        heading(plural(len(rows), "source")),
        Columns(
            rows,
            heads=("source", "name", "kind", "reliability", "rows"),
            right=(4,),
            whole=(3, 4),
        ),
        Passage("Reliability A to E, after the Admiralty scale; F is not judged, not worst."),
    )


def methods_text(methods: Iterable[NamedMethod], broken: Iterable[MethodError]) -> Group:
    """The methods, each with its rule, its options and whose practice it follows; below them
    those that are registered and cannot be used, with the reason."""
    rows = [(Text(method.name, HEADING), Passage(_method(method))) for method in methods]
    faults: list[RenderableType] = [Passage(str(one)) for one in broken]
    if faults:
        faults = ["", heading("Registered, and not usable"), *faults]
    return stacked(
        Columns(rows, heads=("method", "rule"), whole=(0,)),
        *faults,
    )


def _method(method: NamedMethod) -> str:
    default = " (the default)" if method.name == DEFAULT else ""
    told = f"{method.rule}{default}. After: {method.after}"
    for option in method.options:
        told += f". {method.name}:{option.name}=… sets {option.meaning}"
    return told


def _about(source: Source) -> str:
    parts = [source.name or "–"]
    if source.speaks_for:
        parts.append(f"speaks for {source.speaks_for}")
    if source.merged_into:
        parts.append(f"merged into {source.merged_into}")
    if source.affiliation:
        parts.append(f"of {source.affiliation}")
    if source.aliases:
        parts.append("also " + ", ".join(source.aliases))
    return "; ".join(parts)
