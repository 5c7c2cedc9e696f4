"""One thing that can be done, for the key help and the palette."""

from typing import NamedTuple


class Doable(NamedTuple):
    """One line of the list."""

    sign: str
    words: str
    twin: str
    """The command that does the same; '' where none does."""
    action: str
    """What Enter runs; '' where the key is a widget's own."""
