"""What is said after an amount of the people it counts: 12 were killed, leaving 12 dead."""

from collections.abc import Callable, Sequence

from tracker.extract.found import Bar, Found, Way
from tracker.extract.harm_words import CARRIED, HOSPITALS, SUFFERING, WEAK, WOUNDS, Place
from tracker.extract.kinds import Kind, Piece
from tracker.extract.wordlists import words

_MOST_STEPS = 22
_SKIPPED = frozenset((Kind.ADVERB, Kind.WHO, Kind.QUOTE, Kind.TIME))
_IN_PHRASE = frozenset(
    (Kind.DETERMINER, Kind.WORD, Kind.PEOPLE, Kind.THING, Kind.OF, Kind.TIME, Kind.PREPOSITION)
)
_OBJECTS = frozenset((Kind.AMOUNT, Kind.DETERMINER, Kind.PEOPLE))
_PARTS = frozenset((Kind.AMOUNT, Kind.PEOPLE, Kind.AND, Kind.DETERMINER, Kind.WORD))
_OTHERS = frozenset((Kind.WORD, Kind.PEOPLE, Kind.THING))
_CLAUSE_ENDS = frozenset((Kind.SEMICOLON, Kind.STOP, Kind.BUT))
_AMONG_DEAD = frozenset(("among the dead", "among those killed"))
_REMAINING = words("remain remained remains stay stayed stays")
_HAVING = words("has have had having did do does")
"""Helping verbs after which those spoken of do something: "a man who had killed six"."""
_AIMED = words("to for anyone everyone those")
"""After these others are spoken of: 2,000 to anyone hurt."""
_EITHER = {
    frozenset(("killed", "injured")): "casualties",
    frozenset(("killed", "missing")): "killed_or_missing",
}
"""Two metrics with "or" between → the one that takes both in."""
_NO_HARM = words(
    "captured arrested detained abducted kidnapped displaced rescued fled surrendered taken"
)
"""What may have befallen people instead: their number is no number of dead."""
_OPENS_CLAUSE = words("before after when until because since while")
"""After these another time or another person is spoken of: "hurt 6 before police shot him dead"."""


def tell_after(pieces: Sequence[Piece], found: Found) -> bool:
    """Notes what the people did or suffered; False where nothing is said of them."""
    return _Walk(pieces, found, found.counted.past).goes()


def tell_after_others(pieces: Sequence[Piece], found: Found) -> bool:
    """Notes what befell them and others: "seven firefighters and a police dog died",
    "12 people and 16 horses were killed"."""
    at = found.counted.past
    if at < len(pieces) and pieces[at].word == "aged":
        at += 1
    has_others = at + 2 < len(pieces) and pieces[at].kind is Kind.AND
    if not (has_others and found.counted.is_people):
        return False
    is_some = pieces[at + 1].kind is Kind.AMOUNT and pieces[at + 2].kind is Kind.THING
    if not (is_some or pieces[at + 1].kind is Kind.DETERMINER or pieces[at + 1].value == "one"):
        return False
    past = at + 2
    while past < len(pieces) and pieces[past].kind in _OTHERS:
        past += 1
    return _Walk(pieces, found, past).goes()


