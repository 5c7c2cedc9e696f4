"""The traps of a terminal UI, each closed by something that the test would miss."""

import asyncio
import os
import re
import subprocess
import sys
import threading
import unicodedata
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from rich.cells import cell_len
from sqlalchemy import Connection, Engine
from textual.color import Color

from tests.tui.conftest import opened, run
from tests.tui.driving import Driven
from tests.tui.hostile import hostile_ledger
from tracker.reports.safe import FSI, PDI, visible
from tracker.tui.dialogs.form import FormDialog
from tracker.tui.safely import fitted, shown, told
from tracker.tui.widgets.parts import joined

ROOT = Path(__file__).parents[2]
MARKUP = "[/f][red]x[/red][@click=app.quit]y[/]"
JOINERS = {"\u200c", "\u200d"}
ALLOWED = {FSI, PDI, *JOINERS}


async def every_screen(ui: Driven) -> list[str]:
    """What stands on each screen and in each dialog, one after the other."""
    seen = [ui.screen]
    for keys in (("2",), ("w",), ("escape", "v"), ("escape", "M"), ("escape", "tab", "tab")):
        await ui.press(*keys)
        seen.append(ui.screen)
    for key in ("3", "5", "1"):
        await ui.press(key)
        seen.append(ui.screen)
    for keys in (("r",), ("escape", "2", "r"), ("escape", "3", "r")):
        await ui.press(*keys)
        assert isinstance(ui.app.screen, FormDialog)
        seen.append(ui.screen)
    await ui.press("escape")
    return seen


def strange_in(text: str) -> set[str]:
    """Control and format characters that no screen may hold."""
    return {
        character
        for character in text
        if unicodedata.category(character) in ("Cc", "Cf") and character not in ALLOWED
    }


def unisolated(text: str) -> str:
    return text.replace(FSI, "").replace(PDI, "")


def test_data_is_never_markup(tmp_path: Path) -> None:
    where = hostile_ledger(tmp_path / "ledger.db", MARKUP)

    async def scene() -> None:
        async with opened(where, incident="hostile", size=(140, 24)) as ui:
            for screen in (await every_screen(ui))[:3]:
                assert MARKUP in unisolated(screen)
            await ui.pilot.click("#claims", offset=(25, 2))
            await ui.pilot.click("#bar", offset=(40, 0))
            await ui.settled()
            assert ui.app.is_running, "a click on data must not run an action"

    run(scene)


TEXTS = st.text(st.characters(codec="utf-8"), min_size=1, max_size=30)


@settings(max_examples=100, deadline=None)
@given(TEXTS, st.integers(1, 40))
def test_every_way_into_the_ui_shows_a_text_literally(text: str, width: int) -> None:
    for one in (str(shown(text)), str(told(text)), fitted(text, width), joined((text,), width)):
        assert not strange_in(one)
    assert unisolated(str(shown(text))) == visible(text)
    assert shown(text).spans == []
    assert cell_len(fitted(text, width)) == width
    assert cell_len(joined((text,), width)) <= width


NASTY = "[/x]\x1b[2J\x9b31m\r\u202e12\u200f–45\x07"


@settings(max_examples=1, deadline=None)
@example(NASTY)
@given(TEXTS.filter(lambda text: bool(text.strip("\x00 ")) and "\x00" not in text))
def test_any_text_stands_literally_on_every_screen_and_controls_nothing(text: str) -> None:
    async def scene() -> None:
        with TemporaryDirectory() as folder:
            where = hostile_ledger(Path(folder) / "ledger.db", text)
            async with opened(where, incident="hostile", size=(140, 20)) as ui:
                seen = await every_screen(ui)
        for screen in seen:
            assert not strange_in(screen.replace("\n", ""))
        head = visible(text)[:4].strip()
        assert head in unisolated(seen[0])
        assert head in unisolated(seen[3])

    asyncio.run(scene())


@pytest.mark.parametrize("name", ["غزة", "قامشلو دەستی پێکرد", "רחובות 12", "غزة 12–45"])
def test_low_stands_before_high_beside_right_to_left_names(tmp_path: Path, name: str) -> None:
    where = hostile_ledger(tmp_path / "ledger.db", name)

    async def scene() -> None:
        async with opened(where, size=(110, 30)) as ui:
            row = next(line for line in ui.lines[3:] if name[:3] in line)
            isolated = re.search(f"{FSI}[^{PDI}]*{PDI}", row)
            assert isolated is not None, "a name that runs right to left must be isolated"
            after = row[isolated.end() :]
            numbers = [int(found) for found in re.findall(r"\d+", after)[:3]]
            assert numbers == sorted(numbers)
            await ui.press("2")
            for line in ui.lines:
                outside = re.sub(f"{FSI}[^{PDI}]*{PDI}", "", line)
                assert not any(unicodedata.bidirectional(sign) in ("R", "AL") for sign in outside)

    run(scene)


