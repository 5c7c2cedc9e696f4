"""Phrases with a verb of saying by which no figure is given."""

from itertools import product

from tracker.extract.wordlists import terms

CLAIMING = terms(
    "claimed responsibility|claims responsibility|claiming responsibility|claimed credit"
    "|claimed the attack|claimed the bombing|claimed the assault|claimed the blast"
)
"""What those say who give no figure with it; what they go on to say may be one."""
UNCONFIRMED = [
    f"{lead} {verb}{that}"
    for lead, verb, that in product(
        terms(
            "not|could not|would not|cannot|did not|unable to|yet to|refused to|declined to"
            "|couldn't|wouldn't|can't|not yet|never"
        ),
        ("confirm", "confirmed", "verify", "verified"),
        ("", " that"),
    )
]
"""Who says these says no figure: "police could not confirm that 12 had died"."""
