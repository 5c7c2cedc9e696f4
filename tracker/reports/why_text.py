"""What `tracker why` prints: the four steps from the rows of a count to its estimate."""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from rich.console import Group, RenderableType
from rich.text import Text

from tracker.model.choices import Act
from tracker.model.claim import RecordedClaim
from tracker.reconcile.barring import Bar, Barred
from tracker.reconcile.falls import Fall, How
from tracker.reconcile.picture import people
from tracker.reconcile.why import ActOf, Weighed, Why, who_sets_high, who_sets_low
from tracker.reports.claim_lines import claim_text, count_title, figure_text, short_ids
from tracker.reports.dossier_text import estimate_text
from tracker.reports.header_text import as_of_text, known_at_text, title_text
from tracker.reports.layout import QUIET, grid, heading, plural, stacked
from tracker.reports.moments import moment_text
from tracker.reports.passage import Passage
from tracker.reports.voice_text import voices_grid

_IN_FULL = 3
"""So many rows that time keeps out are listed rather than counted."""
_BARRED = {
    Bar.NOT_YET_RECORDED: "Not yet recorded",
    Bar.VOIDED: "Voided by the recorder",
    Bar.CORRECTED: "Corrected by the recorder",
    Bar.NOT_YET_PUBLIC: "Not yet public",
    Bar.NOT_A_TOTAL: "Not a total",
}


class Told(NamedTuple):
    """An account with what is looked up for every row that is named."""

    account: Why
    ids: Mapping[str, str]
    """Id → its beginning."""

    def line(self, row: RecordedClaim, became: str) -> tuple[RenderableType, ...]:
        """A row for a grid: id, interval, who said it when, and what became of it."""
        snapshot = self.account.dossier.snapshot
        told = claim_text(row, snapshot, became)
        if row.act not in (Act.ASSERT, Act.CORRECT):
            told = f"{row.act}: {told}"
        return Text(self.ids[row.id], QUIET), Text(figure_text(row)), Passage(told)


def why_text(account: Why, *, verbose: bool = False) -> Group:
    """The account, step by step. `verbose` lists what is not yet public row by row as well."""
    dossier, picture = account.dossier, account.picture
    snapshot = dossier.snapshot
    rows = [*snapshot.claims, *(one.row for one in account.barred)]
    told = Told(account, short_ids(rows))
    title = f"{title_text(snapshot.incident)} – {count_title(picture.count)}"
    return stacked(
        heading(title),
        Passage(f"{as_of_text(snapshot)}; {known_at_text(snapshot)}"),
        "",
        *_eligible(told, verbose=verbose),
        "",
        *_standing(told),
        "",
        *_voices(told),
        "",
        *_rule(told),
    )


def _eligible(told: Told, *, verbose: bool) -> Iterator[RenderableType]:
    account = told.account
    of_count = len(account.eligible) + len(account.barred)
    yield heading(
        f"1. Eligible – {len(account.eligible):,} of {plural(of_count, 'row')} on this count"
    )
    yield Passage("Totals that are public, recorded, and neither corrected nor voided.")
    for bar, title in _BARRED.items():
        barred = [one for one in account.barred if one.bar is bar]
        if barred:
            yield from _kept_out(title, barred, told, verbose=verbose)


def _kept_out(
    title: str, barred: Sequence[Barred], told: Told, *, verbose: bool
) -> Iterator[RenderableType]:
    if barred[0].from_us is not None and len(barred) > _IN_FULL and not verbose:
        first = min(one.from_us for one in barred if one.from_us is not None)
        zone = told.account.dossier.snapshot.incident.timezone
        yield Passage(
            f"{title} – {plural(len(barred), 'row')}, the first from {moment_text(first, zone)} on "
            "(--all lists them)"
        )
        return
    yield Passage(title)
    yield grid([told.line(one.row, _why_barred(one, told)) for one in barred], whole=2, indent=2)


