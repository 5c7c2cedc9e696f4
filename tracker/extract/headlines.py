"""Whether the first line of a text is its headline, though no blank line parts it from the rest."""

import re

from tracker.extract.wordlists import words

_LONGEST = 120
_LONGEST_LINE = 2000
_LONGER = 1.3
"""How much longer the next line is at least: lines that are wrapped are about as long as each
other, a headline is shorter than the paragraph under it, or than its wrapped lines."""
_DATELINE = re.compile(r"[A-Z][A-Z .'’/-]{2,40}(?:,|\(| [-–—])")
_GOES_ON = words(
    "the a an of in on at to for by with from and or but as that which who near into over under"
    " after before than between about is are was were has have had its their his her"
)
"""Words with which no headline ends."""


def is_headline(text: str, start: int, end: int, following: int) -> bool:
    """Whether the line text[start:end] is a headline over the one that begins at `following`.

    >>> is_headline("Ten dead in blast\\nKARWAN, 9 May – Ten people died.", 0, 17, 18)
    True
    """
    line = text[start:end]
    last = line.rpartition(" ")[2]
    if not line or len(line) > _LONGEST or not last[-1:].isalnum() or last.lower() in _GOES_ON:
        return False
    stop = text.find("\n", following, following + _LONGEST_LINE)
    below = text[following : stop if stop >= 0 else following + _LONGEST_LINE].rstrip()
    if _DATELINE.match(below):
        return True
    opens = below[:1].isupper() or below[:1] in "\"'“‘«"
    return opens and len(below) >= _LONGER * len(line)
