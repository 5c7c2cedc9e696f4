"""The cells of one incident in the list."""

from collections.abc import Sequence

from tracker.model import Count, Incident, Metric, Population, Snapshot
from tracker.reconcile import dossier
from tracker.reports.header_text import place_text
from tracker.reports.layout import UNKNOWN, number
from tracker.reports.moments import stamp_text

_KILLED = Count(Metric.KILLED, Population.ALL, "")


def incident_cells(incident: Incident) -> Sequence[str]:
    """Title, day and place."""
    when = incident.occurred_at
    day = UNKNOWN if when is None else stamp_text(when, incident.timezone)[:10]
    return incident.title or incident.slug, day, place_text(incident)


def headline(snapshot: Snapshot, method: str) -> Sequence[str]:
    """Low, best and high of the killed of everyone, a dash for what is not known."""
    for picture in dossier(snapshot, method).pictures:
        if picture.count == _KILLED:
            return tuple(number(one) for one in picture.estimate.figures)
    return UNKNOWN, UNKNOWN, UNKNOWN
