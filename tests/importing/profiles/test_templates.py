"""Texts with columns in them."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tracker.importing.profiles.templates import TemplateError, read_template

ROW = {"place": "Homs", "hour": "", "id": "7", "a|b": "either", "personnel*": "about"}


def filled(text: str) -> str:
    return read_template(text).fill(lambda name: ROW.get(name, ""))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("noaa-{id}", "noaa-7"),
        ("{place}[, at {hour} h]", "Homs"),
        ("{place}[, number {id}]", "Homs, number 7"),
        ("{place} {hour} {id}", "Homs 7"),
        ("{{id}} [[x]]", "{id} [x]"),
        ("{a|b}", "either"),
        ("{ id }", "7"),
        ("{personnel*} 40", "about 40"),
        ("", ""),
    ],
)
def test_a_template_is_filled_from_a_row(text: str, expected: str) -> None:
    assert filled(text) == expected


@pytest.mark.parametrize("text", ["{", "}", "{}", "{ }", "[", "]", "[[a]", "[a[b]]", "{a{b}}"])
def test_a_template_that_means_nothing_is_refused(text: str) -> None:
    with pytest.raises(TemplateError):
        read_template(text)


@settings(max_examples=60)
@given(text=st.text(alphabet="ab{}[] ", max_size=12))
def test_any_text_is_a_template_or_refused_and_doubling_signs_gives_it_back(text: str) -> None:
    doubled = "".join(sign * 2 if sign in "{}[]" else sign for sign in text)

    assert read_template(doubled).fill(str) == " ".join(text.split())
    try:
        read_template(text)
    except TemplateError as problem:
        assert str(problem)
