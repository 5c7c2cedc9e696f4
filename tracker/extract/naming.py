"""The words that name a source: from where to where, and without title or office."""

from collections.abc import Sequence

from tracker.extract.kinds import Kind, Piece
from tracker.extract.source_words import JOINED_PARTICLES, PARTICLES, TITLES
from tracker.extract.tokens import Token
from tracker.extract.wordlists import words

Span = tuple[int, int]
"""Tokens from one up to another."""

_NAMING = frozenset((Kind.WORD, Kind.PEOPLE, Kind.THING, Kind.AMOUNT))
_INNER = frozenset(("by", "in", "from", "for", "at", "with", "of", "near", "on"))
_BEFORE_TO = words("committee campaign coalition movement close")
"""Words after which a "to" is part of a name: "a source close to the presidency"."""
_HOW_AND_WHEN = words("by in from at with near on via over")
_MEANS = words(
    "phone telephone email e-mail statement interview post tweet message letter video text whatsapp"
    " telegram scene briefing condition x twitter facebook skype"
)
"""By what and where people say things, which is part of no name."""
_PRONOUNS = words("he she it they i we you this these those that his her their its who")
_SEEN = words(
    "seen obtained compiled reviewed released published issued posted carried circulated quoted"
    " broadcast shared signed leaked made distributed"
)
"""What became of a document, which is no part of its name."""
_SHORT_TITLES = words("dr mr mrs ms prof col lt gen maj capt sgt")
PAPERS = words("cable statement message post tweet communique letter note dispatch")
"""Documents that stand for whoever wrote them."""
_LISTS = words("count tally figures data numbers estimates")
_REVISED = words("revised updated")
STAND_INS = words("he she it they")
"""Words for whoever spoke last."""
_MOST_BACK = 16
_MOST_AHEAD = 14


def name_before(
    tokens: Sequence[Token], pieces: Sequence[Piece], past: int, counted: frozenset[int]
) -> Span | None:
    """The source whose words end before the piece `past`; None where none stands there.

    counted: the pieces that are figures, which name nobody.
    """
    at = past
    while at > 0 and past - at < _MOST_BACK and _continues_back(tokens, pieces, at - 1, counted):
        at -= 1
        is_article = pieces[at].kind is Kind.DETERMINER or pieces[at].value == "one"
        if is_article and not (_is_inner(pieces, at) or _is_in_capitals(tokens, pieces, at)):
            break
    if at < past and at > 0 and pieces[at - 1].word == "both":
        at -= 1
    at = _trimmed(pieces, at, past)
    is_day = 0 < at < past - 1 and pieces[at].kind is Kind.TIME and pieces[at - 1].word == "on"
    return _named(tokens, pieces, at + is_day, past)


def name_after(tokens: Sequence[Token], pieces: Sequence[Piece], start: int) -> Span | None:
    """The source whose words begin with the piece `start`; None where none does."""
    while start < len(pieces) and pieces[start].word in ("by", "from", "what"):
        start += 1
    at = start
    while at < len(pieces) and at - start < _MOST_AHEAD:
        piece = pieces[at]
        if piece.word in _SEEN:
            if at > start and pieces[at - 1].word in _LISTS and _is_by(pieces, at + 1):
                return name_after(tokens, pieces, at + 1)
            break
        goes_on = (
            (piece.word in _REVISED and at > start)
            or (piece.kind in _NAMING and piece.value != "one")
            or (
                (piece.kind is Kind.DETERMINER or piece.value == "one")
                and (at == start or _is_inner(pieces, at) or _is_in_capitals(tokens, pieces, at))
            )
            or (piece.word in _INNER and at > start and not _tells_how(pieces, at))
            or _is_stop_of_title(tokens, pieces, at)
            or (piece.kind is Kind.AND and _joins(pieces, at))
            or (piece.kind is Kind.HARM and at > start and pieces[at - 1].word == "of")
        )
        if not goes_on:
            break
        at += 1
    while at > start and pieces[at - 1].word in _INNER:
        at -= 1
    named = _named(tokens, pieces, start, at)
    return _apposed(tokens, pieces, at) or named


