"""Sentences that wrap: nothing lost, nothing too wide, no number broken."""

import re

from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from tracker.reports.layout import Columns, number, render
from tracker.reports.passage import Passage, wrapped
from tracker.reports.safe import FSI, PDI

WORDS = st.lists(st.sampled_from(["killed", "57", "12,345", "غزة", "a-long-slug-2016", "日本"]))


@given(WORDS.map(" ".join), st.integers(8, 60))
def test_a_wrapped_passage_keeps_every_word_within_the_width(text: str, width: int) -> None:
    lines = list(wrapped(text, width))

    assert all(cell_len(line) <= width for line in lines)
    assert re.sub(r"\s", "", "".join(lines)) == text.replace(" ", "")


@given(st.text(max_size=80), st.integers(1, 20))
def test_any_text_wraps(text: str, width: int) -> None:
    lines = list(wrapped(text, width))

    assert "".join("".join(lines).split()) == "".join(text.split())


def test_a_number_is_not_broken_even_where_blanks_set_its_thousands_apart() -> None:
    assert list(wrapped("risen to 31 643", 13)) == ["risen to", "31 643"]


def test_each_line_isolates_its_own_part_of_a_name() -> None:
    shown = render(Passage("غزة غزة غزة غزة غزة غزة"), 20, color=False)

    assert [line[0] + line[-1] for line in shown.splitlines()] == [FSI + PDI] * 2


def test_a_table_too_narrow_for_its_numbers_runs_over_the_edge_and_keeps_them() -> None:
    table = Columns([(Passage("x" * 30), Passage("1,234,567,890"))], whole=(1,))

    assert "1,234,567,890" in render(table, 20, color=False)


def test_unknown_is_a_dash_and_never_nought() -> None:
    assert (number(None), number(0), number(50783)) == ("–", "0", "50,783")


def test_colour_output_has_weight_but_no_colour_and_plain_output_has_neither() -> None:
    heading = Passage("Killed", "bold")

    assert render(heading, 40, color=True) == "\x1b[1mKilled\x1b[0m\n"
    assert render(heading, 40, color=False) == "Killed\n"
