"""Imports into a ledger on a server, against the bare COPY of the same rows."""

import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from benchmarks.data import write_claims
from benchmarks.timing import Line, line, seconds
from tests.ledger.builders import RECORDS, record
from tests.servers import Server, running_server
from tracker.importing import ImportOptions, import_files
from tracker.ledger import Ledger
from tracker.ledger.moving import copy_ledger
from tracker.ledger.names import TABLES, columns_of
from tracker.ledger.verification import verify

CLAIMS = 100_000
ROUNDS = 3
WRITERS, APPENDS = 16, 60
PROGRAM = f"""
import sys, time
from tests.ledger.builders import a_claim, record
from tracker.ledger import Ledger
ledger = Ledger.open(sys.argv[1])
ledger.head()
print(flush=True)
sys.stdin.readline()
for number in range({APPENDS}):
    record(ledger, a_claim(int(sys.argv[2]) * {APPENDS} + number))
ledger.close()
"""


def results() -> Iterator[Line]:
    """The import beside COPY of the same rows into the same tables; what else a desk does."""
    with tempfile.TemporaryDirectory() as name, running_server() as server:
        folder = Path(name)
        write_claims(folder / "claims.csv", CLAIMS)
        ledgers = [server.a_ledger() for _ in range(ROUNDS)]
        whole = min(_import(folder / "claims.csv", server.as_app(one)) for one in ledgers)
        filed = min(_import(folder / "claims.csv", str(folder / f"{n}.db")) for n in range(ROUNDS))
        again = _import(folder / "claims.csv", server.as_app(ledgers[0]))
        bare = min(_copy(server, ledgers[0], server.a_ledger()) for _ in range(ROUNDS))
        there = seconds(lambda: copy_ledger(server.as_app(ledgers[0]), folder / "file.db"))
        back = seconds(lambda: copy_ledger(folder / "file.db", server.as_admin(server.a_ledger())))
        checked = _verify(server.as_app(ledgers[0]))
        singly = _singly(server)
    detail = f"{whole:.2f} s, {CLAIMS / whole:,.0f} claims a second"
    peer = "import of 100 k claims on PostgreSQL / COPY of the rows"
    yield line(peer, whole / bare, "≤ 1.5", detail)
    yield line("the same / import into a file", whole / filed, "")
    yield line("import again, all known / COPY", again / bare, "")
    yield line("copy to a file / COPY", there / bare, "", f"{there:.2f} s")
    yield line("copy from a file / COPY", back / bare, "", f"{back:.2f} s")
    yield line("verify / COPY", checked / bare, "", f"{CLAIMS / checked:,.0f} claims a second")
    told = f"{WRITERS * APPENDS / singly:,.0f} a second, {WRITERS} programs"
    yield line("single claims, each its own transaction: seconds", singly, "", told)


def _import(file: Path, where: str) -> float:
    def work() -> None:
        opened = Ledger.open(where)
        assert import_files(opened, [str(file)], ImportOptions()).stored
        opened.close()

    return seconds(work)


def _copy(server: Server, source: str, target: str) -> float:
    """The rows, already worked out, into the same tables, indexes and triggers, by a superuser:
    nothing read, nothing checked, no tree."""
    with server.connected(source) as connection:
        rows = {
            table: connection.execute(
                f"SELECT {', '.join(columns_of(table))} FROM {table} ORDER BY 1".encode()
            ).fetchall()
            for table in TABLES
        }

    def work() -> None:
        with server.connected(target) as connection, connection.transaction():
            for table, some in rows.items():
                with connection.cursor().copy(f"COPY {table} FROM STDIN".encode()) as copy:
                    for row in some:
                        copy.write_row(row)

    return seconds(work)


def _verify(where: str) -> float:
    opened = Ledger.open(where)
    taken = seconds(lambda: verify(opened._database))
    opened.close()
    return taken


def _singly(server: Server) -> float:
    """How long several programs take that each record claims one by one."""
    where = server.as_app(server.a_ledger())
    ledger = Ledger.open(where)
    record(ledger, *RECORDS)
    ledger.close()
    programs = [
        subprocess.Popen(
            [sys.executable, "-c", PROGRAM, where, str(number)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        for number in range(WRITERS)
    ]
    for program in programs:
        assert program.stdout is not None
        program.stdout.readline()

    def work() -> None:
        for program in programs:
            assert program.stdin is not None
            program.stdin.write("\n")
            program.stdin.flush()
        for program in programs:
            assert program.wait() == 0

    taken = seconds(work)
    for program in programs:
        program.communicate()
    return taken
