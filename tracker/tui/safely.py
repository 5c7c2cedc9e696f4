"""The one way for text from data into the UI: literal, on one line, never markup.

`reports.safe` shows control and direction characters as symbols and isolates what runs from
right to left; here it becomes what Textual draws without reading it. A plain string given to a
widget is parsed as markup: it can vanish, crash the app or run an action.
"""

from rich.cells import cell_len
from textual.content import Content

from tracker.reports.safe import FSI, PDI, fit, isolated, safe, sentence, visible

UNSHOWN_SIGN = "¤"
"""Stands for one character that has no picture of its own, such as a direction mark."""


def shown(text: str) -> Content:
    """A text from data, whole."""
    return Content(safe(text), strip_control_codes=False)


def told(text: str) -> Content:
    """A sentence of ours with data in it, whole."""
    return Content(sentence(text), strip_control_codes=False)


def sign_by_sign(text: str) -> str:
    """A text that is typed or may be changed, each character as one sign: what must not reach a
    terminal as a picture of it.

    >>> sign_by_sign("12\\x1b[2J")
    '12␛[2J'
    """
    if visible(text) == text:
        return text
    signs = (visible(one) for one in text)
    return "".join(sign if len(sign) == 1 else UNSHOWN_SIGN for sign in signs)


def isolates(text: str) -> tuple[str, str]:
    """What stands before and after a text that cannot bear isolates within; '' where it needs
    none."""
    return (FSI, PDI) if isolated(text) != text else ("", "")


def fitted(text: str, width: int) -> str:
    """A text from data in exactly `width` cells: cut with an ellipsis, or filled with blanks."""
    return padded(fit(text, width), width)


def padded(safe_text: str, width: int) -> str:
    """A text that is safe already, with blanks up to a width."""
    return safe_text + " " * (width - cell_len(safe_text))
