"""The words for what has happened to people, and where each can stand."""

from enum import Flag, auto
from itertools import product
from typing import NamedTuple

from tracker.extract.wordlists import terms, words


class Place(Flag):
    """Where a word for a harm stands to the number it belongs to."""

    BEFORE = auto()
    """A verb whose object is counted: "killed 12"."""
    AFTER = auto()
    """What the counted are or did: "12 dead", "12 were killed", "12 drowned"."""
    NOUN = auto()
    """What is counted: "12 deaths"; with a number after it, what the number tells: "deaths: 12"."""
    LIFE = auto()
    """Lives, which are dead only where they are taken or lost."""


class Harm(NamedTuple):
    """One word for a harm."""

    metric: str
    place: Place


def _all(harm: Harm, texts: str) -> dict[str, Harm]:
    return {" ".join(text.split()): harm for text in texts.split("|")}


_BEFORE, _AFTER, _NOUN = Place.BEFORE, Place.AFTER, Place.NOUN
_VERB = _BEFORE | _AFTER
_STATE = _AFTER | _NOUN

_KILLED = (
    _all(
        Harm("killed", _VERB),
        "killed|slain|martyred|murdered|massacred|executed|beheaded|assassinated|gunned down"
        "|shot dead"
        "|shot and killed|shot to death|mowed down|mown down|lynched|slaughtered|crushed to death"
        "|trampled to death|choked to death"
        "|scalded to death|gassed to death|kicked to death|battered to death|bludgeoned to death"
        "|knifed to death|swept to their death"
        "|burned to death|burnt to death|stabbed to death|beaten to death|hacked to death"
        "|blown up|wiped out",
    )
    | _all(
        Harm("killed", _BEFORE),
        "kill|kills|killing|murdering|murders|massacring|slaying|executing|slaughtering"
        "|gunning down|shooting dead|has slain|claimed the lives of|claims the lives of"
        "|claiming the lives of|took the lives of|taking the lives of|cost the lives of"
        "|costing the lives of|caused the deaths of|causing the deaths of|drowning|beheading"
        "|resulted in the deaths of|led to the deaths of|recovered the bodies of"
        "|loss of|losses of|found the bodies of|pulled the bodies of|retrieved the bodies of|lost"
        "|buried|bury",
    )
    | _all(
        Harm("killed", _AFTER),
        "died|die|dies|dead|perished|perish|drowned|drown|suffocated|suffocate|asphyxiated"
        "|electrocuted|succumbed|lost their lives|lost their life|lost his life|lost her life"
        "|lose their lives|losing their lives|met their deaths|met their death|met his death"
        "|met her death|lost lives|killed outright|confirmed dead|found dead|pronounced dead"
        "|declared dead|certified dead|listed as dead|lying dead|dying|burned alive|burnt alive"
        "|buried alive|froze to death|frozen to death|starved to death|bled to death"
        "|plunged to their deaths|fell to their deaths|swept to their deaths|fell dead"
        "|went to their deaths|their bodies were found|bodies were found|bodies were recovered"
        "|bodies have been recovered|bodies had been recovered|bodies recovered|bodies found"
        "|fatally|incinerated|burned beyond recognition|confirmed killed|reported killed"
        "|reported dead|lost to|did not live|did not wake up|never woke|never woke up"
        "|never regained consciousness"
        "|mown down|their lives|his life|her life|bodies lay|lay lifeless|did not survive"
        "|failed to survive|feared dead|presumed dead|believed dead"
        "|thought dead|feared drowned|feared killed|presumed drowned|presumed killed"
        "|did not make it"
        "|thought to be dead|believed to be dead|believed to have died|believed killed"
        "|gave their lives"
        "|believed drowned|believed to have drowned|feared to have died|feared to have drowned"
        "|crushed|lay dead",
    )
    | _all(
        Harm("killed", _STATE),
        "the dead|the deceased|deceased|dead bodies|known dead|those who died"
        "|those who were killed|those killed",
    )
    | _all(
        Harm("killed", _NOUN),
        "deaths|death|fatalities|fatality|bodies|body|corpses|corpse|martyrs|dead body"
        "|sets of remains|human remains|death certificates|killings|fatal casualties|murders"
        "|drownings|graves|fresh graves",
    )
    | _all(Harm("killed", Place.LIFE), "lives|lives lost")
)
_INJURED = (
    _all(
        Harm("injured", _VERB),
        "injured|wounded|hurt|maimed|shot and wounded|shot and injured|knifed|grazed|bruised"
        "|seriously injured|seriously wounded"
        "|scalded|burned|burnt|trampled|stabbed|hospitalised|hospitalized|concussed|sickened"
        "|badly hurt|badly injured|lightly injured|slightly injured|critically injured",
    )
    | _all(
        Harm("injured", _BEFORE),
        "injure|injures|injuring|wound|wounds|wounding|hurting|maiming|maim|hurts|burning"
        "|trampling|stabbing|hospitalising|hospitalizing|sickening|scalding|treated|treating"
        "|are treating",
    )
    | _all(
        Harm("injured", _AFTER),
        "cut by|suffered burns|suffered injuries|suffered wounds|suffered gunshot wounds"
        "|sustained injuries|sustained wounds|sustained burns|being treated|were treated"
        "|treated for|was treated|been treated|taken to hospital|taken to the hospital"
        "|rushed to hospital|taken to hospitals|brought to hospital|in hospital|in hospitals"
        "|in critical condition|in a critical condition|in serious condition|critically"
        "|needed surgery|required surgery|underwent surgery|being cared for|cared for"
        "|admitted to hospital|admitted with|admitted to|suffered serious injuries"
        "|suffered minor injuries|suffered severe burns|with injuries|with burns|with wounds"
        "|treated in|in intensive care|suffering from|lost limbs|lost a limb|seriously"
        "|slightly|severely|gravely|hit by shrapnel|overcome by smoke|poisoned"
        "|suffering burns|suffering injuries|sustaining injuries|patched up|bandaged"
        "|in stable condition|sent to hospital|airlifted to hospital|flown to hospital"
        "|bleeding|inhaled fumes|inhaled smoke|broke bones|broke limbs|broke legs"
        "|broke their legs|fractured"
        "|overcome by fumes|ill|fell ill|taken ill|receiving treatment|received treatment|nursing"
        "|being nursed|needed stitches|needed treatment|needed hospital treatment"
        "|required treatment"
        "|required hospital treatment|were hospitalised|in a coma|on life support",
    )
    | _all(Harm("injured", _STATE), "the injured|the wounded|the hurt|walking wounded")
    | _all(
        Harm("injured", _NOUN),
        "injuries|injury|minor injuries|minor injury|minor wounds|minor burns|wounded people"
        "|burn victims|burns cases",
    )
)
_MISSING = _all(
    Harm("missing", _STATE),
    "not been accounted for|not yet been accounted for|never found|never been found"
    "|yet to be found|yet to be traced|not yet been found|still not found|lost at sea"
    "|missing|unaccounted for|not accounted for|listed as missing|reported missing|disappeared"
    "|the missing|have not been found|had not been found|not been traced|untraced|not been found",
)
_MISSING |= _all(Harm("missing", _BEFORE), "fate of|whereabouts of")
_BOTH = (
    _all(Harm("casualties", _NOUN), "casualties|casualty|combined casualties")
    | {
        f"{one} {joint} {other}": Harm("casualties", _VERB | _NOUN)
        for one, joint, other in (
            *product(("killed", "dead"), ("or",), ("injured", "wounded", "hurt")),
            *product(("killing",), ("or",), ("injuring", "wounding", "maiming")),
            *product(("dead",), ("and",), ("injured", "wounded", "hurt")),
        )
    }
    | {
        f"{one} and {other}": Harm("casualties", _BEFORE)
        for one, other in (
            *product(("killed",), ("injured", "wounded", "maimed")),
            *product(("killing",), ("injuring", "wounding", "maiming")),
        )
    }
    | _all(Harm("killed_or_missing", _STATE), "dead or missing|killed or missing|dead and missing")
)

