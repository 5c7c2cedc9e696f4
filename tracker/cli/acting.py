"""One act on claims that are there: what correct, void, retract and dispute share."""

from collections.abc import Callable, Sequence

from tracker.cli.opening import opened
from tracker.cli.output import remark
from tracker.cli.recording import record
from tracker.errors import OptionError
from tracker.figures import PLAIN, Policy
from tracker.model import Snapshot
from tracker.typed.givens import Row
from tracker.typed.targets import Target, claim_named, related, target_in

Check = Callable[[Target], None]
"""Raises what speaks against acting on a claim."""
Build = Callable[[Target], Row]
"""Makes the row to record of the claim that is acted on."""


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

        def rows(snapshot: Snapshot) -> list[Row]:
            targets = [target_in(snapshot, one) for one in named]
            for target in targets:
                _say_followed(target)
                check(target)
            ids = dict.fromkeys(target.row.id for target in targets)
            row = build(targets[0])
            relays = related(row.get("relays", ""), snapshot)
            return [{**row, "target": " ".join(ids), "relays": relays}]

        incident = named[0].incident
        record(
            ledger,
            incident,
            rows,
            dry_run=dry_run,
            as_json=as_json,
            must_be_new=True,
            policy=policy,
        )


def _say_followed(target: Target) -> None:
    if target.row.id != target.named.id:
        was, now = target.named.id[:8], target.row.id[:8]
        remark(f"{was} was corrected; this acts on {now}, which is in its place")
