"""One claim in a line: what the text reports say of it wherever they name it."""

from collections.abc import Iterable, Mapping

from tracker.model.choices import Metric, Population
from tracker.model.claim import Count, RecordedClaim
from tracker.model.snapshot import Snapshot
from tracker.reconcile.picture import interval, name_of
from tracker.reports.moments import said_text

SHORT_ID = 8
_METRICS = {
    Metric.CASUALTIES: "casualties (killed and injured)",
    Metric.KILLED_OR_MISSING: "killed or missing",
}


def count_title(count: Count) -> str:
    """A count for a heading: `killed`, `killed: security forces`, `injured, Syria`."""
    title = _METRICS.get(count.metric, count.metric.value)
    if count.population is not Population.ALL:
        title += f": {count.population.value.replace('_', ' ')}"
    return f"{title}, {count.scope}" if count.scope else title


def short_ids(rows: Iterable[RecordedClaim]) -> Mapping[str, str]:
    """Id → beginning of it, the same length for all, at least 8, that names one row only."""
    ids = {row.id for row in rows}
    length = SHORT_ID
    while len({one[:length] for one in ids}) < len(ids):
        length += 1
    return {one: one[:length] for one in ids}


def figure_text(row: RecordedClaim) -> str:
    """A claim's interval in words: `57`, `at least 44`, `30 to 40`, `no number`."""
    return interval(row.figure.low, row.figure.high)


def source_text(row: RecordedClaim, snapshot: Snapshot) -> str:
    """Who said it and, where somebody else carried it, through whom we know."""
    source = name_of(row.source, snapshot.sources)
    via = name_of(row.via, snapshot.sources) if row.via else ""
    return f"{source} via {via}" if via and via != source else source


def wording_text(row: RecordedClaim) -> str:
    """The wording in quotation marks; '' where there is none or it is but the number that the
    claim commits to."""
    words, low = row.figure.wording, row.figure.low
    plain = {"", figure_text(row)}
    if low is not None and low == row.figure.high:
        plain |= {str(low), f"{low:,}"}
    return "" if words in plain else f"“{words}”"


def claim_text(row: RecordedClaim, snapshot: Snapshot, reason: str = "") -> str:
    """Source, wording, when, and why it is set aside, in one sentence."""
    parts = [source_text(row, snapshot), wording_text(row)]
    told = " ".join(part for part in parts if part)
    said = f"{told}, {said_text(row, snapshot.incident.timezone)}"
    return f"{said} – {reason}" if reason else said
