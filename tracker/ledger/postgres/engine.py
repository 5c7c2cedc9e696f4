"""Connections to a server, set up as correctness and speed ask for."""

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
    # Every statement here goes by an index, a page at a time. Without this the plans would
    # hang on statistics, which a table that is being filled does not have yet.
    "enable_seqscan": "off",
    "enable_bitmapscan": "off",
    "enable_hashjoin": "off",
    "enable_mergejoin": "off",
    "jit": "off",
}
"""Of every session."""


def engine_for(url: URL) -> Engine:
    """A pool of connections. Nothing is connected yet."""
    engine = create_engine(
        without_settings(url), pool_pre_ping=True, connect_args={**_TO_DRIVER, **settings_of(url)}
    )

    @event.listens_for(engine, "connect")
    def prepare(connection: Any, _record: Any) -> None:
        connection.autocommit = True
        for name, value in SETTINGS.items():
            connection.execute("SELECT set_config(%s, %s, false)", (name, value))
        connection.autocommit = False

    return engine
