"""The command that explains a number as it is on screen: the same moments, the same method."""

from shlex import quote

from tracker.reconcile.dossier import Dossier
from tracker.reconcile.methods import DEFAULT
from tracker.reconcile.why import written_count
from tracker.reports.moments import option_text


def why_command(dossier: Dossier) -> str:
    """`tracker why` for the first count of a dossier, ready to be pasted into a shell."""
    snapshot = dossier.snapshot
    words = ["tracker", "why", snapshot.incident.slug, written_count(dossier.pictures[0].count)]
    zone = snapshot.incident.timezone
    for option, us in (("--as-of", snapshot.as_of_us), ("--known-at", snapshot.known_at_us)):
        if us is not None:
            words += [option, option_text(us, zone, as_date=snapshot.known_at_us is None)]
    if dossier.method.name != DEFAULT:
        words += ["--method", dossier.method.name]
    return " ".join(quote(word) for word in words)
