"""The kinds of finding, and what a finding is."""

from dataclasses import dataclass
from enum import StrEnum

from tracker.model.claim import Count


class FindingKind(StrEnum):
    """The kinds of finding there are, in the order in which they are shown: first those that
    most often mean that a figure is wrong or should not be used."""

    WITHDRAWN_WITHOUT_REPLACEMENT = "withdrawn_without_replacement"
    DISPUTED = "disputed"
    ORPHANED = "orphaned"
    FUTURE_DATE = "future_date"
    UNIT_CONFUSION = "unit_confusion"
    TRANSPOSED_DIGITS = "transposed_digits"
    OUTLIER = "outlier"
    WIDE_SPREAD = "wide_spread"
    DEFINITION_CHANGE = "definition_change"
    PARTS_EXCEED_WHOLE = "parts_exceed_whole"
    PARTS_DO_NOT_SUM = "parts_do_not_sum"
    LOWER_BOUND_FROM_PARTS = "lower_bound_from_parts"
    SIDE_BY_SIDE = "side_by_side"
    DECREASE_UNEXPLAINED = "decrease_unexplained"
    ORDER_UNCERTAIN = "order_uncertain"
    PUBLISHED_BEFORE_ASSERTED = "published_before_asserted"
    PARTY_CLAIM = "party_claim"
    STALE_REPEAT = "stale_repeat"
    SINGLE_VOICE = "single_voice"


@dataclass(frozen=True, slots=True)
class Finding:
    """Something to look at, with the claims it is about."""

    kind: FindingKind
    count: Count
    message: str
    """What was found, in a sentence that names voices, numbers and days."""
    claims: tuple[str, ...]
    """Ids, the one to look at first first."""
