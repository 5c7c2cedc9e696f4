"""Pure functions from a snapshot to a dossier: no session, no clock, no files."""

from tracker.reconcile.difference import Difference, difference, difference_between
from tracker.reconcile.dossier import Dossier, State, dossier
from tracker.reconcile.estimate import (
    Estimate,
    SetAside,
    Standing,
    from_claim,
    nothing_usable,
    unless_questionable,
)
from tracker.reconcile.findings import Finding, FindingKind
from tracker.reconcile.grade import Grade, grade_of
from tracker.reconcile.methods import DEFAULT, METHODS, every_method, method_named, method_names
from tracker.reconcile.picture import CountPicture, interval, name_of
from tracker.reconcile.revision import Revision, revisions_in
from tracker.reconcile.revisions import Revisions, revisions_of, statistics
from tracker.reconcile.timeline import Change, Step, steps
from tracker.reconcile.unfolding import standing_before, unfold
from tracker.reconcile.why import Why, why, written_count

__all__ = [
    "DEFAULT",
    "METHODS",
    "Change",
    "CountPicture",
    "Difference",
    "Dossier",
    "Estimate",
    "Finding",
    "FindingKind",
    "Grade",
    "Revision",
    "Revisions",
    "SetAside",
    "Standing",
    "State",
    "Step",
    "Why",
    "difference",
    "difference_between",
    "dossier",
    "grade_of",
    "every_method",
    "from_claim",
    "interval",
    "method_named",
    "method_names",
    "name_of",
    "revisions_in",
    "nothing_usable",
    "revisions_of",
    "standing_before",
    "statistics",
    "steps",
    "unfold",
    "unless_questionable",
    "why",
    "written_count",
]
