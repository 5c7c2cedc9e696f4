"""What the as-of bar says of a view, in the order of importance."""

from typing import TYPE_CHECKING

from tracker.reports.claim_lines import count_title
from tracker.reports.layout import plural
from tracker.reports.moments import limit_text, moment_text
from tracker.tui.drawing import Level

if TYPE_CHECKING:
    from tracker.tui.shown import Shown


def moment_words(shown: "Shown") -> str:
    """The moment that is looked at: a past one is never to be taken for the latest."""
    zone = shown.snapshot.incident.timezone
    as_of = shown.snapshot.as_of_us
    if as_of is not None:
        return f"PAST VIEW: public by {limit_text(as_of, zone)}"
    if not shown.timeline:
        return "LATEST"
    return f"LATEST, last change {moment_text(shown.timeline[-1].at_us, zone)}"


def bar_parts(shown: "Shown") -> tuple[str, ...]:
    """The estimate in focus, its voices, method, falls and claims."""
    return (
        _estimate(shown),
        plural(shown.picture.numbered_voices, "voice") if shown.picture else "",
        shown.dossier.method.name,
        plural(shown.falls, "fall"),
        plural(shown.public_rows, "claim"),
        plural(len(shown.dossier.findings), "finding"),
    )


def _estimate(shown: "Shown") -> str:
    if shown.count is None:
        return "no count with a total"
    title = count_title(shown.count)
    if shown.picture is None:
        return f"{title}: nothing public yet"
    estimate = shown.picture.estimate
    low, _, high = estimate.figures
    told = Level(0, low, estimate.value, high).text
    return f"{title} {told}{', disputed' if estimate.disputed else ''}"
