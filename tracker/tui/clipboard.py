"""Copying, as far as it can be known: the terminal is asked, and never answers."""

from textual.app import App

SENT = "Sent {what} to the terminal's clipboard; if it does not take it, e exports to a file."


def copied(app: "App[None]", text: str, what: str) -> None:
    """Sends a text by OSC 52, as it is in the data, and says no more than that it was sent."""
    app.copy_to_clipboard(text)
    app.notify(SENT.format(what=what), markup=False)
