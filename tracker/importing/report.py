"""What an import did, file by file."""

from collections.abc import Iterable
from dataclasses import dataclass, field, fields, replace

from tracker.importing.faults import Fault, FileError, RowError
from tracker.importing.fingerprints import Fingerprint
from tracker.importing.headers import FileKind

MOST_NAMED = 10
"""New names a remark lists in full."""
MOST_FAULTS = 100_000
"""Faults of a file that are described; more are only counted. Nobody reads as many, and a file
of a million refused rows must not take gigabytes."""

_RECORDED = ("recorded", "revised", "restated", "withdrawn", "repeated", "unzoned")
"""Counts of what is stored, or was to be."""


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
    fingerprint: Fingerprint | None = None
    """Of the bytes that were imported; None where they changed while they were read."""
    restated: int = 0
    """Those of `revised` that their source published again; of a version, with another value."""
    withdrawn: int = 0
    """Values that their source took back. Of a version these are entries besides `recorded`:
    no row of it gives them."""
    repeated: int = 0
    """Those of `recorded` that a version gives under a ref it has given another value before."""
    published_at: str = ""
    """When a version became public, as written; '' for a file that is none."""
    awaiting: int = 0
    """Those of `refused` that only lack what they are about: it is not recorded yet."""

    @property
    def new(self) -> int:
        """Those of `recorded` that took no earlier entry's place."""
        return self.recorded - self.revised - self.repeated


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
    restated: int = 0
    withdrawn: int = 0
    repeated: int = 0
    awaiting: int = 0
    published_at: str = ""
    errors: list[Fault] = field(default_factory=list)
    undescribed: int = 0
    """Faults beyond MOST_FAULTS."""
    remarks: list[str] = field(default_factory=list)
    new_sources: list[str] = field(default_factory=list)
    new_incidents: list[str] = field(default_factory=list)
    unzoned: int = 0
    """Those of the new incidents of which no zone was given."""
    fingerprint: Fingerprint | None = None
    is_torn: bool = False
    """Whether the file changed while it was read: a row may be half of one and half of another."""
    kept: dict[str, int] = field(default_factory=dict)
    """What it counted when rows were last kept for good, where they are kept in batches."""
    made: tuple[int, int] = (0, 0)
    """How many new sources and incidents were kept then."""

    def keep(self) -> None:
        """Notes that what it counts so far is kept."""
        self.kept = {name: getattr(self, name) for name in (*_RECORDED, "already_known")}
        self.made = len(self.new_sources), len(self.new_incidents)

    def fall_back(self) -> None:
        """Counts and names only what was kept."""
        for name in _RECORDED:
            setattr(self, name, self.kept.get(name, 0))
        sources, incidents = self.made
        del self.new_sources[sources:], self.new_incidents[incidents:]

    def copy(self) -> "Tally":
        """Another with the same counts, which goes on by itself."""
        return replace(
            self,
            errors=list(self.errors),
            remarks=list(self.remarks),
            new_sources=list(self.new_sources),
            new_incidents=list(self.new_incidents),
        )

    def become(self, other: "Tally") -> None:
        """Takes over all that another counts."""
        for one in fields(self):
            setattr(self, one.name, getattr(other, one.name))

    def fault(self, problem: RowError, line: int | None) -> None:
        """Adds what is wrong at a line, or with the whole file (None)."""
        room = MOST_FAULTS - len(self.errors)
        faults = problem.at(self.file, line, self.sheet)
        self.errors.extend(faults[:room])
        self.undescribed += max(len(faults) - room, 0)

    def tear(self) -> None:
        """Notes that the file changed while it was read."""
        if not self.is_torn:
            self.is_torn, self.fingerprint = True, None
            self.fault(FileError("the file changed while it was being read"), None)

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
            restated=0 if is_refused else self.restated,
            withdrawn=0 if is_refused else self.withdrawn,
            repeated=0 if is_refused else self.repeated,
            published_at=self.published_at,
            held_back=self.recorded if is_refused else 0,
            errors=tuple(sorted(self.errors, key=lambda fault: fault.line or 0)),
            remarks=(
                *self.remarks,
                *self._on_undescribed(),
                *([] if is_refused else self._on_new()),
            ),
            fingerprint=self.fingerprint,
            awaiting=self.awaiting,
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


def are_faulty(tallies: Iterable[Tally]) -> bool:
    """Whether anything is wrong with any of the files."""
    return any(tally.errors for tally in tallies)


def refuse_all(tallies: Iterable[Tally], *, is_strict: bool) -> bool:
    """Whether nothing more may be kept of these files: one changed while it was read, or, where
    the call is strict, anything is wrong with any of them."""
    return any(tally.is_torn or (is_strict and tally.errors) for tally in tallies)


def _counted(names: list[str], what: str) -> str:
    """A remark on what was made: how many, and the first names."""
    plural = "" if len(names) == 1 else "s"
    rest = len(names) - MOST_NAMED
    more = f" and {rest:,} more" if rest > 0 else ""
    return f"{len(names):,} new {what}{plural}: {', '.join(names[:MOST_NAMED])}{more}"
