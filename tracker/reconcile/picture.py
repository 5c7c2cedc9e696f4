"""One count at one moment: what became public about it, what stands, what that amounts to."""

from collections.abc import Mapping
from dataclasses import dataclass

from tracker.model.choices import Act, Population
from tracker.model.claim import Count, RecordedClaim
from tracker.model.snapshot import Snapshot
from tracker.model.source import Source
from tracker.reconcile.estimate import Estimate, Standing
from tracker.reconcile.events import Event, Voiced
from tracker.reconcile.reasons import words_of
from tracker.reconcile.standing import CountState


@dataclass(frozen=True, slots=True)
class CountPicture:
    """One count of an incident, as of the snapshot's moment."""

    count: Count
    events: tuple[Event, ...]
    """What became public about it, in order."""
    state: CountState
    """What all of that leaves standing."""
    standing: Standing
    estimate: Estimate

    @property
    def numbered_voices(self) -> int:
        """Voices that are not a party's and have a standing number."""
        return sum(
            1 for one in self.standing.claims if one.value is not None and not one.by.is_party
        )

    @property
    def credible(self) -> tuple[Voiced, ...]:
        """Standing claims with a number that are not questionable, oldest first."""
        return tuple(
            one
            for one in self.standing.claims
            if one.value is not None and not self.standing.is_questionable(one)
        )

    def series(self) -> dict[str, list[Voiced]]:
        """Every voice's public claims in this count, oldest first."""
        by_voice: dict[str, list[Voiced]] = {}
        for one in self.state.seen.values():
            by_voice.setdefault(one.by.voice, []).append(one)
        for claims in by_voice.values():
            claims.sort(key=lambda one: one.key)
        return by_voice


def name_of(slug: str, sources: Mapping[str, Source]) -> str:
    """A source's name as people write it; its slug where it has none."""
    source = sources.get(slug)
    return source.name or slug if source else slug


def exact(voiced: Voiced) -> int | None:
    """The number of a claim whose floor is its ceiling; None for any other claim."""
    return voiced.low if voiced.low == voiced.high else None


def group(population: Population) -> str:
    """A population for a sentence.

    >>> group(Population.SECURITY_FORCES)
    'security forces'
    """
    return population.value.replace("_", " ")


def people(voiced: Voiced) -> str:
    """A claim's interval for a sentence.

    Reads "57", "at least 44", "up to 50", "30 to 40" or "no number".
    """
    return interval(voiced.low, voiced.high)


def interval(low: int | None, high: int | None) -> str:
    """An interval for a sentence.

    >>> interval(44, None), interval(30, 40), interval(None, None)
    ('at least 44', '30 to 40', 'no number')
    """
    if low is None and high is None:
        return "no number"
    if high is None:
        return f"at least {low:,}"
    if low is None:
        return f"up to {high:,}"
    return f"{low:,}" if low == high else f"{low:,} to {high:,}"


def said_on(voiced: Voiced) -> str:
    """The day a claim bears, as written; "undated" where it bears none."""
    known = voiced.claim.asserted_at or voiced.claim.published_at
    return known.written_date if known else "undated"


def who(voiced: Voiced, snapshot: Snapshot) -> str:
    """The claim's source by name."""
    return name_of(voiced.claim.source, snapshot.sources)


def source_reason(row: RecordedClaim, snapshot: Snapshot) -> str:
    """The reason that the source gives with a row; '' for none. The recorder's, for having
    corrected the row, is not the source's."""
    if row.act is not Act.CORRECT:
        return row.reason
    return words_of(row, {one.id: one for one in snapshot.claims})
