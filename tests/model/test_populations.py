"""How the populations lie to each other."""

from itertools import combinations, product

import pytest

from tracker.model import Population, Relation, relation
from tracker.model.populations import BREAKDOWNS, disjoint_sets

P = Population
OPPOSITE = {Relation.WITHIN: Relation.HOLDS, Relation.HOLDS: Relation.WITHIN}


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        (P.CHILDREN, P.ALL, Relation.WITHIN),
        (P.ALL, P.VICTIMS, Relation.HOLDS),
        (P.CIVILIANS, P.VICTIMS, Relation.WITHIN),
        (P.CIVILIANS, P.SECURITY_FORCES, Relation.DISJOINT),
        (P.CIVILIANS, P.COMBATANTS, Relation.DISJOINT),
        (P.VICTIMS, P.ATTACKERS, Relation.DISJOINT),
        (P.CHILDREN, P.ELDERLY, Relation.DISJOINT),
        # A soldier is both; a policeman is no combatant.
        (P.SECURITY_FORCES, P.COMBATANTS, Relation.OVERLAPPING),
        (P.ELDERLY, P.WOMEN, Relation.OVERLAPPING),
        (P.MEDICAL_PERSONNEL, P.CIVILIANS, Relation.OVERLAPPING),
        (P.MEDICAL_PERSONNEL, P.FIRST_RESPONDERS, Relation.OVERLAPPING),
        (P.FOREIGN_NATIONALS, P.CHILDREN, Relation.OVERLAPPING),
        (P.CHILDREN, P.VICTIMS, Relation.OVERLAPPING),
    ],
)
def test_a_relation_is_that_of_how_tolls_are_worded(
    one: Population, other: Population, expected: Relation
) -> None:
    assert relation(one, other) is expected


def test_every_pair_has_one_relation_and_its_reverse() -> None:
    for one, other in product(P, P):
        told = relation(one, other)
        assert relation(other, one) is OPPOSITE.get(told, told)
        assert (told is Relation.SAME) == (one is other)


def test_everybody_holds_every_other_population() -> None:
    assert {relation(one, P.ALL) for one in P if one is not P.ALL} == {Relation.WITHIN}


def test_what_lies_within_a_part_is_disjoint_from_what_is_disjoint_from_it() -> None:
    for inner, outer, other in product(P, P, P):
        if relation(inner, outer) is Relation.WITHIN and outer is not P.ALL:
            apart = relation(outer, other) is Relation.DISJOINT
            assert not apart or relation(inner, other) is Relation.DISJOINT


def test_the_parts_of_a_breakdown_lie_within_its_whole_and_apart() -> None:
    for breakdown in BREAKDOWNS:
        assert {relation(part, breakdown.of) for part in breakdown.parts} == {Relation.WITHIN}
        assert all(
            relation(*pair) is Relation.DISJOINT for pair in combinations(breakdown.parts, 2)
        )


def test_a_disjoint_set_never_counts_anybody_twice() -> None:
    found = list(disjoint_sets([P.CIVILIANS, P.SECURITY_FORCES, P.CHILDREN, P.COMBATANTS]))
    assert (P.CIVILIANS, P.SECURITY_FORCES) in found
    assert (P.CHILDREN,) in found
    assert not any({P.CIVILIANS, P.CHILDREN} <= set(some) for some in found)
    assert not any({P.SECURITY_FORCES, P.COMBATANTS} <= set(some) for some in found)


def test_of_no_populations_there_is_no_disjoint_set() -> None:
    assert list(disjoint_sets([])) == []
