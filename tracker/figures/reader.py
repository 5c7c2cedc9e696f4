"""The grammar of a figure: leads, a quantity, nouns, parts. From wording to Figure."""

from tracker.errors import ChoiceError, FigureError, OptionError, shown_value, text_given
from tracker.figures.figure import Figure, Qualifier
from tracker.figures.harms import HARMS_OF, Harm, is_denied_for
from tracker.figures.numbers import MOST_DIGITS
from tracker.figures.parts import Tail, note_harm, read_parts, read_tail
from tracker.figures.policy import PLAIN, Policy
from tracker.figures.quantity import Quantity, read_quantity, refuse_here, with_qualifier
from tracker.figures.tokens import OUTER_SPACES, Cursor
from tracker.figures.words import (
    DASHES,
    DATE_CELL,
    EMPTY_CELLS,
    HARM_WORDS,
    LEADS,
    NOBODY,
    NOUNS,
    OPENING_LEADS,
    QUALIFIERS,
    REPORTS,
    SAID,
    UNKNOWN,
    Lead,
)

MOST_CHARACTERS = 200
MOST_LEADS = 4
_SHOWN_CHARACTERS = 40
_OF_DATES = "spreadsheets make one of figures such as 3-4; write it as text, or low and high"
_OF_EMPTY = "write none where nobody is meant, ? where nothing is known"


def read_figure(wording: str, *, policy: Policy = PLAIN, metric: str | None = None) -> Figure:
    """The figure an English wording commits to, in people.

    The policy says what vague words count for. metric: what is counted, as in killed; a
    wording that names another harm is refused then. None reads whatever harm it names.
    Raises FigureError, naming the part not understood, for anything not wholly understood,
    ChoiceError for another metric, and OptionError for what is no text or no policy.

    >>> figure = read_figure("more than two dozen people")
    >>> figure.low, figure.high, figure.qualifier.value
    (25, None, 'more_than')
    >>> read_figure("40 wounded", metric="killed")
    Traceback (most recent call last):
    tracker.errors.FigureError: cannot read a figure from '40 wounded': 'wounded' is a word for \
injured, not for killed; record it as injured
    """
    if not isinstance(wording, str):  # Bytes of digits would pass for a wording.
        text_given("wording", wording)
    if metric is not None and metric not in HARMS_OF:
        raise ChoiceError("metric", text_given("metric", metric), tuple(HARMS_OF))
    figure = _in_plain_digits(wording)
    if figure is not None:
        return figure
    if (cell := wording.strip(OUTER_SPACES)) in EMPTY_CELLS:
        raise FigureError(wording, cell, "is an empty cell as programs write it", _OF_EMPTY)
    if DATE_CELL.match(cell):
        raise FigureError(wording, cell, "is a date", _OF_DATES)
    if not isinstance(policy, Policy):
        told = "policy is what policy_named gives"
        raise OptionError(f"{told}, not {shown_value(policy)}")
    return _read_words(Cursor(_kept_short(wording)), policy, metric)


def read_recorded_figure(wording: str) -> Figure:
    """The figure a ledger took from a wording when it was recorded, under the plain policy.

    For reading content again, never for new claims: what an earlier edition of the grammar
    read and `read_figure` refuses now reads as it did then. Raises FigureError for the rest.
    """
    found = _in_plain_digits(wording)
    return found or _read_words(Cursor(_kept_short(wording), is_recorded=True), PLAIN, None)


def _in_plain_digits(wording: str) -> Figure | None:
    """The figure of nothing but a number, by far the most frequent; None for anything else."""
    if (
        wording.isdigit()
        and wording.isascii()
        and wording[0] != "0"
        and len(wording) <= MOST_DIGITS
    ):
        return Figure(number := int(wording), number, Qualifier.EXACT, wording)
    return None


def _kept_short(wording: str) -> str:
    if len(wording) > MOST_CHARACTERS:
        problem = f"opens a text of more than {MOST_CHARACTERS} characters"
        raise FigureError(wording, wording[:_SHOWN_CHARACTERS], problem)
    return wording


def _read_words(cursor: Cursor, policy: Policy, metric: str | None) -> Figure:
    wording = cursor.wording
    _drop_full_stop(cursor)
    if cursor.is_at_end():
        raise FigureError(wording, wording, "holds no words")
    return _read_whole(cursor, policy, metric)


def _drop_full_stop(cursor: Cursor) -> None:
    """Drops a stop that ends a sentence; after digits it may be cut from a decimal."""
    tokens = cursor.tokens
    if len(tokens) < 3 or tokens[-2].text != "." or tokens[-2].gap or tokens[-3].is_digits:
        return
    del tokens[-2]


def _read_whole(cursor: Cursor, policy: Policy, metric: str | None) -> Figure:
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
    if Lead.LEAVING in leads and not tail.harms:
        cursor.refuse(0, past_leads, "does not say who was left how")
    if metric is not None and tail.harms:
        _refuse_other_harm(cursor, tail, metric, is_denial=_is_denial(quantity))
    return Figure(quantity.low, quantity.high, quantity.qualifier, cursor.wording, parts)


def _is_denial(quantity: Quantity) -> bool:
    """Whether it says that there is nobody, or nobody as far as is reported."""
    nobody = quantity.low == quantity.high == 0
    return nobody or quantity.qualifier is Qualifier.NONE_REPORTED


def _refuse_other_harm(cursor: Cursor, tail: Tail, metric: str, *, is_denial: bool) -> None:
    """Raises FigureError where the wording counts something else than the metric does.

    "No casualties" is said of the dead as well as of the hurt, so a denial may name more
    than the metric counts; a number may not.
    """
    if is_denial and is_denied_for(metric, frozenset(tail.harms)):
        return
    for harm, (first, past) in tail.harms.items():
        if is_denial or harm not in HARMS_OF[metric]:
            problem = f"is a word for {harm.metric}, not for {metric}"
            cursor.refuse(first, past, problem, f"record it as {harm.metric}")


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
        for at in range(start, cursor.at):
            harm = HARM_WORDS.get(cursor.tokens[at].text, Harm.NONE)
            note_harm(cursor, start, tail, harm)
    return leads


def _give_back_at(cursor: Cursor) -> None:
    """Leaves the "at" of "now at least 40" to the qualifier."""
    cursor.at -= 1
    if cursor.token.text != "at" or not cursor.stands(QUALIFIERS):
        cursor.at += 1


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
        _read_nouns_denied(cursor, tail)
    return Quantity(0, 0, Qualifier.NONE)


def _read_nouns_denied(cursor: Cursor, tail: Tail) -> None:
    """The nouns of "no deaths or injuries"; no bodies does not mean no dead."""
    while True:
        start = cursor.at
        harm = None if cursor.token.text in ("body", "bodies") else cursor.match(NOUNS)
        if harm is None:
            refuse_here(cursor)
        if harm is not Harm.NONE:
            tail.harms.setdefault(harm, (start, cursor.at))
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
    resumed = Tail(tail.harms)
    read_tail(cursor, resumed)
    if resumed.qualifier is not None or cursor.at == start + has_comma > start:
        cursor.refuse(cursor.at - 1, cursor.at, "does not belong after the parts of a figure")
    tail.is_said = tail.is_said or resumed.is_said
