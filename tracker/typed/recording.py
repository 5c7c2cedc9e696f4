"""Rows typed by hand into the ledger, through the same gate as the rows of a file."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from tracker.errors import ChoiceError, ClaimError
from tracker.figures import PLAIN, Policy
from tracker.model import Kind, RecordedClaim, Snapshot
from tracker.model.choices import chosen
from tracker.typed.givens import Row, by_option

if TYPE_CHECKING:
    from tracker.importing.report import Tally
    from tracker.ledger import Ledger, Writer

Rows = Callable[[Snapshot], Sequence[Row]]
"""Makes the rows to record of what is known of their incident."""


@dataclass(frozen=True, slots=True)
class Taken:
    """What became of rows that were typed."""

    tally: "Tally"
    """Counts and remarks, as an import has them."""
    before: Snapshot
    """The incident without them."""
    after: Snapshot
    """The incident with them; of a dry run, as it would be."""

    @property
    def new(self) -> list[RecordedClaim]:
        """The claims that they gave, in order of entry."""
        return [row for row in self.after.claims if row.seq > self.before.size]


def take_rows(
    ledger: "Ledger",
    incident: str,
    rows: Rows,
    *,
    dry_run: bool,
    must_be_new: bool = False,
    policy: Policy = PLAIN,
) -> Taken:
    """Record rows about one incident in one transaction.

    policy: by which figures are read. must_be_new: a row that the ledger has already is
    refused, not passed over. Raises NotFoundError for an incident the ledger does not know,
    and ClaimError, naming the option, for a row that cannot be taken; nothing is recorded then.
    """
    ledger.snapshot(incident)  # Without waiting for a writer's turn: it may not be there at all.
    with ledger.writing() as writer:
        before = writer.snapshot(incident)
        tally = _taken(rows(before), writer, ledger, incident, policy)
        if must_be_new and tally.already_known:
            raise ClaimError(
                "just this was recorded before, and nothing was recorded now; if it is meant "
                "anew, say so in the reason or a note"
            )
        after = writer.snapshot(incident)
        if dry_run:
            writer.discard()
    return Taken(tally, before, after)


def kinds_passed_over(taken: Taken, kind: str) -> list[str]:
    """What is to be said where a kind was given of sources that have another: it is not
    recorded. '' was not given."""
    before = taken.before.sources
    there = [slug for slug in dict.fromkeys(row.source for row in taken.new) if slug in before]
    if not kind.strip():
        return []
    try:
        given = chosen(Kind, "source_kind", kind)
    except ChoiceError:
        told = f"{kind!r} is no kind of source I know"
        return [f"{told}; source {slug} stays {before[slug].kind}" for slug in there]
    return [
        f"source {slug} is there already, as {before[slug].kind}; "
        f"tracker source edit {slug} --kind {given} changes that"
        for slug in there
        if before[slug].kind != given
    ]


def _taken(
    rows: Sequence[Row], writer: "Writer", ledger: "Ledger", incident: str, policy: Policy
) -> "Tally":
    """Hand rows to the ledger as an import does."""
    from tracker.importing.book import Book  # noqa: PLC0415 - sqlmodel, dateutil
    from tracker.importing.claim_rows import ClaimRows  # noqa: PLC0415
    from tracker.importing.headers import LONG_COLUMNS, FileKind, Layout  # noqa: PLC0415
    from tracker.importing.names import IncidentNames, SourceNames  # noqa: PLC0415
    from tracker.importing.options import ImportOptions  # noqa: PLC0415
    from tracker.importing.pipeline import past_names  # noqa: PLC0415
    from tracker.importing.report import Tally  # noqa: PLC0415
    from tracker.importing.taking_claims import ClaimTaker  # noqa: PLC0415

    tally = Tally("")
    sources = SourceNames(writer.sources(), past_names(ledger))
    incidents = IncidentNames(writer.incidents, incident)
    options = ImportOptions(incident=incident, policy=policy)
    layout = Layout(FileKind.CLAIMS, LONG_COLUMNS)
    reader = ClaimRows(layout, options, sources, incidents, tally.remarks.append)
    book = Book(writer)
    taker = ClaimTaker(book, sources, incidents)
    for place, row in enumerate(rows, 1):
        cells = [row.get(column, "") for column in LONG_COLUMNS]
        claimed = by_option(partial(reader.read, place, cells))
        by_option(partial(taker.take, claimed, place, tally))
    book.flush()
    return tally
