"""One file that arrived: imported into a ledger that is opened for it, and put away."""

import os
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass, replace
from enum import Enum
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tracker.errors import NotFoundError, OptionError, StorageError
from tracker.scripting.arrivals import Arrival, arrival_at
from tracker.scripting.drop_folder import DONE, REFUSED, DropFolder, moved_to
from tracker.scripting.receipts import import_receipt
from tracker.typed.signing import is_in_memory

if TYPE_CHECKING:
    from tracker.importing import FileReport, ImportOptions, ImportReport
    from tracker.ledger import Ledger

_MOVE_BACK = (
    "what it is about has not come yet; once that is recorded, move this file back into the folder"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """What became of one file that arrived."""

    name: str
    """Under which it arrived."""
    moved_to: Path
    """Where it is now, in done/ or refused/; its receipt has the same name and `.json`."""
    report: "ImportReport"
    """As of an import of this file alone."""
    receipt: dict[str, Any]
    """The receipt's content."""

    @property
    def is_refused(self) -> bool:
        """Whether it is in refused/: something is wrong with it, or nothing in it is ours."""
        return self.moved_to.parent.name == REFUSED


class PutOff(Enum):
    """What is said of a file instead of what became of it."""

    ONCE_MORE = "nothing of it is recorded, and it lacks nothing but what its rows are about"


class Taker:
    """Where files are imported into, and how. Raises OptionError for a ledger in memory, and for
    options by which a file would be put away of which nothing was kept."""

    def __init__(
        self,
        where: str,
        busy_timeout_ms: int,
        options: "ImportOptions | None",
        tell: Callable[[str], None],
    ) -> None:
        """tell: takes what a person should know of a file that was taken away."""
        from tracker.importing import ImportOptions  # noqa: PLC0415 - sqlmodel
        from tracker.ledger import Ledger  # noqa: PLC0415
        from tracker.ledger.own_files import is_of_ledger  # noqa: PLC0415

        if is_in_memory(where):
            raise OptionError("a ledger in memory is gone after each file; name a file")
        if options is not None and options.dry_run:
            raise OptionError("a dry run records nothing, and files are put away when they are")
        if options is not None and options.refused_path is not None:
            raise OptionError("refused_path is of one call, and each file is one; leave it out")
        self._open = partial(Ledger.open, where, busy_timeout_ms=busy_timeout_ms)
        self._may_be_new = True
        self._options = options or ImportOptions()
        self._is_own = partial(is_of_ledger, where=where)
        self._tell = tell
        self.at = ""
        """Name of the file that was taken last, or is being taken."""

    def is_own(self, path: Path) -> bool:
        """Whether a file is the ledger or part of it."""
        return self._is_own(path)

    def take(
        self, drop: DropFolder, arrival: Arrival, *, may_wait: bool = False
    ) -> Taken | PutOff | None:
        """What became of a file; None for one that is gone, or has changed: it is looked at
        again. may_wait: one that others may bring what it lacks is left where it is.

        The ledger is made for the first file, if need be; NotFoundError is raised where it is
        gone afterwards, since a new one would be taken for it.
        """
        self.at = arrival.path.name
        if arrival_at(arrival.path) != arrival:
            return None
        with closing(self._open(create=self._may_be_new)) as ledger:
            self._may_be_new = False
            report = _imported(ledger, arrival.path, self._options)
        if report is None or _has_changed(report.files[0]):
            if not os.path.lexists(arrival.path):
                told = "was taken away while it was read; put it there again to have it imported"
                self._tell(f"{self.at} {told}")
            return None
        if _only_lacks_targets(report.files[0]):
            if may_wait and not report.files[0].recorded:
                return PutOff.ONCE_MORE
            report = _with_advice(report)
        receipt = import_receipt(report)
        kind = REFUSED if _is_refused(report.files[0]) else DONE
        place = drop.put_away(arrival, kind, receipt)
        if place is None:
            return None
        receipt["moved_to"] = moved_to(place)
        return Taken(name=arrival.path.name, moved_to=place, report=report, receipt=receipt)


def _imported(ledger: "Ledger", path: Path, options: "ImportOptions") -> "ImportReport | None":
    """The report on one file, also where it cannot be opened; None where it is gone."""
    from tracker.importing import import_files  # noqa: PLC0415 - sqlmodel

    try:
        with path.open("rb"):
            pass
        return import_files(ledger, [str(path)], options)
    except (FileNotFoundError, NotFoundError):
        return None
    except StorageError as problem:
        if isinstance(problem.__cause__, FileNotFoundError) and not os.path.lexists(path):
            return None
        raise
    except OSError as problem:
        return _unread(ledger, path, problem.strerror or str(problem))


def _unread(ledger: "Ledger", path: Path, problem: str) -> "ImportReport":
    from tracker.importing import Fault, FileKind, FileReport, ImportReport  # noqa: PLC0415

    file = FileReport(
        file=str(path),
        kind=FileKind.SKIPPED,
        rows=0,
        recorded=0,
        already_known=0,
        revised=0,
        refused=0,
        held_back=0,
        errors=(Fault(str(path), None, "", "", problem),),
        remarks=(),
    )
    head = ledger.head()
    return ImportReport(files=(file,), size=head.size, root=head.root, stored=False)


def _is_refused(file: "FileReport") -> bool:
    from tracker.importing import FileKind  # noqa: PLC0415 - sqlmodel

    return bool(file.errors) or file.kind is FileKind.SKIPPED


def _only_lacks_targets(file: "FileReport") -> bool:
    """Whether all that is wrong is that what some rows are about is not recorded yet."""
    return 0 < file.awaiting == len(file.errors)


def _with_advice(report: "ImportReport") -> "ImportReport":
    (file,) = report.files
    return replace(report, files=(replace(file, remarks=(*file.remarks, _MOVE_BACK)),))


def _has_changed(file: "FileReport") -> bool:
    """Whether the file was written to while it was read; nothing of it need be kept."""
    return file.fingerprint is None and file.rows > 0
