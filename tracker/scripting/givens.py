"""What is given of a report or an act, field by field, and the texts that it comes to."""

from collections.abc import Mapping
from datetime import date
from typing import TypedDict, get_type_hints

from tracker.errors import OptionError
from tracker.typed.givens import Row, given_columns, refuse_unknown

Text = str | int | date | None
"""What is given for a field: a text, a number, a date or a time with its zone, None for what is
not given."""


class Seen(TypedDict, total=False):
    """When and where something became known."""

    asserted_at: Text
    published_at: Text
    via: Text
    url: Text
    note: Text
    ref: Text
    source_kind: Text


class Objection(Seen, total=False):
    """The figure that a dispute gives besides."""

    figure: Text
    low: Text
    high: Text


class Report(Seen, total=False):
    """What a source says: a wording for each metric, of whom, where, and in which mode."""

    killed: Text
    injured: Text
    missing: Text
    kidnapped: Text
    detained: Text
    displaced: Text
    casualties: Text
    killed_or_missing: Text
    low: Text
    high: Text
    population: Text
    scope: Text
    mode: Text
    relays: Text


class Correction(Report, total=False):
    """What was transcribed wrong, as it should have been."""

    source: Text
    metric: Text
    figure: Text


def texts_of(given: Mapping[str, object], fields: type) -> Row:
    """What is given, as texts. fields: names those there are; OptionError is raised for others."""
    refuse_unknown("field", given, get_type_hints(fields))
    return given_columns(given)


def texts_of_act(source: str | None, reason: str | None) -> Row:
    """Who acts, and why. Raises OptionError for a blank source, which would be taken for the one
    whose claim it is."""
    texts = given_columns({"source": source, "reason": reason})
    if not texts.get("source", "-").strip():
        raise OptionError("source is empty; say who")
    return texts
