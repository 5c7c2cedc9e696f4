"""`tracker import --vintages`, `revisions`, and what `history` and `diff` say of values."""

import re
from pathlib import Path

import pytest

from tests.cli.conftest import Tracker
from tracker.model import stamp

on_each_database = pytest.mark.usefixtures("each_database")
HEADER = "ref,incident,source,metric,figure,asserted_at\n"
FIRST = HEADER + "d1,war,staff,killed,100,2022-03-01\nd2,war,staff,killed,120,2022-03-02\n"
BROKEN = HEADER + "d1,war,staff,killed,sevral,2022-03-01\n"
LAST = HEADER + "d1,war,staff,killed,90,2022-03-01\nd3,war,staff,killed,150,2022-03-03\n"
COUNTS = ("rows", "recorded", "already_known", "restated", "withdrawn", "refused")
KILLED = ("history", "war", "--metric", "killed", "--method", "latest")


@pytest.fixture
def folder(empty: Tracker) -> str:
    """Three versions, of which the second is broken."""
    place = empty.folder / "versions"
    place.mkdir()
    for name, text in (("2022-03-03", FIRST), ("2022-03-04", BROKEN), ("2022-03-05", LAST)):
        (place / f"toll_{name}.csv").write_text(text, encoding="utf-8")
    return str(place)


@on_each_database
def test_each_version_has_its_receipt_and_a_broken_one_ends_in_one(
    empty: Tracker, folder: str
) -> None:
    shape = empty.json("import", "--vintages", folder, "--complete", code=1)
    size = shape["ledger"]["size"]
    again = empty.json("import", "--vintages", f"{folder}/toll_*.csv", "--complete", code=1)

    assert [[one[key] for key in COUNTS] for one in shape["files"]] == [
        [2, 2, 0, 0, 0, 0], [1, 0, 0, 0, 0, 1], [2, 2, 0, 1, 1, 0],
    ]  # fmt: skip
    assert [one["new"] for one in shape["files"]] == [2, 0, 1]
    assert [one["published_at"] for one in shape["files"]] == [
        "2022-03-03", "2022-03-04", "2022-03-05",
    ]  # fmt: skip
    assert [one["line"] for one in shape["files"][1]["errors"]] == [2]
    assert shape["stored"]
    assert again["ledger"]["size"] == size


def test_several_folders_give_the_versions_of_one_file(empty: Tracker, folder: str) -> None:
    newest = empty.folder / "toll_2022-03-06.csv"
    newest.write_text(LAST, encoding="utf-8")

    shape = empty.json("import", "--vintages", folder, "--vintages", str(newest), code=1)

    assert [one["rows"] for one in shape["files"]] == [2, 1, 2, 2]


def test_people_see_a_line_a_version(empty: Tracker, folder: str) -> None:
    result = empty("import", "--vintages", folder, "--complete", code=1)

    lines = result.stdout.splitlines()
    assert lines[0].split() == [
        "rows", "recorded", "known", "restated", "withdrawn", "refused", "file",
    ]  # fmt: skip
    assert lines[2].endswith("toll_2022-03-04.csv (2022-03-04, refused whole)")
    assert "1 value of the version before is no longer given, and withdrawn: d2" in result.stderr


def test_a_plain_import_tells_restated_and_withdrawn_too(empty: Tracker) -> None:
    header = "ref,incident,source,metric,figure,published_at,act,target\n"
    first = header + "a,war,staff,killed,5,2022-03-01,,\nb,war,staff,killed,7,2022-03-02,,\n"
    then = header + "a,war,staff,killed,6,2022-03-03,,\nc,war,staff,,,2022-03-04,retract,b\n"
    empty("import", empty.file("first.csv", first))

    (told,) = empty.json("import", empty.file("then.csv", then))["files"]

    assert [told[key] for key in ("new", "revised", "restated", "withdrawn")] == [1, 1, 1, 1]
    assert told["published_at"] is None


@on_each_database
def test_a_dry_run_leaves_nothing(empty: Tracker, folder: str) -> None:
    shape = empty.json("import", "--vintages", folder, "--complete", "--dry-run", code=1)

    assert [one["recorded"] for one in shape["files"]] == [2, 0, 2]
    assert not shape["stored"]
    assert shape["ledger"]["size"] == 0


def test_history_shows_when_each_value_was_said_and_published(empty: Tracker, folder: str) -> None:
    empty("import", "--vintages", folder, "--complete", code=1)

    shape = empty.json(*KILLED, "--values")
    text = empty(*KILLED, "--values").stdout

    first, second = shape["values"]
    assert (first["ref"], first["asserted_at"], first["withdrawn"]) == ("d1", "2022-03-01", False)
    assert [(one["low"], one["published_at"]) for one in first["publications"]] == [
        (100, "2022-03-03"), (90, "2022-03-05"),
    ]  # fmt: skip
    assert second["withdrawn"]
    assert shape["value_statistics"]["restated"] == 1
    assert re.search(r"2022-03-01\s+2022-03-06 00:00 UTC\s+90\s+lowered −10 ▼\s+48 h", text)
    assert "values" not in empty.json(*KILLED)


@on_each_database
def test_revisions_of_all_incidents_are_as_of_the_same_day_as_those_of_one(
    empty: Tracker, folder: str
) -> None:
    empty("import", "--vintages", folder, code=1)
    when = max(row["recorded_at"] for row in empty.json("claims", "war")["claims"])
    empty("add", "war", "--source", "staff", "--killed", "7", "--published-at", "2022-03-05T23:00Z")
    empty("source", "edit", "staff", "--name", "General staff")
    empty("incident", "edit", "war", "--timezone", "Pacific/Auckland")

    for moments, values in (((), 2), (("--known-at", when), 0)):
        words = ("revisions", "--as-of", "2022-03-03", *moments)
        assert empty.json(*words) == empty.json(*words, "war")
        assert empty.json(*words)["values"] == values
    assert "General" in empty("revisions").stdout
    assert "General" not in empty("revisions", "--known-at", when).stdout


