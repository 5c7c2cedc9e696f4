"""A row of totals is found where it stands, and a true row that equals a sum is not."""

import io
from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.importing.setting import a_ledger, problems, take
from tracker.importing.readers import table_of
from tracker.importing.readers.shape import Shape
from tracker.importing.readers.table import BadRow
from tracker.importing.readers.totals import without_totals


def found_in(text: str, *, are_known: bool = False) -> tuple[list[int], list[int], list[str]]:
    """Lines of the rows that pass, those that do not, and the remarks."""
    table = without_totals(table_of(io.StringIO(text), ".csv"), are_known=are_known)
    rows = list(table.rows)
    bad = [line for line, row in rows if isinstance(row, BadRow)]
    return [line for line, row in rows if not isinstance(row, BadRow)], bad, table.noted


def of(header: str, *rows: str) -> str:
    return "\n".join((header, *rows)) + "\n"


TOTALS = [
    ("named in English", of("place,killed", "Homs,3", "Idlib,4", "Total,7"), 4),
    ("of one row", of("place,killed", "Homs,3", "TOTAL:,3"), 3),
    ("named in Arabic", of("المكان,قتلى", "حمص,3", "إدلب,4", "الإجمالي,7"), 4),
    ("named in Russian", of("место,убито", "Алеппо,30", "Хомс,12", "Итого,42"), 4),
    ("named in two words", of("id,place,killed", "1,Homs,3", "2,Idlib,4", "Grand total,,7"), 4),
    ("whose name comes late", of("id,place,killed", "1,Homs,3", "2,Idlib,4", ",Total,7"), 4),
    ("with an average beside", of("place,killed,age", "a,3,20", "b,4,40", "Total,7,30"), 4),
    ("with thousands parted", of("place;killed", "a;1,200", "b;800", "Total;2,000"), 4),
    ("of fractions", of("place,killed", "a,0.1", "b,0.2", "Total,0.30000000000000004"), 4),
    ("that adds up codes", of("place,killed", "a,-99", "b,40", "c,50", "Total,-9"), 5),
    ("that leaves codes out", of("place,killed", "a,-99", "b,40", "c,50", "Total,90"), 5),
    ("without a name", of("place,day,killed", "a,Mon,3", "b,Tue,5", ",,8"), 4),
    ("with a name in a tongue unknown",
     of("d,place,dead", "1,a,3", "2,b,5", "3,c,6", "Hepsi,,14"), 5),
    ("with such a name and nothing blank",
     of("place,dead,hurt", "a,3,9", "b,5,20", "c,6,7", "Hepsi,14,36"), 5),
    ("of wordings, as a sheet adds them", of("place,killed", "a,40+", "b,4", "c,6", "Total,10"), 5),
    ("in a file of our columns", of("ref,incident,source,metric,figure", "a,q,a,killed,3",
     "b,q,b,killed,4", "Total,,,killed,7"), 4),
    ("called so where the incident stands", of("incident,source,metric,figure",
     "q,a,killed,3", "q,b,killed,4", "Total,all,killed,7"), 4),
    ("filled in down to its metric", of("mode,ref,incident,source,metric,figure",
     "total,a,q,a,killed,3", "total,b,q,a,killed,4", ",Total,q,a,killed,7"), 4),
    ("that begins with its mode", of("mode,incident,source,metric,figure", "total,q,a,killed,3",
     "total,q,a,killed,4", "total,,,,7"), 4),
    ("of a wide file of ours", of("incident,source,killed", "q,a,3", "q,b,4", "Total,,7"), 4),
    ("that says how many it adds up", of("place,killed", "a,3", "b,4", "TOTALS (2 events),7"), 4),
    ("with a mark of a note", of("place,killed", "a,3", "b,4", "Total [1],7"), 4),
    ("of numbers with such marks", of("place,dead", "a,3[1]", "b,4 †", "c,5*", "All,12[2]"), 5),
    ("called All", of("place,killed,hurt", "a,3,1", "b,4,2", "All,7,3"), 4),
    ("of all districts", of("district,killed", "a,3", "b,4", "All districts,7"), 4),
    ("after a no-break space", of("place,killed", "a,3", "b,4", "Total,\u00a07"), 4),
    ("of numbers after such", of("place,killed", "a,\u202f3", "b,\u00a04", "Total,7"), 4),
    ("that is no last row", of("place,killed", "a,3", "b,4", "Total,7", "c,6"), 4),
]  # fmt: skip


@pytest.mark.parametrize(("text", "line"), [row[1:] for row in TOTALS], ids=[r[0] for r in TOTALS])
def test_a_row_of_totals_is_refused(text: str, line: int) -> None:
    passed, refused, _ = found_in(text)

    assert refused == [line]
    assert len(passed) == text.count("\n") - 2


