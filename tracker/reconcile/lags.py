"""How long after something was said the ledger took it."""

from collections.abc import Iterable, Mapping
from statistics import median
from typing import NamedTuple

from tracker.model.claim import RecordedClaim
from tracker.model.stamps import HOUR_US
from tracker.reconcile.reasons import first_recorded


class Lags(NamedTuple):
    """The time from assertion to recording of some claims, in hours."""

    claims: int
    """Those that bear an asserted time; the others have no lag."""
    median: float | None
    """None without such a claim, as are the others."""
    least: float | None
    greatest: float | None


def lags_of(claims: Iterable[RecordedClaim], rows: Mapping[str, RecordedClaim], zone: str) -> Lags:
    """The lags of claims in an incident of that zone. `rows` of the incident by id.

    A stamp with only a date, month or year counts from its end and a lag is never below 0, so
    that none is overstated; a corrected claim counts as recorded when it was first.
    """
    hours = [
        _hours(first_recorded(claim, rows).recorded_us - claim.asserted_at.ends_us(zone))
        for claim in claims
        if claim.asserted_at is not None
    ]
    if not hours:
        return Lags(0, None, None, None)
    return Lags(len(hours), median(hours), min(hours), max(hours))


def _hours(lag_us: int) -> float:
    return max(0, lag_us) / HOUR_US
