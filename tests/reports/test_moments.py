"""Times for people: zone said, precision kept."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.builders import a_claim
from tracker.model.stamps import stamp
from tracker.reports.moments import limit_text, moment_text, said_text, stamp_text

ZONES = st.sampled_from(["UTC", "Asia/Damascus", "Asia/Colombo", "America/New_York"])


@pytest.mark.parametrize(
    ("written", "zone", "shown"),
    [
        ("2016-07-27T16:43:05+08:00", "Asia/Damascus", "2016-07-27 11:43 EEST"),
        ("2019-04-21T08:45", "Asia/Colombo", "2019-04-21 08:45 +05:30"),
        ("2023-02-06T04:17", "Europe/Istanbul", "2023-02-06 04:17 +03"),
        ("2016-07-27", "Asia/Damascus", "2016-07-27"),
        ("2023-02", "UTC", "2023-02"),
        ("0016-01-02T03:04", "UTC", "0016-01-02 03:04 UTC"),
    ],
)
def test_a_stamp_is_as_exact_as_it_is_known(written: str, zone: str, shown: str) -> None:
    assert stamp_text(stamp(written), zone) == shown


def test_a_limit_at_midnight_is_the_end_of_the_day_before() -> None:
    day, moment = stamp("2016-07-27"), stamp("2016-07-27T15:30:20")

    assert limit_text(day.ends_us("Asia/Damascus"), "Asia/Damascus") == (
        "the end of 2016-07-27 EEST"
    )
    assert limit_text(moment.begins_us("UTC"), "UTC") == "2016-07-27 15:30:20 UTC"


@given(st.integers(-(2**63), 2**63), ZONES)
def test_any_instant_can_be_shown(us: int, zone: str) -> None:
    assert moment_text(us, zone)
    assert limit_text(us, zone)


def test_a_claim_that_nobody_dated_says_so() -> None:
    assert said_text(a_claim(said="", published=""), "UTC") == "undated"
    assert said_text(a_claim(said="", published="2016-07"), "UTC") == "published 2016-07"
