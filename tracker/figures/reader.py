"""The grammar of a figure: leads, a quantity, nouns, parts. From wording to Figure."""

from tracker.errors import FigureError
from tracker.figures.figure import Figure, Qualifier
from tracker.figures.numbers import MOST_DIGITS
from tracker.figures.parts import Tail, read_parts, read_tail
from tracker.figures.policy import PLAIN, Policy
from tracker.figures.quantity import Quantity, read_quantity, refuse_here, with_qualifier
from tracker.figures.tokens import Cursor
from tracker.figures.words import (
    DASHES,
    LEADS,
    NOBODY,
    NOUNS,
    OPENING_LEADS,
    QUALIFIERS,
    REPORTS,
    SAID,
    UNKNOWN,
    Lead,
    Metric,
)

MOST_CHARACTERS = 200
MOST_LEADS = 4
_SHOWN_CHARACTERS = 40


def read_figure(wording: str, *, policy: Policy = PLAIN) -> Figure:
    """The figure an English wording commits to, in people.

    The policy says what vague words count for. Raises FigureError, naming the part not
    understood, for anything not wholly understood.

    >>> figure = read_figure("more than two dozen people")
    >>> figure.low, figure.high, figure.qualifier.value
    (25, None, 'more_than')
    """
    if (
        wording.isdigit()
        and wording.isascii()
        and wording[0] != "0"
        and len(wording) <= MOST_DIGITS
    ):
        return Figure(number := int(wording), number, Qualifier.EXACT, wording)
    if len(wording) > MOST_CHARACTERS:
        problem = f"opens a text of more than {MOST_CHARACTERS} characters"
        raise FigureError(wording, wording[:_SHOWN_CHARACTERS], problem)
    cursor = Cursor(wording)
    _drop_full_stop(cursor)
    if cursor.is_at_end():
        raise FigureError(wording, wording, "holds no words")
    return _read_whole(cursor, policy)


def _drop_full_stop(cursor: Cursor) -> None:
    """Drops a stop that ends a sentence; after digits it may be cut from a decimal."""
    tokens = cursor.tokens
    if len(tokens) < 3 or tokens[-2].text != "." or tokens[-2].gap or tokens[-3].is_digits:
        return
    del tokens[-2]


def _read_whole(cursor: Cursor, policy: Policy) -> Figure:
    tail = Tail()
    leads = _read_leads(cursor, tail)
    past_leads = cursor.at
    quantity = _unknown(cursor) or _nobody(cursor, tail) or _counted(cursor, policy, leads)
    read_tail(cursor, tail)
    if tail.qualifier is not None:
        quantity = with_qualifier(cursor, quantity, tail.qualifier, policy)
    quantity = _as_said(quantity, tail)
    parts = read_parts(cursor, policy, quantity.high)
    if parts:
        _read_resumed(cursor, tail)
        quantity = _as_said(quantity, tail)
    if not cursor.is_at_end():
        refuse_here(cursor)
    if Lead.LEAVING in leads and not tail.metrics:
        cursor.refuse(0, past_leads, "does not say who was left how")
    return Figure(quantity.low, quantity.high, quantity.qualifier, cursor.wording, parts)


def _as_said(quantity: Quantity, tail: Tail) -> Quantity:
    """The quantity, without its ceiling where it says only that nobody is reported."""
    if tail.is_said and (quantity.low, quantity.high) == (0, 0):
        return Quantity(0, None, Qualifier.NONE_REPORTED)
    return quantity


def _read_leads(cursor: Cursor, tail: Tail) -> list[Lead]:
    """The leads that stand here; what they say of harm is noted in the tail."""
    leads: list[Lead] = []
    while not cursor.stands(QUALIFIERS):
        start = cursor.at
        lead = cursor.match(LEADS) or (cursor.match(OPENING_LEADS) if start == 0 else None)
        if lead is None:
            break
        if len(leads) == MOST_LEADS:
            cursor.refuse(start, cursor.at, f"is more than {MOST_LEADS} openings in a row")
        leads.append(lead)
        _give_back_at(cursor)
        tail.metrics |= _harms(cursor, start)
    return leads


def _give_back_at(cursor: Cursor) -> None:
    """Leaves the "at" of "now at least 40" to the qualifier."""
    cursor.at -= 1
    if cursor.token.text != "at" or not cursor.stands(QUALIFIERS):
        cursor.at += 1


def _harms(cursor: Cursor, start: int) -> set[Metric]:
    return {
        metric
        for token in cursor.tokens[start : cursor.at]
        for words, metric in NOUNS.get(token.text, ())
        if len(words) == 1 and metric is not Metric.ANY
    }


def _unknown(cursor: Cursor) -> Quantity | None:
    start = cursor.at
    if not cursor.match(UNKNOWN):
        return None
    if cursor.tokens[start].text in DASHES and not cursor.is_at_end():
        cursor.refuse(start, start + 1, "is a minus sign, or a dash with nothing before it")
    if cursor.took("of") and cursor.token.text not in NOUNS:
        refuse_here(cursor)
    return Quantity(None, None, Qualifier.UNKNOWN)


def _nobody(cursor: Cursor, tail: Tail) -> Quantity | None:
    """Zero, for "none" and "no casualties"; the tail notes if only the reports are missing."""
    if cursor.stands(QUALIFIERS):
        return None
    if not cursor.match(NOBODY):
        if not cursor.took("no"):
            return None
        tail.is_said = cursor.match(REPORTS) or cursor.token.text in SAID
        if cursor.token.text in SAID:
            cursor.at += 1
        _read_nouns_denied(cursor)
    return Quantity(0, 0, Qualifier.NONE)


def _read_nouns_denied(cursor: Cursor) -> None:
    """The nouns of "no deaths or injuries"; no bodies does not mean no dead."""
    while True:
        if cursor.token.text in ("body", "bodies") or cursor.match(NOUNS) is None:
            refuse_here(cursor)
        if not cursor.took("or"):
            return


def _counted(cursor: Cursor, policy: Policy, leads: list[Lead]) -> Quantity:
    is_moving = Lead.MOVEMENT in leads
    start = cursor.at
    if is_moving and cursor.took("up", "to"):
        cursor.refuse(start, cursor.at, "may tell of a ceiling or of a change")
    return read_quantity(cursor, policy, is_moving=is_moving)


def _read_resumed(cursor: Cursor, tail: Tail) -> None:
    """The words that take the sentence up again after its parts: ", were killed"."""
    start = cursor.at
    has_comma = cursor.took(",")
    resumed = Tail(set(tail.metrics))
    read_tail(cursor, resumed)
    if resumed.qualifier is not None or cursor.at == start + has_comma > start:
        cursor.refuse(cursor.at - 1, cursor.at, "does not belong after the parts of a figure")
    tail.is_said = tail.is_said or resumed.is_said
