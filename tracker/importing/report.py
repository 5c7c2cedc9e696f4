"""What an import did, file by file."""

from dataclasses import dataclass, field

from tracker.importing.faults import Fault, RowError
from tracker.importing.headers import FileKind

MOST_NAMED = 10
"""New names a remark lists in full."""
MOST_FAULTS = 100_000
"""Faults of a file that are described; more are only counted. Nobody reads as many, and a file
of a million refused rows must not take gigabytes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FileReport:
    """What became of one file's rows. Counts are those of a dry run where it was one."""

    file: str
    kind: FileKind
    rows: int
    """Records read, blank ones not counted. A row of a wide file may give several claims."""
    recorded: int
    """Entries its rows gave, stored or to be stored; 0 where the call was refused. Sources and
    incidents made for names not seen before are in the remarks."""
    already_known: int
    """Entries that the ledger had before."""
    revised: int
    """Those of `recorded` that took an earlier entry's place."""
    refused: int
    """Rows that cannot be taken."""
    held_back: int
    """Entries that its good rows would have given, had nothing of the call been refused."""
    errors: tuple[Fault, ...]
    """What is wrong with the file, in order of lines; all of it up to MOST_FAULTS."""
    remarks: tuple[str, ...]
    """What a person should know, though nothing was refused for it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportReport:
    """What became of the files of one call."""

    files: tuple[FileReport, ...]
    """In the order given."""
    size: int
    """Entries of the ledger afterwards."""
    root: str
    """Root of the ledger's tree afterwards, hexadecimal."""
    stored: bool
    """False for a dry run, and where a fault means that nothing of the call is stored."""
    remarks: tuple[str, ...] = ()
    """What concerns no single file."""

    @property
    def errors(self) -> tuple[Fault, ...]:
        """The faults of all files."""
        return tuple(fault for file in self.files for fault in file.errors)


@dataclass(slots=True)
class Tally:
    """The running counts of one file."""

    file: str
    sheet: str = ""
    """The sheet of a workbook that is read."""
    kind: FileKind = FileKind.SKIPPED
    rows: int = 0
    recorded: int = 0
    already_known: int = 0
    revised: int = 0
    refused: int = 0
    errors: list[Fault] = field(default_factory=list)
    undescribed: int = 0
    """Faults beyond MOST_FAULTS."""
    remarks: list[str] = field(default_factory=list)
    new_sources: list[str] = field(default_factory=list)
    new_incidents: list[str] = field(default_factory=list)
    unzoned: int = 0
    """Those of the new incidents of which no zone was given."""

    def fault(self, problem: RowError, line: int | None) -> None:
        """Adds what is wrong at a line, or with the whole file (None)."""
        room = MOST_FAULTS - len(self.errors)
        faults = problem.at(self.file, line, self.sheet)
        self.errors.extend(faults[:room])
        self.undescribed += max(len(faults) - room, 0)

    def report(self, *, is_refused: bool) -> FileReport:
        """The counts as they ended. is_refused: nothing of the call is stored."""
        return FileReport(
            file=self.file,
            kind=self.kind,
            rows=self.rows,
            recorded=0 if is_refused else self.recorded,
            already_known=self.already_known,
            revised=0 if is_refused else self.revised,
            refused=self.refused,
            held_back=self.recorded if is_refused else 0,
            errors=tuple(sorted(self.errors, key=lambda fault: fault.line or 0)),
            remarks=(
                *self.remarks,
                *self._on_undescribed(),
                *([] if is_refused else self._on_new()),
            ),
        )

    def _on_undescribed(self) -> list[str]:
        if not self.undescribed:
            return []
        return [
            f"{self.undescribed:,} more faults are not described; put the first {MOST_FAULTS:,} "
            "right and import the file again"
        ]

    def _on_new(self) -> list[str]:
        remarks = []
        if self.new_incidents:
            advice = "; times without an offset are read in UTC until `tracker incident edit` says"
            advice = f"{advice} their zone" if self.unzoned else ""
            remarks.append(f"{_counted(self.new_incidents, 'incident')}{advice}")
        if self.new_sources:
            remarks.append(_counted(self.new_sources, "source"))
        return remarks


def _counted(names: list[str], what: str) -> str:
    """A remark on what was made: how many, and the first names."""
    plural = "" if len(names) == 1 else "s"
    rest = len(names) - MOST_NAMED
    more = f" and {rest:,} more" if rest > 0 else ""
    return f"{len(names):,} new {what}{plural}: {', '.join(names[:MOST_NAMED])}{more}"
