"""The casualty tracker: sourced, timestamped claims about deaths and injuries.

Every report is kept as a claim that is never altered: who asserted which figure, of
whom, when, and through which outlet we know. A named method turns the claims that
stand at a moment into an estimate, says which claims it used and which it set aside,
and the timeline shows how that estimate moved. Read a file into drafts, append them
to the ledger, take a snapshot as of a moment, reconcile it into a dossier, show it.

The names below are what scripts may build on; docs/scripting.md shows them at work.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tracker.errors import (
        BusyError,
        ChoiceError,
        ClaimError,
        DataError,
        FigureError,
        NotFoundError,
        OptionError,
        StampError,
        StorageError,
        TrackerError,
        UnreachableError,
        UnsoundError,
        WatchedError,
    )
    from tracker.figures import Figure, Policy, policy_named, read_figure
    from tracker.importing import (
        DateOrder,
        FileReport,
        ImportOptions,
        ImportReport,
        OnError,
        import_files,
        read_stamp,
    )
    from tracker.importing.profiles.shipped import profile_named
    from tracker.importing.vintages import (
        Version,
        import_vintages,
        versions_in_git,
        versions_named,
    )
    from tracker.ledger import Head, Ledger, Verification
    from tracker.ledger.check_heads import HeldHead
    from tracker.ledger.checkpoints import Checkpoint
    from tracker.model import Claim, Count, Incident, RecordedClaim, Snapshot, Source, Stamp
    from tracker.reconcile import Dossier, Estimate, Step, dossier
    from tracker.scripting.acting import add, correct, dispute, record_rows, retract, void
    from tracker.scripting.exporting import Export, export, export_folder
    from tracker.scripting.keeping import checkpoint, verify
    from tracker.scripting.reading import dossier_of, estimate, snapshot, timeline
    from tracker.scripting.receipts import import_receipt
    from tracker.scripting.recorded import Recorded
    from tracker.scripting.records import (
        add_incident,
        add_source,
        edit_incident,
        edit_source,
        merge_source,
    )
    from tracker.scripting.taking import Taken
    from tracker.scripting.watching import watch

_HOMES = {
    "tracker.errors": (
        *("BusyError", "ChoiceError", "ClaimError", "DataError", "FigureError", "NotFoundError"),
        *("OptionError", "StampError", "StorageError", "TrackerError", "UnreachableError"),
        *("UnsoundError", "WatchedError"),
    ),
    "tracker.figures": ("Figure", "Policy", "policy_named", "read_figure"),
    "tracker.importing": (
        *("DateOrder", "FileReport", "ImportOptions", "ImportReport", "OnError"),
        *("import_files", "read_stamp"),
    ),
    "tracker.importing.profiles.shipped": ("profile_named",),
    "tracker.importing.vintages": (
        *("Version", "import_vintages", "versions_in_git", "versions_named"),
    ),
    "tracker.ledger": ("Head", "Ledger", "Verification"),
    "tracker.ledger.check_heads": ("HeldHead",),
    "tracker.ledger.checkpoints": ("Checkpoint",),
    "tracker.model": (
        *("Claim", "Count", "Incident", "RecordedClaim", "Snapshot", "Source", "Stamp"),
    ),
    "tracker.reconcile": ("Dossier", "Estimate", "Step", "dossier"),
    "tracker.scripting.acting": ("add", "correct", "dispute", "record_rows", "retract", "void"),
    "tracker.scripting.exporting": ("Export", "export", "export_folder"),
    "tracker.scripting.keeping": ("checkpoint", "verify"),
    "tracker.scripting.reading": ("dossier_of", "estimate", "snapshot", "timeline"),
    "tracker.scripting.receipts": ("import_receipt",),
    "tracker.scripting.recorded": ("Recorded",),
    "tracker.scripting.records": (
        *("add_incident", "add_source", "edit_incident", "edit_source", "merge_source"),
    ),
    "tracker.scripting.taking": ("Taken",),
    "tracker.scripting.watching": ("watch",),
}
_HOME = {name: home for home, names in _HOMES.items() for name in names}

__all__ = [
    "BusyError",
    "Checkpoint",
    "ChoiceError",
    "Claim",
    "ClaimError",
    "Count",
    "DataError",
    "DateOrder",
    "Dossier",
    "Estimate",
    "Export",
    "Figure",
    "FigureError",
    "FileReport",
    "Head",
    "HeldHead",
    "ImportOptions",
    "ImportReport",
    "Incident",
    "Ledger",
    "NotFoundError",
    "OnError",
    "OptionError",
    "Policy",
    "Recorded",
    "RecordedClaim",
    "Snapshot",
    "Source",
    "Stamp",
    "StampError",
    "Step",
    "StorageError",
    "Taken",
    "TrackerError",
    "UnreachableError",
    "UnsoundError",
    "Verification",
    "Version",
    "WatchedError",
    "add",
    "add_incident",
    "add_source",
    "checkpoint",
    "correct",
    "dispute",
    "dossier",
    "dossier_of",
    "edit_incident",
    "edit_source",
    "estimate",
    "export",
    "export_folder",
    "import_files",
    "import_receipt",
    "import_vintages",
    "merge_source",
    "policy_named",
    "profile_named",
    "read_figure",
    "read_stamp",
    "record_rows",
    "retract",
    "snapshot",
    "timeline",
    "verify",
    "versions_in_git",
    "versions_named",
    "void",
    "watch",
]


def __getattr__(name: str) -> Any:
    """One of the names, its module imported when it is first asked for: all of them together
    cost half a second to load."""
    home = _HOME.get(name)
    if home is None:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    found = globals()[name] = getattr(import_module(home), name)
    return found


def __dir__() -> list[str]:
    """The names, for whoever looks what there is."""
    return sorted(_HOME)
