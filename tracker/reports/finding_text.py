"""Findings for people: grouped by kind, each kind in plain words."""

from collections.abc import Iterator, Mapping
from itertools import groupby

from rich.console import Group, RenderableType

from tracker.reconcile.dossier import Dossier
from tracker.reconcile.findings import Finding, FindingKind
from tracker.reports.claim_lines import count_title, short_ids
from tracker.reports.layout import QUIET, grid, heading, plural, stacked
from tracker.reports.passage import Passage

WORDS = {
    FindingKind.ORDER_UNCERTAIN: "Which claim is newer is not certain",
    FindingKind.DECREASE_UNEXPLAINED: "A figure fell without a reason",
    FindingKind.PARTS_EXCEED_WHOLE: "Parts are more than their whole",
    FindingKind.PARTS_DO_NOT_SUM: "Parts do not add up to their whole",
    FindingKind.PARTY_CLAIM: "The claim of a party to the attack",
    FindingKind.DISPUTED: "A figure is contested",
    FindingKind.ORPHANED: "A figure outlives its withdrawal elsewhere",
    FindingKind.STALE_REPEAT: "An old figure was published again",
    FindingKind.SINGLE_VOICE: "Only one voice gives a number",
    FindingKind.WITHDRAWN_WITHOUT_REPLACEMENT: "A voice has withdrawn and said nothing since",
    FindingKind.PUBLISHED_BEFORE_ASSERTED: "Published before it was said",
}
"""What each kind is called on screen."""


def findings_text(dossier: Dossier) -> Group | None:
    """The findings, kind by kind in the order of `FindingKind`; None where there are none."""
    if not dossier.findings:
        return None
    ids = short_ids(dossier.snapshot.claims)
    title = f"{plural(len(dossier.findings), 'finding')} to look at"
    return stacked(heading(title), *_by_kind(dossier, ids))


def _by_kind(dossier: Dossier, ids: Mapping[str, str]) -> Iterator[RenderableType]:
    kinds = list(FindingKind)
    listed = sorted(dossier.findings, key=lambda found: kinds.index(found.kind))
    for kind, some in groupby(listed, key=lambda found: found.kind):
        yield Passage(WORDS[kind])
        yield grid([_row(found, ids) for found in some], indent=2)


def _row(found: Finding, ids: Mapping[str, str]) -> tuple[Passage, Passage]:
    first = ids.get(found.claims[0], "") if found.claims else ""
    return Passage(first, QUIET), Passage(f"{count_title(found.count)}: {found.message}")
