"""Conditions among the keys of a profile."""

from tracker.importing.profiles.profile import Condition
from tracker.importing.profiles.toml_table import Keys

_ASKED = ("is", "in", "not", "not_in", "present")


def read_condition(keys: Keys) -> Condition:
    """What a table asks of a cell: `is`, `in`, `not`, `not_in` or `present`."""
    column = keys.needed("column")
    asked = [key for key in _ASKED if keys.has(key)]
    if len(asked) != 1:
        keys.refuse("", "needs one of is, in, not, not_in and present beside column")
    singles = [keys.text(key) for key in ("is", "not") if keys.has(key)]
    values = (*singles, *keys.texts("in"), *keys.texts("not_in"))
    present = keys.flag("present") if keys.has("present") else None
    return Condition(
        column=column,
        values=frozenset(values),
        present=present,
        is_negated=asked[0].startswith("not"),
    )
