"""`tracker profiles`, and `tracker import --profile`."""

from pathlib import Path

import pytest

from tests.cli.conftest import Tracker
from tracker.importing.profiles.loading import profile_of
from tracker.importing.profiles.shipped import profile_names

FILES = Path(__file__).parents[1] / "importing" / "profiles" / "files"


@pytest.fixture
def own(empty: Tracker) -> str:
    """The path of a profile of one's own."""
    text = 'name = "own"\ntitle = "ours"\n[incident]\nslug = "{event}"\n[claims]\nsource = "wire"\n'
    text += 'ref = "{event}"\n[[claim]]\nmetric = "killed"\nfigure = "dead"\n'
    return empty.file("own.toml", text)


def test_the_profiles_are_listed_each_with_what_its_file_is(empty: Tracker) -> None:
    lines = empty("profiles").stdout.splitlines()
    shape = empty.json("profiles")

    assert [line.split()[0] for line in lines] == list(profile_names())
    assert max(map(len, lines)) <= 80
    assert [one["name"] for one in shape["profiles"]] == list(profile_names())
    assert {one["complete"] for one in shape["profiles"]} == {True, False}


@pytest.mark.parametrize("name", profile_names())
def test_what_is_shown_of_a_profile_can_be_saved_and_used(empty: Tracker, name: str) -> None:
    text = empty("profiles", "show", name).stdout

    assert profile_of(text, "saved.toml").name == name


def test_check_says_what_is_read_and_what_is_not_and_records_nothing(empty: Tracker) -> None:
    result = empty("profiles", "check", str(FILES / "gtd.csv"), "--rows", "1")

    assert "read by profile gtd" in result.stdout.splitlines()[0]
    assert "  nkill            killed / all: figure" in result.stdout
    assert "not read: of the attack, not of its victims" in result.stdout
    assert "line 2: gtd-201901010001: killed / all = 12, by start-gtd" in result.stdout
    assert result.stderr.splitlines()[-1] == (
        "looked at 1 row: 6 claims, 1 incident; nothing was recorded"
    )
    assert not Path(empty.db).exists()


def test_a_column_that_is_read_of_some_rows_alone_says_of_which(empty: Tracker) -> None:
    file = FILES.parents[1] / "published" / "lebanon_casualties_daily.json"

    lines = empty("profiles", "check", str(file), "--rows", "1").stdout.splitlines()

    told = "killed / all: figure, where phase is blank; else not read: computed"
    assert [line.split(maxsplit=1)[1] for line in lines if line.startswith("  killed_cum ")] == [
        told
    ]


def test_check_in_json_has_columns_rows_and_errors(empty: Tracker, own: str) -> None:
    file = empty.file("a.csv", "event,dead,mood\na,4,sad\nb,4-Mar,sad\n")

    shape = empty.json("profiles", "check", file, "--profile", own, code=1)

    assert shape["columns"] == [
        {"column": "event", "used_for": ["incident", "ref"], "ignored": None},
        {"column": "dead", "used_for": ["killed / all: figure"], "ignored": None},
        {"column": "mood", "used_for": [], "ignored": None},
    ]
    assert [(row["line"], len(row["claims"])) for row in shape["rows"]] == [(2, 1), (3, 0)]
    assert shape["rows"][0]["claims"][0]["ref"] == "a/killed"
    assert [(one["line"], one["column"]) for one in shape["errors"]] == [(3, "dead")]


def test_a_draft_can_be_saved_checked_and_imported_by(empty: Tracker) -> None:
    file = empty.file("a.csv", "event,dead\na,4\nb,6\n")
    draft = empty.file("a.toml", empty("profiles", "draft", file).stdout)

    empty("profiles", "check", file, "--profile", draft)
    shape = empty.json("import", file, "--profile", draft)

    assert (shape["files"][0]["recorded"], shape["files"][0]["refused"]) == (2, 0)


def test_a_draft_keeps_what_had_to_be_said_of_the_files_shape(empty: Tracker, own: str) -> None:
    rows = '[{"event": "a", "dead": 4}, {"event": "b", "dead": 6}]'
    file = empty.file("a.json", f'{{"meta": 1, "toll": {{"rows": {rows}}}}}')

    draft = empty.file("a.toml", empty("profiles", "draft", file, "--rows", "toll.rows").stdout)

    told = empty("profiles", "check", file, "--profile", own, "--rows", "toll.rows", "--rows", "1")
    assert "a: killed / all = 4, by wire" in told.stdout
    assert " b: " not in told.stdout
    shape = empty.json("import", file, "--profile", draft)
    assert (shape["files"][0]["recorded"], shape["files"][0]["refused"]) == (2, 0)


def test_an_import_by_a_profile_again_records_nothing(empty: Tracker, own: str) -> None:
    file = empty.file("a.csv", "event,dead\na,4\n")
    empty("import", file, "--profile", own)

    again = empty.json("import", file, "--profile", own)

    assert (again["files"][0]["recorded"], again["files"][0]["already_known"]) == (0, 1)


def test_a_profile_reads_standard_input_too(empty: Tracker, own: str) -> None:
    text = "event,dead\na,4\n"

    checked = empty("profiles", "check", "-", "--profile", own, given=text)
    empty("import", "-", "--profile", own, given=text)

    assert "line 2: a: killed / all = 4, by wire" in checked.stdout
    assert empty.json("claims", "a")["claims"][0]["figure"] == "4"


def test_refused_rows_of_a_foreign_file_keep_their_own_columns(empty: Tracker, own: str) -> None:
    file = empty.file("a.csv", "event,dead\na,4\nb,4-Mar\n")
    refused = str(empty.folder / "refused.csv")

    empty("import", file, "--profile", own, "--on-error", "skip", "--refused", refused, code=1)

    lines = Path(refused).read_text(encoding="utf-8").splitlines()
    assert lines[0] == "event,dead,file,line,problem"
    assert lines[1].startswith("b,4-Mar,")


def test_check_reads_dates_the_way_that_its_refusal_asks_for(empty: Tracker, own: str) -> None:
    Path(own).write_text(Path(own).read_text().replace("[[c", 'asserted_at = "{day}"\n[[c'))
    ask = ("profiles", "check", empty.file("a.csv", "event,dead,day\na,4,01.05.2024\n"))

    refused = empty(*ask, "--profile", own, code=1).stderr
    told = empty(*ask, "--profile", own, "--dayfirst").stdout

    assert "give --dayfirst or --monthfirst" in refused
    assert "killed / all = 4, by wire, said 2024-05-01" in told
