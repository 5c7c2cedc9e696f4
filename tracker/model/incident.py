"""One event with victims."""

import re
from dataclasses import dataclass

from tracker.errors import ClaimError
from tracker.model.stamps import Stamp, zone_named

_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*", re.ASCII)
LONGEST_SLUG = 120
_DEGREES = re.compile(r"-?\d{1,3}(?:\.\d{1,9})?", re.ASCII)


def check_slug(slug: str, what: str) -> None:
    """Raises ClaimError unless the text is a slug: small letters, digits, single hyphens."""
    if len(slug) > LONGEST_SLUG or not _SLUG.fullmatch(slug):
        raise ClaimError(
            f"{slug[:LONGEST_SLUG]!r} is not a short name for {what}; write small letters, "
            "digits and single hyphens, as in qamishli-2016"
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Incident:
    """One event with victims, as far as it is known at one entry of the ledger.

    Text that is not known is ''. Raises ClaimError when it makes no sense.
    """

    slug: str
    """Its short name, never changed: `qamishli-2016`."""
    title: str = ""
    """What people call it; the slug stands in where it is ''."""
    occurred_at: Stamp | None = None
    """When it happened; None where nobody has said."""
    timezone: str = "UTC"
    """IANA zone in which times without an offset and dates are read."""
    place: str = ""
    admin1: str = ""
    """Province or state."""
    country: str = ""
    """ISO 3166 three-letter code, or a name."""
    latitude: str = ""
    """Degrees north as a decimal text, kept exactly as given."""
    longitude: str = ""
    """Degrees east as a decimal text, kept exactly as given."""
    perpetrator: str = ""
    """Suspected perpetrator, in the same party slugs as a source's affiliation."""
    summary: str = ""
    revises: str = ""
    """Id of the entry that this one replaces for the slug; '' for the first."""

    def __post_init__(self) -> None:
        check_slug(self.slug, "an incident")
        zone_named(self.timezone)
        if self.perpetrator:
            check_slug(self.perpetrator, "a perpetrator")
        _check_degrees("latitude", self.latitude, 90)
        _check_degrees("longitude", self.longitude, 180)


def _check_degrees(field: str, text: str, most: int) -> None:
    if text and not (_DEGREES.fullmatch(text) and abs(float(text)) <= most):
        raise ClaimError(f"{field} {text!r} is not a number of degrees from -{most} to {most}")
