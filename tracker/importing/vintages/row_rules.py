"""What a row of a version may say."""

from collections.abc import Mapping

from tracker.importing.drafts import Draft
from tracker.importing.faults import RowError
from tracker.importing.vintages.version import Version
from tracker.model import Act, Claim


def claim_of(given: Claim | Draft) -> Claim:
    """The claim of a row. Raises RowError for an act and for a row without a ref."""
    if isinstance(given, Draft) or given.act is not Act.ASSERT:
        fields: Mapping[str, object] = given.fields if isinstance(given, Draft) else {}
        if isinstance(given, Draft) and given.relays:
            raise RowError("relays", given.relays, f"what passes another claim on {_PLAINLY}")
        act = fields.get("act", Act.ASSERT)
        raise RowError("act", str(act), f"a {act} {_PLAINLY}")
    if not given.ref:
        problem = "a row of a version needs a ref: by it the next version is compared with it"
        raise RowError("ref", "", problem)
    return given


_PLAINLY = "is no value of a file; import it by itself, without --vintages or --git"


def refuse_later(claim: Claim, version: Version, zone: str) -> None:
    """Raises RowError for a row that was published after the version that has it."""
    own = claim.published_at
    if own is not None and own.ends_us(zone) > version.published_at.ends_us(zone):
        problem = (
            f"the row says it was published {own.text}, after the version that has it "
            f"({version.published_at.text})"
        )
        raise RowError("published_at", own.text, problem)
