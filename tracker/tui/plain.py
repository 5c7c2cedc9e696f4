"""A report as text for a file or the clipboard: without the isolates that only a terminal needs."""

from rich.console import RenderableType

from tracker.reports.layout import render
from tracker.reports.safe import FSI, PDI


def plain_text(report: RenderableType, width: int) -> str:
    """The report in lines of that width."""
    return render(report, width, color=False).replace(FSI, "").replace(PDI, "")
