"""Phrases with a verb of saying by which no figure is given."""

from itertools import product

from tracker.extract.wordlists import terms

CLAIMING = terms(
    "claimed responsibility|claims responsibility|claiming responsibility|claimed credit"
    "|claimed the attack|claimed the bombing|claimed the assault|claimed the blast"
    "|denied responsibility|denies responsibility|denying responsibility|denied involvement"
    "|denied any involvement|denies involvement|denies any involvement|denied any role"
    "|denied a role|denied liability|denies liability|denied any link|denied any connection"
    "|denied wrongdoing|denied carrying out|denied having carried out|denied being behind"
    "|denied it was behind|denied targeting|denied negligence|denied it carried out"
    "|denied it had carried out"
)
"""What those say who neither give nor deny a figure with it; what they go on to say may be one."""
UNCONFIRMED = [
    f"{lead} {verb}{that}"
    for lead, verb, that in product(
        terms(
            "not|could not|would not|cannot|did not|unable to|yet to|refused to|declined to"
            "|couldn't|wouldn't|can't|not yet|never"
        ),
        ("confirm", "confirmed", "verify", "verified"),
        (
            *("", " that", " a report that", " reports that", " the report that"),
            *(" the reports that", " a claim that", " claims that", " the claim that"),
        ),
    )
] + terms(
    "neither confirmed nor denied|neither confirms nor denies|neither confirm nor deny"
    "|neither confirmed nor denied that|neither confirm nor deny that"
)
"""Who says these says no figure: "police could not confirm that 12 had died"."""
