"""Lines of an export into the book, exactly as they stand and in their order."""

from tracker.importing.book import Book
from tracker.importing.exports import read_entry
from tracker.importing.faults import RowError
from tracker.importing.names import IncidentNames, SourceNames
from tracker.importing.record_order import named_by, refuse_circle
from tracker.importing.report import Tally
from tracker.ledger import Sealed
from tracker.model import Claim, Incident, Source


class ExportTaker:
    """Takes the entries of exports; what they name must have come before them."""

    def __init__(
        self,
        book: Book,
        sources: dict[str, Source],
        source_names: SourceNames,
        incident_names: IncidentNames,
    ) -> None:
        """sources: current rows by slug, to which new ones are added."""
        self._book = book
        self._sources = sources
        self._source_names = source_names
        self._incident_names = incident_names

    def take(self, line: str, tally: Tally) -> None:
        """Records the entry of a line or counts it as known. Raises RowError."""
        sealed, value = read_entry(line)
        is_new = (
            self._claim_is_new(sealed, value)
            if isinstance(value, Claim)
            else self._record_is_new(sealed, value, tally)
        )
        if is_new:
            tally.recorded += 1
        else:
            tally.already_known += 1

    def _record_is_new(self, sealed: Sealed, value: Incident | Source, tally: Tally) -> bool:
        ids = self._book.ids_of("incident" if isinstance(value, Incident) else "source", value.slug)
        if sealed.id in ids:
            return False
        newest = ids[-1] if ids else ""
        if value.revises != newest:
            problem = (
                f"the row follows {value.revises[:12] or 'nothing'}, but the newest of "
                f"{value.slug} here is {newest[:12] or 'none'}; import it into a new ledger"
            )
            raise RowError("revises", value.revises, problem)
        if isinstance(value, Source):
            self._refuse_unsound(value)
            self._sources[value.slug] = value
            self._source_names.add(value)
        else:
            self._incident_names.add(value)
        tally.revised += bool(ids)
        self._book.add_record(sealed, value)
        return True

    def _claim_is_new(self, sealed: Sealed, claim: Claim) -> bool:
        shelf = self._book.shelf(claim.incident)
        if sealed.digest in shelf.digests:
            return False
        if not self._incident_names.has(claim.incident):
            raise RowError("incident", claim.incident, "its incident does not stand before it")
        if claim.source not in self._sources:
            raise RowError("source", claim.source, "its source does not stand before it")
        for named in (*claim.targets, *([claim.relays] if claim.relays else [])):
            if bytes.fromhex(named) not in shelf.digests:
                raise RowError("targets", named, "what it is about does not stand before it")
        self._book.add_claim(sealed, claim, shelf)
        return True

    def _refuse_unsound(self, source: Source) -> None:
        for slug in named_by(source):
            if slug not in self._sources:
                raise RowError("speaks_for", slug, f"there is no source {slug!r} before this line")
        refuse_circle(source, self._sources)
