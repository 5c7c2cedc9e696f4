"""A JSON file is read the same in stretches of a few values as in one, and says the same faults."""

import io
import json
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tracker.importing.faults import FileError
from tracker.importing.readers import json_text
from tracker.importing.readers.json_rows import json_table
from tracker.importing.readers.json_text import JsonText, LongError
from tracker.importing.readers.shape import Shape

Rows = list[tuple[int, list[str]]]
ROWS = [{"a": "x, [y] {z}", "b": number, "c": None} for number in range(30)]


@contextmanager
def stretches_of(signs: int, block: int) -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(json_text, "MOST_SIGNS", signs)
        patch.setattr(json_text, "_BLOCK", block)
        yield


def rows_of(text: str, path: str = "") -> Rows:
    table = json_table(io.StringIO(text), Shape(rows=path, verbatim=True))
    return [(line, cells if isinstance(cells, list) else cells.cells) for line, cells in table.rows]


values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8) | st.floats(allow_nan=False),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner),
    max_leaves=6,
)
rows = st.lists(st.fixed_dictionaries({"a": st.text(max_size=20), "b": st.integers()}), min_size=1)


@settings(max_examples=60)
@given(beside=values, given=rows, after=values, indent=st.sampled_from([None, 1]))
def test_short_stretches_give_the_same_rows(
    beside: object, given: list[dict[str, object]], after: object, indent: int | None
) -> None:
    inside = json.dumps({"m": {"x": beside, "l": given, "y": after}}, indent=indent)
    alone = json.dumps(given, indent=indent)
    whole = rows_of(inside, "m.l"), rows_of(alone)

    with stretches_of(12, 7):
        assert (rows_of(inside, "m.l"), rows_of(alone)) == whole


@pytest.mark.parametrize("block", range(1, 50))
def test_a_number_is_read_whole_wherever_a_stretch_ends(block: int) -> None:
    beside = [1.5, -2.25e10, 1e-05, 12345.678901234567, -0.5, True, None]
    text = json.dumps({"f": beside, "t": 1.25e-07, "l": ROWS, "z": -350.25})
    whole = rows_of(text, "l")

    with stretches_of(8, block):
        assert rows_of(text, "l") == whole


@pytest.mark.parametrize("start", ["", '{"meta": {"k": [1, [2, {"a": 3}]]}, "claims": '])
def test_what_is_broken_far_on_is_refused_with_its_line(start: str) -> None:
    text = start + json.dumps(ROWS, indent=1) + ("}" if start else "")
    broken = {
        text[:-30]: "as if",
        text + "]": "more text after the end",
        text.replace('"b": 20,', '"b": 20', 1): "delimiter",
        text.replace('"b": 21', '"b" 21', 1): "delimiter",
        text.replace('"b": 22', "b: 22", 1): "double quotes",
        text.replace('"b": 23', '"b": what', 1): "expecting value",
    }
    for one, problem in broken.items():
        with pytest.raises(FileError, match=problem) as whole:
            rows_of(one)
        with stretches_of(12, 7), pytest.raises(FileError, match=problem) as parts:
            rows_of(one)
        assert (parts.value.problem, parts.value.line) == (whole.value.problem, whole.value.line)


def test_lists_beside_the_rows_are_named_however_long_they_are() -> None:
    text = json.dumps({"a": {"b": ROWS, "c": list(range(99))}, "d": ROWS})

    with stretches_of(12, 7), pytest.raises(FileError, match=r"by --rows: d, a\.b$"):
        rows_of(text)


def test_a_value_is_skipped_whole_and_no_deeper_than_sensible() -> None:
    text = json.dumps([[["x" * 9] * 30], {"k": ROWS}])
    deep = "[" * 30 + "1," * 99 + "1" + "]" * 30

    with stretches_of(12, 7):
        assert JsonText(text).skip(0) == len(text)
        with pytest.raises(LongError, match="no row of claims needs them"):
            JsonText(text).value(0)
        with pytest.raises(FileError, match="nested too deeply"):
            JsonText(deep).skip(0)