class _Walk:
    """The way from the people counted to what is said of them."""

    def __init__(self, pieces: Sequence[Piece], found: Found, at: int) -> None:
        self.pieces = pieces
        self.found = found
        self.at = at
        self.has_verb = False
        """Whether a helping verb has been passed."""
        self.is_passive = False
        """Whether one has after which something was done to them."""
        self.in_phrase = False
        """Whether the words passed belong to a phrase such as "in the mine"."""
        self.needs_verb = False
        """Whether a participle was passed, after which only a helping verb goes on."""
        self.has_aside = False
        self.is_told = False

    def goes(self) -> bool:
        """Walks until something is said of the people; False where nothing is."""
        for _ in range(_MOST_STEPS):
            if self.at >= len(self.pieces) or not self._steps(self.pieces[self.at]):
                return self.is_told
        return False

    def _steps(self, piece: Piece) -> bool:
        """Takes one piece; False where the way ends with it."""
        ending = self._ENDINGS.get(piece.kind)
        if ending is not None:
            self.is_told = ending(self)
            return False
        if self._is_wound(piece) or (piece.word in _AMONG_DEAD and self.has_verb):
            metric = "injured" if piece.word not in _AMONG_DEAD else "killed"
            self._tell(metric, self.at)
            return False
        if piece.kind is Kind.COMMA:
            return self._goes_past_aside()
        if piece.kind is Kind.INCLUDING:
            return self._goes_past_parts()
        if piece.kind is Kind.OPEN:
            self.at = _past_brackets(self.pieces, self.at)
            return True
        self.at += 1
        return self._passes(piece)

    def _passes(self, piece: Piece) -> bool:
        """Whether the way goes on over a piece that says nothing itself."""
        if piece.kind is Kind.AUX or piece.word in _REMAINING:
            self.is_passive = self.is_passive or piece.word not in _HAVING
            self.has_verb, self.in_phrase = True, False
            return True
        if piece.word in _AIMED or (piece.word in _OPENS_CLAUSE and not self._tells_when()):
            return False
        if piece.kind in (Kind.PREPOSITION, Kind.OF):
            self.in_phrase = True
            return True
        if piece.kind is Kind.WORD and piece.word.endswith(("ed", "ing")) and not self.needs_verb:
            self.needs_verb = self.in_phrase = True
            return True
        return piece.kind in _SKIPPED or (self.in_phrase and piece.kind in _IN_PHRASE)

    def _tells_when(self) -> bool:
        """Whether a time stands there, and no clause: "since May"."""
        return self.at < len(self.pieces) and self.pieces[self.at].kind is Kind.TIME

    def _goes_past_aside(self) -> bool:
        """Over ", aged 31 and 35," and the like, once, where the sentence goes on after it."""
        past = (
            self.at + 1
            if _closes_apposition(self.pieces, self.found, self.at)
            else _past_aside(self.pieces, self.at)
        )
        if self.has_aside or past is None:
            return False
        self.at, self.has_aside = past, True
        return True

    def _goes_past_parts(self) -> bool:
        """Over "including nine women and 12 children" without commas, where a verb goes on."""
        for later in range(self.at + 1, min(self.at + 12, len(self.pieces))):
            if self.pieces[later].kind is Kind.AUX:
                self.at = later
                return True
            if self.pieces[later].kind not in _PARTS:
                return False
        return False

    def _is_wound(self, piece: Piece) -> bool:
        """Whether they have a wound, or are taken to hospital."""
        near = self.pieces[self.at : self.at + 7]
        if piece.word in CARRIED and any(one.word in HOSPITALS for one in near):
            return True
        return piece.word in SUFFERING and _has_wound(self.pieces, self.at)

    def _tell(self, metric: str, last: int) -> None:
        self.found.tell(metric, Way.AFTER, (self.found.counted.past, last + 1))
        self.is_told = True

    def _harm(self) -> bool:
        piece, found = self.pieces[self.at], self.found
        if piece.harm is None or not piece.stands(Place.AFTER) or self._is_of_another():
            return False
        if piece.word in WEAK and not (found.counted.is_people or found.counted.is_empty):
            return False
        following = [one.word for one in self.pieces[self.at + 1 : self.at + 3]]
        self._tell("killed" if following == ["to", "death"] else piece.harm.metric, self.at)
        if following[:1] == ["or"]:
            self._or_else(self.at + 2)
        elif following[:1] == [","] and self._opens_three(self.at + 2):
            found.bar = Bar.OPEN
        return True

    def _opens_three(self, at: int) -> bool:
        """Whether two more things may have befallen them: "dead, wounded or missing", "killed,
        wounded or captured"."""
        following = self.pieces[at : at + 3]
        return (
            len(following) == 3
            and following[1].word == "or"
            and all(one.kind is Kind.HARM or one.word in _NO_HARM for one in following[::2])
        )

    def _or_else(self, at: int) -> None:
        """What else may have befallen them: "killed or are missing", "killed or captured"."""
        while at < len(self.pieces) and self.pieces[at].kind in (Kind.AUX, Kind.ADVERB):
            at += 1
        if at >= len(self.pieces):
            return
        other = self.pieces[at].value if self.pieces[at].kind is Kind.HARM else ""
        joint = _EITHER.get(frozenset((self.found.metric, other)))
        if joint is not None:
            self.found.tell(joint, Way.AFTER, (self.found.counted.past, at + 1))
        elif self.pieces[at].word in _NO_HARM:
            self.found.bar = Bar.OPEN

    def _is_of_another(self) -> bool:
        """Whether the harm befalls somebody else: "12 gunmen killed 30", "5 dead sheep"."""
        piece = self.pieces[self.at]
        if self.needs_verb and not self.has_verb:
            return True
        following = self.pieces[self.at + 1] if self.at + 1 < len(self.pieces) else None
        if following is None:
            return False
        is_verb = piece.stands(Place.BEFORE) and not self.is_passive
        if is_verb and following.kind in _OBJECTS:
            return True
        is_adjective = piece.past - piece.first == 1 and not self.has_verb
        return following.kind is Kind.THING and is_adjective and not self.found.counted.is_people

    def _possible(self) -> bool:
        for later in range(self.at + 1, min(self.at + 7, len(self.pieces))):
            if self.pieces[later].kind is Kind.HARM:
                self.found.tell(self.pieces[later].value, Way.AFTER, (self.at, later + 1))
                self.found.bar = Bar.POSSIBLE
                return True
        return False

    def _negated(self) -> bool:
        if any(one.kind is Kind.HARM for one in self.pieces[self.at + 1 : self.at + 4]):
            self.found.bar = Bar.NEGATED
            return True
        return False

    def _among(self) -> bool:
        """By whom they were among: "were among the hundreds injured"."""
        for later in range(self.at + 1, min(self.at + 9, len(self.pieces))):
            piece = self.pieces[later]
            if piece.kind is Kind.HARM and piece.stands(Place.AFTER | Place.NOUN):
                self._tell(piece.value, later)
                return True
            if piece.kind in _CLAUSE_ENDS or piece.kind is Kind.COMMA:
                return False
        return False

    _ENDINGS: dict[Kind, Callable[["_Walk"], bool]] = {  # noqa: RUF012 - never changed
        Kind.HARM: _harm,
        Kind.MODAL: _possible,
        Kind.NOT: _negated,
        Kind.AMONG: _among,
    }
    """What ends the way, and what it makes of it."""


