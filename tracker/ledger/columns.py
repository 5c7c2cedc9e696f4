"""Values as rows of the typed tables, and the rows of incidents and sources as values again.

The order is that of the columns in `tables`. Claims are read back from their contents, by
`claim_reader`.
"""

from collections.abc import Sequence
from typing import Any, NamedTuple, TypeAlias

import orjson

from tracker.model import Claim, Incident, Kind, Reliability, Source, stamp
from tracker.model.making import in_the_making

Row: TypeAlias = Sequence[Any]
"""One row's columns."""

_INCIDENT = in_the_making(Incident)


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
    def told(self) -> tuple[str, str, str, str, str]:
        """Source, metric, population, scope, and `published_at` as written; '' where not given."""
        columns = self.columns
        return *columns[_TOLD], columns[_PUBLISHED] or ""


_TOLD, _PUBLISHED = slice(2, 6), 13


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
    draft: Any = _INCIDENT()
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
