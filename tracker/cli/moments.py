"""The moments a person asks for: --as-of, --known-at, --from and --to, made instants.

A date means through the end of that day in the incident's zone, a month or a year through
its end; a time without an offset is read there. Words that move with the clock, such as
"now" or "yesterday", are refused: what is shown must not depend on when it was asked.
"""

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from tracker.errors import OptionError, StampError, shown
from tracker.model import Snapshot, Stamp, stamp

if TYPE_CHECKING:
    from tracker.ledger import Ledger

_MOVING = re.compile(r"\b(?:now|today|yesterday|tomorrow|tonight|ago|last|next)\b", re.IGNORECASE)


def moment_us(text: str, zone: str, option: str) -> int:
    """The instant a moment means, µs since 1970 UTC; everything up to and including it counts.

    Raises OptionError naming the option for a text that is not a written date or time.
    """
    try:
        return _stamp_of(text.strip(), option).ends_us(zone)
    except StampError as problem:
        raise OptionError(f"{option}: {problem}") from None


def snapshot_at(ledger: "Ledger", slug: str, as_of: str | None, known_at: str | None) -> Snapshot:
    """What the ledger knew of an incident at the moments asked for; None asks for no limit.

    Raises NotFoundError, with near slugs, for an incident the ledger does not know.
    """
    snapshot = ledger.snapshot(slug)
    zone = snapshot.incident.timezone
    as_of_us = None if as_of is None else moment_us(as_of, zone, "--as-of")
    if known_at is None:
        return replace(snapshot, as_of_us=as_of_us)
    known_at_us = moment_us(known_at, zone, "--known-at")
    return ledger.snapshot(slug, as_of_us=as_of_us, known_at_us=known_at_us)


def snapshots_between(
    ledger: "Ledger",
    slug: str,
    *,
    start: str | None,
    end: str | None,
    known_from: str | None,
    known_to: str | None,
    known_at: str | None,
) -> tuple[Snapshot, Snapshot]:
    """What is to be compared: the views at the first moments and at the second.

    `start`, `end`: public by then; `known_from`, `known_to`: recorded by then; None asks for no
    limit. `known_at` limits both. Raises OptionError where one pair goes forward in time and
    the other back, since nothing could then be called the cause of anything.
    """
    known_axis = ("--known-from", "--known-to") if known_at is None else ("--known-at",) * 2
    before = _limited(ledger, slug, start, "--from", known_from or known_at, known_axis[0])
    after = _limited(ledger, slug, end, "--to", known_to or known_at, known_axis[1])
    public = (after.as_of_us or 0) - (before.as_of_us or 0)
    known = after.size - before.size
    if (public > 0 > known) or (public < 0 < known):
        raise OptionError(
            "--from and --to go one way in time, --known-from and --known-to the other; "
            "compare one pair at a time"
        )
    return before, after


def _limited(
    ledger: "Ledger", slug: str, as_of: str | None, public: str, known_at: str | None, known: str
) -> Snapshot:
    snapshot = snapshot_at(ledger, slug, None, None)
    zone = snapshot.incident.timezone
    if known_at is not None:
        snapshot = ledger.snapshot(slug, known_at_us=moment_us(known_at, zone, known))
    if as_of is None:
        return snapshot
    return replace(snapshot, as_of_us=moment_us(as_of, zone, public))


def _stamp_of(text: str, option: str) -> Stamp:
    try:
        return stamp(text)
    except StampError:
        if _MOVING.search(text) or not re.search(r"\d", text):
            raise OptionError(
                f"{option} takes a written date or time such as 2016-07-27 or "
                f"2016-07-27T18:00+03:00, not {shown(text)}; leave it out to have everything"
            ) from None
    from tracker.importing import read_stamp  # noqa: PLC0415 - dateutil, for other writings only

    return read_stamp(text)
