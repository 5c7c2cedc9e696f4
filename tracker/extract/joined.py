"""Amounts that share the verb of a neighbour, are parts of it, or carry on from it."""

from collections.abc import Sequence

from tracker.extract.found import Bar, Found, Way
from tracker.extract.harm_words import Place
from tracker.extract.kinds import Kind, Piece
from tracker.extract.people_words import WHOSE
from tracker.extract.wordlists import terms, words

_JOINTS = frozenset((Kind.AND, Kind.COMMA))
_NEUTRAL = frozenset(
    (Kind.DETERMINER, Kind.ADVERB, Kind.QUOTE, Kind.TIME, Kind.PREPOSITION, Kind.WORD, Kind.THING)
)
_ENDINGS = frozenset(
    (
        *(Kind.COMMA, Kind.STOP, Kind.SEMICOLON, Kind.AND, Kind.PREPOSITION, Kind.TIME, Kind.MODAL),
        *(Kind.QUOTE, Kind.BUT, Kind.CLOSE, Kind.OPEN, Kind.DASH, Kind.FROM),
        *(Kind.ACCORDING, Kind.CITING),
    )
)
_NUMBER_NOUNS = words("number figure count total tally toll estimate figures")
_HEADS = frozenset(
    terms(
        "the dead|the deceased|the injured|the wounded|the missing|those killed|those who died"
        "|those who were killed"
    )
)
_SHORT = 14


def join(pieces: Sequence[Piece], amounts: Sequence[Found], carried: str) -> None:
    """Notes what is counted for amounts that no word of their own tells it for.

    carried: the metric that the sentence before ended with; '' for none.
    """
    for one, other in zip(reversed(amounts[:-1]), reversed(amounts[1:]), strict=True):
        _share_forward(pieces, one, other)
    _tell_bodies(pieces, amounts)
    _answer(pieces, amounts)
    for at, found in enumerate(amounts):
        before = amounts[at - 1] if at else None
        if found.bar is Bar.THING or found.is_whole or found.amount.high == 0:
            continue
        if not found.metric:
            _under_head(pieces, found)
        if not found.metric:
            _as_part(pieces, found, amounts, at)
        if not found.metric and before is not None:
            _share_backward(pieces, before, found)
        if not found.metric:
            _carry_on(pieces, found, amounts[:at], carried)


def _answer(pieces: Sequence[Piece], amounts: Sequence[Found]) -> None:
    """Notes the numbers that answer "how many": "Fewer than ten, he said when asked how many"."""
    asked = next((one for one in amounts if one.bar is Bar.ASKED and one.metric), None)
    if asked is None:
        return
    for at, found in enumerate(amounts):
        if found is asked or found.metric or found.bar:
            continue
        leads = found.at > 0 and pieces[found.at - 1].kind in (Kind.COLON, Kind.COMMA, Kind.AND)
        answered = found.at < asked.at and found.counted.is_empty
        if answered or (found.at > asked.at and leads and (at == 0 or amounts[at - 1].metric)):
            found.tell(asked.metric, Way.CARRIED, asked.cue)
            if found.population == "all":
                found.population = asked.population


def _under_head(pieces: Sequence[Piece], found: Found) -> None:
    """Notes the parts of "the dead include 9 Britons", "of the dead, five were deckhands"."""
    group = narrowed(pieces, found)
    if not (found.counted.is_people or group):
        return
    for back in range(found.at - 1, -1, -1):
        piece = pieces[back]
        if piece.kind in (Kind.SEMICOLON, Kind.BUT, Kind.SAYING):
            return
        if piece.kind is Kind.HARM and piece.word in _HEADS and _opens_list(pieces, back):
            found.tell(piece.value, Way.PART, (back, back + 1))
            found.population = group or found.population
            return


def _opens_list(pieces: Sequence[Piece], at: int) -> bool:
    following = pieces[at + 1] if at + 1 < len(pieces) else None
    leads = at > 0 and pieces[at - 1].kind in (Kind.OF, Kind.AMONG)
    includes = following is not None and (
        following.kind is Kind.INCLUDING or following.word in ("were", "are", "numbered")
    )
    return (leads and at < 3) or includes


def _tell_bodies(pieces: Sequence[Piece], amounts: Sequence[Found]) -> None:
    """Notes the dead of "two climbers were swept off the face; their bodies were found"."""
    for at, piece in enumerate(pieces):
        if piece.kind is not Kind.HARM or not piece.word.startswith("their bodies"):
            continue
        for found in amounts:
            if not found.metric and not found.bar and found.counted.is_people and found.at < at:
                found.tell(piece.value, Way.AFTER, (at, at + 1))
                return


