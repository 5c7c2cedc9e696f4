"""Incidents and sources into the book: known, new, or newer than what stands there."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from typing import TypeVar

from tracker.importing.book import Book
from tracker.importing.report import Tally
from tracker.ledger import seal
from tracker.model import Incident, Source

R = TypeVar("R", Incident, Source)


def completed(value: R, current: R | None, lacking: Collection[str]) -> R:
    """A row's value with the current one's under the columns that its file lacks: who lists slugs
    and titles says nothing of zones, and who lists names does not end a merger.

    current: None where there is none.
    """
    if current is None or not lacking:
        return value
    return replace(value, **{name: getattr(current, name) for name in lacking})


def take_record(given: R, value: R, lacking: Collection[str], book: Book, tally: Tally) -> R | None:
    """Records a row unless any earlier row of its slug says the same, as far as the columns of
    its file go; None where one does.

    given: what the row says by itself. value: that, completed. lacking: columns it says nothing of.
    """
    kind = "incident" if isinstance(value, Incident) else "source"
    ids: list[str] = book.ids_of(kind, value.slug)
    if lacking:
        is_known = any(_says(one, given, lacking) for one in book.versions_of(kind, value.slug))
    else:
        is_known = _is_among(ids, value)
    if is_known:
        tally.already_known += 1
        return None
    current = replace(value, revises=ids[-1] if ids else "")
    tally.recorded += 1
    tally.revised += bool(ids)
    book.add_record(seal(current), current)
    return current


def _says(earlier: Incident | Source, given: Incident | Source, lacking: Collection[str]) -> bool:
    """Whether an earlier row is equal in all columns but those."""
    unsaid = {name: getattr(earlier, name) for name in lacking}
    return replace(given, **unsaid, revises=earlier.revises) == earlier


def _is_among(ids: Sequence[str], value: Incident | Source) -> bool:
    return any(seal(replace(value, revises=revises)).id in ids for revises in ("", *ids))
