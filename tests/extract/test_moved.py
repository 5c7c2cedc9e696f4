"""Tolls that move from one number to another, and what moved them."""

import pytest

from tests.extract.test_reading import told
from tracker.extract import extract

MOVED = [
    ("The toll rose from 31 to 40.", "40"),
    ("The death toll rose from nine to 12.", "12"),
    ("The number of people killed has climbed from 31 to 40, police said.", "40"),
    ("The ministry raised its toll from 31 to 40.", "40"),
    ("The ministry raised its count of the dead to 40.", "40"),
    ("The ministry, which had spoken of 52 dead, lowered its count to 47.", "47"),
    ("The governor had on Sunday spoken of 52 dead, but the final number is 40.", "40"),
    ("The network, which had reported 52 deaths, withdrew the number and now gives 40.", "40"),
    ("The toll rose to 40 on Tuesday, from 31 on Monday.", "40"),
    ("The toll rose on Tuesday to 40 against 31 a day earlier.", "40"),
    ("The toll climbed from about 31 to about 40.", "about 40"),
    ("The toll rose from 31 to 40 on Tuesday after nine bodies were found.", "40"),
    ("The toll rose to 40 as 12 people from Homs died of their wounds.", "40"),
    ("The toll rose to 40 after militants killed nine villagers.", "40"),
]


@pytest.mark.parametrize(("text", "figure"), MOVED)
def test_of_a_toll_that_moves_only_the_new_number_is_drafted(text: str, figure: str) -> None:
    assert told(text) == [("killed", "all", figure)]


def test_a_number_given_as_so_many_is_of_the_harm_before_it() -> None:
    text = "Media reported three dead; the ministry later gave the number as five."

    assert told(text) == [("killed", "all", "three"), ("killed", "all", "five")]


def test_two_tolls_may_share_the_verb_that_moves_them() -> None:
    text = "Deaths rose from 31 to 40, and the number of injured from 100 to 130."
    joined = "The figures rose from 31 dead and 100 wounded to 40 dead and 130 wounded."

    assert told(text) == told(joined) == [("killed", "all", "40"), ("injured", "all", "130")]


@pytest.mark.parametrize(
    "text", ["From 40 to 50 people were killed.", "The storm left from 40 to 50 people dead."]
)
def test_from_and_to_are_a_range_where_no_toll_moves(text: str) -> None:
    (draft,) = extract(text)

    assert (draft.figure, draft.low, draft.high) == ("40 to 50", 40, 50)


@pytest.mark.parametrize(
    "text",
    [
        "The toll rose to 40 as of Monday, while 12 people died in Idlib.",
        "The number of dead rose to 40; 12 people died in Idlib.",
    ],
)
def test_what_does_not_tell_why_a_toll_moved_counts(text: str) -> None:
    assert [one.figure for one in extract(text)] == ["40", "12"]