def test_since_reads_a_date_in_the_order_that_is_said(empty: Tracker, folder: str) -> None:
    shape = empty.json(
        *("import", "--vintages", folder, "--since", "05/03/2022", "--dayfirst"), code=1
    )
    refused = empty("import", "--vintages", folder, "--since", "05/03/2022", code=2)

    assert [Path(one["file"]).name for one in shape["files"]] == [
        "toll_2022-03-04.csv", "toll_2022-03-05.csv",
    ]  # fmt: skip
    assert "or give --dayfirst or --monthfirst" in refused.stderr


@pytest.mark.parametrize("command", ["history", "diff"])
def test_the_times_of_values_are_instants_as_those_of_claims_are(
    tracker: Tracker, command: str
) -> None:
    words = ("add", "qamishli", "--source", "sana", "--injured", "3", "--ref", "s-1")
    moments = ("--from", "2016-07-27", "--to", "2016-07-28")
    for dead, hour in (("3", "T18:00"), ("5", "T19:00")):
        when = ("--asserted-at", "2016-07-28T16:00", "--published-at", f"2016-07-28{hour}")
        tracker(*words[:5], dead, *words[6:], *when)
    options = moments if command == "diff" else ("--metric", "injured")

    values = tracker.json(command, "qamishli", *options, "--values")["values"]

    (one,) = (one for one in values if one["ref"] == "s-1")
    told = one["after"] if command == "diff" else one["publications"][-1]
    claim = tracker.claim("s-1")
    assert (told["asserted_at"], told["published_at"]) == (
        "2016-07-28T13:00:00Z", "2016-07-28T16:00:00Z",
    )  # fmt: skip
    assert all(told[name] == claim[name] for name in ("asserted_at", "published_at"))


@on_each_database
def test_the_values_of_one_source_are_its_own(empty: Tracker, folder: str) -> None:
    empty("import", "--vintages", folder, code=1)
    empty("add", "war", "--source", "mayor", "--killed", "7", "--asserted-at", "2022-03-01")

    shape = empty.json(*KILLED, "--values", "--source", "staff")
    others = empty.json(*KILLED, "--values", "--source", "mayor")

    assert (shape["value_statistics"]["values"], len(shape["values"])) == (3, 1)
    assert (others["value_statistics"]["values"], others["values"]) == (1, [])
    assert "1 value, 0 restated" in empty(*KILLED, "--values", "--source", "mayor").stdout


def test_diff_lists_every_value_that_differs(empty: Tracker, folder: str) -> None:
    empty("import", "--vintages", folder, "--complete", code=1)
    words = ("diff", "war", "--from", "2022-03-03", "--to", "2022-03-05", "--values")

    values = empty.json(*words)["values"]
    text = empty(*words).stdout

    assert [(one["ref"], one["change"]) for one in values] == [
        ("d1", "restated"), ("d2", "withdrawn"), ("d3", "new"),
    ]  # fmt: skip
    assert (values[0]["before"]["low"], values[0]["after"]["low"]) == (100, 90)
    assert "100 → 90" in text
    assert "1 new value: 150 (2022-03-03)" in text


def test_revisions_sum_up_a_data_set_as_of_any_moment(empty: Tracker, folder: str) -> None:
    empty("import", "--vintages", folder, "--complete", code=1)

    whole = empty.json("revisions")
    before = empty.json("revisions", "war", "--as-of", "2022-03-04")

    assert {key: whole[key] for key in ("values", "restated", "lowered", "withdrawn")} == {
        "values": 3, "restated": 1, "lowered": 1, "withdrawn": 1,
    }  # fmt: skip
    assert (whole["by"], whole["late_days"]) == (
        {"median": 10, "most": 10}, {"median": 2.0, "most": 2.0},
    )  # fmt: skip
    assert [(one["source"], one["metric"]) for one in whole["by_source"]] == [("staff", "killed")]
    assert (before["values"], before["restated"]) == (2, 0)
    assert "3 values, 1 restated (0 raised, 1 lowered)" in empty("revisions").stdout
    assert empty.json("revisions", "--known-at", "2001-01-01")["values"] == 0


def test_revisions_name_each_source_as_it_was_known_in_any_of_the_incidents(
    tracker: Tracker, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A day ends in the west when the east has left it for hours."""
    for slug, zone in (("east", "Asia/Tokyo"), ("west", "America/Los_Angeles")):
        tracker("incident", "add", slug, "--timezone", zone)
        tracker("add", slug, "--source", "sana", "--killed", "40")
    monkeypatch.setattr("tracker.clock.now_us", lambda: stamp("2100-01-01T20:00").ends_us("UTC"))
    tracker("source", "add", "mayor", "--name", "The mayor")
    tracker("add", "west", "--source", "mayor", "--killed", "41")

    for incidents in (("east", "west"), ("west", "east")):
        assert "The mayor" in tracker("revisions", *incidents, "--known-at", "2100-01-01").stdout


def test_a_name_may_say_where_its_time_stands(empty: Tracker, tmp_path: Path) -> None:
    for year in ("2021", "2022"):
        empty.file(f"toll {year}.csv", FIRST)

    shape = empty.json(
        "import", "--vintages", f"{tmp_path}/toll*.csv", "--published-name", "toll {date}"
    )

    assert [one["published_at"] for one in shape["files"]] == ["2021", "2022"]
