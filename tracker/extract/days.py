"""On which day a figure was given, where the text says so."""

from collections.abc import Sequence
from datetime import date, timedelta

from tracker.extract.kinds import Kind, Piece
from tracker.extract.other_words import MONTHS, SHORT_MONTHS
from tracker.extract.tokens import Token

_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_NEAR = 5
_BETWEEN = frozenset((Kind.PREPOSITION, Kind.TIME, Kind.ADVERB, Kind.DETERMINER))


def said_on(
    tokens: Sequence[Token], pieces: Sequence[Piece], at: int, published: date | None
) -> str | None:
    """The day that stands right after a verb of saying, as 2016-07-27; None where none does.

    at: the verb's piece. A weekday, or a day without its year, is the last such day up to the
    one of publication, and is left alone where that is not known. Nothing is ever taken from
    the day on which people died.
    """
    past = at + 1
    while past < len(pieces) and past - at < _NEAR + 1 and pieces[past].kind in _BETWEEN:
        past += 1
    if past == at + 1:
        return None
    words = [one.word for one in tokens[pieces[at + 1].first : pieces[past - 1].past]]
    found = _dated(words, published) or _weekday(words, published)
    return found.isoformat() if found else None


def _dated(words: Sequence[str], published: date | None) -> date | None:
    months = [at for at, word in enumerate(words) if word in (*MONTHS, *SHORT_MONTHS)]
    days = [int(word) for word in words if word.isdecimal() and len(word) <= 2]
    years = [int(word) for word in words if word.isdecimal() and len(word) == 4]
    if len(months) != 1 or len(days) != 1:
        return None
    month = [one[:3] for one in MONTHS].index(words[months[0]][:3]) + 1
    if years:
        return _valid(years[0], month, days[0])
    if published is None:
        return None
    this_year = _valid(published.year, month, days[0])
    if this_year and this_year <= published:
        return this_year
    return _valid(published.year - 1, month, days[0])


def _valid(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _weekday(words: Sequence[str], published: date | None) -> date | None:
    named = [_DAYS.index(word) for word in words if word in _DAYS]
    if published is None or len(named) != 1 or "last" in words or "next" in words:
        return None
    return published - timedelta(days=(published.weekday() - named[0]) % 7)
