"""Who is counted: the words for people, each with its population."""

from tracker.extract.phrases import phrases_of
from tracker.extract.wordlists import terms, words


def _forms(texts: str) -> list[str]:
    """Each word with its plural; "man/men" gives an odd plural, "police/" a word without one."""
    found: list[str] = []
    for text in texts.split("|"):
        one, slash, several = text.strip().partition("/")
        found.append(one)
        if several or not slash:
            found.append(several or f"{one}s")
    return found


_GROUPS = {
    "children": "child/children|kid|boy|girl|infant|baby/babies|toddler|schoolchild/schoolchildren"
    "|schoolgirl|schoolboy|minor|pupil|daughter|son|newborn|school pupil|adolescent|teenager"
    "|teenage girl|teenage boy|granddaughter|grandson|young child/young children|youngster"
    "|grandchild/grandchildren|kindergartner|preschooler|orphan",
    "women": "woman/women|mother|grandmother|female|wife/wives|widow|sister|nun"
    "|pregnant woman/pregnant women|bride",
    "men": "man/men|male|grandfather|father|husband|brother",
    "elderly": "pensioner|elderly person/elderly people|elderly man/elderly men|retiree"
    "|elderly woman/elderly women|elderly resident|nursing home resident|elderly/|the elderly/",
    "civilians": "protester|protestor|demonstrator|marcher|anti-government protester|civilian"
    "|noncombatant|non-combatant|civilian/civilian people",
    "combatants": "fighter|rebel|militant|insurgent|jihadist|gunman/gunmen|guerrilla|guerilla"
    "|militiaman/militiamen|terrorist|extremist|islamist|separatist|combatant|rebel fighter"
    "|bandit|armed man/armed men|mercenary/mercenaries|partisan|militia member|mutineer",
    "attackers": "attacker|assailant|bomber|suicide bomber|hijacker|perpetrator|raider"
    "|hostage-taker|shooter|suicide attacker",
    "security_forces": "soldier|troop|police/|policeman/policemen|policewoman/policewomen|officer"
    "|police officer|conscript|guard|gendarme|serviceman/servicemen|marine|paratrooper|recruit"
    "|commando|constable|trooper|security forces/|security personnel/|army personnel/|sergeant"
    "|peacekeeper|border guard|security guard|paramilitary/paramilitaries|airman/airmen|colonel"
    "|sailor|military personnel/|serviceman/service members|member of the security forces"
    "|members of the security forces/|police personnel/|cadet|security officer|reservist|general"
    "|army officer|infantryman/infantrymen|military policeman/military policemen|deputy/deputies"
    "|servicewoman/servicewomen|prison guard|sentry/sentries|patrolman/patrolmen|draftee",
    "journalists": "journalist|reporter|cameraman/cameramen|photographer|correspondent"
    "|media worker|newsman/newsmen|photojournalist|camera operator|television crew",
    "medical_personnel": "doctor|nurse|medic|paramedic|surgeon|physician|midwife/midwives"
    "|health worker|medical worker|healthcare worker|health-care worker|medical staff/"
    "|hospital staff/|hospital worker|ambulance driver|ambulance worker|ambulance crew|orderly"
    "/orderlies|stretcher-bearer|stretcher bearer|medical personnel/|anaesthetist|pharmacist",
    "aid_workers": "aid worker|relief worker|humanitarian worker|humanitarian|charity worker"
    "|un worker|un staff/|un employee|unrwa staff/|aid staff/|aid agency worker|volunteer aid"
    " worker|red cross worker|red cross volunteer|red crescent volunteer|ngo worker",
    "first_responders": "firefighter|fireman/firemen|rescuer|rescue worker|first responder"
    "|emergency worker|fire crew|lifeguard|civil defence worker|civil defense worker|rescue diver"
    "|firewoman/firewomen|fire officer|smokejumper|emergency responder|fire-fighter|coastguard"
    "|coastguardsman/coastguardsmen|lifeboatman/lifeboatmen|mountain rescuer",
    "foreign_nationals": "foreigner|tourist|foreign national|expatriate|foreign citizen|expat"
    "|visitors from abroad/|visitor from abroad/|holidaymaker from abroad|foreign tourist"
    "|holidaymakers from abroad/",
    "all": "person/people|persons/|individual|victim|resident|villager|worker|passenger|guest"
    "|worshipper|migrant|refugee|miner|student|survivor|patient"
    "|labourer|laborer|crew member|crewman/crewmen|crew/|pilgrim|shopper|farmer|fisherman"
    "/fishermen|bystander|spectator|fan|employee|prisoner|inmate|hostage|driver|commuter|family"
    "/families|member|relative|cousin|neighbour|neighbor|citizen|human being|soul|mourner|diner"
    "|partygoer|concertgoer|reveller|reveler|festival-goer|festivalgoer|churchgoer|climber|hiker"
    "|skier|trekker|sherpa|motorist|pedestrian|cyclist|teacher|trader|vendor|shepherd|herder"
    "|camper|holidaymaker|visitor|occupant|local|inhabitant|townspeople/|islander|dock worker"
    "|docker|farmhand|peasant|smuggler|captive|detainee|engineer|builder|bus driver|cleaner"
    "|evacuee|displaced person/displaced people|asylum seeker|asylum-seeker|adult|youth|politician"
    "|lawyer|judge|mayor|priest|imam|monk|cleric|elder|official|civil servant|staff/|parishioner"
    "|customer|client|tenant|householder|homeowner|tribesman/tribesmen|boatman/boatmen"
    "|seaman/seamen"
    "|businessman/businessmen|porter|cook|waiter|musician|dancer|athlete|player|supporter|other"
    "|picnicker|swimmer|surfer|parent|couple|brother-in-law|orphanage resident|seasonal worker"
    "|mother and child|stallholder|stall-holder|rider|traveller|traveler|loved one|casualty victim"
    "|compatriot|countryman/countrymen|apprentice|labour migrant|quarryman/quarrymen|diver"
    "|railwayman/railwaymen|oil worker|factory worker|construction worker|garment worker"
    "|lorry driver"
    "|truck driver|caretaker|merchant|carpenter|weaver|baker|celebrant|attendee|party-goer"
    "|wedding guest|student teacher|lecturer|scholar|scientist|deckhand|stevedore|packer",
}
PEOPLE: dict[str, str] = {
    word: group for group, texts in reversed(_GROUPS.items()) for word in _forms(texts)
}
"""Every word for people, one or several, with its population."""
ONES = frozenset(
    text.partition("/")[0].strip() for texts in _GROUPS.values() for text in texts.split("|")
) - {
    "people",
    "persons",
    "police",
    "staff",
    "crew",
    "fire crew",
    "ambulance crew",
    "family",
    "couple",
    "other",
    "general",
    "local",
}
PLURAL_OF_UNKNOWN = ("ers", "ors", "ists", "men", "women", "ants", "ians", "eers", "goers", "folk")
"""How the plurals of words for people end, for words not listed."""

