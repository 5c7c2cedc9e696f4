"""What is given of a report or an act, field by field, for whoever checks types."""

from datetime import date
from typing import TypedDict

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
