"""Whom amounts count that do not say it themselves."""

from collections.abc import Sequence
from itertools import pairwise

from tracker.extract.found import Bar, Found, Way
from tracker.extract.kinds import Kind, Piece
from tracker.extract.people_words import WHOSE
from tracker.extract.wordlists import words

_PARTS_COUNTS = frozenset((Kind.SEMICOLON, Kind.BUT, Kind.COLON, Kind.AMONG))
_OVER = frozenset((Kind.OF, Kind.DETERMINER, Kind.WHO, Kind.AUX, Kind.WORD))
_NEAR = 4
_SELVES = words("themselves himself herself")
"""After these others are counted: two bombers "killed themselves and nine others"."""


def side_of(pieces: Sequence[Piece], found: Found) -> str:
    """The population of a side that lost its own: "government troops lost 14 men"; '' for none."""
    for back in range(found.at - 1, max(-1, found.at - 1 - _NEAR), -1):
        side = f"{pieces[back - 1].word} {pieces[back].word}" if back else pieces[back].word
        group = WHOSE.get(side) or WHOSE.get(pieces[back].word)
        if group:
            return group
    return ""


def tell_all_of_them(pieces: Sequence[Piece], amounts: Sequence[Found]) -> None:
    """Gives those counted before ", all of them teenagers" that population."""
    for at, piece in enumerate(pieces):
        if piece.word != "all" or not at or pieces[at - 1].kind is not Kind.COMMA:
            continue
        group = _group_after(pieces, at + 1)
        for found in amounts:
            if group and found.at < at and found.population == "all":
                found.population = group


def _group_after(pieces: Sequence[Piece], at: int) -> str:
    """The narrower population that is named next; '' where none is."""
    while at < len(pieces) and pieces[at].kind in _OVER:
        at += 1
    if at >= len(pieces) or pieces[at].kind is not Kind.PEOPLE or pieces[at].value == "all":
        return ""
    return pieces[at].value


def share_population(pieces: Sequence[Piece], amounts: Sequence[Found]) -> None:
    """Gives "eleven others", or a bare number, the population of those counted just before."""
    for before, found in pairwise(amounts):
        is_bare = found.counted.is_empty and found.population == "all" and found.way is not Way.TOLL
        if not (is_bare and found.metric and before.metric) or before.way is Way.PART:
            continue
        between = pieces[before.at : found.at]
        parts = any(one.kind in _PARTS_COUNTS or one.word in _SELVES for one in between)
        if before.bar in (None, Bar.MORE) and not parts:
            found.population = before.population
