"""The command that shows the same as the screen, ready for a shell."""

from shlex import quote

from tracker.reconcile.methods import DEFAULT
from tracker.reconcile.why import written_count
from tracker.reports.moments import option_text
from tracker.tui.shown import Shown
from tracker.tui.view import View


def options_of(view: View, shown: Shown) -> list[str]:
    """`--as-of`, `--known-at` and `--method` where they are not the default."""
    zone = shown.snapshot.incident.timezone
    as_of = [] if view.as_of_us is None else ["--as-of", _moment(view.as_of_us, view, zone)]
    return as_of + _shared_options(view, zone)


def _moment(us: int, view: View, zone: str) -> str:
    return option_text(us, zone, as_date=view.known_at_us is None)


def _shared_options(view: View, zone: str) -> list[str]:
    """Those that `tracker diff` takes as well."""
    words: list[str] = []
    if view.known_at_us is not None:
        words += ["--known-at", _moment(view.known_at_us, view, zone)]
    if view.method != DEFAULT:
        words += ["--method", view.method]
    return words


def command(view: View, shown: Shown | None, name: str, *words: str) -> str:
    """A command on the incident in view, at its moment and by its method."""
    if shown is None:
        return f"tracker {name}"
    told = ["tracker", name, view.incident, *words, *options_of(view, shown)]
    return " ".join(quote(word) for word in told)


def count_word(shown: Shown) -> str:
    """The count in focus as `tracker why` takes it."""
    return written_count(shown.count) if shown.count is not None else ""


def count_options(shown: Shown) -> list[str]:
    """The count in focus as `tracker history` takes it."""
    if shown.count is None:
        return []
    metric, population, scope = shown.count
    words = ["--metric", metric.value]
    if population.value != "all":
        words += ["--population", population.value]
    return [*words, "--scope", scope] if scope else words


def difference_command(view: View, shown: Shown) -> str:
    """`tracker diff` between the mark and the moment in view; for the latest, to its last
    change."""
    zone = shown.snapshot.incident.timezone
    last_us = shown.timeline[-1].at_us if shown.timeline else 0
    moments = [last_us if us is None else us for us in (view.mark_us, view.as_of_us)]
    first, last = (_moment(us, view, zone) for us in sorted(moments))
    words = ["tracker", "diff", view.incident, "--from", first, "--to", last]
    words += _shared_options(view, zone)
    return " ".join(quote(word) for word in words)


def filled(twin: str, view: View, shown: Shown) -> str:
    """A command of `keys` with what is in view in place of {incident}, {count}, {word}, {claim}
    and {at}."""
    told = {
        "incident": quote(view.incident),
        "count": " ".join(map(quote, count_options(shown))),
        "word": quote(count_word(shown)),
        "at": "".join(f" {quote(word)}" for word in options_of(view, shown)),
        "claim": "CLAIM",
    }
    return twin.format(**told)
