"""Builders that name only what matters to a test."""

from typing import Any

from tracker.figures import Figure
from tracker.model import (
    Act,
    Incident,
    Kind,
    Metric,
    Population,
    RecordedClaim,
    Reliability,
    Snapshot,
    Source,
    stamp,
)
from tracker.model.stamps import DAY_US

RECORDED_US = 1_800_000_000_000_000
"""Recording begins in January 2027, after every public moment of the tests."""


def a_claim(
    seq: int = 1,
    source: str = "hospital",
    low: int | None = 40,
    high: int | str | None = "same",
    said: str = "2016-07-27",
    published: str | None = "same",
    **rest: Any,
) -> RecordedClaim:
    """An exact figure of a hospital, said and published on the day of the attack.

    `high` and `published` are "same" as `low` and `said` unless given; '' for a stamp is none.
    """
    ceiling = low if high == "same" else high
    assert ceiling is None or isinstance(ceiling, int)
    public = said if published == "same" else published
    fields: dict[str, Any] = {
        "incident": "qamishli",
        "metric": Metric.KILLED,
        "population": Population.ALL,
        "id": f"c{seq}",
        "recorded_us": RECORDED_US + seq,
        "figure": Figure.given(low, ceiling),
        "bounds_given": True,
        "asserted_at": stamp(said) if said else None,
        "published_at": stamp(public) if public else None,
        **rest,
    }
    return RecordedClaim(seq=seq, source=source, **fields)


def an_act(act: Act, targets: tuple[str, ...], seq: int = 9, **rest: Any) -> RecordedClaim:
    """A retraction, dispute, void or correction of the claims with those ids."""
    reason = rest.pop("reason", "" if act in (Act.RETRACT, Act.DISPUTE) else "mistyped")
    return a_claim(seq=seq, act=act, targets=targets, reason=reason, **rest)


def a_source(slug: str, kind: Kind = Kind.HOSPITAL, **rest: Any) -> Source:
    """A source that can be relied on fairly (C) unless said otherwise."""
    rest.setdefault("reliability", Reliability.C)
    return Source(slug=slug, name=rest.pop("name", slug.title()), kind=kind, **rest)


def a_snapshot(
    *claims: RecordedClaim,
    sources: tuple[Source, ...] = (),
    timezone: str = "UTC",
    perpetrator: str = "",
    as_of: str | None = None,
) -> Snapshot:
    """Those claims, and a source of kind hospital for every slug that is not given."""
    named = {source.slug: source for source in sources}
    for claim in claims:
        named.setdefault(claim.source, a_source(claim.source))
    return Snapshot(
        incident=Incident(
            slug="qamishli", title="Qamishli", timezone=timezone, perpetrator=perpetrator
        ),
        sources=named,
        claims=claims,
        as_of_us=None if as_of is None else stamp(as_of).ends_us(timezone),
        size=len(claims),
    )


def day_us(day: str) -> int:
    """The end of a day in UTC, when a claim that bears only that day becomes public."""
    return stamp(day).begins_us("UTC") + DAY_US
