"""Ledgers for the UI to open, and an app on one of them."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from textual.pilot import Pilot

from tests.tui.driving import Driven
from tracker.importing import import_files
from tracker.ledger import Ledger
from tracker.tui.app import TrackerApp
from tracker.tui.opening import Opening

ROOT = Path(__file__).parents[2]
SAMPLES = sorted(str(file) for file in (ROOT / "sample_data").glob("*.csv"))
PATIENCE_S = 75
"""How long one test may take; machines are shared."""


@pytest.fixture(scope="session")
def sample_ledger(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A ledger of the sample data, to be looked at only."""
    place = str(tmp_path_factory.mktemp("tui") / "ledger.db")
    ledger = Ledger.open(place)
    import_files(ledger, SAMPLES)
    ledger.close()
    return place


@pytest.fixture
def own_ledger(sample_ledger: str, tmp_path: Path) -> str:
    """A copy of it, to be written to."""
    place = tmp_path / "own.db"
    place.write_bytes(Path(sample_ledger).read_bytes())
    return str(place)


@asynccontextmanager
async def opened(
    where: str,
    *,
    incident: str = "",
    size: tuple[int, int] = (80, 24),
    early: tuple[str, ...] = (),
    **more: object,
) -> AsyncIterator[Driven]:
    """The UI on a ledger, once it shows what it was opened for; early keys are pressed before."""
    app = TrackerApp(Opening(where=where, incident=incident, **more))  # type: ignore[arg-type]
    async with asyncio.timeout(PATIENCE_S), app.run_test(size=size, notifications=True) as pilot:
        driven = Driven(app, pilot)
        assert not app.desk.is_ready
        await pilot.press(*early)
        await driven.settled()
        yield driven


def run(scene: Callable[[], Awaitable[None]]) -> None:
    """Plays a scene."""
    asyncio.run(scene())  # type: ignore[arg-type]


__all__ = ["Pilot", "opened", "run"]
