"""The public keys of a ledger: the one it signs by now, and those it signed by before.

verifier.key     one line, for others to check by
former.keys      a line each, oldest first: what was signed by them can still be checked
"""

from contextlib import suppress
from pathlib import Path

from tracker.errors import NoteError, UnsoundError
from tracker.ledger.keys import VerifierKey, read_verifier_key
from tracker.whole_files import write_whole

_PUBLIC = 0o644


class PublishedKeys:
    """The public keys in a ledger's folder."""

    def __init__(self, folder: Path) -> None:
        self._now = folder / "verifier.key"
        self._former = folder / "former.keys"
        self.files = (self._now, self._former)

    def all(self) -> list[VerifierKey]:
        """Every key, today's first; none where none was ever made. Raises UnsoundError for a
        file that holds anything else."""
        return [*self._keys_now(), *self._former_keys()]

    def legible(self) -> list[VerifierKey]:
        """The same, without what cannot be read."""
        keys = []
        for read in (self._keys_now, self._former_keys):
            with suppress(UnsoundError):
                keys += read()
        return keys

    def publish(self, key: VerifierKey) -> None:
        """Makes a key today's. The one that was is kept with the former ones. Raises
        UnsoundError where those cannot be read."""
        former = [one for one in self._former_keys() if one != key]
        with suppress(UnsoundError):
            former += [one for one in self._keys_now() if one != key and one not in former]
        if former != self._former_keys():
            _write(self._former, former)
        _write(self._now, [key])

    def is_now(self, key: VerifierKey) -> bool:
        """True where that key is today's."""
        try:
            return self._keys_now() == [key]
        except UnsoundError:
            return False

    def is_now_legible(self) -> bool:
        """True where today's key can be read, or none was ever made."""
        try:
            self._keys_now()
        except UnsoundError:
            return False
        return True

    def _keys_now(self) -> list[VerifierKey]:
        advice = "tracker checkpoint --show-key prints it anew"
        return _read(self._now, advice, one=True)

    def _former_keys(self) -> list[VerifierKey]:
        return _read(self._former, "use a copy kept elsewhere", one=False)


def _read(file: Path, advice: str, *, one: bool) -> list[VerifierKey]:
    if not file.exists():
        return []
    try:
        text = file.read_text("utf-8").strip()
        lines = [text] if one else text.splitlines()
        return [read_verifier_key(line) for line in lines]
    except (NoteError, UnicodeDecodeError) as problem:
        raise UnsoundError(f"{file}: {problem}; {advice}") from None


def _write(file: Path, keys: list[VerifierKey]) -> None:
    write_whole(file, [f"{key}\n".encode() for key in keys])
    file.chmod(_PUBLIC)
