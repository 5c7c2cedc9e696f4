"""Camps: credible voices that stay apart, where the lower one has heard the higher.

A rising toll leaves old low numbers behind without anybody contradicting anybody. Two
camps are another thing: somebody gives an exact lower number although the higher one had
been public for half a day. What is asked of a camp is stated below, and docs/methods.md
counts where it speaks on the real incidents.
"""

from tracker.model.stamps import DAY_US, HOUR_US
from tracker.reconcile.estimate import Camp, Estimate, Standing
from tracker.reconcile.events import Voiced
from tracker.reconcile.methods.consensus.weights import CURRENT_DAYS, STANDING_WEIGHT

GAP = 0.10
"""Numbers further apart than this, from the lower, may belong to two camps."""
LEAST_GAP = 3
"""And so many people at least."""
LASTING_HOURS = 12
"""The lower number is said at least so long after the higher one became public."""
WEIGHT = 0.5
"""Kind × reliability of a camp's voices together: one body that counts, or two that pass on."""

Cluster = list[tuple[int, Voiced]]
"""Claims with their values, least first."""


def camps_of(estimate: Estimate) -> tuple[Camp, ...]:
    """The camps among the standing claims, lowest first; () where there are not two."""
    standing = estimate.standing
    clusters = [one for one in _clusters(_current(standing)) if _has_weight(one)]
    if len(clusters) < 2:
        return ()
    stay_apart = _stays_below if standing.about.metric.accumulates else _insist_on_both
    apart = [clusters[-1]]
    for lower in reversed(clusters[:-1]):
        if stay_apart(lower, apart[-1], standing):
            apart.append(lower)
    return tuple(_camp(one) for one in reversed(apart)) if len(apart) > 1 else ()


def _current(standing: Standing) -> Cluster:
    """Claims of voices that are not questionable, least value first: recent ones, and of bodies
    that count also old ones, as long as they stand."""
    usable = [
        (value, one)
        for one in standing.claims
        if (value := one.value) is not None
        and not standing.is_doubtful(one)
        and one.claim.id not in standing.given_up
    ]
    if not usable:
        return []
    since = usable[-1][1].said_us - CURRENT_DAYS * DAY_US
    return sorted(
        ((value, one) for value, one in usable if one.said_us >= since or one.by.counts),
        key=lambda each: (each[0], each[1].order),
    )


def _clusters(claims: Cluster) -> list[Cluster]:
    """The claims cut wherever the next value lies more than the gap above."""
    clusters: list[Cluster] = []
    for value, one in claims:
        before = clusters[-1][-1][0] if clusters else None
        if before is not None and not _gapes(before, value):
            clusters[-1].append((value, one))
        else:
            clusters.append([(value, one)])
    return clusters


def _gapes(lower: int, higher: int) -> bool:
    return higher > lower * (1 + GAP) and higher - lower >= LEAST_GAP


def _has_weight(cluster: Cluster) -> bool:
    return sum(_weight(one) for _, one in cluster) >= WEIGHT


def _weight(one: Voiced) -> float:
    return STANDING_WEIGHT[one.by.kind, one.by.reliability]


def _stays_below(lower: Cluster, higher: Cluster, standing: Standing) -> bool:
    """True when voices of enough weight gave an exact lower number well after the higher one
    was public, or a ceiling below it once it was: "no more than 300" is said against 471.
    A number is public from the first time that its voice gave it."""
    public_us = min(standing.first_public_us(one) for _, one in higher)
    heard_us = public_us + LASTING_HOURS * HOUR_US
    old_us = max(one.said_us for _, one in higher) + CURRENT_DAYS * DAY_US
    least = higher[0][0]
    contradicting = [
        one
        for _, one in lower
        if one.high is not None
        and one.high < least
        and one.spoken_us >= (public_us if one.low is None else heard_us)
        and (one.said_us <= old_us or one.by.counts)
    ]
    return sum(_weight(one) for one in contradicting) >= WEIGHT


def _insist_on_both(one: Cluster, other: Cluster, standing: Standing) -> bool:
    """True when each side gave its number well after the other's was public: those who may come
    back become fewer as well as more, so that one later number contradicts none."""
    return _insists(one, other, standing) and _insists(other, one, standing)


def _insists(cluster: Cluster, other: Cluster, standing: Standing) -> bool:
    heard_us = min(standing.first_public_us(one) for _, one in other) + LASTING_HOURS * HOUR_US
    return sum(_weight(one) for _, one in cluster if one.spoken_us >= heard_us) >= WEIGHT


def _camp(cluster: Cluster) -> Camp:
    claims = sorted((one for _, one in cluster), key=lambda one: one.order)
    return Camp(cluster[0][0], cluster[-1][0], tuple(claims))
