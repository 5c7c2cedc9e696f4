"""What a sentence says in passing of something else than the event: "the bridge, built 30 years
ago, collapsed". A time that stands there is not the time of those who died."""

from collections.abc import Sequence

from tracker.extract.kinds import Kind, Piece
from tracker.extract.wordlists import words

_PARTICIPLES = ("ed", "wn", "ilt", "ught")
"""How most past participles end."""
_ENDS = frozenset((Kind.COMMA, Kind.STOP, Kind.SEMICOLON))
_LED = frozenset((Kind.WORD, Kind.LINK))
_LONGEST = 18
_EVENTS = words(
    "attack blast bombing bomb strike airstrike raid quake earthquake tremor shooting massacre"
    " disaster accident crash explosion flood flooding fire blaze stampede crush collapse landslide"
    " mudslide sinking capsizing storm cyclone hurricane typhoon eruption incident ambush assault"
    " siege derailment tsunami tragedy avalanche tornado wreck shelling collision clash clashes"
    " battle fighting violence unrest protest riot offensive outbreak heatwave"
)


def is_event(word: str) -> bool:
    """Whether a word, or the last of several, names an event: "attack", "quakes", "blast's"."""
    last = word.rpartition(" ")[2].removesuffix("'s")
    return (
        last in _EVENTS or last.removesuffix("s") in _EVENTS or last.removesuffix("es") in _EVENTS
    )


def set_apart(pieces: Sequence[Piece], at: int) -> frozenset[int]:
    """The pieces of all asides but that in which the piece `at` stands.

    What is said in an aside of an event ("the blast, claimed by the group in 2017, killed 30"),
    of a place ("Beslan, where gunmen came in 2004") or of a thing that killed them itself ("the
    ferry, which sank in 2014, killed 304") is said of the figure; so is a bare time.
    """
    asides = [range(opening, _close(pieces, opening)) for opening in _openings(pieces)]
    return frozenset(
        one for aside in asides if at not in aside and _is_of_other(pieces, aside) for one in aside
    )


def _is_of_other(pieces: Sequence[Piece], aside: range) -> bool:
    """Whether more is told than that whoever, or whatever, is meant has killed."""
    if not aside or pieces[aside.start].word == "who":
        return True
    following = pieces[aside.stop + 1 : aside.stop + 2]
    return not any(one.kind is Kind.HARM or one.word.endswith("claimed") for one in following)


def _openings(pieces: Sequence[Piece]) -> list[int]:
    """Where an aside opens: after a comma, or with the sentence: "Built in 1967, the bridge"."""
    found = [0] if _is_participle(pieces, 0) else []
    commas = (at for at in range(1, len(pieces) - 1) if pieces[at].kind is Kind.COMMA)
    of_others = (at for at in commas if not is_event(pieces[at - 1].word))
    return [*found, *(at + 1 for at in of_others if _is_aside(pieces, at + 1))]


def _is_aside(pieces: Sequence[Piece], at: int) -> bool:
    return pieces[at].kind is Kind.WHO or _is_participle(pieces, at)


def _is_participle(pieces: Sequence[Piece], at: int) -> bool:
    """Whether "built", "last inspected" stands there."""
    following = pieces[at : at + 2]
    return following[0].kind in _LED and any(
        one.kind in _LED and one.word.endswith(_PARTICIPLES) for one in following
    )


def _close(pieces: Sequence[Piece], opening: int) -> int:
    """Past the last piece of an aside; where it does not close soon, it is none."""
    for at in range(opening, min(opening + _LONGEST, len(pieces))):
        if pieces[at].kind in _ENDS:
            return at
    return len(pieces) if len(pieces) - opening <= _LONGEST else opening
