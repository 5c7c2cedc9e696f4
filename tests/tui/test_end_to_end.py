"""The whole program on a terminal: what a person does in a night, and every byte that is sent."""

import re
import subprocess
import sys
import time
from pathlib import Path

from tests.tui.hostile import hostile_ledger
from tests.tui.terminal import ROOT, Terminal
from tracker.tui.panes.importing import READING_S

SAMPLES = ROOT / "sample_data"
CTRL_S, ESCAPE, ENTER, CTRL_U, SHIFT_TAB = "\x13", "\x1b", "\r", "\x15", "\x1b[Z"


def test_a_night_at_the_desk(tmp_path: Path) -> None:
    place = str(tmp_path / "ledger.db")
    files = [str(SAMPLES / f"{name}.csv") for name in ("incidents", "sources", "qamishli-2016")]
    command = [sys.executable, "-m", "tracker.cli", "--db", place]
    subprocess.run([*command, "import", *files], check=True, capture_output=True, cwd=ROOT)

    ui = Terminal(["--db", place], XDG_STATE_HOME=str(tmp_path), TRACKER_SIGNING=str(tmp_path))
    ui.until("Qamishli bomb")
    ui.press("4", "path of a file")
    ui.press(str(SAMPLES / "paris-2015.csv"), "paris-2015.csv")
    ui.press(ENTER, "Dry run: 38 new, 0 already known, 0 refused")
    time.sleep(READING_S)
    ui.press(ENTER, "Recorded: 38 new")

    ui.press("1")
    ui.press("/", "or words to look for")
    ui.press("qamish", "/ qamish")
    ui.press(ENTER)
    ui.press(ENTER, "killed 57 (48–67)")
    ui.press("[", "PAST VIEW: public by the end of 2016-07-29")
    ui.press("[", "PAST VIEW: public by the end of 2016-07-28")
    ui.press("]", "PAST VIEW: public by the end of 2016-07-29")
    ui.press("]", "LATEST")

    ui.press("r", "required")
    ui.press(CTRL_U)
    ui.press("70", "→ 70")
    ui.press(SHIFT_TAB)
    ui.press("misread the page", "killed: low 48, best 57, high 67, disputed →")
    ui.press(CTRL_S, "Recorded.")
    ui.until("killed 58 (48–70)")

    ui.press("5", "Not verified yet")
    ui.press("V", "The ledger is whole")
    ui.press("q")

    assert ui.ended() == 0
    assert '"as_of' not in (tmp_path / "casualty-tracker" / "ui.json").read_text()


def test_no_control_byte_of_the_data_reaches_the_terminal(tmp_path: Path) -> None:
    nasty = "x\x1b]0;pwned\x07\x1b[777mred\x9b31m\x85\r\x08\u202e12"
    place = hostile_ledger(tmp_path / "ledger.db", nasty)

    ui = Terminal(["--db", place, "tui", "hostile", "--read-only"], XDG_STATE_HOME=str(tmp_path))
    ui.until("killed 30 (12–45)")
    ui.press("w", "1. Eligible")
    ui.press(ESCAPE, "[ ] step")
    ui.press("v", "In the ledger")
    ui.press(ESCAPE, "[ ] step")
    ui.press("3", "Two")
    ui.press("5", "hostile")
    ui.press("q")
    assert ui.ended() == 0

    sent = ui.sent.decode()
    assert "\x1b]0;pwned" not in sent
    assert "\x1b[777m" not in sent
    assert re.search("[\x80-\x9f\u202e\x08]", sent) is None
    of_textual = re.findall("\x1b\\][^\x07]*\x07", sent)
    assert sent.count("\x07") == len(of_textual), of_textual


def test_the_demo_opens_the_ui_on_a_terminal_and_prints_elsewhere() -> None:
    ui = Terminal(["demo"])
    ui.until("Qamishli bomb")
    ui.press("q")
    assert ui.ended() == 0

    told = subprocess.run(
        [sys.executable, "-m", "tracker.cli", "demo"],
        check=True, capture_output=True, text=True, cwd=ROOT, stdin=subprocess.DEVNULL,
    )  # fmt: skip
    assert "estimates" in told.stdout
