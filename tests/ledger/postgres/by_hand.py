"""Calls of append_batch() as somebody writes them who has the application's role and a psql."""

import json
from collections.abc import Iterable
from hashlib import sha256
from typing import Any

from tests.ledger.made_by_hand import Said, as_written
from tests.ledger.postgres.conftest import OnServer
from tracker.ledger import seal
from tracker.ledger.columns import claim_row
from tracker.ledger.merkle import Tree, leaf
from tracker.ledger.names import KINDS, columns_of
from tracker.ledger.sealing import Value
from tracker.model import Claim

NOW = "SELECT (extract(epoch FROM clock_timestamp()) * 1000000)::bigint"
READ = ("low", "high", "qualifier")


def kind_of(value: Value) -> str:
    return type(value).__name__.lower()


class ByHand:
    """Statements that record some values after what a ledger holds; any part can be another."""

    def __init__(self, on_server: OnServer, *values: Value) -> None:
        self._kept = on_server.rows("SELECT seq, recorded_us, content_hash FROM entry ORDER BY 1")
        self.contents: dict[str, list[str]] = {kind: [] for kind in KINDS}
        """The contents as they are handed over, JSON each."""
        self.given: dict[str, Any] = {"first_us": on_server.rows(NOW)[0][0], "recorded_by": "x"}
        """What is handed over beside them."""
        self.given |= {name: [] for name in (*KINDS, *READ)}
        self.meant: list[bytes] = []
        """The contents over which the root is made."""
        for value in values:
            self._add(value, self._kept[-1][0] + len(self.meant) + 1)

    def _add(self, value: Value, seq: int) -> None:
        sealed = seal(value)
        self._hand(kind_of(value), sealed.content, seq)
        if isinstance(value, Claim):
            row = claim_row(seq, value, sealed.digest)
            for name in READ:
                self.given[name].append(row[columns_of("claim").index(name)])

    def _hand(self, kind: str, content: bytes, seq: int) -> None:
        self.meant.append(content)
        self.contents[kind].append(content.decode())
        self.given[kind].append(seq)

    def made_up(self, contents: Iterable[Said]) -> "ByHand":
        """The same with contents of any kind, sense or nonsense; the bounds of claims are those
        that they give, one number or none."""
        for one in contents:
            self._hand(one["kind"], as_written(one), self._kept[-1][0] + len(self.meant) + 1)
            if one["kind"] == "claim":
                low, high = one.get("low"), one.get("high")
                for name, said in zip(READ, (low, high, "exact"), strict=True):
                    self.given[name].append(said)
        return self

    @property
    def root(self) -> str:
        """The root over what is meant."""
        leaves = [leaf(*row) for row in self._kept]
        for number, content in enumerate(self.meant):
            moment = self.given["first_us"] + number
            leaves.append(leaf(len(leaves) + 1, moment, sha256(content).digest()))
        return Tree().extended(leaves).root

    @property
    def append(self) -> str:
        """The call that hands the values over."""
        told = (f"[{','.join(self.contents[kind])}]" for kind in KINDS)
        given = ", ".join(map(_literal, (json.dumps(self.given), *told)))
        return f"SELECT casualty_ledger.append_batch({given}, NULL)"

    def close(self, root: object = None) -> str:
        """The call that closes the batch, by default with the root of what is meant."""
        told = json.dumps({"root": self.root if root is None else root})
        return f"SELECT casualty_ledger.append_batch(NULL, NULL, NULL, NULL, {_literal(told)})"

    def statements(self) -> tuple[str, ...]:
        """The whole transaction."""
        return "BEGIN", self.append, self.close(), "COMMIT"


def hand_over(on_server: OnServer, *statements: str) -> None:
    """Runs statements as the application's role."""
    with on_server.server.connected(on_server.name, "app") as connection:
        for statement in statements:
            connection.execute(statement.encode())


def _literal(told: str) -> str:
    """Quoted so that no setting of a session reads it otherwise."""
    return f"$json${told}$json$::json"
