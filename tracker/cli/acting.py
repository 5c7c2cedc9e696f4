"""One act on claims that are there: what correct, void, retract and dispute share."""

from collections.abc import Sequence

from tracker.cli.opening import opened
from tracker.cli.output import remark
from tracker.cli.recording import record
from tracker.errors import OptionError
from tracker.figures import PLAIN, Policy
from tracker.typed.acts import Build, Check, act_rows
from tracker.typed.targets import claim_named


def record_act(
    names: Sequence[str],
    check: Check,
    build: Build,
    *,
    dry_run: bool,
    as_json: bool,
    policy: Policy = PLAIN,
) -> None:
    """Find the claims, check each, make the row of the first and record it.

    Raises NotFoundError for a name that no claim has, and whatever `check` raises.
    """
    with opened() as ledger:
        named = [claim_named(ledger, name) for name in names]
        if len({one.incident for one in named}) > 1:
            raise OptionError("these claims are about several incidents; act on one at a time")
        record(
            ledger,
            named[0].incident,
            act_rows(named, check, build, remark),
            dry_run=dry_run,
            as_json=as_json,
            must_be_new=True,
            policy=policy,
        )
