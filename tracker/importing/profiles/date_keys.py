"""Times among the keys of a profile: one text, parts in several columns, or seconds."""

import re

from tracker.importing.profiles.profile import DateRule
from tracker.importing.profiles.template_keys import template
from tracker.importing.profiles.toml_table import Keys

PARTS = ("year", "month", "day", "hour", "minute")
ZEROS = frozenset(("0", "00"))
_OFFSET = re.compile(r"(?:[+-]\d\d:\d\d)?", re.ASCII)


def read_date(keys: Keys, key: str) -> DateRule | None:
    """The rule under a key: "{date}", or { year = "YEAR", month = "MONTH" }, or
    { epoch = "timestamp" }; None where there is none. Raises ProfileError."""
    if keys.is_table(key):
        return _of_table(keys, key)
    return DateRule(text=template(keys, key)) if keys.has(key) else None


def _of_table(keys: Keys, key: str) -> DateRule:
    table = keys.table_or_empty(key)
    epoch, parts = table.text("epoch"), tuple(table.text(part) for part in PARTS)
    text = template(table, "text")
    if [bool(epoch), bool(parts[0]), bool(text.pieces)].count(True) != 1:
        keys.refuse(key, "needs one of text, year (with the column of the year) and epoch")
    unknown, offset = table.texts("unknown"), table.text("offset")
    if not _OFFSET.fullmatch(offset):
        table.refuse("offset", "is not an offset such as +00:00")
    rule = DateRule(
        text=text if text.pieces else None,
        epoch=epoch,
        parts=parts if parts[0] else (),
        unknown=frozenset(unknown) if table.has("unknown") else ZEROS,
        offset=offset,
        precision=table.text("precision"),
        months=frozenset(table.texts("month_if")),
        years=frozenset(table.texts("year_if")),
        goes_to_summary=table.flag("or_summary"),
    )
    table.end()
    return rule
