"""Words that a script gives by mistake: empty ones, `-`, and bytes that are no text."""

from pathlib import Path

import pytest

from tests.cli.conftest import Tracker

NO_TEXT = "\udcff"
"""How Python hands over a byte of the command line that is no UTF-8."""


@pytest.mark.parametrize("blank", ["", " "])
@pytest.mark.parametrize(
    "words",
    [
        ("dispute", "q-1", "--source"),
        ("retract", "q-1", "--source"),
        ("add", "qamishli", "--killed", "4", "--source"),
        ("correct", "q-1", "--reason", "x", "--source"),
        ("history", "qamishli", "--source"),
        ("sources", "--source"),
    ],
    ids=lambda words: words[0],
)
def test_an_empty_source_is_nobody(tracker: Tracker, words: tuple[str, ...], blank: str) -> None:
    """A dispute was laid into the mouth of the very source whose figure it contests."""
    before = tracker.json("verify")

    result = tracker(*words, blank, code=2)

    assert result.stderr.startswith("tracker: --source is empty")
    assert result.stdout == ""
    assert tracker.json("verify") == before


@pytest.mark.parametrize("blank", ["", " "])
@pytest.mark.parametrize(
    ("words", "option"),
    [
        (("export", "-o"), "--output"),
        (("import", "CLAIMS", "--on-error", "skip", "--refused"), "--refused"),
        (("demo", "--keep"), "--keep"),
    ],
    ids=["export", "import", "demo"],
)
def test_an_empty_path_is_no_place_for_output(
    tracker: Tracker,
    words: tuple[str, ...],
    option: str,
    blank: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    (tracker.folder / "here").mkdir()
    monkeypatch.chdir(tracker.folder / "here")
    claims = str(tracker.folder / "claims.csv")

    result = tracker(*(claims if word == "CLAIMS" else word for word in words), blank, code=2)

    assert f"{option} is empty" in result.stderr
    assert not list(Path.cwd().iterdir())


def test_refused_rows_do_not_go_to_a_file_called_hyphen(
    tracker: Tracker, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tracker.folder)
    path = tracker.file("bad.csv", "incident,source,metric,figure\nqamishli,sana,killed,blah\n")

    result = tracker("import", path, "--on-error", "skip", "--refused", "-", code=2)

    assert "--refused takes the name of a file" in result.stderr
    assert not Path("-").exists()


@pytest.mark.parametrize(
    "words",
    [
        ("show",),
        ("why",),
        ("history",),
        ("claims",),
        ("diff", "--from", "2016", "--to", "2017"),
        ("add", "--source", "sana", "--killed", "4"),
        ("export",),
    ],
    ids=lambda words: words[0],
)
def test_an_incident_named_by_what_is_no_text_is_not_there(
    tracker: Tracker, words: tuple[str, ...]
) -> None:
    assert tracker(*words, NO_TEXT, code=5).stderr.startswith(f"tracker: no incident {NO_TEXT!r}")


def test_an_encoding_named_by_what_is_no_text_is_not_known(tracker: Tracker) -> None:
    path = tracker.file("more.csv", "incident,source,metric,figure\nqamishli,sana,killed,4\n")

    assert (
        "is not an encoding I know" in tracker("import", path, "--encoding", NO_TEXT, code=1).stderr
    )


def test_an_empty_count_is_not_the_killed(tracker: Tracker) -> None:
    assert "'' is not a metric I know" in tracker("why", "qamishli", "", code=2).stderr


def test_an_alias_that_is_not_there_cannot_be_dropped(tracker: Tracker) -> None:
    tracker("source", "edit", "asayish", "--alias", "Internal Security")

    result = tracker("source", "edit", "asayish", "--drop-alias", "Internal Securty", code=5)

    assert "no alias 'Internal Securty'; did you mean Internal Security?" in result.stderr


@pytest.mark.parametrize("into", ["", " "])
def test_nothing_is_merged_into_an_empty_name(tracker: Tracker, into: str) -> None:
    result = tracker("source", "merge", "asayish", into, code=5)

    assert result.stderr.startswith(f"tracker: no source {into!r}")


def test_an_alias_has_the_length_that_names_may_have(tracker: Tracker) -> None:
    told = tracker("source", "edit", "asayish", "--alias", "x" * 30_000, code=1).stderr

    assert told.startswith("tracker: --alias: the text has 30,000 characters")
