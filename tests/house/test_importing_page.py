"""docs/importing.md tells the limits that hold, and every option it speaks of is there."""

import re
from pathlib import Path

import click
import pytest

from tracker.cli.commands.import_files import command
from tracker.importing.inputs import MOST_SPOOLED
from tracker.importing.packed import archives, bounded
from tracker.importing.readers import parquet, table
from tracker.importing.readers.books import ods_sheets, parts, rows, xlsx_texts
from tracker.importing.readers.number_texts import DIGITS

PAGE = (Path(__file__).parents[2] / "docs" / "importing.md").read_text("utf-8")
LIMITS = [
    f"| columns | {table.MOST_COLUMNS:,} |",
    f"| characters of a cell | {parts.LONGEST_TEXT:,} ",
    f"| {bounded.MOST_TIMES} times its size, or {bounded.ANYTHING_UP_TO // 10**6} MB if",
    f"never over {MOST_SPOOLED // 10**9} GB |",
    f"| {bounded.MOST_TIMES} times its packed size, or {parts.ANYTHING_UP_TO // 10**6} MB |",
    f"| {xlsx_texts.MOST_CHARACTERS:,} characters |",
    f"| {rows.MOST_ROWS:,}; one row repeated {ods_sheets.MOST_REPEATS:,} times |",
    f"| {parquet.MOST_ROWS:,} |",
    f"| {archives.MOST_MEMBERS:,} |",
    f"a number of more than {DIGITS} digits",
]


@pytest.mark.parametrize("limit", LIMITS)
def test_a_limit_stands_on_the_page_as_it_is(limit: str) -> None:
    assert limit in PAGE


def test_every_option_that_the_page_speaks_of_is_one_of_import() -> None:
    named = set(re.findall(r"(--[a-z][a-z-]+)", PAGE))
    known = {name for one in command.params if isinstance(one, click.Option) for name in one.opts}

    assert named
    assert named <= known
