"""Everything about one claim: wording, times as they are known, chain, id, entry and proof."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Protocol

from rich.console import Group, RenderableType
from rich.text import Text

from tracker.model.choices import Act
from tracker.model.claim import RecordedClaim
from tracker.model.snapshot import Snapshot
from tracker.model.source import Source
from tracker.model.stamps import Precision, Stamp, instant
from tracker.reconcile.dossier import Dossier, State
from tracker.reconcile.moments import public_us
from tracker.reconcile.picture import CountPicture, name_of
from tracker.reports.claim_lines import claim_text, count_title, figure_text, short_ids
from tracker.reports.layout import QUIET, grid, heading, stacked
from tracker.reports.moments import moment_text, stamp_text
from tracker.reports.passage import Passage

Facts = list[tuple[str, str]]
"""Names and texts; a text of '' is left out."""


class Head(Protocol):
    """How far a ledger reaches: `tracker.ledger.Head`."""

    @property
    def size(self) -> int:
        """Number of entries."""

    @property
    def root(self) -> str:
        """Root hash over all of them, hexadecimal."""


def claim_detail(known: Dossier, row: RecordedClaim, head: Head) -> Group:
    """The claim as it is recorded, what became of it, whose voice it is, and how to prove it."""
    snapshot = known.snapshot
    parts: list[RenderableType] = [
        heading(f"{count_title(row.count)}: {figure_text(row)}"),
        _table(_said(row, snapshot)),
    ]
    for title, facts in (
        ("What became of it", _became(known, row)),
        ("Who speaks", _speaks(row, known)),
        ("In the ledger", _entry(row, head)),
    ):
        parts += ["", heading(title), _table(facts)]
    related = list(_related(known, row))
    if related:
        ids = short_ids(snapshot.claims)
        lines = [_line(what, other, snapshot, ids) for what, other in related]
        parts += ["", heading("What has to do with it"), grid(lines, whole=2)]
    return stacked(*parts)


def _table(facts: Facts) -> RenderableType:
    return grid([(Passage(name, QUIET), Passage(text)) for name, text in facts if text])


def _said(row: RecordedClaim, snapshot: Snapshot) -> Facts:
    figure, zone = row.figure, snapshot.incident.timezone
    how = "as given" if row.bounds_given else f"read from the wording: {figure.qualifier.value}"
    return [
        ("wording", f"“{figure.wording}”" if figure.wording else "none recorded"),
        ("figure", f"{figure_text(row)}, {how.replace('_', ' ')}"),
        ("of whom", row.population.value.replace("_", " ")),
        ("scope", row.scope or "the whole incident"),
        ("mode", row.mode.value),
        ("act", "" if row.act is Act.ASSERT else row.act.value),
        ("reason", row.reason),
        ("said", _time(row.asserted_at, zone)),
        ("published", _time(row.published_at, zone)),
        ("public", f"from {moment_text(public_us(row, zone), zone)} on"),
        ("url", row.url),
        ("note", row.note),
        ("ref", row.ref),
    ]


def _time(known: Stamp | None, zone: str) -> str:
    if known is None:
        return "not known"
    if known.precision is not Precision.MINUTE:
        return f"{known.text}, known to the {known.precision.value}"
    written = f", written {known.text}" if known.offset_minutes is not None else ""
    return f"{stamp_text(known, zone)}{written}"


def _became(known: Dossier, row: RecordedClaim) -> Facts:
    state = known.states[row.id]
    return [("state", state.value.replace("_", " ")), ("estimate", _in_estimate(known, row, state))]


def _in_estimate(known: Dossier, row: RecordedClaim, state: State) -> str:
    picture = _picture(known, row)
    if picture is None or state is State.ACT:
        return ""
    if row.id in picture.estimate.used:
        return f"rests on it, by {known.method.name}"
    reasons = {one.claim: one.reason for one in known.set_aside(picture)}
    return f"set aside: {reasons[row.id]}" if row.id in reasons else "does not rest on it"


def _picture(known: Dossier, row: RecordedClaim) -> CountPicture | None:
    return next((one for one in known.pictures if one.count == row.count), None)


def _speaks(row: RecordedClaim, known: Dossier) -> Facts:
    sources = known.snapshot.sources
    chain = [row.source]
    while (source := sources.get(chain[-1])) is not None:
        onward = source.merged_into or source.speaks_for
        if not onward or onward in chain:
            break
        chain.append(onward)
    voice = known.voice(row)
    return [
        ("source", f"{name_of(row.source, sources)} ({row.source})"),
        ("speaks for", " → ".join(name_of(one, sources) for one in chain[1:])),
        ("voice", name_of(voice, sources)),
        ("which is", _kind(sources.get(voice))),
        ("via", name_of(row.via, sources) if row.via else ""),
    ]


def _kind(source: Source | None) -> str:
    if source is None:
        return ""
    party = f", of {source.affiliation}" if source.affiliation else ""
    kind = source.kind.value.replace("_", " ")
    return f"{kind}, reliability {source.reliability.value}{party}"


def _entry(row: RecordedClaim, head: Head) -> Facts:
    return [
        ("id", row.id),
        ("entry", f"{row.seq:,} of {head.size:,}"),
        ("recorded", instant(row.recorded_us)),
        ("under root", head.root),
        ("to prove it", f"tracker prove {row.id[:8]}"),
    ]


def _related(known: Dossier, row: RecordedClaim) -> Iterator[tuple[str, RecordedClaim]]:
    """Rows that this one acts on or passes on, and those that act on it or pass it on."""
    rows = {one.id: one for one in known.snapshot.claims}
    for target in row.targets:
        if target in rows:
            yield f"{row.act.value} of", rows[target]
    if row.relays in rows:
        yield "passes on", rows[row.relays]
    for other in known.snapshot.claims:
        if row.id in other.targets:
            yield f"{other.act.value} by", other
        elif other.relays == row.id:
            yield "passed on by", other


def _line(
    what: str, other: RecordedClaim, snapshot: Snapshot, ids: Mapping[str, str]
) -> Sequence[RenderableType]:
    told = f"{figure_text(other)} – {claim_text(other, snapshot, other.reason)}"
    return Text(what, QUIET), Text(ids[other.id]), Passage(told)
