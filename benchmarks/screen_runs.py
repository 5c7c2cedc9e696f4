"""One run of the UI that times itself: `python -m benchmarks.screen_runs LEDGER WHAT [FILE]`.

Prints seconds to the first row, seconds of a step, seconds of the longest gap, and most MB.
"""

import asyncio
import sys
import time

from textual.pilot import Pilot

from benchmarks.timing import peak_kilobytes
from tracker.tui.app import TrackerApp
from tracker.tui.opening import Opening
from tracker.tui.panes.importing import READING_S
from tracker.tui.widgets.grid import Grid

BEAT_S = 0.005
STEPS = 8


class Watch:
    """What is measured while the UI runs."""

    def __init__(self, app: TrackerApp, pilot: Pilot[None]) -> None:
        self.app = app
        self.pilot = pilot
        self.gap = 0.0
        """Longest time in which the UI's own loop did not turn."""

    async def beat(self) -> None:
        """Turns with the UI's loop and notes where it was late."""
        last = time.perf_counter()
        while True:
            await asyncio.sleep(BEAT_S)
            now = time.perf_counter()
            self.gap, last = max(self.gap, now - last - BEAT_S), now

    async def first_row(self) -> float:
        """Seconds until the list has its first row."""
        return await self._row_of("#incidents")

    async def first_claim(self) -> float:
        """Seconds until the claims of the list's first incident have their first row."""
        return await self._row_of("#claims")

    async def _row_of(self, name: str) -> float:
        begun = time.perf_counter()
        grid = self.app.desk.query_one(name, Grid)
        while not (len(grid.rows) and grid.rows.cells(0)):
            await asyncio.sleep(BEAT_S)
        return time.perf_counter() - begun

    async def quiet(self) -> None:
        """Waits until no worker runs."""
        while self.app.desk.shown is None or any(not one.is_finished for one in self.app.workers):
            await asyncio.sleep(BEAT_S)
        await self.pilot.pause()

    async def step(self) -> float:
        """Median seconds from asking for another moment to its being on screen."""
        taken = []
        for _ in range(STEPS):
            desk, before = self.app.desk, self.app.desk.shown
            begun = time.perf_counter()
            desk.action_step(-1)
            while desk.shown is before and time.perf_counter() - begun < 1:
                await asyncio.sleep(0)
            taken.append(time.perf_counter() - begun)
            await self.quiet()
        return sorted(taken)[len(taken) // 2]

    async def take(self, file: str) -> None:
        """Imports a file from the import screen."""
        await self.pilot.press("4")
        line = self.app.desk.query_one("#import-path")
        line.value = file  # type: ignore[attr-defined]
        await self.pilot.press("enter")
        await self.quiet()
        await asyncio.sleep(READING_S)
        self.gap = 0.0
        await self.pilot.press("enter")
        await self.quiet()
        assert str(self.app.screen.query_one("#import-told").render()).startswith("Recorded")

    async def every_screen(self) -> None:
        """To the ends of every list."""
        for keys in (("G",), ("enter", "G", "["), ("5", "G", "g", "g"), ("1", "g", "g")):
            await self.pilot.press(*keys)
            await self.quiet()


async def main(where: str, what: str, file: str = "") -> None:
    """Run it and print what was measured."""
    app = TrackerApp(Opening(where=where))
    first = step = 0.0
    async with app.run_test(size=(120, 40)) as pilot:
        watch = Watch(app, pilot)
        beat = asyncio.create_task(watch.beat())
        first = await (watch.first_claim() if what == "incident" else watch.first_row())
        await watch.quiet()
        if what in ("rows", "incident"):
            await pilot.press("enter")
            await watch.quiet()
            step = await watch.step()
        elif what == "import":
            await watch.take(file)
        else:
            await watch.every_screen()
        beat.cancel()
    most_mb = peak_kilobytes() / 1024
    print(f"{first:.4f} {step:.4f} {watch.gap:.4f} {most_mb:.1f}")


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:]))
