"""A method as it is listed and called: its name, its rule, where it comes from, its options."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from tracker.reconcile.estimate import Estimate, Method
from tracker.reconcile.events import Voiced

BUILT_IN = "built in"
"""The origin of the methods that come with the program."""

Explain = Callable[[Estimate, Voiced], str]
"""Says what a method made of one standing claim, used or not: its weight, its age, its kind."""


@dataclass(frozen=True, slots=True)
class MethodOption:
    """One thing about a method that can be set when it is named: `gtd:window_hours=48`."""

    name: str
    """The keyword of the method's function that it sets."""
    read: Callable[[str], Any]
    """The value of a text. Raises ValueError, with what is expected, for one it cannot read."""
    write: Callable[[Any], str]
    """The one text of a value, so that equal options are named alike."""
    meaning: str
    """What it sets, in a clause, with its default."""


@dataclass(frozen=True, slots=True)
class NamedMethod:
    """A method as `tracker methods` lists it."""

    name: str
    """As it was asked for: with its options, where any were given."""
    estimate: Method
    rule: str
    """What it does, in a sentence."""
    after: str
    """Whose practice it follows."""
    explain: Callable[..., str] | None = None
    """An Explain that also takes the options of the method; None where it has none to offer."""
    options: tuple[MethodOption, ...] = ()
    origin: str = BUILT_IN
    """The distribution that registered it."""
    given: Mapping[str, Any] | None = None
    """The options that were set when it was named."""

    def told(self, estimate: Estimate, one: Voiced) -> str:
        """What the method made of a claim that its estimate was given; '' where it says nothing."""
        return "" if self.explain is None else self.explain(estimate, one, **(self.given or {}))
