"""A quick place for ledgers, and a summary of what was done to them."""

import shutil
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

Told = Callable[[str], None]
MEMORY_DISK = Path("/dev/shm")  # noqa: S108  a folder of its own is made in it


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    """A new folder, on a disk in memory where there is one: a killed program loses what it had
    not handed to the system, wherever the system keeps it."""
    if not MEMORY_DISK.is_dir():
        yield tmp_path
        return
    made = Path(tempfile.mkdtemp(prefix="tracker-faults-", dir=MEMORY_DISK))
    yield made
    shutil.rmtree(made)


@pytest.fixture
def told(record_property: Callable[[str, object], None]) -> Told:
    """Says what a test did and what was lost, in the summary at the end of the run."""
    return lambda text: record_property("told", text)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """One line for everything the fault tests did."""
    lines = [
        str(text)
        for outcome in ("passed", "failed")
        for report in terminalreporter.stats.get(outcome, ())
        for name, text in report.user_properties
        if name == "told"
    ]
    if lines:
        terminalreporter.section("faults")
        terminalreporter.write_line("\n".join(lines))
