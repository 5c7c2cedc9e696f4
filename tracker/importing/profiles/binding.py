"""A profile and a header: which column is which, what is lacking, what is left over."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from tracker.errors import suggestion
from tracker.importing.faults import FileError
from tracker.importing.headers import REFUSAL_COLUMNS, column_name
from tracker.importing.profiles.profile import ClaimRule, Profile

MOST_NAMED = 5
WHERE = ", where "
"""Before what is asked of a row for a column to be read."""
_SPOKEN = re.compile(r"(?:i_)?(?:ar|en|es|fr|pt|ru|uk|zh)|num|v_\w+")
MOST_OF_SCOPE = 30
"""Characters of a scope's template that are shown."""
EITHER = "|"
"""Between names of which a file has one: "Number Dead|Number of Dead"."""


class ColumnUse(NamedTuple):
    """What becomes of one column of a file."""

    column: str
    """As the file writes it."""
    used_for: tuple[str, ...]
    """What a profile reads it for; () for nothing."""
    why_not: str
    """Why nothing in it is read, as the profile says, or nothing in rows where no claim is made
    of it; '' where it says nothing."""


@dataclass(frozen=True, slots=True)
class Binding:
    """A profile that fits a file."""

    profile: Profile
    header: tuple[str, ...]
    places: dict[str, int]
    """Place of a column in a row, by the profile's name for it."""
    claims: tuple[ClaimRule, ...]
    """Those of which the file has a number's column."""

    def column(self, name: str) -> str:
        """The file's own name of a column."""
        return self.header[self.places[name]] if name in self.places else name

    def uses(self) -> tuple[ColumnUse, ...]:
        """What becomes of every column, in the order of the file."""
        by_place: dict[int, list[str]] = {}
        for name, use in uses_of(self.profile, self.claims):
            if name in self.places and use not in by_place.setdefault(self.places[name], []):
                by_place[self.places[name]].append(use)
        return tuple(
            self._use(column, tuple(by_place.get(at, ()))) for at, column in enumerate(self.header)
        )

    def unexplained(self) -> tuple[str, ...]:
        """Columns of which the profile says nothing, without those that a list of refused rows
        has besides."""
        named = (use.column for use in self.uses() if not (use.used_for or use.why_not))
        ours = REFUSAL_COLUMNS if set(self.header).issuperset(REFUSAL_COLUMNS) else ()
        return tuple(column for column in named if column not in ours)

    def _use(self, column: str, used_for: tuple[str, ...]) -> ColumnUse:
        if used_for and WHERE not in used_for[0]:
            return ColumnUse(column, used_for, "")
        whys = (why for name, why in self.profile.ignored.items() if is_like(name, column))
        return ColumnUse(column, used_for, next(whys, ""))


def bound(profile: Profile, header: Sequence[str]) -> Binding:
    """The profile, fitted to a header. Raises FileError for columns that it lacks."""
    find = _finder(header, are_tags=profile.are_tags)
    names = dict.fromkeys(name for name, _ in uses_of(profile, profile.claims))
    found = {name: find(name) for name in names}
    _refuse_doubles(profile, header, found)
    places = {name: like[0] for name, like in found.items() if like}
    claims = tuple(rule for rule in profile.claims if any(name in places for name in rule.figures))
    _refuse_missing(profile, claims, places, header)
    return Binding(profile, tuple(header), places, claims)


def uses_of(profile: Profile, claims: Iterable[ClaimRule]) -> Iterator[tuple[str, str]]:
    """Every column that a profile reads, with what for."""
    for skip in profile.skips:
        yield skip.condition.column, "rows to leave out"
    incident = profile.incident
    templates = {"incident": incident.slug, **incident.texts}
    for use, template in templates.items():
        for name in template.columns if template else ():
            yield name, use
    if incident.coordinates:
        yield incident.coordinates, "coordinates"
    for name in incident.occurred_at.columns if incident.occurred_at else ():
        yield name, "occurred_at"
    are_several = len({rule.source.text for rule in claims}) > 1
    for rule in claims:
        by = f", by {rule.source.text}" if are_several else ""
        yield from _uses_of_claim(rule, by)


