"""What the pieces of a sentence are to the extractor."""

from enum import Enum
from typing import NamedTuple

from tracker.extract.harm_words import Harm, Place


class Kind(Enum):
    """What a piece does in a sentence."""

    AMOUNT = "how many"
    HARM = "what happened to them"
    TOLL = "a count that moves"
    PEOPLE = "who they are"
    THING = "no people: things, animals, units"
    TIME = "a day, month, hour"
    AUX = "a helping verb"
    ADVERB = "an adverb that changes nothing"
    MODAL = "what might be"
    NOT = "what is not so"
    DENIAL = "what somebody says is not so"
    SAYING = "a verb of saying"
    COUNTING = "a verb of counting, which says by whom"
    CITING = "a word before a source that is cited"
    ACCORDING = "a word before the source of the sentence"
    LINK = "what leads from a toll to its number"
    MOVING = "a verb that moves a toll"
    FROM = "what stands before a number that no longer holds"
    EARLIER = "a word for what no longer holds"
    INCLUDING = "what opens the parts of a number"
    AMONG = "among, as in: were among the dead"
    LEAVING = "left, leaving"
    WHO = "who, that, which"
    OF = "of"
    PREPOSITION = "in, at, on, with"
    DETERMINER = "the, his, all"
    AND = "and, or"
    BUT = "but, while, although"
    MORE = "more, further: on top of others"
    COMMA = ","
    SEMICOLON = ";"
    COLON = ":"
    DASH = "a dash"
    QUOTE = "a quotation mark"
    OPEN = "("
    CLOSE = ")"
    STOP = "a full stop"
    WORD = "any other word"


class Amount(NamedTuple):
    """How many, as far as the words commit to it."""

    low: int | None
    high: int | None
    is_vague: bool
    """Several, many, dozens."""


class Piece(NamedTuple):
    """One or more tokens of a sentence that are one thing."""

    kind: Kind
    first: int
    """Index of its first token in the sentence."""
    past: int
    """Index after its last."""
    word: str
    """In lower case."""
    value: str = ""
    """The metric of a toll, the population of people."""
    harm: Harm | None = None
    amount: Amount | None = None

    def stands(self, place: Place) -> bool:
        """Whether it is a harm that can stand there."""
        return self.harm is not None and bool(self.harm.place & place)
