"""The same ref with other content: restated, corrected, or refused."""

from collections.abc import Callable, Sequence, Set
from dataclasses import replace

from tracker.importing.faults import RowError
from tracker.importing.same_values import is_same_value
from tracker.importing.shelf import Version
from tracker.ledger import seal
from tracker.model import Act, Claim, stamp

REASON = "the same ref came with other content"
_WAYS = "import the file's versions together by --vintages, or put a slip right by tracker correct"


class RefTwiceError(RowError):
    """A ref that the same call has used for other content. In a call of its own the row would
    pass for a correction of ours."""

    def __init__(self, ref: str, used_in: str) -> None:
        problem = (
            f"the ref is used twice with different content, first in {used_in}; give one of the "
            "two a ref of its own, or, of an export, import its jsonl, which keeps both"
        )
        super().__init__("ref", ref, problem)


def revision(
    claim: Claim,
    versions: Sequence[Version],
    digests: Set[bytes],
    zone: str,
    used_in: str,
    whole: Callable[[str], Claim | None],
) -> Claim | None:
    """The claim to record for a row whose ref is known; None where that was done before.

    A later publication than any under the ref restates and is recorded as it is; anything else
    is our correction, of the version with the same publication if there is one, else of the
    newest.
    versions: rows under the ref, oldest first. used_in: where this call has used the ref for
    other content; '' where it has not. whole: the claim with an id. Raises RowError for what
    cannot be a revision.
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
    newest = _newest(stated, zone, whole)
    _refuse_other(claim, newest)
    if _is_later(claim, newest, zone):
        return claim
    if used_in:
        raise RefTwiceError(claim.ref, used_in)
    _refuse_undated(claim, stated)
    published = claim.published_at.text if claim.published_at else ""
    same = [version for version in stated if version.published == published]
    target = same[-1] if same else newest
    _refuse_late(claim, target, newest, zone, whole)
    _refuse_overtaken(claim, target, stated, zone, whole)
    return correction(claim, target)


def _newest(stated: Sequence[Version], zone: str, whole: Callable[[str], Claim | None]) -> Version:
    """The version published last, corrected ones left out: that an early version was corrected
    after a later one was recorded makes the correction no later word of the source."""
    newest = stated[-1]
    if not any(is_published_after(one.published, newest.published, zone) for one in stated):
        return newest
    corrected = _corrected(stated, whole)
    for version in reversed(stated):
        is_later = is_published_after(version.published, newest.published, zone)
        if is_later and version.digest.hex() not in corrected:
            newest = version
    return newest


def _corrected(stated: Sequence[Version], whole: Callable[[str], Claim | None]) -> set[str]:
    """Ids of the versions that others under the ref correct."""
    corrections = (whole(one.digest.hex()) for one in stated if one.act is Act.CORRECT)
    return {target for one in corrections if one is not None for target in one.targets}


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


def _refuse_undated(claim: Claim, stated: Sequence[Version]) -> None:
    """Raises RowError for a row without a publication under a ref that has one: which of the
    words it is, nobody can tell, and as a correction it would be known before it was said."""
    dated = [version for version in stated if version.published]
    if claim.published_at is None and dated:
        last = dated[-1]
        problem = (
            f"the ref is known as published {last.published} ({last.digest.hex()[:8]}), and this "
            f"row gives no publication; give published_at or --published-at, {_WAYS}"
        )
        raise RowError("published_at", "", problem)


def _refuse_late(
    claim: Claim, target: Version, newest: Version, zone: str, whole: Callable[[str], Claim | None]
) -> None:
    """Raises RowError for what a file said otherwise at another time: another value published
    before the newest, and the newest value under the publication of one before it. Neither is a
    slip of ours, and as a correction it would undo, or antedate, what was said later."""
    is_antedated = target is not newest
    if not (is_antedated or _is_earlier(claim, newest, zone)):
        return
    known = whole(newest.digest.hex())
    if (known is not None and is_same_value(claim, known)) is is_antedated:
        problem = (
            f"the ref has a later word, published {newest.published} "
            f"({newest.digest.hex()[:8]}){', of this very value' if is_antedated else ''}; {_WAYS}"
        )
        written = claim.published_at.text if claim.published_at else ""
        raise RowError("published_at", written, problem)


def _refuse_overtaken(
    claim: Claim,
    target: Version,
    stated: Sequence[Version],
    zone: str,
    whole: Callable[[str], Claim | None],
) -> None:
    """Raises RowError for a correction that would put the newest word back before another, which
    would then stand in its place: a file that said 10, then 20, then 10 is no slip of ours."""
    published = claim.published_at.text if claim.published_at else ""
    if not is_published_after(target.published, published, zone):
        return
    after = [one for one in stated if is_published_after(one.published, published, zone)]
    others = [one for one in after if one is not target]
    if others:
        corrected = _corrected(stated, whole)
        others = [one for one in others if one.digest.hex() not in corrected]
    if others:
        problem = (
            f"as a correction of {target.digest.hex()[:8]}, published {target.published}, this "
            f"would leave an older word of the ref in its place, published {others[-1].published} "
            f"({others[-1].digest.hex()[:8]}); {_WAYS}"
        )
        raise RowError("published_at", published, problem)


def _is_earlier(claim: Claim, known: Version, zone: str) -> bool:
    """Whether the claim was published before all of the known one's hour, day or month, also as
    written: another offset of one hour is no other hour. False where either does not say."""
    if claim.published_at is None or not known.published:
        return False
    later = stamp(known.published)
    is_before = claim.published_at.ends_us(zone) <= later.begins_us(zone)
    return is_before and claim.published_at.local_us < later.local_us


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
    published = claim.published_at.text if claim.published_at else ""
    return is_published_after(published, known.published, zone)


def is_published_after(one: str, other: str, zone: str) -> bool:
    """Whether one publication ends later than another, as written; False where one is ''."""
    return bool(one and other) and stamp(one).ends_us(zone) > stamp(other).ends_us(zone)
