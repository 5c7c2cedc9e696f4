"""Which file is which, told by its columns alone."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from enum import StrEnum

from tracker.importing.faults import FileError
from tracker.model import Metric

LONG_COLUMNS = (
    "ref",
    "incident",
    "source",
    "source_kind",
    "via",
    "metric",
    "population",
    "scope",
    "mode",
    "figure",
    "low",
    "high",
    "asserted_at",
    "published_at",
    "url",
    "act",
    "target",
    "reason",
    "relays",
    "note",
)
"""The canonical columns of claims, in the order of exports, which leave `source_kind` out: it
is a fact of the source."""
METRICS = tuple(metric.value for metric in Metric)
INCIDENT_COLUMNS = (
    "slug",
    "title",
    "occurred_at",
    "timezone",
    "place",
    "admin1",
    "country",
    "latitude",
    "longitude",
    "perpetrator",
    "summary",
)
SOURCE_COLUMNS = (
    "slug",
    "name",
    "kind",
    "affiliation",
    "speaks_for",
    "reliability",
    "aliases",
    "merged_into",
)
KNOWN_COLUMNS = frozenset((*LONG_COLUMNS, *METRICS, *INCIDENT_COLUMNS, *SOURCE_COLUMNS))
DRAFT_COLUMNS = ("text_start", "text_end", "confidence", "why")
"""What rows of `tracker extract` have besides: where and how a figure was read, for whoever
reviews them. Nothing in them is recorded."""
REFUSAL_COLUMNS = ("file", "line", "problem")
"""What a file of refused rows has besides its rows' own columns."""
PARQUET_COLUMNS = (
    *("fewest", "most", "qualifier", "bounds_given", "timezone", "perpetrator"),
    *("recorded_at", "seq", "id"),
)
"""What a Parquet export has besides: worked out of the others, or a ledger's own."""
_ONLY_LONG = ("metric", "figure", "low", "high")
_SURE = 3
_LIKENESS = 0.8
"""How near a column's name must come to one of ours to be taken for a slip of the pen."""


class FileKind(StrEnum):
    """What a file holds."""

    INCIDENTS = "incidents"
    SOURCES = "sources"
    CLAIMS = "claims"
    EXPORT = "export"
    SKIPPED = "skipped"


@dataclass(frozen=True, slots=True)
class Layout:
    """What a header says."""

    kind: FileKind
    columns: tuple[str, ...]
    """Normalised names, in the order of the file."""
    wide: tuple[str, ...] = ()
    """Columns named after metrics, in a wide claims file; () in a long one."""
    remarks: tuple[str, ...] = ()


def column_name(text: str) -> str:
    """A column's name as we write it: `Asserted at ` is asserted_at."""
    return "_".join(text.strip().lower().replace("-", " ").replace("_", " ").split())


def layout_of(header: Sequence[str], absent: Collection[str] = (), *, has_incident: bool) -> Layout:
    """What a file with that header holds. Raises FileError for columns missing, twice or misspelt.

    absent: those of its columns that hold nothing, as a key of JSON that is always null.
    has_incident: the caller names the incident, so that no column has to.
    """
    columns = tuple(column_name(text) for text in header)
    present = frozenset(columns)
    kind = _kind_of(present)
    if kind is FileKind.SKIPPED:
        missing = "it has neither slug and title, nor slug and name, nor source, metric and figure"
        return Layout(kind, columns, (), (f"skipped: {missing}",))
    _refuse_twice(columns)
    if present.issuperset(REFUSAL_COLUMNS):
        _refuse_kinds_together(present, has_incident=has_incident)
    known = {FileKind.INCIDENTS: INCIDENT_COLUMNS, FileKind.SOURCES: SOURCE_COLUMNS}.get(
        kind, (*LONG_COLUMNS, *METRICS, *DRAFT_COLUMNS)
    )
    for ours in (REFUSAL_COLUMNS, PARQUET_COLUMNS):
        if present.issuperset(ours):
            known = (*known, *ours)
    remarks = tuple(_unread(column, present, known) for column in columns if column not in known)
    wide = _wide(columns, [column_name(text) for text in absent]) if kind is FileKind.CLAIMS else ()
    if kind is FileKind.CLAIMS:
        _refuse_missing(present, wide, has_incident=has_incident)
    return Layout(kind, columns, wide, remarks)


