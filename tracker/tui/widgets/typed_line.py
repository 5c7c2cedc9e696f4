"""A line to type into that shows what is in it, and lets nothing of it act on the terminal."""

from rich.text import Text
from textual.widgets import Input

from tracker.tui.safely import sign_by_sign


class TypedLine(Input):
    """Textual's own line draws a text as it is, escapes and direction marks included, be it
    pasted or be it from data: what stands in a form may come from anybody."""

    @property
    def _value(self) -> Text:
        """What is drawn, a sign for a character, so that the cursor stands where it is."""
        return Text(sign_by_sign(self.value), no_wrap=True, overflow="ignore", end="")
