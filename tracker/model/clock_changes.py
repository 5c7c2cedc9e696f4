"""Times of day that a zone's clocks skip or repeat when they are changed."""

from datetime import UTC, datetime, timedelta
from enum import Enum
from functools import lru_cache

from tracker.model.stamps import Stamp, zone_named


class ClockChange(Enum):
    """What a change of the clocks does to a time written without an offset."""

    SKIPPED = "the clocks go forward past it"
    REPEATED = "the clocks go back over it, so that it comes twice"


def clock_change(known: Stamp, zone: str) -> ClockChange | None:
    """What a change of the zone's clocks does to a stamp; None where its instant is certain.

    >>> from tracker.model.stamps import stamp
    >>> clock_change(stamp("2020-03-29T02:30"), "Europe/Berlin")
    <ClockChange.SKIPPED: 'the clocks go forward past it'>
    """
    if not known.has_time or known.offset_minutes is not None:
        return None
    if not _may_change_on(known.written_date, zone):
        return None
    local = datetime.fromisoformat(known.text).replace(tzinfo=zone_named(zone))
    if local.utcoffset() == local.replace(fold=1).utcoffset():
        return None
    there_and_back = local.astimezone(UTC).astimezone(local.tzinfo)
    is_real = there_and_back.replace(tzinfo=None) == local.replace(tzinfo=None)
    return ClockChange.REPEATED if is_real else ClockChange.SKIPPED


@lru_cache(maxsize=65_536)
def _may_change_on(day: str, zone: str) -> bool:
    """Whether the day begins with another offset than it ends with: asked once a day, since
    an import asks of every row."""
    start = datetime.fromisoformat(day).replace(tzinfo=zone_named(zone))
    return start.utcoffset() != (start + timedelta(days=1)).utcoffset()
