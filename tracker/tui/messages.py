"""What workers and widgets tell the desk."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.message import Message

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tracker.errors import TrackerError
    from tracker.ledger import Head
    from tracker.model import Incident, Source
    from tracker.tui.article_words import GivenArticle
    from tracker.tui.beside import Around
    from tracker.tui.rows import IncidentRows, Rows
    from tracker.tui.shown import Shown
    from tracker.tui.view import View


@dataclass
class LedgerRead(Message):
    """The ledger is open, or has grown since it was last looked at."""

    head: "Head"
    incidents: "IncidentRows"
    """All of them that fit the words."""


@dataclass
class ViewRead(Message):
    """What was asked for is there."""

    view: "View"
    shown: "Shown"
    around: "Around"


@dataclass
class Refused(Message):
    """What was asked for cannot be had."""

    problem: "TrackerError"
    """Why, for the person at the keyboard."""
    ends: bool = False
    """True where nothing can be shown at all."""
    view: "View | None" = None
    """What was asked for; None for what is no view."""
    is_of_watch: bool = False
    """True where nobody asked: the ledger is looked at again and again."""


@dataclass
class Ready(Message):
    """Something is shown: keys have something to act on."""


@dataclass
class Ended(Message):
    """There is nothing to show: the app ends."""

    problem: "TrackerError"


@dataclass
class IncidentsRead(Message):
    """The incidents that fit some words, in some order."""

    rows: "IncidentRows"


@dataclass
class RowsRead(Message):
    """Pages that a grid wanted are read, or its rows say more than they did."""

    rows: "Rows"


@dataclass
class Grew(Message):
    """An import from here has recorded something."""


@dataclass
class ArticleRead(Message):
    """An article was named or pasted on the import screen."""

    article: "GivenArticle"
    incidents: "Mapping[str, Incident]"
    """Those of the ledger, by slug."""


@dataclass
class RecordsRead(Message):
    """What a form of an incident or a source is about is there."""

    asked: str
    """Which form: the name of its action."""
    slug: str
    """Of what is to be put right; '' for what is new."""
    incidents: "Mapping[str, Incident]"
    sources: "Mapping[str, Source]"


@dataclass
class Filtered(Message):
    """Other words stand in the filter."""

    words: str


@dataclass
class FilterKept(Message):
    """Enter was pressed in the filter."""
