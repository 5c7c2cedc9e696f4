"""A profile and a header: which column is which, what is lacking, what is left over."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from tracker.errors import suggestion
from tracker.importing.faults import FileError
from tracker.importing.headers import column_name
from tracker.importing.profiles.profile import ClaimRule, Profile

MOST_NAMED = 5
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
    """Why nothing in it is read, as the profile says; '' where it is read, or says nothing."""


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
            ColumnUse(column, tuple(by_place.get(at, ())), self._why_not(column, at, by_place))
            for at, column in enumerate(self.header)
        )

    def unexplained(self) -> tuple[str, ...]:
        """Columns of which the profile says nothing."""
        return tuple(use.column for use in self.uses() if not (use.used_for or use.why_not))

    def _why_not(self, column: str, at: int, by_place: dict[int, list[str]]) -> str:
        if at in by_place:
            return ""
        whys = (why for name, why in self.profile.ignored.items() if is_like(name, column))
        return next(whys, "")


def bound(profile: Profile, header: Sequence[str]) -> Binding:
    """The profile, fitted to a header. Raises FileError for columns that it lacks."""
    by = _by_tag if profile.are_tags else _by_name

    def find(name: str) -> int | None:
        every = (name, *name.split(EITHER)) if EITHER in name else (name,)
        return next((at for one in every if (at := by(one.strip(), header)) is not None), None)

    names = dict.fromkeys(name for name, _ in uses_of(profile, profile.claims))
    places = {name: at for name in names if (at := find(name)) is not None}
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
    """Whether a column is meant by a name in which `*` stands for any characters."""
    if pattern == column or column_name(pattern) == column_name(column):
        return True
    return "*" in pattern and bool(
        re.fullmatch(".*".join(map(re.escape, pattern.split("*"))), column)
    )


def _uses_of_claim(rule: ClaimRule, by: str) -> Iterator[tuple[str, str]]:
    scope = rule.scope.text if len(rule.scope.text) <= MOST_OF_SCOPE else "part by part"
    count = f"{rule.metric.text} / {rule.population.text}{f', {scope}' if scope else ''}{by}"
    for role in ("figure", "qualifier", "low", "best", "high", "size_class"):
        if name := getattr(rule, role):
            yield name, f"{count}: {role}"
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
        told = f"profile {profile.name} needs the column{plural} {', '.join(missing)}{near}"
        raise FileError(told, line=1)
    if not claims:
        names = list(dict.fromkeys(name for rule in profile.claims for name in rule.figures))
        more = f" and {len(names) - MOST_NAMED} more" if len(names) > MOST_NAMED else ""
        listed = ", ".join(names[:MOST_NAMED]) + more
        told = f"profile {profile.name} finds no number: there is no column {listed}"
        raise FileError(told, line=1)


def _by_name(name: str, header: Sequence[str]) -> int | None:
    if name in header:
        return header.index(name)
    like = [at for at, column in enumerate(header) if column_name(column) == column_name(name)]
    return like[0] if len(like) == 1 else None


def _by_tag(name: str, header: Sequence[str]) -> int | None:
    like = [at for at, column in enumerate(header) if _tag(column) == _tag(name)]
    return like[0] if like else None


def _tag(text: str) -> tuple[str, frozenset[str]]:
    """An HXL tag and its attributes; those of a language (+en, +i_fr) say nothing here."""
    tag, *attributes = text.replace(" ", "").lower().split("+")
    spoken = re.compile(r"(?:i_)?(?:ar|en|es|fr|pt|ru|uk|zh)|num|v_\w+")
    return tag, frozenset(one for one in attributes if not spoken.fullmatch(one))
