"""One sentence of a text, cut up."""

from typing import NamedTuple

from tracker.extract.kinds import Piece
from tracker.extract.tokens import Token


class Sentence(NamedTuple):
    """One sentence with the text it stands in."""

    text: str
    """The whole text."""
    tokens: list[Token]
    pieces: list[Piece]

    def shown(self, first: int, past: int) -> str:
        """The text from one token up to another, as it stands."""
        return self.text[self.tokens[first].start : self.tokens[past - 1].end]

    def shown_pieces(self, first: int, past: int) -> str:
        """The text from one piece up to another, as it stands."""
        return self.shown(self.pieces[first].first, self.pieces[past - 1].past)
