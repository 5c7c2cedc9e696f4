from itertools import permutations
from pathlib import Path

import pytest

from tests.importing.setting import INCIDENTS, a_ledger, problems, take, take_all
from tracker.model import Kind, Reliability

pytestmark = pytest.mark.usefixtures("each_database")

SOURCES = "slug,name,kind,affiliation,speaks_for,reliability\n"


def test_an_incident_keeps_its_texts_as_given(tmp_path: Path) -> None:
    ledger = a_ledger()
    text = (
        "slug,title,occurred_at,timezone,place,country,latitude,longitude,perpetrator\n"
        "q,Q,27 July 2016,Asia/Damascus,West,SYR,37.050,41.220,islamic-state\n"
    )

    take(ledger, tmp_path, text)

    incident = ledger.incidents()["q"]
    assert incident.latitude == "37.050"
    assert incident.occurred_at is not None and incident.occurred_at.text == "2016-07-27"


def test_sources_may_speak_for_others_further_down(tmp_path: Path) -> None:
    ledger = a_ledger()

    report = take(
        ledger,
        tmp_path,
        SOURCES + "a,A,ngo,,b,C\nb,B,ngo,,c,\nc,C,police,state,,B\nd,D,media,,a,\n",
    )

    assert problems(report) == []
    assert ledger.sources()["a"].speaks_for == "b"
    assert ledger.sources()["c"].reliability is Reliability.B


def test_rows_that_are_known_are_not_recorded_again(tmp_path: Path) -> None:
    ledger = a_ledger()
    files = {"i.csv": INCIDENTS, "s.csv": SOURCES + "a,A,ngo,,b,C\nb,B,ngo,,,\n"}
    take_all(ledger, tmp_path, files)

    again = take_all(ledger, tmp_path, files)

    assert [(file.recorded, file.already_known) for file in again.files] == [(0, 1), (0, 2)]


def test_another_row_for_a_slug_revises_it_and_older_rows_stay_known(tmp_path: Path) -> None:
    ledger = a_ledger()
    first, second = SOURCES + "a,A,ngo,,,\n", SOURCES + "a,A,police,,,\n"
    take(ledger, tmp_path, first)

    revised = take(ledger, tmp_path, second)
    back = take(ledger, tmp_path, first)

    assert (revised.recorded, revised.revised) == (1, 1)
    assert back.recorded == 0
    assert ledger.sources()["a"].kind is Kind.POLICE


def test_a_column_that_a_file_of_incidents_lacks_changes_nothing(tmp_path: Path) -> None:
    ledger = a_ledger()
    take(ledger, tmp_path, INCIDENTS)
    titles, back = "slug,title,place\nqamishli,Qamishli,West\n", "slug,title\nqamishli,Q\n"

    report = take(ledger, tmp_path, titles)
    again = take(ledger, tmp_path, titles)
    take_all(ledger, tmp_path, {"a.csv": "slug,title,place\nqamishli,R,\n", "b.csv": back})

    assert (report.recorded, report.revised, again.recorded) == (1, 1, 0)
    found = ledger.incidents()["qamishli"]
    assert (found.title, found.place, found.timezone) == ("Q", "", "Asia/Damascus")


def test_a_column_that_a_file_of_sources_lacks_parts_no_voices(tmp_path: Path) -> None:
    ledger = a_ledger()
    full = "slug,name,kind,speaks_for,merged_into\nb,B,ngo,,\na,A,ngo,b,\nc,C,ngo,,b\n"
    take(ledger, tmp_path, full)

    take(ledger, tmp_path, "slug,name\na,A new\nc,C new\n")
    circle = take(ledger, tmp_path, "slug,name,speaks_for\nb,B,a\n")

    found = ledger.sources()
    assert (found["a"].name, found["a"].kind, found["a"].speaks_for) == ("A new", Kind.NGO, "b")
    assert found["c"].merged_into == "b"
    assert "in a circle" in problems(circle)[0]


def test_a_blank_zone_makes_no_recorded_one_utc(tmp_path: Path) -> None:
    ledger = a_ledger()
    take(ledger, tmp_path, INCIDENTS)

    take(ledger, tmp_path, "slug,title,timezone\nqamishli,Qamishli,\nparis,Paris,\n")

    found = ledger.incidents()
    assert (found["qamishli"].title, found["qamishli"].timezone) == ("Qamishli", "Asia/Damascus")
    assert found["paris"].timezone == "UTC"


