"""The forms: what each act asks for, and the rows that it records."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple

from tracker.model import Metric, RecordedClaim
from tracker.typed.acts import (
    act_rows,
    added_rows,
    check_correction,
    check_dispute,
    check_retraction,
    check_void,
    corrected_row,
    disputed_row,
    retracted_row,
    voided_row,
)
from tracker.typed.givens import row_of
from tracker.typed.recording import Rows


class Asks(StrEnum):
    """What sort of text a field takes, and so what is said back of it."""

    WORDS = "words"
    FIGURE = "figure"
    TIME = "time"
    SOURCE = "source"
    METRIC = "metric"
    POPULATION = "population"
    MODE = "mode"
    KIND = "kind"
    RELIABILITY = "reliability"
    ZONE = "zone"
    SLUG = "slug"
    """A short name that is to be new, and must be there."""
    REASON = "reason"
    """Words that must be there."""


class Field(NamedTuple):
    """One line of a form."""

    name: str
    """The column of an import that it fills."""
    label: str
    asks: Asks = Asks.WORDS


Remark = Callable[[str], None]
Make = Callable[[Mapping[str, str], Remark], Rows]
"""Makes what is to be recorded of the texts that were typed. Raises TrackerError."""


@dataclass(frozen=True, slots=True)
class Form:
    """What is asked for."""

    title: str
    twin: str
    """The command that does the same; '' for none."""
    fields: tuple[Field, ...]
    given: Mapping[str, str]
    """Texts that stand there already."""
    does: str = field(default="records it", kw_only=True)
    """What Ctrl+S does."""


@dataclass(frozen=True, slots=True)
class ActForm(Form):
    """What one act asks for, and what it records."""

    make: Make
    must_be_new: bool


_METRIC = Field("metric", "metric", Asks.METRIC)
_FIGURE = Field("figure", "figure", Asks.FIGURE)
_BOUNDS = (Field("low", "low"), Field("high", "high"))
_COUNT = (Field("population", "of whom", Asks.POPULATION), Field("scope", "scope"))
_TIMES = (
    Field("asserted_at", "said", Asks.TIME),
    Field("published_at", "published", Asks.TIME),
)
_WHERE = (Field("via", "via"), Field("url", "url"), Field("note", "note"))
_SOURCE = Field("source", "source", Asks.SOURCE)


def add_form(incident: str, metric: Metric, population: str, scope: str) -> ActForm:
    """One report by hand, of the count in focus unless another is typed."""
    fields = (_SOURCE, _METRIC, _FIGURE, *_COUNT, *_TIMES, *_BOUNDS, *_WHERE, Field("ref", "ref"))
    given = {"metric": metric.value, "population": population, "scope": scope}

    def make(texts: Mapping[str, str], remark: Remark) -> Rows:
        kept = {name: text for name, text in texts.items() if text.strip()}
        figure = kept.pop("figure", "")
        metric = kept.pop("metric", "")
        return added_rows({**kept, metric: figure} if figure and metric else kept)

    twin = f"tracker add {incident} --source S --{metric.value.replace('_', '-')} FIGURE"
    return ActForm(f"Add a claim to {incident}", twin, fields, given, make, must_be_new=False)


def correct_form(row: RecordedClaim) -> ActForm:
    """Put right what was transcribed wrong: only what is changed is recorded as changed."""
    fields = (
        *(_FIGURE, *_BOUNDS, _METRIC, *_COUNT, Field("mode", "mode", Asks.MODE), _SOURCE),
        *(*_TIMES, *_WHERE, Field("reason", "reason", Asks.REASON)),
    )
    was = row_of(row)
    given = {field.name: was.get(field.name, "") for field in fields}

    def make(texts: Mapping[str, str], remark: Remark) -> Rows:
        changed = {
            name: text
            for name, text in texts.items()
            if name != "reason" and text != given.get(name, "")
        }
        reason = texts.get("reason", "")
        return act_rows(
            [row],
            check_correction,
            lambda target: corrected_row(target, changed, reason),
            remark,
        )

    twin = f"tracker correct {row.id[:8]} … --reason TEXT"
    return ActForm(f"Correct {row.id[:8]}", twin, fields, given, make, must_be_new=True)


def retract_form(row: RecordedClaim) -> ActForm:
    """A source takes its figure back."""
    fields = (_SOURCE, *_TIMES, Field("reason", "reason"), *_WHERE)

    def make(texts: Mapping[str, str], remark: Remark) -> Rows:
        given = {name: text for name, text in texts.items() if text.strip()}
        return act_rows(
            [row], check_retraction, lambda target: retracted_row(target, given), remark
        )

    twin = f"tracker retract {row.id[:8]}"
    title = f"Retract {row.id[:8]}: its source takes the figure back"
    return ActForm(title, twin, fields, {"source": row.source}, make, must_be_new=True)


def void_form(row: RecordedClaim) -> ActForm:
    """It should not be here."""
    fields = (Field("reason", "reason", Asks.REASON),)

    def make(texts: Mapping[str, str], remark: Remark) -> Rows:
        return act_rows(
            [row],
            lambda target: check_void(target, remark),
            lambda target: voided_row(target, texts.get("reason", "")),
            remark,
        )

    twin = f"tracker void {row.id[:8]} --reason TEXT"
    title = f"Void {row.id[:8]}: it should not be here"
    return ActForm(title, twin, fields, {}, make, must_be_new=True)


def dispute_form(row: RecordedClaim) -> ActForm:
    """Another source contests the figure."""
    fields = (_SOURCE, *_TIMES, Field("reason", "reason"), _FIGURE, *_WHERE)

    def make(texts: Mapping[str, str], remark: Remark) -> Rows:
        given = {name: text for name, text in texts.items() if text.strip()}
        return act_rows([row], check_dispute, lambda target: disputed_row(target, given), remark)

    twin = f"tracker dispute {row.id[:8]} --source S"
    title = f"Dispute {row.id[:8]}: another source contests it"
    return ActForm(title, twin, fields, {}, make, must_be_new=True)


TAKING_OUT = {
    "retract": ("the source takes the figure back", retract_form),
    "void": ("it should not be here: our own mistake", void_form),
    "dispute": ("another source contests it; it stands, marked", dispute_form),
}
"""What `x` offers."""