def _why_barred(one: Barred, told: Told) -> str:
    if one.by is not None:
        return f"by {told.ids[one.by.id]}: {one.by.reason}"
    if one.from_us is None:
        return f"a figure of mode {one.row.mode}"
    zone = told.account.dossier.snapshot.incident.timezone
    word = "recorded" if one.bar is Bar.NOT_YET_RECORDED else "public"
    return f"{word} from {moment_text(one.from_us, zone)} on"


def _standing(told: Told) -> Iterator[RenderableType]:
    account = told.account
    standing = len(account.picture.standing.claims)
    yield heading(
        f"2. Standing – {standing:,} of {plural(len(account.eligible), 'eligible claim')}"
    )
    yield Passage("The newest claim of every voice, unless it was withdrawn.")
    if account.acts:
        yield Passage("What sources withdrew or contested")
        yield grid(
            [told.line(one.row, _effect(one, told)) for one in account.acts], whole=2, indent=2
        )
    if account.falls:
        yield Passage("No longer standing")
        yield grid(
            [told.line(one.claim, _fell(one, told)) for one in account.falls], whole=2, indent=2
        )


def _effect(one: ActOf, told: Told) -> str:
    parts = []
    if one.ends:
        parts.append(f"withdraws {_list_of(one.ends, told)}")
    if one.disputes:
        parts.append(f"contests {_list_of(one.disputes, told)}")
    if not parts:
        parts.append("changes nothing that stands in this count")
    return f"{', '.join(parts)}{f' ({one.row.reason})' if one.row.reason else ''}"


def _list_of(ids: Sequence[str], told: Told) -> str:
    return ", ".join(told.ids.get(one, one) for one in ids)


def _fell(one: Fall, told: Told) -> str:
    by = told.ids[one.by.id]
    reason = f" ({one.by.reason})" if one.by.reason else ""
    return {
        How.SUPERSEDED: f"superseded by {by}, a newer claim of the same voice",
        How.ALREADY_OLD: f"never stood: {by} of the same voice is newer",
        How.NO_NUMBER: f"never stood: gives no number, where {by} of the same voice does",
        How.PASSED_ON: f"gives way to {by}, which it passes on",
        How.WITHDRAWN: f"withdrawn by {by}{reason}",
        How.FELL_WITH: f"fell with the claim that it passes on, withdrawn by {by}{reason}",
    }[one.how]


def _voices(told: Told) -> Iterator[RenderableType]:
    account = told.account
    sources = len({member.source for one in account.voices for member in one.members})
    yield heading(
        f"3. Voices – {plural(len(account.voices), 'voice')} of {plural(sources, 'source')}"
    )
    yield Passage("One voice is one vote, however many sources and outlets carry it.")
    if account.voices:
        yield voices_grid(account, told.ids)


def _rule(told: Told) -> Iterator[RenderableType]:
    account = told.account
    method, estimate = account.dossier.method, account.picture.estimate
    yield heading(f"4. Rule – {method.name}")
    yield Passage(f"{method.rule[:1].upper()}{method.rule[1:]}.")
    for title, used in (("Rests on", True), ("Sets aside", False)):
        made = [one for one in account.weighed if one.used is used]
        if made:
            yield Passage(title)
            yield grid([_made(one, told) for one in _greatest_first(made)], whole=2, indent=2)
    yield Passage(f"Decided by: {estimate.rule}.")
    for end, number, claims in (
        ("Low", estimate.low, who_sets_low(estimate)),
        ("High", estimate.high, who_sets_high(estimate)),
    ):
        if claims and number != estimate.best:
            named = ", ".join(told.ids[one.claim.id] for one in claims)
            yield Passage(f"{end} {number:,} is given by {named}.")
    yield heading(f"So: {estimate_text(estimate)}")


def _greatest_first(made: Sequence[Weighed]) -> list[Weighed]:
    return sorted(
        made, key=lambda one: -1 if one.one.value is None else one.one.value, reverse=True
    )


def _made(one: Weighed, told: Told) -> tuple[RenderableType, ...]:
    row = one.one.claim
    said = "; ".join(part for part in (one.reason, one.told) if part) or "used"
    return Text(told.ids[row.id], QUIET), Text(people(one.one)), Passage(said)