def _share_forward(pieces: Sequence[Piece], one: Found, other: Found) -> None:
    """The first amount of "14 guests and three policemen lost their lives"."""
    if one.metric or one.bar or not other.metric or other.way not in (Way.AFTER, Way.JOINED):
        return
    between = pieces[one.counted.past : other.at]
    if len(between) != 1 or between[0].kind not in _JOINTS or other.counted.points_back:
        return
    if one.counted.is_people:
        one.tell(other.metric, Way.JOINED, other.cue)


def _share_backward(pieces: Sequence[Piece], before: Found, found: Found) -> None:
    """The later amounts of "killed 14 guests and three policemen", "4 in Nerim, one in Varenz"."""
    if not before.metric or before.bar in (Bar.THING, Bar.NEGATED):
        return
    between = pieces[before.counted.past : found.at]
    if not between or len(between) > _SHORT:
        return
    is_direct = all(one.kind in _JOINTS for one in between)
    if is_direct and before.way in (Way.BEFORE, Way.JOINED, Way.PART, Way.LIST):
        if found.counted.is_people or (found.counted.is_empty and _ends(pieces, found)):
            found.tell(before.metric, Way.JOINED, before.cue)
            found.bar = before.bar
            found.part_of = before.part_of
        return
    has_joint = any(one.kind in _JOINTS or one.kind is Kind.SEMICOLON for one in between)
    place = pieces[found.counted.past] if found.counted.past < len(pieces) else None
    is_elsewhere = place is not None and place.kind in (Kind.PREPOSITION, Kind.TIME)
    is_quiet = not any(
        one.kind in (Kind.SAYING, Kind.COUNTING, Kind.AUX, Kind.WHO, Kind.BUT) for one in between
    )
    if has_joint and is_elsewhere and is_quiet and found.counted.is_empty:
        if between[-1].kind in (*_JOINTS, Kind.SEMICOLON, Kind.PREPOSITION, Kind.THING, Kind.WORD):
            found.tell(before.metric, Way.JOINED, before.cue)
            found.population = before.population
            found.bar = before.bar


def _ends(pieces: Sequence[Piece], found: Found) -> bool:
    at = found.counted.past
    return at >= len(pieces) or pieces[at].kind in _ENDINGS


def _as_part(pieces: Sequence[Piece], found: Found, amounts: Sequence[Found], at: int) -> None:
    """Among them 11 women; 16 of the victims minors; 31 were children."""
    whole = _whole_of(pieces, found, amounts, at)
    if whole is None:
        return
    opened = _is_opened(pieces, found.at) or _is_inverted(pieces, found.at)
    group = narrowed(pieces, found)
    listed = at and amounts[at - 1].way is Way.PART and _is_joined(pieces, amounts[at - 1], found)
    if not (opened or group or listed or found.counted.points_back):
        return
    if not found.is_number and not (opened or listed):
        return
    if found.amount.low is None and found.amount.high is None and found.population == "all":
        if not group:
            return
    if found.counted.points_back and not group and not opened:
        if found.population == "all" and not (_ends(pieces, found) or _stays(pieces, found)):
            return
    found.tell(whole.metric, Way.PART, whole.cue)
    found.part_of = whole
    found.bar = whole.bar
    found.population = group or found.population
    if found.counted.points_back and found.population == "all":
        found.population = whole.population


def _stays(pieces: Sequence[Piece], found: Found) -> bool:
    """Whether something is said of them that leaves them what they are: "of whom remain"."""
    piece = pieces[found.counted.past]
    return piece.kind in (Kind.AUX, Kind.ADVERB) or piece.word in ("remain", "remained", "remains")


def _whole_of(
    pieces: Sequence[Piece], found: Found, amounts: Sequence[Found], at: int
) -> Found | None:
    for other in reversed(amounts[:at]):
        if other.metric and other.way is not Way.PART and not other.bar:
            return other
    for other in amounts[at + 1 :]:
        if other.metric and other.way is Way.NOUN and not other.bar:
            return other
    return None


def _is_opened(pieces: Sequence[Piece], at: int) -> bool:
    for back in range(at - 1, max(-1, at - 4), -1):
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
    return bool(between) and all(one.kind in _JOINTS for one in between)


def narrowed(pieces: Sequence[Piece], found: Found) -> str:
    """The population of "31 were children", "16 of the victims minors"; '' for none."""
    at = found.counted.past
    for _ in range(5):
        if at >= len(pieces):
            return ""
        piece = pieces[at]
        if piece.kind is Kind.PEOPLE and piece.value != "all":
            return piece.value
        if piece.kind not in (Kind.AUX, Kind.ADVERB, Kind.DETERMINER, Kind.PEOPLE, Kind.WORD):
            return ""
        at += 1
    return ""