THINGS_LIKE_PEOPLE = words(
    "fingers towers launchers tankers carriers trailers cruisers destroyers freighters trawlers"
    " bulldozers papers computers helicopters choppers routers meters corners quarters letters"
    " numbers orders containers shelters boulders timbers rivers barriers borders transformers"
    " steamers liners coasters gliders lighters boosters interceptors howitzers mortars"
    " tractors motors reactors generators detectors sectors corridors harbours plants warrants"
    " bunkers chambers covers powers flowers feathers campers bombers fighters' ladders tumours"
    " breakers loaders diggers scooters airliners minesweepers flyers transporters restaurants"
    " doors floors visors sensors errors colors elephants"
)
"""Words for things that end as words for people do."""

NARROWING = {
    "foreign": "foreign_nationals",
    "overseas": "foreign_nationals",
    "civilian": "civilians",
    "enemy": "security_forces",
    "elderly": "elderly",
    "police": "security_forces",
    "army": "security_forces",
    "military": "security_forces",
    "government": "",
    "female": "women",
    "male": "men",
    "rebel": "combatants",
    "insurgent": "combatants",
    "militant": "combatants",
    "teenage": "children",
    "security": "security_forces",
    "special-forces": "security_forces",
}
"""Words before a noun that say of whom it speaks; '' where they leave it to the noun."""

WHOSE = {
    "government troops": "security_forces",
    "government forces": "security_forces",
    "regime forces": "security_forces",
    "the army": "security_forces",
    "army": "security_forces",
    "police": "security_forces",
    "troops": "security_forces",
    "the military": "security_forces",
    "the rebels": "combatants",
    "rebels": "combatants",
    "the insurgents": "combatants",
    "insurgents": "combatants",
    "militants": "combatants",
    "the militants": "combatants",
    "the militia": "combatants",
    "the guerrillas": "combatants",
}
"""Sides that lose people of their own."""

_DEMONYMS = (
    "american|british|briton|french|german|italian|spanish|spaniard|portuguese|dutch|belgian|swiss"
    "|austrian|polish|pole|czech|slovak|hungarian|romanian|bulgarian|greek|swedish|swede|norwegian"
    "|danish|dane|finnish|finn|irish|scottish|welsh|canadian|mexican|brazilian|argentine|chilean"
    "|colombian|peruvian|australian|japanese|chinese|korean|south korean|indian|pakistani"
    "|bangladeshi|nepali|nepalese|sri lankan|thai|vietnamese|indonesian|malaysian|filipino"
    "|philippine|russian|turkish|turk|egyptian|kenyan|nigerian|ethiopian|south african|moroccan"
    "|algerian|tunisian|saudi|emirati|kuwaiti|qatari|jordanian|iranian|kazakh|uzbek|georgian"
    "|armenian|azerbaijani|croatian|croat|serbian|serb|slovenian|estonian|latvian|lithuanian"
    "|icelandic|cuban|jamaican|mongolian|singaporean|taiwanese|ghanaian|ugandan|tanzanian"
)
"""Peoples of states. Those whose own country is at war as a rule are left out: twelve Syrians
killed in Syria are no foreign nationals."""
DEMONYMS = frozenset(_forms(_DEMONYMS))
SINGULAR = ONES | frozenset(_DEMONYMS.split("|"))
"""Words that speak of one person."""
_YOUNG = terms(
    "18|17|16|15|14|13|12|10|8|6|5|eighteen|sixteen|fifteen|fourteen|twelve|ten|eight|six|five"
)
_OLD = terms("60|65|70|75|80|the age of 60|the age of 65|sixty|seventy")
ENDINGS_OF_ONE = ("er", "or", "ist", "man", "woman")
"""How words for one person end, for words not listed."""

AGES = phrases_of(
    dict.fromkeys(
        (
            *(f"{under} {age}" for under in ("under", "below") for age in _YOUNG),
            *(f"under the age of {age}" for age in _YOUNG),
            *("younger than 18", "younger than 16", "of school age"),
        ),
        "children",
    )
    | dict.fromkeys((f"{over} {age}" for over in ("over", "older than") for age in _OLD), "elderly")
)
"""Ages that make a population."""
