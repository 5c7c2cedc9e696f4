"""Driving the UI in a test: press keys, wait for its workers, read the screen."""

import asyncio
import time

from textual.pilot import Pilot
from textual.widgets import Input

from tracker.tui.app import TrackerApp
from tracker.tui.desk import Desk
from tracker.tui.widgets.grid import Grid

QUIET_S = 0.02


class Driven:
    """An app that runs, and what a person would see of it."""

    def __init__(self, app: TrackerApp, pilot: Pilot[None]) -> None:
        self.app = app
        self.pilot = pilot

    @property
    def desk(self) -> Desk:
        """The desk."""
        return self.app.desk

    @property
    def claims(self) -> Grid:
        """The grid of claims."""
        return self.desk.only(Grid, "claims")

    async def settled(self) -> None:
        """Waits until keys have something to act on, no worker runs and every message is dealt
        with."""
        quiet = 0
        while quiet < 2:
            await self.pilot.pause()
            begins = self.app.is_running and not self.desk.is_ready
            busy = begins or any(not worker.is_finished for worker in self.app.workers)
            quiet = 0 if busy else quiet + 1
            await asyncio.sleep(QUIET_S if busy else 0)

    async def press(self, *keys: str) -> "Driven":
        """Presses keys, each once the one before has had its effect."""
        for key in keys:
            await self.pilot.press(key)
            await self.settled()
        return self

    async def type(self, text: str) -> "Driven":
        """Types a text into whatever has the focus."""
        await self.pilot.press(*("space" if one == " " else one for one in text))
        await self.settled()
        return self

    async def fill(self, name: str, text: str) -> "Driven":
        """Puts a text into a field, as if it had been typed."""
        self.app.screen.query_one(f"#{name}", Input).value = text
        await self.settled()
        return self

    async def until(self, words: str, within_s: float = 30) -> None:
        """Waits until words stand on the screen."""
        end = time.monotonic() + within_s
        while words not in self.screen:
            assert time.monotonic() < end, f"{words!r} never appeared in\n{self.screen}"
            await asyncio.sleep(0.05)
            await self.settled()

    @property
    def lines(self) -> list[str]:
        """The screen as lines of text."""
        width, height = self.app.size
        rows = self.app.screen._compositor.render_strips()
        told = ["".join(segment.text for segment in strip).rstrip() for strip in rows]
        assert len(told) == height
        assert width
        return told

    @property
    def screen(self) -> str:
        """The screen as text."""
        return "\n".join(self.lines)
