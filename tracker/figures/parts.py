"""The groups a figure includes, and the words that may follow its number."""

from dataclasses import dataclass, field
from itertools import pairwise

from tracker.figures.figure import Part, Qualifier
from tracker.figures.harms import Harm, is_narrower
from tracker.figures.policy import Policy
from tracker.figures.quantity import Quantity, read_quantity, refuse_here
from tracker.figures.tokens import Cursor
from tracker.figures.words import (
    AFTERWARDS,
    CLOSINGS,
    GROUP_WORDS,
    INCLUDING,
    LINKS,
    NOUNS,
    ONE_OF_A_GROUP,
    SAID,
)

_LOOSE = (Qualifier.APPROXIMATE, Qualifier.NEARLY, Qualifier.VAGUE)


@dataclass(slots=True)
class Tail:
    """What the words after a number say."""

    harms: dict[Harm, tuple[int, int]] = field(default_factory=dict)
    """The harms named, each with the tokens that name it, from and up to. One figure counts
    one: only a denial ("no deaths or injuries") may name several."""
    is_said: bool = False
    """Whether they make the count hang on what has been reported."""
    qualifier: Qualifier | None = None
    """What qualifies the number from behind ("40 people or more")."""


def read_tail(cursor: Cursor, tail: Tail) -> None:
    """Reads the nouns and closing words that stand here into the tail."""
    first = cursor.at
    may_end = True
    while not cursor.is_at_end():
        start = cursor.at
        if (harm := cursor.match(NOUNS)) is not None:
            note_harm(cursor, start, tail, harm)
            may_end = True
        elif (link := cursor.match(LINKS)) is not None:
            may_end = link
        elif tail.qualifier is None and (after := cursor.match(AFTERWARDS)) is not None:
            tail.qualifier = after
            break
        elif not cursor.match(CLOSINGS):
            break
    if not may_end:
        refuse_here(cursor)
    read = cursor.tokens[first : cursor.at]
    tail.is_said = tail.is_said or any(token.text in SAID for token in read)


def read_parts(cursor: Cursor, policy: Policy, high: int | None) -> tuple[Part, ...]:
    """The parts that stand here, in their order; none where no list of parts opens.

    high: the most the whole can be, above which a part is refused.
    """
    start = cursor.at
    is_bracketed = cursor.took("(")
    if not is_bracketed:
        cursor.took(",")
    if cursor.match(INCLUDING):
        parts = _listed(cursor, policy, high, needs_of_them=False)
    elif cursor.at > start and _holds_of_them(cursor):
        parts = _listed(cursor, policy, high, needs_of_them=True)
    else:
        cursor.at = start
        return ()
    if is_bracketed and not cursor.took(")"):
        refuse_here(cursor)
    return parts


def note_harm(cursor: Cursor, start: int, tail: Tail, harm: Harm) -> None:
    """Notes the harm that the tokens just read name; a second one is refused, unless it only
    says which of the "casualties" are meant."""
    if harm is Harm.NONE or any(is_narrower(known, harm) for known in tail.harms):
        return
    if is_narrower(harm, Harm.CASUALTY):
        tail.harms.pop(Harm.CASUALTY, None)
    tail.harms.setdefault(harm, (start, cursor.at))
    if len(tail.harms) > 1 and not cursor.is_recorded:
        cursor.refuse(start, cursor.at, "names a second harm, and one figure counts one")


def _holds_of_them(cursor: Cursor) -> bool:
    """Whether "of them" or "of whom" stands further on."""
    texts = [token.text for token in cursor.tokens[cursor.at :]]
    return any(first == "of" and second in ("them", "whom") for first, second in pairwise(texts))


def _listed(
    cursor: Cursor, policy: Policy, high: int | None, *, needs_of_them: bool
) -> tuple[Part, ...]:
    parts: list[Part] = []
    while True:
        first = cursor.at
        part = _read_part(cursor, policy, needs_of_them=needs_of_them)
        if any(part.what == other.what for other in parts):
            cursor.refuse(first, cursor.at, "is a group named twice")
        if high is not None and part.low is not None and part.low > high:
            cursor.refuse(first, cursor.at, f"is a part above its whole of {high:,}")
        parts.append(part)
        if not _took_separator(cursor):
            return tuple(parts)


def _took_separator(cursor: Cursor) -> bool:
    if cursor.took("and"):
        return True
    after = cursor.ahead(1).text
    if cursor.token.text != "," or after in NOUNS or after in LINKS:
        return False
    cursor.at += 1
    cursor.took("and")
    return True


def _read_part(cursor: Cursor, policy: Policy, *, needs_of_them: bool) -> Part:
    if not needs_of_them and (group := cursor.match(ONE_OF_A_GROUP)) is not None:
        return Part(1, 1, group)
    first = cursor.at
    quantity: Quantity = read_quantity(cursor, policy)
    if quantity.qualifier in _LOOSE:
        cursor.refuse(first, cursor.at, "leaves the number of a part open")
    has_of_them = cursor.took("of", "them") or cursor.took("of", "whom")
    if needs_of_them and not has_of_them:
        refuse_here(cursor)
    start = cursor.at
    group = cursor.match(GROUP_WORDS)
    if group is None and has_of_them and quantity.low == quantity.high == 1:
        group = cursor.match(ONE_OF_A_GROUP)
    if group is None:
        if cursor.is_at_end():
            cursor.refuse(first, start, "names no group")
        cursor.refuse(start, start + 1, "is not a group I know")
    return Part(quantity.low, quantity.high, group)
