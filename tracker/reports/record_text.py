"""What `tracker sources --record` prints: how voices' early figures compare with settled tolls."""

from collections.abc import Mapping

from rich.console import Group, RenderableType
from rich.text import Text

from tracker.model.source import Source
from tracker.model.stamps import HOUR_US
from tracker.reconcile.picture import interval, name_of
from tracker.reconcile.record import (
    EARLY_US,
    FEWEST_COUNTS,
    FEWEST_INCIDENTS,
    Case,
    LeftOut,
    Record,
)
from tracker.reconcile.revision import Span
from tracker.reports.claim_lines import count_title
from tracker.reports.layout import UNKNOWN, Columns, heading, plural, stacked
from tracker.reports.passage import Passage
from tracker.reports.revision_text import span_text

TOO_FEW = "too few"
_LEGEND = (
    "counts: tolls in which the voice spoke in the first "
    f"{EARLY_US // HOUR_US} hours and others spoke on, and of how many incidents. first, early: "
    "its first figure, and the median of its early ones, as a multiple of where all the other "
    "voices ended; medians over the counts. off: counts whose first figure was more than 10 % "
    "away from there; corrected: those that the voice itself put right, and the median time to "
    "it. lowered, raised: counts in which the voice ever lowered or raised its own figure. "
    f"{TOO_FEW.capitalize()}: fewer than {FEWEST_COUNTS} counts or {FEWEST_INCIDENTS} incidents, "
    "no basis for a median."
)
_WHY = {
    LeftOut.LATE: "it first spoke later",
    LeftOut.ALONE: "nobody else stands by a number to measure it against",
    LeftOut.YOUNG: "nobody else spoke a day or more after its first figure",
}


def records_text(records: Mapping[str, Record], sources: Mapping[str, Source]) -> Group:
    """The voices that could be measured, the most often measured first."""
    measured = [one for one in records.values() if one.cases]
    rest = len(records) - len(measured)
    others = f"{plural(rest, 'more voice')} could be measured in no count." if rest else ""
    if not measured:
        return stacked(Passage("No voice could be measured yet."), Passage(others))
    rows: list[tuple[RenderableType, ...]] = [
        (Passage(name_of(one.voice, sources)), *map(Text, _line(one))) for one in measured
    ]
    heads = (
        *("voice", "counts", "first", "early", "off", "corrected", "after", "lowered", "raised"),
    )
    return stacked(
        heading("How early figures compare with where tolls settled"),
        Columns(rows, heads=heads, right=range(1, 9), whole=range(1, 9)),
        "",
        Passage(others) if others else None,
        Passage(_LEGEND),
    )


def record_text(record: Record, sources: Mapping[str, Source]) -> Group:
    """One voice's record under its name, count by count."""
    name = name_of(record.voice, sources)
    return stacked(heading(f"{name} ({record.voice})"), measured_text(record))


def measured_text(record: Record) -> Group:
    """The same without the name."""
    parts: list[RenderableType] = [Passage(_sentence(record))]
    if record.cases:
        heads = ("count", "first", "others ended at", "ratio", "off", "corrected after")
        rows: list[tuple[RenderableType, ...]] = [
            (
                Passage(f"{case.incident}: {count_title(case.count)}"),
                *map(Text, _case(case)),
            )
            for case in record.cases
        ]
        parts += ["", Columns(rows, heads=heads, right=range(1, 6), whole=range(1, 6))]
    for why, n in record.left_out.items():
        parts += ["", Passage(f"Not measured in {plural(n, 'count')}: {_WHY[why]}.")]
    return stacked(*parts)


def _line(record: Record) -> tuple[str, ...]:
    corrected = f"{record.corrected:,}" if record.off else UNKNOWN
    return (
        f"{len(record.cases):,} in {record.incidents:,}",
        ratio_text(record.first_ratio) if record.is_enough else TOO_FEW,
        ratio_text(record.early_ratio) if record.is_enough else TOO_FEW,
        f"{record.off:,}",
        corrected,
        span_text(None if record.correct_us is None else round(record.correct_us)),
        f"{record.lowered:,}",
        f"{record.raised:,}",
    )


def ratio_text(ratio: float | None) -> str:
    """A multiple with two decimals; a dash where there is none.

    >>> ratio_text(0.2214), ratio_text(None)
    ('0.22', '–')
    """
    return UNKNOWN if ratio is None else f"{ratio:.2f}"


def _sentence(record: Record) -> str:
    n = len(record.cases)
    if not n:
        return "It could be measured in no count."
    told = f"Measured in {plural(n, 'count')} of {plural(record.incidents, 'incident')}: "
    told += f"{record.off:,} off at first, {record.corrected:,} of them corrected; "
    told += f"{record.lowered:,} lowered, {record.raised:,} raised, "
    told += f"{record.withdrawn:,} withdrawn by itself or another. "
    if not record.is_enough:
        return (
            f"{told}Too few for a median: it takes {FEWEST_COUNTS} counts of "
            f"{FEWEST_INCIDENTS} incidents."
        )
    told += f"Its first figure was {ratio_text(record.first_ratio)} times where the others ended, "
    told += f"its early ones {ratio_text(record.early_ratio)} times, in the median"
    if not record.off:
        return f"{told}."
    if record.correct_us is None:
        return f"{told}; {_never(record)} never corrected, as far as the record goes."
    return f"{told}; corrected after {span_text(round(record.correct_us))} in the median."


def _never(record: Record) -> str:
    """How many of the counts off at first were never corrected, where no median can be told."""
    if not record.corrected:
        return "the one that was off was" if record.off == 1 else "all that were off were"
    is_half = record.corrected * 2 == record.off
    return "half of those that were off were" if is_half else "most that were off were"


def _case(case: Case) -> tuple[str, ...]:
    after = "never" if case.corrected_us is None else span_text(case.corrected_us)
    return (
        _span(case.early[0]),
        _span(case.settled),
        ratio_text(case.first_ratio),
        "yes" if case.is_off else "no",
        after if case.is_off else UNKNOWN,
    )


def _span(span: Span) -> str:
    return interval(span.low, span.high)
