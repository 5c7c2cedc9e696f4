"""Numbers that stand far apart: outlier and wide_spread."""

from tests.builders import a_claim, a_snapshot, an_act
from tests.reconcile.findings.setting import SOURCES, found
from tracker.model import Act, Metric
from tracker.reconcile import FindingKind, Grade, dossier

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
        assert "no other credible voice gave more than 200 (Crescent" in told.message
        assert "2 voices spoke since" in told.message
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

    def test_more_by_those_who_do_not_count_is_named_with_the_reason(self) -> None:
        rows = (
            a_claim(1, low=500, said="2016-07-25"),
            a_claim(2, "encyclopaedia", low=450, said="2016-07-25"),
            a_claim(3, "amaq", low=600, said="2016-07-25"),
            a_claim(4, "wire", low=290, said="2016-07-25"),
            an_act(Act.RETRACT, ("c4",), seq=5, source="wire"),
            *self.LATER_AGAIN,
        )
        (told,) = found(OUTLIER, *rows)
        assert told.message == (
            "500 by Hospital (2016-07-25) stands alone: no other credible voice gave more than "
            "52 (Crescent, 2016-07-28), and 2 voices spoke since; left out are 600 by Amaq "
            "(a party), 450 by Encyclopaedia (reliability D) and 290 by Wire (withdrawn)"
        )

    LATER_AGAIN = (
        a_claim(6, "monitor", low=50, said="2016-07-28"),
        a_claim(7, "crescent", low=52, said="2016-07-28"),
    )

    def test_only_those_who_surely_spoke_later_spoke_since(self) -> None:
        # Qamishli: of the day of the attack alone nobody knows who spoke before and who after.
        same_day = (a_claim(1, low=500), a_claim(2, "a", low=40), a_claim(3, "b", low=45))
        assert not found(OUTLIER, *same_day)
        (told,) = found(OUTLIER, *same_day, *self.LATER_AGAIN)
        assert "and 2 voices spoke since" in told.message

    def test_who_speaks_at_the_same_instant_does_not_speak_since(self) -> None:
        said = "2016-07-27T10:00+00:00"
        rows = (
            a_claim(1, low=None, high=500, said=said),
            a_claim(2, "a", low=50, said=said),
            a_claim(3, "b", low=52, said=said),
        )
        assert not found(OUTLIER, *rows)

    def test_nobody_speaks_since_an_undated_number(self) -> None:
        # Mogadishu: 500 missing on an undated page, where others had 56 and 62 to 70.
        undated = a_claim(1, low=500, said="", published="")
        (told,) = found(OUTLIER, undated, *self.LATER_AGAIN)
        assert told.message == (
            "500 by Hospital (undated) stands alone: no other credible voice gave more than "
            "52 (Crescent, 2016-07-28), and it bears no date"
        )
        assert not found(OUTLIER, undated, self.LATER_AGAIN[0])


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

    def test_a_copy_of_what_the_lower_voice_gave_up_competes_with_nothing(self) -> None:
        # A hospital moves a hundred injured elsewhere; a wire still has its first number.
        rows = (
            a_claim(1, "hospital", low=300, said="2016-07-27", metric=Metric.INJURED),
            a_claim(2, "wire", low=300, said="2016-07-27", metric=Metric.INJURED),
            a_claim(
                3, "hospital", low=200, said="2016-07-29", metric=Metric.INJURED, reason="transfer"
            ),
        )
        assert not found(SPREAD, *rows)
        found_here = dossier(a_snapshot(*rows, sources=SOURCES), "latest")
        assert found_here.grade(found_here.pictures[0]) is Grade.FAIR
        assert found(
            SPREAD,
            *rows[:2],
            a_claim(3, "police", low=200, said="2016-07-29", metric=Metric.INJURED),
        )
