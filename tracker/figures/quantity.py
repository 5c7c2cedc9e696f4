"""One number, range or vague word, with what qualifies it, to bounds."""

from dataclasses import dataclass
from typing import NoReturn

from tracker.figures.figure import MOST, Qualifier
from tracker.figures.numbers import MULTIPLIERS, Number, read_number
from tracker.figures.policy import Policy
from tracker.figures.reasons import REASONS, is_strange, problem_with
from tracker.figures.tokens import Cursor
from tracker.figures.words import AFTERWARDS, DASHES, NOUNS, QUALIFIERS, VAGUE

_PASSED_SIGNS = frozenset((",", "(", ";", ":"))
_PASSED_ARTICLES = frozenset(("a", "an", "the"))
"""Words and signs not named in a refusal when a more telling word follows them."""
_UNSURE = ("possibly", "perhaps", "maybe")


@dataclass(slots=True)
class Quantity:
    """What a number and its qualifier commit to."""

    low: int | None
    high: int | None
    qualifier: Qualifier
    number: Number | None = None
    """The one number stated; None for a range or a vague word, which nothing may qualify."""
    is_qualified: bool = False
    """Whether a word qualifies the number."""


def refuse_here(cursor: Cursor) -> NoReturn:
    """Raises FigureError naming the first word not read, or the last one read."""
    if cursor.is_at_end():
        cursor.refuse(max(cursor.at - 1, 0), cursor.at, "has no number after it")
    at, last = cursor.at, len(cursor.tokens) - 2
    while at < last and cursor.tokens[at].text in _PASSED_SIGNS:
        at += 1
    if at < last and cursor.tokens[at].text in _PASSED_ARTICLES:
        at += cursor.tokens[at + 1].text in REASONS or is_strange(cursor.tokens[at + 1].text)
    cursor.refuse(at, at + 1, problem_with(cursor.tokens[at].text))


def read_quantity(cursor: Cursor, policy: Policy, *, is_moving: bool = False) -> Quantity:
    """The quantity that starts here; raises FigureError where none does.

    is_moving: it follows "rose to" and the like, so that another "to" makes no range.
    """
    first = cursor.at
    qualifier = cursor.match(QUALIFIERS)
    if qualifier is None and cursor.took("between"):
        return _between(cursor, first)
    if qualifier is not None and cursor.token.text in QUALIFIERS:
        _refuse_second(cursor)
    vague = _vague(cursor, policy, qualifier)
    if vague is not None:
        return vague
    start = cursor.at
    number = read_number(cursor)
    if number is None:
        refuse_here(cursor)
    quantity = _qualified(cursor, first, number, qualifier, policy)
    after = cursor.match(AFTERWARDS)
    if after is not None:
        return with_qualifier(cursor, quantity, after, policy)
    if qualifier in (Qualifier.AT_LEAST, Qualifier.MORE_THAN):
        capped = _capped(cursor, first, quantity)
        if capped is not None:
            return capped
    until = _until(cursor, is_moving=is_moving)
    if until is None:
        return quantity
    if qualifier is not None:
        cursor.refuse(start, cursor.at, "is a range, after a word that fits one number")
    return _range(cursor, start, number, until)


def with_qualifier(
    cursor: Cursor, quantity: Quantity, qualifier: Qualifier, policy: Policy
) -> Quantity:
    """The quantity under a qualifier just read after it ("or more")."""
    past = cursor.at
    if quantity.number is None:
        cursor.refuse(past - 1, past, "cannot follow a range or a word without a number")
    if quantity.is_qualified and quantity.qualifier != qualifier:
        cursor.refuse(past - 1, past, "goes against what stands before the number")
    return _qualified(cursor, past - 1, quantity.number, qualifier, policy)


def _refuse_second(cursor: Cursor) -> None:
    first = cursor.at
    if cursor.match(QUALIFIERS) is not None:
        cursor.refuse(first, cursor.at, "is a second word that qualifies one number")


def _vague(cursor: Cursor, policy: Policy, qualifier: Qualifier | None) -> Quantity | None:
    first = cursor.at
    term = cursor.match(VAGUE)
    if term is None:
        return None
    floor = policy.floors.get(term)
    if qualifier is not None and (qualifier is not Qualifier.AT_LEAST or floor is None):
        cursor.refuse(first, cursor.at, "leaves the number open, so nothing can qualify it")
    if cursor.took("of") and cursor.token.text not in NOUNS:
        refuse_here(cursor)
    return Quantity(floor, None, Qualifier.VAGUE)