def _is_by(pieces: Sequence[Piece], at: int) -> bool:
    return at < len(pieces) and pieces[at].word == "by"


def outlet_after(tokens: Sequence[Token], pieces: Sequence[Piece], start: int) -> Span | None:
    """The outlet whose words begin with the piece `start`: "Reuters", not "Reuters by telephone".

    Of an outlet's name only "of" and "for" are part, as in Voice of America; "in a statement",
    "on Monday" and "from the scene" tell how and when it was told.
    """
    span = name_after(tokens, pieces, start)
    if span is None:
        return None
    first, past = span
    inner = next((at for at in range(first, past) if tokens[at].word in _HOW_AND_WHEN), past)
    return (first, inner) if inner > first else None


def _tells_how(pieces: Sequence[Piece], at: int) -> bool:
    """Whether a preposition opens how it was said, and no name: "by phone", "in a statement"."""
    return any(one.word in _MEANS for one in pieces[at + 1 : at + 4])


def aside_name(tokens: Sequence[Token], pieces: Sequence[Piece], at: int, past: int) -> Span | None:
    """The person's name that fills an aside: ", Judge Wenna Koss,"; None where it is none.

    An office with its house, ", head of the Civil Hospital,", names nobody.
    """
    first, end = pieces[at].first, pieces[past - 1].past
    run = _run_of_name(tokens, first, end)
    words = [one for one in tokens[run:end] if one.text != "."]
    if not words or len(words) > 6 or (run > first and len(words) < 2):
        return None
    before = run - 1 - (run > first and tokens[run - 1].word == "the")
    if before > first and tokens[before].word in ("of", "at", "for"):
        return None
    if run > first and pieces[at].kind not in (Kind.DETERMINER, Kind.WORD, Kind.PEOPLE):
        return None
    return _without_titles(tokens, run, end)


def _apposed(tokens: Sequence[Token], pieces: Sequence[Piece], at: int) -> Span | None:
    """The name that follows an office: "said the governor, Tomas Ruel."""
    if at >= len(pieces) or pieces[at].kind is not Kind.COMMA:
        return None
    past = at + 1
    while past < len(pieces) and pieces[past].kind in (Kind.WORD, Kind.PEOPLE):
        past += 1
    if past == at + 1 or past - at > 5:
        return None
    closes = past >= len(pieces) or pieces[past].kind in (Kind.COMMA, Kind.STOP, Kind.QUOTE)
    first = tokens[pieces[at - 1].past - 1]
    is_office = not first.text[0].isupper()
    return aside_name(tokens, pieces, at + 1, past) if closes and is_office else None


def _joins(pieces: Sequence[Piece], at: int) -> bool:
    """Whether an "and" joins two that give a figure together."""
    if at + 2 >= len(pieces) or pieces[at - 1].kind not in (Kind.WORD, Kind.PEOPLE):
        return False
    later = pieces[at + 1 : at + 6]
    for one in later:
        if one.kind in (Kind.STOP, Kind.COMMA):
            return True
        if one.kind not in (*_NAMING, Kind.DETERMINER):
            return False
    return False


def _continues_back(
    tokens: Sequence[Token], pieces: Sequence[Piece], at: int, counted: frozenset[int]
) -> bool:
    piece = pieces[at]
    if at in counted:
        return False
    if at and tokens[piece.first].text[0].isupper() and piece.kind is not Kind.HARM:
        return True
    if (
        piece.kind in _NAMING
        or piece.kind is Kind.DETERMINER
        or _is_stop_of_title(tokens, pieces, at)
    ):
        return True
    if piece.word == "to":
        return at > 0 and pieces[at - 1].word in _BEFORE_TO
    if piece.word in _INNER:
        return at > 0 and pieces[at - 1].kind in (Kind.WORD, Kind.PEOPLE, Kind.THING)
    if piece.kind is Kind.AND:
        before = pieces[at - 1] if at else piece
        return before.kind in (Kind.PEOPLE, Kind.WORD) and at - 1 not in counted
    return piece.kind is Kind.DASH and at > 0 and not tokens[piece.first].is_apart


