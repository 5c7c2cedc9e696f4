"""Recording by hand: one report, or one of the acts on claims that are there.

What is given are the texts that a person would type, or whole numbers; they are read by the
code that reads the rows of a file, so that all ways know the same words and refuse the same
mistakes. Claims are named by the beginning of their id, or by their ref.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Unpack

from tracker.errors import OptionError, shown_value, text_given
from tracker.figures import PLAIN, Policy
from tracker.scripting.givens import (
    Correction,
    Objection,
    Report,
    Seen,
    Text,
    texts_of,
    texts_of_act,
)
from tracker.scripting.recorded import Heard, Recorded, Tell, record
from tracker.typed.acts import (
    Build,
    Check,
    act_rows,
    added_rows,
    check_correction,
    check_dispute,
    check_retraction,
    check_void,
    corrected_row,
    disputed_row,
    retracted_row,
    voided_row,
)
from tracker.typed.givens import Row, given_columns, refuse_unknown
from tracker.typed.targets import claim_named

if TYPE_CHECKING:
    from tracker.ledger import Ledger


def add(
    ledger: "Ledger",
    incident: str,
    *,
    source: str,
    policy: Policy = PLAIN,
    dry_run: bool = False,
    tell: Tell | None = None,
    **given: Unpack[Report],
) -> Recorded:
    """One report of what one source says of an incident; a claim a metric that is given.

    policy: by which figures are read. tell: hears the remarks as they come. Raises OptionError
    without a figure, NotFoundError for an incident the ledger does not know, ClaimError naming
    the field that cannot be taken; nothing is recorded then.

    >>> from tracker import Ledger, add_incident
    >>> with Ledger.open(":memory:") as ledger:
    ...     _ = add_incident(ledger, "paris-2015", timezone="Europe/Paris")
    ...     said = add(ledger, "paris-2015", source="police", killed="at least 40", injured=60)
    >>> [(str(claim.count), claim.figure.low, claim.figure.high) for claim in said.claims]
    [('killed / all', 40, None), ('injured / all', 60, 60)]
    >>> said.new_sources
    ('police',)
    """
    texts = {"source": source, **texts_of(given, Report)}
    kind = texts.get("source_kind")
    return record(
        ledger, incident, added_rows(texts), Heard(tell), dry_run=dry_run, policy=policy, kind=kind
    )


def correct(
    ledger: "Ledger",
    claim: str,
    *,
    reason: str,
    policy: Policy = PLAIN,
    dry_run: bool = False,
    tell: Tell | None = None,
    **given: Unpack[Correction],
) -> Recorded:
    """A claim put right that was transcribed wrong. Only what is given changes.

    Raises OptionError where nothing is given or nothing would change, NotFoundError for no such
    claim, ClaimError for one that cannot be corrected.
    """
    texts = texts_of(given, Correction)
    if not texts:
        raise OptionError('say what was wrong, as in --killed "at least 44"')
    why = _reason(reason)
    return _acted(
        ledger,
        [claim],
        check_correction,
        lambda target: corrected_row(target, texts, why),
        Heard(tell),
        dry_run=dry_run,
        policy=policy,
        kind=texts.get("source_kind"),
    )


def void(
    ledger: "Ledger",
    claim: str,
    *,
    reason: str,
    dry_run: bool = False,
    tell: Tell | None = None,
) -> Recorded:
    """A claim taken out that should not be here; a void of a void brings it back.

    Raises NotFoundError for no such claim, ClaimError for one that is out already.
    """
    heard, why = Heard(tell), _reason(reason)
    return _acted(
        ledger,
        [claim],
        lambda target: check_void(target, heard),
        lambda target: voided_row(target, why),
        heard,
        dry_run=dry_run,
    )


def retract(
    ledger: "Ledger",
    *claims: str,
    source: str | None = None,
    reason: str | None = None,
    dry_run: bool = False,
    tell: Tell | None = None,
    **given: Unpack[Seen],
) -> Recorded:
    """That a source took figures back, all of one incident.

    source: who did; None for whoever had said the first. Raises NotFoundError for no such
    claim, OptionError for a blank source, ClaimError for a claim that is withdrawn already.
    """
    texts = {**texts_of(given, Seen), **texts_of_act(source, reason)}
    return _acted(
        ledger,
        claims,
        check_retraction,
        lambda target: retracted_row(target, texts),
        Heard(tell),
        dry_run=dry_run,
        kind=texts.get("source_kind"),
    )


def dispute(
    ledger: "Ledger",
    claim: str,
    *,
    source: str,
    reason: str | None = None,
    dry_run: bool = False,
    tell: Tell | None = None,
    **given: Unpack[Objection],
) -> Recorded:
    """That a source contests another's figure, which stands, marked as disputed.

    Raises NotFoundError for no such claim, OptionError for a blank source, ClaimError for a
    claim that cannot be contested.
    """
    texts = {**texts_of(given, Objection), **texts_of_act(source or "", reason)}
    return _acted(
        ledger,
        [claim],
        check_dispute,
        lambda target: disputed_row(target, texts),
        Heard(tell),
        dry_run=dry_run,
        kind=texts.get("source_kind"),
    )


def record_rows(
    ledger: "Ledger",
    incident: str,
    rows: Iterable[Mapping[str, Text]],
    *,
    policy: Policy = PLAIN,
    dry_run: bool = False,
    tell: Tell | None = None,
) -> Recorded:
    """Rows in the canonical columns of a file, all about one incident, in one transaction.

    Raises OptionError for a column that is none of them and for what is no row, NotFoundError
    for an incident the ledger does not know, ClaimError for a row that cannot be taken; nothing
    is recorded then.
    """
    from tracker.importing.headers import LONG_COLUMNS  # noqa: PLC0415 - sqlmodel

    told = 'rows are several; give a list of them, as in [{"source": "police", …}], not'
    if not isinstance(rows, Iterable):
        raise OptionError(f"{told} {shown_value(rows)}")
    taken: list[Row] = []
    for row in rows:
        if not isinstance(row, Mapping):
            raise OptionError(f"{told} {shown_value(row)} for a row")
        refuse_unknown("column", row, LONG_COLUMNS)
        taken.append(given_columns(row))
    heard = Heard(tell)
    return record(ledger, incident, lambda _: taken, heard, dry_run=dry_run, policy=policy)


def _reason(given: object) -> str:
    return given_columns({"reason": given}).get("reason", "")


def _acted(
    ledger: "Ledger",
    names: Sequence[str],
    check: Check,
    build: Build,
    heard: Heard,
    *,
    dry_run: bool,
    policy: Policy = PLAIN,
    kind: str | None = None,
) -> Recorded:
    if not names:
        raise OptionError("name at least one claim, by the beginning of its id or by its ref")
    named = [claim_named(ledger, text_given("claim", name)) for name in names]
    if len({one.incident for one in named}) > 1:
        raise OptionError("these claims are about several incidents; act on one at a time")
    rows = act_rows(named, check, build, heard)
    return record(
        ledger,
        named[0].incident,
        rows,
        heard,
        dry_run=dry_run,
        must_be_new=True,
        policy=policy,
        kind=kind,
    )
