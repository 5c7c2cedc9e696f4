"""What a ledger came to know otherwise of an incident and its sources between two moments.

Such a fact moves estimates without any claim: a source found to speak for another is one vote
less, a source judged D is questionable, an incident's zone shifts when things were public.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from tracker.model.incident import Incident
from tracker.model.snapshot import Snapshot
from tracker.model.source import Source

_OF_INCIDENT = ("timezone", "perpetrator")
_OF_SOURCE = ("kind", "affiliation", "speaks_for", "reliability", "merged_into")


class Fact(NamedTuple):
    """One field that bears on estimates and that is known otherwise."""

    of: str
    """Slug of the incident or source."""
    field: str
    before: str
    """'' where nothing was known."""
    after: str


def facts_between(before: Snapshot, after: Snapshot) -> tuple[Fact, ...]:
    """What differs between two snapshots of one incident, of the sources that speak in it."""
    of_incident = _differences(before.incident.slug, before.incident, after.incident, _OF_INCIDENT)
    if before.sources is after.sources:
        return tuple(of_incident)
    facts = list(of_incident)
    for slug in _speaking(before, after):
        was, now = before.sources.get(slug), after.sources.get(slug)
        if was is not None and now is not None:
            facts += _differences(slug, was, now, _OF_SOURCE)
    return tuple(facts)


def _speaking(*snapshots: Snapshot) -> list[str]:
    """The sources of all claims, and those they lead to, in the order of the slugs."""
    found: set[str] = set()
    for snapshot in snapshots:
        found.update(_with_those_beyond({row.source for row in snapshot.claims}, snapshot.sources))
    return sorted(found)


def _with_those_beyond(slugs: Iterable[str], sources: Mapping[str, Source]) -> set[str]:
    found: set[str] = set()
    ahead = list(slugs)
    while ahead:
        slug = ahead.pop()
        source = sources.get(slug)
        if slug not in found and source is not None:
            found.add(slug)
            ahead += [each for each in (source.speaks_for, source.merged_into) if each]
    return found


def _differences(
    of: str, was: Incident | Source, now: Incident | Source, fields: tuple[str, ...]
) -> Iterator[Fact]:
    for field in fields:
        before, after = str(getattr(was, field)), str(getattr(now, field))
        if before != after:
            yield Fact(of, field, before, after)
