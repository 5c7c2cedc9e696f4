"""What a source record says of counts that were off and never put right."""

import pytest

from tests.reports.test_texts import flat
from tracker.model import Count, Metric, Population
from tracker.model.stamps import HOUR_US
from tracker.reconcile import Change
from tracker.reconcile.record import Case, Record, Told
from tracker.reconcile.revision import Span
from tracker.reports.record_text import record_text

RIGHT, OFF = Span(100, 100), Span(40, 40)


def a_case(number: int, first: Span, latest: Span) -> Case:
    """A voice that gave one figure, and ten hours later another, of a toll of 100."""
    steps = (Told(0, first, Change.FIRST, 0), Told(10 * HOUR_US, latest, Change.RAISED, 0))
    count = Count(Metric.KILLED, Population.ALL, f"site {number}")
    return Case(f"incident-{number % 2}", count, steps, 48 * HOUR_US, RIGHT, 1)


@pytest.mark.parametrize(
    ("off", "corrected", "told"),
    [
        (4, 2, "; half of those that were off were never corrected, as far as the record goes."),
        (4, 1, "; most that were off were never corrected, as far as the record goes."),
        (4, 0, "; all that were off were never corrected, as far as the record goes."),
        (1, 0, "; the one that was off was never corrected, as far as the record goes."),
        (4, 3, "; corrected after 10 h in the median."),
        (0, 0, "times, in the median."),
    ],
)
def test_a_record_says_of_how_many_nothing_was_corrected(
    off: int, corrected: int, told: str
) -> None:
    cases = (
        *(a_case(n, OFF, RIGHT if n < corrected else OFF) for n in range(off)),
        *(a_case(n, RIGHT, RIGHT) for n in range(off, 6)),
    )

    text = flat(record_text(Record("police", cases, {}), {}))

    assert f"{off} off at first, {corrected} of them corrected" in text
    assert told in text
