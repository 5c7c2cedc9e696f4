"""The moments a person gives: --as-of, --known-at, --from and --to made instants, others stamps.

A date means through the end of that day in the incident's zone, a month or a year through
its end; a time without an offset is read there. Words that move with the clock, such as
"now" or "yesterday", are refused: what is shown must not depend on when it was asked.
"""

import re
from typing import TYPE_CHECKING

from tracker.errors import OptionError, StampError, shown
from tracker.model import Snapshot, Stamp, instant, stamp

if TYPE_CHECKING:
    from tracker.importing import DateOrder
    from tracker.ledger import Ledger

_MOVING = re.compile(r"\b(?:now|today|yesterday|tomorrow|tonight|ago|last|next)\b", re.IGNORECASE)


def moment_us(text: str, zone: str, option: str) -> int:
    """The instant a moment means, µs since 1970 UTC; everything up to and including it counts.

    Raises OptionError naming the option for what is not a written date or time.
    """
    if not isinstance(text, str):  # A script's datetime may have no zone, and has no precision.
        told = f"as in {option.removeprefix('--').replace('-', '_')}='2016-07-27T18:00+03:00'"
        raise OptionError(f"{option} takes a text, {told}, and no {type(text).__name__}")
    try:
        return _stamp_of(text.strip(), option).ends_us(zone)
    except StampError as problem:
        from tracker.importing.dates import ORDER_ADVICE  # noqa: PLC0415 - dateutil

        raise OptionError(f"{option}: {str(problem).removesuffix(ORDER_ADVICE)}") from None


def stamp_given(
    text: str | None,
    option: str,
    order: "DateOrder | None" = None,
    *,
    takes_order: bool = True,
) -> Stamp | None:
    """The time that an option gives, as a cell of a file would; None where it is not given.

    takes_order: whether --dayfirst may be advised, since the command has it. Raises OptionError
    naming the option.
    """
    from tracker.importing import read_stamp  # noqa: PLC0415 - dateutil
    from tracker.importing.dates import ORDER_ADVICE  # noqa: PLC0415

    if text is None:
        return None
    try:
        return read_stamp(text, order=order)
    except StampError as problem:
        told = str(problem) if takes_order else str(problem).removesuffix(ORDER_ADVICE)
        raise OptionError(f"{option}: {told}") from None


def snapshot_at(
    ledger: "Ledger", slug: str, as_of: str | None, known_at: str | None, size: int | None = None
) -> Snapshot:
    """What the ledger knew of an incident at the moments asked for; None asks for no limit.

    size: only the first entries, so many; None takes all there are. Raises NotFoundError, with
    near slugs, for an incident the ledger does not know.
    """
    options = ("--as-of", "--known-at")
    return _seen_at(ledger, slug, as_of, known_at, options, size)


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
    limit. `known_at` limits both. Raises OptionError for a pair that goes back in time, since
    nothing could then be called the cause of anything.
    """
    known_axis = ("--known-from", "--known-to") if known_at is None else ("--known-at",) * 2
    size = ledger.head().size  # What is recorded meanwhile changed nothing between the two.
    first, second = zip(("--from", "--to"), known_axis, strict=True)
    before = _seen_at(ledger, slug, start, known_from or known_at, first, size)
    after = _seen_at(ledger, slug, end, known_to or known_at, second, size)
    _refuse_backwards(before.as_of_us, after.as_of_us, ("--from", start), ("--to", end))
    known = ("--known-from", known_from), ("--known-to", known_to)
    _refuse_backwards(before.known_at_us, after.known_at_us, *known)
    return before, after


def _seen_at(
    ledger: "Ledger",
    slug: str,
    as_of: str | None,
    known_at: str | None,
    options: tuple[str, str],
    size: int | None,
) -> Snapshot:
    """The view at two moments, read in the zone that the incident has now.

    options: what gave the moments, as messages name it.
    """
    if as_of is None and known_at is None:
        return ledger.snapshot(slug, size=size)
    zone = ledger.incident(slug, size=size).timezone
    public_us, known_us = (
        None if text is None else moment_us(text, zone, option)
        for text, option in zip((as_of, known_at), options, strict=True)
    )
    return ledger.snapshot(slug, as_of_us=public_us, known_at_us=known_us, size=size)


def _refuse_backwards(
    first_us: int | None,
    second_us: int | None,
    first: tuple[str, str | None],
    second: tuple[str, str | None],
) -> None:
    if first_us is None or second_us is None or first_us <= second_us:
        return
    one, other = (
        f"{option} {text} ({instant(us)})"
        for (option, text), us in ((first, first_us), (second, second_us))
    )
    raise OptionError(f"{one} is after {other}; give the earlier one first")


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
