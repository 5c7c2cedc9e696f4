"""Whether two CREATE statements of SQLite say the same, word for word, however laid out."""

import re
from collections import Counter
from typing import NamedTuple, TypeAlias

Words: TypeAlias = tuple[str, ...]
_WORD = re.compile(
    r"""'(?:[^']|'')*' | "(?:[^"]|"")*" | `(?:[^`]|``)*` | \[[^\]]*\]  # literals, quoted names
    | --[^\n]* | /\*.*?(?:\*/|\Z)                                   # comments, which say nothing
    | \w+ | \S""",
    re.VERBOSE | re.DOTALL,
)


class Definition(NamedTuple):
    """A CREATE statement in its parts."""

    before: Words
    """What stands before the first parenthesis."""
    items: "Counter[Words]"
    """Columns and constraints. Their order does not count: ALTER TABLE puts a new column behind
    others than CREATE TABLE does. The order of columns is told by PRAGMA table_xinfo."""
    after: Words
    """The parenthesis that closes the items, and what stands after it."""


def says_the_same(one: str, other: str) -> bool:
    """True when two statements have the same words, the items of a table in any order.

    >>> says_the_same("CREATE TABLE t (a INT, b INT)", "CREATE TABLE t (\\n  b INT,\\n  a INT)")
    True
    >>> says_the_same("CREATE TABLE t (a INT)", "CREATE TABLE t (a INT, CHECK (a < 925))")
    False
    """
    return _read(one) == _read(other)


def _read(statement: str) -> Definition:
    words = _WORD.findall(statement)
    start = words.index("(") if "(" in words else len(words)
    items, end = _items(words, start + 1)
    return Definition(tuple(words[:start]), Counter(items), tuple(words[end:]))


def _items(words: list[str], start: int) -> tuple[list[Words], int]:
    """What stands between the commas from a place on, and where the parenthesis closes."""
    items, begun, depth, end = [], start, 1, len(words)
    for place in range(start, len(words)):
        word = words[place]
        depth += (word == "(") - (word == ")")
        if depth == 0 or (depth == 1 and word == ","):
            items.append(tuple(words[begun:place]))
            begun = place + 1
        if depth == 0:
            end = place
            break
    else:
        items.append(tuple(words[begun:]))  # Never closed: damaged.
    return items, end
