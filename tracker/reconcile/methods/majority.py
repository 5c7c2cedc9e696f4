"""`majority`: the value most voices support. Common practice."""

from collections import Counter

from tracker.reconcile.estimate import Estimate, Standing, from_claim, nothing_usable
from tracker.reconcile.events import Voiced
from tracker.reconcile.methods.plain import whoever_said_it


def majority(standing: Standing) -> Estimate:
    """The stated number that most voices give, the lower of a tie; parties count like others."""
    numbered = [one for one in standing.claims if one.value is not None]
    if not numbered:
        return nothing_usable(standing, "no standing claim has a number")
    support = Counter(one.value for one in numbered)
    most = max(support.values())
    value = min(number for number, votes in support.items() if votes == most and number is not None)
    agreeing = [one for one in numbered if one.value == value]
    tied = sum(1 for votes in support.values() if votes == most)
    rule = f"the number that most voices give: {value:,}, by {most} of {len(numbered)}"
    if len(numbered) == 1:
        rule = "the number of the only voice that gives one"
    elif tied > 1:
        rule += f"; {tied} numbers have as many voices, and the lowest of them is taken"
    used = tuple(one.claim.id for one in agreeing)
    estimate = from_claim(standing, agreeing[-1], rule, "another number", used)
    return estimate._replace(why_not=whoever_said_it("another number"))


def majority_told(estimate: Estimate, one: Voiced) -> str:
    """How many voices give its number."""
    if one.value is None:
        return "no vote"
    votes = sum(1 for each in estimate.standing.claims if each.value == one.value)
    return f"{one.value:,}: {votes:,} {'voice' if votes == 1 else 'voices'}"
