"""What files call sources and incidents, to slugs; new ones are proposed, not yet recorded."""

import hashlib
import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from functools import cached_property
from itertools import islice

from tracker.errors import ClaimError, suggestion
from tracker.importing.faults import RowError
from tracker.model import Incident, Kind, Source
from tracker.model.incident import LONGEST_SLUG, check_slug

_UNFOLDABLE = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "ı": "i", "ß": "ss", "æ": "ae", "œ": "oe", "þ": "th"}
)
_KINDS = {kind.value: kind for kind in Kind}
_MOST_COMPARED = 2_000
_LONGEST_MADE = LONGEST_SLUG - 20
"""Room for a suffix stays."""


def slug_from(name: str) -> str:
    """A slug made from a name: accents dropped, blanks to hyphens.

    Where letters have no Latin likeness, eight digits of the name's SHA-256 stand for them, so
    that one name gives one slug everywhere.

    >>> slug_from("Médecins Sans Frontières")
    'medecins-sans-frontieres'
    >>> slug_from("الهلال الأحمر")
    'source-503f59fb'
    """
    folded = unicodedata.normalize("NFKD", name.lower().translate(_UNFOLDABLE))
    is_lossy = any(letter.isalnum() and not letter.isascii() for letter in folded)
    latin = folded.encode("ascii", "ignore").decode()
    slug = re.sub(r"[^a-z0-9]+", "-", latin).strip("-")
    if len(slug) > (_LONGEST_MADE if is_lossy else LONGEST_SLUG):
        slug, is_lossy = slug[:_LONGEST_MADE].strip("-"), True
    if is_lossy or not slug:
        slug = f"{slug or 'source'}-{hashlib.sha256(name.encode()).hexdigest()[:8]}"
    return slug


class SourceNames:
    """Slugs of sources by slug, exact name or alias; `new` holds those only proposed so far."""

    def __init__(self, sources: Mapping[str, Source], past: Iterable[tuple[str, str]]) -> None:
        """past: names and slugs of earlier rows, which count where no current name fits."""
        self.new: dict[str, Source] = {}
        self.refused: set[str] = set()
        """Slugs and names whose own row was refused in this call."""
        self.strange_kinds: dict[str, str] = {}
        """Kinds outside the list, given for proposed sources, by slug."""
        self._sources = dict(sources)
        self._seen: dict[str, str] = {}
        self._described: dict[str, str] = {}
        """Slugs of sources proposed so far, and of recorded ones under a profile's name."""
        self._names: dict[str, dict[str, None]] = {}
        self._past = dict(past)
        self.changes = 0
        """How often what a name means may have changed."""
        for source in sources.values():
            self._add_names(source)

    def add(self, source: Source) -> None:
        """Counts a source's new row among the current ones."""
        self._sources[source.slug] = source
        self._add_names(source)
        for name in filter(None, (source.name, *source.aliases)):
            self._past[name] = source.slug
        self._seen.clear()
        self.changes += 1

    def learn(self, sources: Mapping[str, Source]) -> None:
        """Counts what others have recorded meanwhile among the current ones."""
        for slug, source in sources.items():
            self.add(source)
            self.new.pop(slug, None)

    def propose(self, source: Source) -> None:
        """Has a source described for when a claim names it, unless it is known already, by its
        slug or its name."""
        for text in (source.slug, source.name):
            found = self._named(text)
            if text in self._sources or len(found) == 1:
                self._described[source.slug] = text if text in self._sources else found[0]
                return
        self.new[source.slug] = source
        for text in (source.slug, source.name, *source.aliases):
            self._described[text] = source.slug

    def slug_of(self, text: str, kind_word: str) -> str:
        """The slug of the source that a cell names. Raises RowError where it is ambiguous.

        An unknown one is proposed under a slug made from its name.
        """
        slug = self._seen.get(text)
        if slug is None:
            slug = self._found(text) or self._described.get(text)
            slug = self._seen[text] = slug or self._proposed(text, kind_word)
        return slug

    def slug_if_known(self, text: str) -> str:
        """The slug of the source that a cell names, as `slug_of`; '' where that would propose
        one. Raises RowError where it is ambiguous."""
        slug = self._seen.get(text)
        if slug is None:
            slug = self._found(text) or self._described.get(text, "")
            if slug:
                self._seen[text] = slug
        return slug

    def _add_names(self, source: Source) -> None:
        for name in (source.name, *source.aliases):
            if name:
                self._names.setdefault(name, {})[source.slug] = None

    def _found(self, text: str) -> str:
        if text in self._sources:
            return text
        slugs = self._named(text)
        if text in self.refused and not slugs:
            problem = f"the row of source {text} was refused, so its claims are too"
            raise RowError("source", text, problem)
        if len(slugs) > 1:
            several = f"{text!r} is the name of {len(slugs)} sources; write one of the slugs"
            raise RowError("source", text, f"{several} {', '.join(sorted(slugs))}")
        return slugs[0] if slugs else self._past.get(text, "")

    def _named(self, text: str) -> list[str]:
        """Slugs of the recorded sources that bear the name now."""
        return [
            slug
            for slug in self._names.get(text, ())
            if text in (self._sources[slug].name, *self._sources[slug].aliases)
        ]

    def _proposed(self, text: str, kind_word: str) -> str:
        if text in self.new:  # The slug of one that a row put off, or refused, names in full.
            return text
        made = slug = slug_from(text)
        number = 2
        while slug in self._sources or slug in self.new:
            slug = f"{made[:_LONGEST_MADE].strip('-')}-{number}"
            number += 1
        kind = _KINDS.get(kind_word.lower())
        if kind is None and kind_word:
            self.strange_kinds[slug] = kind_word
        self.new[slug] = Source(
            slug=slug, name="" if text == slug else text, kind=kind or Kind.UNKNOWN
        )
        self._described[text] = slug
        return slug


