"""What a ledger signs by, and what it signed: a folder outside the ledger, one a ledger.

    signing.key            the private key, mode 0600; made on first use, never shown
    verifier.key           the public key, for others to check by
    former.keys            the public keys it signed by before, if any
    checkpoints/000….txt   every checkpoint that was signed, by number of entries

Outside, because who can write to a shared ledger should not get the key with it, nor be able
to take away what was signed before.
"""

import os
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from tracker.errors import NoteError, OptionError, StorageError, UnsoundError, shown
from tracker.ledger.checkpoints import Checkpoint, read_checkpoint
from tracker.ledger.keys import SignerKey, VerifierKey, read_signer_key
from tracker.ledger.notes import LARGEST_NOTE, check_new_name
from tracker.ledger.own_files import is_same_file
from tracker.ledger.published import PublishedKeys
from tracker.whole_files import HeldBack

PREFIX = "casualty-tracker/"
_OTHERS = 0o077


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
        self._public = PublishedKeys(folder)
        self._checkpoints = folder / "checkpoints"

    def owns(self, path: Path) -> bool:
        """Whether a path leads to a key or to a checkpoint that is kept here."""
        is_key = any(is_same_file(path, key) for key in (self.key_file, *self._public.files))
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
            said = problem if isinstance(problem, NoteError) else "it holds no text"
            raise UnsoundError(f"{self.key_file}: {said}; use a copy kept elsewhere") from None

    def verifiers(self) -> list[VerifierKey]:
        """The public key and those of before; none where no key was made yet. Raises
        UnsoundError for a file that holds anything else."""
        return self._public.all()

    def legible_verifiers(self) -> list[VerifierKey]:
        """The same, without what cannot be read."""
        return self._public.legible()

    def made_signer(self, origin: str | None) -> SignerKey:
        """The private key, made now where there is none.

        origin: the name to sign by, given once, with the first use; None makes one up. Raises
        OptionError for another name than that of the key there is, UnsoundError where there
        was a key, or another one is in its place, and no name is given to go on by.
        """
        signer = self.signer()
        if signer is None:
            return self._make(origin)
        if origin not in (None, signer.name):
            raise OptionError(
                f"this ledger signs as {shown(signer.name)}, and an origin cannot change: "
                "leave --origin out"
            )
        if origin is None:
            self._refuse_strange(signer)
        if not self._public.is_now(signer.verifier):
            self._public.publish(signer.verifier)
        return signer

    def has_signed(self) -> bool:
        """True where there is or was a key."""
        files = (self.key_file, *self._public.files, *self._checkpoints.glob("*.txt"))
        return any(file.exists() for file in files)

    def keep(self, checkpoint: Checkpoint) -> None:
        """Puts a signed checkpoint with the others."""
        file = self._checkpoints / f"{checkpoint.size:019}.txt"
        try:
            _write_private(file, str(checkpoint))
        except FileExistsError:
            if not file.exists():  # Something is in the way of its folder.
                raise
            # Else it is there: the same head, for nothing else is signed.

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
        return _checkpoint_in(kept[-1]) if kept else None

    def _refuse_lost(self) -> None:
        """A name that nobody chose must not take the place of one that others know."""
        # In this order: another program writes its first key before what it publishes.
        if not self.has_signed() or self.key_file.exists():
            return
        names = list(dict.fromkeys(key.name for key in self._public.legible()))
        known = f" as {shown(names[0])}" if names else ""
        raise UnsoundError(
            f"{self.key_file} is gone, and this ledger has signed{known} before; put a copy of "
            "the key there, or go on by a new one: tracker checkpoint --origin NAME"
        )

    def _refuse_strange(self, signer: SignerKey) -> None:
        """A key of another ledger, put here by mistake, must not sign for this one."""
        if self._is_strange(signer.verifier):
            raise UnsoundError(
                f"{self.key_file}: this ledger never signed by this key; put the right one "
                f"back, or go on by this one: tracker checkpoint --origin {shown(signer.name)}"
            )

    def _is_strange(self, key: VerifierKey) -> bool:
        """Whether others are known to have signed here, and that one is not.

        Where today's key cannot be read, what was signed says whose it is.
        """
        try:
            known = self._public.all()
        except UnsoundError:
            if self._public.is_now_legible() or key in self._public.legible():
                return False  # Former keys that cannot be read are told when one is published.
        else:
            return bool(known) and key not in known
        notes = [_checkpoint_in(file).note for file in self.kept()]
        return bool(notes) and not any(
            key.accepts(note.text, one) for note in notes for one in note.signatures
        )

    def _make(self, origin: str | None) -> SignerKey:
        if origin is None:
            self._refuse_lost()
        try:
            signer = SignerKey.made(PREFIX if origin is None else check_new_name(origin))
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
        self._public.publish(signer.verifier)
        return signer


def _checkpoint_in(file: HeldFile) -> Checkpoint:
    """Raises UnsoundError for a file that holds none."""
    try:
        return read_checkpoint(file.raw)
    except NoteError as problem:
        raise UnsoundError(f"{file.name}: {problem}; use a copy kept elsewhere") from None


def read_private(file: Path) -> bytes:
    """A file's bytes, as far as a note can have some."""
    with file.open("rb") as opened:
        return opened.read(LARGEST_NOTE + 1)


def _write_private(file: Path, text: str) -> None:
    """A new file that only its owner can read. Raises FileExistsError where there is one."""
    file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    HeldBack(file, [text.encode()]).appear_first()
