"""One entry's content against its hash, its kind and its columns."""

from collections.abc import Callable, Iterator
from hashlib import sha256
from typing import Any, TypeAlias

import orjson

from tracker.errors import DataError, shown
from tracker.ledger.columns import claim_row, incident_row, source_row
from tracker.ledger.names import columns_of
from tracker.ledger.problem import Problem
from tracker.ledger.sealing import Value, canonical, seal
from tracker.model import Claim, Incident
from tracker.model.content import claim_from, incident_from, source_from

Row: TypeAlias = tuple[Any, ...]
_READERS: dict[str, Callable[[Any], Value]] = {
    "incident": incident_from,
    "source": source_from,
    "claim": claim_from,
}
_UNREADABLE = (DataError, TypeError, ValueError, KeyError, AttributeError, RecursionError)


def content_problems(entry: Row) -> Iterator[Problem]:
    """A hash that is not the content's, and a kind that the content does not name."""
    seq, _, _, _, kind, content, digest = entry
    if not isinstance(content, bytes):
        yield Problem("content", seq, f"the content of entry {seq} is not bytes")
        return
    if sha256(content).digest() != digest:
        yield Problem("hash", seq, f"the content of entry {seq} does not give its hash")
    try:
        said = orjson.loads(content)
        fit = isinstance(said, dict) and canonical(said) == content
    except _UNREADABLE as problem:
        yield Problem("content", seq, f"the content of entry {seq} cannot be read: {problem}")
        return
    if not fit:
        yield Problem("content", seq, f"the content of entry {seq} is not in canonical form")
    elif said.get("kind") != kind:
        yield Problem("kind", seq, f"entry {seq} calls itself {shown(str(kind))}, its content not")


def column_problems(entry: Row, kind: str, row: Row) -> Iterator[Problem]:
    """Columns of the typed table that do not say what the content says."""
    seq, content = entry[0], entry[5]
    try:
        value = value_of(kind, content)
        sealed = seal(value)
    except _UNREADABLE as problem:
        yield Problem("content", seq, f"the content of entry {seq} is no {kind}: {problem}")
        return
    if sealed.content != content:
        yield Problem("content", seq, f"the content of entry {seq} holds more than its {kind} says")
    expected = row_of(seq, value, sealed.digest)
    if row == expected:
        return
    for column, found, meant in zip(columns_of(kind), row, expected, strict=True):
        if found != meant:
            yield Problem(
                "columns",
                seq,
                f"column {column} of {kind} {seq} holds {shown(str(found))}, "
                f"its content says {shown(str(meant))}",
            )


def value_of(kind: str, content: bytes) -> Value:
    """The value that canonical content describes. Raises KeyError for a kind that is none,
    and ValueError, TypeError or DataError for content that says something else."""
    return _READERS[kind](orjson.loads(content))


def row_of(seq: int, value: Value, digest: bytes) -> Row:
    """The columns of a value, whichever its kind."""
    if isinstance(value, Claim):
        return claim_row(seq, value, digest)
    return incident_row(seq, value) if isinstance(value, Incident) else source_row(seq, value)
