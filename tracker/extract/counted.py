"""Whom an amount counts: the words after it, up to where something is said of them."""

from collections.abc import Sequence
from typing import NamedTuple

from tracker.extract.harm_words import Harm, Place
from tracker.extract.kinds import Kind, Piece
from tracker.extract.people_words import NARROWING, PEOPLE, PLURAL_OF_UNKNOWN

_MOST_WORDS = 5
_BACK = frozenset(("them", "whom", "those", "these", "us"))
_LIVING_ADJECTIVES = frozenset("young old elderly pregnant unarmed innocent fellow local".split())


class Counted(NamedTuple):
    """The noun phrase after an amount."""

    past: int
    """Index of the piece after it."""
    population: str = "all"
    is_people: bool = False
    """Whether a word says that they are people."""
    is_thing: bool = False
    is_more: bool = False
    """Whether they come on top of others."""
    points_back: bool = False
    """Of them, of whom."""
    is_empty: bool = False
    """Whether no word says who they are."""
    harm: Harm | None = None
    """What has happened to them by the noun itself: "12 deaths", "30 wounded tourists"."""
    wholes: tuple[int, ...] = ()
    """Pieces that are amounts within it: the 45 of "28 of the 45 passengers"."""


def counted_after(pieces: Sequence[Piece], at: int) -> Counted:
    """Whom the amount counts that ends before the piece `at`."""
    walk = _Walk(pieces, at)
    while walk.steps():
        pass
    return walk.counted()


class _Walk:
    """The way through a noun phrase."""

    def __init__(self, pieces: Sequence[Piece], at: int) -> None:
        self.pieces = pieces
        self.start = self.at = at
        self.groups: list[str] = []
        self.words: list[str] = []
        self.is_thing = self.is_more = self.points_back = False
        self.harm: Harm | None = None
        self.wholes: list[int] = []

    def steps(self) -> bool:
        """Takes one piece of the phrase; False where it ends."""
        if self.at >= len(self.pieces):
            return False
        piece = self.pieces[self.at]
        match piece.kind:
            case Kind.QUOTE if self.at == self.start or self._next().kind is not Kind.STOP:
                self.at += 1
                return not self.groups and not self.words
            case Kind.MORE:
                self.is_more = True
                self.at += 1
                return self._next(0).word != "than"
            case Kind.OF:
                return self._of()
            case Kind.PEOPLE:
                return self._people(piece)
            case Kind.THING:
                self.is_thing = True
                self.at += 1
                return False
            case Kind.HARM:
                return self._harm(piece)
            case Kind.WORD if len(self.words) < _MOST_WORDS and not self.groups:
                return self._word(piece)
        return False

    def _next(self, steps: int = 1) -> Piece:
        at = self.at + steps
        return self.pieces[at] if at < len(self.pieces) else self.pieces[-1]

    def _of(self) -> bool:
        following = self._next()
        if following.word in _BACK:
            self.points_back = True
            self.at += 2
            return self.at < len(self.pieces) and self.pieces[self.at].kind is Kind.PEOPLE
        if following.kind is Kind.HARM and following.stands(Place.NOUN):
            self.harm = following.harm
            self.at += 2
            return False
        self.at += 1
        while self.at < len(self.pieces) and (
            self.pieces[self.at].kind in (Kind.DETERMINER, Kind.AMOUNT, Kind.OF)
            or self.pieces[self.at].word == "all"
        ):
            if self.pieces[self.at].kind is Kind.AMOUNT:
                self.wholes.append(self.at)
            self.at += 1
        return True

    def _people(self, piece: Piece) -> bool:
        self.groups.append(piece.value)
        self.at += 1
        following = self._next(0)
        if following.kind is Kind.THING:
            self.is_thing = True
            return False
        if following.kind is Kind.OF:
            return self._next().kind is not Kind.AMOUNT and self._speaks_of_people()
        if following.word == "from" and self._next().word in ("abroad", "overseas"):
            self.groups.append("foreign_nationals")
            self.at += 2
            return False
        return following.kind is Kind.PEOPLE or (
            following.kind is Kind.HARM and self._is_adjective(following)
        )

    def _speaks_of_people(self) -> bool:
        """Whether people come soon after an "of": members of his fire crew."""
        return any(
            one.kind is Kind.PEOPLE and one.value != "all"
            for one in self.pieces[self.at + 1 : self.at + 4]
        )

    def _harm(self, piece: Piece) -> bool:
        if piece.stands(Place.AFTER) and self._is_adjective(piece):
            self.harm = piece.harm
            self.at += 1
            return True
        if piece.stands(Place.NOUN | Place.LIFE) and not self.groups:
            self.harm = piece.harm
            self.at += 1
        return False

    def _is_adjective(self, piece: Piece) -> bool:
        """Whether a state stands before the noun it belongs to: "30 wounded tourists"."""
        following = self._next()
        return (
            piece.past - piece.first == 1
            and piece.word not in ("died", "die", "dies", "perished", "drowned", "missing")
            and following.kind is Kind.PEOPLE
            and following.word not in ("police", "others", "other")
            and not self.groups
        )

    def _word(self, piece: Piece) -> bool:
        self.words.append(piece.word)
        self.at += 1
        return True

    def counted(self) -> Counted:
        """The phrase as far as it was taken."""
        hints = [NARROWING[word] for word in self.words if NARROWING.get(word)]
        narrow = [group for group in (*self.groups[::-1], *hints) if group != "all"]
        for first in ("children", "foreign_nationals"):
            if first in (*hints, *self.groups):
                narrow.insert(0, first)
        last = self.words[-1] if self.words else ""
        is_people = bool(self.groups or self.points_back) or last.endswith(PLURAL_OF_UNKNOWN)
        return Counted(
            self.at,
            narrow[0] if narrow else "all",
            is_people=is_people and not self.is_thing,
            is_thing=self.is_thing,
            is_more=self.is_more,
            points_back=self.points_back,
            is_empty=not (self.groups or self.words or self.is_thing or self.harm),
            harm=self.harm,
            wholes=tuple(self.wholes),
        )


def is_one_person(pieces: Sequence[Piece], at: int) -> bool:
    """Whether "a" with words for one person stands here: a smuggler, an elderly woman."""
    if pieces[at].word not in ("a", "an"):
        return False
    for piece in pieces[at + 1 : at + 4]:
        if piece.kind is Kind.PEOPLE:
            return piece.word in PEOPLE
        if piece.kind is not Kind.WORD:
            return False
    return False
