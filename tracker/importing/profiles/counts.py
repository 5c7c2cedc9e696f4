"""What a foreign file leaves out and what is odd in it, counted while it is read."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field


@dataclass(slots=True)
class Counts:
    """The running counts of one foreign file."""

    left_out: Counter[str] = field(default_factory=Counter)
    """Rows that the profile leaves out, by why."""
    without_figure: int = 0
    """Rows that give no figure."""
    classes_only: Counter[str] = field(default_factory=Counter)
    """Figures of which the file gives no number but a class of size, by their column."""
    odd: Counter[str] = field(default_factory=Counter)
    """Claims with something odd about their numbers, by what it is."""
    before_christ: int = 0
    """Incidents of years that no stamp can say."""
    unread_dates: int = 0
    """Incidents of which the date could not be read."""
    differing: list[str] = field(default_factory=list)
    """Slugs of incidents that the ledger has otherwise than the file."""

    def remarks(self) -> Iterator[str]:
        """What a person should know of the file, each with how often."""
        for why, rows in self.left_out.items():
            yield f"{times(rows, 'row')} left out: {why}"
        if self.without_figure:
            yield f"{times(self.without_figure, 'row')} without a figure"
        for column, cells in self.classes_only.items():
            yield f"column {column!r}: {cells:,} times a size class and no number; not counted"
        for oddity, claims in self.odd.items():
            yield f"{times(claims, 'claim')}: {oddity}"
        if self.before_christ:
            told = "before Christ: the date stands in the summary, as no time here can be so early"
            yield f"{times(self.before_christ, 'incident')} {told}"
        if self.unread_dates:
            told = "with a date that is not read: it stands in the summary"
            yield f"{times(self.unread_dates, 'incident')} {told}"
        if self.differing:
            told = f"known otherwise than the file has it, first {self.differing[0]}"
            told += "; left as recorded (tracker incident edit)"
            yield f"{times(len(self.differing), 'incident')} {told}"


def times(count: int, what: str) -> str:
    """A number of things.

    >>> times(1, "row"), times(2_000, "row")
    ('1 row', '2,000 rows')
    """
    return f"{count:,} {what}{'' if count == 1 else 's'}"
