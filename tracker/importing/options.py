"""What the caller may choose about an import."""

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, TypeVar

from tracker.errors import ChoiceError, OptionError, shown
from tracker.figures import PLAIN, Policy
from tracker.importing.dates import DateOrder
from tracker.importing.profiles.profile import Profile
from tracker.importing.readers.shape import PLAIN_SHAPE, Shape
from tracker.model import Stamp
from tracker.model.choices import chosen

if TYPE_CHECKING:
    from tracker.importing.row_outcomes import RowOutcomes

W = TypeVar("W", bound=StrEnum)
_READ_BY = {
    "published_at": (Stamp | None, "read_stamp"),
    "policy": (Policy, "policy_named"),
    "profile": (Profile | None, "profile_named"),
}
"""Fields that a script might give as a text or a date, and what makes their values."""


class OnError(StrEnum):
    """What a refused row means for the rest of the call."""

    STOP = "stop"
    """Nothing of the call is stored."""
    SKIP = "skip"
    """The good rows are stored; the others are handed back with their problems."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportOptions:
    """How files are to be taken.

    `on_error` and `order` may be given as their words. Raises OptionError for another word, for
    a text where a value read from one is meant, and for a batch of no rows.

    >>> ImportOptions(on_error="skip", order="dayfirst").order
    <DateOrder.DAY_FIRST: 'dayfirst'>
    """

    incident: str | None = None
    """Slug for rows that name no incident; a row that names another is refused. None: no such."""
    published_at: Stamp | None = None
    """Stands in for `published_at` where a row gives none."""
    policy: Policy = PLAIN
    """What words that leave the number open count for; where it reads a figure otherwise than
    PLAIN does, its bounds are recorded as given."""
    order: DateOrder | None = None
    """Which of day and month comes first in 03/04/2016; None refuses such dates."""
    encoding: str | None = None
    """Name of the files' encoding; None recognises UTF-8, UTF-16 with a mark, Windows-1252."""
    shape: Shape = PLAIN_SHAPE
    """How rows stand in the files."""
    profile: Profile | None = None
    """How files with other columns than ours are to be understood; None for our own."""
    on_error: OnError = OnError.STOP
    batch: int | None = None
    """Rows after which what they gave is kept, and others may record, before the next are taken;
    None keeps all or nothing. With it a first pass checks every file before anything is kept,
    unless refused rows are skipped."""
    dry_run: bool = False
    """Check and count everything, store nothing."""
    refused_path: str | None = None
    """Where refused rows go when they are skipped, as CSV; None keeps them in the report only."""
    recorded_by: str = ""
    """Who is recording, for the ledger's own entry."""
    outcomes: "RowOutcomes | None" = None
    """Where what becomes of each row is noted; None notes nothing, and is faster."""

    def __post_init__(self) -> None:
        """See that what is asked for by `is` elsewhere cannot be another word."""
        object.__setattr__(self, "on_error", _word("on_error", OnError, self.on_error))
        if self.order is not None:
            object.__setattr__(self, "order", _word("order", DateOrder, self.order))
        for name, (kind, reader) in _READ_BY.items():
            if not isinstance(given := getattr(self, name), kind):
                what = "text" if isinstance(given, str) else type(given).__name__
                raise OptionError(f"{name} is no {what}; {reader} reads it from a text")
        if not isinstance(self.incident, str | None):
            raise OptionError(f"incident is a short name, not {shown(str(self.incident))}")
        if self.batch is not None and not (isinstance(self.batch, int) and self.batch >= 1):
            raise OptionError(f"batch is {self.batch}; give one row or more, or None")


def _word(name: str, words: type[W], given: str) -> W:
    try:
        return chosen(words, name, given)
    except ChoiceError:
        raise OptionError(f"{name} is {' or '.join(words)}, not {shown(str(given))}") from None
