"""Frozen values that check themselves: Incident, Source, Claim, Snapshot and their times."""

from tracker.model.choices import Act, Kind, Metric, Mode, Population, Reason, Reliability
from tracker.model.claim import Claim, Count, RecordedClaim
from tracker.model.incident import Incident
from tracker.model.populations import Relation, relation
from tracker.model.snapshot import Snapshot
from tracker.model.source import Source, voice_of
from tracker.model.stamps import MONTHS, Precision, Stamp, instant, is_same_moment, stamp

__all__ = [
    "Act",
    "Claim",
    "Count",
    "Incident",
    "Kind",
    "MONTHS",
    "Metric",
    "Mode",
    "Population",
    "Precision",
    "Reason",
    "RecordedClaim",
    "Relation",
    "Reliability",
    "Snapshot",
    "Source",
    "Stamp",
    "instant",
    "is_same_moment",
    "relation",
    "stamp",
    "voice_of",
]
