"""Incidents and sources into the book: known, new, or newer than what stands there."""

from dataclasses import replace
from typing import TypeVar

from tracker.importing.book import Book
from tracker.importing.report import Tally
from tracker.ledger import seal
from tracker.model import Incident, Source

R = TypeVar("R", Incident, Source)


def take_record(value: R, book: Book, tally: Tally) -> R | None:
    """Records a row unless any earlier row of its slug says the same; None where one does."""
    kind = "incident" if isinstance(value, Incident) else "source"
    ids: list[str] = book.ids_of(kind, value.slug)
    if any(seal(replace(value, revises=revises)).id in ids for revises in ("", *ids)):
        tally.already_known += 1
        return None
    current = replace(value, revises=ids[-1] if ids else "")
    tally.recorded += 1
    tally.revised += bool(ids)
    book.add_record(seal(current), current)
    return current
