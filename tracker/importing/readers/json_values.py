"""JSON values to cells: text, whole numbers, null and lists of text; nothing else fits one."""

import json
from decimal import Decimal as Exact
from decimal import InvalidOperation
from typing import Any, NoReturn

from tracker.importing.faults import FileError, RowError, together
from tracker.importing.headers import column_name

JsonObject = list[tuple[str, Any]]
"""A parsed object: its pairs in order, so that a key written twice is seen."""


class Decimal(str):
    """A number with a fraction or an exponent, as written."""

    __slots__ = ()


class Whole(str):
    """A whole number, as written: of any length, and never rounded."""

    __slots__ = ()


class Pairs(JsonObject):
    """An object's pairs, told from an array by its type."""


TOO_DEEP = "lists and objects are nested too deeply"
DECODER = json.JSONDecoder(
    object_pairs_hook=Pairs,
    parse_float=Decimal,
    parse_int=Whole,
    parse_constant=Decimal,
)
_LIST_COLUMNS = frozenset(("target", "targets", "aliases"))
_DECIMAL_COLUMNS = frozenset(("latitude", "longitude"))
_MOST_DIGITS = 16


def decoded(text: str, at: int) -> tuple[Any, int]:
    """The JSON value that starts at a place in the text, and where it ends.

    Raises FileError with the line, and with the column of the line in its message.
    """
    try:
        return DECODER.raw_decode(text, at)
    except json.JSONDecodeError as problem:
        refuse_at(text, problem.pos, problem.msg)
    except RecursionError:
        refuse_at(text, at, TOO_DEEP)


def refuse_at(text: str, at: int, what: str) -> NoReturn:
    """Raises FileError for something at a place in a JSON text."""
    line = text.count("\n", 0, at) + 1
    column = at - text.rfind("\n", 0, at)
    end = ": the file ends too soon, as if cut off" if not text[at:].strip() else ""
    if what.startswith("Unterminated string"):
        end = ": it begins here and nothing ends it, as if the file were cut off"
    plain = what.lower().removesuffix(" starting at").removesuffix(" at")
    raise FileError(f"this is not JSON: {plain} at column {column}{end}", line=line)


def row_of(pairs: JsonObject, *, verbatim: bool = False) -> dict[str, str]:
    """An object as text by key. Raises RowError for keys twice and values no cell can hold.

    verbatim: any value can stand in a cell, as JSON writes it.
    """
    row: dict[str, str] = {}
    errors: list[RowError] = []
    for key, value in pairs:
        if key in row:
            errors.append(RowError(key, "", "this key stands twice in one object"))
            continue
        try:
            row[key] = value if type(value) is str else _cell(key, value, verbatim=verbatim)
        except RowError as problem:
            errors.append(problem)
    if errors:
        raise together(errors)
    return row


def refused_row(pairs: JsonObject) -> dict[str, str]:
    """The same of an object that was refused, for whoever puts it right: what no cell can hold as
    JSON writes it, and '' where that is nested too deeply."""
    return {key: _as_refused(key, value) for key, value in pairs}


def _as_refused(key: str, value: object) -> str:
    for verbatim in (False, True):
        try:
            return value if type(value) is str else _cell(key, value, verbatim=verbatim)
        except RowError:
            continue
    return ""


def _cell(key: str, value: object, *, verbatim: bool) -> str:
    if value is None:
        return ""
    if isinstance(value, Whole):
        return str(value)
    if isinstance(value, Decimal):
        if verbatim or column_name(key) in _DECIMAL_COLUMNS:
            return str(value)
        return _without_fraction(key, value)
    if verbatim:
        return _whole(key, value)
    if isinstance(value, bool):
        word = str(value).lower()
        raise RowError(key, word, f"{word} is neither text nor a whole number")
    if isinstance(value, Pairs):
        raise RowError(key, "{…}", "an object cannot stand in a column; write text or a number")
    return _joined(key, value)


def _without_fraction(key: str, value: Decimal) -> str:
    """A whole number that a program wrote as a fraction, as pandas does in a column with gaps
    (4.0) and R for round numbers (1e+05). In JSON such a number cannot be 1.000 for a thousand,
    as it can in a CSV file. Raises RowError for a true fraction."""
    try:
        exact = Exact(value)
    except InvalidOperation:  # An exponent that no number of people has.
        exact = Exact("NaN")
    _, digits, exponent = exact.as_tuple()
    if isinstance(exponent, int) and exact.adjusted() < _MOST_DIGITS:
        past_the_point = digits[exponent:] if exponent < 0 else ()
        if not any(past_the_point):
            return str(int(exact))
    raise RowError(key, value, f"{value[:60]} is not a whole number; write it as text or as 40")


def _whole(key: str, value: object) -> str:
    try:
        return written(value)
    except RecursionError:
        raise RowError(key, "", TOO_DEEP) from None


def written(value: object) -> str:
    """A parsed value as JSON again, its numbers as they were.

    >>> written(decoded('{"a": [1.50, null, "b"]}', 0)[0])
    '{"a":[1.50,null,"b"]}'
    """
    if isinstance(value, Pairs):
        members = (f"{json.dumps(key, ensure_ascii=False)}:{written(one)}" for key, one in value)
        return "{" + ",".join(members) + "}"
    if isinstance(value, list):
        return "[" + ",".join(map(written, value)) + "]"
    if isinstance(value, (Whole, Decimal)):
        return str(value)
    return json.dumps(value, ensure_ascii=False)


def _joined(key: str, value: Any) -> str:
    if column_name(key) not in _LIST_COLUMNS:
        raise RowError(key, "[…]", "a list can stand only in target or aliases")
    if not all(type(one) is str and ";" not in one for one in value):
        raise RowError(key, "[…]", "this list may hold only texts without semicolons")
    return ";".join(value)
