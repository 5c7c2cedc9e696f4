"""What stands beside the timeline: every estimate of the incident, and the findings."""

from collections.abc import Sequence

from rich.console import RenderableType

from tracker.reports.camps_text import camps_text
from tracker.reports.claim_lines import count_title
from tracker.reports.dossier_text import section_title
from tracker.reports.finding_text import findings_text
from tracker.reports.layout import UNKNOWN, heading, number, stacked
from tracker.reports.passage import Passage
from tracker.tui.rows import ListedRows
from tracker.tui.shown import Shown


def estimate_rows(shown: Shown) -> ListedRows:
    """A row a count: ≠ where it is disputed, low, best, high, voices, grade."""
    pictures = shown.dossier.pictures

    def tell(place: int) -> Sequence[str]:
        picture = pictures[place]
        disputed = picture.estimate.disputed
        return (
            "≠" if disputed else " ",
            count_title(picture.count),
            *(number(one) for one in picture.estimate.figures),
            f"{picture.numbered_voices:,}",
            shown.dossier.grade(picture) or UNKNOWN,
            "disputed" if disputed else "",
        )

    return ListedRows([str(one.count) for one in pictures], tell)


def _findings(shown: Shown) -> RenderableType:
    if shown.findings is None:
        return Passage("Looking for findings …")
    return findings_text(shown.dossier) or Passage("Nothing to look at was found.")


def findings_report(shown: Shown) -> RenderableType:
    """The rule that decided the count in focus, then the findings of the incident."""
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
