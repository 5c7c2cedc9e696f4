"""What a row points at: targets and relays, by ref or id, within the incident."""

import re
from itertools import islice, product
from typing import Any

from tracker.errors import shown
from tracker.figures import Figure
from tracker.importing.book import Book
from tracker.importing.drafts import Draft
from tracker.importing.faults import RowError
from tracker.importing.shelf import Shelf
from tracker.model import Act, Claim, Metric, RecordedClaim, Snapshot

SHORTEST_ID = 8
"""Fewest digits of an id's beginning that may stand for it in a file."""
_HEX = re.compile(r"[0-9a-f]{8,64}", re.ASCII)
_MOST_READINGS = 64
"""Ways to read refs that several rows bear; more are not tried."""


class NotYetError(RowError):
    """Something that is not there yet: tried again when everything else is recorded."""


def readings(draft: Draft, shelf: Shelf, book: Book) -> list[Claim]:
    """The claims that the draft may be, as refs may name several rows; the likeliest first.

    Raises NotYetError for a target that is not recorded, RowError for one that cannot be meant.
    """
    targets = [_found(word, "target", shelf) for word in _words(draft.target, shelf)]
    relayed = _found(draft.relays, "relays", shelf) if draft.relays else [b""]
    claims = []
    for *acted_on, passed_on in islice(product(*targets, relayed), _MOST_READINGS):
        found: dict[str, Any] = {"targets": tuple(digest.hex() for digest in acted_on)}
        found["relays"] = passed_on.hex()
        if draft.target:
            found |= _taken_from_target(draft, acted_on[0].hex(), book)
        claims.append(draft.claim(**found))
    return claims


def refuse_wrong_target(claim: Claim, shelf: Shelf, book: Book, *, is_implied: bool) -> None:
    """Raises RowError for a correction of a row that states no figure, or that is voided.

    is_implied: it is a correction only because its ref was known.
    """
    if claim.act is not Act.CORRECT:
        return
    if claim.targets[0] in book.voided(claim.incident):
        problem = (
            f"what it would correct, {claim.targets[0][:SHORTEST_ID]}, is voided, so the "
            "correction would be too; void that void first"
        )
        if is_implied:
            raise RowError("ref", claim.ref, f"{problem}, or give this row a ref of its own")
        raise RowError("target", claim.targets[0][:SHORTEST_ID], problem)
    digest = bytes.fromhex(claim.targets[0])
    act = shelf.acts.get(digest)
    if act is None and shelf.had_rows:
        target = book.claim(claim.incident, claim.targets[0])
        act = target.act if target else None
    if act is not None and act is not Act.CORRECT and act is not Act.ASSERT:
        problem = f"a {act} cannot be corrected; void it and record it again"
        raise RowError("target", claim.targets[0][:12], problem)


def standing_for(snapshot: Snapshot, claim: Claim) -> RecordedClaim | None:
    """What a retraction without a target ends: a claim of its voice and count; None if none."""
    from tracker.reconcile import standing_before  # noqa: PLC0415  few imports retract so

    return standing_before(snapshot, claim)


def differs_from(claim: Claim, ended: RecordedClaim) -> str:
    """What to say where a retraction describes another figure than it ends; '' where it fits.

    One number in common fits: "40" describes "at least 40", "50" describes "40 to 50".
    """
    described, meant = claim.figure, ended.figure
    numbers = {described.low, described.high} & {meant.low, meant.high} - {None}
    if numbers or not described.is_bounded:
        return ""
    return (
        f"the retraction gives {_said(described)}, but what it withdraws is {_said(meant)} "
        f"({ended.ref or ended.id[:SHORTEST_ID]}); if another claim is meant, name it as the target"
    )


def _said(figure: Figure) -> str:
    return shown(figure.wording or str(figure.value))


def _words(text: str, shelf: Shelf) -> list[str]:
    """The refs and ids in a target cell; a ref may hold blanks if it stands alone or by `;`."""
    words = []
    for part in (part.strip() for part in text.split(";")):
        words += [part] if shelf.has_ref(part) else part.split()
    return words


def _found(word: str, column: str, shelf: Shelf) -> list[bytes]:
    """Digests of the rows that a ref or an id names, newest first."""
    versions = shelf.versions(word)
    if versions:
        return [version.digest for version in reversed(versions)]
    digests = _by_id(word.lower(), shelf)
    if len(digests) > 1:
        raise RowError(column, word, f"{word} begins {len(digests)} ids; write more of it")
    if not digests:
        problem = f"{word[:80]!r} is no ref or id of a claim of this incident"
        wide = [ref for metric in Metric if shelf.has_ref(ref := f"{word}/{metric}")]
        if wide:
            problem += f"; did you mean {' or '.join(wide)}?"
        raise NotYetError(column, word, problem)
    return digests


def _by_id(word: str, shelf: Shelf) -> list[bytes]:
    if not _HEX.fullmatch(word):
        return []
    if len(word) == 64:
        digest = bytes.fromhex(word)
        return [digest] if digest in shelf.digests else []
    return [digest for digest in shelf.digests if digest.hex().startswith(word)]


def _taken_from_target(draft: Draft, target_id: str, book: Book) -> dict[str, Any]:
    """Source and count that the row leaves to its target. A row that gives its metric gives
    its whole count, so that a blank scope means the whole incident."""
    if "metric" in draft.fields and "source" in draft.fields:
        return {}
    target = book.claim(draft.incident, target_id)
    if target is None:
        raise NotYetError("target", target_id[:12], "the target is not recorded")
    fields = ["source"] if "metric" in draft.fields else _COUNTED
    return {field: getattr(target, field) for field in fields if field not in draft.fields}


_COUNTED = ["source", "metric", "population", "scope", "mode"]


def withdrawn_otherwise(claim: Claim, snapshot: Snapshot | None) -> str:
    """What to say where a retraction without a target describes another figure than it ends; ''
    where there is nothing to say. Raises NotYetError for one that has nothing to end.

    snapshot: what is recorded of the incident; None where nothing is.
    """
    ended = standing_for(snapshot, claim) if snapshot else None
    if ended is None:
        problem = (
            f"nothing of source {claim.source} stands for {claim.count}, "
            "so there is nothing to withdraw; name a target"
        )
        raise NotYetError("target", "", problem)
    return differs_from(claim, ended)
