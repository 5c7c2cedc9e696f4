"""What `tracker history --by-source` and `--source` print: how each voice's own figure moved."""

from collections.abc import Mapping, Sequence

from rich.cells import cell_len, set_cell_size
from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.text import Text

from tracker.model.choices import Reason
from tracker.model.claim import Count
from tracker.model.stamps import HOUR_US
from tracker.reconcile.dossier import Dossier
from tracker.reconcile.lags import Lags
from tracker.reconcile.picture import interval, name_of
from tracker.reconcile.revision import Revision
from tracker.reconcile.tally import NEAR_PERCENT, IncidentRevisions, Tally, VoiceSeries
from tracker.reconcile.timeline import Change
from tracker.reports.claim_lines import count_title, figure_text, short_ids
from tracker.reports.header_text import title_text, view_text
from tracker.reports.history_text import statistics_text
from tracker.reports.layout import QUIET, UNKNOWN, Columns, heading, number, plural, stacked
from tracker.reports.moments import moment_text, said_text
from tracker.reports.passage import Passage
from tracker.reports.revision_text import change_text, reason_text, span_numbers, span_text

TOO_EARLY = "*"
_LEGEND = (
    "up, down: steps by which its number rose and fell, restatements among them, which the table "
    "below counts apart. "
    f"near: how long until within {NEAR_PERCENT} % of the latest for good. {TOO_EARLY} too early "
    "to say that it stays: since then less was heard about the count than it took, or less than "
    "a day."
)


def by_source_text(dossier: Dossier, count: Count, found: IncidentRevisions) -> Group:
    """The series of one count, a line a voice, and what the incident's amount to."""
    told = found.of(count)
    if not told:
        return stacked(*_head(dossier, count), Passage(_nobody(count)))
    sources = dossier.snapshot.sources
    rows: list[tuple[RenderableType, ...]] = [
        (Passage(name_of(one.voice, sources)), *_numbers(one)) for one in told
    ]
    heads = ("voice", "steps", "first", "latest", "least", "most", "up", "down", "near")
    table = Columns(rows, heads=heads, right=range(1, 9), whole=range(1, 9))
    return stacked(*_head(dossier, count), table, "", Passage(_LEGEND), "", *_whole(dossier, found))


def source_series_text(
    dossier: Dossier, count: Count, found: IncidentRevisions, voice: str
) -> Group:
    """One voice's steps in one count: what each did, by how much, after how long and why."""
    told = [one for one in found.of(count) if one.voice == voice]
    name = name_of(voice, dossier.snapshot.sources)
    if not told:
        return stacked(*_head(dossier, count), Passage(f"No number of {name} is public."))
    zone = dossier.snapshot.incident.timezone
    (one,) = told
    return stacked(
        *_head(dossier, count),
        Passage(f"What {name} said, step by step"),
        _steps(one, dossier),
        "",
        Passage(statistics_text(one.revisions, zone)),
        Passage(f"{_reasons(one.revisions.reasons)} {lag_text(one.lags)}".strip()),
        *_passed_over(one, dossier),
    )


def lag_text(lags: Lags) -> str:
    """How long after it was said the ledger took it; '' where no claim bears a time."""
    if lags.median is None or lags.greatest is None:
        return ""
    told = f"Recorded {_hours(lags.median)} after it was said"
    if lags.claims > 1:
        told += f" in the median of {lags.claims:,}, {_hours(lags.greatest)} at most"
    return told + "."


def _head(dossier: Dossier, count: Count) -> tuple[RenderableType, ...]:
    title = f"{title_text(dossier.snapshot.incident)} – {count_title(count)}, voice by voice"
    return heading(title), Passage(view_text(dossier.snapshot)), ""


def _nobody(count: Count) -> str:
    return f"No number for {count_title(count)} is public."


def _numbers(one: VoiceSeries) -> tuple[Text, ...]:
    revisions = one.revisions
    near = next(within for within in revisions.within if within.percent == NEAR_PERCENT)
    took = UNKNOWN
    if revisions.steps > 1 and near.took_us is not None:
        took = span_text(near.took_us) + (TOO_EARLY if near.is_censored else "")
    moves = [step.by or 0 for step in one.steps]
    return tuple(
        Text(told)
        for told in (
            f"{revisions.steps:,}",
            span_numbers(revisions.first_figures),
            span_numbers(revisions.latest_figures),
            number(revisions.minimum),
            number(revisions.maximum),
            f"{sum(by > 0 for by in moves):,}",
            f"{sum(by < 0 for by in moves):,}",
            took,
        )
    )


