"""Exports, as text or as files, with a receipt of what was written."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, get_args

from tracker.errors import NotFoundError, OptionError, text_given
from tracker.typed.outputs import name_given, refuse_folder, refuse_own_files
from tracker.whole_files import write_whole

if TYPE_CHECKING:
    from tracker.ledger import Head, Ledger

Form = Literal["csv", "jsonl", "parquet"]
FORMS = get_args(Form)
CHUNK_LINES = 1_000


class Export:
    """The ledger, or one incident of it, as it is at one moment, whatever is recorded later.

    form: `csv` for the claims in canonical columns, `jsonl` for incidents, sources and claims
    with every act, enough to rebuild an equal ledger, `parquet` for the claims with what an
    estimate needs. Raises OptionError for another form, and NotFoundError for an incident the
    ledger does not know.
    """

    def __init__(self, ledger: "Ledger", form: Form = "csv", incident: str | None = None) -> None:
        if form not in FORMS:
            raise OptionError(f"no form {form!r}; there are {', '.join(FORMS)}")
        if incident is not None:
            text_given("incident", incident)
            known = ledger.incidents()
            if incident not in known:
                raise NotFoundError("incident", incident, list(known))
        self.form: Form = form
        self.incident = incident
        self.head: Head = ledger.head()
        """Of what is exported."""
        self._ledger = ledger

    def chunks(self, chunk_lines: int = CHUNK_LINES) -> Iterator[bytes]:
        """Its bytes, so many lines at a time, read as they are asked for. Raises OptionError
        where Parquet is asked for and pyarrow is not installed."""
        if self.form == "parquet":
            from tracker.tables.extras import arrow_or_refuse  # noqa: PLC0415

            arrow_or_refuse()
            from tracker.tables.claims_files import claims_file  # noqa: PLC0415 - pyarrow

            return claims_file(self._ledger, self.head.size, self.incident)
        from tracker.reports.export import export_csv, export_jsonl  # noqa: PLC0415 - orjson

        lines = (export_csv if self.form == "csv" else export_jsonl)(self, self.incident)
        return _together(lines, chunk_lines)

    def to_folder(self, folder: str | Path) -> None:
        """Writes all claims as Parquet in buckets of incidents, with incidents and sources, into
        a new folder that appears whole. Raises OptionError where something is there already or
        pyarrow is not installed, and OSError."""
        from tracker.tables.extras import arrow_or_refuse  # noqa: PLC0415 - an extra

        new = Path(name_given("folder", folder))
        arrow_or_refuse()
        from tracker.tables.claims_files import write_folder  # noqa: PLC0415 - pyarrow

        try:
            write_folder(self._ledger, new, self.head)
        except FileExistsError:
            raise OptionError(f"{folder} is there already; name a new folder") from None

    def contents(
        self, kind: str, *, incident: str | None = None
    ) -> Iterator[tuple[int, str, bytes]]:
        """What `Ledger.contents` gives of the entries up to then."""
        return self._ledger.contents(kind, incident=incident, size=self.head.size)

    def shape(self, written: "Written") -> dict[str, Any]:
        """The receipt of an export that was written."""
        named = {"format": self.form, "incident": self.incident}
        return {
            "export": {**named, "bytes": written.bytes, "sha256": written.sha256},
            "ledger": {"size": self.head.size, "root": self.head.root},
        }


@dataclass(frozen=True, slots=True)
class Written:
    """What was written."""

    bytes: int
    sha256: str
    """Hexadecimal."""


class Writing:
    """Chunks on their way out, counted and hashed."""

    def __init__(self, chunks: Iterable[bytes]) -> None:
        self._chunks = chunks
        self._bytes = 0
        self._hash = sha256()

    def __iter__(self) -> Iterator[bytes]:
        for chunk in self._chunks:
            self._bytes += len(chunk)
            self._hash.update(chunk)
            yield chunk

    def written(self) -> Written:
        """What has been written so far."""
        return Written(self._bytes, self._hash.hexdigest())


def _together(lines: Iterable[str], size: int) -> Iterator[bytes]:
    """The lines as UTF-8 in pieces of so many, large enough to be written quickly."""
    kept: list[str] = []
    for line in lines:
        kept.append(line)
        if len(kept) == size:
            yield "".join(kept).encode()
            kept.clear()
    yield "".join(kept).encode()


def export(
    ledger: "Ledger", path: str | Path, form: Form = "csv", incident: str | None = None
) -> dict[str, Any]:
    """Writes an export into a file that appears whole, for its owner alone; its receipt.

    Raises OptionError for another form, for a folder, for what no file can be called, and for
    the ledger itself or what it signs by; NotFoundError and OSError.
    """
    name = name_given("path", path)
    refuse_folder("path", name)
    refuse_own_files("path", name, ledger.where)
    exported = Export(ledger, form, incident)
    writing = Writing(exported.chunks())
    write_whole(Path(name), writing)
    return exported.shape(writing.written())


def export_folder(ledger: "Ledger", folder: str | Path) -> dict[str, Any]:
    """Writes everything as Parquet into a new folder, as `Export.to_folder` does; the ledger's
    size and root as they are written there. Raises OptionError and OSError."""
    exported = Export(ledger, "parquet")
    exported.to_folder(folder)
    return {"ledger": {"size": exported.head.size, "root": exported.head.root}}
