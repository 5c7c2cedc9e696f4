"""Where the tests keep their ledgers: files and memory, or a server, as the fixture says."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy.engine import make_url

from tests.servers import Server
from tracker.ledger import Ledger


class Places:
    """Makes places for new ledgers, and opens them; gives them all up at the end."""

    def __init__(self) -> None:
        self.server: Server | None = None
        """Where new ledgers are made; None for files and memory."""
        self._opened: list[Ledger] = []
        self._made: list[str] = []
        self._free: list[str] = []
        self._spoilt: list[str] = []

    @property
    def on_server(self) -> bool:
        """Whether ledgers are made on a server."""
        return self.server is not None

    def private(self) -> str:
        """A place for a ledger that is opened once."""
        return ":memory:" if self.server is None else self._database(self.server)

    def shared(self, folder: Path) -> str:
        """A place for a ledger that several open, or one after the other."""
        return str(folder / "ledger.db") if self.server is None else self._database(self.server)

    def fresh(self, folder: Path) -> str:
        """A shared place whose tables a test may change: it is not used again."""
        if self.server is None:
            return self.shared(folder)
        self._spoilt.append(self.server.a_ledger())
        return self.server.as_app(self._spoilt[-1])

    def for_admin(self, where: str) -> str:
        """The same place as an administrator names it."""
        return where if self.server is None else self.server.as_admin(self.database(where))

    def database(self, where: str) -> str:
        """The name of the database at an address on the server."""
        return make_url(where).database or ""

    def open(self, where: str | Path, **options: Any) -> Ledger:
        """The ledger there, closed at the end of the test if not before."""
        ledger = Ledger.open(where, **options)
        self._opened.append(ledger)
        return ledger

    @contextmanager
    def for_a_while(self) -> Iterator[None]:
        """Ledgers opened inside are closed at the end, and their databases used again."""
        opened, made, spoilt = len(self._opened), len(self._made), len(self._spoilt)
        yield
        for ledger in self._opened[opened:]:
            ledger.close()
        for name in self._made[made:]:
            if self.server is not None:
                self.server.emptied(name)
                self._free.append(name)
        for name in self._spoilt[spoilt:]:
            if self.server is not None:
                self.server.drop(name)
        del self._opened[opened:], self._made[made:], self._spoilt[spoilt:]

    def _database(self, server: Server) -> str:
        self._made.append(self._free.pop() if self._free else server.a_ledger())
        return server.as_app(self._made[-1])


PLACES = Places()