def _steps(one: VoiceSeries, dossier: Dossier) -> RenderableType:
    """Each step in a line, and under it who spoke, where that was not the voice by its own
    name, and why. A table would leave those words a column of one word a line."""
    zone, sources = dossier.snapshot.incident.timezone, dossier.snapshot.sources
    ids = short_ids(dossier.snapshot.claims)
    lines = [("from", "figure", "change", "after", "claim")] + [
        (
            moment_text(step.at_us, zone),
            _figure(step),
            change_text(step),
            span_text(step.stood_us),
            ids[step.claim.id],
        )
        for step in one.steps
    ]
    widths = [max(map(cell_len, column)) for column in zip(*lines, strict=True)]
    head, *told = (_aligned(line, widths) for line in lines)
    parts: list[RenderableType] = [Text(head, QUIET)]
    for line, step in zip(told, one.steps, strict=True):
        parts.append(Text(line))
        said = "" if step.claim.source == one.voice else name_of(step.claim.source, sources)
        words = f"{said}{reason_text(step)}".strip()
        if words:
            parts.append(Padding(Passage(words), (0, 0, 0, 4)))
    return Group(*parts)


def _aligned(cells: Sequence[str], widths: Sequence[int]) -> str:
    """Cells two blanks apart, each as wide as its column; the fourth stands to the right."""
    padded = [set_cell_size(cell, width) for cell, width in zip(cells, widths, strict=True)]
    padded[3] = " " * (widths[3] - cell_len(cells[3])) + cells[3]
    return "  ".join(padded).rstrip()


def _passed_over(one: VoiceSeries, dossier: Dossier) -> tuple[RenderableType, ...]:
    if not one.passed_over:
        return ()
    ids = short_ids(dossier.snapshot.claims)
    zone = dossier.snapshot.incident.timezone
    rows = [
        (Text(ids[row.id], QUIET), Passage(f"{figure_text(row)}, {said_text(row, zone)}"))
        for row in one.passed_over
    ]
    told = "No steps: withdrawn, or by their dates older than what already stood"
    return "", Passage(told), Columns(rows, whole=(0,), indent=2)


def _figure(step: Revision) -> str:
    return "none" if step.after is None else interval(step.after[0], step.after[2])


def _whole(dossier: Dossier, found: IncidentRevisions) -> tuple[RenderableType, ...]:
    sources = dossier.snapshot.sources
    talkative = {
        voice: tally for voice, tally in found.by_voice.items() if tally.steps > tally.series
    }
    once = len(found.by_voice) - len(talkative)
    rows: list[tuple[RenderableType, ...]] = [
        (Passage(name_of(voice, sources)), *(Text(told) for told in _tallied(tally)))
        for voice, tally in talkative.items()
    ]
    heads = ("voice", "counts", "steps", *_KINDS.values(), "near")
    return (
        heading("All counts of the incident"),
        Passage(_whole_text(found.whole, len(found.by_voice))),
        "",
        Columns(rows, heads=heads, right=range(1, 9), whole=range(1, 9)),
        Passage(f"{plural(once, 'more voice')} spoke once of each count." if once else ""),
    )


_KINDS = {
    Change.RAISED: "raised",
    Change.LOWERED: "lowered",
    Change.REAFFIRMED: "same",
    Change.RESTATED: "restated",
    Change.WITHDRAWN: "withdrawn",
}


def _tallied(tally: Tally) -> tuple[str, ...]:
    near = tally.nearing
    told = span_text(None if near.median_us is None else round(near.median_us))
    kinds = (f"{tally.changes[kind]:,}" for kind in _KINDS)
    return f"{tally.series:,}", f"{tally.steps:,}", *kinds, told


def _whole_text(whole: Tally, voices: int) -> str:
    kinds = [f"{n:,} {kind}" for kind, n in whole.changes.items() if n]
    told = f"{plural(voices, 'voice')}, {plural(whole.series, 'series', 'series')}, "
    told += f"{plural(whole.steps, 'step')}: {', '.join(kinds)}. {_reasons(whole.reasons)}"
    near = whole.nearing
    if near.median_us is not None:
        told += (
            f" Of the series with several steps, {near.series:,} came within {NEAR_PERCENT} % of "
            f"their latest for good after {span_text(round(near.median_us))} in the median; "
            f"of {near.censored:,} it is too early to say."
        )
    return f"{told} {lag_text(whole.lags)}".strip()


def _reasons(reasons: Mapping[str, int]) -> str:
    """Which reasons the moves were given, and how many none; '' without a move."""
    given = {code: n for code, n in reasons.items() if code != Reason.UNEXPLAINED.value}
    order = sorted(given.items(), key=lambda item: (-item[1], item[0]))
    told = [f"{n:,} {code.replace('_', ' ')}" for code, n in order]
    unexplained = reasons.get(Reason.UNEXPLAINED.value, 0)
    if unexplained:
        told.append(f"none given for {unexplained:,}")
    return f"Reasons of the moves: {', '.join(told)}." if told else ""


def _hours(hours: float) -> str:
    return span_text(round(hours * HOUR_US))