def _carry_on(
    pieces: Sequence[Piece], found: Found, earlier: Sequence[Found], carried: str
) -> None:
    """A bare number that carries on: "the hospital 22", "the mayor gave 11", "or 58 if"."""
    if not found.is_number:
        return
    last = next((one for one in reversed(earlier) if one.metric and not one.bar), None)
    former = next((one for one in reversed(earlier) if one.metric), None)
    source = last or former
    metric = source.metric if source else carried
    if not metric or not (found.counted.is_empty and _ends(pieces, found)):
        return
    if pieces[found.at].word == "one" or not _is_led(pieces, found.at):
        return
    found.tell(metric, Way.CARRIED, source.cue if source else (found.at, found.at))


def _is_led(pieces: Sequence[Piece], at: int) -> bool:
    """Whether what stands before a bare number lets it carry on."""
    back = at - 1
    while back >= 0 and pieces[back].kind in (Kind.QUOTE, Kind.ADVERB):
        back -= 1
    if back < 0:
        return False
    piece = pieces[back]
    if piece.kind is Kind.OF:
        return False
    if piece.kind in (Kind.SAYING, Kind.COUNTING) or piece.word in ("or", "spoke", "acknowledging"):
        return True
    is_led = piece.kind in (Kind.LINK, Kind.MOVING) or piece.word in ("to", "at", "is", "was")
    if is_led:
        return any(one.word in _NUMBER_NOUNS for one in pieces[max(0, back - 6) : back])
    return _is_labelled(pieces, back)


def _is_labelled(pieces: Sequence[Piece], back: int) -> bool:
    """Whether a number stands right after who says it: "; the hospital 22"."""
    steps = 0
    while back >= 0 and steps < 6:
        kind = pieces[back].kind
        if kind in (Kind.SEMICOLON, Kind.COMMA, Kind.COLON, Kind.AND):
            return steps > 0
        if kind not in (Kind.WORD, Kind.PEOPLE, Kind.THING, Kind.DETERMINER, Kind.OF):
            return False
        back -= 1
        steps += 1
    return False


def list_of_labels(pieces: Sequence[Piece], amounts: Sequence[Found]) -> None:
    """Notes what is counted in "Confirmed deaths so far: Kelmar 7, Nerim 12, Varenz 3"."""
    colon = next((at for at, one in enumerate(pieces) if one.kind is Kind.COLON), None)
    if colon is None:
        return
    heads = [one for one in pieces[:colon] if one.kind is Kind.TOLL or one.stands(Place.NOUN)]
    if not heads or any(one.kind is Kind.AMOUNT for one in pieces[:colon]):
        return
    for found in amounts:
        is_bare = found.counted.is_empty and _ends(pieces, found) and not found.metric
        if found.at > colon and is_bare and _is_labelled(pieces, found.at - 1):
            found.tell(heads[-1].value, Way.LIST, (0, colon))


def side_of(pieces: Sequence[Piece], found: Found) -> str:
    """The population of a side that lost its own: "government troops lost 14 men"; '' for none."""
    for back in range(found.at - 1, max(-1, found.at - 5), -1):
        words = f"{pieces[back - 1].word} {pieces[back].word}" if back else pieces[back].word
        group = WHOSE.get(words) or WHOSE.get(pieces[back].word)
        if group:
            return group
    return ""


def all_of_them(pieces: Sequence[Piece], amounts: Sequence[Found]) -> None:
    """Gives those counted before ", all of them teenagers" that population."""
    for at, piece in enumerate(pieces):
        if piece.word != "all" or not at or pieces[at - 1].kind is not Kind.COMMA:
            continue
        past = at + 1
        while past < len(pieces) and pieces[past].kind in (
            *(Kind.OF, Kind.DETERMINER, Kind.WHO, Kind.AUX, Kind.WORD),
        ):
            past += 1
        group = pieces[past].value if past < len(pieces) else ""
        if past < len(pieces) and pieces[past].kind is Kind.PEOPLE and group != "all":
            for found in amounts:
                if found.at < at and found.population == "all":
                    found.population = group


def share_population(pieces: Sequence[Piece], amounts: Sequence[Found]) -> None:
    """Gives "eleven others", or a bare number, the population of those counted just before."""
    for before, found in zip(amounts, amounts[1:], strict=False):
        is_bare = found.counted.is_empty and found.population == "all" and found.way is not Way.TOLL
        if not (is_bare and found.metric and before.metric) or before.way is Way.PART:
            continue
        if before.bar in (None, Bar.MORE) and not any(
            one.kind in (Kind.SEMICOLON, Kind.BUT, Kind.COLON, Kind.AMONG)
            for one in pieces[before.at : found.at]
        ):
            found.population = before.population
