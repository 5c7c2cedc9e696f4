"""Times of foreign files and of their names."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.importing.profiles.setting import DEAD, HEAD, a_profile
from tracker.importing.faults import RowError
from tracker.importing.profiles.binding import bound
from tracker.importing.profiles.dates import DateText, date_text
from tracker.importing.profiles.name_dates import published_in_name
from tracker.importing.profiles.row import RowReader

PARTS = "occurred_at = { year = 'y', month = 'm', day = 'd', hour = 'h', minute = 'i' }\n"


def dated(rule: str, **cells: str) -> DateText:
    """What a row of those cells gives under a rule for occurred_at."""
    profile = a_profile(HEAD.replace("[claims]", f"{rule}[claims]") + DEAD)
    header = ("event", "dead", *cells)
    row = RowReader(bound(profile, header))
    row.at(["a", "4", *cells.values()])
    return date_text(profile.incident.occurred_at, row)


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        (("2016", "7", "27", "16", "43"), "2016-07-27T16:43"),
        (("2016", "7", "27", "16", ""), "2016-07-27"),
        (("2016", "7", "0", "", ""), "2016-07"),
        (("2016", "0", "27", "", ""), "2016"),
        (("2016", "", "", "", ""), "2016"),
        (("23", "7", "1", "0", "0"), "0023-07-01T00:00"),
        (("2016.0", "7.0", "27.0", "", ""), "2016-07-27"),
        (("2016.0", "7.0", "0.0", "", ""), "2016-07"),
        (("", "7", "27", "", ""), ""),
    ],
)
def test_parts_of_a_date_make_what_is_known_of_it(cells: tuple[str, ...], expected: str) -> None:
    assert dated(PARTS, **dict(zip("ymdhi", cells, strict=True))) == DateText(expected)


@pytest.mark.parametrize(
    ("cells", "words"),
    [(("-479", "9", "29"), "29 September 479 BC"), (("-2150", "", ""), "2150 BC")],
)
def test_a_year_before_christ_is_kept_in_words(cells: tuple[str, ...], words: str) -> None:
    date = dated(PARTS, **dict(zip("ymdhi", (*cells, "", ""), strict=True)))

    assert date == DateText("", words, is_early=True)


def test_seconds_are_an_instant_and_a_precision_cuts_a_date() -> None:
    assert dated("occurred_at = { epoch = 's' }\n", s="1469637785").text == (
        "2016-07-27T16:43:05+00:00"
    )
    cut = "occurred_at = { text = '{t}', precision = 'p', month_if = ['3'], year_if = ['5'] }\n"
    assert [dated(cut, t="2016-07-27", p=known).text for known in ("1", "3", "5", "")] == [
        "2016-07-27",
        "2016-07",
        "2016",
        "2016-07-27",
    ]


@pytest.mark.parametrize("text", ["20 July 2016", "July 20, 2016", "2016-07-20T10:00"])
def test_a_precision_cuts_a_date_in_words_too(text: str) -> None:
    """ACLED writes 20 July 2016, and knows of some events only the month."""
    cut = "occurred_at = { text = '{t}', precision = 'p', month_if = ['3'] }\n"

    assert dated(cut, t=text, p="3").text == "2016-07"


@pytest.mark.parametrize("part", ["July", "7.5", "1e1", "٧", "1_0", "+7"])
def test_a_part_that_is_no_number_is_refused(part: str) -> None:
    with pytest.raises(RowError, match="is not a number of a date"):
        dated(PARTS, y="2016", m=part, d="27", h="", i="")


@pytest.mark.parametrize(
    ("pattern", "name", "expected"),
    [
        ("signif_{date}", "signif_2015-12.txt", "2015-12"),
        ("{date}__", "data/2022-03-19T145833Z__b8324a8c.json", "2022-03-19T14:58:33+00:00"),
        ("*_{date}", "deaths_by_day_20240501.csv.gz", "2024-05-01"),
        ("{date}", "2024_05_01 1630.csv", "2024-05-01T16:30"),
        ("deaths-{date}", "deaths-2024.csv", "2024"),
        ("deaths-{date}", "tolls-2024.csv", ""),
        ("{date}", "20244.csv", ""),
        ("{date}", "202403191458.csv", "2024-03-19T14:58"),
        ("{date}", "2024-03-19_145833_2.csv", "2024-03-19"),
        ("{date}", "2024-03-19T1458-0500.csv", "2024-03-19T14:58-05:00"),
        ("{date}", "2024-03-19_14:58+02:00.csv", "2024-03-19T14:58+02:00"),
        ("{date}", "2024-03-19_1458-0500.csv", "2024-03-19"),
        ("{date}", "2024-05-01_2023.csv", "2024-05-01"),
        ("{date}", "2023-10-07_v20231012a.csv", "2023-10-07"),
        # From one date to another: 20:23 and 10 seconds was once made of the second.
        ("acled_{date}", "acled_2023-10-07_2023-10-14.csv", ""),
        ("acled_{date}", "acled_20231007-20231014.csv", ""),
        ("acled_{date}", "acled_202310-202312.csv", ""),
        ("acled_{date}", "acled_2023-10_2023-12.csv", ""),
        ("acled_{date}_", "acled_2023-10-07_2023-10-14.csv", "2023-10-07"),
        ("acled_*_{date}", "acled_2023-10-07_2023-10-14.csv", "2023-10-14"),
        ("{date}", "2024-13-01.csv", ""),
        ("a+b({date})", "a+b(2024-05)", "2024-05"),
    ],
)
def test_a_name_says_when_a_file_was_published(pattern: str, name: str, expected: str) -> None:
    found = published_in_name(pattern, name)

    assert (found.text if found else "") == expected


@settings(max_examples=60)
@given(
    day=st.dates(max_value=date(9998, 12, 31)),
    before=st.text("ab*.(+_", max_size=4),
    after=st.text("ab_.", max_size=4),
)
def test_a_day_is_found_wherever_the_pattern_has_it(day: object, before: str, after: str) -> None:
    name = f"{before.replace('*', 'x')}{day}{after}.csv"

    found = published_in_name(f"{before}{{date}}{after}", name)

    assert found is not None
    assert found.text == str(day)
