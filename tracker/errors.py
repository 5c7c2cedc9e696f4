"""Every refusal the program can utter, and the exit code it ends with.

    TrackerError
    ├── DataError              1  something given cannot be taken as it is
    │   ├── FigureError           a wording no figure can be read from
    │   ├── StampError            a time that is impossible, ambiguous or unread
    │   ├── ChoiceError           a word outside a closed list
    │   ├── ClaimError            a claim, source or incident that makes no sense
    │   └── NoteError             a checkpoint, key or proof that cannot be read
    ├── OptionError            2  options that do not go together
    │   └── MethodError           a registered method that cannot be used
    ├── BusyError              3  somebody else is writing
    ├── UnreachableError       3  a database server does not answer
    ├── WatchedError           3  another program takes what arrives in a folder
    ├── UnsoundError           4  the ledger is damaged, or is not one of ours
    ├── NotFoundError          5  no such incident, claim, source or file
    └── StorageError           6  disk or permission

A class takes facts and writes the sentence: what is wrong, then what to do.
Faults in a user's files are collected as values instead (importing.faults),
so that all of them can be shown at once.
"""

from collections.abc import Sequence
from difflib import get_close_matches

SHOWN_CHARACTERS = 60


def shown(text: str) -> str:
    """The text in quotes, cut to a length that fits a message.

    >>> shown("sevral dozen")
    "'sevral dozen'"
    """
    if len(text) > SHOWN_CHARACTERS:
        return f"{text[:SHOWN_CHARACTERS]!r}… ({len(text):,} characters)"
    return repr(text)


def shown_value(value: object) -> str:
    """What a script gave where something else is meant, with its type.

    >>> shown_value(40)
    "int '40'"
    """
    return f"{type(value).__name__} {shown(str(value))}"


def suggestion(word: str, known: Sequence[str]) -> str:
    """A closing "did you mean …?" with up to three near words; empty when none is near.

    >>> suggestion("kiled", ["killed", "injured"])
    '; did you mean killed?'
    """
    near = get_close_matches(word.lower(), known, n=3, cutoff=0.6)
    return f"; did you mean {' or '.join(near)}?" if near else ""


def text_given(name: str, given: object) -> str:
    """What has to be a text, as the name of something has. Raises OptionError for a number too:
    the id or ref 0123 would be 123."""
    if not isinstance(given, str):
        raise OptionError(f"{name} takes a text, not {shown_value(given)}")
    return given


class TrackerError(Exception):
    """Anything the program refuses; its text is meant for the person at the keyboard."""

    exit_code = 1
    happened = ""
    """What went wrong, without what became of the work; '' where the text says no more."""

    def say_kept(self, kept: str) -> None:
        """Puts what is kept in the place of what the text says became of the work."""
        self.args = (f"{self.happened or self}; {kept}",)


class DataError(TrackerError):
    """Something given cannot be taken as it is."""


class FigureError(DataError):
    """A wording from which no figure can be read."""

    def __init__(
        self, wording: str, part: str, problem: str, advice: str = "write low and high"
    ) -> None:
        self.wording = wording
        """What was to be read, whole."""
        self.part = part
        """The part that was not understood."""
        self.problem = problem
        """What is wrong with that part, as a clause."""
        super().__init__(
            f"cannot read a figure from {shown(wording)}: {shown(part)} {problem}; {advice}"
        )


class StampError(DataError):
    """A time that is impossible, ambiguous, or not read."""

    def __init__(self, text: str, problem: str, advice: str = "write it as 2016-07-27") -> None:
        self.text = text
        self.problem = problem
        super().__init__(f"cannot read a time from {shown(text)}: {problem}; {advice}")


class ChoiceError(DataError):
    """A word outside a closed list."""

    def __init__(self, field: str, word: str, known: Sequence[str]) -> None:
        self.field = field
        self.word = word
        self.known = tuple(known)
        super().__init__(
            f"{shown(word)} is not a {field} I know{suggestion(word, known)}"
            f" (known: {', '.join(known)})"
        )


class ClaimError(DataError):
    """A claim, source or incident that makes no sense as it stands."""


class NoteError(DataError):
    """A checkpoint, verifier key or proof that is not written as it must be."""


class OptionError(TrackerError):
    """Options that do not go together, or a value no option takes."""

    exit_code = 2


class MethodError(OptionError):
    """A method that somebody registered, and that cannot be used as it is."""

    def __init__(self, name: str, origin: str, problem: str, advice: str = "") -> None:
        self.name = name
        """As it is registered."""
        self.origin = origin
        """The distribution that registered it."""
        self.problem = problem
        """What is wrong, as the rest of a sentence about the method."""
        super().__init__(
            f"method {shown(name)} of {origin} {problem}; "
            f"{advice or 'tell whoever made it, and take another with --method'}"
        )


class BusyError(TrackerError):
    """Somebody else is writing, and has been for as long as we wait."""

    exit_code = 3

    def __init__(self, where: str, waited_s: float) -> None:
        self.where = where
        self.reason = f"another program has been writing for {waited_s:g} seconds"
        """Why, as a clause: for what does not record."""
        self.happened = f"{where}: {self.reason}"
        super().__init__(f"{self.happened}; nothing was recorded, try again when it is done")


class UnreachableError(TrackerError):
    """The database server does not answer, or takes nobody in at the moment."""

    exit_code = 3

    def __init__(self, where: str, reason: str) -> None:
        self.where = where
        self.reason = f"the server is not to be reached ({reason})"
        """Why, as a clause: for what does not record."""
        self.happened = f"{where}: {self.reason}"
        super().__init__(
            f"{self.happened}; when it is, repeat the command: what was recorded is recognised "
            "and not recorded twice"
        )


class WatchedError(TrackerError):
    """Another program takes what arrives in a folder."""

    exit_code = 3

    def __init__(self, folder: str) -> None:
        super().__init__(f"{folder}: another tracker watch is at work there; one is enough")


class UnsoundError(TrackerError):
    """The ledger is damaged, or is not one of ours."""

    exit_code = 4


class NotFoundError(TrackerError):
    """No such incident, claim, source or file."""

    exit_code = 5

    def __init__(self, what: str, name: str, known: Sequence[str] = (), advice: str = "") -> None:
        self.what = what
        self.name = name
        tail = suggestion(name, known) or (f"; {advice}" if advice else "")
        super().__init__(f"no {what} {shown(name)}{tail}")


class StorageError(TrackerError):
    """The disk, the memory or the permissions do not allow it."""

    exit_code = 6

    def __init__(self, happened: str, became: str = "") -> None:
        """became: what became of the work, as a clause; '' where that is not said."""
        self.happened = happened
        super().__init__(f"{happened}; {became}" if became else happened)
