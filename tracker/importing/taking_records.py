"""Incidents and sources into the book: known, new, or newer than what stands there."""

from collections.abc import Collection
from dataclasses import fields, replace
from typing import TypeVar

from tracker.importing.book import Book
from tracker.importing.faults import RowError
from tracker.importing.report import Tally
from tracker.ledger import seal
from tracker.model import Incident, Source

R = TypeVar("R", Incident, Source)


def take_record(
    value: R, current: R | None, unsaid: Collection[str], book: Book, tally: Tally
) -> R | None:
    """Records a row unless any earlier row of its slug says the same; None where one does.

    current: what stands under the slug; None where nothing does. unsaid: columns of which the
    row says nothing. Raises RowError where it would lose what stands there.
    """
    kind = "incident" if isinstance(value, Incident) else "source"
    ids: list[str] = book.ids_of(kind, value.slug)
    if any(seal(replace(value, revises=revises)).id in ids for revises in ("", *ids)):
        tally.already_known += 1
        return None
    if current is not None:
        _refuse_loss(value, current, unsaid, kind)
    revised = replace(value, revises=ids[-1] if ids else "")
    tally.recorded += 1
    tally.revised += bool(ids)
    book.add_record(seal(revised), revised)
    return revised


def _refuse_loss(value: R, current: R, unsaid: Collection[str], kind: str) -> None:
    """Raises RowError where the newest facts of a slug would go for want of a column: a source
    without its kind or an incident without its zone and perpetrator changes what is estimated."""
    lost = [one.name for one in fields(current) if one.name in unsaid]
    lost = [name for name in lost if getattr(current, name) != getattr(value, name)]
    if lost:
        raise RowError(
            lost[0],
            "",
            f"nothing is said of {', '.join(lost)}, and what is recorded of {value.slug} there "
            f"would be lost; write it too, or use tracker {kind} edit {value.slug}",
        )
