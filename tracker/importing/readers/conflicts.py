"""The marks that git leaves in a file it could not merge."""

import re

from tracker.importing.faults import FileError

_SIGNS = ("<<<<<<< ", ">>>>>>> ")
_MARK = re.compile(r"^(?:<{7}|>{7}) \S", re.MULTILINE)


def refuse_conflicts(text: str, line: int = 1) -> None:
    """Raises FileError where a line of the text is such a mark: which of the two sides is meant
    nobody can say, and rows of both would be read. line: the number of the text's first line.

    >>> refuse_conflicts("q,a,killed,4\\n")
    >>> refuse_conflicts("q,a,killed,4\\n<<<<<<< HEAD\\n", line=7)
    Traceback (most recent call last):
    ...
    tracker.importing.faults.FileError: git could not merge this file: its marks begin here, ...
    """
    if not any(sign[0] in text and sign in text for sign in _SIGNS):  # One sign is found quicker.
        return
    found = _MARK.search(text)
    if found:
        problem = "git could not merge this file: its marks begin here, and both sides follow"
        at = line + text.count("\n", 0, found.start())
        raise FileError(f"{problem}; settle it first", line=at)
