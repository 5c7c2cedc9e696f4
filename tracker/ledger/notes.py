"""Signed notes as C2SP describes them (c2sp.org/signed-note): a text, and who signed it.

    text, ending in a line feed
    (an empty line)
    — name base64(key id ‖ signature)

Reading is strict: one text has one way of being written, so no changed bit goes unseen.
Signatures by keys that nobody here knows are kept and ignored.
"""

import re
from base64 import b64decode, b64encode
from dataclasses import dataclass

from tracker.errors import NoteError, shown

ID_BYTES = 4
LARGEST_NOTE = 1_000_000
"""Bytes above which nothing is read; a note of ours has about 200."""
MOST_SIGNATURES = 100
LONGEST_NEW_NAME = 200
"""Characters that a name of ours may have; names of others are read whatever their length."""
_UNSEEN = re.compile("[\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\ufe00-\ufe0f\uffa0]")
"""Letters and marks that count as printable and look like nothing."""
_SIGNATURE = re.compile(r"— (?P<name>[^ ]+) (?P<value>[A-Za-z0-9+/=]+)")


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


def check_name(name: str) -> str:
    """The name. Raises NoteError for one that no key can have."""
    if not name or any(one.isspace() or one == "+" or one < " " for one in name):
        raise NoteError(f"{shown(name)} names no log; write a name without blanks and plus signs")
    return name


def check_new_name(name: str) -> str:
    """The name. Raises NoteError for one that nobody should begin to sign by: besides what no
    key can have also what cannot be seen, turns the text around it, or is very long."""
    check_name(name)
    if len(name) > LONGEST_NEW_NAME:
        raise NoteError(f"a name has at most {LONGEST_NEW_NAME} characters, this has {len(name):,}")
    unseen = next((one for one in name if not one.isprintable() or _UNSEEN.match(one)), None)
    if unseen is not None:
        raise NoteError(
            f"{name!a} holds U+{ord(unseen):04X}, which cannot be seen; write a name of "
            "visible characters"
        )
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
