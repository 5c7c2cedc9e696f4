"""Reports of what is in view, as the commands print them."""

from dataclasses import replace

from rich.console import RenderableType

from tracker.errors import NotFoundError
from tracker.reconcile import difference_between, why
from tracker.reports.change_text import diff_text
from tracker.reports.why_text import why_text
from tracker.tui.shown import Shown
from tracker.tui.view import View


def why_report(shown: Shown) -> RenderableType:
    """The account of the count in focus. Raises NotFoundError where there is none."""
    if shown.count is None:
        raise NotFoundError("count", "", advice="nothing states a total")
    return why_text(why(shown.dossier, shown.count), verbose=True)


def difference_report(shown: Shown, view: View) -> RenderableType:
    """What changed between the mark and the moment in view, the earlier first."""
    marked = replace(shown.whole.snapshot, as_of_us=view.mark_us)
    views = sorted((marked, shown.snapshot), key=lambda one: _limit(one.as_of_us))
    return diff_text(difference_between(views[0], views[1], view.method))


def _limit(us: int | None) -> float:
    return float("inf") if us is None else us
