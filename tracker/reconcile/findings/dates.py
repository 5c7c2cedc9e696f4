"""Dates that cannot be: published before it was said, or dated after it was recorded."""

from collections.abc import Iterator

from tracker.model.claim import RecordedClaim
from tracker.model.snapshot import Snapshot
from tracker.model.stamps import Stamp, instant
from tracker.reconcile.events import Event
from tracker.reconcile.findings.kinds import Finding, FindingKind
from tracker.reconcile.picture import CountPicture, interval, name_of, people, who


def published_before_asserted(picture: CountPicture, snapshot: Snapshot) -> Iterator[Finding]:
    """Claims whose publication lies wholly before the moment they speak for."""
    zone = snapshot.incident.timezone
    for one in picture.state.seen.values():
        asserted, published = one.claim.asserted_at, one.claim.published_at
        if asserted and published and _lies_before(published, asserted, zone):
            yield Finding(
                FindingKind.PUBLISHED_BEFORE_ASSERTED,
                picture.count,
                f"{people(one)} by {who(one, snapshot)} was published ({published.text}) "
                f"before it was said ({asserted.text})",
                (one.claim.id,),
            )


def future_date(picture: CountPicture, snapshot: Snapshot) -> Iterator[Finding]:
    """Claims and acts with a stamp that begins after the ledger took them. The ledger's time of
    recording decides, never the clock, so that the finding is the same on every day."""
    for event in picture.events:
        row = event.claim
        late = _stamp_after_recording(row, snapshot.incident.timezone)
        if late is not None:
            by = name_of(row.source, snapshot.sources)
            yield Finding(
                FindingKind.FUTURE_DATE,
                picture.count,
                f"{interval(row.figure.low, row.figure.high)} by {by} is dated {late.text}, but "
                f"was recorded before, at {instant(row.recorded_us)}{_not_before(event)}",
                (row.id,),
            )


def _not_before(event: Event) -> str:
    """From when on the row is public, as a clause; '' where that is no later than its recording."""
    if event.public_us <= event.claim.recorded_us:
        return ""
    return f"; by its dates it is public only from {instant(event.public_us)} on"


def _stamp_after_recording(row: RecordedClaim, zone: str) -> Stamp | None:
    for known in (row.asserted_at, row.published_at):
        if known is not None and known.begins_us(zone) > row.recorded_us:
            return known
    return None


def _lies_before(published: Stamp, asserted: Stamp, zone: str) -> bool:
    """True when the whole of one stamp lies before the other begins."""
    ends, begins = published.ends_us(zone), asserted.begins_us(zone)
    return ends < begins or (ends == begins and not published.has_time)