def test_rows_of_a_file_that_lacks_a_column_stay_known(tmp_path: Path) -> None:
    ledger = a_ledger()
    first = "slug,title\nqamishli,Q\n"
    take(ledger, tmp_path, first)
    take(ledger, tmp_path, INCIDENTS)

    again = take(ledger, tmp_path, first)

    assert (again.recorded, again.already_known) == (0, 1)
    assert ledger.incidents()["qamishli"].timezone == "Asia/Damascus"


@pytest.mark.parametrize("batch", [None, 1])
def test_a_file_that_lacks_columns_takes_no_later_edit_back(
    tmp_path: Path, batch: int | None
) -> None:
    ledger = a_ledger()
    first = "slug,title\nqamishli,T1\n"
    take(ledger, tmp_path, first)
    take(ledger, tmp_path, "slug,title\nqamishli,T2\n")
    take(ledger, tmp_path, "slug,title,place\nqamishli,T2,East\n")

    again = take(ledger, tmp_path, first, batch=batch)

    assert (again.recorded, again.already_known) == (0, 1)
    assert (ledger.incidents()["qamishli"].title, ledger.incidents()["qamishli"].place) == (
        "T2",
        "East",
    )


def test_a_source_made_for_a_claim_is_completed_by_its_own_row(tmp_path: Path) -> None:
    ledger = a_ledger()
    take(ledger, tmp_path, "incident,source,killed\nqamishli,a,40\n")

    report = take(ledger, tmp_path, SOURCES + "a,A,ngo,,,\n")

    assert (report.recorded, report.revised) == (1, 1)
    assert ledger.sources()["a"].kind is Kind.NGO


REFUSED = [
    ("a,A,ngo,,b,\nb,B,ngo,,a,", "sources speak for each other in a circle: a → b → a"),
    ("a,A,ngo,,b,", "there is no source 'b', in the files or in the ledger"),
    ("a,A,ngo,,a,", "source a cannot speak for itself or be merged into itself"),
    ("A B,A,ngo,,,", "'A B' is not a short name for a source; write small letters"),
    ("a,A,ngo,,,Z", "'Z' is not a reliability I know (known: A, B, C, D, E, F)"),
    ("a,A,ngo,The State,,", "'The State' is not a short name for a source or party"),
]


@pytest.mark.parametrize(("line", "problem"), REFUSED)
def test_a_source_that_makes_no_sense_is_refused(tmp_path: Path, line: str, problem: str) -> None:
    ledger = a_ledger()

    report = take(ledger, tmp_path, SOURCES + line + "\n")

    assert problem in problems(report)[0]
    assert ledger.head().size == 0


def test_a_circle_over_sources_already_recorded_is_refused(tmp_path: Path) -> None:
    ledger = a_ledger()
    take(ledger, tmp_path, SOURCES + "a,A,ngo,,,\nb,B,ngo,,a,\n")

    report = take(ledger, tmp_path, SOURCES + "a,A,ngo,,b,\n")

    assert "in a circle" in problems(report)[0]


SWAPPED = ["e,E,ngo,,d,B\n", "d,D,ngo,,,B\n"]
TURNED = ["a,A,ngo,,b,\n", "b,B,ngo,,c,\n", "c,C,ngo,,,\n"]


@pytest.mark.parametrize(
    ("before", "lines"),
    [("e,E,ngo,,,\nd,D,ngo,,e,\n", order) for order in permutations(SWAPPED)]
    + [("a,A,ngo,,,\nb,B,ngo,,a,\nc,C,ngo,,b,\n", order) for order in permutations(TURNED)],
)
def test_the_order_of_rows_closes_no_circle(
    tmp_path: Path, before: str, lines: tuple[str, ...]
) -> None:
    ledger = a_ledger()
    take(ledger, tmp_path, SOURCES + before)

    report = take(ledger, tmp_path, SOURCES + "".join(lines))

    assert (problems(report), report.recorded) == ([], len(lines))
    wanted = {line[0]: line.split(",")[4] for line in lines}
    assert {slug: one.speaks_for for slug, one in ledger.sources().items()} == wanted


def test_a_circle_refuses_its_rows_and_no_other(tmp_path: Path) -> None:
    ledger = a_ledger()
    take(ledger, tmp_path, SOURCES + "a,A,ngo,,,\nb,B,ngo,,a,\nc,C,ngo,,,\n")
    lines = "a,A,ngo,,b,\nc,C,ngo,,b,\na,A,media,,,\n"

    report = take(ledger, tmp_path, SOURCES + lines, on_error="skip")

    assert [fault.line for fault in report.errors] == [2]
    assert report.recorded == 2
    assert ledger.sources()["a"].kind == "media"