def is_header(cells: Sequence[str]) -> bool:
    """Whether a row names the columns of a file of ours: at least three that we know, as what
    stands in a row of figures may be called like one or two."""
    present = frozenset(map(column_name, cells))
    return len(present & KNOWN_COLUMNS) >= _SURE and _kind_of(present) is not FileKind.SKIPPED


def _kind_of(present: frozenset[str]) -> FileKind:
    if {"slug", "title"} <= present:
        return FileKind.INCIDENTS
    if {"slug", "name"} <= present:
        return FileKind.SOURCES
    counted = "metric" in present or not present.isdisjoint(METRICS)
    stated = not present.isdisjoint(("figure", "low", "high"))
    ours = not present.isdisjoint(
        ("ref", "source", "figure", "via", "asserted_at", "published_at", "act", "relays")
    )
    two_of_three = counted + stated + ("source" in present) >= 2
    is_wide = ours and not present.isdisjoint(METRICS)
    return FileKind.CLAIMS if (ours and two_of_three) or is_wide else FileKind.SKIPPED


def _refuse_twice(columns: tuple[str, ...]) -> None:
    for at, column in enumerate(columns):
        if not column:
            raise FileError(f"the column in place {at + 1} has no name", line=1)
        if column in columns[:at]:
            raise FileError(f"there are two columns named {column}", line=1, column=column)


def _refuse_kinds_together(present: frozenset[str], *, has_incident: bool) -> None:
    """Raises FileError for a list of refused rows from files of several kinds."""
    signs = {"incidents": ("slug", "title"), "sources": ("slug", "name")}
    kinds = [kind for kind, columns in signs.items() if present.issuperset(columns)]
    is_counted = "metric" in present or not present.isdisjoint(METRICS)
    if is_counted and "source" in present and (has_incident or "incident" in present):
        kinds.append("claims")
    if len(kinds) > 1:
        problem = (
            f"it lists refused rows of {' and '.join(kinds)} together; put the rows of each into "
            "a file of their own, under their own columns alone"
        )
        raise FileError(problem, line=1)


def _unread(column: str, present: frozenset[str], known: Sequence[str]) -> str:
    """A remark on a column we do not know; refuses one that seems misspelt."""
    near = get_close_matches(column, [name for name in known if name not in present], 1, _LIKENESS)
    if near:
        problem = f"there is no such column; did you mean {near[0]}?"
        raise FileError(problem, line=1, column=column)
    return f"column {column!r} is not one I know; nothing in it was read"


def _wide(columns: tuple[str, ...], absent: Collection[str]) -> tuple[str, ...]:
    wide = tuple(column for column in columns if column in METRICS)
    if not wide:
        return ()
    clash = [column for column in _ONLY_LONG if column in columns and column not in absent]
    if clash and all(column in absent for column in wide):
        return ()
    if clash:
        problem = (
            f"columns named after metrics ({', '.join(wide)}) hold the figures themselves; "
            f"leave out {', '.join(clash)}, or write one row per metric"
        )
        raise FileError(problem, line=1, column=clash[0])
    return wide


def _refuse_missing(present: frozenset[str], wide: tuple[str, ...], *, has_incident: bool) -> None:
    missing = [] if "source" in present else ["source"]
    if not has_incident and "incident" not in present:
        missing.append("incident (or --incident)")
    if not wide and "metric" not in present:
        missing.append("metric")
    if not wide and present.isdisjoint(("figure", "low", "high")):
        missing.append("figure (or low and high)")
    if missing:
        plural = "s" if len(missing) > 1 else ""
        raise FileError(f"a claims file needs the column{plural} {', '.join(missing)}", line=1)
