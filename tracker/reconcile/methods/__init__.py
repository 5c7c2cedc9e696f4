"""The reconciliation methods by name. Names are stable: scripts and stored views use them.

`METHODS` are those that come with the program; others register theirs (`registered`).
"""

from collections.abc import Mapping
from types import MappingProxyType

from tracker.errors import MethodError, OptionError, suggestion
from tracker.reconcile.methods.acled import acled, acled_told
from tracker.reconcile.methods.consensus import consensus, weight_told
from tracker.reconcile.methods.gtd import gtd, gtd_told
from tracker.reconcile.methods.latest import latest, latest_told
from tracker.reconcile.methods.majority import majority, majority_told
from tracker.reconcile.methods.named import NamedMethod
from tracker.reconcile.methods.options import ORDER, WINDOW_HOURS, parts_of, with_options
from tracker.reconcile.methods.priority import priority, priority_told
from tracker.reconcile.methods.spread import spread, spread_told
from tracker.reconcile.methods.ucdp import ucdp, ucdp_told

DEFAULT = "consensus"


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
                explain=weight_told,
            ),
            NamedMethod(
                "latest",
                latest,
                "the newest standing claim of a voice that is not questionable",
                "common practice",
                explain=latest_told,
            ),
            NamedMethod(
                "range",
                spread,
                "the least and the greatest standing value, parties left out; no best",
                "Iraq Body Count, Airwars",
                explain=spread_told,
            ),
            NamedMethod(
                "gtd",
                gtd,
                "the most recent source; if several are about equally recent or it is "
                "questionable, the majority, else the lowest that is not questionable",
                "Global Terrorism Database codebook, p. 48",
                explain=gtd_told,
                options=(WINDOW_HOURS,),
            ),
            NamedMethod(
                "acled",
                acled,
                "the least standing value, vague words read conservatively",
                "ACLED FAQ",
                explain=acled_told,
            ),
            NamedMethod(
                "ucdp",
                ucdp,
                "the value of the most reliable voice, between the least and the greatest "
                "of the reliable",
                "UCDP GED definitions",
                explain=ucdp_told,
            ),
            NamedMethod(
                "priority",
                priority,
                "the first kind of source, in a fixed order, that has a standing claim",
                "EM-DAT",
                explain=priority_told,
                options=(ORDER,),
            ),
            NamedMethod(
                "majority",
                majority,
                "the number that most voices give",
                "common practice",
                explain=majority_told,
            ),
        )
    }
)


def method_named(name: str) -> NamedMethod:
    """The method of that name, with the options that the name gives: `gtd:window_hours=48`.

    Raises OptionError, with near names, when there is none, and MethodError for a registered
    one that is broken. Only a name that is not built in makes us look for registered methods.
    """
    own, given = parts_of(name)
    method = METHODS.get(own)
    if method is None:
        from tracker.reconcile.methods.registered import registered  # noqa: PLC0415 - slow

        method = registered(own, frozenset(METHODS))
    if method is None:
        names = method_names()
        raise OptionError(
            f"no method {own!r}{suggestion(own, names)}; the methods are {', '.join(names)}"
        )
    return with_options(method, given)


def method_names() -> list[str]:
    """Every name that --method may take: the built-in ones, then what is registered."""
    from tracker.reconcile.methods.registered import registrations  # noqa: PLC0415 - slow

    others = {one.name for one in registrations()}
    return [*METHODS, *sorted(others - set(METHODS))]


def every_method() -> tuple[list[NamedMethod], list[MethodError]]:
    """All methods that can be used, the built-in ones first, and what is wrong with the others."""
    from tracker.reconcile.methods.registered import all_registered  # noqa: PLC0415 - slow

    sound, broken = all_registered(frozenset(METHODS))
    return [*METHODS.values(), *sound], broken
