"""The words by which those who give figures are called."""

from tracker.extract.wordlists import words

BODIES = words(
    "ministry agency government army police union centre center committee mission authority council"
    " office department hospital hospitals morgue network watchdog monitor monitors group"
    " observatory"
    " brigade service services league coroner mayor governor prefect prefecture sheriff officials"
    " official spokesman spokeswoman spokesperson minister president premier military navy medics"
    " doctors witnesses witness residents authorities sources source rebels insurgents militants"
    " organisers organizers survivors relatives company operator broadcaster agencies commission"
    " clinic hall gravediggers villagers elders lawyers prosecutors prosecutor judge court media"
    " radio television newspaper station bureau institute survey inspectorate directorate taskforce"
    " command coastguard coastguards rescuers firefighters cross crescent un opposition volunteers"
    " administration municipality chamber tribunal parish diocese church embassy consulate"
    " ministries"
    " pathologist doctor nurse medic surgeon officer commander colonel general diplomat diplomats"
    " activists activist campaigners charity charities parliament senator mp lawmakers militia"
    " brigades coalition alliance front party state kremlin pentagon nato congress assembly board"
    " registry registrar corps guard university academy foundation society association federation"
    " hotline dispatchers operator's reporters correspondents correspondent eyewitnesses eyewitness"
    " neighbours locals commune town-hall presidency headquarters spokesmen investigators inquiry"
    " list register report bulletin communique statement tally panel guild syndicate secretary"
    " captain manager regiment battalion ministers monks"
)
"""Nouns for bodies and people that give figures."""

RECKONINGS = words(
    "reckoning count tally estimate account toll figure figures reckonings word number verdict"
)
"""What follows the possessive of whoever reckons: by the mayor's reckoning."""

DOCUMENTS = RECKONINGS | words(
    "list register report bulletin communique statement survey media figures numbers data"
    " estimates reports"
)
"""What is quoted, and speaks for nobody itself."""

TITLES = words(
    "mr mrs ms dr doctor prof professor col colonel lt lieutenant gen general maj major capt"
    " captain"
    " sgt sergeant brig brigadier cmdr commander adm admiral judge justice president premier"
    " minister"
    " governor mayor senator sen rep representative sheriff inspector superintendent chief sir dame"
    " lord lady father sister brother reverend rev imam sheikh sheik bishop archbishop nurse"
    " coroner"
    " ambassador secretary chancellor prefect deputy director spokesman spokeswoman spokesperson"
    " commissioner prince princess king queen prosecutor pastor rabbi mp detective constable"
    " corporal"
    " private marshal warden paramedic"
)
"""Words before a person's name."""

PARTICLES = words("al el bin bint ibn van von de der den del della da di dos du la le ul abu st")
"""Small words inside names."""
JOINED_PARTICLES = ("al-", "el-", "as-", "ash-", "an-", "ar-", "at-", "bin-", "abu-")
"""The same, where a hyphen joins them to the name: al-Sheikh."""

HEARERS = words(
    "reporters journalists parliament lawmakers correspondents us me them him her people everyone"
    " relatives investigators mourners deputies senators police"
)
"""Whom people tell things who are no outlet."""
HEARING = words("conference briefing court council inquiry hearing meeting cabinet crowd")
