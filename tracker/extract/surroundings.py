"""What stands around a figure in its sentence, as the doubts about it ask."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from tracker.extract.asides import set_apart
from tracker.extract.found import Found, Way
from tracker.extract.kinds import Kind, Piece

CLAUSE_STARTS = frozenset((Kind.SEMICOLON, Kind.STOP, Kind.BUT, Kind.COLON, Kind.SAYING))
"""What ends the clause before it."""
CLAUSE_ENDS = frozenset((*CLAUSE_STARTS, Kind.COMMA, Kind.ACCORDING, Kind.DASH))
"""What ends the words after a figure that are of it."""
NOUNS = frozenset((Kind.WORD, Kind.THING, Kind.PEOPLE))
Raised = tuple[int, int] | None
"""The pieces that raise a doubt, from and up to; None for none."""


class Around(NamedTuple):
    """A figure in the pieces of its sentence."""

    pieces: Sequence[Piece]
    first: int
    """The first piece of its own words and of those that tell what is counted."""
    past: int
    """The piece after the last of these."""
    start: int
    """Where its clause begins, asides before it included."""
    end: int
    """The piece after its last."""
    apart: frozenset[int]
    """The pieces of asides, which tell of something else."""
    is_toll: bool
    """Whether a count comes to it, which brings the sum of its own event up to date."""


def around_figure(pieces: Sequence[Piece], found: Found) -> Around:
    """What stands around a figure: its clause, and the asides that are not of it."""
    first = min(found.at, found.cue[0]) if found.cue[1] else found.at
    past = max(found.counted.past, found.cue[1])
    start, end = first, past
    while start > 0 and not _starts(pieces, start - 1):
        start -= 1
    while end < len(pieces) and pieces[end].kind not in CLAUSE_ENDS:
        end += 1
    is_toll = found.way is Way.TOLL and pieces[found.at - 1].kind is not Kind.OF
    apart = set_apart(pieces, found.at)
    return Around(pieces, first, past, start, end, apart, is_toll)


def _starts(pieces: Sequence[Piece], at: int) -> bool:
    """Whether a clause starts past it; a flood that "claimed 63 lives" says nothing."""
    return pieces[at].kind in CLAUSE_STARTS and not pieces[at].word.endswith(("claimed", "claims"))


def places_of(around: Around) -> Iterator[int]:
    """The pieces that tell of the figure: its clause but for asides."""
    return (at for at in range(around.start, around.end) if at not in around.apart)
