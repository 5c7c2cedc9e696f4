"""Claims named by the first digits of their id, as git names commits."""

import re

from tracker.errors import NotFoundError, OptionError
from tracker.ledger import statements as sql
from tracker.ledger.claim_reader import ClaimReader
from tracker.ledger.view import View, claims_of
from tracker.model import RecordedClaim

FEWEST_DIGITS = 4
_ID = re.compile(r"[0-9a-f]{1,64}")
_INDEXED_DIGITS = 15
_SHOWN_DIGITS = 12
_MOST_SHOWN = 5


def claim_named(view: View, prefix: str) -> RecordedClaim:
    """The one claim whose id begins so.

    Raises NotFoundError when there is none, OptionError when there are several (naming them)
    or there are fewer than four digits.
    """
    digits = prefix.strip().lower()
    if not _ID.fullmatch(digits):
        advice = "a claim is named by the first digits of its id, as tracker claims lists it"
        raise NotFoundError("claim", prefix, advice=advice)
    if len(digits) < FEWEST_DIGITS:
        raise OptionError(f"{digits} is too short to name a claim; give {FEWEST_DIGITS} digits")
    claims = {claim.id: claim for claim in _claims_beginning(view, digits)}
    if not claims:
        raise NotFoundError("claim", prefix, advice="tracker claims INCIDENT lists the ids")
    if len(claims) > 1:
        raise OptionError(_ambiguous(digits, list(claims.values())))
    return next(iter(claims.values()))


def claims_of_ref(view: View, ref: str) -> tuple[RecordedClaim, ...]:
    """All claims that bear just this ref, of every incident, in order of entry."""
    rows = view.connection.execute(sql.CLAIMS_BY_REF, (ref, view.size)).fetchall()
    return tuple(claims_of(rows, ClaimReader()))


def _claims_beginning(view: View, digits: str) -> list[RecordedClaim]:
    indexed = digits[:_INDEXED_DIGITS]
    first = int(indexed.ljust(_INDEXED_DIGITS, "0"), 16)
    last = int(indexed.ljust(_INDEXED_DIGITS, "f"), 16)
    rows = view.connection.execute(sql.CLAIMS_BY_ID60, (first, last, view.size)).fetchall()
    found = claims_of(rows, ClaimReader())
    return [claim for claim in found if claim.id.startswith(digits)]


def _ambiguous(digits: str, claims: list[RecordedClaim]) -> str:
    named = [
        f"{claim.id[:_SHOWN_DIGITS]} ({claim.incident}, {claim.source}, {claim.metric})"
        for claim in claims[:_MOST_SHOWN]
    ]
    more = f" and {len(claims) - _MOST_SHOWN} more" if len(claims) > _MOST_SHOWN else ""
    return f"{digits} names {len(claims)} claims: {', '.join(named)}{more}; give more digits"
