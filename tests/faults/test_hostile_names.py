"""Files with names that look like options, orders to a terminal or ways out of a folder."""

import json
import os
import stat
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import CLAIMS, INCIDENTS, Tracker
from tests.faults.hostile import attacks_in

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="no such names there")
NAMES = [
    "--json.csv",
    "-",
    "-.csv",
    "\x1b[2J\x9b31m.csv",
    "a\nb.csv",
    "\u202evsc.csv",
    "[red][link=x].csv",
    "$(id);`id`.csv",
    "=cmd().csv",
    "%s{0}.csv",
    " .csv",
    os.fsdecode(b"\xff\xfe.csv"),
    "file:x.csv",
    "file:x.csv?mode=memory",
    "x.csv?mode=ro#y",
    "a%20b.csv",
]


@pytest.mark.parametrize("name", NAMES, ids=ascii)
def test_a_file_of_any_name_is_read_and_named_harmlessly(tmp_path: Path, name: str) -> None:
    tracker = Tracker(tmp_path)
    tracker("import", tracker.file("incidents.csv", INCIDENTS))
    file = tracker.file(f"./{name}", CLAIMS)
    refused = str(tmp_path / f"{name}.refused")

    told = tracker("import", "--", file)
    again = tracker("import", "--json", "--", file)
    tracker.file(f"./{name}", CLAIMS + ",qamishli,a,,killed,sevral,,,,,,\n")
    left = tracker("import", "--on-error", "skip", "--refused", refused, "--", file, code=1)

    for result in (told, again, left):
        assert attacks_in(result.stdout) + attacks_in(result.stderr) == []
    assert json.loads(again.stdout)["files"][0]["file"] == file
    assert tracker.json("claims", "qamishli")["claims"]
    assert stat.S_IMODE(Path(refused).stat().st_mode) == 0o600
    assert sorted(tmp_path.iterdir()) == sorted(
        tmp_path / one for one in ("incidents.csv", "ledger.db", name, f"{name}.refused")
    )


@pytest.mark.parametrize("name", NAMES, ids=ascii)
def test_a_ledger_and_an_export_of_any_name_are_made_for_their_owner(
    tmp_path: Path, name: str
) -> None:
    tracker = Tracker(tmp_path)
    tracker.db = str(tmp_path / name)
    tracker("import", tracker.file("incidents.csv", INCIDENTS), tracker.file("c.csv", CLAIMS))

    told = tracker("export", "--output", str(tmp_path / f"{name}.out"))

    assert attacks_in(told.stderr) == []
    for made in (name, f"{name}.out"):
        assert stat.S_IMODE((tmp_path / made).stat().st_mode) == 0o600
    assert tracker.json("verify")["ok"]


@pytest.mark.parametrize("name", [name for name in NAMES if name != "-"], ids=ascii)
def test_a_ledger_of_any_name_is_kept_and_found_from_within_its_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    """Some SQLites read a name that begins with "file:" as the address of another file."""
    tracker = Tracker(tmp_path)
    monkeypatch.chdir(tmp_path)
    given = tracker.file("incidents.csv", INCIDENTS), tracker.file("c.csv", CLAIMS)
    tracker.db = name

    tracker("import", *given)
    tracker("import", tracker.file("bad.csv", "incident,source,killed\nq,a,sevral\n"), code=1)

    assert tracker.json("verify")["size"] == 9
    assert len(tracker.json("claims", "qamishli")["claims"]) == 5
    assert sorted(one.name for one in tmp_path.iterdir()) == sorted(
        [name, "bad.csv", "c.csv", "incidents.csv"]
    )


def test_an_export_leaves_its_folder_only_where_the_path_says_so(tmp_path: Path) -> None:
    tracker = Tracker(tmp_path)
    tracker("import", tracker.file("incidents.csv", INCIDENTS), tracker.file("c.csv", CLAIMS))

    told = tracker("export", "../../x", code=5)
    refused = tracker("source", "add", "../x", code=1)

    assert "no incident '../../x'" in told.stderr
    assert "'../x' is not a short name" in refused.stderr
