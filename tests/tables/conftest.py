"""One ledger of the sample data for all that only reads it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tracker.importing import import_files
from tracker.ledger import Ledger

SAMPLE_DATA = Path(__file__).parents[2] / "sample_data"


@pytest.fixture(scope="session")
def sample_place(tmp_path_factory: pytest.TempPathFactory) -> str:
    place = str(tmp_path_factory.mktemp("tables") / "ledger.db")
    ledger = Ledger.open(place)
    assert import_files(ledger, sorted(map(str, SAMPLE_DATA.glob("*.csv")))).stored
    ledger.close()
    return place


@pytest.fixture
def sample(sample_place: str) -> Iterator[Ledger]:
    ledger = Ledger.open(sample_place, create=False)
    yield ledger
    ledger.close()
