"""A ledger to be damaged, made once a module."""

from pathlib import Path

import pytest

from tests.ledger.attacks import CLAIMS, LATER
from tests.ledger.builders import a_ledger, record


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """A ledger of four records (1-4), three claims (5-7) and two more (8-9)."""
    path = tmp_path_factory.mktemp("whole") / "ledger.db"
    ledger = a_ledger(*CLAIMS, where=path)
    record(ledger, *LATER)
    ledger.close()
    return path.read_bytes()


@pytest.fixture
def path(whole: bytes, tmp_path: Path) -> Path:
    """Where a copy of it stands."""
    path = tmp_path / "ledger.db"
    path.write_bytes(whole)
    return path
