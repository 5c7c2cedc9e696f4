"""Why a figure moved, as far as the row that moved it says so: its own words, and a code for them.

A code is given only where the words are one or plainly mean one. Other words are kept as they
are, without a code; a row that gives no words at all is `unexplained`.
"""

import re
from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import NamedTuple

from tracker.model.choices import Act, Reason
from tracker.model.claim import RecordedClaim

PHRASES: Mapping[str, Reason] = MappingProxyType(
    {
        "more bodies found": Reason.NEW_DEATHS,
        "further bodies found": Reason.NEW_DEATHS,
        "bodies recovered": Reason.NEW_DEATHS,
        "more bodies recovered": Reason.NEW_DEATHS,
        "died of wounds": Reason.SUCCUMBED,
        "died of their wounds": Reason.SUCCUMBED,
        "died of injuries": Reason.SUCCUMBED,
        "died of their injuries": Reason.SUCCUMBED,
        "succumbed to injuries": Reason.SUCCUMBED,
        "succumbed to their injuries": Reason.SUCCUMBED,
        "died in hospital": Reason.SUCCUMBED,
        "missing presumed dead": Reason.MISSING_PRESUMED_DEAD,
        "missing declared dead": Reason.MISSING_PRESUMED_DEAD,
        "duplicate": Reason.DUPLICATE_REMOVED,
        "duplicates": Reason.DUPLICATE_REMOVED,
        "duplicates removed": Reason.DUPLICATE_REMOVED,
        "double counting": Reason.DUPLICATE_REMOVED,
        "double counted": Reason.DUPLICATE_REMOVED,
        "counted twice": Reason.DUPLICATE_REMOVED,
        "late reports": Reason.BACKLOG,
        "reporting backlog": Reason.BACKLOG,
        "definition changed": Reason.DEFINITION_CHANGE,
        "change of definition": Reason.DEFINITION_CHANGE,
        "scope changed": Reason.SCOPE_CHANGE,
        "change of scope": Reason.SCOPE_CHANGE,
        "typing error": Reason.DATA_ENTRY_ERROR,
        "typo": Reason.DATA_ENTRY_ERROR,
        "clerical error": Reason.DATA_ENTRY_ERROR,
        "retracted": Reason.RETRACTION,
        "injured counted as killed": Reason.UNIT_CONFUSION,
        "killed and injured confused": Reason.UNIT_CONFUSION,
        "casualties counted as deaths": Reason.UNIT_CONFUSION,
        "transferred": Reason.TRANSFER,
        "moved to another hospital": Reason.TRANSFER,
    }
)
"""Words that plainly mean one code. They are compared whole, so that "not counted twice" or two
reasons in one sentence never pass for one."""

_DETAIL = re.compile(r"\s*(?::|\(|\s[–—-]\s)")
_BETWEEN = re.compile(r"[\s_-]+")


class Why(NamedTuple):
    """What a row says about why it moved a figure."""

    words: str
    """As the row gives them; '' where it gives none."""
    code: Reason | None
    """None where the words mean none of the codes, and where nothing needs explaining."""
    claim: str = ""
    """Id of the row that gives the words; '' without words."""


NOTHING_TO_EXPLAIN = Why("", None)
UNEXPLAINED = Why("", Reason.UNEXPLAINED)


def reason_code(words: str) -> Reason | None:
    """The code that the words are, or plainly mean, before a colon, bracket or dash; else None.

    >>> reason_code("duplicate_removed").value, reason_code("Double counting: 106 twice").value
    ('duplicate_removed', 'duplicate_removed')
    >>> reason_code("not double counting") is None
    True
    """
    head = _DETAIL.split(words.strip(), maxsplit=1)[0]
    plain = _BETWEEN.sub(" ", head).strip(" .").lower()
    try:
        return Reason(plain.replace(" ", "_"))
    except ValueError:
        return PHRASES.get(plain)


def why(rows_told: Iterable[RecordedClaim], rows: Mapping[str, RecordedClaim]) -> Why | None:
    """What the first of some rows that gives a reason says; None when none does.

    `rows` of the incident by id.
    """
    for row in rows_told:
        words = words_of(row, rows)
        if words:
            return Why(words, reason_code(words), row.id)
    return None


def words_of(row: RecordedClaim, rows: Mapping[str, RecordedClaim]) -> str:
    """The source's reason; '' for none. `rows` by id.

    The reason of a `correct` is the recorder's own, for having transcribed it wrong; the
    source's is that of the row first recorded.
    """
    return first_recorded(row, rows).reason if row.act is Act.CORRECT else row.reason


def first_recorded(row: RecordedClaim, rows: Mapping[str, RecordedClaim]) -> RecordedClaim:
    """The row as it was first recorded, before any correction; `rows` by id."""
    while row.act is Act.CORRECT and row.targets[0] in rows:
        row = rows[row.targets[0]]
    return row
