"""Files that appear whole or not at all, on systems that know files without a name and others."""

import errno
import fcntl
import os
import stat
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tracker.whole_files import HeldBack, write_whole

ROOT = Path(__file__).parents[1]


def refused(*_: object, **__: object) -> None:
    raise PermissionError(errno.EPERM, os.strerror(errno.EPERM))


@pytest.fixture(params=["files without a name", "files beside", "no second names"])
def system(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """What the disk can do, from much to little."""
    if request.param == "files without a name" and not hasattr(os, "O_TMPFILE"):
        pytest.skip("this system has none")
    if request.param != "files without a name":
        monkeypatch.delattr(os, "O_TMPFILE", raising=False)
    if request.param == "no second names":
        monkeypatch.setattr(os, "link", refused)
    return str(request.param)


def names(folder: Path) -> list[str]:
    return sorted(one.name for one in folder.iterdir())


def chunks_that_end() -> Iterator[bytes]:
    yield b"a,b\n"
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


@pytest.mark.usefixtures("system")
class TestAWholeFile:
    def test_takes_the_place_of_what_was_there_for_its_owner_alone(self, tmp_path: Path) -> None:
        path = tmp_path / ("n" * 250)
        path.write_text("of last week")

        write_whole(path, [b"one ", b"two"])

        assert path.read_text() == "one two"
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
        assert names(tmp_path) == [path.name]

    def test_that_cannot_be_written_leaves_what_was_there(self, tmp_path: Path) -> None:
        path = tmp_path / "refused.csv"
        path.write_text("of last week")

        with pytest.raises(OSError, match=os.strerror(errno.ENOSPC)) as full:
            write_whole(path, chunks_that_end())

        assert full.value.filename == str(path)
        assert path.read_text() == "of last week"
        assert names(tmp_path) == ["refused.csv"]

    def test_is_seen_only_once_it_has_appeared(self, tmp_path: Path) -> None:
        path = tmp_path / "refused.csv"
        path.write_text("of last week")
        file = HeldBack(path, [b"of this week"])
        before = path.read_text()

        file.appear()
        file.drop()

        assert (before, path.read_text()) == ("of last week", "of this week")
        assert names(tmp_path) == ["refused.csv"]

    def test_that_is_dropped_was_never_there(self, tmp_path: Path) -> None:
        HeldBack(tmp_path / "refused.csv", [b"x"]).drop()

        assert names(tmp_path) == []

    def test_that_comes_first_gets_the_place_and_the_second_is_refused(
        self, tmp_path: Path
    ) -> None:
        path = tmp_path / "signing.key"
        one, other = HeldBack(path, [b"one"]), HeldBack(path, [b"other"])

        other.appear_first()
        with pytest.raises(FileExistsError):
            one.appear_first()

        assert path.read_text() == "other"
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
        assert names(tmp_path) == ["signing.key"]

    def test_goes_where_a_link_leads(self, tmp_path: Path) -> None:
        (tmp_path / "link").symlink_to(tmp_path / "there")

        write_whole(tmp_path / "link", [b"x"])

        assert (tmp_path / "there").read_text() == "x"
        assert (tmp_path / "link").is_symlink()

    def test_needs_its_folder(self, tmp_path: Path) -> None:
        with pytest.raises(FileNotFoundError):
            write_whole(tmp_path / "no" / "file", [b"x"])


def test_what_is_no_file_is_written_to_as_it_comes() -> None:
    write_whole(Path(os.devnull), [b"x"])

    assert not Path(os.devnull).is_file()


@pytest.mark.skipif(not hasattr(os, "O_TMPFILE"), reason="no files without a name")
def test_a_program_that_is_killed_before_leaves_nothing(tmp_path: Path) -> None:
    program = (
        "import os, pathlib, sys; from tracker.whole_files import HeldBack;"
        "HeldBack(pathlib.Path(sys.argv[1]), [b'x' * 100_000]); os.kill(os.getpid(), 9)"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, str(tmp_path / "file")], check=False, cwd=ROOT
    )

    assert done.returncode == -9
    assert names(tmp_path) == []


@pytest.mark.skipif(not hasattr(os, "O_TMPFILE"), reason="no files without a name")
def test_what_a_program_killed_at_the_last_moment_leaves_is_whole_and_taken_away(
    tmp_path: Path,
) -> None:
    file = tmp_path / "refused.csv"
    file.write_bytes(b"of yesterday")
    program = (
        "import os, pathlib, sys; from tracker.whole_files import write_whole;"
        "pathlib.Path.replace = lambda *_: os.kill(os.getpid(), 9);"
        "write_whole(pathlib.Path(sys.argv[1]), [b'of today'])"
    )
    done = subprocess.run([sys.executable, "-c", program, str(file)], check=False, cwd=ROOT)
    (left,) = tmp_path.glob(".refused.csv.*")

    assert done.returncode == -9
    assert (file.read_bytes(), left.read_bytes()) == (b"of yesterday", b"of today")
    alive = tmp_path / ".refused.csv.0123abcd"
    other = tmp_path / ".refused.csv.mine-not"
    other.touch()
    with alive.open("wb") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        write_whole(file, [b"of tomorrow"])
    assert names(tmp_path) == sorted([alive.name, other.name, "refused.csv"])
    assert file.read_bytes() == b"of tomorrow"


@pytest.mark.skipif(not hasattr(os, "O_TMPFILE"), reason="no files without a name")
def test_pipes_and_links_that_bear_such_a_name_are_neither_waited_for_nor_taken_away(
    tmp_path: Path,
) -> None:
    file, pipe, link = (tmp_path / name for name in ("f", ".f.01234567", ".f.89abcdef"))
    file.touch()
    os.mkfifo(pipe)
    link.symlink_to(file)

    write_whole(file, [b"of today"])

    assert names(tmp_path) == sorted([pipe.name, link.name, "f"])
    assert file.read_bytes() == b"of today"


def test_a_folder_named_by_a_way_that_is_none_is_no_place_for_a_file(tmp_path: Path) -> None:
    with pytest.raises(IsADirectoryError):
        write_whole(tmp_path / "missing" / ".." / ".." / tmp_path.name, [b"x"])

    with pytest.raises(IsADirectoryError):
        write_whole(Path("/missing/../../.."), [b"x"])
    assert names(tmp_path) == []
