"""Which of a file's columns likely give figures, and which likely name its rows: guesses."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from tracker.importing.profiles.columns_seen import Role, Seen

_TELLING = ("reported", "cum", "total", "best")
"""What is likely in the name of the column that was published, of several that count the same."""
_RUNNING = re.compile(r"(?:^|_)(?:cum|cumulative|so_far|to_date|running)(?:_|$)")
"""What is in the name of a column that adds up the rows before: a toll in a series of days, but
of no event where each row is one."""
_SAME = "counts the same as another column, perhaps worked out: look at it"
_OF_A_FIGURE = (Role.LOW, Role.BEST, Role.HIGH, Role.FIGURE)


@dataclass(frozen=True, slots=True)
class Named:
    """What names a row again in the next version of the file."""

    by: Seen | None
    """The column that does, as far as one does."""
    date: Seen | None
    """The column of dates that does together with it, where rows share an incident."""
    tells_apart: bool
    """Whether no two rows have the same there."""

    @property
    def is_series(self) -> bool:
        """Whether rows follow one another in time, about one thing."""
        return self.date is not None or (self.by is not None and self.by.role is Role.DATE)


@dataclass(frozen=True, slots=True)
class LikelyFigure:
    """Columns that together give one figure."""

    columns: tuple[Seen, ...]
    """Low, best and high, in that order, as far as there are; or the one column of a figure."""

    @property
    def first(self) -> Seen:
        """The column that says what is counted; all of them say the same."""
        return self.columns[0]

    @property
    def roles(self) -> dict[Role, str]:
        """The columns of the claim by what they give it: best stands between low and high, and
        is the figure where one of them is missing."""
        roles = {one.role: one.name for one in self.columns}
        if Role.BEST in roles and not {Role.LOW, Role.HIGH} <= set(roles):
            return {Role.FIGURE: roles[Role.BEST]}
        return roles

    @property
    def count(self) -> tuple[object, ...]:
        """What is counted; two figures of one count cannot both be right."""
        return (self.first.metric, self.first.population, self.first.scope)

    @property
    def is_running(self) -> bool:
        """Whether it adds up the rows before, by the name of its column."""
        return bool(_RUNNING.search(re.sub(r"[^a-z0-9]+", "_", self.first.name.lower())))


def named_by(
    by_role: dict[Role, Seen], header: Sequence[str], rows: Iterable[Sequence[str]]
) -> Named:
    """What tells one row from another, as far as any column does. rows: the first of the file,
    under that header."""
    found = [by_role[role] for role in (Role.KEY, Role.TITLE, Role.DATE) if role in by_role]
    alone = next((one for one in found if one.tells_apart), None)
    if alone or not found:
        return Named(alone, None, alone is not None)
    by, date = found[0], by_role.get(Role.DATE)
    if date is None or date is by:
        return Named(by, None, tells_apart=False)
    at = [header.index(one.name) for one in (by, date)]
    pairs = [tuple(row[place] for place in at) for row in rows]
    return Named(by, date, len(set(pairs)) == len(pairs))


def figures_in(columns: Sequence[Seen], named: Named) -> tuple[list[LikelyFigure], dict[str, str]]:
    """The figures, one of each count, in the file's order; and by name the columns that count
    what another counts, with the reason why they are left."""
    by_stem: dict[tuple[object, ...], list[Seen]] = {}
    for one in columns:
        if one.role in _OF_A_FIGURE:
            is_bound = one.role is not Role.FIGURE
            key = (one.stem, one.population, one.scope) if is_bound else (one.name,)
            by_stem.setdefault((is_bound, *key), []).append(one)
    found = [LikelyFigure(tuple(sorted(some, key=_in_order))) for some in by_stem.values()]
    found.sort(key=lambda figure: -_likelihood(figure, named))
    kept: dict[tuple[object, ...], LikelyFigure] = {}
    left: dict[str, str] = {}
    for figure in found:
        if kept.setdefault(figure.count, figure) is not figure:
            left |= {one.name: _SAME for one in figure.columns}
    in_file = {one.name: at for at, one in enumerate(columns)}
    return sorted(kept.values(), key=lambda figure: in_file[figure.first.name]), left


def _in_order(one: Seen) -> int:
    return _OF_A_FIGURE.index(one.role)


def _likelihood(figure: LikelyFigure, named: Named) -> int:
    name = figure.first.name.lower()
    is_sum_of_events = not named.is_series and figure.is_running
    return sum(word in name for word in _TELLING) + len(figure.columns) - 2 * is_sum_of_events
