"""Incidents that rows of a foreign file are about: proposed where the ledger has none."""

import re
from collections.abc import Callable, Mapping

from tracker.errors import DataError
from tracker.importing.cells import Stamps
from tracker.importing.faults import RowError
from tracker.importing.names import IncidentNames, slug_from
from tracker.importing.profiles.binding import Binding
from tracker.importing.profiles.counts import Counts
from tracker.importing.profiles.dates import DateText, date_text
from tracker.importing.profiles.profile import DateRule
from tracker.importing.profiles.row import RowReader
from tracker.importing.profiles.templates import Template
from tracker.importing.records import refuse_long
from tracker.model import Incident

_DASHES = re.compile("[\u2010-\u2015\u2212]")
"""Which a slug would lose: 27–29 July is not 2729."""
_BARE_POINT = re.compile(r"^(-?)\.(?=\d)", re.ASCII)
_COORDINATES = 2


class ForeignIncidents:
    """The incidents of one file's rows."""

    def __init__(
        self,
        binding: Binding,
        names: IncidentNames,
        stamps: Stamps,
        default: str | None,
        counts: Counts,
    ) -> None:
        """default: the incident that the caller names, in place of a fixed one of the profile."""
        self._binding = binding
        self._rule = rule = binding.profile.incident
        self._names = names
        self._stamps = stamps
        self._default = default
        is_fixed = rule.slug is not None and not rule.slug.columns
        self._is_left = rule.slug is None or (is_fixed and default is not None)
        self._seen: set[str] = set()
        self._counts = counts

    def slug_of(self, row: RowReader) -> str:
        """The slug of a row's incident, which is proposed when it is new; '' for one that the
        caller names. Raises RowError for what makes no incident."""
        slug = self.named(row)
        known = slug or self._default or ""
        if known and known not in self._seen:
            self._propose(known, row)
            self._seen.add(known)
        return slug

    def named(self, row: RowReader) -> str:
        """The same slug, of which nothing is proposed. Raises RowError where the row gives none."""
        naming = None if self._is_left else self._rule.slug
        if naming is not None and not row.names(naming):
            if self._default is None:
                problem = "nothing stands here, and it names the incident; fill it, or --incident"
                raise RowError(self._columns(naming), "", problem)
            naming = None
        name = "" if naming is None else naming.fill(row.text)
        return slug_from(_DASHES.sub("-", name)) if name else ""

    def _propose(self, slug: str, row: RowReader) -> None:
        there = self._names.recorded(slug)
        incident, is_early = self._incident(slug, row)
        if there is None:
            self._counts.before_christ += is_early
            self._names.propose(incident)
        elif _differ(there, incident):
            self._counts.differing.append(slug)

    def _incident(self, slug: str, row: RowReader) -> tuple[Incident, bool]:
        rule = self._rule
        texts = {name: template.fill(row.text) for name, template in rule.texts.items()}
        texts |= self._coordinates(row)
        date = self._readable(date_text(rule.occurred_at, row))
        if date.words:
            told = f"When it happened, as the file has it: {date.words}."
            texts["summary"] = f"{texts.get('summary', '')} {told}".strip()
        for degrees in ("latitude", "longitude"):
            texts[degrees] = _with_zero(texts.get(degrees, ""))
        refuse_long(texts)
        if texts.get("perpetrator"):
            texts["perpetrator"] = slug_from(texts["perpetrator"])
        occurred_at = self._stamps.read(self._columns(rule.occurred_at), date.text)
        try:
            made = Incident(slug=slug, timezone=rule.timezone, occurred_at=occurred_at, **texts)
        except DataError as problem:
            raise self._told(problem, texts) from None
        return made, date.is_early

    def _told(self, problem: DataError, texts: Mapping[str, str]) -> RowError:
        """What the model refuses, by the column that gave it."""
        for name, text in texts.items():
            if text and repr(text) in str(problem):
                return RowError(self._columns(self._rule.texts.get(name)), text, str(problem))
        return RowError(self._columns(self._rule.slug), "", str(problem))

    def _columns(self, read: Template | DateRule | None) -> str:
        return ", ".join(map(self._binding.column, read.columns)) if read else ""

    def _readable(self, date: DateText) -> DateText:
        """The date, in words only where it cannot be read and need not be."""
        if not (date.text and self._rule.occurred_at and self._rule.occurred_at.goes_to_summary):
            return date
        try:
            self._stamps.read("", date.text)
        except RowError:
            self._counts.unread_dates += 1
            return DateText("", words=date.text)
        return date

    def _coordinates(self, row: RowReader) -> Mapping[str, str]:
        cell = row.text(self._rule.coordinates) if self._rule.coordinates else ""
        parts = [part.strip() for part in cell.split(",")]
        if len(parts) != _COORDINATES:
            return {}
        return {"latitude": parts[0], "longitude": parts[1]}


def _with_zero(degrees: str) -> str:
    """Degrees with the zero that some programs leave out: -.9 is -0.9."""
    return _BARE_POINT.sub("\\g<1>0.", degrees)


def _differ(there: Incident, given: Incident) -> bool:
    """Whether the file says something of the incident, and something else than the ledger."""
    asked: tuple[Callable[[Incident], object], ...] = (
        lambda one: one.title,
        lambda one: one.occurred_at,
        lambda one: (one.latitude, one.longitude),
        lambda one: one.place,
        lambda one: one.country,
    )
    return any(of(given) not in (None, "", ("", ""), of(there)) for of in asked)
