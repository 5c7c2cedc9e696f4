"""How the populations lie to each other: within, disjoint, or overlapping.

Read as tolls are worded, not as law is: "44 civilians and 8 police" counts nobody twice, though
the law of war calls a policeman a civilian. What is not listed here may overlap, and nothing may
be added up that may overlap: a paramedic is medical personnel, a first responder, a civilian, and
a woman or a man at once. Soldiers are both combatants and security forces, police only the latter,
so those two overlap. Attackers may be combatants, children or anything but civilians, victims and
security forces.
"""

from collections.abc import Iterable, Iterator
from enum import StrEnum
from itertools import combinations
from typing import NamedTuple

from tracker.model.choices import Population


class Relation(StrEnum):
    """How one population lies to another."""

    SAME = "same"
    WITHIN = "within"
    """Everyone of the first is in the second."""
    HOLDS = "holds"
    """Everyone of the second is in the first."""
    DISJOINT = "disjoint"
    """Nobody is in both: their numbers may be added."""
    OVERLAPPING = "overlapping"
    """Somebody may be in both: never to be added."""


class Breakdown(NamedTuple):
    """Disjoint populations that tolls list side by side."""

    of: Population
    """The whole that they are parts of."""
    parts: tuple[Population, ...]
    enough: int
    """So many of them in one statement are expected to reach the whole."""


BREAKDOWNS = (
    Breakdown(
        Population.ALL,
        (Population.CIVILIANS, Population.SECURITY_FORCES, Population.ATTACKERS),
        2,
    ),
    Breakdown(Population.ALL, (Population.CIVILIANS, Population.COMBATANTS), 2),
    Breakdown(Population.ALL, (Population.VICTIMS, Population.ATTACKERS), 2),
    Breakdown(Population.ALL, (Population.CHILDREN, Population.WOMEN, Population.MEN), 3),
    Breakdown(Population.VICTIMS, (Population.CIVILIANS, Population.SECURITY_FORCES), 2),
)
"""Children and women alone leave out the men, and so are not expected to reach the whole.
Only victims and attackers are everybody by definition."""

_ALSO_DISJOINT = ((Population.CHILDREN, Population.ELDERLY),)
_DISJOINT = frozenset(
    frozenset(pair)
    for parts in (*(one.parts for one in BREAKDOWNS), *_ALSO_DISJOINT)
    for pair in combinations(parts, 2)
)
_WITHIN_VICTIMS = frozenset({Population.CIVILIANS, Population.SECURITY_FORCES})


def relation(one: Population, other: Population) -> Relation:
    """How the first population lies to the second.

    >>> relation(Population.CHILDREN, Population.ALL)
    <Relation.WITHIN: 'within'>
    >>> relation(Population.CIVILIANS, Population.SECURITY_FORCES)
    <Relation.DISJOINT: 'disjoint'>
    >>> relation(Population.SECURITY_FORCES, Population.COMBATANTS)
    <Relation.OVERLAPPING: 'overlapping'>
    """
    if one is other:
        return Relation.SAME
    if _is_within(one, other):
        return Relation.WITHIN
    if _is_within(other, one):
        return Relation.HOLDS
    if frozenset((one, other)) in _DISJOINT:
        return Relation.DISJOINT
    return Relation.OVERLAPPING


def disjoint_sets(populations: Iterable[Population]) -> Iterator[tuple[Population, ...]]:
    """Every choice of those populations in which nobody is counted twice, one alone included."""
    listed = tuple(populations)
    for size in range(1, len(listed) + 1):
        found = False
        for some in combinations(listed, size):
            if all(relation(*pair) is Relation.DISJOINT for pair in combinations(some, 2)):
                found = True
                yield some
        if not found:
            return


def _is_within(one: Population, other: Population) -> bool:
    if other is Population.ALL:
        return True
    return other is Population.VICTIMS and one in _WITHIN_VICTIMS
