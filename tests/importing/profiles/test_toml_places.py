"""The line of a key, for whoever must put it right."""

import tomllib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tracker.importing.profiles.shipped import profile_names, shipped_text
from tracker.importing.profiles.toml_places import Path, key_lines, line_of

TEXT = '''\
name = "a"            # 1
about = """
claim = 3
[not.a.table]
"""
[columns."x * y"]     # 6
blank = [
  "[[claim]]",
]
[[claim]]             # 10
metric = "killed"
only = [{ column = "a", is = "b" }]
  [claim.classes]
  1 = [1, 50]
[[claim]]             # 15
'high' = "h"
'''


@pytest.mark.parametrize(
    ("path", "line"),
    [
        (("name",), 1),
        (("about",), 2),
        (("columns", "x * y"), 6),
        (("columns", "x * y", "blank"), 7),
        (("claim", 1), 10),
        (("claim", 1, "metric"), 11),
        (("claim", 1, "only", 1, "is"), 12),
        (("claim", 2), 15),
        (("claim", 2, "high"), 16),
        (("nowhere",), None),
    ],
)
def test_a_key_is_found_on_its_line_or_on_that_of_its_table(path: Path, line: int | None) -> None:
    assert line_of(key_lines(TEXT), path) == line


@pytest.mark.parametrize("name", profile_names())
def test_every_key_at_the_top_of_a_profile_is_found_where_it_stands(name: str) -> None:
    text = shipped_text(name)
    lines, found = text.splitlines(), key_lines(text)

    for key, value in tomllib.loads(text).items():
        line = line_of(found, (key, 1) if isinstance(value, list) and (key, 1) in found else (key,))
        assert line is None or key in lines[line - 1]


@settings(max_examples=50)
@given(text=st.text(alphabet="[]{}\"'=#.ab \n", max_size=60))
def test_any_text_can_be_looked_through(text: str) -> None:
    assert all(1 <= line <= len(text.splitlines()) for line in key_lines(text).values())
