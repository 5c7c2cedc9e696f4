"""Whom an amount counts: the words after it, up to where something is said of them."""

from collections.abc import Sequence
from typing import NamedTuple

from tracker.extract.harm_words import Harm, Place
from tracker.extract.kinds import Kind, Piece
from tracker.extract.people_words import (
    DEMONYMS,
    NARROWING,
    PLURAL_OF_UNKNOWN,
    THINGS_LIKE_PEOPLE,
)
from tracker.extract.wordlists import words

_MOST_WORDS = 5
_BACK = frozenset(("them", "whom", "which", "those", "these", "us"))
_CONFIRMED = words("confirmed reported recorded known suspected verified")
"""What a count can be before its noun: "12 confirmed deaths"."""
_NOUNS = words("deaths death fatalities fatality casualties casualty injuries bodies")
"""Nouns that stand after a word for people: "212 civilian deaths"."""
_GROUPS = frozenset(
    ("family", "household", "families", "couples", "crews", "fire crews", "ambulance crews")
)
"""Nouns of which each is several people, so that their number is no number of people."""
_FAMILIES = words("family families household households")
_HARMED = frozenset(("victims", "casualties", "fatalities"))


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
    """Whether no word says who they are, or only "others"."""
    harm: Harm | None = None
    """What has happened to them by the noun itself: "12 deaths", "30 wounded tourists"."""
    is_of_harmed: bool = False
    """Whether they are some of the dead or hurt: "40 of those killed"."""
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
        self.is_of_harmed = False
        self.is_mixed = self.is_inside = False
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
            case Kind.SAYING | Kind.ADVERB if piece.word in _CONFIRMED and self._next().kind in (
                *(Kind.HARM, Kind.PEOPLE),
            ):
                self.at += 1
                return True
            case Kind.MORE:
                self.is_more = True
                self.at += 1
                return self._next(0).word != "than"
            case Kind.OF:
                return self._of()
            case Kind.PREPOSITION if piece.word == "out of" and self.at == self.start:
                return self._of()
            case Kind.PEOPLE:
                return self._people(piece)
            case Kind.THING:
                self.is_thing = True
                self.at += 1
                return False
            case Kind.HARM:
                return self._harm(piece)
            case Kind.WORD if len(self.words) < _MOST_WORDS and (not self.groups or self.is_inside):
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
            self.is_of_harmed = True
            self.at += 2
            return False
        self.is_inside = True
        self.at += 1
        while self.at < len(self.pieces) and (
            self.pieces[self.at].kind in (Kind.DETERMINER, Kind.AMOUNT, Kind.OF)
            or self.pieces[self.at].word == "all"
        ):
            if self.pieces[self.at].kind is Kind.AMOUNT:
                self.wholes.append(self.at)
            self.at += 1
        if self._next(0).word in _HARMED:
            self.points_back = True
        return True

    def _people(self, piece: Piece) -> bool:
        is_people_of = piece.word in DEMONYMS
        self.groups.insert(0 if is_people_of else len(self.groups), piece.value)
        self.at += 1
        following = self._next(0)
        if following.kind is Kind.THING:
            self.is_thing = True
            return False
        if self._is_of_family():
            self.wholes.append(self.at + 1)
            self.at += 3
            return False
        if following.kind is Kind.OF:
            return self._next().kind is not Kind.AMOUNT and self._speaks_of_people()
        if following.word == "from" and self._next().word in ("abroad", "overseas"):
            self.groups.append("foreign_nationals")
            self.at += 2
            return False
        if following.kind is Kind.AND and self._next().kind is Kind.PEOPLE:
            self.at += 1
            self.is_mixed = True
            return True
        return following.kind is Kind.PEOPLE or (
            following.kind is Kind.HARM
            and (following.word in _NOUNS or self._is_adjective(following))
        )

    def _is_of_family(self) -> bool:
        """Whether so many families are named of which they are: "three members of one family"."""
        is_led = self._next(0).kind is Kind.OF or self._next(0).word == "from"
        return is_led and self._next().kind is Kind.AMOUNT and self._next(2).word in _FAMILIES

    def _speaks_of_people(self) -> bool:
        """Whether people come soon after an "of": members of his fire crew."""
        return any(
            one.kind is Kind.PEOPLE and one.value != "all"
            for one in self.pieces[self.at + 1 : self.at + 6]
        )

    def _harm(self, piece: Piece) -> bool:
        if piece.stands(Place.AFTER) and self._is_adjective(piece):
            self.harm = piece.harm
            self.at += 1
            return True
        is_noun = piece.stands(Place.NOUN | Place.LIFE)
        if is_noun and (not self.groups or piece.word in _NOUNS):
            self.harm = piece.harm
            self.at += 1
        return False

    def _is_adjective(self, piece: Piece) -> bool:
        """Whether a state stands before the noun it belongs to: "30 wounded tourists"."""
        following = self._next()
        return (
            piece.past - piece.first == 1
            and piece.word not in ("died", "die", "dies", "perished", "drowned")
            and following.kind is Kind.PEOPLE
            and following.word not in ("police", "others", "other")
            and not self.groups
        )

    def _word(self, piece: Piece) -> bool:
        self.words.append(piece.word)
        self.at += 1
        return True

    def _people_taken(self) -> Sequence[Piece]:
        return [one for one in self.pieces[self.start : self.at] if one.kind is Kind.PEOPLE]

    def _head(self) -> str:
        """The noun itself, before an "of" or "from": the families of "families of migrants"."""
        taken = self.pieces[self.start : self.at]
        ends = (at for at, one in enumerate(taken) if one.kind is Kind.OF or one.word == "from")
        end = next(ends, len(taken))
        return taken[end - 1].word if end else ""

    def counted(self) -> Counted:
        """The phrase as far as it was taken."""
        hints = [NARROWING[word] for word in self.words if NARROWING.get(word)]
        narrow = [group for group in (*self.groups[::-1], *hints) if group != "all"]
        for first in ("children", "foreign_nationals"):
            if first in hints or (first == "children" and first in self.groups):
                narrow.insert(0, first)
        if self.is_mixed and len(set(self.groups)) > 1:
            narrow = []
        last = self.words[-1] if self.words else ""
        counts_groups = self._head() in _GROUPS
        is_people = (
            bool(self.groups or self.points_back)
            or last == "own"
            or (last.endswith(PLURAL_OF_UNKNOWN) and last not in THINGS_LIKE_PEOPLE)
        )
        return Counted(
            self.at,
            narrow[0] if narrow else "all",
            is_people=is_people and not (self.is_thing or counts_groups),
            is_thing=self.is_thing or counts_groups,
            is_more=self.is_more,
            points_back=self.points_back,
            is_empty=not (self.words or self.is_thing or self.harm)
            and all(one.word in ("others", "other") for one in self._people_taken()),
            harm=self.harm,
            is_of_harmed=self.is_of_harmed,
            wholes=tuple(self.wholes),
        )
