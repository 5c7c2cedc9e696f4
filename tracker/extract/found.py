"""An amount on its way to a draft: what is known of it so far."""

from dataclasses import dataclass, field
from enum import Enum

from tracker.extract.counted import Counted
from tracker.extract.kinds import Amount


class Way(Enum):
    """How it was told what has happened to the people counted."""

    NOUN = "the noun that is counted"
    AFTER = "what is said of them"
    BEFORE = "what is done to them"
    TOLL = "the count that comes to it"
    LIST = "the heading of the list"
    JOINED = "as for the figure beside it"
    PART = "as a part of another figure"
    CARRIED = "as the figure before it"


class Bar(Enum):
    """Why an amount is no claim."""

    THING = "counts no people"
    MORE = "comes on top of others"
    FORMER = "no longer holds"
    POSSIBLE = "is what might be"
    NEGATED = "is what is not so"
    OTHER_EVENT = "is of another event"
    ASKED = "is asked for"
    OPEN = "gives no number"


@dataclass(slots=True)
class Found:
    """One amount of a sentence."""

    at: int
    """Index of its piece."""
    amount: Amount
    counted: Counted
    metric: str = ""
    """What is counted; '' as long as nothing says so."""
    way: Way | None = None
    cue: tuple[int, int] = (0, 0)
    """The pieces that told the metric, from and up to."""
    population: str = "all"
    bar: Bar | None = None
    is_whole: bool = False
    """Whether it only says of how many another is a part."""
    is_number: bool = True
    """Whether a number is stated, and not "a smuggler"."""
    part_of: "Found | None" = field(default=None, repr=False)

    def tell(self, metric: str, way: Way, cue: tuple[int, int]) -> None:
        """Notes what is counted, and by which words."""
        self.metric, self.way, self.cue = metric, way, cue
