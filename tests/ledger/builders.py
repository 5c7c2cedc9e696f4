"""Small ledgers, and values to put into them, naming only what matters to a test."""

import sqlite3
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from tests.places import PLACES
from tracker.figures import Figure
from tracker.ledger import Ledger, Sealed, seal
from tracker.ledger.sealing import Value
from tracker.model import Act, Claim, Incident, Metric, Source, stamp

INCIDENT = Incident(slug="qamishli-2016", title="Qamishli", timezone="Asia/Damascus")
HOSPITAL = Source(slug="hospital", aliases=("the hospital", "مستشفى"))
POLICE = Source(slug="police", speaks_for="ministry")
MINISTRY = Source(slug="ministry")
RECORDS = (INCIDENT, HOSPITAL, MINISTRY, POLICE)


def a_claim(killed: int = 40, **rest: Any) -> Claim:
    """An exact figure of the hospital's on the day of the attack; each number has its own id."""
    fields: dict[str, Any] = {
        "incident": INCIDENT.slug,
        "source": HOSPITAL.slug,
        "metric": Metric.KILLED,
        "figure": Figure.given(killed, killed),
        "bounds_given": True,
        "published_at": stamp("2016-07-27"),
        **rest,
    }
    return Claim(**fields)


def a_void(target: str, **rest: Any) -> Claim:
    """A claim that voids another."""
    return a_claim(act=Act.VOID, targets=(target,), reason="recorded twice", **rest)


def sealed(values: Iterable[Value]) -> list[Sealed]:
    return [seal(value) for value in values]


def record(ledger: Ledger, *values: Value) -> None:
    """The values in one transaction."""
    with ledger.writing(recorded_by="tester") as writer:
        writer.append(sealed(values))


def a_ledger(*claims: Claim, where: str | Path | None = None) -> Ledger:
    """A new ledger with the incident, the sources and those claims, in two transactions."""
    ledger = PLACES.open(PLACES.private() if where is None else where)
    record(ledger, *RECORDS)
    if claims:
        record(ledger, *claims)
    return ledger


def tampered(path: Path, *statements: str, guards: bool = False) -> None:
    """Runs SQL on the file as somebody who owns it could, guards taken down unless kept."""
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("PRAGMA synchronous = OFF")
    kept = connection.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
    triggers = kept.fetchall()
    if not guards:
        for name, _ in triggers:
            connection.execute(f"DROP TRIGGER {name}")
    for statement in statements:
        connection.execute(statement)
    if not guards:
        for _, text in triggers:
            connection.execute(text)
    connection.close()
