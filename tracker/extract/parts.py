"""Parts of a number of dead or hurt: among them 11 women, 16 of the victims minors."""

from collections.abc import Sequence

from tracker.extract.direct import are_safe
from tracker.extract.found import Bar, Found, Way
from tracker.extract.kinds import Kind, Piece
from tracker.extract.places import JOINTS, ends
from tracker.extract.wordlists import terms, words

_HEADS = frozenset(
    terms(
        "the dead|the deceased|the injured|the wounded|the missing|those killed|those who died"
        "|those who were killed"
    )
)
_AMONG_DEAD = ("among the dead", "among those killed")
"""What opens a sentence that names parts of the dead: "Among the dead were 20 children"."""
_DEGREES = words("seriously slightly severely gravely critically lightly badly")
_REMAINING = words("remain remained remains")
_MOST_OPENING = 3
_MOST_LEADING = 6
_MOST_NARROWING = 5


def tell_under_head(pieces: Sequence[Piece], found: Found) -> None:
    """Notes the parts of "the dead include 9 Britons", "of the dead, five were deckhands",
    "among the dead were 20 children"."""
    group = narrowed(pieces, found)
    if not (found.counted.is_people or group):
        return
    for back in range(found.at - 1, -1, -1):
        piece = pieces[back]
        if piece.kind in (Kind.SEMICOLON, Kind.BUT, Kind.SAYING) or _turns_to_one(pieces, back):
            return
        if piece.kind is Kind.HARM and piece.word in _HEADS and _opens_list(pieces, back):
            found.tell(piece.value, Way.PART, (back, back + 1))
            found.population = group or found.population
            return
        if piece.word in _AMONG_DEAD and back == 0 and pieces[1].kind is Kind.AUX:
            found.tell("killed", Way.PART, (0, 1))
            found.population = group or found.population
            return


def _turns_to_one(pieces: Sequence[Piece], at: int) -> bool:
    """Whether more is told of one of them: "the dead include the mayor, who had three sons"."""
    is_clause = pieces[at].kind is Kind.WHO and at > 0 and pieces[at - 1].kind is Kind.COMMA
    return is_clause and pieces[at + 1].kind is not Kind.INCLUDING


def _opens_list(pieces: Sequence[Piece], at: int) -> bool:
    following = pieces[at + 1] if at + 1 < len(pieces) else None
    leads = at > 0 and pieces[at - 1].kind in (Kind.OF, Kind.AMONG)
    includes = following is not None and (
        following.kind is Kind.INCLUDING or following.word in ("were", "are", "numbered")
    )
    return (leads and at < 3) or includes


def tell_as_part(pieces: Sequence[Piece], amounts: Sequence[Found], at: int, carried: str) -> None:
    """Notes the amount in that place where it is a part of another: "31 were children".

    carried: the metric of the sentence before, of whose figure it may be a part.
    """
    found = amounts[at]
    whole = _whole_of(amounts, at)
    group = narrowed(pieces, found)
    if not _is_part(pieces, amounts, at, group) or are_safe(pieces, found.counted.past):
        return
    if whole is None:
        _tell_as_part_of_earlier(pieces, found, group, carried)
        return
    found.tell(whole.metric, Way.PART, whole.cue)
    found.part_of = whole
    found.bar = whole.bar
    found.population = group or found.population
    if found.counted.points_back and found.population == "all":
        found.population = whole.population


def tell_parts_of_told(pieces: Sequence[Piece], amounts: Sequence[Found]) -> None:
    """Makes a part of "25 were hurt, 8 critically" and of "six, five of them locals, died"."""
    for at, found in enumerate(amounts):
        if found.way not in (Way.AFTER, Way.JOINED):
            continue
        is_degree = _is_told_by_degree(pieces, found)
        alike = (one for one in reversed(amounts[:at]) if one.metric == found.metric)
        whole = next(alike, None)
        if whole is None:
            continue
        is_part = is_degree or found.counted.points_back or _is_aside(pieces, whole, found)
        if not is_part:
            continue
        if is_degree and found.amount.high == 0:
            found.bar = Bar.OPEN  # None of them seriously; but they are hurt.
        elif not _is_told_by_degree(pieces, whole):
            found.way, found.part_of = Way.PART, whole


