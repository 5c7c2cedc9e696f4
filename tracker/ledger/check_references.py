"""What claims name, against what was recorded before them: all that a writer refuses.

An entry that somebody made by hand can be whole, with its hash and its columns, and yet speak
of an incident, a source or a claim that there is not, or say once more what was said.
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from operator import itemgetter
from typing import NamedTuple

from tracker.errors import shown
from tracker.ledger import statements as sql
from tracker.ledger.check_records import NEVER, RecordCheck, said_in, short
from tracker.ledger.columns import id60_of
from tracker.ledger.database import Database, Row
from tracker.ledger.problem import Problem
from tracker.ledger.tolerant import every_row

NAMING = ("seq", "incident", "source", "targets", "relays")
"""Columns by which a claim names something."""
_AT_ONCE = 500
"""Claims looked up by one statement."""


class _Naming(NamedTuple):
    """An entry that names a claim."""

    seq: int
    verb: str
    claim_id: str
    incident: object


class ReferenceCheck:
    """Fed every page of entries in order, gives what they name that is not there."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._records = RecordCheck()
        self._last_seq = 0

    def problems_with(
        self, entries: Sequence[Row], rows: Mapping[str, Sequence[Row]]
    ) -> Iterator[Problem]:
        """Takes the next page with its typed rows; of claims, the columns of `NAMING`."""
        for kind in ("incident", "source"):
            for row in rows[kind]:
                self._records.add_row(kind, row[1], row[0])
        for entry in [entry for entry in entries if entry[4] != "claim"]:
            yield from self._records.problems_with(entry)
        if entries:
            self._last_seq = entries[-1][0]
        odd = self._odd(rows["claim"])
        if odd:
            yield from self._problems_of([entry for entry in entries if entry[0] in odd])

    def problems_left(self) -> Iterator[Problem]:
        """What is wrong once all entries were taken."""
        yield from self._records.problems_left()
        with self._database.reading_anything() as connection:
            ids = connection.execute(sql.TWIN_IDS).fetchall()
            alike = [connection.execute(sql.DIGESTS_BY_ID60, one).fetchall() for one in ids]
        for rows in alike:
            taken = sorted(
                (digest, seq)
                for digest, seq, _ in rows
                if isinstance(digest, bytes) and seq <= self._last_seq
            )
            for _, same in groupby(taken, itemgetter(0)):
                (_, first), *more = same
                for _, seq in more:
                    message = f"entry {seq} records the claim of entry {first} once more"
                    yield Problem("twin", seq, message)

    def _odd(self, claims: Sequence[Row]) -> set[int]:
        """Numbers of the claims to look at: what their columns name is a claim, or is not there.

        Nearly all are passed here, and need nothing read anew.
        """
        incidents, sources = self._records.first["incident"], self._records.first["source"]
        return {
            seq
            for seq, incident, source, targets, relays in claims
            if targets
            or relays
            or incidents.get(incident, NEVER) >= seq
            or sources.get(source, NEVER) >= seq
        }

    def _problems_of(self, entries: Sequence[Row]) -> Iterator[Problem]:
        namings: list[_Naming] = []
        for seq, _, _, _, _, content, _ in entries:
            said = said_in(self._content(seq) if content is None else content)
            for kind in ("incident", "source"):
                if kind in said and self._records.first_of(kind, said[kind]) >= seq:
                    message = (
                        f"entry {seq} is a claim of {kind} {shown(str(said[kind]))}, which is not "
                        "recorded before it"
                    )
                    yield Problem("reference", seq, message)
            namings += _namings(seq, said)
        for start in range(0, len(namings), _AT_ONCE):
            yield from self._problems_of_namings(namings[start : start + _AT_ONCE])

    def _content(self, seq: int) -> object:
        """What a page was handed over without, since hardly any claim's is asked for here."""
        with self._database.reading_anything() as connection:
            (row,) = every_row(connection, sql.ENTRY, (seq,))
        return row[1]

    def _problems_of_namings(self, namings: Sequence[_Naming]) -> Iterator[Problem]:
        found = self._claims_named(namings)
        for seq, verb, claim_id, incident in namings:
            there, its_incident = found.get(claim_id, (NEVER, None))
            what = f"entry {seq} is to {verb} claim {short(claim_id, 'nothing')}"
            if there >= seq:
                yield Problem("reference", seq, f"{what}, which is not recorded before it")
            elif its_incident != incident:
                its = f"of incident {shown(str(its_incident))}"
                yield Problem("reference", seq, f"{what}, which is {its}")

    def _claims_named(self, namings: Sequence[_Naming]) -> dict[str, tuple[int, object]]:
        """First entry and incident of those that there are, by id."""
        ids = {id60_of(bytes.fromhex(one.claim_id)) for one in namings if _is_id(one.claim_id)}
        if not ids:
            return {}
        with self._database.reading_anything() as connection:
            rows = connection.execute(sql.digests_by_id60(len(ids)), tuple(ids)).fetchall()
        rows.sort(key=itemgetter(1), reverse=True)
        return {
            digest.hex(): (seq, incident)
            for digest, seq, incident in rows
            if isinstance(digest, bytes)
        }


def _namings(seq: int, said: Mapping[str, object]) -> Iterator[_Naming]:
    targets = said.get("targets", ())
    for target in targets if isinstance(targets, list) else ():
        yield _Naming(seq, shown(str(said.get("act")))[1:-1], str(target), said.get("incident"))
    if relayed := said.get("relays"):
        yield _Naming(seq, "relay", str(relayed), said.get("incident"))


def _is_id(text: str) -> bool:
    return len(text) == 64 and not set(text) - set("0123456789abcdef")
