"""What the as-of bar says of a view, in the order of importance."""

from typing import TYPE_CHECKING

from tracker.reports.claim_lines import count_title
from tracker.reports.layout import plural
from tracker.reports.moments import limit_text, moment_text, option_text
from tracker.tui.drawing import Level

if TYPE_CHECKING:
    from tracker.tui.shown import Shown


def moment_words(shown: "Shown") -> tuple[str, ...]:
    """The moments that are looked at, from the longest way to say it to the shortest: a past
    view is never to be taken for the latest, and no part of it may be cut off."""
    zone = shown.snapshot.incident.timezone
    limits = (("public", shown.snapshot.as_of_us), ("recorded", shown.snapshot.known_at_us))
    past = [(word, us) for word, us in limits if us is not None]
    if past:
        long = ", ".join(f"{word} by {limit_text(us, zone)}" for word, us in past)
        short = ", ".join(f"{word} {_short(us, zone)}" for word, us in past)
        return f"PAST VIEW: {long}", f"PAST: {short}"
    if not shown.timeline:
        return ("LATEST",)
    return f"LATEST, last change {moment_text(shown.timeline[-1].at_us, zone)}", "LATEST"


def _short(us: int, zone: str) -> str:
    """A limit to the minute, without its zone; a day is meant through its end."""
    return option_text(us, zone)[:16].replace("T", " ")


def bar_parts(shown: "Shown") -> tuple[str, ...]:
    """The estimate in focus, its voices, method, falls and claims."""
    return (
        _estimate(shown),
        plural(shown.picture.numbered_voices, "voice") if shown.picture else "",
        shown.dossier.method.name,
        "" if shown.lines is None else plural(shown.falls, "fall"),
        plural(shown.public_rows, "claim"),
        "" if shown.findings is None else plural(len(shown.findings), "finding"),
    )


def _estimate(shown: "Shown") -> str:
    if shown.count is None:
        return "no count with a total"
    title = count_title(shown.count)
    if shown.picture is None:
        return f"{title}: nothing public yet"
    estimate = shown.picture.estimate
    low, best, high = estimate.figures
    told = Level(0, low, estimate.value, high, best is not None).text
    return f"{title} {told}{', disputed' if estimate.disputed else ''}"
