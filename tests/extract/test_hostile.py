"""Texts made to hurt cost no more than their length."""

from time import process_time

import pytest

from tracker.extract import extract, text_of

SIZE = 250_000
MOST_SECONDS = 15
"""Of processor time for a quarter of a megabyte, on a slow machine: a quadratic walk takes
hours."""
PIECES = {
    "brackets": "(",
    "nested": "(killed 12 ",
    "one number": "1",
    "numbers": "1 ",
    "one endless sentence": "twelve people and ",
    "tolls without end": "killed 12 people and ",
    "control characters": "\x00\x01 12 killed\x1b ",
    "right to left": "قتل 12 شخصا \u202e",
    "quotes": '"',
    "number words": "one hundred and ",
    "articles": "a ",
    "half a": "half a ",
    "speakers": ", who said 12, ",
    "one word": "x",
    "hyphens": "a-",
    "capitals": "aBc",
    "stops": "U.",
    "half characters": "\ud800 12 killed ",
    "blank lines": "\n",
}


@pytest.mark.parametrize("piece", PIECES.values(), ids=PIECES)
def test_a_hostile_text_is_answered_in_time(piece: str) -> None:
    text = piece * (SIZE // len(piece))
    start = process_time()
    drafts = extract(text)

    assert process_time() - start < MOST_SECONDS
    assert all(text[one.text_start : one.text_end] == one.figure for one in drafts)


@pytest.mark.parametrize(
    "piece", ["<div>", "<", "<!--", "<!-- > ", "<script><", "<a b=", "&#", "<![CDATA[", "</"]
)
def test_a_hostile_page_is_answered_in_time(piece: str) -> None:
    page = piece * (SIZE // len(piece))
    start = process_time()
    text_of(page, ".html")

    assert process_time() - start < MOST_SECONDS
