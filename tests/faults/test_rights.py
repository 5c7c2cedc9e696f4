"""Files for their owner alone, and what is left to do without the right to write."""

import os
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cli.conftest import CLAIMS, INCIDENTS, Tracker
from tests.faults.setting import started
from tests.faults.victims import use_without_rights
from tests.ledger.builders import a_claim, a_ledger, sealed

pytestmark = pytest.mark.skipif(os.name != "posix", reason="rights of another kind")


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="root alone may")
def test_who_may_only_read_reads_and_is_told_what_he_may_not(folder: Path) -> None:
    """The tests of test_opening say the same, but root is let pass everywhere."""
    path = folder / "ledger.db"
    a_ledger(a_claim(1), where=path).close()
    before = path.read_bytes()
    path.chmod(0o444)
    folder.chmod(0o755)

    process, hearing = started(use_without_rights, str(path))
    told = hearing.recv()
    process.join()
    process.close()
    hearing.close()

    assert [code for code, _ in told] == [0, 0, 6, 6, 6], told
    assert "cannot be written to" in told[2][1]
    assert "Permission denied" in told[3][1]
    assert "choose another place with --db" in told[4][1]
    assert all(said.count("\n") == 1 for _, said in told[2:])
    assert path.read_bytes() == before
    assert list(folder.iterdir()) == [path]


@pytest.fixture
def everybodys() -> Iterator[None]:
    """A user who lets everybody read and write what he makes."""
    before = os.umask(0)
    yield
    os.umask(before)


@pytest.mark.usefixtures("everybodys")
def test_whatever_a_command_makes_is_for_its_owner_and_the_key_stands_in_one_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    signing = tmp_path / "signing"
    monkeypatch.setenv("TRACKER_SIGNING", str(signing))
    tracker = Tracker(tmp_path)
    bad = CLAIMS + ",qamishli,a,,,killed,sevral,,,,,\n"
    given = [tracker.file("incidents.csv", INCIDENTS), tracker.file("claims.csv", bad)]
    out = {name: str(tmp_path / name) for name in ("refused", "csv", "receipt", "head", "proof")}

    said = [
        tracker("import", *given, "--on-error", "skip", "--refused", out["refused"], code=1),
        tracker("export", "--output", out["csv"], "--receipt", out["receipt"]),
        tracker("checkpoint", "--output", out["head"]),
        tracker("checkpoint", "--show-key", "--json"),
        tracker("prove", "q-1", "--output", out["proof"]),
        tracker("prove", "--from", out["head"], "--json"),
        tracker("verify", "--checkpoint", out["head"], "--json"),
        tracker("demo", "--keep", str(tmp_path / "demo")),
    ]

    made = {path for path in tmp_path.rglob("*") if path.is_file()} - {*map(Path, given)}
    public = signing / "verifier.key"
    open_to_others = {path for path in made if stat.S_IMODE(path.stat().st_mode) != 0o600}
    assert open_to_others == {public}
    assert made > {
        *map(Path, out.values()),
        tmp_path / "demo" / "ledger.db",
        Path(tracker.db),
        public,
    }
    assert {stat.S_IMODE(path.stat().st_mode) for path in (signing, signing / "checkpoints")} == {
        0o700
    }
    secret = (signing / "signing.key").read_text("utf-8").strip().split("+", 4)[-1]
    assert [one.output for one in said if secret in one.output or "PRIVATE" in one.output] == []
    holding = {path.name for path in made if secret.encode() in path.read_bytes()}
    assert holding == {"signing.key"}


def test_a_journal_is_as_private_as_its_ledger(folder: Path) -> None:
    path = folder / "ledger.db"
    ledger = a_ledger(where=path)

    with ledger.writing() as writer:
        writer.append(sealed([a_claim(1)]))
        modes = {one.name: stat.S_IMODE(one.stat().st_mode) for one in folder.iterdir()}

    assert set(modes.values()) == {0o600}
    assert len(modes) > 1
    ledger.close()
