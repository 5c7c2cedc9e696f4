"""Text from data made fit for one line of a terminal. Data is never markup, never control.

Two steps, always in this order: `visible` turns what must not reach a terminal into
symbols; `isolated` keeps right-to-left text from moving the numbers beside it. Whatever
is cut or wrapped is cut between the two. Neither belongs in JSON, CSV or the clipboard.
Rich is imported where a width is asked for, so that a message can be made safe without it.
"""

import json
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.text import Text

FSI, PDI = "\u2068", "\u2069"
"""First-strong isolate and the end of it."""

_NAMED = {
    "\u061c": "⟨ALM⟩",
    "\u200e": "⟨LRM⟩",
    "\u200f": "⟨RLM⟩",
    "\u202a": "⟨LRE⟩",
    "\u202b": "⟨RLE⟩",
    "\u202c": "⟨PDF⟩",
    "\u202d": "⟨LRO⟩",
    "\u202e": "⟨RLO⟩",
    "\u2066": "⟨LRI⟩",
    "\u2067": "⟨RLI⟩",
    "\u2068": "⟨FSI⟩",
    "\u2069": "⟨PDI⟩",
    "\x7f": "␡",
}
_BEYOND_ASCII = (
    "\x7f-\x9f\xad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff"
    "\ufff9-\ufffb\ud800-\udfff\U0001bca0-\U0001bca3\U0001d173-\U0001d17a"
    "\U000e0000-\U000e007f"
)
_UNSHOWN = re.compile(f"[\x00-\x1f{_BEYOND_ASCII}]")
"""Control, format and separator characters and surrogates. The joiners ZWNJ and ZWJ are not
among them: Persian, Kurdish and emoji need them."""
_UNSHOWN_IN_JSON = re.compile(f"[{_BEYOND_ASCII}]")
"""The same, but for those that JSON never holds unescaped."""
_MOST_MARKS = 8
"""Marks over one letter; no script needs as many, and more reach into the lines around."""
_MARKS = "\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f"
_PILED = re.compile(f"([{_MARKS}]{{{_MOST_MARKS}}})([{_MARKS}]+)")
_RTL = "\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefe\U00010800-\U00010fff\U0001e800-\U0001efff"
_HAS_RTL = re.compile(f"[{_RTL}]")
_RTL_RUN = re.compile(rf"[{_RTL}](?:[\W\u0300-\u036f\u200c\u200d]*[{_RTL}])*")
"""Right-to-left characters with only blanks, marks and punctuation between them."""
_END_OF_NUMBER = re.compile(r"[\d.,'’·٫٬]+$")


def visible(text: str) -> str:
    """The text with every control and direction character shown as a symbol, on one line, and
    with no more marks on a letter than any script has.

    >>> visible("12\\n\\x1b[2J")
    '12␊␛[2J'
    """
    if text.isascii() and text.isprintable():
        return text
    few = _PILED.sub(lambda found: f"{found[1]}⟨{len(found[2])} more marks⟩", text)
    return _UNSHOWN.sub(lambda found: _symbol(found[0]), few)


def escaped(json_text: str) -> str:
    """A JSON text that says the same, with nothing in it that a terminal may take for an order
    and no half of a character.

    >>> escaped('"57\\x9b\\u202e"')
    '"57\\\\u009b\\\\u202e"'
    """
    return _UNSHOWN_IN_JSON.sub(lambda found: json.dumps(found[0])[1:-1], json_text)


def isolated(text: str) -> str:
    """Visible text in FSI…PDI if any of it runs from right to left; else as it is."""
    return f"{FSI}{text}{PDI}" if _HAS_RTL.search(text) else text


def isolated_runs(text: str) -> str:
    """A sentence of ours with data in it: each right-to-left run in FSI…PDI of its own, so
    that the numbers between stay in the order in which they are written."""
    return _RTL_RUN.sub(lambda found: f"{FSI}{found[0]}{PDI}", text)


def safe(text: str) -> str:
    """A text from data for one line on a terminal. Apply it once: it shows its own isolates.

    >>> safe("[bold]\\u202e57[/foo]")
    '[bold]⟨RLO⟩57[/foo]'
    """
    return isolated(visible(text))


def sentence(text: str) -> str:
    """A sentence of ours that holds names from data, for one line on a terminal."""
    return isolated_runs(visible(text))


def fit(text: str, width: int) -> str:
    """The safe text in at most `width` terminal cells, an ellipsis where it is cut.

    A number at the cut is left out whole, since half of one is another number.

    >>> fit("killed 57 people", 9)
    'killed …'
    """
    from rich.cells import cell_len  # noqa: PLC0415

    shown = visible(text)
    if cell_len(shown) <= width:
        return isolated(shown)
    return isolated(beginning(shown, width - 1) + "…") if width > 0 else ""


def beginning(shown: str, width: int) -> str:
    """As much of a visible text as fits into `width` cells without cutting a number."""
    from rich.cells import cell_len  # noqa: PLC0415

    kept = used = 0
    while kept < len(shown):
        used += cell_len(shown[kept])
        if used > width:
            break
        kept += 1
    head, tail = shown[:kept], shown[kept:]
    if re.match(r"[.,'’·٫٬]?\d", tail):
        head = _END_OF_NUMBER.sub("", head)
    return head


def cell(text: str) -> "Text":
    """The safe text for Rich and Textual, in which no bracket is markup."""
    from rich.text import Text  # noqa: PLC0415

    return Text(safe(text))


def _symbol(character: str) -> str:
    if character < " ":
        return chr(0x2400 + ord(character))
    return _NAMED.get(character) or f"⟨U+{ord(character):04X}⟩"