def _qualified(
    cursor: Cursor, first: int, number: Number, qualifier: Qualifier | None, policy: Policy
) -> Quantity:
    value = number.value
    stated = qualifier or (Qualifier.APPROXIMATE if number.is_round else Qualifier.EXACT)
    low, high = _bounds(value, stated, policy)
    if (low or 0) > MOST or (high or 0) > MOST:
        cursor.refuse(first, cursor.at, "comes to more than 16 digits")
    if high is not None and high < 0:
        cursor.refuse(first, cursor.at, "comes to fewer than nobody")
    return Quantity(low, high, stated, number, qualifier is not None)


def _bounds(value: int, qualifier: Qualifier, policy: Policy) -> tuple[int | None, int | None]:
    low: int | None = value
    high: int | None = value
    match qualifier:
        case Qualifier.AT_LEAST:
            high = None
        case Qualifier.MORE_THAN:
            low, high = value + 1, None
        case Qualifier.UP_TO:
            low = None
        case Qualifier.LESS_THAN:
            low, high = None, value - 1
        case Qualifier.NEARLY:
            share = policy.nearly_floor_percent
            low = None if share is None else value * share // 100
        case Qualifier.APPROXIMATE:
            margin = value * policy.approximate_margin_percent // 100
            low, high = value - margin, value + margin
    return low, high


def _capped(cursor: Cursor, first: int, floor: Quantity) -> Quantity | None:
    """The range of "at least 40 and at most 60", whose floor has been read."""
    start = cursor.at
    if not (cursor.took("and") or cursor.took("but")):
        return None
    qualifier = cursor.match(QUALIFIERS)
    if qualifier not in (Qualifier.UP_TO, Qualifier.LESS_THAN):
        cursor.at = start
        return None
    number = read_number(cursor)
    if number is None:
        refuse_here(cursor)
    high = number.value - (qualifier is Qualifier.LESS_THAN)
    if floor.low is None or floor.low >= high:
        cursor.refuse(first, cursor.at, "is a range that does not go up")
    return Quantity(floor.low, high, Qualifier.RANGE)


def _until(cursor: Cursor, *, is_moving: bool) -> Number | None:
    """The second number of a range, if what joins two numbers stands here."""
    start, sign, after = cursor.at, cursor.token, cursor.ahead(1)
    if sign.text in DASHES:
        if bool(sign.gap) != bool(after.gap):
            cursor.refuse(start, start + 1, "may be a range or a minus sign")
        cursor.at += 1
    elif sign.text == "," and after.text in _UNSURE:
        cursor.at += 2
    elif sign.text not in ("to", "or") or after.text == "date":
        return None
    elif sign.text == "to" and is_moving:
        cursor.refuse(start, start + 1, "may tell of a range or of a change")
    else:
        cursor.at += 1
    until = read_number(cursor)
    if until is None:
        refuse_here(cursor)
    return until


def _between(cursor: Cursor, first: int) -> Quantity:
    """The range of "between 40 and 50".

    In "between one hundred and fifty and two hundred" any "and" may be the one that
    parts the two numbers; it is read only if just one of them makes a range.
    """
    start = cursor.at
    ways: list[tuple[Number, Number, int]] = []
    for at in range(start + 1, len(cursor.tokens) - 1):
        if cursor.tokens[at].text == "and":
            low = _read_until(cursor, start, at)
            cursor.at = at + 1
            high = read_number(cursor) if low is not None else None
            if low is not None and high is not None and low.value < high.value:
                ways.append((low, high, cursor.at))
    if len(ways) != 1:
        cursor.at = len(cursor.tokens) - 1
        cursor.refuse(first, cursor.at, "is no range from a lower to a higher number")
    low, high, cursor.at = ways[0]
    return _range(cursor, first, low, high)


def _read_until(cursor: Cursor, start: int, end: int) -> Number | None:
    """The number that fills the tokens from start up to end; None where none does."""
    tokens = cursor.tokens
    cursor.tokens = [*tokens[:end], tokens[-1]]
    cursor.at = start
    number = read_number(cursor)
    is_filled = cursor.at == end
    cursor.tokens = tokens
    return number if is_filled else None


def _range(cursor: Cursor, first: int, low: Number, high: Number) -> Quantity:
    """The range between two numbers.

    "2-3,000" and "ten to twelve thousand" leave open whether the first number shares the
    thousands of the second, so a range in which it might is refused.
    """
    if low.value >= high.value:
        cursor.refuse(first, cursor.at, "is a range that does not go up")
    shares = high.scale > low.scale and low.value * high.scale <= high.value
    if low.value and (shares or low.value * 100 <= high.value):
        units = _units(high.scale if shares else high.value)
        cursor.refuse(first, cursor.at, f"leaves open whether the first number is {units} too")
    return Quantity(low.value, high.value, Qualifier.RANGE)


def _units(most: int) -> str:
    """The greatest of dozens, hundreds, thousands, … that does not exceed so many."""
    word = max(
        (each for each in MULTIPLIERS if MULTIPLIERS[each] <= most), key=MULTIPLIERS.__getitem__
    )
    return f"{word}s"
