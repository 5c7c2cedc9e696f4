"""The same ref with other content: restated, corrected, or refused."""

from collections.abc import Sequence, Set
from dataclasses import replace

from tracker.importing.book import Version
from tracker.importing.faults import RowError
from tracker.ledger import seal
from tracker.model import Act, Claim, stamp

REASON = "the same ref came with other content"


def revision(
    claim: Claim, versions: Sequence[Version], digests: Set[bytes], zone: str, used_in: str
) -> Claim | None:
    """The claim to record for a row whose ref is known; None where that was done before.

    A later publication restates and is recorded as it is; anything else is our correction,
    of the version with the same publication if there is one, else of the newest.
    versions: rows under the ref, oldest first. used_in: where this call has used the ref for
    other content; '' where it has not. Raises RowError for what cannot be a revision.
    """
    stated = [version for version in versions if version.states_figure]
    if claim.act is not Act.ASSERT:
        _refuse_act(claim, versions)
        return claim
    if not stated:
        problem = f"the ref already names a {versions[-1].act}; give this claim a ref of its own"
        raise RowError("ref", claim.ref, problem)
    if any(seal(correction(claim, known)).digest in digests for known in stated):
        return None
    newest = stated[-1]
    _refuse_other(claim, newest)
    if _is_later(claim, newest, zone):
        return claim
    if used_in:
        problem = f"the ref is used twice with different content, first in {used_in}"
        raise RowError("ref", claim.ref, problem)
    published = claim.published_at.text if claim.published_at else ""
    same = [version for version in stated if version.published == published]
    return correction(claim, same[-1] if same else newest)


def correction(claim: Claim, target: Version) -> Claim:
    """The row as our correction of an earlier version."""
    return replace(
        claim,
        act=Act.CORRECT,
        targets=(target.digest.hex(),),
        reason=claim.reason or REASON,
    )


def _refuse_other(claim: Claim, known: Version) -> None:
    if claim.source != known.source:
        problem = (
            f"the ref is recorded with source {known.source}, here it has {claim.source}; "
            "give it a ref of its own, or correct the claim by its id"
        )
        raise RowError("ref", claim.ref, problem)
    if claim.count != known.counted:
        problem = (
            f"the ref is recorded as {known.counted}, here it is {claim.count}; "
            "give it a ref of its own, or correct the claim by its id"
        )
        raise RowError("ref", claim.ref, problem)


def _refuse_act(claim: Claim, versions: Sequence[Version]) -> None:
    """Raises RowError for an act with a known ref, unless it is the ref of what it is about."""
    if claim.act is Act.CORRECT:
        return
    if not versions[-1].states_figure:
        problem = (
            f"the ref already names a {versions[-1].act} with other content; "
            "an act is not revised: void it and record it again under another ref"
        )
        raise RowError("ref", claim.ref, problem)
    if not any(version.digest.hex() in claim.targets for version in versions):
        problem = f"the ref already names a claim; give this {claim.act} a ref of its own"
        raise RowError("ref", claim.ref, problem)


def _is_later(claim: Claim, known: Version, zone: str) -> bool:
    """Whether the claim was published strictly later; False where either does not say."""
    if claim.published_at is None or not known.published:
        return False
    return claim.published_at.ends_us(zone) > stamp(known.published).ends_us(zone)
