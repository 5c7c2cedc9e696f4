"""The quick way past claims that are plainly sound, which nearly all entries are.

A claim's columns say all that its content says, so the content is written anew from them: if
it comes to the very bytes that were hashed, then columns and content agree, and the content
is in canonical form. True only where the thorough checks would find nothing; whatever is not
plain (an act on other claims, anything odd) is left to them. A test holds the two together.
"""

from hashlib import sha256
from typing import Any, TypeAlias

import orjson

from tracker.errors import DataError
from tracker.ledger.columns import id60_of
from tracker.model import Act, Metric, Mode, Population, stamp
from tracker.model.content import figure_said

Row: TypeAlias = tuple[Any, ...]

_MEMORY = 65_536
_ASSERT = Act.ASSERT.value
_COUNTS = frozenset(
    (metric.value, population.value, mode.value)
    for metric in Metric
    for population in Population
    for mode in Mode
)
_TEXT = frozenset((str,))
_STRICT = orjson.OPT_STRICT_INTEGER
_ESCAPED_NUL = b"\\u0000"


class QuickLook:
    """Looks at claims that assert something; remembers what figures and times it has read."""

    def __init__(self) -> None:
        self._qualifiers: dict[Row, str | None] = {}
        self._times: set[str | None] = {None}
        """Such as are written as a claim writes them."""

    def is_sound(self, entry: Row, before: tuple[int, Any], row: Row) -> bool:
        """True when an entry that follows (number, moment) is a claim with nothing wrong with
        it or with its row."""
        seq, us, _, _, kind, content, digest = entry
        try:
            return (
                kind == "claim"
                and type(content) is bytes
                and type(us) is int
                and seq == before[0] + 1
                and before[1] < us
                and sha256(content).digest() == digest
                and row[1] == id60_of(digest)
                and self._says(row, content)
            )
        except (DataError, TypeError, ValueError):
            return False

    def _says(self, row: Row, content: bytes) -> bool:
        """True when the columns are those of a sound claim of just this content.

        Raises DataError, TypeError or ValueError where a column holds what no claim has.
        """
        (
            _, _, incident, source, metric, population, scope, mode, wording, low, high,
            qualifier, given, asserted, published, via, url, act, targets, reason, relays, note,
            ref,
        ) = row  # fmt: skip
        said: dict[str, Any] = {"act": _ASSERT}  # In order of keys, which spares their sorting.
        if asserted is not None:
            said["asserted_at"] = asserted
        if wording != "":
            said["figure"] = wording
        if given == 1 and high is not None:
            said["high"] = high
        said["incident"] = incident
        said["kind"] = "claim"
        if given == 1 and (low is not None or high is None):
            said["low"] = "?" if low is None else low
        said["metric"] = metric
        said["mode"] = mode
        if note != "":
            said["note"] = note
        said["population"] = population
        if published is not None:
            said["published_at"] = published
        if reason != "":
            said["reason"] = reason
        if ref != "":
            said["ref"] = ref
        if relays != "":
            said["relays"] = relays
        if scope != "":
            said["scope"] = scope
        said["source"] = source
        if url != "":
            said["url"] = url
        if via != "":
            said["via"] = via
        return (
            orjson.dumps(said, option=_STRICT) == content
            and act == _ASSERT
            and targets == ""
            and incident != ""
            and source != ""
            and (metric, population, mode) in _COUNTS
            and (_TEXT.issuperset(map(type, said.values())) or _only_bounds_are_numbers(said))
            and (asserted in self._times or self._is_time(asserted))
            and (published in self._times or self._is_time(published))
            and qualifier == self._qualifier((given, wording, low, high))
            and _ESCAPED_NUL not in content
        )

    def _qualifier(self, figure: Row) -> str | None:
        """The qualifier of (given, wording, low, high); None where these are no claim's."""
        known = self._qualifiers.get(figure, "")
        if known != "":
            return known
        if len(self._qualifiers) >= _MEMORY:
            self._qualifiers.clear()
        found = self._qualifiers[figure] = _qualifier_of(*figure)
        return found

    def _is_time(self, text: str | None) -> bool:
        if stamp(str(text)).text != text:
            return False
        if len(self._times) >= _MEMORY:
            self._times = {None}
        self._times.add(text)
        return True


def _only_bounds_are_numbers(said: dict[str, Any]) -> bool:
    return all(
        type(value) is str or (name in ("low", "high") and type(value) is int)
        for name, value in said.items()
    )


def _qualifier_of(given: int, wording: str, low: int | None, high: int | None) -> str | None:
    if given == 1:
        figure = figure_said(wording, "?" if low is None and high is None else low, high)
    else:
        figure = figure_said(wording, None, None)
    fits = given in (0, 1) and (figure.low, figure.high) == (low, high)
    return figure.qualifier.value if fits else None