def _is_inner(pieces: Sequence[Piece], at: int) -> bool:
    """Whether an article stands inside a name: "report of the commission"."""
    if at > 1 and pieces[at - 1].word == "to":
        return pieces[at - 2].word in _BEFORE_TO
    return at > 1 and pieces[at - 1].word in _INNER and pieces[at - 2].kind in _NAMING


def _is_in_capitals(tokens: Sequence[Token], pieces: Sequence[Piece], at: int) -> bool:
    """Whether an article stands inside a name: "Save the Children"."""
    first = pieces[at].first
    beside = (first - 1, pieces[at].past)
    return first > 0 and all(tokens[one].text[0].isupper() for one in beside if one < len(tokens))


def _is_stop_of_title(tokens: Sequence[Token], pieces: Sequence[Piece], at: int) -> bool:
    if pieces[at].kind is not Kind.STOP or tokens[pieces[at].first].text != "." or at == 0:
        return False
    before = tokens[pieces[at].first - 1]
    is_last = at + 1 >= len(pieces)
    return not is_last and (before.word in TITLES or (len(before.text) == 1))


def _trimmed(pieces: Sequence[Piece], at: int, past: int) -> int:
    """The start without a preposition that opens it, or an amount's remains."""
    while at < past and pieces[at].kind in (
        Kind.AND,
        Kind.PREPOSITION,
        Kind.OF,
        Kind.STOP,
        Kind.DASH,
    ):
        at += 1
    return at


def _named(tokens: Sequence[Token], pieces: Sequence[Piece], at: int, past: int) -> Span | None:
    if all(one.kind in (Kind.AMOUNT, Kind.DETERMINER) for one in pieces[at:past]):
        is_stand_in = past - at == 1 and pieces[at].word in STAND_INS
        return (pieces[at].first, pieces[at].past) if is_stand_in else None
    at = _past_paper(pieces, at, past)
    first, end = pieces[at].first, pieces[past - 1].past
    if end - first == 1 and tokens[first].word in _PRONOUNS - STAND_INS:
        return None
    run = _run_of_name(tokens, first, end)
    is_channel = end - run == 1 and tokens[run].word == "tv"
    if is_channel and run > first and tokens[run - 1].word not in ("the", "a"):
        return first, end  # State TV is no office of a TV.
    if run == first or tokens[first].word in _SHORT_TITLES:
        return _without_titles(tokens, min(run, first), end)
    before = tokens[run - 1] if run < end else None
    is_office = before is not None and (
        before.word in TITLES
        or (
            before.text.isalpha()
            and before.word
            not in (*_INNER, "to", "the", "a", "an", "and", "its", "their", "his", "her")
        )
    )
    return _without_titles(tokens, run, end) if is_office else (first, end)


def _past_paper(pieces: Sequence[Piece], at: int, past: int) -> int:
    """Past "a cable from" and the like, where whoever wrote it follows."""
    for inner in range(at, past - 2):
        following = pieces[inner + 1].word
        if pieces[inner].word in PAPERS and following in ("from", "by", "of"):
            return inner + 2
        if pieces[inner].word in _LISTS and following in ("from", "by"):
            return inner + 2
    return at


def _run_of_name(tokens: Sequence[Token], first: int, end: int) -> int:
    """Where the words in capitals begin that end the span; its end where none do."""
    at = end
    while at > first:
        one = tokens[at - 1]
        is_part = one.text[0].isupper() or one.text == "." or one.word in PARTICLES
        is_part = is_part or one.word.startswith(JOINED_PARTICLES)
        if not is_part or one.text.endswith(("'s", "’s")):
            break
        at -= 1
    while at < end and not (
        tokens[at].text[0].isupper() or tokens[at].word.startswith(JOINED_PARTICLES)
    ):
        at += 1
    return at


def _without_titles(tokens: Sequence[Token], first: int, end: int) -> Span:
    for at in range(end - 2, first - 1, -1):
        if tokens[at].word in TITLES:
            past = at + 1 + (tokens[at + 1].text == ".")
            return (past, end) if past < end else (first, end)
    return first, end
