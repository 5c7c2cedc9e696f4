"""What must hold before rows become part of the ledger for good."""

from collections.abc import Iterable, Mapping

from tracker.errors import ClaimError, UnsoundError, suggestion
from tracker.ledger import statements as sql
from tracker.ledger.columns import ClaimAsRow, id60_of
from tracker.ledger.database import Database, Raw
from tracker.model import Claim, Incident, Source, voice_of
from tracker.model.stamps import LAST_US

SHOWN_DIGITS = 12


def last_moment(seq: int, us: object) -> int:
    """The moment of the last entry, after which the next are recorded. Raises UnsoundError for
    one that is none: none comes after it."""
    if not (isinstance(us, int) and 0 <= us <= LAST_US):
        raise UnsoundError(
            f"entry {seq} has no moment of recording; nothing more is recorded, tracker verify "
            "lists what is wrong"
        )
    return us


def refuse_unguarded(database: Database, connection: Raw) -> None:
    """Raises UnsoundError where what keeps a ledger from changes is not in place."""
    if not database.is_guarded(connection):
        raise UnsoundError(
            f"{database.where}: the triggers that guard it against changes are missing or "
            "altered; nothing is recorded, tracker verify lists what is wrong"
        )


def refuse_nameless(claim: Claim | ClaimAsRow, incidents: set[str], sources: set[str]) -> None:
    """Raises ClaimError for a claim of an incident or by a source that is not recorded."""
    for what, slug, known in (
        ("incident", claim.incident, incidents),
        ("source", claim.source, sources),
    ):
        if slug not in known:
            raise ClaimError(
                f"there is no {what} {slug} to record a claim under"
                f"{suggestion(slug, sorted(known))}; record the {what} first"
            )


def refuse_wrong_revision(value: Incident | Source, newest: str) -> None:
    """Raises ClaimError when a row does not follow the newest of its slug ('' for none)."""
    if value.revises != newest:
        given = value.revises[:SHOWN_DIGITS] or "nothing"
        raise ClaimError(
            f"{value.slug} is to revise {given}, but its newest row is "
            f"{newest[:SHOWN_DIGITS] or 'none'}; look at it again and repeat the change"
        )


def refuse_wrong_links(new: Iterable[Source], sources: Mapping[str, Source]) -> None:
    """Raises ClaimError when a new source leads to one that is not there, or in a circle.

    sources: all that are current, the new ones included.
    """
    for source in new:
        for other in (source.speaks_for, source.merged_into):
            if other and other not in sources:
                raise ClaimError(
                    f"source {source.slug} leads to {other}, which is not recorded"
                    f"{suggestion(other, list(sources))}; record {other} first"
                )
        voice_of(source.slug, sources)


def refuse_wrong_targets(connection: Raw, seq: int, claim: Claim) -> None:
    """Raises ClaimError when what a claim acts on or relays is no earlier claim of its incident."""
    for verb, other in (
        *((claim.act.value, target) for target in claim.targets),
        *((("relay", claim.relays),) if claim.relays else ()),
    ):
        found = _incident_of_claim(connection, other, seq)
        if found is None:
            raise ClaimError(f"there is no claim {other[:SHOWN_DIGITS]} to {verb}; check its id")
        if found != claim.incident:
            raise ClaimError(
                f"claim {other[:SHOWN_DIGITS]} belongs to {found}, so nothing of "
                f"{claim.incident} can {verb} it"
            )


def refuse_any_twins(connection: Raw) -> None:
    """Raises ClaimError when any claim is recorded twice."""
    if connection.execute(sql.ANY_TWINS).fetchone() is not None:
        refuse_twins(connection, 1)


def refuse_twins(connection: Raw, first_seq: int) -> None:
    """Raises ClaimError when a claim from `first_seq` on is already recorded."""
    for seq, earlier in connection.execute(sql.TWINS, (first_seq,)).fetchall():
        digests = [connection.execute(sql.DIGEST, (one,)).fetchone() for one in (seq, earlier)]
        if digests[0] == digests[1]:
            claim_id = digests[0][0].hex()[:SHOWN_DIGITS]
            raise ClaimError(f"claim {claim_id} is already recorded, as entry {earlier}")


def _incident_of_claim(connection: Raw, claim_id: str, before_seq: int) -> str | None:
    try:
        digest = bytes.fromhex(claim_id)
    except ValueError:
        return None
    for found, seq, incident in connection.execute(sql.DIGESTS_BY_ID60, (id60_of(digest),)):
        if found == digest and seq < before_seq:
            slug: str = incident
            return slug
    return None
