"""Values as rows of the typed tables, and rows as values again.

The order is that of the columns in `tables`. What is read back was checked when it was
written, so a claim is put together without checking it again: at a hundred thousand claims
a second the dataclass's own constructor would cost more than the query.
"""

from collections.abc import Sequence
from typing import Any, NamedTuple, TypeAlias

import orjson

from tracker.errors import shown
from tracker.figures import Figure, Qualifier, read_recorded_figure
from tracker.model import (
    Act,
    Claim,
    Incident,
    Kind,
    Metric,
    Mode,
    Population,
    RecordedClaim,
    Reliability,
    Source,
    stamp,
)
from tracker.model.making import blank, in_the_making
from tracker.model.stamps import LAST_US

Row: TypeAlias = Sequence[Any]
"""One row's columns."""

_METRICS = {one.value: one for one in Metric}
_POPULATIONS = {one.value: one for one in Population}
_MODES = {one.value: one for one in Mode}
_ACTS = {one.value: one for one in Act}
_MOST_FIGURES = 65_536
_CLAIM, _INCIDENT = in_the_making(RecordedClaim), in_the_making(Incident)


class ClaimReader:
    """Rows of `CLAIM_QUERY` made claims; equal figures are made once.

    Bounds that were read from a wording are read from it again, once for equal ones: a server
    cannot, and so takes them as its caller gives them.
    """

    def __init__(self) -> None:
        self._figures: dict[tuple[int | None, int | None, str, str, int], Figure] = {}

    def claim(self, row: Row) -> RecordedClaim:
        """The claim of a row. Raises KeyError, TypeError, ValueError or DataError where the
        row holds what no claim holds."""
        draft: Any = blank(_CLAIM)
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
        "".join(row[1:8])  # Refuses bytes, as a damaged file has.
        "".join(row[14:22])
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


class ClaimAsRow(NamedTuple):
    """An assert that names no other claim, laid out as its table keeps it: what an import gets
    from the process that reads ahead of it, with nothing left to do but to give it a number."""

    incident: str
    source: str
    ref: str
    columns: tuple[Any, ...]
    """What `claim_row` gives, without the number."""

    @property
    def counted(self) -> tuple[str, str, str]:
        """Metric, population and scope."""
        _, _, _, metric, population, scope, *_ = self.columns
        return metric, population, scope

    @property
    def published(self) -> str:
        """`published_at` as written; '' where not given."""
        text: str | None = self.columns[_PUBLISHED]
        return text or ""


_PUBLISHED = 13


def claim_row(seq: int, claim: Claim, digest: bytes) -> tuple[Any, ...]:
    """The columns of a claim. Plain str and int only: the driver binds subclasses slowly."""
    figure = claim.figure
    asserted, published = claim.asserted_at, claim.published_at
    return (
        seq,
        id60_of(digest),
        claim.incident,
        claim.source,
        claim.metric._value_,
        claim.population._value_,
        claim.scope,
        claim.mode._value_,
        figure.wording,
        figure.low,
        figure.high,
        figure.qualifier._value_,
        1 if claim.bounds_given else 0,
        asserted.text if asserted else None,
        published.text if published else None,
        claim.via,
        claim.url,
        claim.act._value_,
        " ".join(claim.targets) if claim.targets else "",
        claim.reason,
        claim.relays,
        claim.note,
        claim.ref,
    )


def incident_row(seq: int, incident: Incident) -> tuple[Any, ...]:
    """The columns of an incident."""
    return (
        seq,
        incident.slug,
        incident.title,
        incident.occurred_at.text if incident.occurred_at else None,
        incident.timezone,
        incident.place,
        incident.admin1,
        incident.country,
        incident.latitude,
        incident.longitude,
        incident.perpetrator,
        incident.summary,
        incident.revises,
    )


def source_row(seq: int, source: Source) -> tuple[Any, ...]:
    """The columns of a source."""
    return (
        seq,
        source.slug,
        source.name,
        source.kind.value,
        source.affiliation,
        source.speaks_for,
        source.reliability.value,
        orjson.dumps(source.aliases).decode(),
        source.merged_into,
        source.revises,
    )


def incident_of(row: Row) -> Incident:
    """The incident of a row of its table. Raises ClaimError where it makes no sense, and
    TypeError where one of its texts is none."""
    draft: Any = blank(_INCIDENT)
    (
        _,
        draft.slug,
        draft.title,
        occurred_at,
        draft.timezone,
        draft.place,
        draft.admin1,
        draft.country,
        draft.latitude,
        draft.longitude,
        draft.perpetrator,
        draft.summary,
        draft.revises,
    ) = row
    "".join((*row[1:3], *row[4:]))  # Refuses bytes.
    draft.occurred_at = stamp(occurred_at) if occurred_at else None
    draft.__class__ = Incident
    incident: Incident = draft
    incident.__post_init__()
    return incident


def source_of(row: Row) -> Source:
    """The source of a row of its table. Raises TypeError where one of its texts is none."""
    "".join(row[1:])  # Refuses bytes.
    return Source(
        slug=row[1],
        name=row[2],
        kind=Kind(row[3]),
        affiliation=row[4],
        speaks_for=row[5],
        reliability=Reliability(row[6]),
        aliases=tuple(orjson.loads(row[7])),
        merged_into=row[8],
        revises=row[9],
    )


def id60_of(digest: bytes) -> int:
    """The first 15 hexadecimal digits of a hash, as a number: what the prefix index holds."""
    return int.from_bytes(digest[:8], "big") >> 4
