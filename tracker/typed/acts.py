"""The rows of the acts: what is added, corrected, retracted, voided or disputed by hand."""

from collections.abc import Callable, Mapping, Sequence

from tracker.errors import ClaimError, OptionError
from tracker.model import Act, Metric, RecordedClaim, Snapshot
from tracker.typed.givens import Row, about, given_columns, row_of, says_the_same
from tracker.typed.recording import Rows
from tracker.typed.targets import Target, check_states_figure, related, target_in

Check = Callable[[Target], None]
"""Raises what speaks against acting on a claim."""
Build = Callable[[Target], Row]
"""Makes the row to record of the claim that is acted on."""
Remark = Callable[[str], None]
"""Says something that a person should know, and that refuses nothing."""


def added_rows(given: Mapping[str, str | None]) -> Rows:
    """The rows of one report, one a metric that is given. Raises OptionError without any."""
    columns = given_columns(given)
    metrics = [metric for metric in Metric if metric in columns]
    if not metrics:
        raise OptionError('say how many, as in --killed "at least 40"')
    if len(metrics) > 1 and ("low" in columns or "high" in columns):
        raise OptionError("--low and --high go with one figure; add the others by themselves")

    def rows(snapshot: Snapshot) -> list[Row]:
        relays = related(columns.get("relays", ""), snapshot)
        return [{**_row_of_metric(one, columns, metrics), "relays": relays} for one in metrics]

    return rows


def _row_of_metric(metric: Metric, columns: Row, metrics: Sequence[Metric]) -> Row:
    """The row of one figure; several of one report share its ref as in a wide file."""
    row = {name: text for name, text in columns.items() if name not in metrics}
    ref = columns.get("ref", "")
    if ref and len(metrics) > 1:
        row["ref"] = f"{ref}/{metric}"
    return {**row, "metric": metric.value, "figure": columns[metric]}


def act_rows(named: Sequence[RecordedClaim], check: Check, build: Build, remark: Remark) -> Rows:
    """The row of one act on claims of one incident, corrections of them followed."""

    def rows(snapshot: Snapshot) -> list[Row]:
        targets = [target_in(snapshot, one) for one in named]
        for target in targets:
            _say_followed(target, remark)
            check(target)
        ids = dict.fromkeys(target.row.id for target in targets)
        row = build(targets[0])
        return [
            {**row, "target": " ".join(ids), "relays": related(row.get("relays", ""), snapshot)}
        ]

    return rows


def _say_followed(target: Target, remark: Remark) -> None:
    if target.row.id != target.named.id:
        was, now = target.named.id[:8], target.row.id[:8]
        remark(f"{was} was corrected; this acts on {now}, which is in its place")


def corrected_row(target: Target, given: Mapping[str, str | None], reason: str) -> Row:
    """The claim with what was given in place of what was wrong. Raises OptionError where it
    says just that already."""
    was = row_of(target.row)
    row = {**was, **_changes(target.row, given)}
    if says_the_same({**row, "source_kind": ""}, was):
        raise OptionError(f"{target.row.id[:8]} says just that already; nothing was recorded")
    return {**row, "act": "correct", "reason": reason}


def _changes(claim: RecordedClaim, given: Mapping[str, str | None]) -> Row:
    """The columns that were given, the figure's among them put in order."""
    columns = given_columns(given)
    worded = [name for name in (*Metric, "figure") if name in columns]
    if len(worded) > 1 or (worded and worded != ["figure"] and "metric" in columns):
        raise OptionError("one figure of one metric at a time")
    if worded and worded != ["figure"]:
        columns |= {"metric": worded[0], "figure": columns.pop(worded[0])}
    if "figure" in columns:
        return {"low": "", "high": "", **columns}
    if "low" in columns or "high" in columns:
        known = {"low": claim.figure.low, "high": claim.figure.high}
        bounds = {name: "" if n is None else str(n) for name, n in known.items()}
        return {**bounds, **columns}
    return columns


def check_correction(target: Target) -> None:
    """Raises ClaimError for what cannot be corrected."""
    check_states_figure(target, Act.CORRECT)


def retracted_row(target: Target, given: Mapping[str, str | None]) -> Row:
    """The row by which a source takes a figure back."""
    return {**about(target.row), **given_columns(given), "act": "retract"}


def check_retraction(target: Target) -> None:
    """Raises ClaimError for what cannot be withdrawn, or is already."""
    check_states_figure(target, Act.RETRACT)
    row = target.row
    withdrawn = (one.state.withdrawn for one in target.dossier.pictures)
    by = next((one[row.id] for one in withdrawn if row.id in one), None)
    if by is not None:
        raise ClaimError(
            f"{row.id[:8]} is withdrawn already, by {by.source} ({by.id[:8]}); nothing was recorded"
        )


def voided_row(target: Target, reason: str) -> Row:
    """The row that takes out what should not be here."""
    return {**about(target.row), "act": "void", "reason": reason}


def check_void(target: Target, remark: Remark) -> None:
    """Raises ClaimError for what is out already; says what goes or comes back with it."""
    row = target.row
    if target.is_out:
        raise ClaimError(f"{row.id[:8]} is voided already; void that void to bring it back")
    if row.act is Act.VOID:
        remark(f"this brings {row.targets[0][:8]} back, which {row.id[:8]} had taken out")
    elif row.act is Act.CORRECT:
        remark(f"with this correction goes what it corrected, {row.targets[0][:8]}")


def disputed_row(target: Target, given: Mapping[str, str | None]) -> Row:
    """The row by which a source contests another's figure."""
    return {**about(target.row, figure=False), **given_columns(given), "act": "dispute"}


def check_dispute(target: Target) -> None:
    """Raises ClaimError for what cannot be contested."""
    check_states_figure(target, Act.DISPUTE)
