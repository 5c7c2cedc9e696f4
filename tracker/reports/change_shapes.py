"""The JSON shapes of what changed between two moments, and of a verification."""

from collections.abc import Sequence
from typing import Protocol

from tracker.model.stamps import instant
from tracker.reconcile.difference import CountDifference, Difference
from tracker.reports.shapes import Shape, camp_shape, figures_shape

_VIEWS = ("before", "after")


class LedgerProblem(Protocol):
    """One thing that is wrong with a ledger: `tracker.ledger.Problem`."""

    @property
    def kind(self) -> str:
        """What sort of damage it is, in one word."""

    @property
    def entry(self) -> int | None:
        """Sequence number of the entry; None where it concerns the whole ledger."""

    @property
    def message(self) -> str:
        """What is wrong, in a sentence."""


class LedgerVerification(Protocol):
    """What checking a ledger found: `tracker.ledger.Verification`."""

    @property
    def ok(self) -> bool:
        """True when everything was checked and nothing is wrong."""

    @property
    def size(self) -> int:
        """Number of entries."""

    @property
    def root(self) -> str:
        """Root hash over all of them, hexadecimal."""

    @property
    def problems(self) -> Sequence[LedgerProblem]:
        """Whatever is wrong."""

    @property
    def compared(self) -> int:
        """Number of heads held elsewhere that it was compared with."""

    @property
    def unchecked(self) -> Sequence[str]:
        """What could not be checked because of others, a sentence each."""


def diff_shape(difference: Difference) -> Shape:
    """What `tracker diff --json` prints."""
    return {
        "from": _as_of(difference.before.snapshot.as_of_us),
        "to": _as_of(difference.after.snapshot.as_of_us),
        "changes": [_change(one) for one in difference.changes],
        "known_from": _as_of(difference.before.snapshot.known_at_us),
        "known_to": _as_of(difference.after.snapshot.known_at_us),
        "facts": [
            {
                "of": fact.of,
                "field": fact.field,
                "before": fact.before or None,
                "after": fact.after or None,
            }
            for fact in difference.facts
        ],
    }


def verify_shape(verification: LedgerVerification) -> Shape:
    """What `tracker verify --json` prints."""
    return {
        "ok": verification.ok,
        "size": verification.size,
        "root": verification.root,
        "problems": problem_shapes(verification.problems),
        "checkpoints": verification.compared,
        "unchecked": list(verification.unchecked),
    }


def problem_shapes(problems: Sequence[LedgerProblem]) -> list[Shape]:
    """Everything that is wrong, one object each."""
    return [{"kind": one.kind, "entry": one.entry, "message": one.message} for one in problems]


def _change(one: CountDifference) -> Shape:
    return {
        "metric": one.count.metric.value,
        "population": one.count.population.value,
        "scope": one.count.scope,
        "before": figures_shape(one.before),
        "after": figures_shape(one.after),
        "because": [
            {
                "claim": because.claim.id,
                "source": because.claim.source,
                "change": because.change.value,
            }
            for because in one.because
        ],
        "gone": [
            {
                "claim": gone.claim.id,
                "source": gone.claim.source,
                "reason": gone.how.value,
                "by": None if gone.by is None else gone.by.id,
            }
            for gone in one.gone
        ],
        "turned": [
            {
                "claim": turned.claim.id,
                "source": turned.claim.source,
                "used_after": turned.used_after,
                "reason": turned.reason,
            }
            for turned in one.turned
        ],
        "newest": {
            when: None if claim is None else claim.id
            for when, claim in zip(_VIEWS, one.newest, strict=True)
        },
        "disputed": dict(zip(_VIEWS, one.disputed, strict=True)),
        "camps": {
            when: [camp_shape(camp) for camp in camps]
            for when, camps in zip(_VIEWS, one.camps, strict=True)
        },
        "grade": {
            when: None if grade is None else grade.value
            for when, grade in zip(_VIEWS, one.grades, strict=True)
        },
    }


def _as_of(us: int | None) -> str | None:
    return None if us is None else instant(us)
