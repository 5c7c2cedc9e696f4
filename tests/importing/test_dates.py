import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tracker.errors import StampError
from tracker.importing import DateOrder, read_stamp

READ = [
    ("2016", "2016"),
    ("2023-02", "2023-02"),
    ("2016-07-27", "2016-07-27"),
    ("2016-07-27T16:43+08:00", "2016-07-27T16:43+08:00"),
    ("2016-07-27T16:43:05.123456", "2016-07-27T16:43:05.123456"),
    ("2016-07-27T16:43:05Z", "2016-07-27T16:43:05+00:00"),
    ("2016-07-27 16:43", "2016-07-27T16:43"),
    ("2016-07-27T16:43+0800", "2016-07-27T16:43+08:00"),
    ("2016-07-27T16:43+08", "2016-07-27T16:43+08:00"),
    ("2016-07-27 16:43 UTC", "2016-07-27T16:43+00:00"),
    ("20160727", "2016-07-27"),
    ("20160727T164305Z", "2016-07-27T16:43:05+00:00"),
    ("Feb 2023", "2023-02"),
    ("February 2023", "2023-02"),
    ("7/2016", "2016-07"),
    ("27 July 2016", "2016-07-27"),
    ("July 27, 2016", "2016-07-27"),
    ("the 27th of July, 2016", "2016-07-27"),
    ("27-Jul-2016", "2016-07-27"),
    ("Wed 27 July 2016", "2016-07-27"),
    ("Wednesday, July 27, 2016", "2016-07-27"),
    ("27 July 2016 16:43 +08:00", "2016-07-27T16:43+08:00"),
    ("27 July 2016 16:43 GMT", "2016-07-27T16:43+00:00"),
    ("27 July 2016 16:43 UTC+3", "2016-07-27T16:43+03:00"),
    ("16:43 on 27 July 2016", "2016-07-27T16:43"),
    ("July 27, 2016 at 4:43 p.m.", "2016-07-27T16:43"),
    ("12:30 AM 27 Jul 2016", "2016-07-27T00:30"),
    ("27 July 2016 16:43:05", "2016-07-27T16:43:05"),
    ("13/04/2016", "2016-04-13"),
    ("04/13/2016", "2016-04-13"),
    ("03/03/2016", "2016-03-03"),
    ("27.07.2016", "2016-07-27"),
    ("2016/7/5", "2016-07-05"),
    ("29 February 2016", "2016-02-29"),
    ("  2016-07-27 ", "2016-07-27"),
]


@pytest.mark.parametrize(("text", "canonical"), READ)
def test_a_date_is_read_with_exactly_the_precision_it_gives(text: str, canonical: str) -> None:
    assert read_stamp(text).text == canonical


REFUSED = [
    ("", "it is blank"),
    ("03/04/2016", "the day and the month may be either way round"),
    ("32/13/2016", "neither 32 nor 13 is a month"),
    ("27.7.16", "it does not say the year in four digits"),
    ("16-07-27", "it does not say the year in four digits"),
    ("27 July", "it does not say the year in four digits"),
    ("27 July 16", "it does not say the year in four digits"),
    ("Wednesday", "it gives no date"),
    ("16:43", "it gives no date"),
    ("yesterday", "'yesterday' depends on the day it was written"),
    ("early 2016", "'early' depends on the day it was written"),
    ("27 July 2016 16:43 IST", "IST may mean several time zones or none"),
    ("27 July 2016 16:43 EST", "EST may mean several time zones or none"),
    ("27 July 2016 4pm", "it gives an hour without minutes"),
    ("27 July 2016 1643", "its time of day cannot be read"),
    ("Jul 2016 16:43", "it gives a time of day without the day"),
    ("2016-07-27 10:00 to 12:00", "it gives more than one time"),
    ("27-28 July 2016", "it is not a date I can read"),
    ("Mon 27 July 2016", "2016-07-27 is not a Monday"),
    ("Monday July 2016", "it names a weekday without the day of the month"),
    ("2016-02-30", "day is out of range for month"),
    ("30 Feb 2016", "day is out of range for month"),
    ("29 February 2015", "day is out of range for month"),
    ("2016-13", "month must be in 1..12"),
    ("2016-07-27T25:00", "hour must be in 0..23"),
    ("2016-07-27T16:43:05.1234567", "it is not an ISO date or time"),
    ("2016-07-27T16:43+19:00", "+19:00 is not an offset from UTC"),
    ("0000", "the year must lie between 1 and 9998"),
    ("42578", "it is a number, not a date"),
    ("2016.5", "it is a number, not a date"),
    ("circa 2016", "'circa' is not a word I know in a date"),
    ("27 juillet 2016", "'juillet' is not a word I know in a date"),
    ("٢٧ July 2016", "it holds letters or digits other than English ones"),
    ("2016?", "it holds signs that no date has"),
    ("2016 " + "x" * 100, "it is longer than 80 characters"),
]


@pytest.mark.parametrize(("text", "problem"), REFUSED)
def test_a_date_that_would_have_to_be_guessed_is_refused(text: str, problem: str) -> None:
    with pytest.raises(StampError) as refusal:
        read_stamp(text)

    assert refusal.value.problem == problem


def test_the_order_given_decides_an_ambiguous_date() -> None:
    assert read_stamp("03/04/2016", order=DateOrder.DAY_FIRST).text == "2016-04-03"
    assert read_stamp("03/04/2016", order=DateOrder.MONTH_FIRST).text == "2016-03-04"


@pytest.mark.parametrize(
    ("text", "order"),
    [("13/04/2016", DateOrder.MONTH_FIRST), ("04/13/2016", DateOrder.DAY_FIRST)],
)
def test_a_date_against_the_order_given_is_refused(text: str, order: DateOrder) -> None:
    with pytest.raises(StampError, match="was said to come first"):
        read_stamp(text, order=order)


DATE_LIKE = st.lists(
    st.one_of(
        st.sampled_from(
            ("2016", "16", "27", "7", "07", "31", "30", "02", "20160727", "1643", ".5")
        ),
        st.sampled_from(("July", "jul", "Feb", "Sunday", "Sun", "at", "am", "pm", "p.m.", "of")),
        st.sampled_from(
            ("16:43", "4:43", "16:43:05", "Z", "UTC", "GMT+3", "+08:00", "-5", "12h30")
        ),
        st.sampled_from(("-", "/", ".", ",", "T", "IST", "th", "to", "h")),
    ),
    max_size=8,
).flatmap(lambda parts: st.sampled_from(["", " ", "-", "/"]).map(lambda sep: sep.join(parts)))


@given(st.one_of(st.text(max_size=90), DATE_LIKE), st.sampled_from([None, *DateOrder]))
@example("16:43 AM 27 July 2016", None)
@example("1:1", None)
@example("²⁰16-07-27", None)
def test_any_text_gives_a_stamp_that_reads_back_or_a_refusal(
    text: str, order: DateOrder | None
) -> None:
    try:
        known = read_stamp(text, order=order)
    except StampError:
        return

    assert read_stamp(known.text) == known
    assert known.text[:4] in text, "the year is never invented"
