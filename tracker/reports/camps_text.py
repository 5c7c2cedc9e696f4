"""The camps of an estimate in words: who stays by which numbers, and since when."""

from collections.abc import Iterator, Sequence

from tracker.model.snapshot import Snapshot
from tracker.reconcile.estimate import Camp, Estimate
from tracker.reconcile.picture import people, said_on, who
from tracker.reports.layout import plural
from tracker.reports.passage import Passage

_NAMED = 6
"""So many voices of a camp are named, the newest first; the rest are counted."""


def camps_text(estimate: Estimate, snapshot: Snapshot) -> Iterator[Passage]:
    """A line that says how many camps there are, and one for each; nothing where none are."""
    camps = estimate.camps
    if camps:
        yield Passage(f"{len(camps)} camps stay apart, and no average is taken:")
    for camp in camps:
        yield Passage(f"Camp {_camp_text(camp, snapshot)}")


def spans_text(camps: Sequence[Camp]) -> str:
    """What the camps stay by, `40 to 58 and 67`; '' for none."""
    return " and ".join(map(_span, camps))


def _span(camp: Camp) -> str:
    return f"{camp.low:,}" if camp.low == camp.high else f"{camp.low:,} to {camp.high:,}"


def _camp_text(camp: Camp, snapshot: Snapshot) -> str:
    newest_first = camp.claims[::-1]
    named = [f"{who(one, snapshot)} {people(one)}" for one in newest_first[:_NAMED]]
    if len(newest_first) > _NAMED:
        named.append(f"{len(newest_first) - _NAMED} more")
    newest = said_on(camp.newest)
    voices = plural(len(camp.claims), "voice")
    return f"{_span(camp)}: {voices}, newest {newest} – {'; '.join(named)}"
