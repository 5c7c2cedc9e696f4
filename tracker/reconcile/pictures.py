"""The counts of an incident in the order in which they are shown, and the picture of each."""

from collections.abc import Iterable, Iterator

from tracker.model.choices import Metric, Population
from tracker.model.claim import Count
from tracker.reconcile.methods.named import NamedMethod
from tracker.reconcile.picture import CountPicture
from tracker.reconcile.standing import state_after
from tracker.reconcile.timeline import standing_of
from tracker.reconcile.unfolding import Unfolding


def pictures_in(unfolding: Unfolding, method: NamedMethod) -> Iterator[CountPicture]:
    """The picture of each count with something public, the whole incident's dead first."""
    for count in in_order(unfolding.events):
        events = unfolding.events[count]
        state = state_after(events)
        standing = standing_of(count, state)
        yield CountPicture(count, events, state, standing, method.estimate(standing))


def in_order(counts: Iterable[Count]) -> list[Count]:
    """Counts of the whole incident before those of its places and groups; then by metric and
    population as their lists have them, the killed of everyone first; then by scope."""
    return sorted(counts, key=_whole_dead_first)


_METRICS = {metric: place for place, metric in enumerate(Metric)}
_POPULATIONS = {population: place for place, population in enumerate(Population)}


def _whole_dead_first(count: Count) -> tuple[bool, int, int, str]:
    metric, population, scope = count
    return bool(scope), _METRICS[metric], _POPULATIONS[population], scope
