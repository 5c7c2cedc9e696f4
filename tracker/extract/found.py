"""An amount on its way to a draft: what is known of it so far."""

from dataclasses import dataclass, field
from enum import Enum

from tracker.extract.counted import Counted
from tracker.extract.kinds import Amount


class Way(Enum):
    """How it was told what has happened to the people counted, with how sure that is."""

    NOUN = 0.95
    AFTER = 0.95
    BEFORE = 0.95
    TOLL = 0.95
    LIST = 0.8
    JOINED = 0.85
    PART = 0.85
    CARRIED = 0.7


class Bar(Enum):
    """Why an amount is no claim."""

    THING = "counts no people"
    MORE = "comes on top of others"
    FORMER = "no longer holds"
    POSSIBLE = "is what might be"
    NEGATED = "is what is not so"
    OTHER_EVENT = "is of another event"
    ASKED = "is asked for"
    UNREAL = "is of no real event"


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
