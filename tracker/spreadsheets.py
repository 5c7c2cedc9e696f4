"""Cells that no spreadsheet takes for a formula, and the way back to what they say.

A spreadsheet runs what begins with `=`, `+`, `-` or `@`, also from a CSV file. Such a cell is
written with an apostrophe before it, and reading takes one apostrophe off again. A cell that
begins with an apostrophe before such a sign gets one more, so that every text comes back.
The rule is part of our CSV format; JSON Lines knows nothing of it.
"""

import re

_PASSED_OVER = "\\s\x00-\x1f\x7f\u200b-\u200f\u2060\ufeff"
_SIGNS = "=+@＝＋－＠-"
_FORMULA = re.compile(f"'*(?:[\t\r\n]|[{_PASSED_OVER}]*[{_SIGNS}])")
"""With what some programs pass over before they look for a sign, and with the full-width signs,
which count as signs where texts are Chinese or Japanese."""
_GUARD = re.compile(f"'(?:$|['{_PASSED_OVER}{_SIGNS}])")


def guarded(text: str) -> str:
    """The cell for a text, safe to open in a spreadsheet.

    >>> guarded("+963 11 222"), guarded("'=1"), guarded("'tis 40")
    ("'+963 11 222", "''=1", "'tis 40")
    """
    return f"'{text}" if _FORMULA.match(text) else text


def unguarded(cell: str) -> str:
    """The text that a cell stands for.

    >>> unguarded("'+963 11 222"), unguarded("''=1"), unguarded("-1")
    ('+963 11 222', "'=1", '-1')
    """
    return cell[1:] if cell[:1] == "'" and _FORMULA.match(cell) else cell


def may_hold_guards(text: str) -> bool:
    """Whether a piece of a file may hold a cell that `unguarded` changes, or the beginning of
    one at its end. False where it surely does not, which nearly every file allows to say.

    >>> may_hold_guards("the hospital's 40"), may_hold_guards("q-1,'+963")
    (False, True)
    """
    return _GUARD.search(text) is not None
