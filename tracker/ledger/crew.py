"""How many processes are worth it, and where they find the ledger."""

import os
from typing import NamedTuple

from tracker.ledger.location import file_of, is_server

ENTRIES_WORTH_A_PROCESS = 50_000
"""A process takes most of a second to begin, in which this one looks at so many entries."""


class Crew(NamedTuple):
    """How other processes help to verify a ledger."""

    where: str
    """Path or URL at which they open it."""
    jobs: int | None = None
    """How many; None lets the size of the ledger decide, up to the machine's cores."""
    busy_timeout_ms: int = 30_000
    """How long each waits for whoever keeps it from reading."""

    def jobs_for(self, entries: int) -> int:
        """How many processes there are for so many entries; 1 for no other than this one."""
        if not is_server(self.where) and file_of(self.where) is None:
            return 1  # Nobody else sees what is in memory.
        if self.jobs is not None:
            return self.jobs
        return max(1, min(cores(), entries // ENTRIES_WORTH_A_PROCESS))


def cores() -> int:
    """Cores that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
