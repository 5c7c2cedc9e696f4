"""What the columns of an unknown file seem to be, by their names and their first cells."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar

from tracker.errors import DataError
from tracker.figures import read_figure
from tracker.importing.dates import read_stamp
from tracker.model import Metric, Population

SENTINELS = ("-99", "-9", "-88", "-999", "-1", "-99.0", "-9.0", "Unknown", "unknown", "N/A", "n/a",
             "NA", "null", "None", "nan", "NaN", "-", "—", "–", ".")  # fmt: skip
"""What stands for "not known" in other people's files."""
T = TypeVar("T")
MOSTLY = 0.7
"""Share of the filled cells that must be of a kind for the column to be."""


class Role(StrEnum):
    """What a column may be for."""

    FIGURE = "figure"
    LOW = "low"
    BEST = "best"
    HIGH = "high"
    KEY = "key"
    TITLE = "title"
    DATE = "date"
    PLACE = "place"
    ADMIN1 = "admin1"
    COUNTRY = "country"
    LATITUDE = "latitude"
    LONGITUDE = "longitude"
    SOURCE = "source"
    URL = "url"
    NOTE = "note"
    LEFT = "left"
    """Nothing here."""


@dataclass(frozen=True, slots=True)
class Seen:
    """One column as it looks."""

    name: str
    role: Role
    metric: Metric | None = None
    population: Population = Population.ALL
    scope: str = ""
    stem: str = ""
    """The name without what says low, best or high, so that the three find each other."""
    is_unsaid: bool = False
    """Whether its name does not say what is counted."""
    why_left: str = ""
    sentinels: tuple[str, ...] = ()
    has_footnotes: bool = False
    """Whether marks such as [1] stand behind its numbers."""
    tells_apart: bool = False
    """Whether every row has something there, and each something else."""

    @property
    def is_counting(self) -> bool:
        """Whether it is called like a count of people, also where it is left."""
        return _first(_METRICS, _plain(self.name)) is not None


_METRICS = (
    (Metric.KILLED_OR_MISSING, r"dead_and_missing|killed_or_missing"),
    (Metric.CASUALTIES, r"casualt"),
    (Metric.INJURED, r"injur|wound"),
    (Metric.MISSING, r"missing"),
    (Metric.DISPLACED, r"displaced|idps?\b"),
    (Metric.KIDNAPPED, r"kidnap|abduct|hostage"),
    (Metric.DETAINED, r"detain|arrest|captured|\bpow\b"),
    (Metric.KILLED, r"kill|dead|death|died|fatal"),
)
_GROUPS = (
    (Population.CIVILIANS, "", r"civilian"),
    (Population.CHILDREN, "", r"child|minors"),
    (Population.WOMEN, "", r"women|woman"),
    (Population.ELDERLY, "", r"elderly"),
    (Population.ALL, "female", r"female"),
    (Population.ALL, "male", r"(?<!fe)male"),
    (Population.MEN, "", r"(?<!wo)\bmen\b|_men\b|\bmen_"),
    (Population.JOURNALISTS, "", r"journalist|press"),
    (Population.ATTACKERS, "", r"attacker|terrorist|perpetrator"),
    (Population.COMBATANTS, "", r"combatant|militant|soldier|military|fighter"),
    (Population.SECURITY_FORCES, "", r"police|security_force"),
)
_BOUNDS = (
    (Role.LOW, r"(?:^|_)(?:min|minimum|low|lower|least)(?:_|$)"),
    (Role.HIGH, r"(?:^|_)(?:max|maximum|high|upper|most)(?:_|$)"),
    (Role.BEST, r"(?:^|_)best(?:_|$)"),
)
_FOOTNOTE = re.compile(r"\[\w{1,12}\]")
_WORD_OF_BOUND = re.compile(r"low|min|minimum|best|high|max|maximum")
_BARE_BOUND = re.compile(
    rf"(?:(?:reported|estimated?|total)_)*(?:{_WORD_OF_BOUND.pattern})(?:_estimate)?"
)
"""Names that say nothing of what is counted."""
_OTHERS = (
    (Role.LATITUDE, r"^lat(itude)?$"),
    (Role.LONGITUDE, r"^(lon|lng|long|longitude)$"),
    (Role.URL, r"url|link|href"),
    (Role.SOURCE, r"^(report_|claim_)?source(_name)?$|^(publisher|agency|organi[sz]ation|org)$"),
    (Role.KEY, r"^(id|code|key|ref|uid|uuid|event_?id|incident_?id)$|_id$|_code$|^i_d$"),
    (Role.DATE, r"^(?!source|update|end|entry).*date(?!_prec|_end)|^day$|^when$"),
    (Role.COUNTRY, r"^country"),
    (Role.ADMIN1, r"^(admin1|adm_?1|province|state|region|governorate)"),
    (Role.PLACE, r"place|location|city|town|^where$"),
    (Role.TITLE, r"^(title|event|incident)$|^name$|_name$"),
    (Role.NOTE, r"note|comment|description|summary|remark"),
)
_NOT_A_COUNT = (
    ("a rate, not a count", r"rate|pct|percent|per_\d+|ratio|share|average|avg|mean\b"),
    ("extrapolated", r"^ext_|extrapol|model|predict|forecast"),
    ("a class of size, not a number", r"_description$|_class$|_category$|_order$"),
    ("counted in thousands or millions", r"thousand|million|(?:^|_)000s?(?:_|$)"),
    ("a difference, not a count", r"change|differ|delta|increase|decrease|growth"),
    (
        "of no people, or of those who live",
        r"livestock|cattle|animal|poultry|sheep|goats"
        r"|(?:^|_)(?:not|non|un)_?(?:killed|dead|fatal(?:it(?:y|ies))?)(?:_|$)|averted|prevented",
    ),
    (
        "of events, not of people",
        r"(?:fatal|deadly|casualty)_(?:incident|event|attack|accident"
        r"|crash|strike)|(?:incident|event|attack|accident|strike)s?_with(?:_|$)",
    ),
    (
        "of an age or a time",
        r"(?:^|_)(?:ages?|years?|months?|days?|hours?|weeks?)_(?:of|at)(?:_|$)"
        r"|_age$|(?:death|dead|birth)_(?:year|month)$",
    ),
)


