"""Times as written: what they say, and what they do not."""

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.errors import ClaimError, StampError
from tracker.model.stamps import (
    DAY_US,
    HOUR_US,
    Precision,
    _of_any_precision,
    instant,
    stamp,
    zone_named,
)


@pytest.mark.parametrize(
    ("text", "precision", "offset"),
    [
        ("2016", Precision.YEAR, None),
        ("2016-07", Precision.MONTH, None),
        ("2016-07-27", Precision.DAY, None),
        ("2016-07-27T16:43", Precision.MINUTE, None),
        ("2016-07-27T16:43:05+08:00", Precision.MINUTE, 480),
        ("2016-07-27T16:43:05.123-03:30", Precision.MINUTE, -210),
        ("0001-01-01", Precision.DAY, None),
    ],
)
def test_a_stamp_keeps_what_was_given_and_invents_nothing(
    text: str, precision: Precision, offset: int | None
) -> None:
    known = stamp(text)
    assert (known.text, known.precision, known.offset_minutes) == (text, precision, offset)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "27 July 2016",
        "2016-13",
        "2016-02-30",
        "2016-7-27",
        "2016-07-27T24:00",
        "2016-07-27T10:00:60",
        "2016-07-27T10",
        "2016-07-27 10:00",
        "2016-07-27T10:00Z",
        "2016-07-27+02:00",
        "2016-07-27T10:00+19:00",
        "2016-07-27T10:00+02:75",
        "0000",
        "9999-12-31",
        "٢٠١٦-٠٧-٢٧",
        "2016-07-27\n",
    ],
)
def test_anything_else_is_refused(text: str) -> None:
    with pytest.raises(StampError):
        stamp(text)


def test_a_day_ends_when_the_next_begins_in_the_incidents_zone() -> None:
    day = stamp("2016-07-27")
    assert instant(day.begins_us("Asia/Damascus")) == "2016-07-26T21:00:00Z"
    assert instant(day.ends_us("Asia/Damascus")) == "2016-07-27T21:00:00Z"


def test_a_month_and_a_year_end_when_the_next_begins() -> None:
    assert instant(stamp("2023-02").ends_us("UTC")) == "2023-03-01T00:00:00Z"
    assert instant(stamp("2023-12").ends_us("UTC")) == "2024-01-01T00:00:00Z"
    assert instant(stamp("2023").ends_us("UTC")) == "2024-01-01T00:00:00Z"


def test_an_offset_wins_over_the_incidents_zone() -> None:
    told = stamp("2016-07-27T16:43:05+08:00")
    assert instant(told.begins_us("Asia/Damascus")) == "2016-07-27T08:43:05Z"
    assert told.begins_us("UTC") == told.ends_us("America/New_York")


def test_a_naive_time_is_read_in_the_incidents_zone() -> None:
    assert instant(stamp("2016-07-27T16:00").begins_us("Asia/Damascus")) == "2016-07-27T13:00:00Z"


def test_a_day_on_which_the_clocks_change_has_23_or_25_hours() -> None:
    spring, autumn = stamp("2023-03-26"), stamp("2023-10-29")
    zone = "Europe/Berlin"
    assert spring.ends_us(zone) - spring.begins_us(zone) == 23 * HOUR_US
    assert autumn.ends_us(zone) - autumn.begins_us(zone) == 25 * HOUR_US


def test_a_day_that_begins_at_one_because_midnight_is_skipped_loses_no_moment() -> None:
    before, after = stamp("2020-03-28"), stamp("2020-03-29")
    assert before.ends_us("Asia/Beirut") == after.begins_us("Asia/Beirut")


def test_an_ambiguous_hour_means_the_earlier_instant() -> None:
    assert instant(stamp("2023-10-29T02:30").begins_us("Europe/Berlin")) == "2023-10-29T00:30:00Z"


def test_a_zone_that_does_not_exist_is_refused() -> None:
    for name in ("Mars/Olympus", "", "../etc/passwd", "a\0b"):
        with pytest.raises(ClaimError, match="not a time zone"):
            zone_named(name)


MOMENTS = st.datetimes(min_value=datetime(2, 1, 1), max_value=datetime(9990, 1, 1))


@given(MOMENTS, st.integers(-14 * 60, 14 * 60))
def test_local_time_minus_offset_is_utc(moment: datetime, offset: int) -> None:
    sign = "-" if offset < 0 else "+"
    hours, minutes = divmod(abs(offset), 60)
    known = stamp(f"{moment.isoformat()}{sign}{hours:02}:{minutes:02}")
    utc = moment - timedelta(minutes=offset)
    micros = (utc - datetime(1970, 1, 1)) // timedelta(microseconds=1)
    assert known.begins_us("UTC") == micros


@given(MOMENTS, st.sampled_from(["UTC", "Asia/Damascus", "America/Los_Angeles", "Asia/Colombo"]))
def test_days_follow_each_other_without_gap_or_overlap(moment: datetime, zone: str) -> None:
    today, tomorrow = (
        stamp(f"{day:%Y}".zfill(4) + f"{day:-%m-%d}")
        for day in (moment, moment + timedelta(days=1))
    )
    assert today.ends_us(zone) == tomorrow.begins_us(zone)
    assert 20 * HOUR_US <= today.ends_us(zone) - today.begins_us(zone) <= 2 * DAY_US


@given(
    st.from_regex(
        r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}([+-][0-9]{2}:[0-9]{2})?",
        fullmatch=True,
    )
    | st.datetimes().map(lambda moment: moment.isoformat()[:19])
    | st.datetimes(timezones=st.timezones()).map(lambda moment: moment.isoformat())
)
def test_the_quick_way_reads_what_the_thorough_way_reads(text: str) -> None:
    try:
        thorough: object = _of_any_precision(text)
    except StampError as refused:
        thorough = str(refused)
    try:
        quick: object = stamp(text)
    except StampError as refused:
        quick = str(refused)
    assert quick == thorough
