"""The commands that look: what a person sees of them, and at which moment."""

from pathlib import Path

import pytest

from tests.cli.conftest import CLAIMS, Tracker

pytestmark = pytest.mark.usefixtures("each_database")


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("incidents",), "Qamishli bombing"),
        (("sources",), "city-hospital"),
        (("methods",), "consensus"),
        (("claims", "qamishli"), "at least 40"),
        (("show", "qamishli"), "Rests on"),
        (("show", "qamishli", "--all"), "superseded"),
        (("history", "qamishli", "--metric", "killed"), "raised"),
        (("diff", "qamishli", "--from", "2016-07-27", "--to", "2016-07-28"), "killed"),
        (("verify",), "whole"),
    ],
    ids=lambda value: value[0] if isinstance(value, tuple) else None,
)
def test_each_prints_text_for_people_within_eighty_columns(
    tracker: Tracker, words: tuple[str, ...], told: str
) -> None:
    result = tracker(*words)

    assert told in result.stdout
    assert result.stderr == ""
    assert "\x1b" not in result.stdout
    assert max(map(len, result.stdout.splitlines())) <= 80


def test_as_of_a_day_shows_what_was_public_by_its_end_there(tracker: Tracker) -> None:
    assert tracker.killed("--as-of", "2016-07-26") == (None, None, None)
    assert tracker.killed("--as-of", "2016-07-27T16:30") == (None, None, None)
    assert tracker.killed("--as-of", "2016-07-27T17:00") == (44, 44, 44)
    assert tracker.killed("--as-of", "2016-07-28") == (52, 52, 52)


def test_known_at_before_the_first_entry_knows_no_incident(tracker: Tracker) -> None:
    result = tracker("claims", "qamishli", "--known-at", "2020-01-01", code=5)

    assert "not yet recorded" in result.stderr


def test_known_at_an_entry_knows_what_came_before_it_and_nothing_after(tracker: Tracker) -> None:
    tracker("void", "q-5", "--reason", "another bombing")
    newest = tracker.claim("q-5")["recorded_at"]

    assert tracker.killed() == (44, 44, 44)
    assert tracker.killed("--known-at", newest) == (52, 52, 52)


@pytest.mark.parametrize("more", [(), ("--by-source",), ("--source", "city-hospital")])
def test_a_history_of_what_was_known_then_says_so(tracker: Tracker, more: tuple[str, ...]) -> None:
    tracker("void", "q-5", "--reason", "another bombing")
    newest = tracker.claim("q-5")["recorded_at"]
    words = ("history", "qamishli", "--known-at", newest, "--as-of", "2016-07-27", *more)

    shape, text = tracker.json(*words), " ".join(tracker(*words).stdout.split())

    assert (shape["as_of"], shape["known_at"]) == ("2016-07-27T21:00:00Z", newest)
    assert "what was public by the end of 2016-07-27 EEST; PAST VIEW: 5 rows" in text
    assert "recorded by" not in tracker("history", "qamishli", *more).stdout


def test_claims_that_are_narrowed_are_told_from_all_there_are(tracker: Tracker) -> None:
    voided = tracker.claim("q-5")["id"][:8]
    tracker("void", "q-5", "--reason", "another bombing")

    text = tracker("claims", "qamishli", "--state", "act").stdout

    assert "(qamishli) – 1 of 6 rows\n" in text
    assert "everything public; 6 rows on this incident" in text
    assert "\n1 act\n" in text
    assert f"void of {voided} –" in text


@pytest.mark.parametrize("option", ["--as-of", "--known-at"])
def test_a_moment_that_moves_with_the_clock_is_a_wrong_option(
    tracker: Tracker, option: str
) -> None:
    result = tracker("show", "qamishli", option, "yesterday", code=2)

    assert f"{option} takes a written date" in result.stderr


def test_an_unknown_method_is_a_wrong_option(tracker: Tracker) -> None:
    result = tracker("show", "qamishli", "--method", "majorty", code=2)

    assert "did you mean majority?" in result.stderr


