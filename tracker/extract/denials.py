"""Whether somebody denies a figure, or calls the report that gives it untrue. Much else is denied,
rejected, disputed or false: in "the disputed region 12 people died" nobody denies a death."""

from collections.abc import Sequence

from tracker.extract.kinds import Kind, Piece
from tracker.extract.wordlists import words

_JUDGING = ("was ", "were ", "is ", "are ")
"""How verdicts on what stands before them begin: "the report of 31 dead was wrong"."""
_DENYING = words("denied denies deny denying")
"""Verbs with which a bare clause goes: "denied its forces had killed 30"."""
_AT_END = words("denied denies rejected rejects disputed disputes dismissed dismisses")
_OF_DENIER = frozenset((Kind.WORD, Kind.PEOPLE, Kind.DETERMINER, Kind.OF, Kind.SAYING, Kind.WHO))
_REPORTS = words("report reports claim claims")
"""Words for what is said by nobody in particular: "reports that 30 were killed are false"."""
_SAID = _REPORTS | words(
    "figure figures toll tolls number numbers count tally estimate estimates statement message"
    " messages allegation allegations accusation accusations suggestion suggestions assertion"
    " assertions story stories photograph photographs rumour rumours rumor rumors version account"
    " accounts charge charges post posts"
)
"""What is denied or false where a figure is: "the claim that", "reports of"."""
_CALLED = words("called calls calling described describes describing branded labelled labeled")
"""Verbs at whose end a verdict may stand: "called the report of 15 deaths fabricated"."""
_ABOUT = words("in to about as on at of by")
"""What may lead from a denial to the report: "no truth in reports that", "denied in a statement
that"."""
_PASSED = frozenset(
    (
        *(Kind.DETERMINER, Kind.ADVERB, Kind.QUOTE, Kind.TIME, Kind.WORD, Kind.PEOPLE, Kind.THING),
        *(Kind.OF, Kind.SAYING, Kind.COUNTING, Kind.DENIAL, Kind.MORE, Kind.NOT, Kind.EARLIER),
    )
)
_NOUNS = frozenset((Kind.WORD, Kind.PEOPLE, Kind.THING))
_VERBS = frozenset((Kind.HARM, Kind.AUX, Kind.LEAVING))
_OF_SUBJECT = frozenset((*_NOUNS, Kind.DETERMINER, Kind.ADVERB, Kind.AUX, Kind.HARM))
_BEFORE_VERDICT = frozenset(
    (Kind.AUX, Kind.ADVERB, Kind.WORD, Kind.PREPOSITION, Kind.NOT, Kind.FROM)
)
_LEADING_ON = frozenset((Kind.OF, Kind.WHO, Kind.AMOUNT, Kind.HARM, Kind.TOLL))


def is_denied(pieces: Sequence[Piece], at: int) -> bool:
    """Whether somebody denies what the sentence says with the amount at that piece."""
    if not any(one.kind is Kind.DENIAL for one in pieces):
        return False
    return _is_denied_before(pieces, at) or _is_denied_after(pieces, at)


def _is_denied_before(pieces: Sequence[Piece], at: int) -> bool:
    """By a denial that leads to it: "denied that 30", "false reports of 30 dead"."""
    for back in range(at - 1, -1, -1):
        piece = pieces[back]
        is_denial = piece.kind is Kind.DENIAL and not piece.word.startswith(_JUDGING)
        if is_denial and _reaches(pieces, back, at):
            return True
        if piece.kind in (Kind.SEMICOLON, Kind.BUT) or _turns(pieces, back):
            return False
    return False


def _turns(pieces: Sequence[Piece], at: int) -> bool:
    """Whether the denial ends there: somebody says what is so, or it is told in passing."""
    return _says_anew(pieces, at) or _turns_to_fact(pieces, at)


