"""Whose voice a source is, and whether it speaks for a party to the attack."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from tracker.model.choices import Kind, Reliability
from tracker.model.snapshot import Snapshot
from tracker.model.source import Source, voice_of

PARTY_KINDS = frozenset({Kind.ARMED_GROUP, Kind.ARMED_GROUP_MEDIA})
COUNTING_KINDS = frozenset(
    {
        Kind.HOSPITAL,
        Kind.CORONER,
        Kind.HEALTH_AUTHORITY,
        Kind.JUDICIARY,
        Kind.GOVERNMENT,
        Kind.POLICE,
        Kind.CIVIL_DEFENCE,
        Kind.MONITOR,
        Kind.UN_AGENCY,
        Kind.NGO,
    }
)
"""Bodies that count the dead, or are told by those who do; every other kind passes figures on."""
DOUBTFUL = frozenset({Reliability.D, Reliability.E})


@dataclass(frozen=True, slots=True)
class Credentials:
    """Whose voice a source is, and what is known of that voice's root."""

    voice: str
    kind: Kind
    reliability: Reliability
    is_party: bool
    """True when the source or its root is an armed group or belongs to the perpetrator."""
    is_doubtful: bool
    """True for a party, and for reliability D or E: the claim is questionable whatever it says."""
    counts: bool
    """True for a body that counts the dead, or is told by those who do."""


class Voices(dict[str, Credentials]):
    """The credentials of sources by slug, in incidents with one suspected perpetrator; each
    worked out when it is first asked for."""

    def __init__(self, sources: Mapping[str, Source], perpetrator: str) -> None:
        """perpetrator: '' for none."""
        super().__init__()
        self._sources = sources
        self._perpetrator = perpetrator

    def __missing__(self, slug: str) -> Credentials:
        voice = voice_of(slug, self._sources)
        root, source = self._sources.get(voice), self._sources.get(slug)
        kind, reliability = (root.kind, root.reliability) if root else (Kind.UNKNOWN, Reliability.F)
        told = [one for one in (root, source) if one is not None]
        is_party = any(one.kind in PARTY_KINDS or self._is_perpetrators(one) for one in told)
        is_doubtful = is_party or reliability in DOUBTFUL
        counts = kind in COUNTING_KINDS
        found = self[slug] = Credentials(voice, kind, reliability, is_party, is_doubtful, counts)
        return found

    def _is_perpetrators(self, source: Source) -> bool:
        return bool(self._perpetrator) and source.affiliation == self._perpetrator


def voices_in(snapshot: Snapshot) -> Voices:
    """The voices of a snapshot's sources; the same for all snapshots that share sources and
    perpetrator."""
    return _voices_of(_Same(snapshot.sources), snapshot.incident.perpetrator)


class _Same:
    """A mapping of sources that equals only itself. Snapshots of one ledger share theirs, and
    a snapshot's sources never change."""

    __slots__ = ("sources",)

    def __init__(self, sources: Mapping[str, Source]) -> None:
        self.sources = sources

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and other.sources is self.sources

    def __hash__(self) -> int:
        return id(self.sources)


@lru_cache(maxsize=64)
def _voices_of(same: _Same, perpetrator: str) -> Voices:
    return Voices(same.sources, perpetrator)
