"""Keys that sign and check notes, as golang.org/x/mod/sumdb/note writes them: name+id+key.

Only Ed25519. The library is loaded where something is signed or checked and nowhere else: it
takes longer to load than most commands take.
"""

import re
from base64 import b64encode
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Self

from tracker.errors import NoteError, shown
from tracker.ledger.notes import ID_BYTES, Signature, SignedNote, check_name, exact_base64

ED25519 = b"\x01"
"""The byte before a key that says which kind of signature it makes."""
KEY_BYTES = 32
_VERIFIER_KEY = re.compile(r"(?P<name>[^+]+)\+(?P<id>[0-9a-f]{8})\+(?P<key>[A-Za-z0-9+/=]+)")
_SECRET = "PRIVATE+KEY+"  # noqa: S105 - what a secret begins with


@dataclass(frozen=True, slots=True)
class VerifierKey:
    """A public key by which signatures of one name are checked. Not a secret."""

    name: str
    key: bytes
    """Ed25519, 32 bytes as in RFC 8032."""

    @property
    def id(self) -> bytes:
        """Its id, four bytes."""
        return sha256(f"{self.name}\n".encode() + ED25519 + self.key).digest()[:ID_BYTES]

    def __str__(self) -> str:
        return f"{self.name}+{self.id.hex()}+{b64encode(ED25519 + self.key).decode()}"

    def made(self, signature: Signature) -> bool:
        """True when a signature says that it is by this key."""
        return (signature.name, signature.key_id) == (self.name, self.id)

    def accepts(self, text: str, signature: Signature) -> bool:
        """True when a signature is by this key, over that text."""
        from cryptography.exceptions import InvalidSignature  # noqa: PLC0415 - slow to load
        from cryptography.hazmat.primitives.asymmetric.ed25519 import (  # noqa: PLC0415
            Ed25519PublicKey,
        )

        try:
            Ed25519PublicKey.from_public_bytes(self.key).verify(signature.value, text.encode())
        except InvalidSignature:
            return False
        return self.made(signature)


@dataclass(frozen=True, slots=True)
class SignerKey:
    """A private key and the name it signs by. Its text is a secret and never shown."""

    name: str
    seed: bytes = field(repr=False)
    """Ed25519 as in RFC 8032, 32 bytes."""

    @classmethod
    def made(cls, name: str) -> Self:
        """A new key. Raises NoteError for a name that no key can have."""
        from cryptography.hazmat.primitives.asymmetric.ed25519 import (  # noqa: PLC0415
            Ed25519PrivateKey,
        )

        check_name(name)
        return cls(name, Ed25519PrivateKey.generate().private_bytes_raw())

    @property
    def verifier(self) -> VerifierKey:
        """The public key that belongs to it."""
        from cryptography.hazmat.primitives.asymmetric.ed25519 import (  # noqa: PLC0415
            Ed25519PrivateKey,
        )

        key = Ed25519PrivateKey.from_private_bytes(self.seed)
        return VerifierKey(self.name, key.public_key().public_bytes_raw())

    def signed(self, text: str) -> SignedNote:
        """The text, signed."""
        from cryptography.hazmat.primitives.asymmetric.ed25519 import (  # noqa: PLC0415
            Ed25519PrivateKey,
        )

        value = Ed25519PrivateKey.from_private_bytes(self.seed).sign(text.encode())
        return SignedNote(text, (Signature(self.name, self.verifier.id, value),))

    @property
    def secret(self) -> str:
        """The text that is kept, as golang.org/x/mod/sumdb/note writes it."""
        key = b64encode(ED25519 + self.seed).decode()
        return f"{_SECRET}{self.name}+{self.verifier.id.hex()}+{key}"


def read_verifier_key(text: str) -> VerifierKey:
    """The public key that `name+id+key` writes. Raises NoteError for any other text."""
    match = _VERIFIER_KEY.fullmatch(text)
    if match is None or text.startswith(_SECRET):
        raise NoteError(_no_key(text))
    key = VerifierKey(check_name(match["name"]), _key(match["key"]))
    if key.id.hex() != match["id"]:
        raise NoteError(f"{shown(text)} is no verifier key: its id is not that of its name and key")
    return key


def read_signer_key(text: str) -> SignerKey:
    """The private key that a secret writes. Raises NoteError, without repeating the text."""
    match = _VERIFIER_KEY.fullmatch(text.removeprefix(_SECRET))
    if match is None or not text.startswith(_SECRET):
        raise NoteError("it holds no signing key")
    try:
        seed = _key(match["key"])
    except NoteError:  # It repeats what it could not read.
        raise NoteError("it holds no signing key that is whole") from None
    key = SignerKey(check_name(match["name"]), seed)
    if key.verifier.id.hex() != match["id"]:
        raise NoteError("the id of the signing key is not that of its name and key")
    return key


def _key(text: str) -> bytes:
    raw = exact_base64(text)
    if raw[:1] != ED25519 or len(raw) != 1 + KEY_BYTES:
        raise NoteError("only keys of the kind Ed25519 are read")
    return raw[1:]


def _no_key(text: str) -> str:
    if _SECRET in text:  # Also behind a blank or a mark of byte order.
        return "this is a signing key, which nobody else may see; give the verifier key"
    return f"{shown(text)} is no verifier key; write it as name+id+key"