def _closes_apposition(pieces: Sequence[Piece], found: Found, at: int) -> bool:
    """Whether the amount was an aside: "the crew of the boat, six men, drowned"."""
    is_aside = found.at > 0 and pieces[found.at - 1].kind is Kind.COMMA and found.counted.is_people
    return is_aside and at + 1 < len(pieces) and pieces[at + 1].kind in (Kind.HARM, Kind.AUX)


def _has_wound(pieces: Sequence[Piece], at: int) -> bool:
    """Whether a wound comes soon after: "suffered broken limbs", "with crush wounds"."""
    for piece in pieces[at + 1 : at + 5]:
        if piece.word in WOUNDS:
            return True
        if piece.kind not in (Kind.WORD, Kind.HARM, Kind.DETERMINER, Kind.AND, Kind.ADVERB):
            return False
    return False


def _past_aside(pieces: Sequence[Piece], at: int) -> int | None:
    """Past the comma that closes what this one opens, where the sentence goes on after it."""
    for later in range(at + 1, min(at + 18, len(pieces) - 1)):
        kind = pieces[later].kind
        if kind in _CLAUSE_ENDS:
            return None
        if kind is Kind.COMMA and pieces[later + 1].kind in (Kind.AUX, Kind.HARM, Kind.MODAL):
            return later + 1
    return None


def _past_brackets(pieces: Sequence[Piece], at: int) -> int:
    for later in range(at + 1, min(at + 14, len(pieces))):
        if pieces[later].kind is Kind.CLOSE:
            return later + 1
    return len(pieces)
