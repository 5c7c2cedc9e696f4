"""What a typed row must say, worked out on the server from the row and compared to the byte.

The server writes the canonical content anew from the columns. Where that is not the content
that was hashed, a column says something else than the content does, or the content says
something that no column holds.
"""

from tracker.figures.numbers import MOST_DIGITS
from tracker.ledger.names import columns_of


def _text(column: str) -> str:
    return f"to_json(t.{column})::text"


def _unless_blank(column: str) -> str:
    return f"CASE WHEN t.{column} <> '' THEN {_text(column)} END"


def _keys(kind: str, *always: str) -> dict[str, str]:
    """By key: its value as JSON, or NULL where the content leaves it out."""
    optional = {name: _unless_blank(name) for name in columns_of(kind)[1:]}
    return optional | {name: _text(name) for name in always} | {"kind": f"'\"{kind}\"'"}


_OF_CLAIM = _keys("claim", "incident", "source", "metric", "population", "mode", "act") | {
    "figure": _unless_blank("wording"),
    "targets": "CASE WHEN t.targets <> '' "
    "THEN array_to_json(string_to_array(t.targets, ' '))::text END",
    "low": "CASE WHEN t.bounds_given = 1 THEN CASE WHEN t.low IS NOT NULL THEN t.low::text "
    # A question mark, which in a statement would stand for a value.
    "WHEN t.high IS NULL THEN to_json(chr(63))::text END END",
    "high": "CASE WHEN t.bounds_given = 1 THEN t.high::text END",
}
_COLUMNS_ALONE = ("id60", "wording", "qualifier", "bounds_given")
_OF_SOURCE = _keys("source", "slug", "reliability") | {
    "source_kind": _text("kind"),
    # The length fails for what is JSON but no list, the cast for what is no JSON.
    "aliases": "CASE WHEN json_array_length(t.aliases::json) > 0 THEN t.aliases END",
}
_KEYS = {
    "incident": _keys("incident", "slug", "timezone"),
    "source": _OF_SOURCE,
    "claim": {key: said for key, said in _OF_CLAIM.items() if key not in _COLUMNS_ALONE},
}
_GIVEN = (
    "CASE WHEN t.low IS NULL AND t.high IS NULL THEN 'unknown' WHEN t.low IS NULL THEN 'up_to' "
    "WHEN t.high IS NULL THEN 'at_least' WHEN t.low = t.high THEN 'exact' "
    "WHEN t.low < t.high THEN 'range' END"
)
_FIGURE = (
    f"CASE WHEN t.bounds_given = 1 THEN t.qualifier = {_GIVEN} WHEN t.bounds_given <> 0 THEN false "
    "WHEN t.wording = '' THEN t.qualifier = 'unknown' AND t.low IS NULL AND t.high IS NULL "
    f"WHEN t.wording ~ '^[1-9][0-9]{{0,{MOST_DIGITS - 1}}}$' "
    "THEN t.qualifier = 'exact' AND t.low = t.high AND t.high::text = t.wording ELSE true END"
)
# Words are read by this program alone: `columns.ClaimReader` reads them again.
_ID60 = "lpad(to_hex(t.id60), 15, '0') = left(encode(e.content_hash, 'hex'), 15)"


def says_its_content(kind: str) -> str:
    """SQL that is true where row `t` of a typed table says what the content of entry `e` says.

    Not true, or an error, wherever a column or the content says more, less or otherwise. The
    bounds of a claim whose content holds only words are taken as given, unless the words are
    a plain number.
    """
    same = f"e.content = convert_to({_content(kind)}, 'UTF8')"
    return f"{same} AND {_ID60} AND {_FIGURE}" if kind == "claim" else same


def _content(kind: str) -> str:
    """SQL that writes a row as canonical JSON: keys in order, nothing blank, no spaces."""
    keys = sorted(_KEYS[kind].items())
    # Each key brings a comma with it; the first one's is cut off.
    members = ", ".join(f"',\"{key}\":' || ({said})" for key, said in keys)
    return f"'{{' || substr(concat({members}), 2) || '}}'"
