"""Copies, backups and upgrades where no folder opens and no such lock is, as on Windows."""

import errno
import fcntl
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.ledger.builders import a_claim, a_ledger
from tests.ledger.test_upgrading import upgraded
from tests.places import PLACES
from tracker.errors import OptionError
from tracker.ledger import Head, queueing
from tracker.ledger.moving import back_up_ledger, copy_ledger
from tracker.ledger.upgrading import Upgraded

pytestmark = pytest.mark.usefixtures("on_files", "no_folder_opens")
FROM_POSIX = ("O_TMPFILE", "O_DIRECTORY", "O_NOFOLLOW", "O_NONBLOCK", "fchmod", "pwrite", "geteuid")


@pytest.fixture
def no_folder_opens(monkeypatch: pytest.MonkeyPatch) -> None:
    """What this system can do that the other cannot, taken away."""
    real_open, real_unlink, real_fsync = os.open, os.unlink, os.fsync

    def opened(path: Any, *given: Any, **named: Any) -> int:
        if Path(path).is_dir():
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(path))
        return real_open(path, *given, **named)

    def unlinked(path: Any, *, dir_fd: int | None = None) -> None:
        if dir_fd is not None:
            raise NotImplementedError("dir_fd unavailable on this platform")
        real_unlink(path)

    def flushed(handle: int) -> None:
        if fcntl.fcntl(handle, fcntl.F_GETFL) & os.O_ACCMODE == os.O_RDONLY:
            raise OSError(errno.EBADF, os.strerror(errno.EBADF))
        real_fsync(handle)

    for name in FROM_POSIX:
        monkeypatch.delattr(os, name, raising=False)
    monkeypatch.setattr(os, "supports_dir_fd", set())
    monkeypatch.setattr(os, "open", opened)
    monkeypatch.setattr(os, "unlink", unlinked)
    monkeypatch.setattr(os, "fsync", flushed)
    monkeypatch.setattr(queueing, "fcntl", None)
    monkeypatch.setitem(sys.modules, "fcntl", None)


def names(folder: Path) -> list[str]:
    return sorted(one.name for one in folder.iterdir())


MAKING: list[Callable[[str, Path], Head]] = [back_up_ledger, copy_ledger]


@pytest.mark.parametrize("make", MAKING)
def test_a_copy_is_made_and_nothing_else_is_left(
    tmp_path: Path, make: Callable[[str, Path], Head]
) -> None:
    where = str(tmp_path / "ledger.db")
    ledger = a_ledger(a_claim(1), a_claim(2), where=where)
    (tmp_path / "kept").mkdir()

    done = make(where, tmp_path / "kept" / "today.db")

    copy = PLACES.open(tmp_path / "kept" / "today.db", create=False)
    assert done == ledger.head() == copy.head()
    assert copy.verify().problems == ()
    assert names(tmp_path / "kept") == ["today.db"]


@pytest.mark.parametrize("make", MAKING)
def test_what_is_refused_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, make: Callable[[str, Path], Head]
) -> None:
    where = str(tmp_path / "ledger.db")
    a_ledger(where=where)
    (tmp_path / "kept").mkdir()
    path = tmp_path / "kept" / "today.db"

    def taken(_path: Path, _target: Path) -> None:
        raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST))

    monkeypatch.setattr(Path, "hardlink_to", taken)
    with pytest.raises(OptionError, match="there already; name another file"):
        make(where, path)

    assert names(tmp_path / "kept") == []


def test_an_upgrade_keeps_the_ledger_as_it_was(tmp_path: Path) -> None:
    where, backup = str(tmp_path / "ledger.db"), tmp_path / "before.db"
    a_ledger(a_claim(1), where=where).close()

    done = upgraded(where, backup)

    assert done == Upgraded(where, 1, 3, backup)
    assert names(tmp_path) == ["before.db", "ledger.db"]
