"""What a timeline amounts to: how often it moved which way, from where to where, until when."""

from collections.abc import Sequence
from dataclasses import dataclass

from tracker.reconcile.timeline import Change, Step


@dataclass(frozen=True, slots=True)
class Revisions:
    """The statistics of one timeline. Numbers of people are those of `Estimate.value`."""

    steps: int
    """Moments at which something became public and there was, or had been, a figure."""
    raised: int
    lowered: int
    widened: int
    narrowed: int
    reaffirmed: int
    withdrawn: int
    first: int | None
    """The first estimate; None when there never was one."""
    latest: int | None
    """The newest estimate; None when it is withdrawn or there never was one."""
    minimum: int | None
    maximum: int | None
    settled_at_us: int | None
    """From when on the estimate was the latest one without a break; None without a latest."""


def revisions_of(timeline: Sequence[Step]) -> Revisions:
    """The statistics of a timeline, oldest step first."""
    values = [step.estimate.value for step in timeline]
    known = [value for value in values if value is not None]
    kinds = [step.change for step in timeline]
    return Revisions(
        steps=len(timeline),
        raised=kinds.count(Change.RAISED),
        lowered=kinds.count(Change.LOWERED),
        widened=kinds.count(Change.WIDENED),
        narrowed=kinds.count(Change.NARROWED),
        reaffirmed=kinds.count(Change.REAFFIRMED),
        withdrawn=kinds.count(Change.WITHDRAWN),
        first=known[0] if known else None,
        latest=values[-1] if values else None,
        minimum=min(known, default=None),
        maximum=max(known, default=None),
        settled_at_us=_settled_at_us(timeline),
    )


def _settled_at_us(timeline: Sequence[Step]) -> int | None:
    """Start of the last unbroken run of steps whose value is the latest one."""
    if not timeline or timeline[-1].estimate.value is None:
        return None
    latest = timeline[-1].estimate.value
    settled = timeline[-1].at_us
    for step in reversed(timeline):
        if step.estimate.value != latest:
            break
        settled = step.at_us
    return settled
