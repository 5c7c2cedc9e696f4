"""The words that claims are filtered by: those of the command line, and words to look for."""

import shlex
from dataclasses import dataclass

from tracker.errors import ChoiceError, OptionError, suggestion
from tracker.model import Metric, Population
from tracker.model.choices import chosen

OPTIONS = ("--metric", "--population", "--scope", "--state", "--source")
"""As `tracker claims` and `tracker history` take them."""
_OF_COUNT = frozenset(OPTIONS[:3])


@dataclass(frozen=True, slots=True)
class Filter:
    """What a claim must have; what is '' or None is not asked for."""

    metric: Metric | None = None
    population: Population | None = None
    scope: str | None = None
    state: str = ""
    source: str = ""
    """Slug of the source or of its voice."""
    words: tuple[str, ...] = ()
    """Each must stand somewhere in the claim, capitals forgiven."""

    @property
    def names_a_count(self) -> bool:
        """True where it says which counts are wanted, so that not only the one in focus is."""
        return (self.metric, self.population, self.scope) != (None, None, None)


def filter_from(text: str) -> Filter:
    """The filter that was typed. Raises OptionError, with near words, for what is none.

    >>> filter_from("--state withdrawn hospital").words
    ('hospital',)
    """
    given: dict[str, str] = {}
    words: list[str] = []
    rest = _split(text)
    while rest:
        word = rest.pop(0)
        if not word.startswith("--"):
            words.append(word.lower())
            continue
        option, joined, value = word.partition("=")
        if option not in OPTIONS:
            near = suggestion(option, OPTIONS) or f"; there are {', '.join(OPTIONS)}"
            raise OptionError(f"no option {option}{near}")
        if not joined:
            if not rest:
                raise OptionError(f"{option} asks for a word after it")
            value = rest.pop(0)
        given[option] = value
    return _filter(given, tuple(words))


def _split(text: str) -> list[str]:
    try:
        return shlex.split(text)
    except ValueError:  # A quote that is still open while somebody types.
        return text.split()


def _filter(given: dict[str, str], words: tuple[str, ...]) -> Filter:
    from tracker.reconcile import State  # noqa: PLC0415 - not before the first frame

    try:
        return Filter(
            chosen(Metric, "metric", given["--metric"]) if "--metric" in given else None,
            chosen(Population, "population", given["--population"])
            if "--population" in given
            else None,
            given.get("--scope"),
            chosen(State, "state", given["--state"]).value if "--state" in given else "",
            given.get("--source", ""),
            words,
        )
    except ChoiceError as problem:
        raise OptionError(str(problem)) from None