def _reaches(pieces: Sequence[Piece], denial: int, at: int) -> bool:
    """Whether what is denied is a report, or the harm itself."""
    takes_clause = pieces[denial].word in _DENYING
    has_noun = False
    for later in range(denial + 1, at):
        piece = pieces[later]
        if piece.kind is Kind.TOLL or piece.word.rpartition(" ")[2] in _SAID:
            return True
        if piece.kind is Kind.WHO:
            return piece.word == "that" and not (has_noun and pieces[later + 1].kind in _VERBS)
        if piece.kind in (*_VERBS, Kind.AMOUNT):
            return takes_clause or not has_noun
        if piece.kind not in _PASSED and piece.word not in _ABOUT:
            return False
        has_noun = has_noun or piece.kind in _NOUNS
    return takes_clause or not has_noun


def _turns_to_fact(pieces: Sequence[Piece], at: int) -> bool:
    """Whether what follows is told of something that is denied, and not denied itself: "the
    hospital where 12 died", "the crowd, in which 12 died", "Denying any deal, the army killed"."""
    piece = pieces[at]
    before = pieces[at - 1] if at else piece
    if piece.word == "where":
        return True
    if piece.kind is Kind.WHO:
        is_of_noun = before.kind in _NOUNS and before.word not in _SAID
        is_told = is_of_noun or before.kind is Kind.COMMA
        return before.kind is Kind.PREPOSITION or (is_told and pieces[at + 1].kind in _VERBS)
    opens = piece.kind is Kind.COMMA and pieces[0].kind is Kind.DENIAL
    return (
        opens
        and pieces[0].word.endswith("ing")
        and not any(one.kind is Kind.COMMA for one in pieces[:at])
    )


def _is_denied_after(pieces: Sequence[Piece], at: int) -> bool:
    """By a verdict past it, or one who is appended: "are false", ", the army denied"."""
    saying = [one.word for one in pieces[:at] if one.kind is Kind.SAYING]
    if any(word not in _REPORTS for word in saying):
        return False
    for later in range(at + 1, len(pieces)):
        kind = pieces[later].kind
        if kind is Kind.DENIAL:
            return _is_verdict(pieces, at, later)
        if kind is Kind.COMMA:
            return _is_denied_at_end(pieces, later)
        if kind in (Kind.SEMICOLON, Kind.BUT, Kind.AND):
            return False
    return False


def _is_verdict(pieces: Sequence[Piece], at: int, denial: int) -> bool:
    """Whether a denial is said of the report that gives the figure, or of the figure itself."""
    is_report = pieces[0].word == "that" or any(
        piece.word.rpartition(" ")[2] in _SAID and pieces[place + 1].kind in _LEADING_ON
        for place, piece in enumerate(pieces[:at])
    )
    is_said = pieces[denial].word.startswith(_JUDGING) or pieces[denial - 1].kind in _BEFORE_VERDICT
    if is_report and (is_said or any(one.word in _CALLED for one in pieces[:at])):
        return True
    between = pieces[at + 1 : denial]
    return is_said and all(one.kind in _OF_SUBJECT for one in between)


def _is_denied_at_end(pieces: Sequence[Piece], comma: int) -> bool:
    """Whether the one who denies is appended: ", the army denied"."""
    end = len(pieces) - 1
    while end > comma and pieces[end].kind in (Kind.STOP, Kind.QUOTE, Kind.TIME, Kind.PREPOSITION):
        end -= 1
    between = pieces[comma + 1 : end]
    is_name = all(one.kind in _OF_DENIER for one in between)
    return pieces[end].word in _AT_END and bool(between) and is_name


def _says_anew(pieces: Sequence[Piece], at: int) -> bool:
    """Whether the one who denies goes on to say what is so: "denied it and said only that"."""
    joint = pieces[at - 1].kind if at else None
    if joint is Kind.COMMA and pieces[at].word in ("saying", "insisting", "adding", "asserting"):
        return True
    return pieces[at].kind is Kind.SAYING and joint is Kind.AND
