"""A desk that writes at once, and a server that goes away."""

from collections.abc import Callable
from time import monotonic

import psycopg
import pytest

from tests.faults.setting import started
from tests.faults.victims import append_some
from tests.how_often import many
from tests.ledger.builders import INCIDENT, a_claim, record, sealed
from tests.ledger.postgres.conftest import OnServer
from tests.ledger.postgres.programs import all_told
from tracker.errors import BusyError, ClaimError, StorageError, UnreachableError
from tracker.ledger import Ledger

WRITERS, APPENDS = many(16, 32), many(100, 1_000)


def test_many_programs_writing_at_once_lose_nothing_and_leave_no_gap(
    on_server: OnServer, record_property: Callable[[str, object], None]
) -> None:
    where = on_server.server.as_app(on_server.name)
    began = monotonic()

    programs = [
        started(append_some, where, 10_000 * (number + 1), APPENDS) for number in range(WRITERS)
    ]

    assert [all_told(*program) for program in programs] == [[APPENDS]] * WRITERS
    rate = WRITERS * APPENDS / (monotonic() - began)
    claims = on_server.ledger.snapshot(INCIDENT.slug).claims[2:]
    assert [claim.seq for claim in claims] == list(range(7, 7 + WRITERS * APPENDS))
    assert len({claim.id for claim in claims}) == WRITERS * APPENDS
    assert on_server.ledger.verify().problems == ()
    record_property(
        "told",
        f"{WRITERS} programs × {APPENDS} appends on a server, {rate:.0f} a second: "
        f"{len(claims):,} claims without a gap, 0 lost",
    )


def test_readers_go_on_while_a_writer_holds_the_lock(on_server: OnServer) -> None:
    other = Ledger.open(on_server.server.as_app(on_server.name), busy_timeout_ms=50)

    with on_server.ledger.writing() as writer:
        writer.append(sealed([a_claim(3)]))
        began = monotonic()
        assert other.head().size == 6
        assert len(other.snapshot(INCIDENT.slug).claims) == 2
        assert monotonic() - began < 5
        with pytest.raises(BusyError, match="another program has been writing"):
            record(other, a_claim(4))

    assert other.head().size == 7
    other.close()


@pytest.mark.parametrize("claims", [100, 600])
def test_a_server_that_goes_away_in_mid_import_leaves_nothing(
    on_server: OnServer, claims: int
) -> None:
    before = on_server.ledger.head()

    with (
        pytest.raises(UnreachableError, match="not to be reached"),
        on_server.ledger.writing() as writer,
    ):
        writer.append(sealed([a_claim(number) for number in range(100, 100 + claims)]))
        _cut_off(on_server)
        writer.append(sealed([a_claim(3)]))

    assert on_server.ledger.head() == before
    record(on_server.ledger, a_claim(3))
    assert on_server.ledger.verify().problems == ()


def _cut_off(on_server: OnServer) -> None:
    ours = (
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = "
        f"'{on_server.name}' AND pid <> pg_backend_pid()"
    )
    assert on_server.rows(ours)


def test_what_the_server_refuses_while_we_go_on_is_raised_and_nothing_is_kept(
    on_server: OnServer,
) -> None:
    before = on_server.ledger.head()
    on_server.run("ALTER TABLE claim ADD CONSTRAINT small CHECK (low < 500)")

    with pytest.raises(StorageError, match="small"), on_server.ledger.writing() as writer:
        writer.append(sealed([a_claim(number) for number in range(100, 700)]))

    assert on_server.ledger.head() == before
    on_server.run("ALTER TABLE claim DROP CONSTRAINT small")
    record(on_server.ledger, a_claim(700))
    assert on_server.ledger.verify().problems == ()


def test_large_batches_refuse_twins_as_small_ones_do(on_server: OnServer) -> None:
    before = on_server.ledger.head()

    with pytest.raises(ClaimError, match="already recorded, as entry 6"):
        record(on_server.ledger, *(a_claim(number) for number in range(2, 700)))

    assert on_server.ledger.head() == before


def test_a_role_that_is_let_out_again_is_told_so(on_server: OnServer) -> None:
    function = "append_batch(json, json, json, json, json)"
    on_server.run(f"REVOKE EXECUTE ON FUNCTION {function} FROM {on_server.server.app_role}")

    with pytest.raises(StorageError, match="the server refuses this role"):
        record(on_server.ledger, a_claim(3))


def test_what_is_recorded_while_a_transaction_is_open_is_seen_by_the_next_writer(
    on_server: OnServer,
) -> None:
    other = Ledger.open(on_server.server.as_app(on_server.name))
    with psycopg.connect(on_server.server.as_app(on_server.name).replace("+psycopg", "")) as idle:
        idle.execute("SELECT count(*) FROM casualty_ledger.entry")
        record(other, a_claim(3))
        record(on_server.ledger, a_claim(4))

    assert on_server.ledger.head().size == 8
    other.close()
