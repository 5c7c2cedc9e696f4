"""Where the rows of a JSON document stand: its top, a list of ours, or the end of a path."""

from collections.abc import Iterator

from tracker.importing.faults import FileError
from tracker.importing.readers.json_text import JsonText, LongError

LIST_KEYS = ("claims", "incidents", "sources", "rows")
"""Under which our own documents have their list."""
_MOST_NAMED = 5
_DEEPEST_NAMED = 4


def list_start(document: JsonText, path: str) -> int:
    """Where the list of rows opens in a document, all of which is checked first, unless it is
    nothing but a long list.

    path: keys joined by dots that lead there; '' is the top. Raises FileError, also for several
    lists of ours at the top, of which all but one would go unread.
    """
    start = document.past_blanks(0)
    try:
        _, end = document.value(start)
    except LongError:
        if not path and document.text[start] == "[":
            return start
        end = document.skip(start)
    document.refuse_more(end)
    at = _at_path(document, start, path) if path else _at_top(document, start)
    if at is not None:
        return at
    wanted = f"there is no list at {path!r}" if path else "a JSON file holds a list of objects"
    found = list(paths_to_lists(document, start))
    if found:
        more = " …" if len(found) > _MOST_NAMED else ""
        named = ", ".join(found[:_MOST_NAMED])
        raise FileError(f"{wanted}; name the one with the rows by --rows: {named}{more}")
    if path:
        raise FileError(f"{wanted}, nor a list of objects anywhere else")
    raise FileError(f"{wanted}, or an object with that list under 'claims'")


def _at_top(document: JsonText, start: int) -> int | None:
    text = document.text
    if text[start] == "[":
        return start
    if text[start] != "{":
        return None
    ours = [(key, at) for key, at in document.parts(start) if key in LIST_KEYS and text[at] == "["]
    filled = [(key, at) for key, at in ours if _holds_object(document, at)]
    if len(filled) > 1:
        named = ", ".join(key for key, _ in filled)
        problem = f"it holds several lists, and one is read at a time; name it by --rows: {named}"
        raise FileError(problem)
    return next((at for _, at in filled or ours), None)


def _holds_object(document: JsonText, start: int) -> bool:
    return any(document.text[at] == "{" for _, at in document.parts(start))


def _at_path(document: JsonText, start: int, path: str) -> int | None:
    """Where the path leads if a list is there; a key may have dots in it."""
    if document.text[start] != "{":
        return None
    for key, at in document.parts(start):
        if key == path:
            return at if document.text[at] == "[" else None
        if path.startswith(f"{key}."):
            found = _at_path(document, at, path[len(key) + 1 :])
            if found is not None:
                return found
    return None


def paths_to_lists(document: JsonText, start: int, path: str = "", depth: int = 0) -> Iterator[str]:
    """Paths from a sound object to the lists of objects near its top, outer ones first."""
    text = document.text
    if text[start] != "{" or depth > _DEEPEST_NAMED:
        return
    inner = []
    for key, at in document.parts(start):
        if text[at] == "[" and _holds_object(document, at):
            yield f"{path}{key}"
        inner.append((key, at))
    for key, at in inner:
        yield from paths_to_lists(document, at, f"{path}{key}.", depth + 1)
