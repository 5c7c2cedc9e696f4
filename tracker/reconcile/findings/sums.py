"""The mixed sums against what they are made of, in one breath: more killed than casualties."""

from collections.abc import Iterable, Iterator

from tracker.model.choices import Metric
from tracker.model.claim import Count
from tracker.model.snapshot import Snapshot
from tracker.reconcile.findings.kinds import Finding, FindingKind
from tracker.reconcile.findings.statements import metrics_in_one_breath
from tracker.reconcile.picture import CountPicture, people, said_on, who

SUMS = {
    Metric.CASUALTIES: (Metric.KILLED, Metric.INJURED),
    Metric.KILLED_OR_MISSING: (Metric.KILLED, Metric.MISSING),
}
"""Each mixed sum with the metrics that share nobody and make it up."""


def sums_in_one_breath(pictures: Iterable[CountPicture], snapshot: Snapshot) -> Iterator[Finding]:
    """Where one source's killed and injured are more than its own casualties, or its killed and
    missing more than its killed or missing. One of the two alone may already be."""
    for by_metric in metrics_in_one_breath(pictures):
        for metric, parts in SUMS.items():
            whole = by_metric.get(metric)
            told = [one for part in parts if (one := by_metric.get(part)) and one.low is not None]
            least = sum(one.low or 0 for one in told)
            if whole is None or whole.high is None or least <= whole.high:
                continue
            terms = " and ".join(f"{people(one)} {one.claim.metric.value}" for one in told)
            message = (
                f"{who(whole, snapshot)} ({said_on(whole)}): {terms} in a total of "
                f"{people(whole)} {metric.value.replace('_', ' ')}"
            )
            count = Count(metric, whole.claim.population, whole.claim.scope)
            ids = (*(one.claim.id for one in told), whole.claim.id)
            yield Finding(FindingKind.PARTS_EXCEED_WHOLE, count, message, ids)
