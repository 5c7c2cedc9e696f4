"""One source, one count, one figure, its times and its link. Immutable."""

from dataclasses import dataclass
from typing import NamedTuple

from tracker.errors import ClaimError
from tracker.figures import Figure
from tracker.model.choices import Act, Metric, Mode, Population
from tracker.model.stamps import Stamp

_ASSERT, _CORRECT = Act.ASSERT, Act.CORRECT


class Count(NamedTuple):
    """What is counted, of whom, and where. Figures are compared only within one count."""

    metric: Metric
    population: Population
    scope: str
    """Free text that narrows place, site or subgroup; '' is the whole incident."""

    def __str__(self) -> str:
        scope = f", {self.scope}" if self.scope else ""
        return f"{self.metric} / {self.population}{scope}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """What one row says. Text that is not known is ''. Raises ClaimError when it makes no sense.

    The rows of a `retract`, `dispute` or `void` describe what they are about with the same
    fields; only an `assert` and a `correct` state a figure of their own.
    """

    incident: str
    """Slug of the incident."""
    source: str
    """Slug of whoever asserts it."""
    metric: Metric
    population: Population = Population.ALL
    scope: str = ""
    mode: Mode = Mode.TOTAL
    figure: Figure
    """Wording and interval; both ends None where no number was given."""
    bounds_given: bool = False
    """True when low and high were given and the wording is kept unread."""
    asserted_at: Stamp | None = None
    """When the source gave the figure, or the moment the figure speaks for."""
    published_at: Stamp | None = None
    """When it became public in the place we cite."""
    via: str = ""
    """Outlet through which we know the claim."""
    url: str = ""
    act: Act = Act.ASSERT
    targets: tuple[str, ...] = ()
    """Ids of the claims it acts on, in the order given."""
    reason: str = ""
    relays: str = ""
    """Id of the claim that this one passes on."""
    note: str = ""
    ref: str = ""
    """The recorder's own name for the report, unique within the incident."""

    def __post_init__(self) -> None:
        if self.act is Act.ASSERT:
            if self.targets:
                raise ClaimError("an assert has no target; retract, dispute, correct or void has")
        elif self.act is not Act.RETRACT and not self.targets:
            raise ClaimError(f"a {self.act} needs a target: the claim it is about")
        elif self.act in (Act.CORRECT, Act.VOID):
            if len(self.targets) != 1:
                raise ClaimError(f"a {self.act} has one target, not {len(self.targets)}")
            if not self.reason:
                raise ClaimError(f"a {self.act} needs a reason")
            if self.relays and self.act is Act.VOID:
                raise ClaimError("a void relays nothing")

    @property
    def count(self) -> Count:
        """What its figure is compared within."""
        return Count(self.metric, self.population, self.scope)

    @property
    def states_figure(self) -> bool:
        """True for an assert and for a correct, which takes its target's place."""
        return self.act is _ASSERT or self.act is _CORRECT


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordedClaim(Claim):
    """A claim as the ledger took it."""

    seq: int
    """Its place in the ledger, from 1, gapless over all entries."""
    id: str
    """Its content hash, 64 hexadecimal digits."""
    recorded_us: int
    """When the ledger took it, µs since 1970 UTC."""


LONGEST_TEXT = {
    "scope": 300,
    "figure": 2_000,
    "url": 4_000,
    "reason": 2_000,
    "note": 20_000,
    "ref": 200,
    "via": 300,
    "source": 300,
}
"""Most characters a claim's texts may have. Longer ones are refused, never cut."""
