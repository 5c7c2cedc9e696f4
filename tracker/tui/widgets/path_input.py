"""A line for paths that takes pasted rows and articles whole."""

from dataclasses import dataclass

from textual import events
from textual.message import Message

from tracker.tui.widgets.typed_line import TypedLine

LEAST_WORDS = 6
"""Of a line that is taken for an article."""
_QUOTES = "\"'”’)"


class PathInput(TypedLine):
    """A line for paths that takes pasted rows and articles whole."""

    @dataclass
    class Pasted(Message):
        """Rows or an article were pasted."""

        text: str

    def _on_paste(self, event: events.Paste) -> None:
        """Several lines, or a sentence, are kept as they are; any other line is a path like a
        typed one."""
        text = as_lines(event.text)
        if "\n" in text.strip("\n") or is_sentence(text):
            event.stop()
            event.prevent_default()
            self.post_message(self.Pasted(text))
        else:
            super()._on_paste(event)


def as_lines(pasted: str) -> str:
    """A pasted text with its line ends as a file has them: a terminal sends them as Enter."""
    return pasted.replace("\r\n", "\n").replace("\r", "\n")


def is_sentence(pasted: str) -> bool:
    """Whether a single line is an article and no path: it has many words and ends as one.

    >>> is_sentence("“At least 44 people were killed here.”"), is_sentence("'a b c d e f.csv'")
    (True, False)
    """
    said = pasted.split()
    return len(said) >= LEAST_WORDS and said[-1].rstrip(_QUOTES).endswith((".", "!", "?"))
