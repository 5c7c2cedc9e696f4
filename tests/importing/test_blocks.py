"""Rows that are read and looked at many at once are those that are read one by one."""

import io
import os
import sys
from collections.abc import Iterator
from itertools import repeat
from time import sleep
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tracker.importing.faults import FileError
from tracker.importing.readers import delimited, in_blocks, running_sums, totals
from tracker.importing.readers.table import BadRow
from tracker.importing.second_process import SecondProcess

LINES = st.sampled_from([
    "q,a,3", "q,b,4", "q,c,7", "q,d,0", "q,e,-99", "q,f,12", "q,,5", ",x,5", "", "  ", ",,",
    "q,g,at least 9", "q,h,1.5", "q,i,٤", "Total,,7", "Total,,19", "q,j,3,", "q,k", 'q,l,"5',
    'q,"m\nm",6', '"q",n,6', 'q,"o"x,1', "q,p," + "9" * 41, "q,q," + "7" * 40,
])  # fmt: skip
TEXTS = st.lists(LINES, max_size=30).map(lambda lines: "\n".join(["place,by,killed", *lines]))


def read(text: str, at_once: int, to_know: int) -> tuple[list[Any], list[str]]:
    """All that a file's rows come to, and what ends them. at_once: so many are looked at
    together. to_know: after so many rows a column without numbers is looked at no more."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(delimited, "ROWS_AT_ONCE", at_once)
        patched.setattr(totals, "ROWS_AT_ONCE", at_once)
        patched.setattr(running_sums, "_ROWS_TO_KNOW", to_know)
        found: list[Any] = []
        table = delimited.delimited_table(io.StringIO(text, newline=""))
        table = totals.without_totals(table, are_known=False)
        try:
            for line, row in table.rows:
                told = (row.error.problem, row.cells) if isinstance(row, BadRow) else row
                found.append((line, told))
        except FileError as problem:
            found.append((problem.line, problem.problem))
        return found, table.noted


@given(TEXTS, st.sampled_from([2, 3, 500]), st.sampled_from([1, 3, 200]))
@settings(max_examples=300)
def test_rows_are_the_same_however_many_are_read_at_once(
    text: str, at_once: int, to_know: int
) -> None:
    assert read(text, at_once, to_know) == read(text, 1, to_know)


def test_a_total_far_down_is_found_among_rows_that_are_looked_at_together() -> None:
    lines = ["place,by,killed", *(f"q,a{n},{n % 7 + 1}" for n in range(2_000))]
    total = sum(n % 7 + 1 for n in range(2_000))
    text = "\n".join([*lines, f"Total,,{total}", "q,b,3"])

    (*rows, told, last), _ = read(text, 500, 200)

    assert len(rows) == 2_000
    assert told[0] == 2_002
    assert "this row is the total of those above it" in told[1][0]
    assert last == (2_003, ["q", "b", "3"])


def test_what_ends_a_reader_comes_after_the_rows_before_it() -> None:
    def ending() -> Iterator[int]:
        yield from range(5)
        raise FileError("the rest is gone")

    taken: list[list[int]] = []
    with pytest.raises(FileError, match="the rest is gone"):
        for block in in_blocks(ending(), 3):
            taken.append(block)  # noqa: PERF402 - what was given before the end is looked at

    assert taken == [[0, 1, 2], [3, 4]]


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux has a second process read")
def test_the_second_process_ends_where_nobody_reads_any_more() -> None:
    with SecondProcess(lambda: repeat(([(1, ["x" * 100_000], None)], None))) as process:
        assert next(iter(process)) == [(1, ["x" * 100_000], None)]
        assert how_it_ended(process) is None

        process._stream.close()  # As where the first process is killed.
        for _ in range(100):
            if how_it_ended(process):
                break
            sleep(0.05)

        ended = how_it_ended(process)
        assert ended is not None
        assert (ended.si_code, ended.si_status) == (os.CLD_EXITED, 1)


def how_it_ended(process: SecondProcess) -> os.waitid_result | None:
    """What became of it; None while it runs."""
    return os.waitid(os.P_PID, process._pid, os.WEXITED | os.WNOHANG | os.WNOWAIT)
