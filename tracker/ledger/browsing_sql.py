"""The SQL of `browser`, as plain text with question marks."""

from collections.abc import Sequence

from tracker.ledger.names import columns_of

PAGE = 256
"""Rows of a page."""
ORDERS = {
    "slug": "i.slug",
    "title": "i.title",
    "when": "COALESCE(i.occurred_at, '')",
    "place": "i.country || i.place",
}
"""What incidents can be sorted by; the slug decides between equal ones."""

_COLUMNS = ", ".join(f"i.{name}" for name in columns_of("incident"))
_CURRENT = (
    "i.seq <= ? AND i.seq = "
    "(SELECT MAX(j.seq) FROM incident j WHERE j.slug = i.slug AND j.seq <= ?)"
)
_TEXT = "lower(i.slug || ' ' || i.title || ' ' || i.place || ' ' || i.country)"
_WRITINGS = (str.lower, str.upper, str.title)
"""A database makes small letters of a to z alone: of other letters a word is looked for in each."""
_WORD = "(" + " OR ".join([f"{_TEXT} LIKE ? ESCAPE '!'"] * len(_WRITINGS)) + ")"

CLAIMS_BY_SOURCE = "SELECT source, COUNT(*) FROM claim WHERE seq <= ? GROUP BY source"
ENTRIES = (
    "SELECT seq, recorded_us, recorded_by, kind, content, content_hash FROM entry "
    "WHERE seq BETWEEN ? AND ? ORDER BY seq DESC"
)


def incident_begins(words: Sequence[str], order: str) -> tuple[str, tuple[str, ...]]:
    """Numbers from 1, sort keys and slugs of the current rows: every page's first, and the
    last row of all. With what the words stand for."""
    key = ORDERS[order]
    rows = (
        f"SELECT row_number() OVER (ORDER BY {key}, i.slug) AS number, "  # noqa: S608
        f"count(*) OVER () AS total, {key} AS sort_key, i.slug AS slug "
        f"FROM incident i WHERE {_having(words)}{_CURRENT}"
    )
    text = (
        f"SELECT number, sort_key, slug FROM ({rows}) AS numbered "  # noqa: S608
        f"WHERE (number - 1) % {PAGE} = 0 OR number = total ORDER BY number"
    )
    return text, _patterns(words)


def incident_page(words: Sequence[str], order: str) -> tuple[str, tuple[str, ...]]:
    """The current rows from a (key, slug) on. With what the words stand for."""
    key = ORDERS[order]
    text = (
        f"SELECT {_COLUMNS} FROM incident i WHERE {_having(words)}{_CURRENT} "  # noqa: S608
        f"AND ({key}, i.slug) >= (?, ?) ORDER BY {key}, i.slug LIMIT ?"
    )
    return text, _patterns(words)


def incident_key(order: str) -> str:
    """The sort key of the current row of one slug."""
    return f"SELECT {ORDERS[order]} FROM incident i WHERE i.slug = ? AND {_CURRENT}"  # noqa: S608


def _having(words: Sequence[str]) -> str:
    return "".join(f"{_WORD} AND " for _ in words)


def _patterns(words: Sequence[str]) -> tuple[str, ...]:
    """Words to be looked for anywhere, whatever signs they hold."""
    plain = (_as_lowered_there(write(word)) for word in words for write in _WRITINGS)
    escaped = (word.replace("!", "!!").replace("%", "!%").replace("_", "!_") for word in plain)
    return tuple(f"%{word}%" for word in escaped)


def _as_lowered_there(word: str) -> str:
    return "".join(one.lower() if one.isascii() else one for one in word)
