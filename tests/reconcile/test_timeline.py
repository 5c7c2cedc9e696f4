"""How an estimate moved: steps, their changes, and what they amount to."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.builders import a_claim, a_snapshot, a_source, an_act, day_us
from tracker.model import Act, Count, Kind, Metric, Population, RecordedClaim
from tracker.model.stamps import DAY_US, stamp
from tracker.reconcile import Change, Revisions, Step, dossier, revisions_in, revisions_of
from tracker.reconcile.timeline import change_between

KILLED = Count(Metric.KILLED, Population.ALL, "")


def timeline(*rows: RecordedClaim, method: str = "latest") -> tuple[Step, ...]:
    return dossier(a_snapshot(*rows), method).timeline(KILLED)


def revisions(*rows: RecordedClaim) -> Revisions:
    return revisions_of(timeline(*rows), {row.id: row for row in rows})


def changes(*rows: RecordedClaim) -> list[tuple[str, int | None]]:
    return [(step.change.value, step.estimate.value) for step in timeline(*rows)]


def test_there_is_a_step_for_every_moment_that_brought_something() -> None:
    rows = (
        a_claim(1, low=40, said="2016-07-27"),
        a_claim(2, low=44, said="2016-07-28"),
        a_claim(3, low=44, said="2016-07-29"),
        a_claim(4, low=41, said="2016-07-30"),
    )
    assert changes(*rows) == [("first", 40), ("raised", 44), ("reaffirmed", 44), ("lowered", 41)]


def test_claims_of_one_moment_make_one_step() -> None:
    (step,) = timeline(a_claim(1, "a", low=40), a_claim(2, "b", low=44))
    assert step.at_us == day_us("2016-07-27")
    assert len(step.causes) == 2


def test_a_figure_asserted_and_withdrawn_on_one_date_never_shows() -> None:
    rows = (
        a_claim(1, "prosecutor", low=129, said="2015-11-14"),
        a_claim(2, "hospitals", low=132, said="2015-11-15"),
        an_act(Act.RETRACT, ("c2",), said="2015-11-15"),
    )
    assert changes(*rows) == [("first", 129), ("unmoved", 129)]


LATE_REPRINT = (
    a_claim(1, low=40, said="2016-07-28"),
    a_claim(2, low=30, said="2016-07-27", published="2016-07-30"),
)


def test_a_reprint_that_never_stood_reaffirms_nothing() -> None:
    assert changes(*LATE_REPRINT) == [("first", 40), ("unmoved", 40)]
    copy = a_claim(2, "wire", low=40, said="2016-07-29", relays="c1")
    assert changes(LATE_REPRINT[0], copy) == [("first", 40), ("unmoved", 40)]
    again = a_claim(2, low=40, said="2016-07-29")
    assert changes(LATE_REPRINT[0], again) == [("first", 40), ("reaffirmed", 40)]


def test_another_voice_and_a_dispute_are_heard_even_where_the_number_stays() -> None:
    other = a_claim(2, "police", low=30, said="2016-07-30")
    dispute = an_act(Act.DISPUTE, ("c1",), source="ministry", said="2016-07-30")
    for row in (other, dispute):
        told = timeline(LATE_REPRINT[0], row, method="majority")
        assert told[-1].change is not Change.UNMOVED


def test_a_dispute_reaffirms_nothing() -> None:
    # A voice that says "they lie" of the hospital's 50 does not say 50.
    dispute = an_act(Act.DISPUTE, ("c1",), source="twit", said="2016-07-28", reason="they lie")
    told = timeline(a_claim(1, low=50), dispute, method="consensus")
    assert [(step.change.value, step.estimate.value) for step in told] == [
        ("first", 50),
        ("held", 50),
    ]


@pytest.mark.parametrize("method", ["consensus", "majority", "gtd", "acled"])
def test_a_withdrawal_beside_a_figure_that_survives_reaffirms_nothing(method: str) -> None:
    rows = (
        a_claim(1, "hospital", low=45, said="2016-07-27T10:00+00:00"),
        a_claim(2, "police", low=45, said="2016-07-27T11:00+00:00"),
        an_act(Act.RETRACT, ("c2",), source="police", said="2016-07-27T12:00+00:00"),
    )
    told = [(step.change.value, step.estimate.value) for step in timeline(*rows, method=method)]
    assert told == [("first", 45), ("reaffirmed", 45), ("held", 45)]


def test_only_a_claim_that_reaches_the_number_reaffirms_it() -> None:
    counted = [
        a_claim(seq, f"voice{seq}", low=57, said="2016-07-28T10:00+00:00") for seq in (1, 2, 3)
    ]
    higher = a_claim(4, "paper", low=67, said="2016-07-27T09:00+00:00")
    lower = a_claim(6, "police", low=50, said="2016-07-28T10:00+00:00")

    sources = (
        a_source("paper", Kind.MEDIA),
        a_source("wire", Kind.MEDIA),
        a_source("amaq", Kind.ARMED_GROUP_MEDIA),
    )

    def last(source: str, **more: Any) -> str:
        late = a_claim(5, source, said="2016-07-28T11:00+00:00", **more)
        rows = a_snapshot(*counted, higher, lower, late, sources=sources)
        return dossier(rows, "consensus").timeline(KILLED)[-1].change.value

    assert last("hospital", low=57) == "reaffirmed"
    assert last("wire", low=60, high=None) == "reaffirmed"
    assert last("hospital", low=52) == "held"
    assert last("amaq", low=60) == "held"


def test_a_greater_number_of_missing_does_not_reaffirm_a_lower_one() -> None:
    missing = Count(Metric.MISSING, Population.ALL, "")
    said = [(1, "a", 30), (2, "b", 30), (3, "c", 30), (4, "d", 40), (5, "e", 35)]
    rows = [
        a_claim(seq, name, low=low, said=f"2016-07-27T{10 + seq}:00+00:00", metric=Metric.MISSING)
        for seq, name, low in said
    ]
    told = dossier(a_snapshot(*rows)).timeline(missing)
    assert [(step.change.value, step.estimate.best) for step in told][-1] == ("held", 30)


def test_a_claim_that_others_silence_leaves_no_second_withdrawal() -> None:
    rows = (
        a_claim(1, low=132),
        an_act(Act.RETRACT, ("c1",), seq=3, said="2016-07-28"),
        a_claim(2, "police", low=None, high=None, said="2016-07-29"),
    )
    assert changes(*rows) == [("first", 132), ("withdrawn", None), ("held", None)]


def test_a_figure_that_held_stood_on_and_what_was_heard_is_heard() -> None:
    rows = (
        a_claim(1, low=40, said="2016-07-28"),
        a_claim(2, "police", low=44, said="2016-07-30"),
        a_claim(3, low=41, said="2016-07-31"),
    )
    told = timeline(*rows, method="acled")
    assert [step.change.value for step in told] == ["first", "held", "raised"]
    raised = revisions_in(told, {row.id: row for row in rows})[-1]
    assert raised.stood_us == 3 * DAY_US
    assert not any(
        one.is_censored for one in revisions_of(told[:2], {row.id: row for row in rows}).within
    )


def test_a_reprint_that_never_stood_leaves_it_too_early_to_say_that_a_figure_stays() -> None:
    confirmed = a_claim(3, low=40, said="2016-07-30")
    assert all(one.is_censored for one in revisions(*LATE_REPRINT).within)
    assert not any(one.is_censored for one in revisions(*LATE_REPRINT, confirmed).within)
    assert revisions(*LATE_REPRINT).reasons == {}


def test_a_retraction_of_what_no_longer_stands_leaves_it_withdrawn_or_unmoved() -> None:
    rows = (
        a_claim(1, low=132),
        an_act(Act.RETRACT, ("c1",), seq=3, said="2016-07-28"),
        a_claim(2, low=30, said="2016-07-20", published="2016-07-29"),
    )
    assert changes(*rows) == [("first", 132), ("withdrawn", None), ("unmoved", None)]
    back = a_claim(4, low=44, said="2016-07-30")
    assert changes(*rows, back)[-1] == ("lowered", 44)


def test_a_withdrawal_without_replacement_is_a_state_and_not_a_number() -> None:
    rows = (a_claim(1, low=132), an_act(Act.RETRACT, ("c1",), said="2016-07-28"))
    assert changes(*rows) == [("first", 132), ("withdrawn", None)]


def test_a_figure_after_a_withdrawal_is_measured_against_the_last_one_there_was() -> None:
    rows = (
        a_claim(1, low=359, said="2016-07-27"),
        an_act(Act.RETRACT, ("c1",), seq=2, said="2016-07-28"),
        a_claim(3, low=253, said="2016-07-29"),
    )
    assert changes(*rows) == [("first", 359), ("withdrawn", None), ("lowered", 253)]


def test_the_cause_named_is_a_claim_the_estimate_rests_on() -> None:
    rows = (a_claim(1, "a", low=40), a_claim(2, "b", low=None, high=None))
    (step,) = timeline(*rows)
    assert step.cause.claim.id == "c1"


@pytest.mark.parametrize(
    ("before", "after", "change"),
    [
        ((44, 44, 44), (52, 52, 52), Change.RAISED),
        ((44, 44, 44), (31, 31, 31), Change.LOWERED),
        ((44, 44, 44), (44, 44, 44), Change.REAFFIRMED),
        ((44, 44, 44), (44, 44, None), Change.WIDENED),
        ((40, None, 60), (45, None, 55), Change.NARROWED),
        ((40, None, 60), (45, None, 65), Change.RAISED),
        ((40, None, 60), (35, None, 55), Change.LOWERED),
        ((40, None, None), (40, None, 60), Change.NARROWED),
    ],
)
def test_a_change_is_told_by_the_best_number_and_then_by_the_ends(
    before: tuple[int | None, int | None, int | None],
    after: tuple[int | None, int | None, int | None],
    change: Change,
) -> None:
    assert change_between(before, after) is change


class TestStatistics:
    def test_count_every_kind_of_change(self) -> None:
        found = revisions(
            a_claim(1, low=40, said="2016-07-25"),
            a_claim(2, low=50, said="2016-07-26"),
            a_claim(3, low=48, said="2016-07-27"),
            a_claim(4, low=48, said="2016-07-28"),
        )
        assert found.steps == 4
        assert {change.value: n for change, n in found.changes.items() if n} == {
            "first": 1, "raised": 1, "lowered": 1, "reaffirmed": 1,
        }  # fmt: skip
        assert (found.first, found.latest, found.minimum, found.maximum) == (40, 48, 40, 50)
        assert found.settled_at_us == day_us("2016-07-27")

    def test_a_single_report_settles_when_it_comes(self) -> None:
        assert revisions(a_claim(1, low=7)).settled_at_us == day_us("2016-07-27")

    def test_a_latest_of_nought_is_a_figure(self) -> None:
        found = revisions(
            a_claim(1, low=1, said="2016-07-26"), a_claim(2, low=0, said="2016-07-27")
        )
        assert (found.latest, found.minimum) == (0, 0)
        assert found.settled_at_us == day_us("2016-07-27")

    def test_a_withdrawn_count_has_no_latest_and_has_not_settled(self) -> None:
        found = revisions(a_claim(1, low=1), an_act(Act.RETRACT, ("c1",), said="2016-07-28"))
        assert (found.latest, found.settled_at_us) == (None, None)
        assert found.changes[Change.WITHDRAWN] == 1

    def test_nothing_public_is_no_steps(self) -> None:
        assert revisions(a_claim(1, low=None, high=None)).steps == 0


@given(st.lists(st.tuples(st.sampled_from("abc"), st.integers(0, 99), st.integers(1, 28))))
def test_show_as_of_any_day_is_the_last_step_of_the_history_up_to_it(
    rows: list[tuple[str, int, int]],
) -> None:
    claims = [
        a_claim(seq, source, low=low, said=f"2016-07-{day:02}")
        for seq, (source, low, day) in enumerate(rows, 1)
    ]
    whole = dossier(a_snapshot(*claims)).timeline(KILLED)
    for day in range(1, 29):
        as_of = dossier(a_snapshot(*claims, as_of=f"2016-07-{day:02}"))
        shown = [picture.estimate.figures for picture in as_of.pictures]
        until = stamp(f"2016-07-{day:02}").ends_us("UTC")
        past = [step.estimate.figures for step in whole if step.at_us <= until]
        assert shown == past[-1:]
