"""A value with the canonical bytes and the hash under which the ledger keeps it.

The bytes are RFC 8785 within our profile: text, whole numbers up to 2**53 - 1 and lists of
text, under ASCII keys. There `orjson` with sorted keys writes them exactly.
"""

from collections.abc import Mapping
from hashlib import sha256
from typing import Any, NamedTuple, TypeAlias

import orjson

from tracker.errors import ClaimError
from tracker.ledger.columns import ClaimAsRow
from tracker.model import Claim, Incident, RecordedClaim, Source
from tracker.model.content import claim_content, incident_content, source_content

Value: TypeAlias = Incident | Source | Claim
MOST_WHOLE = 2**53 - 1
"""The largest number that every reader of JSON reads exactly."""
_CANONICAL = orjson.OPT_SORT_KEYS | orjson.OPT_STRICT_INTEGER
_BACKSLASH = ord("\\")
_ESCAPED_NUL = b"\\u0000"


class Sealed(NamedTuple):
    """A value as the ledger keeps it. Make one with `seal`."""

    value: Value | ClaimAsRow
    content: bytes
    """Canonical JSON of all that was given."""
    digest: bytes
    """SHA-256 of the content, 32 bytes."""

    @property
    def id(self) -> str:
        """The digest, 64 hexadecimal digits."""
        return self.digest.hex()


def seal(value: Value) -> Sealed:
    """The value with its canonical bytes and hash.

    Raises ClaimError for what no ledger can keep exactly: half a character (a lone
    surrogate), the character NUL, a number above 2**53 - 1.
    """
    content = canonical(_content(value))
    return Sealed(value, content, sha256(content).digest())


def canonical(content: Mapping[str, Any]) -> bytes:
    """The bytes that are hashed. Raises ClaimError as `seal` does."""
    try:
        raw = orjson.dumps(content, option=_CANONICAL)
    except (orjson.JSONEncodeError, TypeError) as problem:
        _refuse(content)
        raise ClaimError(f"this cannot be kept exactly: {problem}") from problem
    if _BACKSLASH in raw and _ESCAPED_NUL in raw:
        _refuse(content)
    return raw


def kind_of(value: Value) -> str:
    """What an entry that holds the value is called: incident, source or claim."""
    if isinstance(value, Claim):
        return "claim"
    return "source" if isinstance(value, Source) else "incident"


def _content(value: Value) -> Mapping[str, Any]:
    if type(value) is Claim or type(value) is RecordedClaim:
        return claim_content(value)
    if isinstance(value, Incident):
        return incident_content(value)
    if isinstance(value, Source):
        return source_content(value)
    raise TypeError(f"the ledger keeps no {type(value).__name__}")


def _refuse(content: Mapping[str, Any]) -> None:
    """Raises ClaimError naming the first field that cannot be kept, if there is one."""
    for field, value in content.items():
        for one in value if isinstance(value, list) else (value,):
            if isinstance(one, int) and abs(one) > MOST_WHOLE:
                raise ClaimError(f"{field} is {one}, and no number above {MOST_WHOLE} is kept")
            if isinstance(one, str):
                _refuse_text(field, one)


def _refuse_text(field: str, text: str) -> None:
    if "\0" in text:
        raise ClaimError(f"{field} contains the character NUL; take it out")
    try:
        text.encode()
    except UnicodeEncodeError:
        raise ClaimError(
            f"{field} contains half a character (a lone surrogate); read the file again "
            "with the encoding it was written in"
        ) from None
