"""Numbers that look misread: transposed_digits and unit_confusion."""

from tests.builders import a_claim, an_act
from tests.reconcile.findings.setting import found
from tracker.model import Act, Metric
from tracker.reconcile import FindingKind

SWAPPED, UNITS = FindingKind.TRANSPOSED_DIGITS, FindingKind.UNIT_CONFUSION


class TestTransposedDigits:
    """The 359 of Sri Lanka, had one outlet printed 395."""

    TWO = (a_claim(1, "police", low=359), a_claim(2, "wire", low=359))

    def test_one_voices_swap_of_the_number_of_two_others_is_told(self) -> None:
        (told,) = found(SWAPPED, *self.TWO, a_claim(3, "paper", low=395))
        assert "looks like the 359 of 2 other voices" in told.message
        assert told.claims == ("c3", "c1")

    def test_a_number_that_a_second_voice_gives_too_is_none(self) -> None:
        rows = (a_claim(3, "paper", low=395), a_claim(4, "radio", low=395))
        assert not found(SWAPPED, *self.TWO, *rows)

    def test_two_counts_that_happen_to_be_swaps_are_none(self) -> None:
        # A ministry's 403 and a monitor's 430 of government-held Syria, one voice each.
        assert not found(SWAPPED, a_claim(1, "ministry", low=403), a_claim(2, "sohr", low=430))

    def test_two_digits_are_too_few_and_other_mistakes_are_none(self) -> None:
        small = (a_claim(1, "a", low=21), a_claim(2, "b", low=21), a_claim(3, "c", low=12))
        assert not found(SWAPPED, *small)
        assert not found(SWAPPED, *self.TWO, a_claim(3, "paper", low=953))
        assert not found(SWAPPED, *self.TWO, a_claim(3, "paper", low=395, high=None))

    def test_a_withdrawn_number_is_nobodys_model(self) -> None:
        retraction = an_act(Act.RETRACT, ("c1", "c2"), source="ministry", said="2016-07-28")
        assert not found(SWAPPED, *self.TWO, a_claim(3, "paper", low=395), retraction)


class TestAnotherMetricsNumber:
    """An outlet that prints the injured as the dead."""

    DEAD = (a_claim(1, "police", low=290), a_claim(2, "ministry", low=310))
    INJURED = (
        a_claim(3, "police", low=500, metric=Metric.INJURED),
        a_claim(4, "ministry", low=500, metric=Metric.INJURED),
    )

    def test_a_number_strange_here_and_common_there_is_told(self) -> None:
        (told,) = found(UNITS, *self.DEAD, *self.INJURED, a_claim(5, "paper", low=500))
        assert "is the number that 2 others give as injured" in told.message

    def test_a_number_among_those_of_its_own_count_is_chance(self) -> None:
        # Qamishli: 50 injured early on, and 50 dead by many voices later.
        within = a_claim(6, "radio", low=520)
        rows = (*self.DEAD, *self.INJURED, a_claim(5, "paper", low=500), within)
        assert not found(UNITS, *rows)

    def test_one_other_voice_is_chance(self) -> None:
        # Mogadishu: a senator's 275 injured and the government's 276 dead.
        rows = (*self.DEAD, self.INJURED[0], a_claim(5, "paper", low=500))
        assert not found(UNITS, *rows)


class TestWhoIsMistaken:
    """Police and ministry tell 20 dead and 120 injured apart; agencies print 120 dead."""

    COUNTED = (
        a_claim(1, "police", low=20),
        a_claim(2, "police", low=120, metric=Metric.INJURED),
        a_claim(3, "ministry", low=22),
        a_claim(4, "ministry", low=125, metric=Metric.INJURED),
    )

    def test_who_gives_both_numbers_is_not_blamed_for_those_who_mix_them_up(self) -> None:
        told = found(UNITS, *self.COUNTED, a_claim(5, "afp", low=120), a_claim(6, "wire", low=120))
        assert [one.claims for one in told] == [("c5", "c2"), ("c6", "c2")]
        assert told[0].message == (
            "120 by Afp (2016-07-27) is the number that Police gives as injured"
        )

    def test_one_voice_far_from_all_others_is_told_too(self) -> None:
        (told,) = found(UNITS, *self.COUNTED, a_claim(5, "afp", low=125))
        assert told.claims == ("c5", "c4")

    def test_a_voice_that_has_the_two_swapped_is_mistaken(self) -> None:
        swapped = (
            a_claim(5, "afp", low=120),
            a_claim(6, "afp", low=20, metric=Metric.INJURED),
        )
        told = found(UNITS, *self.COUNTED, *swapped)
        assert ("c5", "c2") in [one.claims for one in told]

    def test_a_number_that_is_not_far_from_the_others_is_chance(self) -> None:
        near = a_claim(5, "afp", low=120), a_claim(6, "paper", low=70)
        assert not found(UNITS, *self.COUNTED, *near)


class TestOneVoiceTwice:
    """A page that had the two areas of Syria swapped: 2,534 and 394 each stood for both."""

    def test_one_number_for_two_scopes_within_a_day_is_told_once(self) -> None:
        rows = (
            a_claim(1, "snhr", low=2534, scope="opposition-held", said="2023-02-28"),
            a_claim(2, "snhr", low=394, scope="government-held", said="2023-02-28"),
            a_claim(3, "snhr", low=2534, scope="government-held", said="2023-02-28"),
            a_claim(4, "snhr", low=394, scope="opposition-held", said="2023-02-28"),
        )
        (told,) = found(UNITS, *rows)
        assert "both for killed, " in told.message

    def test_one_of_the_two_that_was_withdrawn_mixes_nothing_up(self) -> None:
        rows = (a_claim(1, low=300), a_claim(2, low=300, metric=Metric.INJURED))
        assert found(UNITS, *rows)
        assert not found(UNITS, *rows, an_act(Act.RETRACT, ("c2",), said="2016-07-28"))

    def test_a_part_that_is_the_whole_incident_is_none(self) -> None:
        rows = (a_claim(1, low=50), a_claim(2, low=50, scope="market"))
        assert not found(UNITS, *rows)

    def test_another_voice_another_day_or_a_small_number_is_chance(self) -> None:
        here = a_claim(1, "sohr", low=812, scope="Syria", said="2023-02-06")
        there = a_claim(2, "government", low=812, scope="government-held", said="2023-02-06")
        later = a_claim(3, "sohr", low=812, scope="government-held", said="2023-02-08")
        assert not found(UNITS, here, there)
        assert not found(UNITS, here, later)
        few = (a_claim(1, low=11, scope="a"), a_claim(2, low=11, scope="b"))
        assert not found(UNITS, *few)

    def test_one_number_for_two_metrics_within_a_day_is_told(self) -> None:
        rows = (a_claim(1, low=300), a_claim(2, low=300, metric=Metric.INJURED))
        (told,) = found(UNITS, *rows)
        assert told.message == "Hospital gives 300 (2016-07-27) both for killed and for injured"
