"""The reconciliation methods by name. Names are stable: scripts and stored views use them."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from tracker.errors import OptionError, suggestion
from tracker.reconcile.estimate import Method
from tracker.reconcile.methods.acled import acled
from tracker.reconcile.methods.consensus import consensus
from tracker.reconcile.methods.gtd import gtd
from tracker.reconcile.methods.latest import latest
from tracker.reconcile.methods.majority import majority
from tracker.reconcile.methods.priority import priority
from tracker.reconcile.methods.spread import spread
from tracker.reconcile.methods.ucdp import ucdp

DEFAULT = "consensus"


@dataclass(frozen=True, slots=True)
class NamedMethod:
    """A method as `tracker methods` lists it."""

    name: str
    estimate: Method
    rule: str
    """What it does, in a sentence."""
    after: str
    """Whose practice it follows."""


METHODS: Mapping[str, NamedMethod] = MappingProxyType(
    {
        method.name: method
        for method in (
            NamedMethod(
                "consensus",
                consensus,
                "the number that fresh, credible voices jointly reach; low and high where "
                "support is still substantial",
                "this project, docs/methods.md",
            ),
            NamedMethod(
                "latest",
                latest,
                "the newest standing claim of a voice that is not questionable",
                "common practice",
            ),
            NamedMethod(
                "range",
                spread,
                "the least and the greatest standing value, parties left out; no best",
                "Iraq Body Count, Airwars",
            ),
            NamedMethod(
                "gtd",
                gtd,
                "the most recent source; if several are about equally recent or it is "
                "questionable, the majority, else the lowest that is not questionable",
                "Global Terrorism Database codebook, p. 48",
            ),
            NamedMethod(
                "acled",
                acled,
                "the least standing value, vague words read conservatively",
                "ACLED FAQ",
            ),
            NamedMethod(
                "ucdp",
                ucdp,
                "the value of the most reliable voice, between the least and the greatest "
                "of the reliable",
                "UCDP GED definitions",
            ),
            NamedMethod(
                "priority",
                priority,
                "the first kind of source, in a fixed order, that has a standing claim",
                "EM-DAT",
            ),
            NamedMethod(
                "majority",
                majority,
                "the number that most voices give",
                "common practice",
            ),
        )
    }
)


def method_named(name: str) -> NamedMethod:
    """The method of that name. Raises OptionError, with near names, when there is none."""
    try:
        return METHODS[name]
    except KeyError:
        raise OptionError(
            f"no method {name!r}{suggestion(name, list(METHODS))}; "
            f"the methods are {', '.join(METHODS)}"
        ) from None
