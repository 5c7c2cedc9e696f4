"""A ledger of its own for every test, and a way to run commands on it."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from tests.places import PLACES
from tracker.cli.root import root

CLAIMS = """\
ref,incident,source,source_kind,via,metric,figure,asserted_at,published_at,act,target,reason
q-1,qamishli,city-hospital,hospital,reuters,killed,at least 40,2016-07-27,2016-07-27,assert,,
q-2,qamishli,asayish,security_force,reuters,killed,44,2016-07-27T16:00+03:00,2016-07-27T17:00+03:00,assert,,
q-3,qamishli,amaq,armed_group_media,,killed,100,2016-07-27,2016-07-27,assert,,
q-4,qamishli,city-hospital,hospital,reuters,injured,140 people,2016-07-27,2016-07-27,assert,,
q-5,qamishli,city-hospital,hospital,sana,killed,52,2016-07-28,2016-07-28,assert,,
"""
INCIDENTS = """\
slug,title,occurred_at,timezone,place,admin1,country,latitude,longitude,perpetrator,summary
qamishli,Qamishli bombing,2016-07-27,Asia/Damascus,Qamishli,,SYR,37.05,41.22,islamic-state,
"""


class Tracker:
    """Runs commands on one ledger, each as a person would type it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.db = PLACES.shared(folder)

    def __call__(self, *words: str, code: int = 0, given: bytes | str | None = None) -> Result:
        """The result of one command that ends with that code."""
        result = CliRunner().invoke(root, ["--db", self.db, *words], input=given)
        told = f"{words} ended with {result.exit_code}\n{result.output}"
        if result.exception is not None and not isinstance(result.exception, SystemExit):
            raise result.exception
        assert result.exit_code == code, told
        return result

    def json(self, *words: str, code: int = 0) -> Any:
        """The one document that a command prints."""
        return json.loads(self(*words, "--json", code=code).stdout)

    def file(self, name: str, text: str | bytes) -> str:
        """The path of a new file that holds the text."""
        path = self.folder / name
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return str(path)

    def claim(self, ref: str) -> Any:
        """The newest row of the incident that bears the ref, as `claims --json` shows it."""
        rows = self.json("claims", "qamishli")["claims"]
        return [row for row in rows if row["ref"] == ref][-1]

    def killed(self, *words: str) -> tuple[int | None, int | None, int | None]:
        """Low, best and high of the killed of everyone."""
        shown = self.json("show", "qamishli", "--method", "latest", *words)
        for one in shown["estimates"]:
            if (one["metric"], one["population"], one["scope"]) == ("killed", "all", ""):
                return one["low"], one["best"], one["high"]
        return None, None, None


@pytest.fixture
def empty(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Tracker:
    """A ledger that does not exist yet."""
    monkeypatch.delenv("TRACKER_DB", raising=False)
    monkeypatch.setenv("TRACKER_SIGNING", str(tmp_path / "signing"))
    return Tracker(tmp_path)


@pytest.fixture(scope="session")
def filled(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The file of a ledger into which the two files were imported."""
    folder = tmp_path_factory.mktemp("filled")
    (folder / "incidents.csv").write_text(INCIDENTS, encoding="utf-8")
    (folder / "claims.csv").write_text(CLAIMS, encoding="utf-8")
    words = ["--db", str(folder / "ledger.db"), "import"]
    files = [str(folder / "incidents.csv"), str(folder / "claims.csv")]
    assert CliRunner().invoke(root, [*words, *files]).exit_code == 0
    return (folder / "ledger.db").read_bytes()


@pytest.fixture
def tracker(empty: Tracker, filled: bytes) -> Tracker:
    """A ledger with one incident and five claims: a copy of one, where ledgers are files."""
    files = empty.file("incidents.csv", INCIDENTS), empty.file("claims.csv", CLAIMS)
    if PLACES.on_server:
        empty("import", *files)
    else:
        place = Path(empty.db)
        place.touch(mode=0o600)
        place.write_bytes(filled)
    return empty


Run = Callable[..., Result]
