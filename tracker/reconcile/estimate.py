"""What a method is given and what it answers."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

from tracker.model.claim import Count
from tracker.reconcile.standing import DOUBTFUL, Voiced


class SetAside(NamedTuple):
    """A claim that an estimate does not rest on."""

    claim: str
    """Its id."""
    reason: str
    """Why, as a clause."""


@dataclass(frozen=True, slots=True)
class Standing:
    """The claims that stand within one count at one moment: all that a method sees."""

    count: Count
    claims: tuple[Voiced, ...]
    """One a voice, in the order in which they were said, oldest first."""
    disputed: frozenset[str] = frozenset()
    """Ids among them that are contested."""

    def is_questionable(self, voiced: Voiced) -> bool:
        """True for reliability D or E, a disputed claim or a party's claim."""
        by = voiced.by
        return by.is_party or by.reliability in DOUBTFUL or voiced.claim.id in self.disputed

    def why_questionable(self, voiced: Voiced) -> str:
        """The clause that says why a claim is questionable; '' when it is not."""
        if voiced.by.is_party:
            return "a party's claim"
        if voiced.claim.id in self.disputed:
            return "disputed"
        if voiced.by.reliability in DOUBTFUL:
            return f"reliability {voiced.by.reliability.value}"
        return ""


@dataclass(frozen=True, slots=True)
class Estimate:
    """What one method makes of the standing claims. None is unknown or unbounded, never 0."""

    low: int | None
    best: int | None
    high: int | None
    rule: str
    """The step that decided, in a sentence."""
    used: tuple[str, ...] = ()
    """Ids of the claims it rests on."""
    set_aside: tuple[SetAside, ...] = ()
    """The other standing claims, each with the reason."""
    disputed: bool = False
    """True when credible voices stay apart, or a claim it rests on is contested."""

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


Method = Callable[[Standing], Estimate]
"""Any function from what stands to an estimate is a method."""

NO_NUMBER = "gives no number"


def nothing_usable(standing: Standing, why: str) -> Estimate:
    """The estimate that says that there is none, with every standing claim set aside."""
    aside = tuple(
        SetAside(one.claim.id, standing.why_questionable(one) or NO_NUMBER)
        for one in standing.claims
    )
    return Estimate(None, None, None, why, (), aside)


def set_aside_except(
    standing: Standing, used: frozenset[str] | set[str], otherwise: str
) -> tuple[SetAside, ...]:
    """Every standing claim but the used ones, with what is questionable about it or a reason."""
    return tuple(
        SetAside(
            one.claim.id,
            NO_NUMBER if one.value is None else standing.why_questionable(one) or otherwise,
        )
        for one in standing.claims
        if one.claim.id not in used
    )


def from_claim(
    standing: Standing, chosen: Voiced, rule: str, otherwise: str, used: tuple[str, ...] = ()
) -> Estimate:
    """The estimate that takes over one claim's interval, best its stated number."""
    ids = used or (chosen.claim.id,)
    disputed = any(claim_id in standing.disputed for claim_id in ids)
    aside = (
        set_aside_except(standing, frozenset(ids), otherwise)
        if len(standing.claims) > len(ids)
        else ()
    )
    return Estimate(chosen.low, chosen.value, chosen.high, rule, ids, aside, disputed)
