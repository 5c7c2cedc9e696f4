"""The words the grammar knows. A word in none of these tables is refused."""

import re
from collections.abc import Iterable
from enum import Enum
from itertools import product
from typing import TypeVar

from tracker.figures.figure import Qualifier
from tracker.figures.harms import Harm
from tracker.figures.policy import FLOORED, UNFLOORED
from tracker.figures.tokens import Phrases

Meaning = TypeVar("Meaning")


def _phrases(meanings: dict[str, Meaning]) -> Phrases[Meaning]:
    by_first: dict[str, list[tuple[tuple[str, ...], Meaning]]] = {}
    for text, meaning in meanings.items():
        words = tuple(text.split())
        by_first.setdefault(words[0], []).append((words, meaning))
    return {
        first: tuple(sorted(known, key=lambda one: -len(one[0])))
        for first, known in by_first.items()
    }


def _parted(texts: str) -> list[str]:
    return texts.split("|")


def _any_of(texts: Iterable[str]) -> Phrases[bool]:
    return _phrases(dict.fromkeys(texts, True))


def _all_mean(meaning: Meaning, texts: str) -> dict[str, Meaning]:
    return dict.fromkeys(_parted(texts), meaning)


QUALIFIERS: Phrases[Qualifier] = _phrases(
    _all_mean(
        Qualifier.AT_LEAST,
        "at least|at the least|at the very least|no fewer than|no less than|not less than"
        "|not fewer than|upwards of|upward of|a minimum of|minimum of|≥|> =",
    )
    | _all_mean(
        Qualifier.MORE_THAN,
        "more than|greater than|slightly more than|well over|over|just over|slightly over"
        "|far more than|above|in excess of|exceeded|exceeds|exceeding|has exceeded|have exceeded"
        "|rises above|rose above|risen above|climbs above|climbed above|climbs past|climbed past"
        "|passes|tops|surpassed|surpasses|surpassing|has surpassed|topped|has topped|passed"
        "|has passed|>",
    )
    | _all_mean(
        Qualifier.UP_TO,
        "up to|as many as|as high as|at most|at the most|no more than|not more than"
        "|no greater than|a maximum of|maximum of|≤|< =",
    )
    # "just under 50" is strictly under it; reading it as "nearly" would allow 50.
    | _all_mean(Qualifier.LESS_THAN, "fewer than|less than|under|just under|below|just below|<")
    | _all_mean(
        Qualifier.APPROXIMATE,
        "about|around|some|approximately|approx|approx .|appr .|roughly|an estimated|estimated"
        "|estimated at|an estimated figure of|estimated figure of|est .|circa|c .|ca .|ca|~|≈",
    )
    | _all_mean(
        Qualifier.NEARLY,
        "nearly|almost|close to|neared|nears|nearing|approaching|approached|has neared",
    )
    | _all_mean(Qualifier.EXACT, "exactly|precisely")
)
"""What can stand before a number."""

AFTERWARDS: Phrases[Qualifier] = _phrases(
    _all_mean(Qualifier.AT_LEAST, "+|plus|- plus|or more|at least|at the least")
    | _all_mean(Qualifier.UP_TO, "or fewer|or less|at most|at the most")
    | _all_mean(Qualifier.APPROXIMATE, "or so")
)
"""What can stand after a number."""

VAGUE: Phrases[str] = _phrases(
    {term: term for term in FLOORED + UNFLOORED}
    | {f"several {unit}s": f"several {unit}" for unit in ("dozen", "hundred", "thousand")}
    | {f"many {unit}s": f"{unit}s" for unit in ("dozen", "hundred", "thousand")}
    | _all_mean("many", "a lot|lots|numerous|countless")
    | _all_mean("several", "multiple|a number")
    | _all_mean("a few", "a handful")
    | _all_mean("a large number", "large numbers|a great number|a very large number")
)
"""Words that leave the number open, each with the policy's word for it."""


DASHES = frozenset("-\u2010\u2011\u2012–—")
"""What can join two numbers to a range."""


class Lead(Enum):
    """What the words before a number tell of."""

    STATE = "the count itself"
    MOVEMENT = "where a count that moves has come to"
    LEAVING = "who was left how, which the words after the number have to say"


