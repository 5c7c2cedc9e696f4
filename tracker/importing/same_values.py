"""Whether two claims give the same value, whatever else differs."""

from tracker.model import Claim, Stamp


def is_same_value(one: Claim, other: Claim) -> bool:
    """Whether two claims say the same: source, count, mode, figure and the moment it speaks for.

    Wording, link, outlet and note may differ: "44" and "forty-four" are one value.
    """
    return (
        one.figure == other.figure
        and _moment(one.asserted_at) == _moment(other.asserted_at)
        and one.source == other.source
        and one.count == other.count
        and one.mode is other.mode
        and (one.figure.is_bounded or one.figure.wording == other.figure.wording)
    )


def _moment(known: Stamp | None) -> str:
    return "" if known is None else known.text
