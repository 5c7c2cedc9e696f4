"""Seven methods as docs/methods.md defines them, written down once more, slow and plain."""

from collections import Counter
from typing import NamedTuple

from tests.reconcile.by_the_page import ByThePage, value
from tracker.figures import ACLED, Qualifier, read_figure
from tracker.model import Kind, RecordedClaim, Reliability
from tracker.model.stamps import DAY_US

Figures = tuple[int | None, int | None, int | None]
NOTHING: Figures = (None, None, None)
TIERS = [Reliability(letter) for letter in "ABCF"]
KINDS = (
    *(Kind.JUDICIARY, Kind.CORONER, Kind.HEALTH_AUTHORITY, Kind.HOSPITAL, Kind.CIVIL_DEFENCE),
    *(Kind.GOVERNMENT, Kind.POLICE, Kind.MONITOR, Kind.UN_AGENCY, Kind.NGO, Kind.NEWS_AGENCY),
    *(Kind.MEDIA, Kind.LOCAL_OFFICIAL, Kind.SECURITY_FORCE, Kind.MILITARY, Kind.INTELLIGENCE),
    *(Kind.STATE_MEDIA, Kind.EYEWITNESS, Kind.REFERENCE, Kind.SOCIAL_MEDIA, Kind.UNKNOWN),
    *(Kind.ARMED_GROUP, Kind.ARMED_GROUP_MEDIA),
)


class One(NamedTuple):
    """A standing claim with a number, and what the page asks of it."""

    claim: RecordedClaim
    number: int
    said: int
    kind: Kind
    reliability: Reliability
    is_party: bool
    is_questionable: bool

    @property
    def figures(self) -> Figures:
        return self.claim.figure.low, self.number, self.claim.figure.high

    @property
    def values(self) -> list[int]:
        """A range has two."""
        ends = (self.claim.figure.low, self.claim.figure.high)
        return [end for end in ends if end is not None]


def numbered(page: ByThePage, claims: list[RecordedClaim], disputed: set[str]) -> list[One]:
    """Of the standing claims those with a number, oldest first."""
    found = []
    for claim in claims:
        root, stated, is_party = page.voice(claim), value(claim), page.is_party(claim)
        if stated is None:
            continue
        source = page.sources[root]
        doubt = is_party or claim.id in disputed or source.reliability in ("D", "E")
        said = page.order(claim)[0]
        found.append(One(claim, stated, said, source.kind, source.reliability, is_party, doubt))
    return found


def latest(ones: list[One]) -> Figures:
    sound = [one for one in ones if not one.is_questionable]
    return sound[-1].figures if sound else NOTHING


def spread(ones: list[One]) -> Figures:
    values = [end for one in ones if not one.is_party for end in one.values]
    return (min(values), None, max(values)) if values else NOTHING


def priority(ones: list[One]) -> Figures:
    for kind in KINDS:
        if found := [one for one in ones if one.kind is kind]:
            return found[-1].figures
    return NOTHING


def majority(ones: list[One]) -> Figures:
    votes = Counter(one.number for one in ones)
    least = min((-count, number) for number, count in votes.items())[1] if votes else None
    return next((one.figures for one in reversed(ones) if one.number == least), NOTHING)


def gtd(ones: list[One]) -> Figures:
    recent = [one for one in ones if one.said >= ones[-1].said - DAY_US]
    if len(recent) == 1 and not recent[0].is_questionable:
        return recent[0].figures
    compared = recent if len(recent) > 1 else ones
    for one in reversed(compared):
        if sum(other.number == one.number for other in compared) * 2 > len(compared):
            return one.figures
    sound = [one for one in reversed(compared) if not one.is_questionable]
    return min(sound, key=lambda one: one.number).figures if sound else NOTHING


def acled(ones: list[One]) -> Figures:
    if not ones:
        return NOTHING
    counted = min(reversed(ones), key=_conservative)
    low, stated, high = counted.figures
    least = _conservative(counted)
    return (low, stated, high) if least == stated else (least, least, high)


def _conservative(one: One) -> int:
    figure = one.claim.figure
    if one.claim.bounds_given or figure.qualifier is not Qualifier.VAGUE:
        return one.number
    counted = read_figure(figure.wording, policy=ACLED).value
    return one.number if counted is None else counted


def ucdp(ones: list[One]) -> Figures:
    sound = [one for one in ones if not one.is_questionable]
    for tier in TIERS:
        if best := [one.number for one in sound if one.reliability is tier]:
            values = [end for one in sound for end in one.values]
            return min(values), min(best), max(values)
    return NOTHING


BY_THE_PAGE = {
    "latest": latest,
    "range": spread,
    "priority": priority,
    "majority": majority,
    "gtd": gtd,
    "acled": acled,
    "ucdp": ucdp,
}
