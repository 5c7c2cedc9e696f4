"""Rows of incidents and sources against those before them: what they revise, where they lead."""

from collections.abc import Iterator, Mapping
from typing import Any

import orjson

from tracker.errors import ClaimError, DataError, shown
from tracker.ledger.admission import SHOWN_DIGITS
from tracker.ledger.database import Row
from tracker.ledger.problem import Problem
from tracker.model import Source, voice_of
from tracker.model.content import source_from

NEVER = 2**63
"""In the place of an entry's number: none there is comes after it."""


class RecordCheck:
    """Fed every entry in order but for the claims; knows which slugs there are from when on."""

    def __init__(self) -> None:
        self.first: dict[str, dict[str, int]] = {"incident": {}, "source": {}}
        """Number of the first entry of each slug, by kind."""
        self._newest: dict[tuple[str, str], str] = {}
        self._slug_of_row: dict[int, str] = {}
        self._sources: dict[str, Source] = {}
        self._linking: dict[str, int] = {}
        self._batch: object = None

    def first_of(self, kind: str, slug: object) -> int:
        """Number of the first entry of an incident or source; `NEVER` for none."""
        return self.first[kind].get(slug, NEVER) if isinstance(slug, str) else NEVER

    def add_row(self, kind: str, slug: object, seq: int) -> None:
        """Notes a typed row, before its entry is taken: where the content is damaged, what it
        was of is there all the same."""
        if isinstance(slug, str):
            self.first[kind].setdefault(slug, seq)
            self._slug_of_row[seq] = slug

    def problems_with(self, entry: Row) -> Iterator[Problem]:
        """Takes the next entry of an incident or a source."""
        seq, _, _, batch, kind, content, digest = entry
        if batch != self._batch:
            yield from self.problems_left(before=seq)
            self._batch = batch
        said = said_in(content)
        row_slug = self._slug_of_row.pop(seq, None)
        slug, revises = said.get("slug", row_slug), said.get("revises", "")
        if kind not in self.first or not isinstance(slug, str):
            return  # The check of contents tells that.
        newest = self._newest.get((kind, slug), "")
        if said and revises != newest:
            yield Problem(
                "reference",
                seq,
                f"entry {seq} is to revise {short(revises, 'nothing')}, but the newest row of "
                f"{kind} {shown(slug)} was {short(newest, 'none')}",
            )
        self.first[kind].setdefault(slug, seq)
        self._newest[kind, slug] = digest.hex() if isinstance(digest, bytes) else ""
        if kind == "source":
            self._take_source(seq, said)

    def problems_left(self, before: int = NEVER) -> Iterator[Problem]:
        """What is wrong with the links of the last batch: a source may lead to one that comes
        after it, as long as the two come together.

        before: the first record of the next batch.
        """
        for slug, seq in self._linking.items():
            source = self._sources[slug]
            for other in filter(None, (source.speaks_for, source.merged_into)):
                if self.first_of("source", other) >= before:
                    message = f"entry {seq}: source {slug} leads to {other}, which is not recorded"
                    yield Problem("reference", seq, message)
            try:
                voice_of(slug, self._sources)
            except ClaimError:
                yield Problem("reference", seq, f"entry {seq}: source {slug} leads in a circle")
        self._linking = {}

    def _take_source(self, seq: int, said: Mapping[str, Any]) -> None:
        try:
            source = source_from(said)
        except (DataError, TypeError, ValueError, KeyError, AttributeError):
            return  # The check of contents tells that.
        self._sources[source.slug] = source
        self._linking[source.slug] = seq


def said_in(content: object) -> Mapping[str, Any]:
    """What a content says; nothing where it cannot be read, which the check of contents tells."""
    try:
        said = orjson.loads(content) if isinstance(content, bytes) else None
    except ValueError:
        return {}
    return said if isinstance(said, dict) else {}


def short(claim_id: object, nothing: str = "") -> str:
    """The beginning of an id as messages show it."""
    return shown(str(claim_id)[:SHOWN_DIGITS])[1:-1] if claim_id else nothing
