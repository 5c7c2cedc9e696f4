"""The closed lists: every word a column may hold, in the field's standard terms."""

from enum import StrEnum
from typing import TypeVar

from tracker.errors import ChoiceError

T = TypeVar("T", bound=StrEnum)


class Metric(StrEnum):
    """What is counted. Never add or convert one into another."""

    KILLED = "killed"
    INJURED = "injured"
    MISSING = "missing"
    KIDNAPPED = "kidnapped"
    DETAINED = "detained"
    DISPLACED = "displaced"
    CASUALTIES = "casualties"
    """Killed and injured together, as one number."""
    KILLED_OR_MISSING = "killed_or_missing"

    @property
    def accumulates(self) -> bool:
        """True where a running toll mostly grows, so that a fall asks for a reason; the missing,
        kidnapped, detained and displaced come back."""
        return self in _ACCUMULATING


_ACCUMULATING = frozenset({Metric.KILLED, Metric.INJURED, Metric.CASUALTIES})


class Population(StrEnum):
    """Of whom. `victims` is everyone but the attackers; `all` is everyone."""

    ALL = "all"
    CIVILIANS = "civilians"
    COMBATANTS = "combatants"
    SECURITY_FORCES = "security_forces"
    ATTACKERS = "attackers"
    VICTIMS = "victims"
    CHILDREN = "children"
    WOMEN = "women"
    MEN = "men"
    ELDERLY = "elderly"
    JOURNALISTS = "journalists"
    MEDICAL_PERSONNEL = "medical_personnel"
    AID_WORKERS = "aid_workers"
    FIRST_RESPONDERS = "first_responders"
    FOREIGN_NATIONALS = "foreign_nationals"


class Mode(StrEnum):
    """What kind of number it is. Only totals are estimated."""

    TOTAL = "total"
    """A running toll."""
    INCREMENT = "increment"
    """An addition, as in "75 more"."""
    STOCK = "stock"
    """A level that goes both ways, as in "still in hospital"."""
    PROJECTION = "projection"
    """What might come, as in "could reach"."""


class Act(StrEnum):
    """What an entry does: the first three are the source's acts, the last two the recorder's."""

    ASSERT = "assert"
    RETRACT = "retract"
    DISPUTE = "dispute"
    CORRECT = "correct"
    """We transcribed it wrong: this takes the target's place."""
    VOID = "void"
    """It should not be here."""


class Kind(StrEnum):
    """What sort of body a source is."""

    HOSPITAL = "hospital"
    CORONER = "coroner"
    HEALTH_AUTHORITY = "health_authority"
    GOVERNMENT = "government"
    LOCAL_OFFICIAL = "local_official"
    POLICE = "police"
    SECURITY_FORCE = "security_force"
    MILITARY = "military"
    ARMED_GROUP = "armed_group"
    ARMED_GROUP_MEDIA = "armed_group_media"
    CIVIL_DEFENCE = "civil_defence"
    JUDICIARY = "judiciary"
    INTELLIGENCE = "intelligence"
    UN_AGENCY = "un_agency"
    NGO = "ngo"
    MONITOR = "monitor"
    NEWS_AGENCY = "news_agency"
    MEDIA = "media"
    STATE_MEDIA = "state_media"
    SOCIAL_MEDIA = "social_media"
    EYEWITNESS = "eyewitness"
    REFERENCE = "reference"
    UNKNOWN = "unknown"


class Reliability(StrEnum):
    """The Admiralty scale, source side. F means that it cannot be judged, not that it is worst."""

    A = "A"
    B = "B"
    C = "C"
    D = "D"
    E = "E"
    F = "F"


class Reason(StrEnum):
    """Why a figure changed, as far as the claim says so."""

    NEW_DEATHS = "new_deaths"
    SUCCUMBED = "succumbed"
    FOUND_ALIVE = "found_alive"
    MISSING_PRESUMED_DEAD = "missing_presumed_dead"
    DUPLICATE_REMOVED = "duplicate_removed"
    BACKLOG = "backlog"
    DEFINITION_CHANGE = "definition_change"
    SCOPE_CHANGE = "scope_change"
    DATA_ENTRY_ERROR = "data_entry_error"
    RETRACTION = "retraction"
    UNIT_CONFUSION = "unit_confusion"
    TRANSFER = "transfer"
    UNEXPLAINED = "unexplained"


def chosen(kind: type[T], field: str, word: str) -> T:
    """The member of a closed list that a word names, capitals and outer blanks forgiven.

    Raises ChoiceError, with near words, when the list has no such member.
    """
    try:
        return kind(word)
    except ValueError:
        if not isinstance(word, str):
            raise ChoiceError(field, str(word), [member.value for member in kind]) from None
    try:
        return kind(word.strip().upper() if kind is Reliability else word.strip().lower())
    except ValueError:
        raise ChoiceError(field, word, [member.value for member in kind]) from None
