"""Pure functions from a snapshot to a dossier: no session, no clock, no files."""

from tracker.reconcile.difference import Difference, difference
from tracker.reconcile.dossier import Dossier, State, dossier
from tracker.reconcile.estimate import Estimate, SetAside, Standing
from tracker.reconcile.findings import Finding, FindingKind
from tracker.reconcile.grade import Grade, grade_of
from tracker.reconcile.methods import DEFAULT, METHODS, method_named
from tracker.reconcile.picture import CountPicture, interval, name_of
from tracker.reconcile.revision import Revision, revisions_in
from tracker.reconcile.revisions import Revisions, revisions_of, statistics
from tracker.reconcile.timeline import Change, Step, steps
from tracker.reconcile.unfolding import standing_before, unfold

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
    "difference",
    "dossier",
    "grade_of",
    "interval",
    "method_named",
    "name_of",
    "revisions_in",
    "revisions_of",
    "standing_before",
    "statistics",
    "steps",
    "unfold",
]
