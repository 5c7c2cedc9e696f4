"""Whether a figure is of another event than the reported one: "a similar attack in 2015"."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from tracker.extract.asides import is_event, set_apart
from tracker.extract.compared import is_record
from tracker.extract.found import Bar, Found, Way
from tracker.extract.kinds import Kind, Piece
from tracker.extract.other_words import MONTHS
from tracker.extract.spans import is_of_span
from tracker.extract.wordlists import words

_OTHER = words("another other similar earlier previous prior separate")
"""Words before an event that set it apart from the one that is reported."""
_PERIODS = words("year month decade century summer winter spring autumn season")
_LAST = ("last", "previous")
_SPANNED = words("months years decades")
_OF_YEAR = ("start of the year", "beginning of the year", "earlier this year", "past year")
_ENDS_BEFORE = frozenset((Kind.SEMICOLON, Kind.STOP, Kind.BUT, Kind.SAYING, Kind.COLON))
_ENDS_AFTER = frozenset((*_ENDS_BEFORE, Kind.COMMA, Kind.ACCORDING, Kind.DASH))
_BETWEEN_WORDS = frozenset((Kind.WORD, Kind.THING, Kind.PEOPLE))
_GOING_ON = frozenset((Kind.AND, Kind.COMMA, Kind.AUX, Kind.HARM, Kind.ADVERB, Kind.WHO))
_TURNS = frozenset((Kind.SEMICOLON, Kind.BUT, Kind.SAYING))
_RECORDS = words("most such")
_MONTHS = frozenset(MONTHS)
_NOW = ("has ", "have ", "stands", "stand ", "now ", "is now")
"""How the verbs begin that bring a toll up to today."""
_ASIDE = "…"
"""What stands here for the words of an aside, which say nothing of the figure."""
_MOST_WORDS = 3
_NEAR = 24


def is_of_another_event(
    pieces: Sequence[Piece], found: Found, amounts: Sequence[Found] = ()
) -> bool:
    """Whether a year, "years ago", "last year" or "a similar attack" puts a figure elsewhere.

    amounts: all of the sentence, those before this one already barred or not. "In the previous
    attack, 11 were killed and 30 wounded" goes on with the other event, "a day after another
    attack killed 5, a bomb killed 12" does not.
    """
    apart = set_apart(pieces, found.at)
    years = [
        at
        for at, piece in enumerate(pieces)
        if piece.value == "year"
        and piece.kind is Kind.TIME
        and not (_is_of_date(pieces, at) or _is_of_thing(pieces, at))
    ]
    if any(_is_of_year(pieces, found, at, amounts) for at in years if at not in apart):
        return True
    if is_of_span(pieces, found, apart):
        return True
    before = next((one for one in reversed(amounts) if one.at < found.at and one.metric), None)
    if before is not None and before.bar is Bar.OTHER_EVENT:
        between = pieces[before.counted.past : found.at]
        if all(one.kind in _GOING_ON for one in between):
            return True
    first, past = _clause(pieces, found, before, amounts)
    told = [one._replace(word=_ASIDE) if at in apart else one for at, one in enumerate(pieces)]
    return (
        _names_another(told, first, past)
        or (not _moves(pieces, found) and _names_period(told, first, past))
        or _sums_up(told, first, past)
    )


def _sums_up(pieces: Sequence[Piece], first: int, past: int) -> bool:
    """Whether all of a running year are counted: "16 people have died there this year", "in the
    past twelve months", "since the start of the year"."""
    said = [one.word for one in pieces[first:past]]
    is_running = any(one == "this" and other in _PERIODS for one, other in pairwise(said))
    if is_running and not {"has", "have"}.isdisjoint(said):
        return True
    told = " ".join(said)
    return _spans_months(pieces, first, past) or any(one in told for one in _OF_YEAR)


def _spans_months(pieces: Sequence[Piece], first: int, past: int) -> bool:
    """Whether "the past twelve months", "the last years" stands there."""
    for at in range(first, min(past + 1, len(pieces))):
        following = pieces[at + 1 : at + 3]
        unit = following[-1:] if following[:1] and following[0].kind is Kind.AMOUNT else following
        is_past = pieces[at].word in ("past", "last")
        if is_past and unit and unit[0].word in _SPANNED:
            return True
    return False


def _clause(
    pieces: Sequence[Piece], found: Found, before: Found | None, amounts: Sequence[Found]
) -> tuple[int, int]:
    """The pieces around an amount that tell when and where it was."""
    told = {one.at for one in amounts if one.metric}
    floor = max(before.counted.past if before else 0, found.at - _NEAR)
    first = found.at
    while first > floor and not (_ends(pieces[first - 1]) or _turns_to_another(pieces, first - 1)):
        first -= 1
    past = found.counted.past
    while past < min(len(pieces), found.at + _NEAR) and not (
        pieces[past].kind in _ENDS_AFTER or past in told
    ):
        past += 1
    return first, past


def _turns_to_another(pieces: Sequence[Piece], at: int) -> bool:
    """Whether a clause about something else is joined there: ", and the main shock killed 11"."""
    is_joined = at > 0 and pieces[at].kind is Kind.AND and pieces[at - 1].kind is Kind.COMMA
    return is_joined and pieces[at + 1].kind is Kind.DETERMINER


def _ends(piece: Piece) -> bool:
    """Whether a clause ends there; a flood that "claimed 63 lives" says nothing."""
    return piece.kind in _ENDS_BEFORE and not piece.word.endswith(("claimed", "claims"))