def seen(name: str, cells: Sequence[str], *, is_doubled: bool = False) -> Seen:
    """What a column seems to be. cells: those of the first rows, blank ones included.
    is_doubled: another column has the same name, so that no profile can tell the two apart."""
    if is_doubled:
        return Seen(name, Role.LEFT, why_left="two columns have this name: rename one")
    plain = _plain(name)
    filled = [cell.strip() for cell in cells if cell.strip()]
    said = [cell for cell in filled if cell not in SENTINELS]
    found = tuple(dict.fromkeys(cell for cell in filled if cell in SENTINELS))
    if any(sign in name for sign in "{}[]|*"):
        return Seen(name, Role.LEFT, why_left="its name holds signs that mean something here")
    if _first(_METRICS, plain) is not None or _BARE_BOUND.fullmatch(plain):
        return _counted(name, plain, said, found)
    role = _first(_OTHERS, plain) or Role.LEFT
    if role is Role.DATE and not _are_mostly(said, _is_date):
        role = Role.LEFT
    if role is Role.KEY and any(map(_FOOTNOTE.match, said)):
        role = Role.LEFT
    why = _why_left(said) if role is Role.LEFT else ""
    tells_apart = len(set(filled)) == len(cells)
    return Seen(name, role, why_left=why, tells_apart=tells_apart)


def _why_left(said: Sequence[str]) -> str:
    if _are_mostly(said, str.isdecimal):
        return "whole numbers: if they count people, make a claim of them"
    return "not looked at yet"


def _counted(name: str, plain: str, said: Sequence[str], sentinels: tuple[str, ...]) -> Seen:
    for why, pattern in _NOT_A_COUNT:
        if re.search(pattern, plain):
            return Seen(name, Role.LEFT, why_left=why)
    if not _are_mostly(said, _is_figure):
        why = "its cells are no numbers" if said else "blank in the first rows: look further down"
        return Seen(name, Role.LEFT, why_left=why)
    metric = _first(_METRICS, plain)
    groups = (
        (population, scope) for population, scope, words in _GROUPS if re.search(words, plain)
    )
    population, scope = next(groups, (Population.ALL, ""))
    bound = _first(_BOUNDS, plain)
    stem = "_".join(part for part in plain.split("_") if not _WORD_OF_BOUND.fullmatch(part))
    return Seen(
        name,
        bound or Role.FIGURE,
        metric or Metric.KILLED,
        population,
        scope,
        stem,
        is_unsaid=metric is None,
        sentinels=sentinels,
        has_footnotes=any(map(_FOOTNOTE.search, said)),
    )


def _plain(name: str) -> str:
    return re.sub(r"[^a-z0-9]+", "_", name.lower()).strip("_")


def _first(table: Iterable[tuple[T, str]], plain: str) -> T | None:
    return next((what for what, pattern in table if re.search(pattern, plain)), None)


def _are_mostly(cells: Sequence[str], is_so: Callable[[str], bool]) -> bool:
    return bool(cells) and sum(map(is_so, cells)) >= MOSTLY * len(cells)


def _is_figure(cell: str) -> bool:
    try:
        read_figure(_FOOTNOTE.sub(" ", re.sub(r"\.0{1,2}$", "", cell)))
    except DataError:
        return False
    return True


def _is_date(cell: str) -> bool:
    try:
        read_stamp(cell)
    except DataError:
        return False
    return True
