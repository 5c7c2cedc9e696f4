"""Numbers that stand far apart: outlier and wide_spread."""

from tests.builders import a_claim, an_act
from tests.reconcile.findings.setting import found
from tracker.model import Act, Metric
from tracker.reconcile import FindingKind

OUTLIER, SPREAD = FindingKind.OUTLIER, FindingKind.WIDE_SPREAD


class TestOutlier:
    """A hospital said more than 300 injured in Qamishli; everybody since stayed below 200."""

    LATER = (
        a_claim(2, "monitor", low=140, said="2016-07-28"),
        a_claim(3, "crescent", low=200, said="2016-08-03"),
    )

    def test_a_number_that_nobody_came_near_since_is_told(self) -> None:
        (told,) = found(OUTLIER, a_claim(1, low=301, high=None), *self.LATER)
        assert "at least 301 by Hospital (2016-07-27) stands alone" in told.message
        assert "nobody else gave more than 200" in told.message
        assert told.claims == ("c1", "c3")

    def test_a_number_half_as_much_again_is_the_threshold(self) -> None:
        assert found(OUTLIER, a_claim(1, low=300), *self.LATER)
        assert not found(OUTLIER, a_claim(1, low=299), *self.LATER)

    def test_the_first_news_of_a_rise_is_none(self) -> None:
        # Mogadishu: 85 by morning, 189 by noon, and nobody has spoken since.
        earlier = (a_claim(1, "a", low=80), a_claim(2, "b", low=85))
        assert not found(OUTLIER, *earlier, a_claim(3, "c", low=189, said="2016-07-28"))

    def test_a_number_that_somebody_else_reached_later_is_none(self) -> None:
        # Beirut: the governor's 220 of August 2020 lay nearest the 218 of a year later.
        rows = (a_claim(1, low=220), a_claim(2, "a", low=120), a_claim(3, "b", low=218))
        assert not found(OUTLIER, *rows)

    def test_a_low_number_a_small_gap_and_a_party_are_none(self) -> None:
        assert not found(OUTLIER, a_claim(1, low=1), *self.LATER)
        missing = (a_claim(1, low=7), a_claim(2, "a", low=3), a_claim(3, "b", low=3))
        assert not found(OUTLIER, *missing)
        assert not found(OUTLIER, a_claim(1, "amaq", low=1000), *self.LATER)

    def test_doubtful_and_withdrawn_numbers_vouch_for_nobody(self) -> None:
        doubtful = a_claim(4, "encyclopaedia", low=290)
        (told,) = found(OUTLIER, a_claim(1, low=301), *self.LATER, doubtful)
        assert told.claims == ("c1", "c3")
        withdrawn = (a_claim(4, "x", low=290), an_act(Act.RETRACT, ("c4",), source="x"))
        assert found(OUTLIER, a_claim(1, low=301), *self.LATER, *withdrawn)


class TestWideSpread:
    """One monitor counted 2,234 dead in government-held Syria, another 394 a month later."""

    def test_far_fewer_after_far_more_is_told_once(self) -> None:
        rows = (
            a_claim(1, "sohr", low=2234, said="2023-02"),
            a_claim(2, "ministry", low=1414, said="2023-02-14"),
            a_claim(3, "snhr", low=394, said="2023-03-28"),
        )
        (told,) = found(SPREAD, *rows)
        assert told.claims == ("c3", "c1")

    def test_a_low_number_that_is_older_is_a_growing_toll(self) -> None:
        rows = (a_claim(1, "a", low=22), a_claim(2, "b", low=276, said="2016-07-28"))
        assert not found(SPREAD, *rows)

    def test_two_numbers_of_one_day_may_be_in_either_order(self) -> None:
        assert not found(SPREAD, a_claim(1, "a", low=55), a_claim(2, "b", low=12))

    def test_a_floor_contradicts_nothing_above_it(self) -> None:
        later = a_claim(2, "b", low=24, high=None, said="2016-07-29")
        assert not found(SPREAD, a_claim(1, "a", low=57), later)

    def test_the_missing_may_fall(self) -> None:
        # Beirut: 110 missing on the 10th, three by the end of August.
        rows = (
            a_claim(1, "a", low=110, metric=Metric.MISSING, said="2020-08-10"),
            a_claim(2, "b", low=3, metric=Metric.MISSING, said="2020-08-30"),
        )
        assert not found(SPREAD, *rows)

    def test_doubtful_voices_do_not_compete(self) -> None:
        later = a_claim(2, "encyclopaedia", low=10, said="2016-07-29")
        assert not found(SPREAD, a_claim(1, "a", low=57), later)

    def test_what_is_told_as_an_outlier_is_not_told_twice(self) -> None:
        rows = (
            a_claim(1, low=301),
            a_claim(2, "a", low=190, said="2016-07-28"),
            a_claim(3, "b", low=200, said="2016-08-03"),
        )
        assert found(OUTLIER, *rows)
        assert not found(SPREAD, *rows)
