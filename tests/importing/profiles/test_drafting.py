"""A draft loads as it stands, names every column, and guesses nothing in silence."""

import re
from pathlib import Path

import pytest

from tests.importing.profiles.setting import every_claim
from tracker import estimate
from tracker.errors import DataError, NotFoundError
from tracker.importing import ImportOptions, import_files
from tracker.importing.profiles.drafting import drafted
from tracker.importing.profiles.loading import profile_of
from tracker.importing.profiles.looking import check_file, draft_profile
from tracker.importing.profiles.profile import Profile
from tracker.ledger import Ledger

FILES = Path(__file__).with_name("files")
LEBANON = Path(__file__).parents[1] / "published" / "lebanon_casualties_daily.json"
KNOWN = [*sorted(set(FILES.iterdir()) - {FILES / "hxl.csv"}), LEBANON]
"""A file with HXL tags has two heads, of which a draft would take the wrong one."""


def draft_of(name: str, header: str, *rows: str) -> Profile:
    """The profile drafted for a file, which loads as it stands."""
    cells = [row.split(",") for row in rows]
    return profile_of(drafted(name, header.split(","), cells), "draft.toml")


@pytest.mark.parametrize("file", KNOWN, ids=lambda path: path.name)
def test_a_draft_loads_as_it_stands_and_names_every_column(file: Path) -> None:
    profile = profile_of(draft_profile(str(file), None, ImportOptions()), "draft.toml")

    check = check_file(str(file), None, ImportOptions(profile=profile), 50)

    assert [one.column for one in check.columns if not (one.used_for or one.why_not)] == []
    assert any(row.claims for row in check.rows)
    assert check.faults == ()


def test_of_two_columns_that_count_the_same_the_published_one_is_taken() -> None:
    profile = draft_of("a.csv", "date,killed_cum,killed_cum_reported", "2024-01-01,9,5")

    assert [claim.figure for claim in profile.claims] == ["killed_cum_reported"]
    assert profile.ignored["killed_cum"].startswith("counts the same as another column")


def test_a_running_toll_is_no_toll_of_one_event() -> None:
    """Each event had been drafted with the dead of all before it."""
    header, rows = "id,date,killed,killed_cumulative", ["1,2024-01-01,3,3", "2,2024-01-01,2,5"]

    profile = draft_of("events.csv", header, *rows)

    assert [claim.figure for claim in profile.claims] == ["killed"]
    assert profile.ignored["killed_cumulative"].startswith("counts the same as another column")


def test_numbers_of_days_are_said_to_be_perhaps_of_their_day_alone() -> None:
    rows = [["2024-01-01", "4", "7"], ["2024-01-02", "6", "9"]]

    text = drafted("tolls.csv", ["date", "dead", "injured_cum"], rows)

    assert text.count('# mode = "increment"') == 1
    assert 'figure = "dead"\n# mode' in text


def test_marks_of_footnotes_name_no_row() -> None:
    profile = draft_of("list.csv", "Event,Ref,Deaths", "Blast,[1],4", "Fire,[1][2],5")

    assert profile.incident.slug is not None
    assert profile.incident.slug.text == "list-{Event}"


def test_bounds_find_each_other_by_what_their_names_share() -> None:
    profile = draft_of(
        "a.csv",
        "code,civilians_killed_min,civilians_killed_max,injured_low,injured_high",
        "x1,3,5,7,9",
        "x2,1,1,2,2",
    )

    found = [(one.metric.text, one.population.text, one.low, one.high) for one in profile.claims]
    assert found == [
        ("killed", "civilians", "civilians_killed_min", "civilians_killed_max"),
        ("injured", "all", "injured_low", "injured_high"),
    ]


def test_a_bound_whose_counterpart_is_missing_is_named() -> None:
    """It had been left out without a word: a best number takes both bounds or none."""
    profile = draft_of("a.csv", "code,best,high", "x1,5,7", "x2,1,2")

    assert [claim.figure for claim in profile.claims] == ["best"]
    assert profile.ignored == {
        "high": "a bound beside a best number, and the other bound is missing"
    }


def test_what_stands_for_not_known_is_listed_as_blank() -> None:
    profile = draft_of("a.csv", "code,dead", "x1,-99", "x2,4", "x3,Unknown", "x4,6")

    assert profile.blank == {"-99", "Unknown"}


@pytest.mark.parametrize(
    ("column", "cell", "why"),
    [
        ("deaths_per_100k", "1.5", "a rate, not a count"),
        ("ext_killed_cum", "40", "extrapolated"),
        ("DEATHS_DESCRIPTION", "3", "a class of size, not a number"),
        ("cause_of_death", "flood", "its cells are no numbers"),
        ("injured", "", "blank in the first rows: look further down"),
        ("max_temperature", "41", "whole numbers: if they count people, make a claim of them"),
        ("mood", "sad", "not looked at yet"),
        ("a{b}", "4", "its name holds signs that mean something here"),
    ],
)
def test_what_is_no_count_is_left_out_with_the_reason(column: str, cell: str, why: str) -> None:
    profile = draft_of("a.csv", f"code,dead,{column}", f"x1,4,{cell}")

    assert profile.ignored[column] == why


