"""The cells of one incident in the list."""

from collections.abc import Sequence

from tracker.model import Incident
from tracker.reports.header_text import place_text
from tracker.reports.layout import UNKNOWN
from tracker.reports.moments import stamp_text


def incident_cells(incident: Incident) -> Sequence[str]:
    """Title, day and place."""
    when = incident.occurred_at
    day = UNKNOWN if when is None else stamp_text(when, incident.timezone)[:10]
    return incident.title or incident.slug, day, place_text(incident)
