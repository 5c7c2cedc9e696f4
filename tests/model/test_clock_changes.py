"""Wall clock times that a change of the clocks skips or repeats."""

import pytest

from tracker.model import stamp
from tracker.model.clock_changes import ClockChange, clock_change

CASES = [
    ("2020-03-29T01:59", None),
    ("2020-03-29T02:00", ClockChange.SKIPPED),
    ("2020-03-29T02:30:05", ClockChange.SKIPPED),
    ("2020-03-29T03:00", None),
    ("2020-10-25T01:59", None),
    ("2020-10-25T02:30", ClockChange.REPEATED),
    ("2020-10-25T03:00", None),
    ("2020-03-29T02:30+01:00", None),  # the offset leaves no doubt
    ("2020-03-29", None),
    ("2020-03", None),
]

AT_MIDNIGHT = [
    ("2016-03-25T00:30", ClockChange.SKIPPED),  # Damascus puts its clocks on at midnight
    ("2016-10-27T23:30", ClockChange.REPEATED),
    ("2016-10-28T00:00", None),
    ("2016-07-27T09:25", None),
]


@pytest.mark.parametrize(("text", "change"), AT_MIDNIGHT)
def test_clocks_changed_at_midnight_are_known_on_both_days(
    text: str, change: ClockChange | None
) -> None:
    assert clock_change(stamp(text), "Asia/Damascus") is change


@pytest.mark.parametrize(("text", "change"), CASES)
def test_a_time_the_clocks_skip_or_repeat_is_known(text: str, change: ClockChange | None) -> None:
    assert clock_change(stamp(text), "Europe/Berlin") is change
    assert clock_change(stamp(text), "UTC") is None
