"""Typed rows and canonical contents, both worked out on the server from what a caller hands over.

The caller hands over contents alone. The server takes the columns out of them and writes the
content anew from the columns, and that is what it keeps and hashes: so the two cannot say
different things, and nothing stands in a content that no column holds.
"""

from tracker.figures.numbers import MOST_DIGITS
from tracker.ledger.names import columns_of
from tracker.ledger.sealing import MOST_WHOLE

_TIMES = ("occurred_at", "asserted_at", "published_at")
"""Columns of text that may hold nothing."""
_NEEDED = {
    "incident": ("slug", "timezone"),
    "source": ("slug", "kind", "reliability"),
    "claim": ("incident", "source", "metric", "population", "mode", "act"),
}
"""Columns that every content of a kind has a key for; all others are left out when blank."""
_READ = ("low", "high", "qualifier")
"""Columns of a claim that its content need not hold: what its words were read as."""
_KEY_OF = {"source": {"kind": "source_kind"}, "claim": {"wording": "figure"}}
"""Keys of a content that are called otherwise than their columns."""
_TYPE_OF = {"aliases": "json", "targets": "text[]"}
"""Keys that hold no plain text or number."""


def handed_over(kind: str) -> str:
    """SQL of a table `g` of what was handed over: the keys of the contents, the numbers of the
    entries, and for claims what their words were read as."""
    keys = [*_keys_of(kind).values(), *(("low", "high") if kind == "claim" else ())]
    types = ", ".join(f"{key} {_TYPE_OF.get(key, 'text')}" for key in keys)
    read = _READ if kind == "claim" else ()
    lists = ", ".join(f"given.{name}" for name in (kind, *read))
    names = ", ".join((*keys, "seq", *(f"read_{name}" for name in read)))
    return f"ROWS FROM (json_to_recordset({kind}s) AS ({types}), unnest({lists})) AS g({names})"


def columns_from(kind: str) -> str:
    """SQL that gives the columns of a row of `g` but for `id60`, each by its name.

    Nothing stands in for a key that every content has: the table refuses it.
    """
    keys = _keys_of(kind)
    said = {name: _column(kind, name, key) for name, key in keys.items()} | {"seq": "g.seq"}
    if kind == "claim":
        said |= {name: f"g.read_{name}" for name in _READ}
        given = "g.low IS NOT NULL OR g.high IS NOT NULL"
        said["bounds_given"] = f"CASE WHEN {given} THEN 1 ELSE 0 END"
    return ", ".join(f"{said[name]} AS {name}" for name in columns_of(kind) if name in said)


def content_of(kind: str) -> str:
    """SQL that writes row `t` of a typed table as canonical JSON: keys in order, nothing blank,
    no spaces."""
    said = {key: _value(kind, name) for name, key in _keys_of(kind).items()}
    said["kind"] = f"'\"{kind}\"'"
    if kind == "claim":
        said |= {"low": _LOW, "high": "CASE WHEN t.bounds_given = 1 THEN t.high::text END"}
    # Each key brings a comma with it; the first one's is cut off.
    members = ", ".join(f"',\"{key}\":' || ({value})" for key, value in sorted(said.items()))
    return f"'{{' || substr(concat({members}), 2) || '}}'"


def _keys_of(kind: str) -> dict[str, str]:
    """Column by column, the key that holds the same."""
    apart = ("seq", "id60", "bounds_given", *_READ)
    called = _KEY_OF.get(kind, {})
    return {name: called.get(name, name) for name in columns_of(kind) if name not in apart}


def _column(kind: str, name: str, key: str) -> str:
    if name in _NEEDED[kind]:
        return f"g.{key}"
    if name in _TIMES:
        return f"NULLIF(g.{key}, '')"
    if name == "targets":
        return "COALESCE(array_to_string(g.targets, ' '), '')"
    if name == "aliases":
        return _ALIASES
    return f"COALESCE(g.{key}, '')"


def _value(kind: str, name: str) -> str:
    """A column as JSON, or NULL where the content leaves it out."""
    said = f"to_json(t.{name})::text"
    if name == "targets":
        said = "array_to_json(string_to_array(t.targets, ' '))::text"
    if name == "aliases":
        return "NULLIF(t.aliases, '[]')"
    return said if name in _NEEDED[kind] else f"CASE WHEN t.{name} <> '' THEN {said} END"


_ALIASES = (
    "'[' || COALESCE((SELECT string_agg(to_json(a.said)::text, ',' ORDER BY a.place) "
    "FROM json_array_elements_text(g.aliases) WITH ORDINALITY AS a(said, place)), '') || ']'"
)
"""A list without spaces, whatever spaces it was handed over with."""
_LOW = (
    "CASE WHEN t.bounds_given = 1 THEN CASE WHEN t.low IS NOT NULL THEN t.low::text "
    # A question mark, which in a statement would stand for a value.
    "WHEN t.high IS NULL THEN to_json(chr(63))::text END END"
)
_GIVEN = (
    "CASE WHEN t.low IS NULL AND t.high IS NULL THEN 'unknown' WHEN t.low IS NULL THEN 'up_to' "
    "WHEN t.high IS NULL THEN 'at_least' WHEN t.low = t.high THEN 'exact' "
    "WHEN t.low < t.high THEN 'range' END"
)
BOUNDS_AS_SAID = (
    f"CASE WHEN t.low < 0 OR t.high < 0 OR t.low > {MOST_WHOLE} OR t.high > {MOST_WHOLE} "
    f"THEN false WHEN t.bounds_given = 1 THEN t.qualifier = {_GIVEN} "
    "WHEN t.wording = '' THEN t.qualifier = 'unknown' AND t.low IS NULL AND t.high IS NULL "
    f"WHEN t.wording ~ '^[1-9][0-9]{{0,{MOST_DIGITS - 1}}}$' "
    "THEN t.qualifier = 'exact' AND t.low = t.high AND t.high::text = t.wording ELSE true END"
)
"""SQL that is true where the bounds of claim `t` are those of its content.

Bounds of words are taken as they are handed over, unless the words are a plain number: words
are read by this program alone, and a claim is read back from its content, never from these.
"""
