"""The claim that a person means: named by the beginning of its id, or by its ref."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tracker.errors import ClaimError, NotFoundError, OptionError
from tracker.model import Act, Metric, RecordedClaim, Snapshot

if TYPE_CHECKING:
    from tracker.ledger import Ledger
    from tracker.reconcile import Dossier

_ID_START = re.compile(r"[0-9a-f]{4,64}", re.ASCII | re.IGNORECASE)
_SHOWN_DIGITS = 12


@dataclass(frozen=True, slots=True)
class Target:
    """A claim with what became of it."""

    named: RecordedClaim
    """The row that was named."""
    row: RecordedClaim
    """The row that is in its place now: its newest correction, or itself."""
    dossier: "Dossier"
    """Its incident, with everything recorded and public."""

    @property
    def is_out(self) -> bool:
        """True when a void took it out."""
        return self.row.id in self.dossier.unfolding.rows.voided


def claim_named(ledger: "Ledger", name: str) -> RecordedClaim:
    """The row whose id begins like this, else the one that bears this ref.

    Raises NotFoundError for none and OptionError for several, for a blank name, and for one
    that begins the id of one row and is the ref of another. A whole id is that row's, whatever
    refs there are, and is found without a pass over all claims.
    """
    if not name.strip():
        raise OptionError("an empty name names no claim; give the beginning of its id, or its ref")
    if not _ID_START.fullmatch(name):
        return _bearing(ledger, name, _of_ref(ledger, name))
    try:
        begins = ledger.claim_named(name.lower())
    except NotFoundError:
        return _bearing(ledger, name, _of_ref(ledger, name))
    except OptionError:
        if bearing := _of_ref(ledger, name):
            raise OptionError(_two_meanings(name, "several ids", bearing)) from None
        raise
    if begins.id == name.lower():
        return begins
    others = [row for row in _of_ref(ledger, name) if row.id != begins.id]
    if others:
        raise OptionError(_two_meanings(name, _ids([begins]), others))
    return begins


def _of_ref(ledger: "Ledger", ref: str) -> tuple[RecordedClaim, ...]:
    """The rows that bear just this ref: one pass over all claims, where a database takes it."""
    return ledger.claims_of_ref(ref) if _is_text(ref) else ()


def _is_text(name: str) -> bool:
    """False for what no database takes as a text, which no ref can be."""
    return "\0" not in name and not any("\ud800" <= one <= "\udfff" for one in name)


def _bearing(ledger: "Ledger", name: str, bearing: Sequence[RecordedClaim]) -> RecordedClaim:
    if bearing:
        return _one_in_force(name, bearing)
    parts = (f"{name}/{metric}" for metric in Metric)
    advice = _figures_of(name, (row.ref for ref in parts for row in _of_ref(ledger, ref)))
    advice = advice or "name it by four or more characters of its id, or by its ref"
    raise NotFoundError("claim", name, advice=advice)


def _two_meanings(name: str, begins: str, bearing: Sequence[RecordedClaim]) -> str:
    return (
        f"{name!r} begins {begins} and is the ref of {_ids(bearing)}; "
        "name the claim by more of its id"
    )


def _ids(rows: Iterable[RecordedClaim]) -> str:
    return ", ".join(row.id[:_SHOWN_DIGITS] for row in rows)


def target_in(snapshot: Snapshot, named: RecordedClaim) -> Target:
    """What became of a claim, its corrections followed."""
    from tracker.reconcile import dossier  # noqa: PLC0415

    known = dossier(snapshot)
    rows = {row.id: row for row in snapshot.claims}
    row = rows[known.unfolding.rows.current(named.id)]
    return Target(named, row, known)


def check_states_figure(target: Target, act: Act) -> None:
    """Raises ClaimError for a target that is itself an act, or that a void took out. A retraction
    may take a dispute back."""
    row = target.row
    is_taken_back = act is Act.RETRACT and row.act is Act.DISPUTE
    if not (row.states_figure or is_taken_back):
        raise ClaimError(
            f"{row.id[:8]} is a {row.act}, and only a claim can be the target of a {act}; "
            "void it if it should not be here"
        )
    if target.is_out:
        raise ClaimError(f"{row.id[:8]} is voided; void that void first to bring it back")


def related(name: str, snapshot: Snapshot) -> str:
    """The id of the claim of this incident that a relaying one names; '' for ''.

    Raises NotFoundError for none and OptionError for several.
    """
    if not name.strip():
        return ""
    rows = [row for row in snapshot.claims if row.states_figure]
    named = [row for row in rows if row.ref == name]
    begins = []
    if _ID_START.fullmatch(name):
        begins = [row for row in rows if row.id.startswith(name.lower()) and row not in named]
    if named and begins:
        raise OptionError(_two_meanings(name, _ids(begins), named))
    named = named or begins
    if not named:
        advice = _figures_of(name, (row.ref for row in rows))
        advice = advice or f"no claim of {snapshot.incident.slug} has this ref or begins like this"
        raise NotFoundError("claim", name, advice=advice)
    return _one_in_force(name, named).id


def _figures_of(name: str, refs: Iterable[str]) -> str:
    """What to write where the ref is that of a report with several figures, each of which has
    a ref of its own; '' where it is none."""
    of_report = {f"{name}/{metric}" for metric in Metric}
    found = [ref for ref in dict.fromkeys(refs) if ref in of_report]
    return f"name one of {', '.join(found)}" if found else ""


def _one_in_force(ref: str, bearing: Sequence[RecordedClaim]) -> RecordedClaim:
    """The only row that bears a ref, corrections of it aside."""
    corrected = {target for row in bearing if row.act is Act.CORRECT for target in row.targets}
    left = [row for row in bearing if row.id not in corrected]
    if len(left) == 1:
        return left[0]
    ids = ", ".join(row.id[:8] for row in left)
    raise OptionError(f"{len(left)} claims bear the ref {ref!r}; name one by its id: {ids}")
