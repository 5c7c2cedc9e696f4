"""Cells that spreadsheets would run, and the way back."""

from hypothesis import example, given
from hypothesis import strategies as st

from tracker.spreadsheets import guarded, may_hold_guards, unguarded

TEXT = st.text("'=+-@＝\t\r\n\x00\ufeff\u200b a1", max_size=12) | st.text(max_size=12)


@given(TEXT)
@example("'")
@example("''=")
def test_every_text_comes_back(text: str) -> None:
    assert unguarded(guarded(text)) == text


@given(TEXT)
def test_a_guarded_cell_begins_with_no_sign_and_is_seen_wherever_a_file_is_cut(text: str) -> None:
    cell = guarded(text)

    assert cell[:1] not in (*"=+-@＝\t\r\n",)
    if unguarded(cell) != cell:
        file = f"a,{cell},b"
        for cut in range(len(file)):
            assert may_hold_guards(file[:cut]) or may_hold_guards(file[cut:])


@given(TEXT)
def test_a_text_that_needs_no_guard_is_left_alone(text: str) -> None:
    assert guarded(text) in (text, "'" + text)
    assert unguarded(text) in (text, text[1:])