def test_the_ledger_is_only_read_in_worker_threads(
    sample_ledger: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    threads: set[int] = set()
    connect = Engine.connect

    def watched(self: Engine) -> Connection:
        threads.add(threading.get_ident())
        return connect(self)

    monkeypatch.setattr(Engine, "connect", watched)

    async def scene() -> None:
        async with opened(sample_ledger, incident="qamishli-2016", size=(100, 18)) as ui:
            await every_screen(ui)
            await ui.press("[", "]", "{", "c", "n", "+", "m", "/", "escape", "s", "S", "ctrl+r")

    run(scene)
    assert threads
    assert threading.get_ident() not in threads


def test_the_first_frame_waits_for_no_ledger_and_the_first_rows_for_no_method(
    sample_ledger: str,
) -> None:
    script = f"""
import asyncio, sys
from tracker.tui.app import TrackerApp
from tracker.tui.opening import Opening
app = TrackerApp(Opening(where={sample_ledger!r}))
never = ["sqlmodel", "pydantic", "dateutil", "tracker.reconcile", "tracker.tui.panes.importing"]
never += ["tracker.ledger.verification"]
def first_frame(desk):
    print(*[name for name in (*never, "sqlalchemy", "tracker.ledger") if name in sys.modules])
    rows = desk.archive.incidents((), "slug")
    print(rows.cells(0)[0], *[name for name in never if name in sys.modules])
    app.exit()
type(app.desk).begin = first_frame
app.run(headless=True)
"""
    told = subprocess.run(
        [sys.executable, "-c", script], check=True, capture_output=True, text=True, cwd=ROOT
    )
    assert told.stdout == "\nBeirut port explosion\n"


@pytest.mark.parametrize("words", [("tui",), ("tui", "qamishli-2016"), ()])
@pytest.mark.parametrize("term", ["dumb", "xterm-256color"])
def test_elsewhere_than_on_a_terminal_a_command_is_named(
    sample_ledger: str, words: tuple[str, ...], term: str
) -> None:
    told = subprocess.run(
        [sys.executable, "-m", "tracker.cli", "--db", sample_ledger, *words],
        capture_output=True, text=True, cwd=ROOT, stdin=subprocess.DEVNULL, timeout=60,
        env={**os.environ, "TERM": term}, check=False,
    )  # fmt: skip
    if words:
        instead = "tracker show qamishli-2016" if len(words) > 1 else "tracker incidents"
        assert told.returncode == 2
        assert f"needs a terminal; use {instead} here" in told.stderr
    else:
        assert told.stdout.startswith("Usage: tracker")


def test_without_colour_nothing_is_lost_and_no_colour_is_sent(
    sample_ledger: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")

    async def scene() -> None:
        async with opened(sample_ledger, incident="qamishli-2016") as ui:
            assert ui.app.native_ansi_color
            assert "░" in ui.screen
            chart = ui.desk.query_one("#chart")
            for filter_ in ui.app.get_line_filters():
                strip = chart.render_line(2).apply_filter(filter_, Color.parse("black"))
                colours = {
                    style.color.name for _, style, _ in strip if style and style.color is not None
                }
                assert colours <= {"default"}

    run(scene)


def test_an_ambiguous_date_is_refused_in_a_form(own_ledger: str) -> None:
    async def scene() -> None:
        async with opened(own_ledger, incident="qamishli-2016", size=(120, 34)) as ui:
            await ui.press("a")
            await ui.fill("field-asserted_at", "03/04/2016")
            assert "may be" in ui.screen or "could be" in ui.screen or "ambiguous" in ui.screen
            await ui.fill("field-asserted_at", "2023-02")
            assert "→ February 2023, month only" in ui.screen

    run(scene)


@pytest.mark.parametrize("width", [60, 80, 120, 160])
def test_a_figure_of_thirteen_digits_stands_whole_or_not_at_all(tmp_path: Path, width: int) -> None:
    where = hostile_ledger(tmp_path / "ledger.db", "x", low=1_234_567_890_123)
    whole = {"1,234,567,890,123", "9,876,543,210,987"}

    async def scene() -> None:
        async with opened(where, incident="hostile", size=(width, 24)) as ui:
            for key in ("2", "tab", "tab", "1"):
                await ui.press(key)
                for line in ui.lines[3:]:
                    long = {one for one in re.findall(r"[\d,]{9,}", line) if one[-4:] != ",000"}
                    assert long <= whole, line
            if width < 100:
                assert "9,876,543,210,987" in "\n".join(ui.lines[3:])

    run(scene)
