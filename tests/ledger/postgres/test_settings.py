"""Settings that a role makes for itself, and which must decide nothing."""

from collections.abc import Iterator
from contextlib import closing

import pytest

from tests.ledger.builders import a_claim, record
from tests.ledger.postgres.by_hand import ByHand
from tests.ledger.postgres.conftest import OnServer
from tracker.ledger import Ledger
from tracker.ledger.databases import server_at

HARMFUL = {
    "synchronous_commit": "off",
    "statement_timeout": "20ms",
    "transaction_timeout": "20ms",
    "lock_timeout": "20ms",
    "idle_in_transaction_session_timeout": "20ms",
    "default_transaction_read_only": "on",
    "default_transaction_isolation": "serializable",
    "client_encoding": "LATIN1",
    "standard_conforming_strings": "off",
    "search_path": "public",
    "timezone": "Asia/Damascus",
    "quote_all_identifiers": "on",
    "exit_on_error": "on",
}


@pytest.fixture
def desk(on_server: OnServer) -> Iterator[str]:
    """The role of the application, whose settings are taken back."""
    yield on_server.server.app_role
    on_server.run(f"ALTER ROLE {on_server.server.app_role} RESET ALL")


@pytest.mark.parametrize("setting", HARMFUL)
def test_a_roles_own_settings_decide_nothing(on_server: OnServer, desk: str, setting: str) -> None:
    on_server.server.skip_unless_known(setting)
    on_server.run(f"ALTER ROLE {desk} SET {setting} = '{HARMFUL[setting]}'")

    with closing(Ledger.open(on_server.server.as_app(on_server.name))) as ledger:
        record(ledger, a_claim(3, note="غزة"), *(a_claim(one) for one in range(100, 700)))
        assert ledger.verify().problems == ()
        assert ledger.snapshot("qamishli-2016").claims[2].note == "غزة"

    database = server_at(on_server.server.as_app(on_server.name), busy_timeout_ms=100)
    with closing(database), database.reading() as connection:
        value = connection.execute(f"SHOW {setting}").fetchall()[0][0]
    assert str(value) != HARMFUL[setting]


@pytest.mark.parametrize(("chosen", "kept"), [("remote_apply", "remote_apply"), ("local", "on")])
def test_promises_are_never_made_weaker(
    on_server: OnServer, desk: str, chosen: str, kept: str
) -> None:
    on_server.run(f"ALTER ROLE {desk} SET synchronous_commit = {chosen}")

    database = server_at(on_server.server.as_app(on_server.name), busy_timeout_ms=100)
    with closing(database), database.reading() as connection:
        assert connection.execute("SHOW synchronous_commit").fetchall() == [(kept,)]


def test_who_calls_by_hand_waits_for_the_disk_as_well(on_server: OnServer) -> None:
    with on_server.server.connected(on_server.name, "app") as connection:
        connection.execute("SET synchronous_commit = off")
        connection.execute("BEGIN")
        connection.execute(ByHand(on_server, a_claim(9)).append.encode())

        assert connection.execute("SHOW synchronous_commit").fetchall() == [("on",)]
        connection.execute("ROLLBACK")