NO_TOTALS = [
    ("two equal rows", of("place,killed", "a,3", "b,3")),
    ("one row", of("place,killed", "a,3")),
    ("one row that is blank but for its figure", of("place,killed", "a,3", ",3")),
    ("a running toll", of("day,killed", "2016-07-27,10", "2016-07-28,20", "2016-07-29,30")),
    ("a running toll that doubles",
     of("day,killed,hurt", "27,1,2", "28,1,2", "29,2,4", "30,4,8", "31,8,16")),
    ("a third hospital with the sum of two",
     of("source,killed,injured", "A hospital,10,20", "B hospital,20,40", "Police,30,60")),
    ("a chance sum in one column",
     of("place,killed,injured", "a,3,9", "b,5,20", "c,6,7", "d,14,37")),
    ("a breakdown and its whole",
     of("incident,source,scope,killed,injured,asserted_at", "q,moi,Turkey,10,20,2023",
        "q,moi,Syria,20,30,2023", "q,moi,Iraq,5,6,2023", "q,moi,,35,56,2023")),
    ("a claim whose mode comes first",
     of("mode,incident,source,metric,low", "total,q,a,killed,3", "total,q,b,killed,3")),
    ("a wide claim whose mode comes first",
     of("mode,incident,source,killed,injured", "total,q,a,3,9", "total,q,b,3,9")),
    ("a whole of several populations", of("group,killed", "men,3", "women,4", "all,7")),
    ("a claim of all", of("population,incident,source,killed", "men,q,a,3", "women,q,a,4",
                          "all,q,a,7")),
    ("a claim under the ref all", of("ref,incident,source,metric,figure", "a,q,a,killed,3",
                                      "b,q,a,killed,4", "all,q,a,killed,7")),
    ("a place called All", of("place,killed,hurt", "a,3,1", "b,4,2", "All,7,9")),
    ("totals of two years", of("what,killed", "Total (2015),4", "Total (2016),4")),
    ("a column of zeros", of("place,killed", "a,0", "b,0", ",0")),
    ("a row in which a date is missing", of("day,place,dead", "1,a,1", "2,b,1", ",c,2")),
    ("years that add up to nothing", of("year,dead", "2001,3", "2002,4", "2003,8")),
    ("a place with total in its name", of("place,dead", "Total Gas plant,3", "b,4", "c,8")),
    ("ids that are sums", of("id,place", "1,a", "2,b", "3,c")),
    ("dates filled in once", of("day,place,dead", "1,a,3", ",b,4", ",c,7")),
    ("a column that the first row leaves blank",
     of("place,day,dead", "a,,3", "b,2,5", "c,1,6", "d,,14")),
    ("numbers alone", of("dead,hurt,lost", "1,2,3", "1,2,3", "2,4,6")),
]  # fmt: skip


@pytest.mark.parametrize("text", [row[1] for row in NO_TOTALS], ids=[row[0] for row in NO_TOTALS])
def test_a_true_row_is_no_row_of_totals(text: str) -> None:
    _, refused, _ = found_in(text)

    assert refused == []


def test_totals_of_parts_and_the_total_of_all_are_both_found() -> None:
    rows = ("a,3", "b,4", "Subtotal,7", "c,5", "d,1", "Subtotal,6")

    passed, refused, _ = found_in(of("place,killed", *rows, "Grand total,13"))
    _, doubled, _ = found_in(of("place,killed", *rows, "Grand total,26"))

    assert passed == [2, 3, 5, 6]
    assert refused == doubled == [4, 7, 8]


def test_a_row_called_total_that_is_no_sum_is_read_with_a_remark() -> None:
    _, refused, noted = found_in(of("place,killed,day", "a,3,1", "b,4,2", "Total,9,"))

    assert refused == []
    assert noted == [
        "line 4 is called 'Total', and is no sum of those above; it was read like the others"
    ]


def test_totals_that_are_known_are_left_out_and_told() -> None:
    passed, refused, noted = found_in(of("a,killed", "a,3", "b,4", "Total,7"), are_known=True)

    assert (passed, refused) == ([2, 3], [])
    assert noted == ["1 row of totals was left out, in line 4"]


LAST = [("Total,9", "its numbers are not the sums of those above"), ("c,9", "this row is none")]


@pytest.mark.parametrize(("row", "told"), LAST)
def test_a_last_row_that_should_be_totals_and_is_none_is_refused(row: str, told: str) -> None:
    table = table_of(io.StringIO(of("place,killed", "a,3", "b,4", row)), ".csv")

    *_, (line, last) = without_totals(table, are_known=True).rows

    assert line == 4
    assert isinstance(last, BadRow) and told in last.error.problem


@pytest.mark.parametrize("width", [1, 400])
def test_long_and_wide_files_are_added_up_exactly(width: int) -> None:
    rows = [[f"p{n}", *([str(n * 10**12)] * width)] for n in range(1, 2_001)]
    total = str(sum(range(1, 2_001)) * 10**12)

    def text(last: Sequence[str]) -> str:
        return of(
            ",".join(["place", *(f"c{n}" for n in range(width))]), *map(",".join, [*rows, last])
        )

    assert found_in(text(["Total", *[total] * width]))[1] == [2_002]
    assert found_in(text(["p", *[total[:-1] + "1"] * width]))[1] == []


def test_an_import_refuses_the_row_with_its_reason(tmp_path: Path) -> None:
    text = of("source,killed", "Homs hospital,3", "Idlib hospital,4", "Total,7")

    report = take(a_ledger(), tmp_path, text, incident="q")
    left_out = take(a_ledger(), tmp_path, text, incident="q", shape=Shape(totals=True))

    assert problems(report) == [
        "4 : this row is the total of those above it (killed 7) and would count all of them "
        "twice; take it out, or say in its first cell what it is about if it is no total"
    ]
    assert (left_out.recorded, left_out.refused) == (2, 0)
    assert left_out.remarks[0] == "1 row of totals was left out, in line 4"
