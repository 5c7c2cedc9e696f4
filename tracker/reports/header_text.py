"""The head of a report: which incident, as of when, by which method."""

from typing import TYPE_CHECKING

from rich.console import Group

from tracker.model.incident import Incident
from tracker.model.snapshot import Snapshot
from tracker.reports.layout import QUIET, grid, heading, plural, stacked
from tracker.reports.moments import limit_text, stamp_text
from tracker.reports.passage import Passage

if TYPE_CHECKING:
    from tracker.reconcile.dossier import Dossier  # A list of incidents needs no method.


def header_text(dossier: "Dossier") -> Group:
    """Title, place and day of the incident, the moments that were asked for and the method."""
    snapshot = dossier.snapshot
    incident = snapshot.incident
    facts = [
        ("place", place_text(incident)),
        ("when", when_text(incident)),
        ("suspected", incident.perpetrator),
        ("about", incident.summary),
        ("public", as_of_text(snapshot)),
        ("recorded", known_at_text(snapshot)),
        ("method", f"{dossier.method.name}: {dossier.method.rule}"),
    ]
    rows = [(Passage(name, QUIET), Passage(text)) for name, text in facts if text]
    return stacked(heading(title_text(incident)), grid(rows))


def title_text(incident: Incident) -> str:
    """What people call it, with its slug."""
    return f"{incident.title} ({incident.slug})" if incident.title else incident.slug


def place_text(incident: Incident) -> str:
    """From the place up to the country, and where on the map."""
    named = dict.fromkeys((incident.place, incident.admin1, incident.country))
    place = ", ".join(name for name in named if name)
    if incident.latitude and incident.longitude:
        at = f"{incident.latitude}, {incident.longitude}"
        return f"{place} ({at})" if place else at
    return place


def when_text(incident: Incident) -> str:
    """The day or moment, and the zone in which times are read."""
    if incident.occurred_at is None:
        return f"not said; times are read in {incident.timezone}"
    when = stamp_text(incident.occurred_at, incident.timezone)
    return f"{when}, times are read in {incident.timezone}"


def as_of_text(snapshot: Snapshot) -> str:
    """Up to when something had to be public."""
    if snapshot.as_of_us is None:
        return "everything public"
    return (
        f"PAST VIEW: what was public by {limit_text(snapshot.as_of_us, snapshot.incident.timezone)}"
    )


def known_at_text(snapshot: Snapshot) -> str:
    """Up to when something had to be recorded."""
    rows = plural(len(snapshot.claims), "row")
    if snapshot.known_at_us is None:
        return f"{rows} on this incident, up to the ledger's last entry"
    limit = limit_text(snapshot.known_at_us, snapshot.incident.timezone)
    return f"PAST VIEW: {rows} on this incident, recorded by {limit}"


def view_text(snapshot: Snapshot) -> str:
    """Up to when something had to be public, and recorded where that was asked for."""
    public = as_of_text(snapshot)
    return public if snapshot.known_at_us is None else f"{public}; {known_at_text(snapshot)}"