def test_a_file_whose_rows_share_an_incident_is_imported_row_by_row(tmp_path: Path) -> None:
    path = tmp_path / "tolls.csv"
    path.write_text("event,dead\nFlood,4\nFlood,6\n", encoding="utf-8")
    text = draft_profile(str(path), None, ImportOptions())
    ledger = Ledger.open(":memory:")

    profile = profile_of(text, "draft.toml")
    report = import_files(ledger, [str(path)], ImportOptions(profile=profile))

    assert "# scope = ...      # rows share an incident" in text
    assert report.errors == ()
    assert [claim.ref for claim in every_claim(ledger)] == ["Flood/killed", "Flood/killed#2"]


def test_days_of_several_events_are_series_and_not_one_incident_a_row(tmp_path: Path) -> None:
    path = tmp_path / "tolls.csv"
    rows = ["Flood,2024-01-02,15", "Quake,2024-01-02,100", "Flood,2024-01-01,10"]
    path.write_text("\n".join(["event,date,dead", *rows, "Quake,2024-01-03,90"]))
    text = draft_profile(str(path), None, ImportOptions())

    profile = profile_of(text, "draft.toml")
    with Ledger.open(":memory:") as ledger:
        report = import_files(ledger, [str(path)], ImportOptions(profile=profile))
        best = [estimate(ledger, f"tolls-{one}", "killed").best for one in ("flood", "quake")]

    assert (report.errors, profile.numbers_repeats, best) == ((), False, [15, 90])
    assert "# scope" not in text


def test_rows_of_one_day_are_said_to_need_something_that_tells_them_apart() -> None:
    rows = [["2024-01-01", "Upper", "4"], ["2024-01-01", "Lower", "6"]]

    text = drafted("tolls.csv", ["date", "part", "dead"], rows)

    assert "# scope = ...      # rows share an incident" in text


def test_rows_that_nothing_tells_apart_are_not_put_into_one_incident(tmp_path: Path) -> None:
    """As of Wikipedia's lists by month, whose events have no name."""
    text = "Type,Dead\nBombing,12\nShooting,2\nBombing,30\n"
    (tmp_path / "list.csv").write_text(text)
    profile = draft_of("list.csv", *text.split())

    def recorded(incident: str | None) -> int:
        options = ImportOptions(profile=profile, incident=incident)
        with Ledger.open(":memory:") as ledger:
            return import_files(ledger, [str(tmp_path / "list.csv")], options).files[0].recorded

    assert (recorded(None), recorded("q")) == (0, 3)


def test_names_that_toml_would_misread_come_through() -> None:
    profile = draft_of('a"b\n.csv', 'code,dead "reported"\\', "x1,4")

    assert profile.claims[0].figure == 'dead "reported"\\'


def test_a_file_without_a_count_of_people_is_refused() -> None:
    with pytest.raises(DataError, match="no column looks like a count of people"):
        drafted("a.csv", ["code", "mood"], [["1", "sad"]])


def test_a_file_that_no_profile_fits_is_said_to_be_one(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("code,mood\n1,sad\n", encoding="utf-8")

    with pytest.raises(NotFoundError, match="no profile that fits"):
        check_file(str(path), None, ImportOptions(), 5)


NO_COUNTS = [
    ("killed (thousands)", "counted in thousands or millions"),
    ("change in deaths", "a difference, not a count"),
    ("not_killed", "of no people, or of those who live"),
    ("livestock killed", "of no people, or of those who live"),
    ("fatal_attacks", "of events, not of people"),
    ("age_at_death", "of an age or a time"),
]


@pytest.mark.parametrize(("column", "why"), NO_COUNTS)
def test_a_number_that_is_no_toll_is_left(column: str, why: str) -> None:
    profile = draft_of("a.csv", f"id,{column},dead", "x,100,1", "y,90,2")

    assert [claim.figure for claim in profile.claims] == ["dead"]
    assert profile.ignored[column] == why
    with pytest.raises(DataError, match=re.escape(f"; {column}: {why}; write a profile by hand")):
        draft_of("a.csv", f"id,{column}", "x,100", "y,90")


def test_of_two_columns_of_one_name_neither_is_read() -> None:
    profile = draft_of("a.csv", "id,Note,dead,note,killed,killed", "x,,1,,3,4", "y,,2,,5,6")

    assert [claim.figure for claim in profile.claims] == ["dead"]
    assert profile.ignored["killed"] == "two columns have this name: rename one"