class IncidentNames:
    """Slugs of incidents; `new` holds those only proposed so far."""

    def __init__(self, recorded: Callable[[], Mapping[str, Incident]], default: str | None) -> None:
        """recorded: gives the incidents of the ledger as it was before this call; asked for once,
        when a name is first looked up, since a file that comes again may need none of a hundred
        thousand. default: the incident of rows that name none."""
        self.new: dict[str, Incident] = {}
        self.refused: set[str] = set()
        """Slugs whose own row was refused in this call."""
        self._read = recorded
        self._default = default

    @cached_property
    def _recorded(self) -> Mapping[str, Incident]:
        return self._read()

    @cached_property
    def _current(self) -> dict[str, Incident]:
        return dict(self._recorded)

    @cached_property
    def _zones(self) -> dict[str, str]:
        return {slug: incident.timezone for slug, incident in self._recorded.items()}

    def look_up(self) -> None:
        """Asks for what is recorded now, before anything else is."""
        _ = self._current, self._zones

    def add(self, incident: Incident) -> None:
        """Counts an incident's new row among the current ones."""
        self._current[incident.slug] = incident
        self._zones[incident.slug] = incident.timezone

    def learn(self, incidents: Mapping[str, Incident]) -> None:
        """Counts what others have recorded meanwhile among the current ones."""
        for slug, incident in incidents.items():
            self.add(incident)
            self.new.pop(slug, None)

    def has(self, slug: str) -> bool:
        """Whether there is such an incident, beyond being proposed."""
        return slug in self._zones

    def current(self, slug: str) -> Incident | None:
        """The incident's newest row; None where it has none."""
        return self._current.get(slug)

    def recorded(self, slug: str) -> Incident | None:
        """The incident as the ledger had it before this call; None where it had none."""
        return self._recorded.get(slug)

    def propose(self, incident: Incident) -> None:
        """Has an incident described for when a claim names it, unless it is known already."""
        if not self.has(incident.slug):
            self.new.setdefault(incident.slug, incident)

    def zone(self, slug: str) -> str:
        """The zone in which its times are read."""
        return self._zones.get(slug) or (self.new[slug].timezone if slug in self.new else "UTC")

    def slug_of(self, text: str) -> str:
        """The slug a cell gives; an unknown one is proposed. Raises RowError."""
        if text != self._default and self._default is not None:
            if text:
                problem = f"the row is about {text!r}, but --incident says {self._default}"
                raise RowError("incident", text, problem)
            text = self._default
        if text in self._zones or text in self.new:
            return text
        return self._proposed(text)

    def near(self, slug: str) -> str:
        """A closing "did you mean …?" among the incidents there were before this call."""
        return suggestion(slug, list(islice(self._recorded, _MOST_COMPARED)))

    def _proposed(self, slug: str) -> str:
        if not slug:
            raise RowError("incident", "", "no incident is given; fill the column, or --incident")
        if slug in self.refused:
            problem = f"the row of incident {slug} was refused, so its claims are too"
            raise RowError("incident", slug, problem)
        try:
            check_slug(slug, "an incident")
        except ClaimError as problem:
            raise RowError("incident", slug, str(problem)) from None
        self.new[slug] = Incident(slug=slug)
        return slug
