"""Findings keep still where the order of two claims, or their difference, is not sure."""

from hypothesis import given
from hypothesis import strategies as st

from tests.builders import a_claim, an_act
from tests.reconcile.findings.setting import found
from tracker.figures import Figure
from tracker.model import Act, Metric
from tracker.reconcile import FindingKind
from tracker.reconcile.findings.sureness import differ

FALL, STALE, ORDER, SPREAD = (
    FindingKind.DECREASE_UNEXPLAINED,
    FindingKind.STALE_REPEAT,
    FindingKind.ORDER_UNCERTAIN,
    FindingKind.WIDE_SPREAD,
)


def test_a_time_without_an_offset_is_sure_only_half_a_day_away() -> None:
    # Beirut: 78 at 00:59+03:00 in one outlet, 73 at 01:35 in another of unknown zone.
    first = a_claim(1, low=78, said="2020-08-05T00:59+03:00")
    assert not found(FALL, first, a_claim(2, low=73, said="2020-08-05T01:35"))
    assert found(FALL, first, a_claim(2, low=73, said="2020-08-05T13:35"))


def test_of_one_voice_two_times_without_an_offset_are_of_one_clock() -> None:
    # 50, then 45 a day later to the minute, both in the incident's own time.
    first = a_claim(1, low=50, said="2020-01-01T10:00")
    assert found(FALL, first, a_claim(2, low=45, said="2020-01-02T10:00"))
    assert found(FALL, first, a_claim(2, low=45, said="2020-01-01T12:00"))
    assert not found(FALL, first, a_claim(2, low=45, said="2020-01-01T12:00+00:00"))


def test_times_of_two_voices_without_an_offset_are_sure_half_a_day_apart() -> None:
    first = a_claim(1, "a", low=300, said="2020-01-01T10:00")
    assert found(SPREAD, first, a_claim(2, "b", low=100, said="2020-01-02T10:00"))
    assert not found(SPREAD, first, a_claim(2, "b", low=100, said="2020-01-01T20:00"))


def test_of_two_claims_of_one_instant_neither_was_said_before() -> None:
    # Two hospitals at ten o'clock: 40 and 80. Nobody had heard the other.
    said = "2016-07-27T10:00+00:00"
    rows = a_claim(1, "a", low=40, said=said), a_claim(2, "b", low=80, said=said)
    assert not found(SPREAD, *rows)
    assert not found(FALL, a_claim(1, low=80, said=said), a_claim(2, low=40, said=said))
    ceiling = a_claim(1, "a", low=None, high=300, said=said)
    assert not found(SPREAD, ceiling, a_claim(2, "b", low=471, said=said))
    assert found(SPREAD, a_claim(1, "a", low=40, said="2016-07-27T10:01+00:00"), rows[1])


def test_a_day_is_over_when_the_next_begins() -> None:
    midnight = a_claim(2, "b", low=40, said="2016-07-28T00:00+00:00")
    assert found(SPREAD, a_claim(1, "a", low=80), midnight)
    at_midnight = a_claim(1, "a", low=80, said="2016-07-28T00:00+00:00")
    assert not found(SPREAD, at_midnight, a_claim(2, "b", low=40, said="2016-07-28"))


def test_a_month_falls_below_nothing_said_within_it() -> None:
    # The month counts as its end, but may have been meant of its first day.
    rows = a_claim(1, low=50, said="2020-01-20"), a_claim(2, low=10, said="2020-01")
    assert not found(FALL, *rows)
    assert found(ORDER, *rows)
    assert found(FALL, a_claim(1, low=50, said="2019-12-31"), rows[1])


def test_a_month_is_over_when_it_is_printed() -> None:
    # A page of 25 January that dates its figure "2020" was there before 28 February.
    printed = a_claim(1, low=51, said="2020", published="2020-01-25T10:00+00:00")
    fell = a_claim(2, low=40, said="2020-02-28")
    assert found(FALL, printed, fell)
    assert not found(ORDER, printed, fell)
    assert found(ORDER, printed, a_claim(2, low=40, said="2020-01-20"))


def test_one_number_worded_twice_is_no_fall() -> None:
    # Qamishli: "more than 185", then 185.
    first = a_claim(1, low=186, high=None, said="2016-07-26")
    assert not found(FALL, first, a_claim(2, low=185))
    assert found(FALL, first, a_claim(2, low=184))
    assert found(FALL, a_claim(1, low=186, said="2016-07-26"), a_claim(2, low=185))


def test_a_count_below_a_ceiling_is_no_fall() -> None:
    # "Up to 50 may be dead", then the 30 who were counted.
    ceiling = a_claim(1, low=None, high=50, said="2016-07-26")
    assert not found(FALL, ceiling, a_claim(2, low=30))
    assert found(FALL, ceiling, a_claim(2, low=None, high=30))


