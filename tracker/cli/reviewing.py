"""Going through drafts at the terminal: accept, edit or skip; nothing goes in without a yes."""

import click

from tracker.cli.output import line
from tracker.errors import FigureError, StampError
from tracker.extract import Draft
from tracker.figures import Figure, read_figure
from tracker.reports.safe import sentence
from tracker.typed.drafting import Drafts, draft_said, targets_first
from tracker.typed.givens import Row
from tracker.typed.understood import people_between

_KEYS = {"a": "accept", "e": "edit", "s": "skip", "q": "quit"}
_NEW = "n"


def reviewed(drafts: Drafts) -> list[Row]:
    """The rows a person said yes to, in canonical columns; [] where there is nothing to record.

    Raises click.Abort at the end of the input and for an interrupt: nothing is recorded then.
    """
    chosen: dict[str, str] = {}
    """What each name was taken for, so that it is asked only once."""
    accepted: list[Row] = []
    for place, draft in enumerate(drafts.found, 1):
        _tell(drafts, draft, place)
        answer = _asked("accept, edit, skip or quit", tuple(_KEYS), "s")
        if answer == "q":
            break
        if answer == "s":
            continue
        row = drafts.to_record(place)
        if answer == "e":
            row = _edited(row)
        name = row["source"]
        row["source"] = chosen.get(name) or _source(name, drafts)
        if name:
            chosen[name] = row["source"]
        if row["act"] == "dispute":
            row["target"] = _target(row["target"], drafts, accepted)
            if not row["target"]:
                line("  skipped: nothing says which claim it contests")
                continue
        accepted.append(row)
        line(f"  kept: {row['metric']} / {row['population']}: {row['figure']}, {row['source']}")
    return targets_first(accepted) if accepted and _is_wanted(len(accepted)) else []


def _tell(drafts: Drafts, draft: Draft, place: int) -> None:
    line("")
    before, figure, after = drafts.marked(draft)
    line(f"{place} of {len(drafts.found)}: {before}»{figure}«{after}")
    line(f"  {draft_said(draft, drafts.origin.via)}")


def _edited(row: Row) -> Row:
    """The row with what is typed in its place; an empty answer keeps what stands there."""
    edited = dict(row)
    edited["metric"] = _word("metric", "Metric", row["metric"])
    edited["population"] = _word("population", "Population", row["population"])
    edited["scope"] = _text("scope", row["scope"])
    edited["source"] = _text("source", row["source"])
    edited["asserted_at"] = _when(row["asserted_at"])
    wording = _figure(row["figure"], edited["metric"])
    if wording != row["figure"]:
        edited |= {"figure": wording, "low": "", "high": ""}
    return edited


def _figure(wording: str, metric: str) -> str:
    """A wording that the reader of figures takes, said back as understood."""
    while True:
        typed = _text("figure", wording)
        if typed == wording:
            return wording
        try:
            figure: Figure = read_figure(typed, metric=metric)
        except FigureError as problem:
            line(f"  {problem}")
            continue
        line(f"  understood: {people_between(figure.low, figure.high)}")
        return typed


def _when(known: str) -> str:
    """A time that an import reads; '' where none is known."""
    from tracker.importing import read_stamp  # noqa: PLC0415 - dateutil

    while True:
        typed = _text("when it was said", known)
        try:
            return read_stamp(typed).text if typed else ""
        except StampError as problem:
            line(f"  {problem}")


def _target(known: str, drafts: Drafts, accepted: list[Row]) -> str:
    """Ref or id of the claim that a denial contests; '' where the person leaves it out."""
    while True:
        if drafts.is_contestable(known, accepted):
            return known
        if known:
            line(f"  there is no claim {known} here; give the ref or id of one, or nothing")
        known = _text("which claim it contests", "")
        if not known:
            return ""


def _source(name: str, drafts: Drafts) -> str:
    """The source a name means: one of the ledger's that is chosen, or the name as a new one."""
    from tracker.importing.likely_sources import likely_sources, same_source  # noqa: PLC0415

    while not name:
        name = _text("source (who says so)", "")
    known = same_source(name, drafts.sources)
    likely = likely_sources(name, drafts.sources)
    if known or not likely:
        return known or name
    for at, one in enumerate(likely, 1):
        line(f"  {at}: {one.slug}, {one.name} (likeness {one.likeness})")
    answers = tuple(str(at) for at in range(1, len(likely) + 1))
    answer = _asked(f"{name}: which of these, or {_NEW} for a new one", (*answers, _NEW), _NEW)
    return name if answer == _NEW else likely[int(answer) - 1].slug


def _is_wanted(count: int) -> bool:
    line("")
    what = "this draft" if count == 1 else f"these {count} drafts"
    return _asked(f"record {what}, y or n", ("y", "n"), "n") == "y"


def _word(column: str, listed: str, default: str) -> str:
    from tracker.cli.words import Word  # noqa: PLC0415

    return str(click.prompt(f"  {column}", default=default, type=Word(listed)))


def _text(question: str, default: str) -> str:
    """What is typed; what stands there, shown harmless, where nothing is."""
    known = f" [{default}]" if default else ""
    asked = sentence(f"  {question}{known}")
    return str(click.prompt(asked, default=default, show_default=False)).strip()


def _asked(question: str, answers: tuple[str, ...], default: str) -> str:
    choice = click.Choice(answers, case_sensitive=False)
    return str(click.prompt(sentence(f"  {question}"), type=choice, default=default)).lower()
