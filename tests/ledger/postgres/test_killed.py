"""Clients killed with signal 9 while they write, and servers stopped at once: everything that
was promised is there, no part of more, and every root given out before is still a root."""

import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from random import Random
from time import sleep

import pytest

from tests.faults.setting import started
from tests.how_often import SEED, many
from tests.ledger.builders import RECORDS, a_claim, record
from tests.ledger.postgres.conftest import OnServer
from tests.ledger.postgres.programs import all_told, append_on, import_on
from tests.servers import IN_A_HURRY, OwnServer, Server, own_server
from tracker.errors import UnreachableError
from tracker.ledger import Ledger
from tracker.ledger.check_heads import HeldHead

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="no signals")
KILLS, STOPS, WRITERS = many(20, 1_000), many(5, 50), 4
LONGEST_LIFE_S = 0.3
LONGEST_WAIT_S = 300
"""For a program to begin: a machine that is busy with something else stands still for minutes."""


def killed(
    program: Callable[..., None], *given: object, life_s: float, waits: bool = False
) -> list[tuple[int, str]]:
    """What a program was promised before it was killed.

    waits: its life is counted from the first promise on, which a busy machine makes late.
    """
    process, hearing = started(program, *given)
    assert hearing.poll(LONGEST_WAIT_S), "it began to write"
    told = [hearing.recv()]
    if waits:
        assert hearing.poll(LONGEST_WAIT_S), "it was promised something"
        told.append(hearing.recv())
    sleep(life_s)
    process.kill()
    return [*told[1:], *all_told(process, hearing)]


def refuse_loss(ledger: Ledger, promised: list[tuple[int, str]]) -> None:
    """The ledger is sound, and holds what was promised under the roots that were given out."""
    held = [HeldHead(f"promised at {size}", size, root) for size, root in promised]
    assert ledger.verify(held).problems == ()


@pytest.mark.parametrize("program", [append_on, import_on])
def test_a_killed_client_loses_nothing_it_was_promised(
    on_server: OnServer,
    tmp_path: Path,
    program: Callable[..., None],
    record_property: Callable[[str, object], None],
) -> None:
    chance = Random(SEED)
    where = on_server.server.as_app(on_server.name)
    folder = () if program is append_on else (str(tmp_path),)
    promises = unpromised = 0

    for kill in range(KILLS // 2):
        start_anew(on_server)
        before = on_server.ledger.head()
        life_s, waits = chance.uniform(0, LONGEST_LIFE_S), kill % 2 == 0
        promised = killed(program, where, *folder, 1_000, life_s=life_s, waits=waits)
        record(on_server.ledger, a_claim(900 + kill))  # Waits for the one that is dying.

        refuse_loss(on_server.ledger, [(before.size, before.root), *promised])
        last = max([before.size, *(size for size, _ in promised)])
        more = [size for size in sizes_of(on_server) if last < size]
        assert len(more) <= 2, "ours, and the batch whose promise did not come through"
        promises, unpromised = promises + len(promised), unpromised + len(more) - 1
        refuse_parts(on_server.ledger)

    assert promises
    record_property(
        "told",
        f"{KILLS // 2} kills of {program.__name__} on a server: {promises} promises kept, "
        f"{unpromised} kept that did not come through, 0 partial batches",
    )


def start_anew(on_server: OnServer) -> None:
    on_server.server.emptied(on_server.name)
    record(on_server.ledger, *RECORDS)


def sizes_of(on_server: OnServer) -> list[int]:
    """Number of entries after every batch."""
    return [size for (size,) in on_server.rows("SELECT size FROM batch")]


def refuse_parts(ledger: Ledger) -> None:
    """Each imported file is in whole or not at all: its incident's slug says how many rows."""
    for incident, claims in ledger.claim_totals().items():
        if incident.startswith("incident-"):
            assert claims == int(incident.rsplit("-", 1)[1])


@pytest.fixture(scope="module")
def mortal() -> Iterator[tuple[OwnServer, Server]]:
    """A server that may be stopped. What it told the system survives that, on the disk or not."""
    with own_server(IN_A_HURRY) as own:
        server = Server(own.admin)
        yield own, server
        server.close()


def test_a_server_that_stops_at_once_keeps_what_it_promised(
    mortal: tuple[OwnServer, Server], record_property: Callable[[str, object], None]
) -> None:
    own, server = mortal
    where = server.as_app(server.a_ledger())
    chance = Random(SEED)
    with closing(Ledger.open(where)) as ledger:
        record(ledger, *RECORDS)
    promises = 0

    for stop in range(STOPS):
        programs = [
            started(append_on, where, 100_000 * (stop * WRITERS + writer + 1))
            for writer in range(WRITERS)
        ]
        for _, hearing in programs:
            hearing.recv()
        sleep(chance.uniform(0.1, 0.1 + LONGEST_LIFE_S))
        own.stop_at_once()
        with pytest.raises(UnreachableError, match="when it is, repeat the command"):
            Ledger.open(where)
        for process, _ in programs:
            process.kill()
        promised = [one for program in programs for one in all_told(*program)]
        own.start(IN_A_HURRY)

        with closing(Ledger.open(where)) as ledger:
            refuse_loss(ledger, promised)
            record(ledger, a_claim(stop))
        promises += len(promised)

    assert promises
    record_property(
        "told",
        f"{STOPS} immediate stops of a server with {WRITERS} writers: {promises} promises kept, "
        "0 lost",
    )
