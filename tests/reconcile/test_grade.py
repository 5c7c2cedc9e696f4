"""How well a count is attested."""

from typing import Any

from tests.builders import a_claim, a_snapshot, a_source, an_act
from tracker.model import Act, Kind, RecordedClaim, Reliability
from tracker.reconcile import Grade, dossier

ARMY = a_source("army", Kind.MILITARY, affiliation="coalition")
SOURCES = (
    ARMY,
    a_source("spokesman", Kind.MILITARY, speaks_for="army"),
    a_source("amaq", Kind.ARMED_GROUP_MEDIA),
    a_source("encyclopaedia", Kind.REFERENCE, reliability=Reliability.D),
)


def grade(*rows: RecordedClaim, perpetrator: str = "", **options: Any) -> Grade | None:
    snapshot = a_snapshot(*rows, sources=SOURCES, perpetrator=perpetrator)
    found = dossier(snapshot, **options)
    return found.grade(found.pictures[0])


def test_two_credible_voices_are_fair_and_one_is_weak() -> None:
    assert grade(a_claim(1), a_claim(2, "police", low=44)) is Grade.FAIR
    assert grade(a_claim(1)) is Grade.WEAK


def test_a_doubtful_voice_and_a_partys_make_nothing_fair() -> None:
    rows = a_claim(1), a_claim(2, "encyclopaedia"), a_claim(3, "amaq", low=100)
    assert grade(*rows) is Grade.WEAK
    assert grade(a_claim(2, "encyclopaedia")) is Grade.WEAK


def test_what_only_a_party_says_or_nobody_gives_a_number_for_has_no_grade() -> None:
    assert grade(a_claim(1, "amaq", low=100)) is None
    assert grade(a_claim(1, low=None)) is None


class TestConceding:
    MONITORS = a_claim(1, "monitor", low=50), a_claim(2, "hospital", low=57)

    def test_the_responsible_sides_own_figure_that_reaches_the_estimate_confirms_it(self) -> None:
        rows = (*self.MONITORS, a_claim(3, "spokesman", low=57, said="2016-08-01"))
        assert grade(*rows, perpetrator="coalition") is Grade.CONFIRMED

    def test_conceding_a_part_of_it_does_not(self) -> None:
        rows = (*self.MONITORS, a_claim(3, "army", low=12, said="2016-08-01"))
        assert grade(*rows, perpetrator="coalition") is Grade.FAIR

    def test_a_ceiling_concedes_nothing(self) -> None:
        ceiling = a_claim(3, "army", low=None, high=57, said="2016-08-01")
        assert grade(*self.MONITORS, ceiling, perpetrator="coalition") is Grade.FAIR
        floor = a_claim(3, "army", low=57, high=60, said="2016-08-01")
        assert grade(*self.MONITORS, floor, perpetrator="coalition") is Grade.CONFIRMED

    def test_a_boast_is_no_concession(self) -> None:
        # Qamishli: the perpetrator's agency claimed 100 where others counted 57.
        rows = (*self.MONITORS, a_claim(3, "amaq", low=100))
        assert grade(*rows, perpetrator="amaq") is Grade.FAIR

    def test_nor_is_the_word_of_another_armed_group(self) -> None:
        rows = (*self.MONITORS, a_claim(3, "amaq", low=57))
        assert grade(*rows, perpetrator="coalition") is Grade.FAIR
        assert grade(*rows) is Grade.FAIR


class TestAFigureThatRestsOnPartiesAlone:
    """Whoever attacked cannot confirm his own number."""

    def test_is_not_confirmed_as_the_least_of_all(self) -> None:
        rows = (
            a_claim(1, "army", low=3),
            a_claim(2, "hospital", low=None, high=30),
            a_claim(3, "bbc", low=12, high=None),
        )
        assert grade(*rows, perpetrator="coalition", method="acled") is Grade.FAIR

    def test_is_not_confirmed_by_a_majority_of_parties(self) -> None:
        rows = (
            a_claim(1, "army", low=100),
            a_claim(2, "amaq", low=100),
            a_claim(3, "police", low=20),
        )
        for method in ("gtd", "majority"):
            assert grade(*rows, perpetrator="coalition", method=method) is Grade.WEAK

    def test_is_confirmed_where_another_voice_gives_it_too(self) -> None:
        rows = a_claim(1, "army", low=57), a_claim(2, "police", low=57)
        assert grade(*rows, perpetrator="coalition", method="majority") is Grade.CONFIRMED


def test_ranges_that_compete_are_contested() -> None:
    rows = a_claim(1, "sohr", low=2234), a_claim(2, "snhr", low=394, said="2016-08-28")
    assert grade(*rows) is Grade.CONTESTED


def test_two_numbers_of_one_instant_do_not_compete() -> None:
    said = "2016-07-27T10:00+00:00"
    rows = a_claim(1, low=40, said=said), a_claim(2, "police", low=80, said=said)
    assert grade(*rows) is Grade.FAIR


def test_what_is_withdrawn_or_disputed_and_nothing_else_is_discounted() -> None:
    withdrawn = a_claim(1), an_act(Act.RETRACT, ("c1",), said="2016-07-28")
    disputed = a_claim(1), an_act(Act.DISPUTE, ("c1",), source="ministry")
    assert grade(*withdrawn) is Grade.DISCOUNTED
    assert grade(*disputed) is Grade.DISCOUNTED
    assert grade(*withdrawn, a_claim(3, "police")) is Grade.WEAK
