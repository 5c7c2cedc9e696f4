"""What words say has happened to the people counted, and for which metric that may be read."""

from enum import Enum


class Harm(Enum):
    """What a noun or verb says has happened to the people counted."""

    NONE = "nothing in particular"
    DEAD = "killed"
    HURT = "injured"
    MISSING = "missing"
    KIDNAPPED = "kidnapped"
    DETAINED = "detained"
    DISPLACED = "displaced"
    CASUALTY = "casualties"
    """The loose word: dead or hurt, unless another word says which."""
    DEAD_OR_HURT = "killed or injured"
    """Both in so many words, which no other word can narrow."""
    DEAD_OR_MISSING = "killed or missing"

    @property
    def metric(self) -> str:
        """The metric that counts it."""
        return next(metric for metric, harms in HARMS_OF.items() if self in harms)


HARMS_OF: dict[str, tuple[Harm, ...]] = {
    "killed": (Harm.DEAD,),
    "injured": (Harm.HURT,),
    "missing": (Harm.MISSING,),
    "kidnapped": (Harm.KIDNAPPED,),
    "detained": (Harm.DETAINED,),
    "displaced": (Harm.DISPLACED,),
    "casualties": (Harm.CASUALTY, Harm.DEAD_OR_HURT),
    "killed_or_missing": (Harm.DEAD_OR_MISSING,),
}
"""What each metric counts: a wording that names a harm is read for its own metric alone."""

_SINGLE = {
    Harm.CASUALTY: frozenset((Harm.DEAD, Harm.HURT)),
    Harm.DEAD_OR_HURT: frozenset((Harm.DEAD, Harm.HURT)),
    Harm.DEAD_OR_MISSING: frozenset((Harm.DEAD, Harm.MISSING)),
}
"""The harms that a mixed one is made of."""


def is_narrower(harm: Harm, other: Harm) -> bool:
    """Whether one harm only says which of the casualties are meant: "40 casualties dead"."""
    return other is Harm.CASUALTY and harm in _SINGLE[other]


def is_denied_for(metric: str, denied: frozenset[Harm]) -> bool:
    """Whether nobody of a metric's is left once these harms have befallen nobody.

    >>> is_denied_for("killed", frozenset({Harm.CASUALTY}))
    True
    """
    return _singles(frozenset(HARMS_OF[metric])) <= _singles(denied)


def _singles(harms: frozenset[Harm]) -> frozenset[Harm]:
    return frozenset[Harm]().union(*(_SINGLE.get(harm, {harm}) for harm in harms))
