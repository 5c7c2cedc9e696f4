"""Where the rows of a JSON document stand: its top, a list of ours, or the end of a path."""

import re
from collections.abc import Iterator

from tracker.importing.faults import FileError
from tracker.importing.readers.json_values import Pairs, decoded, refuse_at

LIST_KEYS = ("claims", "incidents", "sources", "rows")
"""Under which our own documents have their list."""
_MOST_NAMED = 5
_DEEPEST_NAMED = 4
_BLANKS = re.compile(r"[ \t\n\r]*")


def list_start(text: str, path: str) -> int:
    """Where the list of rows opens in a document, all of which is checked first.

    path: keys joined by dots that lead there; '' is the top. Raises FileError.
    """
    start = past_blanks(text, 0)
    value, end = decoded(text, start)
    if (end := past_blanks(text, end)) < len(text):
        refuse_at(text, end, "more text after the end of the document")
    at = _at_path(text, start, path) if path else _at_top(text, start)
    if at is not None:
        return at
    wanted = f"there is no list at {path!r}" if path else "a JSON file holds a list of objects"
    found = list(paths_to_lists(value))
    if found:
        more = " …" if len(found) > _MOST_NAMED else ""
        named = ", ".join(found[:_MOST_NAMED])
        raise FileError(f"{wanted}; name the one with the rows by --rows: {named}{more}")
    if path:
        raise FileError(f"{wanted}, nor a list of objects anywhere else")
    raise FileError(f"{wanted}, or an object with that list under 'claims'")


def past_blanks(text: str, at: int) -> int:
    """The place after the blanks at a place."""
    found = _BLANKS.match(text, at)
    return found.end() if found else at


def _at_top(text: str, start: int) -> int | None:
    if text[start] == "[":
        return start
    if text[start] != "{":
        return None
    ours = (at for key, at in _members(text, start) if key in LIST_KEYS and text[at] == "[")
    return next(ours, None)


def _at_path(text: str, start: int, path: str) -> int | None:
    """Where the path leads if a list is there; a key may have dots in it."""
    if text[start] != "{":
        return None
    for key, at in _members(text, start):
        if key == path:
            return at if text[at] == "[" else None
        if path.startswith(f"{key}.") and (found := _at_path(text, at, path[len(key) + 1 :])):
            return found
    return None


def _members(text: str, start: int) -> Iterator[tuple[str, int]]:
    """The keys of a sound object, each with the place where its value begins."""
    at = past_blanks(text, start + 1)
    while text[at] == '"':
        key, at = decoded(text, at)
        at = past_blanks(text, past_blanks(text, at) + 1)
        yield key, at
        at = past_blanks(text, decoded(text, at)[1])
        at = past_blanks(text, at + 1) if text[at] == "," else at


def paths_to_lists(value: object, path: str = "", depth: int = 0) -> Iterator[str]:
    """Paths from an object to the lists of objects near its top, outer ones first."""
    if not isinstance(value, Pairs) or depth > _DEEPEST_NAMED:
        return
    for key, one in value:
        if (
            isinstance(one, list)
            and not isinstance(one, Pairs)
            and any(isinstance(row, Pairs) for row in one)
        ):
            yield f"{path}{key}"
    for key, one in value:
        yield from paths_to_lists(one, f"{path}{key}.", depth + 1)