def _is_aside(pieces: Sequence[Piece], whole: Found, found: Found) -> bool:
    """Whether a bare number stands right after others with the same verb: "eight, four from one
    family, died"."""
    between = pieces[whole.counted.past : found.at]
    is_next = len(between) == 1 and between[0].kind is Kind.COMMA
    return is_next and found.counted.is_empty and whole.cue[1] == found.cue[1]


def _is_told_by_degree(pieces: Sequence[Piece], found: Found) -> bool:
    return pieces[found.cue[1] - 1].word in _DEGREES


def _tell_as_part_of_earlier(
    pieces: Sequence[Piece], found: Found, group: str, carried: str
) -> None:
    """Notes a part of what the sentence before counts: "Eleven of them were women"."""
    population = group or found.population
    leads = found.counted.points_back or found.counted.is_empty or found.at < _MOST_LEADING
    if carried and leads and population != "all":
        found.tell(carried, Way.PART, (found.at, found.at + 1))
        found.population = population


def _is_part(pieces: Sequence[Piece], amounts: Sequence[Found], at: int, group: str) -> bool:
    found = amounts[at]
    opened = _is_opened(pieces, found.at) or _is_inverted(pieces, found.at)
    before = amounts[at - 1] if at else None
    listed = before is not None and before.way is Way.PART and _is_joined(pieces, before, found)
    points_back = found.counted.points_back
    if not (opened or listed) and not (found.is_number and (group or points_back)):
        return False
    is_everybody = found.population == "all" and not group
    if is_everybody and found.amount.low is None and found.amount.high is None:
        return False
    if opened or group or not (points_back and is_everybody):
        return True
    return ends(pieces, found) or _stays(pieces, found)


def _stays(pieces: Sequence[Piece], found: Found) -> bool:
    """Whether something is said of them that leaves them what they are: "of whom remain"."""
    piece = pieces[found.counted.past]
    return piece.kind in (Kind.AUX, Kind.ADVERB) or piece.word in _REMAINING


def _whole_of(amounts: Sequence[Found], at: int) -> Found | None:
    """The amount of which the one in that place can be a part."""
    for other in reversed(amounts[:at]):
        if other.metric and other.way is not Way.PART and not other.bar:
            return other
    for other in amounts[at + 1 :]:
        if other.metric and other.way is Way.NOUN and not other.bar:
            return other
    return None


def _is_opened(pieces: Sequence[Piece], at: int) -> bool:
    for back in range(at - 1, max(-1, at - 1 - _MOST_OPENING), -1):
        if pieces[back].kind is Kind.INCLUDING:
            return True
        if pieces[back].kind not in (Kind.DETERMINER, Kind.ADVERB, Kind.AUX):
            return False
    return False


def _is_inverted(pieces: Sequence[Piece], at: int) -> bool:
    """Whether a sentence such as "among the 512 who died are 203 women" comes to its parts."""
    return pieces[0].kind is Kind.AMONG and pieces[at - 1].word in ("are", "were", "was", "is")


def _is_joined(pieces: Sequence[Piece], before: Found, found: Found) -> bool:
    between = pieces[before.counted.past : found.at]
    return bool(between) and all(one.kind in JOINTS for one in between)


def narrowed(pieces: Sequence[Piece], found: Found, start: int | None = None) -> str:
    """The population of "31 were children", "16 of the victims minors"; '' for none.

    start: the piece after which it may stand; None for those that name whom the amount counts.
    """
    at = found.counted.past if start is None else start
    for _ in range(_MOST_NARROWING):
        if at >= len(pieces):
            return ""
        piece = pieces[at]
        if piece.kind is Kind.PEOPLE and piece.value != "all":
            return piece.value
        if piece.kind not in (Kind.AUX, Kind.ADVERB, Kind.DETERMINER, Kind.PEOPLE, Kind.WORD):
            return ""
        at += 1
    return ""
