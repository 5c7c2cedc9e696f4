"""Files that appear whole or not at all, for their owner alone."""

import errno
import os
import re
from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import contextmanager, suppress
from glob import escape
from pathlib import Path
from secrets import token_hex
from stat import S_ISREG
from tempfile import mkdtemp, mkstemp
from typing import IO

_LONGEST_NAME = 40
"""Characters taken into the name of a file beside it, since names have a limit themselves."""
_TOKEN = re.compile("[0-9a-f]{8}")
_AS_FOLDER = os.O_RDONLY | getattr(os, "O_DIRECTORY", 0) | getattr(os, "O_NOFOLLOW", 0)
"""A link to a folder is none: what it leads to is somebody else's."""
_AS_FILE = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
"""A pipe of that name, for which another would have to write, is not waited for."""


def write_whole(path: Path, chunks: Iterable[bytes]) -> None:
    """The chunks into a file that appears, with mode 0600, only when it is complete.

    What was there before stays until then, and if anything fails. What is no plain file, such
    as a pipe, is written to as it comes. Raises OSError.
    """
    HeldBack(path, chunks).appear()


class HeldBack:
    """A file that is written and safe on the disk, and has not taken its place yet.

    `appear`, `appear_first` or `drop` ends it. Where the system has files without a name, a
    program that is killed before leaves nothing of it; one that is killed just while it takes
    the place of another leaves it whole, under a hidden name beside, until the next that is
    written there. Raises OSError.
    """

    def __init__(self, path: Path, chunks: Iterable[bytes]) -> None:
        self._path = path
        self._file: IO[bytes] | None = None
        self._beside: Path | None = None
        with self._naming_the_path():
            if path.exists() and not path.is_file():
                with path.open("wb") as pipe:
                    pipe.writelines(chunks)
                return
            self._whole = path.resolve()
            if self._whole.is_dir():  # By a way that is none, as missing/../.. is.
                raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
            self._file, self._beside = _begun(self._whole)
            try:
                self._file.writelines(chunks)
                self._file.flush()
                os.fsync(self._file.fileno())
            except BaseException:
                self.drop()
                raise

    def appear(self) -> None:
        """Takes its place, and that of what was there. Raises OSError."""
        self._end(self._replace)

    def appear_first(self) -> None:
        """Takes its place where nothing is. Raises FileExistsError where something is, and
        OSError."""
        self._end(self._take_free_place)

    def drop(self) -> None:
        """Is gone, unless it has appeared; what was there before stays."""
        if self._file is not None:
            self._file.close()
            self._file = None
        if self._beside is not None:
            self._beside.unlink(missing_ok=True)
            self._beside = None

    def _end(self, take_place: Callable[[IO[bytes]], None]) -> None:
        if self._file is None:  # It was a pipe.
            return
        with self._naming_the_path():
            try:
                take_place(self._file)
            finally:
                self.drop()

    def _replace(self, file: IO[bytes]) -> None:
        if self._beside is not None:
            file.close()  # Windows renames nothing that is open.
            self._beside.replace(self._whole)
            return
        try:
            _give_name(file, self._whole)
        except FileExistsError:  # No system gives a name away that is taken: by way of another.
            _take_away_what_is_left(self._whole)
            self._beside = self._whole.with_name(_beside(self._whole) + token_hex(4))
            with suppress(OSError):  # On a network folder perhaps: then nothing is taken away.
                _lock(file)
            _give_name(file, self._beside)
            self._beside.replace(self._whole)

    def _take_free_place(self, file: IO[bytes]) -> None:
        if self._path.is_symlink():  # Wherever it leads: somebody put it there.
            raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST))
        if self._beside is None:
            _give_name(file, self._whole)
            return
        file.close()
        try:
            os.link(self._beside, self._whole)
        except FileExistsError:
            raise
        except OSError:  # A stick or a network folder on which no file has two names.
            os.close(os.open(self._whole, os.O_CREAT | os.O_EXCL, 0o600))
            self._beside.replace(self._whole)

    @contextmanager
    def _naming_the_path(self) -> Iterator[None]:
        try:
            yield
        except OSError as problem:  # The name of a file beside it would tell nobody anything.
            raise OSError(problem.errno, problem.strerror, str(self._path)) from problem