LEADING = ["a,A,ngo,,b,\n", "a,A2,ngo,,c,\n", "a,A3,police,,,\n"]
BEHIND = ["b,B,ngo,,,\n", "c,C,ngo,,b,\n"]


@pytest.mark.parametrize("at", [1, 2, 3])
@pytest.mark.parametrize("batch", [None, 1])
def test_rows_of_one_source_wait_in_line_for_the_sources_they_name(
    tmp_path: Path, at: int, batch: int | None
) -> None:
    ledger = a_ledger()
    lines = [*LEADING[:at], *BEHIND, *LEADING[at:]]

    report = take(ledger, tmp_path, SOURCES + "".join(lines), batch=batch)

    assert (problems(report), report.recorded, report.revised) == ([], 5, 2)
    assert (ledger.sources()["a"].name, ledger.sources()["a"].speaks_for) == ("A3", "")


def test_rows_behind_one_that_names_nobody_are_refused_with_it(tmp_path: Path) -> None:
    ledger = a_ledger()
    lines = "a,A,ngo,,nobody,\na,A2,ngo,,,\nd,D,ngo,,a,\nb,B,ngo,,,\n"

    report = take(ledger, tmp_path, SOURCES + lines, on_error="skip")

    assert problems(report) == [
        "2 speaks_for: there is no source 'nobody', in the files or in the ledger",
        "3 slug: an earlier row of a was refused, so this one is too",
        "4 speaks_for: it rests on a, but there is no source 'nobody', in the files or in the "
        "ledger",
    ]
    assert list(ledger.sources()) == ["b"]


def test_a_merger_into_nobody_is_told_of_its_own_column(tmp_path: Path) -> None:
    report = take(a_ledger(), tmp_path, "slug,name,merged_into\na,A,nobody\n")

    assert problems(report) == [
        "2 merged_into: there is no source 'nobody', in the files or in the ledger"
    ]


def test_a_row_that_says_otherwise_than_another_of_its_slug_is_told(tmp_path: Path) -> None:
    files = {
        "a.csv": "slug,title,place\nq,Q,West\nq,Q,West\n",
        "b.csv": "slug,title\nq,Q\n",
        "c.csv": "slug,title,timezone\nq,R,Asia/Damascus\n",
    }

    report = take_all(a_ledger(), tmp_path, files)

    told = [remark for file in report.files for remark in file.remarks]
    assert told == [
        f"line 2: q has another title in {tmp_path / 'b.csv'}:2; this row is taken for the newer"
    ]


def test_a_known_row_that_differs_from_a_new_one_is_told_not_to_count(tmp_path: Path) -> None:
    ledger, text = a_ledger(), "slug,title\nq,Q\nq,R\nq,Q\n"

    report = take(ledger, tmp_path, text)
    again = take(ledger, tmp_path, text)

    here = tmp_path / "march.csv"
    assert report.remarks == (
        f"line 3: q has another title in {here}:2; this row is taken for the newer",
        f"line 4: q has another title in {here}:3; that row counts, since what this one says is "
        "known from before",
    )
    assert ledger.incidents()["q"].title == "R"
    assert (again.recorded, again.remarks) == (0, ())


def test_a_key_that_an_object_lacks_says_nothing(tmp_path: Path) -> None:
    ledger = a_ledger()
    take(ledger, tmp_path, "slug,name,kind,speaks_for\nb,B,ngo,\na,A,ngo,b\nc,C,ngo,b\n")
    text = (
        '{"slug": "d", "name": "D", "kind": "media", "speaks_for": "b"}\n'
        '{"slug": "a", "name": "A new"}\n{"slug": "c", "name": "C", "speaks_for": null}\n'
    )

    report = take(ledger, tmp_path, text, "sources.jsonl")

    found = ledger.sources()
    assert report.recorded == 3
    assert (found["a"].name, found["a"].kind, found["a"].speaks_for) == ("A new", Kind.NGO, "b")
    assert (found["c"].kind, found["c"].speaks_for) == (Kind.NGO, "")


