"""What holds of any history, acts and relays included, by every method."""

from dataclasses import replace
from random import Random
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.builders import a_claim, a_snapshot, a_source, an_act
from tracker.model import Act, Count, Kind, Metric, RecordedClaim, Reliability, Snapshot, Source
from tracker.reconcile import METHODS, Estimate, steps, unfold
from tracker.reconcile.standing import state_after
from tracker.reconcile.timeline import standing_of

DAY_MINUTES = 24 * 60
MINUTES = 20 * DAY_MINUTES
MOST_LATE = 3_000
SOURCES = 6


def at(minute: int) -> str:
    """A time of July 2016. No two are told twice, so that no order is left open."""
    day, rest = divmod(minute, DAY_MINUTES)
    return f"2016-07-{1 + day:02}T{rest // 60:02}:{rest % 60:02}+00:00"


def history(chance: Random) -> Snapshot:
    """Two to fourteen rows of a few sources: figures, relays of others, and acts on them."""
    rows: list[RecordedClaim] = []
    figures: list[str] = []
    moments = chance.sample(range(MINUTES), 14)
    for seq in range(1, 3 + chance.randrange(12)):
        said = moments[seq - 1]
        published = said + (chance.randrange(MOST_LATE) if chance.random() < 0.25 else 0)
        low = None if chance.random() < 0.1 else chance.randrange(60)
        exact = low if chance.random() < 0.7 else None
        fields: dict[str, Any] = {
            "low": low,
            "high": chance.randrange(1, 60) if low is None else exact,
            "said": at(said),
            "published": at(published),
        }
        source = f"s{chance.randrange(SOURCES)}"
        if chance.random() < 0.7 or not figures:
            metric = Metric.MISSING if chance.random() < 0.2 else Metric.KILLED
            relays = chance.choice(figures) if figures and chance.random() < 0.15 else ""
            rows.append(a_claim(seq, source, metric=metric, relays=relays, **fields))
            figures.append(f"c{seq}")
            continue
        act = chance.choice([Act.RETRACT, Act.DISPUTE, Act.CORRECT, Act.VOID])
        is_open = act is Act.RETRACT and chance.random() < 0.2
        targets = () if is_open else (chance.choice(figures),)
        rows.append(an_act(act, targets, seq, source=source, **fields))
        if act is Act.CORRECT:
            figures.append(f"c{seq}")
    return a_snapshot(*rows, sources=tuple(sources(chance)), perpetrator="party")


def sources(chance: Random) -> list[Source]:
    """Of any kind and reliability; some belong to the perpetrator, some speak for another."""
    return [
        a_source(
            f"s{number}",
            chance.choice(list(Kind)),
            reliability=chance.choice(list(Reliability)),
            affiliation="party" if chance.random() < 0.2 else "",
            speaks_for=f"s{chance.randrange(number)}" if number and chance.random() < 0.2 else "",
        )
        for number in range(SOURCES)
    ]


def found(estimate: Estimate) -> tuple[object, ...]:
    """All that an estimate says, but how."""
    standing = estimate.standing
    stand = frozenset(one.claim.id for one in standing.claims)
    marked = standing.disputed, standing.doubted, standing.given_up
    return estimate.figures, frozenset(estimate.used), estimate.disputed, stand, marked


def latest(snapshot: Snapshot, method: str) -> dict[Count, tuple[object, ...]]:
    """What a method makes of everything that is public, count by count."""
    return {
        count: found(METHODS[method].estimate(standing_of(count, state_after(events))))
        for count, events in unfold(snapshot).events.items()
        if events
    }


HISTORIES = st.randoms(use_true_random=False).map(history)
METHOD = st.sampled_from(sorted(METHODS))


@given(HISTORIES, METHOD)
@settings(max_examples=40)
def test_every_step_is_what_a_look_back_to_it_shows(snapshot: Snapshot, method: str) -> None:
    for count, events in unfold(snapshot).events.items():
        for step in steps(count, events, METHODS[method].estimate):
            back = latest(replace(snapshot, as_of_us=step.at_us), method)
            assert back[count] == found(step.estimate)


@given(HISTORIES, METHOD, st.randoms(use_true_random=False))
@settings(max_examples=40)
def test_it_does_not_matter_in_which_order_reports_were_entered(
    snapshot: Snapshot, method: str, chance: Random
) -> None:
    reports = [row for row in snapshot.claims if row.act is Act.ASSERT]
    places = [row.seq for row in reports]
    chance.shuffle(places)
    moved = {row.id: replace(row, seq=seq) for row, seq in zip(reports, places, strict=True)}
    entered = sorted((moved.get(row.id, row) for row in snapshot.claims), key=lambda row: row.seq)

    assert latest(replace(snapshot, claims=tuple(entered)), method) == latest(snapshot, method)


@given(HISTORIES, METHOD, st.integers(0, 60), st.integers(0, MINUTES - 1))
@settings(max_examples=40)
def test_a_void_leaves_no_trace(snapshot: Snapshot, method: str, low: int, minute: int) -> None:
    slip = a_claim(90, "s0", low=low, said=at(minute))
    void = an_act(Act.VOID, (slip.id,), 91, source="s0")
    rows = (*snapshot.claims, slip, void)

    after = latest(replace(snapshot, claims=rows), method)

    assert after == latest(snapshot, method)
