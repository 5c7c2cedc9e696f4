"""A line to type into that shows what is in it, and lets nothing of it act on the terminal."""

from rich.text import Text
from textual.binding import Binding
from textual.events import Key
from textual.widgets import Input

from tracker.tui.safely import sign_by_sign

_EDITS = {one.action for one in Input.BINDINGS if isinstance(one, Binding)} - {"submit"}
"""What keys do within a line; what follows Enter is typed elsewhere."""


class TypedLine(Input):
    """Textual's own line draws a text as it is, escapes and direction marks included, be it
    pasted or be it from data: what stands in a form may come from anybody."""

    async def _on_key(self, event: Key) -> None:
        """Keys that edit act in their turn. Textual sends them up to the app first, so that what
        is typed right after a Backspace, on a slow line, would come before it: of 67 that is put
        right to 54 there would be left 67."""
        for binding in self._bindings.key_to_bindings.get(event.key, ()):
            if binding.action in _EDITS:
                event.stop()
                event.prevent_default()
                await self.run_action(binding.action)
                return

    @property
    def _value(self) -> Text:
        """What is drawn, a sign for a character, so that the cursor stands where it is."""
        return Text(sign_by_sign(self.value), no_wrap=True, overflow="ignore", end="")
