"""A ledger on a server for every test, and one that the tests of a module share."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import psycopg
import pytest

from tests.ledger.builders import RECORDS, a_claim, record
from tests.servers import Server
from tracker.ledger import Ledger


@dataclass(frozen=True)
class OnServer:
    """One database with a ledger of four records and two claims, in two batches."""

    server: Server
    name: str
    ledger: Ledger

    def refusal_of(self, *statements: str) -> psycopg.Error:
        """Why the last of some statements of the application's role is refused."""
        with self.server.connected(self.name, "app") as connection:
            for statement in statements[:-1]:
                connection.execute(statement.encode())
            with pytest.raises(psycopg.Error) as refused:
                connection.execute(statements[-1].encode())
        return refused.value

    def rows(self, query: str) -> list[tuple[Any, ...]]:
        """What a query gives to a superuser."""
        return self.server.run(self.name, query).fetchall()

    def run(self, statement: str) -> None:
        """Runs a statement as a superuser."""
        self.server.run(self.name, statement)

    def problems(self) -> set[tuple[str, int | None]]:
        """Kind and entry of what verify finds."""
        return {(problem.kind, problem.entry) for problem in self.ledger.verify().problems}


def _filled(server: Server) -> Iterator[OnServer]:
    name = server.a_ledger()
    ledger = Ledger.open(server.as_app(name))
    record(ledger, *RECORDS)
    record(ledger, a_claim(1), a_claim(2))
    yield OnServer(server, name, ledger)
    ledger.close()
    server.drop(name)


@pytest.fixture
def on_server(server: Server) -> Iterator[OnServer]:
    yield from _filled(server)


@pytest.fixture(scope="module")
def kept(server: Server) -> Iterator[OnServer]:
    """The same for tests that leave it as it is."""
    yield from _filled(server)