def test_hostile_text_is_shown_and_never_obeyed(tracker: Tracker) -> None:
    row = "[bold]x[/bold]\x1b[2J,qamishli,[@click=app.quit],killed,57,2016-07-29\n"
    header = "ref,incident,source,metric,figure,asserted_at\n"
    tracker("import", tracker.file("hostile.csv", header + row))

    for words in (("claims", "qamishli"), ("show", "qamishli", "--all"), ("sources",)):
        shown = tracker(*words).stdout
        assert "\x1b" not in shown
    assert "[@click=app.quit]" in tracker("sources").stdout


@pytest.mark.usefixtures("on_files")
def test_verify_of_a_ledger_that_was_tampered_with_ends_with_four(tracker: Tracker) -> None:
    import sqlite3

    connection = sqlite3.connect(tracker.db)
    names = connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall()
    connection.execute(f'DROP TRIGGER "{names[0][0]}"')
    connection.commit()
    connection.close()

    result = tracker("verify", "--json", code=4)

    assert '"ok": false' in result.stdout or "tracker: " in result.stderr


@pytest.mark.parametrize("form", ["csv", "jsonl"])
def test_an_export_imported_elsewhere_exports_the_same_bytes(
    tracker: Tracker, tmp_path: Path, form: str
) -> None:
    tracker("correct", "q-2", "--killed", "45", "--reason", "misread")
    tracker("retract", "q-5", "--asserted-at", "2016-07-30")
    tracker("dispute", "q-3", "--source", "asayish")
    tracker("void", "q-4", "--reason", "of another bombing")
    everything = tracker("export", "--format", "jsonl").stdout_bytes
    exported = tracker("export", "--format", form).stdout_bytes
    (tmp_path / "other").mkdir()
    other = Tracker(tmp_path / "other")

    if form == "csv":
        first = other_with_incident(other, tracker)
        assert first.json("import", tracker.file("x.csv", exported))["files"][0]["recorded"] == 9
    else:
        other("import", tracker.file("x.jsonl", exported))
        assert other("export", "--format", "jsonl").stdout_bytes == everything

    assert other("export", "--format", form).stdout_bytes == exported


def other_with_incident(other: Tracker, tracker: Tracker) -> Tracker:
    """A new ledger that knows the incident and the sources, and none of the claims."""
    other("import", str(tracker.folder / "incidents.csv"))
    for one in tracker.json("sources")["sources"]:
        other("source", "add", one["slug"], "--kind", one["kind"])
    return other


def test_an_export_of_one_incident_holds_only_that(tracker: Tracker) -> None:
    tracker("incident", "add", "paris")
    tracker("add", "paris", "--source", "asayish", "--killed", "5")

    lines = tracker("export", "qamishli").stdout.splitlines()

    assert len(lines) == len(CLAIMS.splitlines())
    assert tracker("export", "pariss", code=5).stderr.endswith("did you mean paris?\n")


def test_an_export_to_a_file_is_whole_and_for_its_owner_alone(
    tracker: Tracker, tmp_path: Path
) -> None:
    target = tmp_path / "out.csv"

    result = tracker("export", "--output", str(target))

    assert result.stdout == ""
    assert target.read_bytes() == tracker("export").stdout_bytes
    assert target.stat().st_mode & 0o777 == 0o600
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".out")] == []
    tracker("export", "--output", str(tmp_path / "no" / "such.csv"), code=5)


@pytest.mark.usefixtures("on_files")
@pytest.mark.parametrize("kept", [100, 3_000, 5_000])
def test_verify_tells_scripts_of_a_file_that_was_cut_off(tracker: Tracker, kept: int) -> None:
    whole = Path(tracker.db).read_bytes()
    Path(tracker.db).write_bytes(whole[:kept])

    shape = tracker.json("verify", code=4)

    assert shape["ok"] is False
    assert list(shape) == ["ok", "size", "root", "problems", "unchecked"]
    assert shape["problems"]
    assert set(shape["problems"][0]) == {"kind", "entry", "message"}


@pytest.mark.usefixtures("on_files")
def test_verify_tells_scripts_of_a_file_that_is_none_of_ours(tracker: Tracker) -> None:
    tracker.file("ledger.db", "not a database, but long enough to be looked at twice")

    shape = tracker.json("verify", code=4)

    assert (shape["ok"], shape["size"], shape["root"]) == (False, None, None)
    assert "not a ledger" in shape["problems"][0]["message"]
