"""What an incident comes to in the list: apart from its other cells, which are there before a
method is loaded."""

from collections.abc import Sequence

from tracker.model import Count, Metric, Population
from tracker.reconcile import Dossier
from tracker.reports.layout import UNKNOWN, number

_KILLED = Count(Metric.KILLED, Population.ALL, "")


def headline(known: Dossier) -> Sequence[str]:
    """Low, best and high of the killed of everyone, a dash for what is not known."""
    for picture in known.pictures:
        if picture.count == _KILLED:
            return tuple(number(one) for one in picture.estimate.figures)
    return UNKNOWN, UNKNOWN, UNKNOWN
