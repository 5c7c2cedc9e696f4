"""Files for their owner alone, and what is left to do without the right to write."""

import os
import stat
from pathlib import Path

import pytest

from tests.faults.setting import started
from tests.faults.victims import use_without_rights
from tests.ledger.builders import a_claim, a_ledger, sealed

pytestmark = pytest.mark.skipif(os.name != "posix", reason="rights of another kind")


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="root alone may")
def test_who_may_only_read_reads_and_is_told_what_he_may_not(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The tests of test_opening say the same, but root is let pass everywhere."""
    monkeypatch.setenv("TRACKER_SIGNING", str(folder / "signing"))
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


def test_a_journal_is_as_private_as_its_ledger(folder: Path) -> None:
    path = folder / "ledger.db"
    ledger = a_ledger(where=path)

    with ledger.writing() as writer:
        writer.append(sealed([a_claim(1)]))
        modes = {one.name: stat.S_IMODE(one.stat().st_mode) for one in folder.iterdir()}

    assert set(modes.values()) == {0o600}
    assert len(modes) > 1
    ledger.close()