def _names_another(pieces: Sequence[Piece], first: int, past: int) -> bool:
    """Whether "another attack", "the last big quake" stands there."""
    for at in range(first, past):
        said = pieces[at].word.split()
        is_last = said[-1] == "last" and at > 0 and _leads_to_last(pieces[at - 1].word)
        is_other = said[-1] in _OTHER and not _is_of_several(pieces, at)
        if (is_other or said[-2:] == ["the", "last"] or is_last) and any(
            is_event(one.word) for one in _named_after(pieces, at, past)
        ):
            return True
    return False


def _leads_to_last(word: str) -> bool:
    """Whether "the last crash", "the airline's last crash" is the one before."""
    return word in ("the", "its", "their") or word.endswith(("'s", "s'"))


def _is_of_several(pieces: Sequence[Piece], at: int) -> bool:
    """Whether it is "the other blast", "the two other blasts", which are of the same event."""
    back = at - 1
    while back > 0 and pieces[back].kind is Kind.AMOUNT:
        back -= 1
    return pieces[at].word == "other" and back >= 0 and pieces[back].word == "the"


def _named_after(pieces: Sequence[Piece], at: int, past: int) -> Iterator[Piece]:
    for later in range(at + 1, min(at + 1 + _MOST_WORDS, past)):
        if pieces[later].kind not in _BETWEEN_WORDS and not is_event(pieces[later].word):
            return
        yield pieces[later]


def _names_period(pieces: Sequence[Piece], first: int, past: int) -> bool:
    """Whether "last year" stands there, or "last week", "in April," opens the sentence."""
    if first == 0 and (pieces[0].word == "last week" or _opens_with_month(pieces)):
        return True
    if first == 0 and _opens_with_last_time(pieces):
        return True
    return any(
        pieces[at].word.rpartition(" ")[2] in _LAST
        and pieces[at + 1].word.removesuffix("'s") in _PERIODS | _MONTHS
        for at in range(first, past - 1)
    )


def _opens_with_last_time(pieces: Sequence[Piece]) -> bool:
    """Whether a sentence opens with "the last time it erupted,", "when it last erupted,"."""
    comma = next((at for at, one in enumerate(pieces) if one.kind is Kind.COMMA), 0)
    said = [one.word for one in pieces[:comma]]
    return said[:3] == ["the", "last", "time"] or (said[:1] == ["when"] and "last" in said)


def _opens_with_month(pieces: Sequence[Piece]) -> bool:
    """Whether a sentence opens with "In April,": news of the day names days."""
    opening = [one.word for one in pieces[:3]]
    is_month = len(opening) == 3 and opening[1] in _MONTHS
    return is_month and opening[0] == "in" and pieces[2].kind is Kind.COMMA


def _moves(pieces: Sequence[Piece], found: Found) -> bool:
    """Whether it is a toll on the move: "the toll from last month's quake has risen to 900"."""
    cue = pieces[found.cue[0] : found.at]
    return found.way is Way.TOLL and any(
        one.kind is Kind.MOVING or (one.kind is Kind.LINK and one.word.startswith(_NOW))
        for one in cue
    )


def _is_of_year(pieces: Sequence[Piece], found: Found, year: int, amounts: Sequence[Found]) -> bool:
    """Whether a figure is of the year that stands at that piece, and not compared with it."""
    is_compared = year > 0 and pieces[year - 1].word == "since"
    if year > found.at:
        between = pieces[found.at : year]
        is_near = not any(one.kind in (Kind.COMMA, Kind.SEMICOLON, Kind.SAYING) for one in between)
        return is_near and not (is_compared and any(_is_record(one) for one in between))
    between = pieces[year : found.at]
    if not is_compared and _is_taken(pieces, found, year, amounts):
        return False
    if is_compared:
        is_sum = pieces[0].word == "since" and year == 1
        return is_sum or any(one.word in ("when", "which") for one in between)
    return not any(
        one.kind in _TURNS and _ends(one) and not _is_passive(before)
        for before, one in pairwise((pieces[year], *between))
    )


def _is_passive(before: Piece) -> bool:
    """Whether nobody is named who says it: "is thought to have killed"."""
    return before.word in ("is", "are", "was", "were", "been")


def _is_record(piece: Piece) -> bool:
    """Whether an event is called the worst, deadliest, first: since a year only to compare."""
    return is_record(piece) or piece.word in _RECORDS


def _is_taken(pieces: Sequence[Piece], found: Found, year: int, amounts: Sequence[Found]) -> bool:
    """Whether a year ends what is said of another amount: "killed 9,000 in 2015, the shock"."""
    is_others = any(one.at < year and one.bar is Bar.OTHER_EVENT for one in amounts)
    if not is_others or year + 2 >= len(pieces) or pieces[year + 1].kind is not Kind.COMMA:
        return False
    return pieces[year + 2].kind in (Kind.WORD, Kind.DETERMINER, Kind.TIME) and found.at > year + 2


def _is_of_thing(pieces: Sequence[Piece], at: int) -> bool:
    """Whether it is the year of a thing and of no event: "a 1970s block", "a 1998 Boeing"."""
    if at == 0 or pieces[at - 1].word not in ("a", "an"):
        return False
    named = list(_named_after(pieces, at, len(pieces)))
    return bool(named) and not any(is_event(one.word) for one in named)


def _is_of_date(pieces: Sequence[Piece], at: int) -> bool:
    """Whether a year ends a whole date, which is the event's as a rule; a month is no date."""
    return any(one.value == "day" for one in pieces[max(0, at - 3) : at])
