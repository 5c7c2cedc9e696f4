"""What parts say of their whole across sources: a floor, or too many."""

from tests.builders import a_claim, a_snapshot
from tests.reconcile.findings.setting import found
from tracker.model import Metric, Population, RecordedClaim
from tracker.reconcile import FindingKind, dossier

P = Population
FLOOR, EXCEED = FindingKind.LOWER_BOUND_FROM_PARTS, FindingKind.PARTS_EXCEED_WHOLE


def part(seq: int, population: Population, low: int, source: str = "monitor") -> RecordedClaim:
    return a_claim(seq, source, low=low, population=population)


QAMISHLI = part(1, P.SECURITY_FORCES, 8, "asayish"), part(2, P.CIVILIANS, 44)


def test_disjoint_parts_give_the_whole_a_floor_that_no_estimate_uses() -> None:
    whole = a_claim(3, "wire", low=40, high=None)
    (told,) = found(FLOOR, *QAMISHLI, whole)
    assert told.message == (
        "at least 44 civilians + at least 8 security forces make at least 52; "
        "the estimate in all has a low of 40"
    )
    assert told.claims == ("c2", "c1", "c3")
    estimate = dossier(a_snapshot(*QAMISHLI, whole)).pictures[0].estimate
    assert estimate.low == 40
    assert estimate.used == ("c3",)


def test_children_alone_give_a_floor_where_nobody_gives_the_whole() -> None:
    (told,) = found(FLOOR, part(1, P.CHILDREN, 46))
    assert told.message == "children: at least 46; nobody gives a number in all"
    assert told.count.population is P.ALL


def test_populations_that_may_overlap_are_never_added() -> None:
    whole = a_claim(4, "wire", low=50)
    rows = part(1, P.CHILDREN, 30), part(2, P.CIVILIANS, 40), part(3, P.FOREIGN_NATIONALS, 45)
    assert not found(FLOOR, *rows, whole)
    assert not found(EXCEED, *rows, whole)


def test_a_floor_below_what_the_whole_says_itself_is_no_news() -> None:
    assert not found(FLOOR, *QAMISHLI, a_claim(3, "wire", low=57))
    assert not found(FLOOR, *QAMISHLI, a_claim(3, "wire", low=52))


def test_disjoint_parts_of_different_sources_above_the_whole_are_told() -> None:
    (told,) = found(EXCEED, *QAMISHLI, a_claim(3, "wire", low=50))
    assert told.message == (
        "at least 44 civilians + at least 8 security forces make at least 52, but 50 in all at most"
    )


def test_an_open_total_is_never_exceeded() -> None:
    whole = a_claim(3, "wire", low=50, high=None)
    assert not found(EXCEED, *QAMISHLI, whole)
    assert found(FLOOR, *QAMISHLI, whole)


def test_a_part_that_nobody_sets_a_floor_for_adds_nothing() -> None:
    # An estimate of "up to 20" may have a low: that is the method's, and nobody said it.
    ceiling = a_claim(1, "asayish", low=None, high=20, population=P.SECURITY_FORCES)
    (told,) = found(FLOOR, ceiling, part(2, P.CIVILIANS, 44), a_claim(3, "wire", low=40, high=None))
    assert told.message == "civilians: at least 44; the estimate in all has a low of 40"
    assert told.claims == ("c2", "c3")
    assert not found(EXCEED, ceiling, a_claim(3, "wire", low=10))


def test_victims_and_attackers_make_everybody() -> None:
    rows = part(1, P.VICTIMS, 129), part(2, P.ATTACKERS, 7)
    (told,) = found(EXCEED, *rows, a_claim(3, "wire", low=130))
    assert "7 attackers + at least 129 victims make at least 136" in told.message


def test_of_a_scope_whose_whole_nobody_gives_nothing_is_offered() -> None:
    row = a_claim(1, low=43, population=P.FOREIGN_NATIONALS, scope="Syrians")
    assert not found(FLOOR, row)


def test_a_place_with_more_dead_than_the_whole_incident_is_told() -> None:
    # Madina hospital alone has 80 dead, and the police give 50 in all.
    madina = a_claim(1, low=80, scope="Madina hospital")
    (told,) = found(EXCEED, madina, a_claim(2, "police", low=50))
    assert told.message == ("Madina hospital: at least 80, but 50 in the whole incident at most")
    assert told.claims == ("c1", "c2")
    assert not found(EXCEED, madina, a_claim(2, "police", low=50, high=None))
    assert not found(EXCEED, madina, a_claim(2, "police", low=80))
    ceiling = a_claim(1, low=None, high=80, scope="Madina hospital")
    assert not found(EXCEED, ceiling, a_claim(2, "police", low=50))


def test_places_are_never_added_up_since_they_may_overlap() -> None:
    turkey, syria = (
        a_claim(seq, low=low, scope=scope)
        for seq, low, scope in ((1, 2900, "Turkey"), (2, 1500, "Syria"))
    )
    assert not found(EXCEED, turkey, syria, a_claim(3, "wire", low=4000))


class TestMixedSums:
    """Killed and injured against casualties, in one breath."""

    CASUALTIES = a_claim(2, low=100, metric=Metric.CASUALTIES)

    def test_more_killed_than_casualties_is_told(self) -> None:
        (told,) = found(EXCEED, a_claim(1, low=120), self.CASUALTIES)
        assert told.message == ("Hospital (2016-07-27): 120 killed in a total of 100 casualties")
        assert told.claims == ("c1", "c2")

    def test_killed_and_injured_are_added_and_nobody_is_both(self) -> None:
        injured = a_claim(3, low=70, metric=Metric.INJURED)
        (told,) = found(EXCEED, a_claim(1, low=40), injured, self.CASUALTIES)
        assert "40 killed and 70 injured in a total of 100 casualties" in told.message

    def test_as_many_an_open_total_another_voice_or_another_day_is_none(self) -> None:
        assert not found(EXCEED, a_claim(1, low=100), self.CASUALTIES)
        open_total = a_claim(2, low=100, high=None, metric=Metric.CASUALTIES)
        assert not found(EXCEED, a_claim(1, low=120), open_total)
        assert not found(EXCEED, a_claim(1, "police", low=120), self.CASUALTIES)
        assert not found(EXCEED, a_claim(1, low=120, said="2016-07-28"), self.CASUALTIES)
