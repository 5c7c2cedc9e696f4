"""What was typed made into values, by the very code that reads the rows of a file.

Options are put into the canonical columns of an import and read as one row, so that both
ways know the same words, refuse the same mistakes and keep the same texts.
"""

import unicodedata
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from numbers import Real
from typing import TypeVar, cast

from tracker.errors import ClaimError, OptionError, shown_value, suggestion
from tracker.model import Claim, Incident, Source
from tracker.model.content import claim_content, incident_content, source_content

T = TypeVar("T")
Row = dict[str, str]
"""Texts by canonical column; a column that is not there is blank."""

_SPEAKING = ("", "slug", "incident", "target", "figure")
"""Columns without an option, or whose refusals name what is wrong by themselves."""


def refuse_unknown(what: str, given: Iterable[str], known: Collection[str]) -> None:
    """Raises OptionError for a name that is none of the `known`: a misspelt field must not be
    taken for one that was left out."""
    for name in given:
        if name not in known:
            near = suggestion(name, sorted(known)) if isinstance(name, str) else ""
            raise OptionError(f"no {what} {name!r}{near}")


def several(name: str, texts: Iterable[str] | None) -> tuple[str, ...]:
    """Texts of which several may be given; none for None. Raises OptionError for one text, which
    is a series of letters to Python, and for what is no text."""
    if texts is None:
        return ()
    if isinstance(texts, str) or not isinstance(texts, Iterable):
        raise OptionError(f"{name} are several; give a list, as in {name}=[{texts!r}]")
    given = tuple(texts)
    for one in given:
        if not isinstance(one, str):
            raise OptionError(f"{name} are texts, not {shown_value(one)}")
    return given


def given_columns(given: Mapping[str, object]) -> Row:
    """The options that were given, by column; '' for one that was given blank.

    Raises OptionError for a value that is neither a text nor a number nor a date, or is a time
    without a zone: a list, bytes or True would be recorded as Python writes them, and the gap
    of a table as the word nan.
    """
    return {name: _text_of(name, value) for name, value in given.items() if value is not None}


def _text_of(name: str, value: object) -> str:
    is_one = isinstance(value, str | Real | Decimal | date) and not isinstance(value, bool)
    if not is_one or value != value:  # noqa: PLR0124 - so NaN and NaT are told
        told = f"{name} takes a text or a number, not {shown_value(value)}"
        raise OptionError(f"{told}; give None where there is nothing")
    return written_date(name, value) if isinstance(value, date) else str(value)


def written_date(name: str, given: date) -> str:
    """A date as it is written, or a time with its offset. name: what it is given for.

    Raises OptionError for a time without a zone: nobody can tell whose it is, nor whether its
    midnight is one, or what a program makes of a date.
    """
    if isinstance(given, datetime) and given.utcoffset() is None:
        raise OptionError(
            f"{name}: {given} has no zone; give it one, or a date, or write it as a text, which "
            "is read in the incident's zone"
        )
    return given.isoformat()


def row_of(claim: Claim) -> Row:
    """A recorded claim as the row that would import it; act, target and reason are left out."""
    content = claim_content(claim)
    for column in ("kind", "act", "targets", "reason"):
        content.pop(column, None)
    return {column: str(value) for column, value in content.items()}


def says_the_same(row: Row, other: Row) -> bool:
    """True for rows that differ at most in blanks around and in columns left blank."""
    cleaned = [{key: text.strip() for key, text in one.items()} for one in (row, other)]
    kept = [{key: text for key, text in one.items() if text} for one in cleaned]
    return kept[0] == kept[1]


def about(claim: Claim, *, figure: bool = True) -> Row:
    """The row of an act that describes what it is about: count and figure, none of its times."""
    columns = ("incident", "source", "metric", "population", "scope", "mode")
    kept = (*columns, "figure", "low", "high") if figure else columns
    return {column: text for column, text in row_of(claim).items() if column in kept}


def incident_of(row: Row, current: Incident | None = None) -> Incident:
    """The incident that a row of an incidents file states; columns that are not there are
    those of `current`. Raises ClaimError."""
    texts: Row = {}
    if current is not None:
        texts = {column: str(text) for column, text in incident_content(current).items()}
    return cast("Incident", _record_of({**texts, **row}, "incidents"))


def source_of(row: Row, current: Source | None = None) -> Source:
    """The source that a row of a sources file states; columns that are not there, and its
    aliases, are those of `current`. Raises ClaimError."""
    if current is None:
        return cast("Source", _record_of(row, "sources"))
    texts = {column: str(text) for column, text in source_content(current).items()}
    texts |= {"kind": current.kind.value, "aliases": ""}
    stated = cast("Source", _record_of({**texts, **row}, "sources"))
    return replace(stated, aliases=current.aliases)


def aliases_of(kept: Iterable[str], added: Iterable[str]) -> tuple[str, ...]:
    """The aliases kept and those added, each once, in that order, composed as files' cells are.

    Raises ClaimError where they are longer than a file's cell may be.
    """
    from tracker.importing.records import refuse_long  # noqa: PLC0415 - dateutil

    composed = (unicodedata.normalize("NFC", one.strip()) for one in added)
    aliases = tuple(dict.fromkeys((*kept, *(one for one in composed if one))))
    by_option(lambda: refuse_long({"aliases": ";".join(aliases)}))
    return aliases


def _record_of(row: Row, kind: str) -> Incident | Source:
    from tracker.importing.headers import (  # noqa: PLC0415 - dateutil
        INCIDENT_COLUMNS,
        SOURCE_COLUMNS,
        FileKind,
        Layout,
    )
    from tracker.importing.records import RecordRows  # noqa: PLC0415

    columns = INCIDENT_COLUMNS if kind == "incidents" else SOURCE_COLUMNS
    reader = RecordRows(Layout(FileKind(kind), columns), None, lambda _: None)
    cells = [row.get(column, "") for column in columns]
    return by_option(lambda: reader.read(1, cells))


def by_option(read: Callable[[], T]) -> T:
    """What is read. Raises ClaimError naming the option where a column is at fault."""
    from tracker.importing.dates import ORDER_ADVICE  # noqa: PLC0415 - dateutil
    from tracker.importing.faults import RowError  # noqa: PLC0415

    try:
        return read()
    except RowError as problem:
        option = problem.column.replace("aliases", "alias").replace("_", "-")
        where = "" if problem.column in _SPEAKING else f"--{option}: "
        raise ClaimError(f"{where}{problem.problem.removesuffix(ORDER_ADVICE)}") from None
