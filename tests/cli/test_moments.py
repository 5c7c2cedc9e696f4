"""--as-of, --known-at, --from and --to: written moments, made instants in the incident's zone."""

import pytest

from tracker.errors import OptionError
from tracker.model import instant
from tracker.typed.moments import moment_us

DAMASCUS = "Asia/Damascus"


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("2016-07-27", "2016-07-27T21:00:00Z"),  # through the end of that day there
        ("2016-07", "2016-07-31T21:00:00Z"),
        ("2016", "2016-12-31T22:00:00Z"),  # winter time
        ("2016-07-27T16:00", "2016-07-27T13:00:00Z"),  # by the clocks of the place
        ("2016-07-27T16:00+08:00", "2016-07-27T08:00:00Z"),
        ("27 July 2016", "2016-07-27T21:00:00Z"),
        ("27 July 2016 16:00", "2016-07-27T13:00:00Z"),
        (" 2016-07-27 ", "2016-07-27T21:00:00Z"),
    ],
)
def test_a_written_moment_reaches_to_its_end_in_the_incidents_zone(text: str, meant: str) -> None:
    assert instant(moment_us(text, DAMASCUS, "--as-of")) == meant


@pytest.mark.parametrize(
    "text", ["now", "today", "yesterday", "2 days ago", "last week", "tomorrow", "", "noon"]
)
def test_words_that_move_with_the_clock_are_refused(text: str) -> None:
    with pytest.raises(OptionError, match="--as-of takes a written date or time"):
        moment_us(text, DAMASCUS, "--as-of")


@pytest.mark.parametrize("text", ["2016-02-30", "03/04/2016", "2016-07-27T25:00", "99999999999"])
def test_a_moment_that_cannot_be_read_names_its_option(text: str) -> None:
    with pytest.raises(OptionError, match="--known-at: cannot read a time"):
        moment_us(text, DAMASCUS, "--known-at")
