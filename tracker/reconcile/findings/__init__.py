"""What a person should look at. A finding never blocks, alters or weighs a claim.

One module an idea; `finding` kinds, thresholds and false alarms are in docs/methods.md.
"""

from collections.abc import Iterable, Iterator, Mapping

from tracker.model.claim import Count
from tracker.model.snapshot import Snapshot
from tracker.reconcile.findings.bounds import bounds_from_parts, places_beyond_the_whole
from tracker.reconcile.findings.dates import future_date, published_before_asserted
from tracker.reconcile.findings.definitions import (
    attackers_given,
    attackers_left_out,
    told_by_the_source,
)
from tracker.reconcile.findings.digits import transposed_digits
from tracker.reconcile.findings.falls import decrease_unexplained
from tracker.reconcile.findings.kinds import Finding, FindingKind
from tracker.reconcile.findings.order import order_uncertain
from tracker.reconcile.findings.parts import parts_in_one_breath
from tracker.reconcile.findings.repeats import repeated_late, repeats_of_others
from tracker.reconcile.findings.scopes import side_by_side
from tracker.reconcile.findings.spread import outliers, wide_spread
from tracker.reconcile.findings.sums import sums_in_one_breath
from tracker.reconcile.findings.units import another_metrics_number, one_voice_twice
from tracker.reconcile.findings.voices import disputed, party_claims, single_voice
from tracker.reconcile.findings.withdrawals import orphaned, withdrawn_without_replacement
from tracker.reconcile.picture import CountPicture

__all__ = ["Finding", "FindingKind", "findings_in"]

_KINDS = list(FindingKind)
_WITHIN_A_COUNT = (
    party_claims,
    disputed,
    orphaned,
    repeats_of_others,
    single_voice,
    outliers,
    wide_spread,
    transposed_digits,
    told_by_the_source,
    published_before_asserted,
    future_date,
)
_WITHIN_A_VOICE = (order_uncertain, repeated_late, withdrawn_without_replacement)


def findings_in(pictures: Iterable[CountPicture], snapshot: Snapshot) -> tuple[Finding, ...]:
    """Every finding of an incident, in the order of FindingKind, within a kind count by count."""
    by_count = {picture.count: picture for picture in pictures}
    found = [one for picture in by_count.values() for one in _of(picture, by_count, snapshot)]
    found += _across(by_count, snapshot)
    return tuple(sorted(found, key=lambda one: _KINDS.index(one.kind)))


def _of(
    picture: CountPicture, by_count: Mapping[Count, CountPicture], snapshot: Snapshot
) -> Iterator[Finding]:
    """What concerns one count alone."""
    attackers = attackers_given(picture.count, by_count)
    for claims in picture.series().values():
        yield from decrease_unexplained(picture, claims, snapshot, attackers)
        for rule in _WITHIN_A_VOICE:
            yield from rule(picture, claims, snapshot)
    for of_count in _WITHIN_A_COUNT:
        yield from of_count(picture, snapshot)


def _across(by_count: Mapping[Count, CountPicture], snapshot: Snapshot) -> Iterator[Finding]:
    """What concerns several counts."""
    in_one_breath = list(parts_in_one_breath(by_count.values(), snapshot))
    yield from in_one_breath
    yield from (one for one in bounds_from_parts(by_count) if not _is_told(one, in_one_breath))
    yield from places_beyond_the_whole(by_count)
    yield from sums_in_one_breath(by_count.values(), snapshot)
    yield from side_by_side(by_count, snapshot)
    yield from attackers_left_out(by_count, snapshot)
    yield from another_metrics_number(by_count, snapshot)
    yield from one_voice_twice(by_count, snapshot)


def _is_told(found: Finding, already: Iterable[Finding]) -> bool:
    """True when the same is said of some of the same claims of the same count."""
    return any(
        (one.kind, one.count) == (found.kind, found.count) and set(one.claims) <= set(found.claims)
        for one in already
    )
