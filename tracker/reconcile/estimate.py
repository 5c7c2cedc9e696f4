"""What a method is given and what it answers."""

from collections.abc import Callable, Mapping
from functools import lru_cache
from types import MappingProxyType
from typing import NamedTuple

from tracker.model.claim import Count
from tracker.reconcile.events import Voiced
from tracker.reconcile.voices import DOUBTFUL


class SetAside(NamedTuple):
    """A claim that an estimate does not rest on."""

    claim: str
    """Its id."""
    reason: str
    """Why, as a clause."""


class Standing(NamedTuple):
    """The claims that stand within one count at one moment: all that a method sees."""

    about: Count
    """The count that the claims are of."""
    claims: tuple[Voiced, ...]
    """One a voice, in the order in which they were said, oldest first."""
    disputed: frozenset[str] = frozenset()
    """Ids among them that are contested."""
    given_up: frozenset[str] = frozenset()
    """Ids among them that repeat a number which its source has given up."""
    doubted: frozenset[str] = frozenset()
    """Ids among the disputed ones that a credible voice contests."""
    since: Mapping[str, int] = MappingProxyType({})
    """Id → when its voice's number became public first, of claims that repeat their own."""

    def is_questionable(self, voiced: Voiced) -> bool:
        """True for reliability D or E, a disputed claim or a party's claim."""
        return voiced.by.is_doubtful or voiced.claim.id in self.disputed

    def is_doubtful(self, voiced: Voiced) -> bool:
        """True for a party's claim, reliability D or E, and what a credible voice contests."""
        return voiced.by.is_doubtful or voiced.claim.id in self.doubted

    def first_public_us(self, voiced: Voiced) -> int:
        """When its voice's number became public first, however often it was repeated since."""
        return self.since.get(voiced.claim.id, voiced.public_us)

    def contests(self, ids: tuple[str, ...]) -> bool:
        """True when one of those claims is contested."""
        return not self.disputed.isdisjoint(ids)

    def why_questionable(self, voiced: Voiced) -> str:
        """The clause that says why a claim is questionable; '' when it is not."""
        if voiced.by.is_party:
            return "a party's claim"
        if voiced.claim.id in self.disputed:
            return "disputed"
        if voiced.by.reliability in DOUBTFUL:
            return f"reliability {voiced.by.reliability.value}"
        return ""


class Camp(NamedTuple):
    """Voices that stay by numbers near each other, apart from other voices."""

    low: int
    """Least value of its claims."""
    high: int
    """Greatest value of its claims."""
    claims: tuple[Voiced, ...]
    """One a voice, oldest first."""

    @property
    def newest(self) -> Voiced:
        """Its newest claim."""
        return self.claims[-1]


class _Told(NamedTuple):
    """The fields of an estimate. A sentence may be given as a function that makes it, and so
    may the camps: a timeline has thousands of estimates, and few are read."""

    low: int | None
    best: int | None
    high: int | None
    rule: "str | Callable[[Estimate], str]"
    standing: Standing
    why_not: "WhyNot"
    """Says of a standing claim that the estimate does not rest on why it does not."""
    used: tuple[str, ...] = ()
    disputed: bool = False
    camps: "tuple[Camp, ...] | Callable[[Estimate], tuple[Camp, ...]]" = ()


class Estimate(_Told):
    """What one method makes of the standing claims. None is unknown or unbounded, never 0.

    A tuple, like Standing, because a timeline makes one of each at every step. It has low,
    best and high; rule, disputed and camps, worked out when asked for; `standing`, what the
    method was given; `used`, ids of the claims it rests on.
    """

    __slots__ = ()

    @property
    def rule(self) -> str:
        """The step that decided, in a sentence or two."""
        told = self[3]
        return told if isinstance(told, str) else told(self)

    @property
    def camps(self) -> tuple[Camp, ...]:
        """The camps of voices that stay apart, lowest first; () where there are not two."""
        told = self[8]
        return told if isinstance(told, tuple) else told(self)

    @property
    def disputed(self) -> bool:
        """True when credible voices stay apart, or a claim it rests on is contested."""
        return self[7] or bool(self.camps)

    @property
    def figures(self) -> tuple[int | None, int | None, int | None]:
        """Low, best and high."""
        return self.low, self.best, self.high

    @property
    def value(self) -> int | None:
        """The one number to follow over time: best, else low, else high."""
        if self.best is not None:
            return self.best
        return self.high if self.low is None else self.low

    @property
    def set_aside(self) -> tuple[SetAside, ...]:
        """The standing claims it does not rest on, each with the reason, oldest first.

        Worked out when asked for: a timeline has thousands of estimates and shows few.
        """
        return tuple(
            SetAside(one.claim.id, self.why_not(self, one))
            for one in self.standing.claims
            if one.claim.id not in self.used
        )


Method = Callable[[Standing], Estimate]
"""Any function from what stands to an estimate is a method."""
WhyNot = Callable[[Estimate, Voiced], str]

NO_NUMBER = "gives no number"


@lru_cache
def unless_questionable(otherwise: str) -> WhyNot:
    """A WhyNot that names what is wrong with the claim itself, and else gives that reason."""

    def why_not(estimate: Estimate, one: Voiced) -> str:
        if one.value is None:
            return NO_NUMBER
        return estimate.standing.why_questionable(one) or otherwise

    return why_not


def nothing_usable(standing: Standing, why: str) -> Estimate:
    """The estimate that says that there is none, with every standing claim set aside."""
    return Estimate(None, None, None, why, standing, unless_questionable(why))


def from_claim(
    standing: Standing, chosen: Voiced, rule: str, otherwise: str, used: tuple[str, ...] = ()
) -> Estimate:
    """The estimate that takes over one claim's interval, best its stated number.

    `otherwise`: why the other standing claims are not used, where nothing is wrong with them.
    """
    ids = used or (chosen.claim.id,)
    return as_claimed(standing, chosen, rule, unless_questionable(otherwise), ids)


def as_claimed(
    standing: Standing, chosen: Voiced, rule: str, why_not: WhyNot, used: tuple[str, ...]
) -> Estimate:
    """The same, where `why_not` says of each of the others why it is not used."""
    figure = chosen.claim.figure
    low, best, high = figure.low, chosen.value, figure.high
    contested = standing.contests(used) if standing.disputed else False
    return _new(Estimate, (low, best, high, rule, standing, why_not, used, contested, ()))


_new = tuple.__new__
"""Makes a named tuple of its fields at half the cost: there is one at every step."""
