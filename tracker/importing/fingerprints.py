"""What the bytes of an imported file were, so that a receipt can be held to the file later."""

from dataclasses import dataclass
from hashlib import sha256
from typing import BinaryIO

_BLOCK = 1 << 20


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """The bytes of a file as it was given: packed, encoded and faulty as they may be."""

    sha256: str
    """Hexadecimal, in small letters."""
    bytes: int
    """How many."""


def fingerprint_of(stream: BinaryIO) -> Fingerprint:
    """That of a seekable stream, read from its start to its end.

    >>> from io import BytesIO
    >>> fingerprint_of(BytesIO(b"abc")).sha256[:12]
    'ba7816bf8f01'
    """
    stream.seek(0)
    digest, size = sha256(), 0
    while block := stream.read(_BLOCK):
        digest.update(block)
        size += len(block)
    return Fingerprint(digest.hexdigest(), size)
