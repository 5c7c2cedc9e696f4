"""The seven real incidents, imported once into one ledger."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from tracker.importing import ImportOptions, import_files
from tracker.ledger import Ledger
from tracker.model import stamp
from tracker.reconcile import Dossier, dossier

SAMPLE_DATA = Path(__file__).parents[2] / "sample_data"
Seen = Callable[..., Dossier]


@pytest.fixture(scope="session")
def ledger() -> Iterator[Ledger]:
    """All of sample_data in a ledger in memory."""
    filled = Ledger.open(":memory:")
    files = sorted(str(path) for path in SAMPLE_DATA.glob("*.csv"))
    report = import_files(filled, files, ImportOptions())
    assert report.stored
    yield filled
    filled.close()


@pytest.fixture(scope="session")
def seen(ledger: Ledger) -> Seen:
    """The dossier of an incident as of a date or time in its zone, by a method."""

    def look(slug: str, as_of: str | None = None, method: str = "consensus") -> Dossier:
        snapshot = ledger.snapshot(slug)
        if as_of is not None:
            until = stamp(as_of).ends_us(snapshot.incident.timezone)
            snapshot = replace(snapshot, as_of_us=until)
        return dossier(snapshot, method)

    return look
