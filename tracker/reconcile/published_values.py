"""What became of each published value: given, published again with another number, withdrawn.

A running toll says something new every day; a *value* is what a source gave under one name, such
as the killed by 22 April, and its name is the ref its claims share. A later number under the
same name restates it, however many other days were given meanwhile.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter
from typing import NamedTuple

from tracker.model.choices import Act
from tracker.model.claim import Count, RecordedClaim
from tracker.model.snapshot import Snapshot
from tracker.model.stamps import Stamp, is_same_moment
from tracker.reconcile.acts import Rows, apply_recorders_acts
from tracker.reconcile.moments import public_us
from tracker.reconcile.series import figures_change, figures_of_claim
from tracker.reconcile.timeline import Change
from tracker.reconcile.unfolding import unfold

Name = tuple[str, str, str]
"""What tells a value from the others of its incident: the source, its ref and, where it has
none, the asserted time or the claim's own id."""


class Publication(NamedTuple):
    """One time that a value was given, or taken back."""

    at_us: int
    """When it became public, µs since 1970 UTC; of a withdrawal no earlier than what it ends."""
    row: RecordedClaim
    """The claim; of a withdrawal the retraction."""

    @property
    def is_withdrawal(self) -> bool:
        """Whether the value was taken back."""
        return not self.row.states_figure


class Restatement(NamedTuple):
    """A value that was published again with another number."""

    before: Publication
    after: Publication
    change: Change
    """Raised, lowered, widened or narrowed; restated where only the time it speaks for moved."""
    late_us: int
    """How long after the value was first given, µs."""

    @property
    def by(self) -> int | None:
        """What the stated number rose by, negative where it fell; None where one has none."""
        was, now = self.before.row.figure.value, self.after.row.figure.value
        return None if was is None or now is None else now - was


@dataclass(frozen=True, slots=True)
class PublishedValue:
    """One value, as often as it was published."""

    name: Name
    source: str
    count: Count
    publications: tuple[Publication, ...]
    """In the order in which they became public; those of one moment in order of entry."""

    @property
    def latest(self) -> RecordedClaim:
        """The newest claim that gives it, withdrawn since or not."""
        return next(one.row for one in reversed(self.publications) if not one.is_withdrawal)

    @property
    def is_withdrawn(self) -> bool:
        """Whether its source gives it no longer."""
        return self.publications[-1].is_withdrawal

    @property
    def has_returned(self) -> bool:
        """Whether its source took it back and gave it again."""
        return not self.is_withdrawn and any(one.is_withdrawal for one in self.publications)

    @property
    def is_revised(self) -> bool:
        """Whether more became of it than being given."""
        return any(True for _ in self.restatements()) or any(
            one.is_withdrawal for one in self.publications
        )

    @property
    def asserted_at(self) -> Stamp | None:
        """The time that it speaks for, as last given."""
        return self.latest.asserted_at

    def restatements(self) -> Iterator[Restatement]:
        """Each time that it was published again with another number, oldest first.

        Of several numbers of one moment the last counts. What is given again after it was
        withdrawn restates nothing.
        """
        first: Publication | None = None
        last: Publication | None = None
        for one in self._words():
            if one.is_withdrawal:
                first = last = None
                continue
            if first is None:
                first = one
            elif last is not None and (change := value_change(last.row, one.row)) is not None:
                yield Restatement(last, one, change, one.at_us - first.at_us)
            last = one

    def _words(self) -> Iterator[Publication]:
        """Of several publications of one moment the last."""
        for _, of_moment in groupby(self.publications, key=_MOMENT):
            *_, last = of_moment
            yield last


def published_values(snapshot: Snapshot) -> tuple[PublishedValue, ...]:
    """The values of an incident, those that were public by its as-of moment, in order of first
    entry. What was corrected or voided here is as the correction has it, or out."""
    zone, until_us = snapshot.incident.timezone, snapshot.as_of_us
    rows = apply_recorders_acts(snapshot.claims)
    by_name: dict[Name, list[Publication]] = {}
    given = {row.id: row for row in rows.claims}
    for row in rows.claims:
        _add(by_name, _name(row), Publication(public_us(row, zone), row), until_us)
    ended = _ended(rows, snapshot)
    for act in rows.acts:
        known = [given[one] for one in ended.get(act.id, ()) if one in given]
        for name in {_name(claim) for claim in known} & by_name.keys():
            of_value = (claim for claim in known if _name(claim) == name)
            at_us = max(public_us(row, zone) for row in (act, *of_value))
            _add(by_name, name, Publication(at_us, act), until_us)
    return tuple(_value(name, found, ended) for name, found in by_name.items())


def _ended(rows: Rows, snapshot: Snapshot) -> Mapping[str, frozenset[str]]:
    """Id of each retraction → the ids that it ends, as they are corrected now."""
    retractions = [act for act in rows.acts if act.act is Act.RETRACT]
    named = {act.id: frozenset(map(rows.current, act.targets)) for act in retractions}
    if all(named.values()):
        return named
    return {**named, **unfold(snapshot).meant}


def _add(
    by_name: dict[Name, list[Publication]], name: Name, one: Publication, until_us: int | None
) -> None:
    if until_us is None or one.at_us <= until_us:
        by_name.setdefault(name, []).append(one)


def _value(
    name: Name, found: list[Publication], ended: Mapping[str, frozenset[str]]
) -> PublishedValue:
    found.sort(key=lambda one: (one.at_us, one.is_withdrawal, one.row.seq))
    kept: list[Publication] = []
    newest = found[0].row
    for one in found:
        if not one.is_withdrawal:
            newest = one.row
        elif newest.id not in ended[one.row.id] or (kept and kept[-1].is_withdrawal):
            continue  # It ends an earlier word, in whose place the newest stands, or nothing.
        kept.append(one)
    return PublishedValue(name, newest.source, newest.count, tuple(kept))


def _name(row: RecordedClaim) -> Name:
    """Figures that bear only the same date are several reports of a day, not one value."""
    if row.ref:
        return row.source, "ref", f"{row.ref} {row.count}"
    asserted = row.asserted_at
    if asserted is not None and asserted.has_time:
        return row.source, "time", f"{asserted.text} {row.count} {row.mode}"
    return row.source, "claim", row.id


def value_change(before: RecordedClaim, after: RecordedClaim) -> Change | None:
    """What a later publication did to a value; None where it is the same."""
    if before.figure == after.figure and is_same_moment(before.asserted_at, after.asserted_at):
        return None
    was, now = figures_of_claim(before), figures_of_claim(after)
    return Change.RESTATED if was == now else figures_change(was, now)


_MOMENT = attrgetter("at_us")
