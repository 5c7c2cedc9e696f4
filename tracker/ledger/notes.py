"""Signed notes as C2SP describes them (c2sp.org/signed-note): a text, and who signed it.

    text, ending in a line feed
    (an empty line)
    — name base64(key id ‖ signature)

Reading is strict: one text has one way of being written, so no changed bit goes unseen.
Only Ed25519 (type 1) is signed and checked; signatures by other keys are kept and ignored.
"""

import re
from base64 import b64decode, b64encode
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Self

from tracker.errors import NoteError, shown

ED25519 = b"\x01"
"""The byte before a key that says which kind of signature it makes."""
KEY_BYTES = 32
ID_BYTES = 4
LARGEST_NOTE = 1_000_000
"""Bytes above which nothing is read; a note of ours has about 200."""
MOST_SIGNATURES = 100
_SIGNATURE = re.compile(r"— (?P<name>[^ ]+) (?P<value>[A-Za-z0-9+/=]+)")
_VERIFIER_KEY = re.compile(r"(?P<name>[^+]+)\+(?P<id>[0-9a-f]{8})\+(?P<key>[A-Za-z0-9+/=]+)")
_SECRET = "PRIVATE+KEY+"  # noqa: S105 - what a secret begins with


@dataclass(frozen=True, slots=True)
class Signature:
    """One signature line."""

    name: str
    """The signing key's name."""
    key_id: bytes
    """Four bytes that tell keys of one name apart."""
    value: bytes

    def __str__(self) -> str:
        return f"— {self.name} {b64encode(self.key_id + self.value).decode()}"


@dataclass(frozen=True, slots=True)
class SignedNote:
    """A text with its signatures, none of them checked yet."""

    text: str
    """What was signed, its last line feed included."""
    signatures: tuple[Signature, ...]

    def __str__(self) -> str:
        return f"{self.text}\n" + "".join(f"{one}\n" for one in self.signatures)


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


def read_note(raw: bytes) -> SignedNote:
    """The note that bytes hold. Raises NoteError for anything but a note, whole and exact."""
    text = note_text(raw)
    body, parted, lines = text.rpartition("\n\n")
    if not parted or not body or not lines.endswith("\n"):
        raise NoteError("it has no signature after an empty line")
    signatures = tuple(map(_signature, lines.removesuffix("\n").split("\n")))
    if len(signatures) > MOST_SIGNATURES:
        raise NoteError(f"it has more than {MOST_SIGNATURES} signatures")
    return SignedNote(f"{body}\n", signatures)


def note_text(raw: bytes) -> str:
    """Bytes as the text that a note may be. Raises NoteError."""
    if len(raw) > LARGEST_NOTE:
        raise NoteError(f"it is larger than {LARGEST_NOTE:,} bytes")
    try:
        text = raw.decode()
    except UnicodeDecodeError:
        raise NoteError("it is not UTF-8 text") from None
    if "\r" in text:
        raise NoteError("its line ends were changed on the way; take the file byte for byte")
    if any(one < " " and one != "\n" for one in text):
        raise NoteError("it holds control characters")
    return text


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
    key = SignerKey(check_name(match["name"]), _key(match["key"]))
    if key.verifier.id.hex() != match["id"]:
        raise NoteError("the id of the signing key is not that of its name and key")
    return key


def check_name(name: str) -> str:
    """The name. Raises NoteError for one that no key can have."""
    if not name or any(one.isspace() or one == "+" or one < " " for one in name):
        raise NoteError(f"{shown(name)} names no log; write a name without blanks and plus signs")
    return name


def exact_base64(text: str) -> bytes:
    """The bytes that base64 stands for. Raises NoteError also for a second way to write them."""
    try:
        raw = b64decode(text, validate=True)
    except ValueError:
        raw = b""
    if b64encode(raw).decode() != text:
        raise NoteError(f"{shown(text)} is not base64")
    return raw


def _signature(line: str) -> Signature:
    match = _SIGNATURE.fullmatch(line)
    if match is None:
        raise NoteError(f"{shown(line)} is no line of a signature")
    value = exact_base64(match["value"])
    if len(value) <= ID_BYTES:
        raise NoteError(f"{shown(line)} is no line of a signature")
    return Signature(check_name(match["name"]), value[:ID_BYTES], value[ID_BYTES:])


def _key(text: str) -> bytes:
    raw = exact_base64(text)
    if raw[:1] != ED25519 or len(raw) != 1 + KEY_BYTES:
        raise NoteError("only keys of the kind Ed25519 are read")
    return raw[1:]


def _no_key(text: str) -> str:
    if text.startswith(_SECRET):
        return "this is a signing key, which nobody else may see; give the verifier key"
    return f"{shown(text)} is no verifier key; write it as name+id+key"
