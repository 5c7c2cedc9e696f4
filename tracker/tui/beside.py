"""What stands around the timeline: the bar's words, every estimate of the incident, the findings.

All of it is worked out by a worker: of a big incident the rule of an estimate, and whether it is
disputed, take longer than a screen may stand still.
"""

from typing import NamedTuple

from rich.console import RenderableType

from tracker.reconcile import CountPicture
from tracker.reports.camps_text import camps_text
from tracker.reports.claim_lines import count_title
from tracker.reports.dossier_text import section_title
from tracker.reports.finding_text import findings_text
from tracker.reports.layout import UNKNOWN, heading, number, stacked
from tracker.reports.passage import Passage
from tracker.tui.bar_words import bar_parts, moment_words
from tracker.tui.rows import ListedRows
from tracker.tui.shown import Shown

LOOKING = "Looking for findings …"


class Around(NamedTuple):
    """What stands around the chart and the claims of a view."""

    moments: tuple[str, ...]
    """Ways to say which moment it is, the longest first."""
    parts: tuple[str, ...]
    """The estimate in focus and its footing, in the order of importance."""
    estimates: ListedRows
    findings: RenderableType


def around(shown: Shown) -> Around:
    """What stands around a view, in words. For a worker."""
    return Around(
        moment_words(shown), bar_parts(shown), _estimate_rows(shown), _findings_report(shown)
    )


def _estimate_rows(shown: Shown) -> ListedRows:
    """A row a count: ≠ where it is disputed, low, best, high, voices, grade."""
    pictures = shown.dossier.pictures
    rows = [_estimate_cells(shown, picture) for picture in pictures]
    return ListedRows([str(one.count) for one in pictures], rows.__getitem__)


def _estimate_cells(shown: Shown, picture: CountPicture) -> tuple[str, ...]:
    disputed = picture.estimate.disputed
    return (
        "≠" if disputed else " ",
        count_title(picture.count),
        *(number(one) for one in picture.estimate.figures),
        f"{picture.numbered_voices:,}",
        shown.dossier.grade(picture) or UNKNOWN,
        "disputed" if disputed else "",
    )


def _findings(shown: Shown) -> RenderableType:
    if shown.findings is None:
        return Passage(LOOKING)
    return findings_text(shown.dossier) or Passage("Nothing to look at was found.")


def _findings_report(shown: Shown) -> RenderableType:
    """The rule that decided the count in focus, then the findings of the incident. At a first look
    neither: which camps the voices are in takes as long as all else here."""
    if shown.lines is None:
        return Passage(LOOKING)
    known, picture = shown.dossier, shown.picture
    rule: list[RenderableType] = []
    if picture is not None:
        rule = [
            heading(section_title(picture)),
            Passage(f"Rule: {picture.estimate.rule}."),
            *camps_text(picture.estimate, known.snapshot),
            "",
        ]
    return stacked(
        *rule,
        _findings(shown),
        "",
        Passage(f"Method {known.method.name}: {known.method.rule}."),
    )