_MOVED = _parted(
    "rose|risen|rises|rising|increased|increases|increasing|climbed|climbs|climbing|jumped|jumps"
    "|soared|soars|surged|surges|swelled|swollen|grew|grown|grows|mounted|raised|revised|updated"
    "|revised down|revised downward|revised downwards|revised upward|revised upwards|fell|fallen"
    "|falls|dropped|drops|declined|decreased|lowered|reduced|cut"
)
_STOOD = _parted(
    "reached|reaches|reaching|hit|hits|stands at|stood at|standing at|remains at|remained at"
    "|put at|set at|totalled|totaled|totals|totalling|totaling|numbered"
)
_HELPING = _parted(
    "|has|have|had|has now|have now|now|was|were|is|is now|has been|have been|had been"
)
_TOLLS = [
    f"{article} {toll}"
    for article, toll in product(
        ("", "the", "the official", "the confirmed", "official", "a"),
        ("death toll", "toll", "casualty toll"),
    )
]

LEADS: Phrases[Lead] = _phrases(
    {
        f"{helping} {moved}": Lead.MOVEMENT
        for helping, moved in product(_HELPING, [f"{verb} to" for verb in _MOVED] + _STOOD)
    }
    | {f"{toll} {ending}": Lead.MOVEMENT for toll in _TOLLS for ending in ("", "is", "was", "at")}
    | {f"{toll} {ending}": Lead.STATE for toll in _TOLLS for ending in ("of", ":")}
    | _all_mean(Lead.MOVEMENT, "now|now at|is now|currently|currently at")
    | _all_mean(
        Lead.STATE,
        "a total of|total of|a combined total of|total :|confirmed|confirms|has confirmed"
        "|have confirmed|only|just|there were|there are|so far|already"
        "|killed|kills|killing|has killed|have killed|had killed|injured|injures|injuring"
        "|has injured|have injured|wounded|wounding|has wounded|have wounded|claimed the lives of"
        "|dead :|deaths :|killed :|injured :|wounded :|missing :|fatalities :|casualties :",
    )
    | _all_mean(Lead.LEAVING, "left|leaving|leaves|has left|have left")
)
"""What can stand before a number and its qualifier."""

OPENING_LEADS: Phrases[Lead] = _phrases(_all_mean(Lead.MOVEMENT, "to|at"))
"""Leads cut from a longer sentence ("put the toll at 156"): only as the first words."""


NOUNS: Phrases[Harm] = _phrases(
    _all_mean(Harm.NONE, "people|persons|person|individuals|individual|victims|victim")
    | _all_mean(Harm.CASUALTY, "casualties|casualty")
    | _all_mean(
        Harm.DEAD,
        "dead|death|deaths|killed|fatalities|fatality|died|bodies|body|dead bodies|lives"
        "|lives lost|lost their lives|lost their life",
    )
    | _all_mean(Harm.HURT, "injured|injuries|wounded|hurt")
    | _all_mean(Harm.MISSING, "missing|unaccounted for")
    | _all_mean(Harm.KIDNAPPED, "kidnapped|abducted")
    | _all_mean(Harm.DETAINED, "detained|arrested")
    | _all_mean(Harm.DISPLACED, "displaced")
    | {
        f"{dead} or {hurt}": Harm.DEAD_OR_HURT
        for dead, hurt in product(("killed", "dead"), ("injured", "wounded", "hurt"))
    }
    | _all_mean(Harm.DEAD_OR_MISSING, "dead or missing|killed or missing")
)
"""Nouns that leave the count as wide as it is, each with the harm it names."""

HARM_WORDS: dict[str, Harm] = (
    {words[0]: harm for known in NOUNS.values() for words, harm in known if len(words) == 1}
    | _all_mean(Harm.DEAD, "kills|killing")
    | _all_mean(Harm.HURT, "injures|injuring|wounding")
)
"""Single words that name a harm, for telling what the words before a number say."""

