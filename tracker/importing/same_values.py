"""Whether two claims give the same value, whatever else differs."""

from tracker.model import Claim, is_same_moment


def is_same_value(one: Claim, other: Claim) -> bool:
    """Whether two claims say the same: source, count, mode, figure and the moment it speaks for.

    Wording, link, outlet and note may differ: "44" and "forty-four" are one value, and so may the
    way a time is written.
    """
    return (
        one.figure == other.figure
        and is_same_moment(one.asserted_at, other.asserted_at)
        and one.source == other.source
        and one.count == other.count
        and one.mode is other.mode
        and (one.figure.is_bounded or one.figure.wording == other.figure.wording)
    )