def test_a_lower_number_that_was_taken_back_is_no_fall() -> None:
    rows = a_claim(1, low=50, said="2016-07-26"), a_claim(2, low=5)
    assert found(FALL, *rows)
    assert not found(FALL, *rows, an_act(Act.RETRACT, ("c2",), said="2016-07-28"))


def test_the_missing_fall_without_a_reason() -> None:
    rows = (
        a_claim(1, low=300, metric=Metric.MISSING, said="2020-08-22"),
        a_claim(2, low=7, metric=Metric.MISSING, said="2020-08-29"),
    )
    assert not found(FALL, *rows)


def test_a_reason_given_with_the_same_number_explains_it_everywhere() -> None:
    # Sri Lanka: 253 stands in eight reports of one ministry, two of them with the reason.
    rows = (
        a_claim(1, low=280, said="2019-04-22"),
        a_claim(2, low=253, said="2019-04-25"),
        a_claim(3, low=253, said="2019-04-26", reason="duplicate_removed"),
    )
    assert not found(FALL, *rows)


def test_a_reason_given_before_another_number_explains_no_later_fall() -> None:
    # 50 after a recount, then 60, then 50 again: the recount was of the first 50.
    rows = (
        a_claim(1, low=50, said="2020-01-01", reason="recount"),
        a_claim(2, low=60, said="2020-01-02"),
        a_claim(3, low=50, said="2020-01-03"),
    )
    (told,) = found(FALL, *rows)
    assert told.message == "Hospital: 50 (2020-01-03) after 60 (2020-01-02), without a reason"
    reasoned_again = (*rows, a_claim(4, low=55, said="2020-01-04"))
    later = a_claim(5, low=50, said="2020-01-05", reason="recount")
    assert [one.claims for one in found(FALL, *reasoned_again, later)] == [("c3", "c2")]


def test_why_a_row_was_corrected_is_no_reason_of_its_source() -> None:
    corrected = an_act(Act.CORRECT, ("c2",), seq=3, low=50, said="2020-01-02", reason="mistyped")
    typed = a_claim(2, low=55, said="2020-01-02")
    assert found(FALL, a_claim(1, low=60, said="2020-01-01"), typed, corrected)
    reasoned = a_claim(2, low=55, said="2020-01-02", reason="duplicate_removed")
    assert not found(FALL, a_claim(1, low=60, said="2020-01-01"), reasoned, corrected)


def test_a_daily_figure_is_not_stale_for_a_minute_of_the_same_day() -> None:
    # Beirut: 135 of 5 August, out on the 6th, was the newer; 78 is of 00:59 that night.
    rows = (
        a_claim(1, low=78, said="2020-08-05T00:59+03:00"),
        a_claim(2, low=135, said="2020-08-05", published="2020-08-06"),
    )
    assert not found(STALE, *rows)


def test_a_number_is_not_stale_for_a_greater_one_that_fell_before() -> None:
    # Sri Lanka: 279 in 2024, first a month before, though 321 had been said in 2019.
    rows = (
        a_claim(1, "cnn", low=321, said="2019-04-23"),
        a_claim(2, "uca", low=279, said="2024-03-15"),
        a_claim(3, "wire", low=279, said="2024-04-21"),
    )
    assert not found(STALE, *rows)


def test_the_order_of_what_is_withdrawn_does_not_matter() -> None:
    # Sri Lanka: 359, withdrawn, and 253 of the same day in its place.
    rows = a_claim(1, low=359), a_claim(2, low=253)
    assert found(ORDER, *rows)
    for withdrawn in ("c1", "c2"):
        assert not found(ORDER, *rows, an_act(Act.RETRACT, (withdrawn,), said="2016-07-28"))


def test_a_rounding_apart_no_order_matters() -> None:
    assert not found(ORDER, a_claim(1, low=7001), a_claim(2, low=7000))
    assert not found(ORDER, a_claim(1, low=45, high=None), a_claim(2, low=45))
    assert found(ORDER, a_claim(1, low=220), a_claim(2, low=201))


def test_two_exact_numbers_one_apart_are_two_numbers() -> None:
    # Paris: seven attackers or eight, in two reports of one speech.
    assert found(ORDER, a_claim(1, low=8), a_claim(2, low=7))
    assert not found(ORDER, a_claim(1, low=8), a_claim(2, low=7, high=None))


FIGURES = st.tuples(st.integers(0, 10**9), st.booleans()).map(
    lambda told: Figure.given(told[0], None if told[1] else told[0])
)


@given(FIGURES, FIGURES)
def test_whether_figures_differ_does_not_depend_on_their_order(one: Figure, other: Figure) -> None:
    assert differ(one, other) == differ(other, one)
    assert not differ(one, one)
