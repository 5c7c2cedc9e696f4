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


def take_record(given: R, value: R, book: Book, tally: Tally) -> R | None:
    """Records a row unless any earlier row of its slug says the same; None where one does.

    given: what the row says by itself. value: that, completed.
    """
    kind = "incident" if isinstance(value, Incident) else "source"
    ids: list[str] = book.ids_of(kind, value.slug)
    sayings = (given,) if given is value else (given, value)
    if any(_is_among(ids, saying) for saying in sayings):
        tally.already_known += 1
        return None
    current = replace(value, revises=ids[-1] if ids else "")
    tally.recorded += 1
    tally.revised += bool(ids)
    book.add_record(seal(current), current)
    return current


def _is_among(ids: Sequence[str], value: Incident | Source) -> bool:
    return any(seal(replace(value, revises=revises)).id in ids for revises in ("", *ids))
