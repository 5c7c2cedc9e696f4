"""Connections to a server, set up as correctness and speed ask for."""

import json
from typing import Any

from sqlalchemy import Engine, create_engine, event
from sqlalchemy.engine import URL

from tracker.ledger.postgres.address import settings_of, without_settings
from tracker.ledger.postgres.names import SCHEMA

_TO_DRIVER: dict[str, Any] = {"connect_timeout": 10, "application_name": "casualty-tracker"}
"""What the driver is told where the address says nothing else; seconds for each host."""
SETTINGS = {
    # Temporary tables come last, so that none can pose as one of ours.
    "search_path": f"{SCHEMA}, pg_temp",
    "timezone": "UTC",
    "client_encoding": "UTF8",
    "standard_conforming_strings": "on",
    # Any role may set these for itself or be given them. They must decide neither what a writer
    # reads nor whether a check comes to its end.
    "default_transaction_isolation": "read committed",
    "default_transaction_read_only": "off",
    "default_transaction_deferrable": "off",
    "lock_timeout": "0",
    "idle_in_transaction_session_timeout": "0",
    "idle_session_timeout": "0",
    # The server describes tables and triggers in these words, and verify compares them.
    "quote_all_identifiers": "off",
    # verify tries what is to be refused, and goes on.
    "exit_on_error": "off",
    # Every statement here goes by an index, a page at a time. Without this the plans would
    # hang on statistics, which a table that is being filled does not have yet.
    "enable_seqscan": "off",
    "enable_bitmapscan": "off",
    "enable_hashjoin": "off",
    "enable_mergejoin": "off",
    "jit": "off",
}
"""Of every session; the limits of time that could end `prepare` itself are lifted before."""
_TRANSACTION_TIMEOUT_FROM = 170_000
_SET = "SELECT set_config(key, value, false) FROM json_each_text(%s::json)"
# What is stronger than "on" was chosen by whoever runs the standbys.
_PROMISE_KEPT = (
    "SELECT set_config('synchronous_commit', 'on', false) "
    "WHERE current_setting('synchronous_commit') IN ('off', 'local', 'remote_write')"
)


def engine_for(url: URL) -> Engine:
    """A pool of connections. Nothing is connected yet."""
    engine = create_engine(
        without_settings(url), pool_pre_ping=True, connect_args={**_TO_DRIVER, **settings_of(url)}
    )

    # Before what SQLAlchemy asks of a new connection, which settings of a role may not stop.
    @event.listens_for(engine, "connect", insert=True)
    def prepare(connection: Any, _record: Any) -> None:
        connection.autocommit = True
        connection.execute("SET statement_timeout = 0")
        if connection.info.server_version >= _TRANSACTION_TIMEOUT_FROM:
            connection.execute("SET transaction_timeout = 0")
        connection.execute(_SET, (json.dumps(SETTINGS),))
        connection.execute(_PROMISE_KEPT)
        connection.autocommit = False

    return engine