HARMS: dict[str, Harm] = _KILLED | _INJURED | _MISSING | _BOTH
"""Each word or phrase, with the metric it counts and where it can stand."""

WEAK = frozenset(
    terms(
        "lost|loss of|losses of|buried|bury|treated|treating|admitted|crushed|cut by|burned|burnt"
        "|burning|wounds"
        "|seriously|slightly|severely|gravely|critically|stabbed|blown up|wiped out|drowning"
        "|stabbing"
        "|suffering from|with injuries|with burns|with wounds|admitted to|treated in|lost to|body"
        "|graves|fresh graves|executed|injuries|trampled"
    )
)
"""Of these, the words that also speak of things, or of work: the noun must name people."""

TAKING = words(
    "claimed claims claiming took take takes taken taking cost costs costing lost with ended end"
)
"""Verbs that take lives."""

_COUNTS = terms("number|count|tally|toll|total|estimate|figure")
_COUNTED = {
    "killed": "dead|deaths|killed|people killed|those killed|fatalities|confirmed dead|lives lost"
    "|people dead|victims killed|bodies|confirmed deaths|confirmed fatalities|known dead",
    "injured": "injured|wounded|hurt|injuries|people injured|people wounded|people hurt"
    "|those injured|those hurt|those wounded",
    "missing": "missing|people missing|those missing|people unaccounted for|unaccounted for",
    "casualties": "casualties|dead and injured|dead and wounded|killed and wounded"
    "|killed and injured",
}
TOLLS: dict[str, str] = (
    dict.fromkeys(
        terms(
            "death toll|toll|death count|body count|death tally|official toll|loss of life"
            "|deaths toll"
            "|roll of the dead|list of the dead|number killed|losses|number of dead|dead number"
        ),
        "killed",
    )
    | dict.fromkeys(terms("injury toll|injury count|number injured|number wounded"), "injured")
    | dict.fromkeys(terms("number missing|list of the missing|number unaccounted for"), "missing")
    | dict.fromkeys(
        terms("casualty toll|casualty count|casualty figure|casualty list"), "casualties"
    )
    | {
        f"{count} of {article}{harmed}": metric
        for metric, texts in _COUNTED.items()
        for count, article, harmed in product(_COUNTS, ("", "the "), terms(texts))
    }
)
"""Words for a count that moves, each with the metric it counts."""


SUFFERING = words("suffered sustained suffering sustaining received with from for had")
"""Words before a wound: the people counted have it."""
WOUNDS = words(
    "burns wounds injuries fractures cuts bruises limbs bones inhalation concussion shrapnel"
    " lacerations"
    " wound injury fracture legs arms ribs burn gashes concussions amputations shock trauma"
)
"""What the injured have."""

CARRIED = words("taken rushed brought airlifted ferried flown driven transferred carried sent")
HOSPITALS = words("hospital hospitals infirmary clinic clinics ward wards casualty emergency")
"""Where the injured are carried."""
