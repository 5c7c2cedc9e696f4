"""Claims read from typed columns, as a file of claims for other programs has them."""

from typing import Any

from tracker.errors import shown
from tracker.figures import Figure, Qualifier, read_recorded_figure
from tracker.ledger.columns import Row
from tracker.model import Act, Metric, Mode, Population, RecordedClaim, stamp
from tracker.model.making import in_the_making
from tracker.model.stamps import LAST_US

_METRICS = {one.value: one for one in Metric}
_POPULATIONS = {one.value: one for one in Population}
_MODES = {one.value: one for one in Mode}
_ACTS = {one.value: one for one in Act}
_MOST_FIGURES = 65_536
_CLAIM = in_the_making(RecordedClaim)


class ColumnReader:
    """Rows of columns made claims; equal figures are made once.

    Bounds that were read from a wording are read from it again, once for equal ones, so that
    a file says no other figure than the words in it.
    """

    def __init__(self) -> None:
        self._figures: dict[tuple[int | None, int | None, str, str, int], Figure] = {}

    def claim(self, row: Row) -> RecordedClaim:
        """The claim of a row. Raises KeyError, TypeError, ValueError or DataError where the
        row holds what no claim holds."""
        draft: Any = _CLAIM()
        (
            draft.seq,
            draft.incident,
            draft.source,
            metric,
            population,
            draft.scope,
            mode,
            wording,
            low,
            high,
            qualifier,
            bounds_given,
            asserted_at,
            published_at,
            draft.via,
            draft.url,
            act,
            targets,
            draft.reason,
            draft.relays,
            draft.note,
            draft.ref,
            draft.recorded_us,
            digest,
        ) = row
        said = low, high, qualifier, wording, bounds_given
        draft.figure = self._figures.get(said) or self._figure(*said)
        draft.metric = _METRICS[metric]
        draft.population = _POPULATIONS[population]
        draft.mode = _MODES[mode]
        draft.act = _ACTS[act]
        draft.bounds_given = bounds_given == 1
        asserted = draft.asserted_at = stamp(asserted_at) if asserted_at else None
        if published_at == asserted_at:
            draft.published_at = asserted
        else:
            draft.published_at = stamp(published_at) if published_at else None
        draft.targets = tuple(targets.split(" ")) if targets else ()
        draft.id = digest.hex()
        draft.__class__ = RecordedClaim
        claim: RecordedClaim = draft
        if not 0 <= claim.recorded_us <= LAST_US:
            raise ValueError(f"it was recorded at {shown(str(claim.recorded_us))}, no moment")
        if targets or act != "assert":  # What acts on others is followed without another look.
            claim.__post_init__()
        return claim

    def _figure(
        self, low: int | None, high: int | None, qualifier: str, wording: str, bounds_given: int
    ) -> Figure:
        if len(self._figures) >= _MOST_FIGURES:
            self._figures.clear()
        figure = Figure(low=low, high=high, qualifier=Qualifier(qualifier), wording=wording)
        if not bounds_given:
            _refuse_other_bounds(figure)
        self._figures[low, high, qualifier, wording, bounds_given] = figure
        return figure


def _refuse_other_bounds(figure: Figure) -> None:
    """Raises ValueError for bounds that the wording they are said to be read from does not say."""
    wording = figure.wording
    read = read_recorded_figure(wording) if wording else Figure.given(None, None)
    if (read.low, read.high, read.qualifier) != (figure.low, figure.high, figure.qualifier):
        raise ValueError(f"{shown(wording)} is not a figure from {figure.low} to {figure.high}")
