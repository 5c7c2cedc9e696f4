"""Reports of what is in view, as the commands print them."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

import orjson
from rich.console import RenderableType

from tracker.errors import NotFoundError
from tracker.ledger import Head
from tracker.ledger.browser import EntryLine
from tracker.ledger.view import sound_rows
from tracker.model import RecordedClaim, instant
from tracker.reconcile import difference_between, why
from tracker.reports.change_text import diff_text
from tracker.reports.claim_detail import claim_detail
from tracker.reports.layout import QUIET, grid, heading, stacked
from tracker.reports.passage import Passage
from tracker.reports.why_text import why_text
from tracker.tui.archive import Archive
from tracker.tui.shown import Shown
from tracker.tui.view import View


def why_report(shown: Shown, archive: Archive) -> RenderableType:
    """The account of the count in focus, which names what was recorded after a known-at moment.
    Raises NotFoundError where there is no count."""
    if shown.count is None:
        raise NotFoundError("count", "", advice="nothing states a total")
    snapshot = shown.snapshot
    later: Sequence[RecordedClaim] = ()
    if snapshot.known_at_us is not None:
        later = archive.snapshot(snapshot.incident.slug).claims[len(snapshot.claims) :]
    return why_text(why(shown.dossier, shown.count, later), verbose=True)


def claim_report(shown: Shown, row: RecordedClaim, archive: Archive, head: Head) -> RenderableType:
    """Everything about a claim, under the root that was last looked at; where that is of before
    its entry, under the root that the ledger has now."""
    covers = row.seq <= head.size
    return claim_detail(shown.dossier, row, head if covers else archive.head())


def difference_report(shown: Shown, view: View) -> RenderableType:
    """What changed between the mark and the moment in view, the earlier first."""
    marked = replace(shown.whole.snapshot, as_of_us=view.mark_us)
    views = sorted((marked, shown.snapshot), key=lambda one: _limit(one.as_of_us))
    return diff_text(difference_between(views[0], views[1], view.method))


def _limit(us: int | None) -> float:
    return float("inf") if us is None else us


def entry_report(archive: Archive, seq: int, method: str) -> RenderableType:
    """Everything about an entry: of a claim what `v` shows, else what it holds. Raises UnsoundError
    where it is missing, or holds what this program never writes."""
    with sound_rows():
        entry = _entry(archive, seq)
        content: dict[str, object] = orjson.loads(entry.content)
        if entry.kind != "claim":
            return _record_report(entry, content)
        slug = str(content["incident"])
    known = archive.whole(slug, method).dossier
    row = next((one for one in known.snapshot.claims if one.seq == seq), None)
    with sound_rows():
        if row is None:
            raise ValueError(f"entry {seq:,} has no claim among those of {slug!r}")
    return claim_detail(known, row, archive.head())


def _entry(archive: Archive, seq: int) -> EntryLine:
    found = archive.ledger.browser().entries(seq, seq)
    if not found:
        raise ValueError(f"entry {seq:,} is missing")
    return found[0]


def _record_report(entry: EntryLine, content: Mapping[str, object]) -> RenderableType:
    """What an entry of an incident or a source holds."""
    facts = {"id": entry.id, "recorded": instant(entry.recorded_us), **content}
    lines = [(Passage(name, QUIET), Passage(_told(held))) for name, held in facts.items()]
    return stacked(heading(f"{entry.kind} {content['slug']}"), grid(lines))


def _told(held: object) -> str:
    return ", ".join(map(str, held)) if isinstance(held, list) else str(held)
