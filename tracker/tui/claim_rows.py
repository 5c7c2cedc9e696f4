"""The claims of a view: which are listed, in which order, and the cells of each."""

from bisect import bisect_right
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from tracker.model import Act, Count, RecordedClaim, Snapshot
from tracker.reconcile import Dossier, Revision, State
from tracker.reconcile.moments import public_us
from tracker.reports.claim_lines import count_title, figure_text, source_text, wording_text
from tracker.reports.moments import moment_text
from tracker.reports.revision_text import change_text
from tracker.tui.filtering import Filter, filter_from
from tracker.tui.rows import ListedRows
from tracker.tui.view import View

USED, STANDS, GONE = "●", "○", " "
"""Before a claim: the estimate rests on it; it stands and is set aside; it does not stand."""


@dataclass(frozen=True, slots=True)
class PublicRows:
    """Rows of an incident in the order in which they became public: worked out once, so that a
    step in time cuts them and need not look at each."""

    rows: tuple[RecordedClaim, ...]
    moments_us: tuple[int, ...]
    """When each became public, µs since 1970 UTC."""

    def by(self, as_of_us: int | None) -> tuple[RecordedClaim, ...]:
        """Those that were public by a moment, all of them by None."""
        if as_of_us is None:
            return self.rows
        return self.rows[: bisect_right(self.moments_us, as_of_us)]

    def of(self, count: Count | None) -> "PublicRows":
        """Those of one count."""
        pairs = zip(self.rows, self.moments_us, strict=True)
        kept = [pair for pair in pairs if pair[0].count == count]
        return PublicRows(tuple(row for row, _ in kept), tuple(us for _, us in kept))


def public_rows(snapshot: Snapshot) -> PublicRows:
    """The rows of an incident; of one moment, in the order in which they were recorded."""
    zone = snapshot.incident.timezone
    told = sorted(((public_us(row, zone), row) for row in snapshot.claims), key=_public_order)
    return PublicRows(tuple(row for _, row in told), tuple(us for us, _ in told))


def _public_order(told: tuple[int, RecordedClaim]) -> tuple[int, int]:
    return told[0], told[1].seq


class ClaimRows(ListedRows):
    """The claims that are listed, in order."""

    def __init__(
        self,
        listed: Sequence[RecordedClaim],
        public: int,
        tell: Callable[[RecordedClaim], Sequence[str]],
    ) -> None:
        # Nothing here refers to the rows themselves: a view that was left is freed at once.
        super().__init__([row.id for row in listed], lambda place: tell(listed[place]))
        self.listed = listed
        self.public = public
        """Number of rows of the incident that were public by then."""


def claim_rows(
    known: Dossier,
    public: PublicRows,
    of_count: PublicRows,
    moved: Mapping[str, Revision] | None,
    view: View,
) -> ClaimRows:
    """The claims of the count in focus that fit the view's words, those not yet public left
    out. Raises OptionError for words it cannot filter by.

    public, of_count: the rows of the incident, and of the count in focus.
    moved: claim → what it changed; None while that is worked out.
    """
    wanted, as_of = filter_from(view.words), known.snapshot.as_of_us
    listed: Sequence[RecordedClaim] = (public if wanted.names_a_count else of_count).by(as_of)
    if view.words.strip():
        listed = [row for row in listed if _fits(row, wanted, known)]
    if view.sort != "public":
        listed = sorted(listed, key=_order(view.sort, known))
    listed = listed if view.ascending else listed[::-1]
    used = frozenset(one for picture in known.pictures for one in picture.estimate.used)
    is_mixed = wanted.names_a_count and len({row.count for row in listed}) > 1

    def tell(row: RecordedClaim) -> Sequence[str]:
        return _cells(row, known, moved, used, is_mixed=is_mixed)

    return ClaimRows(listed, len(public.by(as_of)), tell)


def _fits(row: RecordedClaim, wanted: Filter, known: Dossier) -> bool:
    if wanted.metric not in (None, row.metric) or wanted.scope not in (None, row.scope):
        return False
    if wanted.population not in (None, row.population):
        return False
    if wanted.state and known.states[row.id] != wanted.state:
        return False
    if wanted.source and wanted.source not in (row.source, known.voice(row)):
        return False
    return not wanted.words or _holds(row, wanted.words, known)


def _holds(row: RecordedClaim, words: Sequence[str], known: Dossier) -> bool:
    told = (source_text(row, known.snapshot), row.source, row.via, row.figure.wording, row.note)
    text = "\n".join((*told, row.ref, row.url, row.reason, row.id, row.scope)).lower()
    return all(word in text for word in words)


def _order(sort: str, known: Dossier) -> Callable[[RecordedClaim], tuple[object, ...]]:
    states = list(State)
    orders: dict[str, Callable[[RecordedClaim], tuple[object, ...]]] = {
        "entry": lambda row: (row.seq,),
        "source": lambda row: (source_text(row, known.snapshot).lower(), row.seq),
        "figure": lambda row: (-1 if row.figure.value is None else row.figure.value, row.seq),
        "state": lambda row: (states.index(known.states[row.id]), row.seq),
    }
    return orders[sort]


def _cells(
    row: RecordedClaim,
    known: Dossier,
    moved: Mapping[str, Revision] | None,
    used: frozenset[str],
    *,
    is_mixed: bool,
) -> Sequence[str]:
    state = known.states[row.id]
    sign = USED if row.id in used else STANDS if state is State.STANDING else GONE
    revision = moved.get(row.id) if moved else None
    change = change_text(revision) if revision and row.states_figure else ""
    figure = figure_text(row)
    if not row.states_figure:
        figure = f"✕ {row.act}" if row.act is Act.RETRACT else row.act.value
    elif is_mixed:
        figure = f"{count_title(row.count)}: {figure}"
    return (
        sign,
        _when(row, known.snapshot.incident.timezone),
        source_text(row, known.snapshot),
        figure,
        "…" if moved is None else change,
        state.value.replace("_", " "),
        wording_text(row),
    )


def _when(row: RecordedClaim, zone: str) -> str:
    """When it became public, as exactly as it is known."""
    stamp = row.published_at or row.asserted_at
    if stamp is None:
        return "undated"
    return moment_text(stamp.begins_us(zone), zone)[:16] if stamp.has_time else stamp.text
