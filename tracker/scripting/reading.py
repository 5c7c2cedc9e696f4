"""Reading a ledger: what is known of an incident, what a method makes of it, how that moved."""

from datetime import date
from typing import TYPE_CHECKING

from tracker.errors import ChoiceError, OptionError, shown_value, text_given
from tracker.model import Count, Metric, Population, Snapshot
from tracker.typed.givens import written_date
from tracker.typed.moments import snapshot_at

if TYPE_CHECKING:
    from tracker.ledger import Ledger
    from tracker.reconcile import Dossier, Estimate, Step

DEFAULT_METHOD = "consensus"
Moment = str | date | None
"""A moment as a script gives it: written as on the command line, a date, a time with its zone;
None sets no limit."""


def snapshot(
    ledger: "Ledger", incident: str, *, as_of: Moment = None, known_at: Moment = None
) -> Snapshot:
    """All that was recorded of an incident by `known_at`, to be seen as of `as_of`.

    Both are written as on the command line, or dates, or times with a zone: a date means through
    the end of that day in the incident's zone; None sets no limit. Raises NotFoundError, and
    OptionError for a moment that cannot be read.
    """
    public, recorded = _written("as_of", as_of), _written("known_at", known_at)
    return snapshot_at(ledger, text_given("incident", incident), public, recorded)


def dossier_of(
    ledger: "Ledger",
    incident: str,
    *,
    method: str = DEFAULT_METHOD,
    as_of: Moment = None,
    known_at: Moment = None,
) -> "Dossier":
    """What is believed of an incident, and why: estimates, what they rest on, findings.

    Raises NotFoundError for an incident the ledger does not know, OptionError for a method or
    a moment that is none.
    """
    from tracker.reconcile import dossier  # noqa: PLC0415 - not for --help

    seen = snapshot(ledger, incident, as_of=as_of, known_at=known_at)
    return dossier(seen, text_given("method", method))


def estimate(
    ledger: "Ledger",
    incident: str,
    metric: str = "killed",
    *,
    population: str = "all",
    scope: str = "",
    method: str = DEFAULT_METHOD,
    as_of: Moment = None,
    known_at: Moment = None,
) -> "Estimate":
    """What a method makes of one count: low, best and high, of which None is unknown.

    Raises NotFoundError where nothing public is about the count, and what `dossier_of` raises.

    >>> from tracker import Ledger, add, add_incident
    >>> with Ledger.open(":memory:") as ledger:
    ...     _ = add_incident(ledger, "paris-2015")
    ...     for day, dead in (("2015-11-13", "at least 40"), ("2015-11-15", "129")):
    ...         _ = add(ledger, "paris-2015", source="police", killed=dead, published_at=day)
    ...     then = estimate(ledger, "paris-2015", as_of="2015-11-14", method="latest")
    ...     now = estimate(ledger, "paris-2015", method="latest")
    >>> (then.low, then.high), (now.low, now.high)
    ((40, None), (129, 129))
    """
    count = count_of(metric, population, scope)
    known = dossier_of(ledger, incident, method=method, as_of=as_of, known_at=known_at)
    return known.picture(count).estimate


def timeline(
    ledger: "Ledger",
    incident: str,
    metric: str = "killed",
    *,
    population: str = "all",
    scope: str = "",
    method: str = DEFAULT_METHOD,
    as_of: Moment = None,
    known_at: Moment = None,
) -> "tuple[Step, ...]":
    """The estimate of one count after each moment at which something changed, oldest first.

    Raises NotFoundError where nothing public is about the count, and what `dossier_of` raises.
    """
    count = count_of(metric, population, scope)
    known = dossier_of(ledger, incident, method=method, as_of=as_of, known_at=known_at)
    known.picture(count)
    return known.timeline(count)


def count_of(metric: str, population: str = "all", scope: str = "") -> Count:
    """The count of those words. Raises OptionError, with near words, for one that is not known.

    >>> str(count_of("killed", scope="Turkey"))
    'killed / all, Turkey'
    """
    from tracker.model.choices import chosen  # noqa: PLC0415 - not for --help

    for name, given in (("metric", metric), ("population", population), ("scope", scope)):
        text_given(name, given)
    try:
        return Count(
            chosen(Metric, "metric", metric), chosen(Population, "population", population), scope
        )
    except ChoiceError as problem:
        raise OptionError(str(problem)) from None


def _written(name: str, given: Moment) -> str | None:
    """A moment as the command line takes it. Raises OptionError for a time without a zone, of
    which nobody can tell whose it is, and for what is no moment.

    >>> _written("as_of", date(2016, 7, 27)), _written("as_of", "2016-07-27T15:00")
    ('2016-07-27', '2016-07-27T15:00')
    """
    if given is None or isinstance(given, str):
        return given
    if not isinstance(given, date):
        raise OptionError(f"{name} takes a text, a date or a time, not {shown_value(given)}")
    return written_date(name, given)