_OPEN_LINKS = _parted(
    "were|was|are|is|have|has|had|have been|has been|had been|are known to have"
    "|were reported to have|were reported to have been|are reported to have|are confirmed to be"
    "|have been confirmed to be|were confirmed to have"
)
_CLOSED_LINKS = [
    f"{helping} {said}".strip()
    for helping, said in product(
        ("", "were", "was", "are", "is", "have been", "has been", "had been"),
        ("reported", "confirmed", "recorded", "immediately reported"),
    )
]
LINKS: Phrases[bool] = _phrases(
    dict.fromkeys(_OPEN_LINKS, False) | dict.fromkeys(_CLOSED_LINKS, True)
)
"""Words that join nouns after a number, and whether the figure may end with them."""

CLOSINGS: Phrases[bool] = _any_of(("so far", "in total", "in all", "to date", "total", "overall"))
"""Words that may close a figure and change nothing."""

UNKNOWN: Phrases[bool] = _any_of(
    _parted(
        "?|? ?|? ? ?|unknown|unknown number|an unknown number|the number is unknown|n / a"
        "|not known|not yet known|is unknown|is not known|unclear|not clear|is unclear"
        "|not available|unavailable|not specified|unspecified|an unspecified number"
        "|an undetermined number|undetermined|undisclosed|not reported|not stated|no data"
        "|no information|no figures|number unknown|—|–|-"
    )
)
"""Said outright that the number is not known, or a cell marked as empty."""

EMPTY_CELLS = frozenset(("None", "null", "Null", "NULL", "nan", "NaN", "NAN", "<NA>", "NaT"))
"""What programs write for a cell without a value. Only "None" is a word too, and taking it for
nobody would make a zero of every blank that a script has copied."""

DATE_CELL = re.compile(
    r"\d{4}-\d\d-\d\d(?:T|\s|$)"
    r"|\d{1,2}-(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)(?:-\d{2,4})?$"
    r"|(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)-\d{2,4}$",
    re.ASCII,
)
"""What spreadsheets write for a cell that holds a date, among them "4-Mar", which was 3-4 once."""

NOBODY: Phrases[bool] = _any_of(("none", "nil", "nobody", "no one", "no - one"))
"""Zero people, said outright."""

REPORTS: Phrases[bool] = _any_of(
    f"{which} reports of{closing}".strip()
    for which, closing in product(("", "immediate", "initial", "confirmed"), ("", " any"))
)
"""After "no": the report is missing, which is not the same as the people."""

SAID = frozenset(("reported", "recorded", "confirmed", "known"))
"""Words that make a zero depend on what has been reported."""

GROUPS: dict[str, tuple[str, str]] = {
    "children": ("child", "children"),
    "women": ("woman", "women"),
    "men": ("man", "men"),
    "elderly": ("elderly person", "elderly people"),
    "civilians": ("civilian", "civilians"),
    "combatants": ("combatant", "combatants"),
    "security_forces": ("member of the security forces", "members of the security forces"),
    "journalists": ("journalist", "journalists"),
    "medical_personnel": ("medic", "medical personnel"),
    "aid_workers": ("aid worker", "aid workers"),
    "first_responders": ("first responder", "first responders"),
    "foreign_nationals": ("foreign national", "foreign nationals"),
    "attackers": ("attacker", "attackers"),
}
"""Each population, as the writer puts one person of it and several."""

GROUP_WORDS: Phrases[str] = _phrases(
    {text: group for group, texts in GROUPS.items() for text in texts}
    | _all_mean("children", "kids|kid")
    | _all_mean("elderly", "elderly|elderly persons")
    | _all_mean("security_forces", "security forces|security personnel")
    | _all_mean("medical_personnel", "medics|medical workers|health workers")
    | _all_mean("first_responders", "firefighters|firefighter")
    | _all_mean("foreign_nationals", "foreigners|foreigner|foreign citizens")
)

ONE_OF_A_GROUP: Phrases[str] = _phrases(
    {
        f"{'an' if texts[0][0] in 'aeiou' else 'a'} {texts[0]}": group
        for group, texts in GROUPS.items()
    }
    | {"a kid": "children", "a firefighter": "first_responders", "a foreigner": "foreign_nationals"}
)

INCLUDING: Phrases[bool] = _any_of(
    ("including", "among them", "among whom", "amongst them", "including among them")
)
"""What can open a list of parts."""
