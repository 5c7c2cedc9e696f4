"""From Figure back to wording: the plainest English that reads back as the same figure."""

from collections.abc import Iterator

from tracker.errors import FigureError
from tracker.figures.figure import Figure, Part, Qualifier
from tracker.figures.policy import FLOORED, PLAIN, UNFLOORED, Policy
from tracker.figures.reader import read_figure
from tracker.figures.words import GROUPS


def write_figure(figure: Figure, *, policy: Policy = PLAIN) -> str:
    """The canonical English wording of a figure, which reads back as an equal one.

    A vague figure is written with the vague word its wording holds, or else with the
    first of the policy's words that has its floor. The policy must be the one the
    figure was read by. Raises FigureError where no wording reads back as this figure:
    bounds its qualifier does not allow, a floor no vague word has.

    >>> write_figure(Figure(40, None, Qualifier.AT_LEAST))
    'at least 40'
    """
    ending = _parts_written(figure.parts)
    for text in _wordings(figure, policy):
        if _reads_back(text + ending, figure, policy):
            return text + ending
    described = f"{figure.qualifier.value}, low {figure.low}, high {figure.high}"
    problem = f"has no wording under the policy {policy.name} with these bounds and parts"
    raise FigureError(figure.wording or described, figure.wording or described, problem)


def _reads_back(text: str, figure: Figure, policy: Policy) -> bool:
    try:
        return read_figure(text, policy=policy) == figure
    except FigureError:
        return False


def _wordings(figure: Figure, policy: Policy) -> Iterator[str]:
    low, high = figure.low, figure.high
    match figure.qualifier:
        case Qualifier.NONE:
            yield "none"
        case Qualifier.NONE_REPORTED:
            yield "none reported"
        case Qualifier.UNKNOWN:
            yield "unknown"
        case Qualifier.VAGUE:
            yield from _vague_words(figure, policy)
        case Qualifier.RANGE if low is not None and high is not None:
            yield f"{low:,} to {high:,}"
            # "5 to 3,000" may mean 5,000: only this wording leaves no doubt.
            yield f"at least {low:,} and at most {high:,}"
        case Qualifier.APPROXIMATE if low is not None and high is not None:
            yield f"about {(low + high) // 2:,}"
        case _:
            yield from _with_one_number(figure)


def _with_one_number(figure: Figure) -> Iterator[str]:
    match figure.qualifier, figure.low, figure.high:
        case Qualifier.EXACT, int(low), _:
            yield f"{low:,}"
        case Qualifier.AT_LEAST, int(low), _:
            yield f"at least {low:,}"
        case Qualifier.MORE_THAN, int(low), _:
            yield f"more than {low - 1:,}"
        case Qualifier.UP_TO, _, int(high):
            yield f"up to {high:,}"
        case Qualifier.LESS_THAN, _, int(high):
            yield f"fewer than {high + 1:,}"
        case Qualifier.NEARLY, _, int(high):
            yield f"nearly {high:,}"


def _vague_words(figure: Figure, policy: Policy) -> Iterator[str]:
    """The words with this floor: those the wording holds first, the longest before all."""
    wording = " ".join(figure.wording.lower().split())
    fitting = [word for word in FLOORED + UNFLOORED if policy.floors.get(word) == figure.low]
    yield from sorted((word for word in fitting if word in wording), key=len, reverse=True)
    yield from fitting[:1]
    yield from (word for word in UNFLOORED if word in fitting)


def _parts_written(parts: tuple[Part, ...]) -> str:
    if not parts:
        return ""
    *others, last = [_part_written(part) for part in parts]
    return f", including {', '.join(others)}{' and ' if others else ''}{last}"


def _part_written(part: Part) -> str:
    one, several = GROUPS[part.what]
    match part.low, part.high:
        case int(low), None:
            return f"at least {low:,} {several}"
        case None, int(high):
            return f"up to {high:,} {several}"
        case int(low), int(high) if low == high:
            return f"{low:,} {one if low == 1 else several}"
        case low, high:
            return f"at least {low:,} and at most {high:,} {several}"
