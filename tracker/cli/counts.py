"""Which count a command is asked about: in one word, or by --metric, --population and --scope."""

from typing import TYPE_CHECKING

from tracker.errors import ChoiceError, OptionError

if TYPE_CHECKING:
    from tracker.model import Count


def asked_count(
    written: str | None, metric: str | None, population: str | None, scope: str | None
) -> "Count":
    """The count that is asked about; what is not said is the killed, all, the whole incident.

    `written`: METRIC[/POPULATION[/SCOPE]], an empty population being all; a scope may hold
    further slashes. Raises OptionError for a word outside the lists, with near words, and
    where a count is given both ways.
    """
    if written is not None and (metric, population, scope) != (None, None, None):
        raise OptionError(
            f"give the count once: as {written!r}, or with --metric, --population and --scope"
        )
    if written is not None and not written.strip():
        return _count(written, "all", "")
    if written is not None:
        metric, population, scope = (*written.split("/", 2), "", "")[:3]
    return _count(metric or "killed", population or "all", scope or "")


def _count(metric: str, population: str, scope: str) -> "Count":
    from tracker.model import Count, Metric, Population  # noqa: PLC0415
    from tracker.model.choices import chosen  # noqa: PLC0415

    try:
        kind = chosen(Metric, "metric", metric)
    except ChoiceError as problem:
        raise OptionError(str(problem)) from None
    try:
        return Count(kind, chosen(Population, "population", population), scope)
    except ChoiceError as problem:
        raise OptionError(
            f"{problem}; a place goes after a second slash: {metric}//{population}"
        ) from None
