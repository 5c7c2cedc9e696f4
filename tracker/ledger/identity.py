"""What a ledger signs by, and what it signed: a folder outside the ledger, one a ledger.

    signing.key            the private key, mode 0600; made on first use, never shown
    verifier.key           the public key, for others to check by
    checkpoints/000….txt   every checkpoint that was signed, by number of entries

Outside, because who can write to a shared ledger should not get the key with it, nor be able
to take away what was signed before.
"""

import os
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from tracker.errors import NoteError, OptionError, StorageError, UnsoundError, shown
from tracker.ledger.checkpoints import Checkpoint, read_checkpoint
from tracker.ledger.keys import SignerKey, VerifierKey, read_signer_key, read_verifier_key
from tracker.ledger.notes import LARGEST_NOTE, check_name
from tracker.ledger.own_files import is_same_file
from tracker.whole_files import HeldBack, write_whole

PREFIX = "casualty-tracker/"
_OTHERS = 0o077
_PUBLIC = 0o644


class HeldFile(NamedTuple):
    """A file that is said to hold a checkpoint."""

    name: str
    """How messages call it."""
    raw: bytes


class Identity:
    """A ledger's key and the checkpoints signed with it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.key_file = folder / "signing.key"
        self._public = folder / "verifier.key"
        self._checkpoints = folder / "checkpoints"

    def owns(self, path: Path) -> bool:
        """Whether a path leads to a key or to a checkpoint that is kept here."""
        is_key = any(is_same_file(path, key) for key in (self.key_file, self._public))
        return is_key or is_same_file(path.resolve().parent, self._checkpoints)

    def signer(self) -> SignerKey | None:
        """The private key; None where none was made yet.

        Raises StorageError for a key that others can read, UnsoundError for a file that holds
        none.
        """
        if not self.key_file.exists():
            return None
        if os.name == "posix" and self.key_file.stat().st_mode & _OTHERS:
            raise StorageError(
                f"{self.key_file}: others can read this signing key; if nobody did, chmod 600 it"
            )
        try:
            return read_signer_key(self.key_file.read_text("utf-8").strip())
        except (NoteError, UnicodeDecodeError) as problem:
            raise UnsoundError(f"{self.key_file}: {problem}; use a copy kept elsewhere") from None

    def verifiers(self) -> list[VerifierKey]:
        """The public key, in a list; an empty one where no key was made yet. Raises
        UnsoundError for a file that holds none."""
        if not self._public.exists():
            return []
        try:
            return [read_verifier_key(self._public.read_text("utf-8").strip())]
        except (NoteError, UnicodeDecodeError) as problem:
            raise UnsoundError(
                f"{self._public}: {problem}; tracker checkpoint --show-key prints it anew"
            ) from None

    def made_signer(self, origin: str | None) -> SignerKey:
        """The private key, made now where there is none.

        origin: the name to sign by, given once, with the first use; None makes one up. Raises
        OptionError for another name than that of the key there is.
        """
        signer = self.signer()
        if signer is None:
            return self._make(origin)
        if not self._has_public(signer):
            self._publish(signer)
        if origin not in (None, signer.name):
            raise OptionError(
                f"this ledger signs as {shown(signer.name)}, and an origin cannot change: "
                "leave --origin out"
            )
        return signer

    def keep(self, checkpoint: Checkpoint) -> None:
        """Puts a signed checkpoint with the others."""
        file = self._checkpoints / f"{checkpoint.size:019}.txt"
        with suppress(FileExistsError):  # The same head is signed with the same bytes.
            _write_private(file, str(checkpoint))

    def kept(self) -> list[HeldFile]:
        """Every checkpoint that was signed, smallest first."""
        if not self._checkpoints.is_dir():
            return []
        files = sorted(self._checkpoints.glob("*.txt"))
        return [HeldFile(str(file), read_private(file)) for file in files]

    def newest(self) -> Checkpoint | None:
        """The largest checkpoint that was signed; None where none was. Raises UnsoundError for
        a file that holds none."""
        kept = self.kept()
        if not kept:
            return None
        try:
            return read_checkpoint(kept[-1].raw)
        except NoteError as problem:
            raise UnsoundError(f"{kept[-1].name}: {problem}; use a copy kept elsewhere") from None

    def _make(self, origin: str | None) -> SignerKey:
        try:
            signer = SignerKey.made(PREFIX if origin is None else check_name(origin))
        except NoteError as problem:
            raise OptionError(f"--origin: {problem}") from None
        if origin is None:
            # No two ledgers may sign by one name, so it comes from the key.
            named = sha256(signer.verifier.key).hexdigest()[:12]
            signer = SignerKey(f"{PREFIX}{named}", signer.seed)
        try:
            _write_private(self.key_file, f"{signer.secret}\n")
        except FileExistsError:  # Another program made one meanwhile, and there is only one.
            if self.signer() is None:  # A link that leads nowhere.
                raise
            return self.made_signer(origin)
        self._publish(signer)
        return signer

    def _publish(self, signer: SignerKey) -> None:
        write_whole(self._public, [f"{signer.verifier}\n".encode()])
        self._public.chmod(_PUBLIC)

    def _has_public(self, signer: SignerKey) -> bool:
        try:
            return self.verifiers() == [signer.verifier]
        except UnsoundError:
            return False


def read_private(file: Path) -> bytes:
    """A file's bytes, as far as a note can have some."""
    with file.open("rb") as opened:
        return opened.read(LARGEST_NOTE + 1)


def _write_private(file: Path, text: str) -> None:
    """A new file that only its owner can read. Raises FileExistsError where there is one."""
    file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    HeldBack(file, [text.encode()]).appear_first()