def is_like(pattern: str, column: str) -> bool:
    """Whether a column is meant by a name in which `*` stands for any characters.

    >>> is_like("EQ_*", "EQ_MAG_MW"), is_like("*killed*", "injured_min"), is_like("I D", "i_d")
    (True, False, True)
    """
    first, *others = pattern.split("*")
    if not others:
        return pattern == column or column_name(pattern) == column_name(column)
    *middle, last = others
    if not (column.startswith(first) and column.endswith(last)):
        return False
    at, end = len(first), len(column) - len(last)
    for part in middle:
        found = column.find(part, at, end)
        if found < 0:
            return False
        at = found + len(part)
    return at <= end


def _uses_of_claim(rule: ClaimRule, by: str) -> Iterator[tuple[str, str]]:
    scope = rule.scope.text if len(rule.scope.text) <= MOST_OF_SCOPE else "part by part"
    count = f"{rule.metric.text} / {rule.population.text}{f', {scope}' if scope else ''}{by}"
    where = f"{WHERE}{' and '.join(map(str, rule.only))}" if rule.only else ""
    for role in ("figure", "qualifier", "low", "best", "high", "size_class"):
        if name := getattr(rule, role):
            yield name, f"{count}: {role}{where}"
    for condition in rule.only:
        yield condition.column, f"whether {count}"
    fields = (
        "metric", "population", "scope", "mode",
        "source", "source_kind", "via", "url", "note", "ref",
    )  # fmt: skip
    for field in fields:
        for name in getattr(rule, field).columns:
            yield name, field
    for field in ("asserted_at", "published_at"):
        for name in getattr(rule, field).columns if getattr(rule, field) else ():
            yield name, field


def _refuse_missing(
    profile: Profile,
    claims: Sequence[ClaimRule],
    places: dict[str, int],
    header: Sequence[str],
) -> None:
    every = dict.fromkeys(name for name, _ in uses_of(profile, profile.claims))
    missing = [
        name
        for name in every
        if name not in places and not any(is_like(one, name) for one in profile.optional)
    ]
    if missing:
        plural = "s" if len(missing) > 1 else ""
        near = "" if plural else suggestion(missing[0], header)
        listed = ", ".join(name.replace(EITHER, " or ") for name in missing)
        told = f"profile {profile.name} needs the column{plural} {listed}{near}"
        raise FileError(told, line=1)
    if not claims:
        names = list(dict.fromkeys(name for rule in profile.claims for name in rule.figures))
        more = f" and {len(names) - MOST_NAMED} more" if len(names) > MOST_NAMED else ""
        listed = ", ".join(names[:MOST_NAMED]) + more
        told = f"profile {profile.name} finds no number: there is no column {listed}"
        raise FileError(told, line=1)


def _finder(header: Sequence[str], *, are_tags: bool) -> Callable[[str], list[int]]:
    """What finds the places of the columns that a profile's name may mean; the first counts."""
    exactly: dict[str, list[int]] = {}
    alike: dict[object, list[int]] = {}
    likened = _tag if are_tags else column_name
    for at, column in enumerate(header):
        exactly.setdefault(column, []).append(at)
        alike.setdefault(likened(column), []).append(at)

    def find(name: str) -> list[int]:
        every = (name, *map(str.strip, name.split(EITHER))) if EITHER in name else (name,)
        places = (exactly.get(one) or alike.get(likened(one)) for one in every)
        return next((some for some in places if some), [])

    return find


def _refuse_doubles(
    profile: Profile, header: Sequence[str], found: Mapping[str, Sequence[int]]
) -> None:
    """Raises FileError where two columns may be meant. HXL may have a text twice, in two
    languages, but not a number."""
    numbers = {name for rule in profile.claims for name in rule.figures}
    for name, places in found.items():
        if len(places) > 1 and not (profile.are_tags and name not in numbers):
            listed = " and ".join(header[at] for at in places[:2])
            told = f"profile {profile.name} reads {name}, which may be {listed}"
            raise FileError(f"{told}; rename one", line=1, column=header[places[0]])


def _tag(text: str) -> tuple[str, frozenset[str]]:
    """An HXL tag and its attributes; those of a language (+en, +i_fr) say nothing here."""
    tag, *attributes = text.replace(" ", "").lower().split("+")
    return tag, frozenset(one for one in attributes if not _SPOKEN.fullmatch(one))
