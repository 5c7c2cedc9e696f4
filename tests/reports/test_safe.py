"""Data on a terminal: no control, no markup, no swapped numbers, no cut digits."""

import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from rich.cells import cell_len

from tracker.reports.safe import (
    FSI,
    PDI,
    beginning,
    cell,
    fit,
    isolated_runs,
    safe,
    sentence,
    visible,
)

TEXT = st.text(st.characters(codec=None), max_size=60) | st.text(
    st.sampled_from("a5., \x1b\r\n\t\x9b\u202e\u2066\u200f\u200d\u200cغזהܐ[]/bold=\ud800é\u0301"),
    max_size=40,
)
DIRECTING = {"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"}


def unsafe_characters(text: str) -> list[str]:
    """What no terminal may get from data."""
    return [
        character
        for character in text
        if unicodedata.category(character) in ("Cc", "Cs", "Zl", "Zp")
        or unicodedata.bidirectional(character) in DIRECTING
    ]


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("plain", "plain"),
        ("a\x1b[2Jb", "a␛[2Jb"),
        ("a\rb\nc\td", "a␍b␊c␉d"),
        ("\x00\x7f", "␀␡"),
        ("\x9b31m", "⟨U+009B⟩31m"),
        ("\u202e57", "⟨RLO⟩57"),
        ("a\u2028b", "a⟨U+2028⟩b"),
        ("\ud800", "⟨U+D800⟩"),
        ("[bold]57[/foo][link=x]", "[bold]57[/foo][link=x]"),
        ("می\u200cشود", f"{FSI}می\u200cشود{PDI}"),
        ("12–45 غزة", f"{FSI}12–45 غزة{PDI}"),
    ],
)
def test_a_text_is_shown_literally_on_one_line(text: str, shown: str) -> None:
    assert safe(text) == shown


@given(TEXT)
@example("\u2068\u2069")
def test_no_control_and_no_direction_of_the_data_survives(text: str) -> None:
    shown = safe(text)

    assert unsafe_characters(visible(text)) == []
    assert [one for one in unsafe_characters(shown) if one not in (FSI, PDI)] == []
    assert shown.count(FSI) == shown.count(PDI) <= 1
    shown.encode()


@given(TEXT)
def test_a_sentence_isolates_what_runs_from_right_to_left_and_nothing_else(text: str) -> None:
    told = sentence(text)

    assert told.replace(FSI, "").replace(PDI, "") == visible(text)
    assert told.count(FSI) == told.count(PDI)
    outside = "".join(part.split(PDI)[-1] for part in told.split(FSI))
    assert not any(unicodedata.bidirectional(one) in ("R", "AL") for one in outside)


def test_numbers_beside_a_name_stay_outside_its_isolate() -> None:
    assert isolated_runs("غزة: 12 to 45") == f"{FSI}غزة{PDI}: 12 to 45"


@given(TEXT, st.integers(0, 50))
def test_a_fitted_text_is_no_wider_than_asked(text: str, width: int) -> None:
    assert cell_len(fit(text, width)) <= width


@pytest.mark.parametrize(
    ("text", "width", "shown"),
    [
        ("killed 57 people", 16, "killed 57 people"),
        ("killed 57 people", 10, "killed 57…"),
        ("killed 57 people", 9, "killed …"),
        ("toll 12,345 now", 9, "toll …"),
        ("12345", 3, "…"),
        ("غزة 57", 5, f"{FSI}غزة …{PDI}"),
        ("日本語", 5, "日本…"),
        ("any", 0, ""),
    ],
)
def test_a_number_at_the_cut_is_left_out_whole(text: str, width: int, shown: str) -> None:
    assert fit(text, width) == shown


@given(st.lists(st.integers(0, 10**9), min_size=1, max_size=6), st.integers(0, 40))
def test_what_is_kept_of_a_list_of_numbers_is_numbers_of_the_list(
    numbers: list[int], width: int
) -> None:
    text = " ".join(f"{one:,}" for one in numbers)

    kept = beginning(text, width).split()

    assert kept == text.split()[: len(kept)]


def test_a_cell_holds_no_markup() -> None:
    shown = cell("[red]57[/red]")

    assert shown.plain == "[red]57[/red]"
    assert not shown.spans