def test_claims_of_an_incident_whose_row_was_refused_are_refused_too(tmp_path: Path) -> None:
    ledger = a_ledger()
    files = {
        "i.csv": "slug,title,timezone\nqamishli,Q,Asia/Nowhere\n",
        "c.csv": "incident,source,killed\nqamishli,a,40\nparis,a,4\n",
    }

    report = take_all(ledger, tmp_path, files, on_error="skip")

    assert problems(report.files[0]) == [
        "2 timezone: 'Asia/Nowhere' is not a time zone I know; write one like Asia/Damascus or UTC"
    ]
    assert problems(report.files[1]) == [
        "2 incident: the row of incident qamishli was refused, so its claims are too"
    ]
    assert list(ledger.incidents()) == ["paris"]


AFTER_A_REFUSED_ROW = [
    pytest.param(  # Else they would make a second source of that name, and a second voice.
        SOURCES + "krc,Red Crescent,ngo,,,Z\nd,Desk,ngo,,nobody,\n",
        "incident,source,killed\nqamishli,Red Crescent,40\nqamishli,Desk,4\n",
        [
            "2 source: the row of source Red Crescent was refused, so its claims are too",
            "3 source: the row of source Desk was refused, so its claims are too",
        ],
        id="of a source that they call by its name",
    ),
    pytest.param(  # Else their times would be read in UTC, as of one that nobody described.
        "slug,title,timezone\nqamishli,Bombing, Qamishli,Asia/Damascus\n",
        "incident,source,killed,asserted_at\nqamishli,a,40,2016-07-27T10:00\n",
        ["2 incident: the row of incident qamishli was refused, so its claims are too"],
        id="of an incident, which could not be read",
    ),
]


@pytest.mark.parametrize(("records", "claims", "told"), AFTER_A_REFUSED_ROW)
def test_claims_after_a_refused_row_are_refused_with_it(
    tmp_path: Path, records: str, claims: str, told: list[str]
) -> None:
    ledger = a_ledger()

    files = {"records.csv": records, "claims.csv": claims}
    report = take_all(ledger, tmp_path, files, on_error="skip")

    assert problems(report.files[1]) == told
    assert (ledger.sources(), ledger.incidents()) == ({}, {})


def put_right(list_of_refused: Path, *changes: tuple[str, str]) -> str:
    """The list with those texts replaced."""
    text = list_of_refused.read_text(encoding="utf-8")
    for wrong, right in changes:
        text = text.replace(wrong, right)
    return text


def test_refused_rows_of_several_lists_take_no_recorded_fact_away(tmp_path: Path) -> None:
    """Among the refused, rows stand under the columns of all files."""
    ledger, refused = a_ledger(), tmp_path / "refused.csv"
    take(ledger, tmp_path, "slug,name,kind,speaks_for\nb,B,ngo,\na,A,ngo,b\n")
    files = {
        "full.csv": "slug,name,kind,speaks_for\nc,C,ngo,nobody\n",
        "short.csv": f"slug,name\na,{'x' * 301}\n",
    }
    take_all(ledger, tmp_path, files, on_error="skip", refused_path=str(refused))

    report = take(ledger, tmp_path, put_right(refused, ("nobody", "b"), ("x" * 301, "A new")))

    found = ledger.sources()
    assert (problems(report), report.recorded) == ([], 2)
    assert (found["a"].name, found["a"].kind, found["a"].speaks_for) == ("A new", Kind.NGO, "b")


def test_a_refused_incident_comes_back_with_columns_that_nobody_reads(tmp_path: Path) -> None:
    ledger, refused = a_ledger(), tmp_path / "refused.csv"
    text = "slug,title,timezone,source\nq,Q,Asia/Nowhere,desk\n"
    take(ledger, tmp_path, text, on_error="skip", refused_path=str(refused))

    report = take(ledger, tmp_path, put_right(refused, ("Nowhere", "Damascus")))

    assert (problems(report), report.recorded) == ([], 1)


def test_a_refused_row_is_marked_where_a_later_one_of_its_slug_was_taken(tmp_path: Path) -> None:
    """By itself, it would be taken for the newer of the two."""
    ledger, refused = a_ledger(), tmp_path / "refused.csv"
    text = "slug,title,timezone\nq,Old,Asia/Nowhere\nq,New,UTC\nq,Newest,Asia/Nowhere\n"
    take(ledger, tmp_path, text, on_error="skip", refused_path=str(refused))

    right = put_right(refused, ("Nowhere", "Damascus"))
    report = take(ledger, tmp_path, right, on_error="skip")

    assert [line.split(",")[0] for line in right.splitlines()[1:]] == ["[not read] q", "q"]
    assert (report.refused, report.recorded) == (1, 1)
    assert ledger.incidents()["q"].title == "Newest"
