"""Findings for people: grouped by kind, each kind in plain words."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from rich.console import Group, RenderableType

from tracker.reconcile.dossier import Dossier
from tracker.reconcile.findings import Finding, FindingKind
from tracker.reports.claim_lines import count_title, short_ids
from tracker.reports.layout import QUIET, grid, heading, plural, stacked
from tracker.reports.passage import Passage

WORDS = {
    FindingKind.WITHDRAWN_WITHOUT_REPLACEMENT: "A voice has withdrawn and said nothing since",
    FindingKind.DISPUTED: "A figure is contested",
    FindingKind.ORPHANED: "A figure outlives its withdrawal elsewhere",
    FindingKind.FUTURE_DATE: "Dated later than it was recorded",
    FindingKind.UNIT_CONFUSION: "A number appears as something else as well",
    FindingKind.TRANSPOSED_DIGITS: "Two digits may be swapped",
    FindingKind.OUTLIER: "A number stands alone far above all others",
    FindingKind.WIDE_SPREAD: "Credible voices stay far apart",
    FindingKind.DEFINITION_CHANGE: "Who is counted may have changed",
    FindingKind.PARTS_EXCEED_WHOLE: "Parts are more than their whole",
    FindingKind.PARTS_DO_NOT_SUM: "Parts do not add up to their whole",
    FindingKind.LOWER_BOUND_FROM_PARTS: "Parts give the whole a floor, offered and not used",
    FindingKind.SIDE_BY_SIDE: "Places side by side with their whole",
    FindingKind.DECREASE_UNEXPLAINED: "A figure fell without a reason",
    FindingKind.ORDER_UNCERTAIN: "Which claim is newer is not certain",
    FindingKind.PUBLISHED_BEFORE_ASSERTED: "Published before it was said",
    FindingKind.PARTY_CLAIM: "The claim of a party to the attack",
    FindingKind.STALE_REPEAT: "An older figure came after a newer one",
    FindingKind.SINGLE_VOICE: "Only one voice gives a number",
}
"""What each kind is called on screen."""


def findings_text(dossier: Dossier) -> Group | None:
    """The findings, kind by kind in the order of `FindingKind`; None where there are none.

    Counts on one voice are listed in one paragraph: there are many, and each has its section.
    """
    if not dossier.findings:
        return None
    ids = short_ids(dossier.snapshot.claims)
    return stacked(heading(_title(dossier.findings)), *_by_kind(dossier.findings, ids))


def _title(findings: Sequence[Finding]) -> str:
    """How many there are: "3 findings to look at; 2 counts rest on one voice"."""
    alone = sum(1 for found in findings if found.kind is FindingKind.SINGLE_VOICE)
    others = len(findings) - alone
    parts = [f"{plural(others, 'finding')} to look at"] if others else []
    if alone:
        parts.append(f"{plural(alone, 'count')} {'rests' if alone == 1 else 'rest'} on one voice")
    return "; ".join(parts)


def _by_kind(findings: Sequence[Finding], ids: Mapping[str, str]) -> Iterator[RenderableType]:
    for kind, some in groupby(findings, key=lambda found: found.kind):
        yield Passage(WORDS[kind])
        if kind is FindingKind.SINGLE_VOICE:
            yield grid([("", _counts(list(some)))], indent=0)
        else:
            yield grid([_row(found, ids) for found in some], indent=2)


def _counts(findings: Sequence[Finding]) -> Passage:
    return Passage("; ".join(count_title(found.count) for found in findings))


def _row(found: Finding, ids: Mapping[str, str]) -> tuple[Passage, Passage]:
    first = ids.get(found.claims[0], "") if found.claims else ""
    return Passage(first, QUIET), Passage(f"{count_title(found.count)}: {found.message}")