@contextmanager
def folder_beside(path: Path, names: Collection[str]) -> Iterator[Path]:
    """A hidden folder, for its owner alone, beside the place of a file that is made in it by
    others, such as a database; gone at the end with the files of those names.

    What programs left that were killed while they had one is taken away first: who is alive
    holds a lock on his. Where the system opens no folder, nothing can be locked, and it stays.
    Raises OSError.
    """
    begin = _beside(path)
    if not opens_folders():
        folder = Path(mkdtemp(prefix=begin, dir=path.parent))
        try:
            yield folder
        finally:
            _take_away(folder, None, names)
        return
    for left in path.parent.glob(f"{escape(begin)}????????"):
        if _TOKEN.fullmatch(left.name.removeprefix(begin)):
            with suppress(OSError), _held(left, _AS_FOLDER) as held:
                _lock(held)
                _take_away(left, held, names)
    folder, held = _locked_folder(path.parent, begin)
    try:
        yield folder
    finally:
        _take_away(folder, held, names)
        os.close(held)


def opens_folders() -> bool:
    """Whether a folder can be opened here, as to lock it or to flush what it lists. Windows
    refuses that."""
    return os.unlink in os.supports_dir_fd


def _locked_folder(parent: Path, begin: str) -> tuple[Path, int]:
    """A new folder and what holds the lock on it, which `os.close` gives up."""
    while True:
        folder = parent / f"{begin}{token_hex(4)}"
        folder.mkdir(mode=0o700)
        try:
            held = os.open(folder, _AS_FOLDER)
        except FileNotFoundError:  # Another has taken it for one that was left.
            continue
        try:
            _lock(held)
        except BlockingIOError:  # Another is taking it away for the same reason.
            os.close(held)
            continue
        except OSError:  # On a network folder perhaps: then nobody takes it away either.
            return folder, held
        if folder.exists():
            return folder, held
        os.close(held)


@contextmanager
def _held(left: Path, how: int) -> Iterator[int]:
    held = os.open(left, how)
    try:
        yield held
    finally:
        os.close(held)


def _take_away(folder: Path, held: int | None, names: Collection[str]) -> None:
    """A folder with the files of those names. Where anything else is in it, it stays.

    held: what holds it open, so that the files are those of this folder, whatever has its name
    by now; None where the system opens none.
    """
    for name in names:
        with suppress(FileNotFoundError):
            if held is None:
                (folder / name).unlink()
            else:
                os.unlink(name, dir_fd=held)
    with suppress(OSError):
        folder.rmdir()


def _begun(whole: Path) -> tuple[IO[bytes], Path | None]:
    """A new file in the folder of the place it is to take, without a name (None) if possible."""
    if hasattr(os, "O_TMPFILE"):
        try:
            file = os.fdopen(os.open(whole.parent, os.O_TMPFILE | os.O_WRONLY, 0o600), "wb")
        except OSError:  # Not every kind of disk has such files.
            pass
        else:
            if _link_to(file).exists():
                return file, None
            file.close()
    descriptor, name = mkstemp(prefix=_beside(whole), dir=whole.parent)
    return os.fdopen(descriptor, "wb"), Path(name)


def _give_name(file: IO[bytes], name: Path) -> None:
    # With a folder given, if only for show, what the link leads to gets the name.
    os.link(_link_to(file), name, src_dir_fd=file.fileno())


def _link_to(file: IO[bytes]) -> Path:
    return Path(f"/proc/self/fd/{file.fileno()}")


def _take_away_what_is_left(whole: Path) -> None:
    """What programs left that were killed while their file had a name beside its place. One
    that is alive holds a lock on it."""
    begin = _beside(whole)
    for left in whole.parent.glob(f"{escape(begin)}????????"):
        if _TOKEN.fullmatch(left.name.removeprefix(begin)):
            with suppress(OSError), _held(left, _AS_FILE) as held:
                _lock(held)
                if S_ISREG(os.fstat(held).st_mode):
                    left.unlink()


def _lock(file: IO[bytes] | int) -> None:
    """Raises OSError where another program holds it."""
    import fcntl  # noqa: PLC0415 - not on every system; on those with files without a name

    fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)


def _beside(whole: Path) -> str:
    return f".{whole.name[:_LONGEST_NAME]}."
