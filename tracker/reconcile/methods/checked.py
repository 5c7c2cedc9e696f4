"""What a registered method answers, held to what an estimate is before anything shows it.

A method from elsewhere may be wrong in any way. A wrong figure on screen would be the worst,
so an answer that makes no sense is refused whole, with the reason; nothing is repaired. To end the
program (SystemExit) is a failure like any other: its exit code would be taken for one of ours.
"""

from functools import partial

from tracker.errors import MethodError, shown
from tracker.reconcile.estimate import Camp, Estimate, Method, Standing
from tracker.reconcile.events import Voiced
from tracker.reconcile.methods.named import Explain


def checked(function: Method, name: str, origin: str) -> Method:
    """The same method, whose every answer is checked. It raises MethodError where the method
    fails or its answer makes no sense."""

    def estimate(standing: Standing) -> Estimate:
        failure = partial(MethodError, name, origin)
        try:
            answer = function(standing)
            fault = fault_in(answer, standing)
        except (Exception, SystemExit) as problem:
            raise failure(f"failed on {standing.about}: {told(problem)}") from problem
        if fault:
            raise failure(f"gave no estimate of {standing.about}: {fault}")
        return answer._replace(why_not=checked_words(answer.why_not, name, origin))

    return estimate


def checked_words(say: Explain, name: str, origin: str) -> Explain:
    """The same words about a claim; raises MethodError where they are none."""

    def words(estimate: Estimate, one: Voiced) -> str:
        try:
            said: object = say(estimate, one)
        except (Exception, SystemExit) as problem:
            raise MethodError(name, origin, f"failed to explain: {told(problem)}") from problem
        if not isinstance(said, str):
            raise MethodError(name, origin, f"explains a claim with {shown(repr(said))}, no text")
        return said

    return words


def told(problem: BaseException) -> str:
    """An exception of somebody else's code in a few words."""
    said = " ".join(str(problem).split())
    kind = type(problem).__name__
    return f"{kind}: {said[:200]}" if said else kind


def fault_in(answer: object, standing: Standing) -> str:
    """What is wrong with an answer, as a clause; '' when it is an estimate of what stood."""
    if not isinstance(answer, Estimate):
        return f"it returned {shown(repr(answer))}, not an Estimate"
    for check in (_fault_in_figures, _fault_in_words, _fault_in_used):
        fault = check(answer, standing)
        if fault:
            return fault
    return ""


def _fault_in_figures(answer: Estimate, _standing: Standing) -> str:
    for end, value in zip(("low", "best", "high"), answer.figures, strict=True):
        if value is None:
            continue
        if type(value) is not int:
            return f"{end} is {shown(repr(value))}, not a whole number or None"
        if value < 0:
            return f"{end} is {value}, below 0"
    numbers = [value for value in answer.figures if value is not None]
    if numbers != sorted(numbers):
        low, best, high = answer.figures
        return f"low {low}, best {best}, high {high} are not in order"
    return ""


def _fault_in_words(answer: Estimate, _standing: Standing) -> str:
    if not isinstance(answer.rule, str) or not answer.rule.strip():
        return "it says no rule, and a number without the rule that made it is not shown"
    if not callable(answer.why_not):
        return "why_not is no function; unless_questionable('reason') makes one"
    if not all(isinstance(camp, Camp) for camp in answer.camps):
        return "camps are no tuple of Camp"
    if type(answer.disputed) is not bool:
        return f"disputed is {shown(repr(answer.disputed))}, not True or False"
    return ""


def _fault_in_used(answer: Estimate, standing: Standing) -> str:
    if answer.standing is not standing:
        return "its standing is not the one that the method was given"
    if not isinstance(answer.used, tuple):
        return f"used is {shown(repr(answer.used))}, not a tuple of ids"
    known = {one.claim.id for one in standing.claims}
    for used in answer.used:
        if used not in known:
            return f"it rests on {shown(str(used))}, which is no claim that stands"
    if len(set(answer.used)) < len(answer.used):
        return "it rests on one claim twice"
    if answer.best is not None and not answer.used:
        return f"best is {answer.best}, and it names no claim that this rests on"
    return ""
