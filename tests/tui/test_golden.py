"""Every screen as text at 80×24 and 120×40, held to what a person has looked at.

`GOLDEN=write pytest tests/tui/test_golden.py` writes them anew; look at the difference before it
is committed.
"""

import os
import re
from pathlib import Path

import pytest

from tests.tui.conftest import opened, run
from tests.tui.driving import Driven

GOLDEN = Path(__file__).parent / "golden"
SIZES = ((80, 24), (120, 40))
SCENES: dict[str, tuple[str, ...]] = {
    "incidents": ("1",),
    "timeline": ("2",),
    "past": ("[", "[", "n"),
    "why": ("t", "p", "w"),
    "claim": ("escape", "v"),
    "methods": ("escape", "M"),
    "estimates": ("escape", "tab", "tab"),
    "form": ("shift+tab", "r"),
    "keys": ("escape", "?"),
    "sources": ("escape", "3"),
    "import": ("4",),
    "ledger": ("escape", "5", "V"),
}
"""What is pressed one scene after the other, in one run."""
_UNSTEADY = (
    (re.compile(r"entries [0-9a-f]{8}"), "entries ········"),
    (re.compile(r"20\d\d-\d\d-\d\d \d\d:\d\dZ"), "····-··-·· ··:··Z"),
    (re.compile(r"20\d\d-\d\d-\d\dT[\d:.]+Z"), "····-··-··T··:··Z"),
    (re.compile(r"(root +)[0-9a-f]{20,64}"), r"\1······"),
    (re.compile(r"[▁▂▃▄▅▆▇█▔]"), " "),
)
"""What differs from run to run: when the ledger was made, and so its root; and how far a
scrollbar's end reaches into its cell."""


def steady(text: str) -> str:
    """The text without what differs from run to run."""
    for found, instead in _UNSTEADY:
        text = found.sub(instead, text)
    return "\n".join(line.rstrip() for line in text.split("\n")) + "\n"


async def hold(ui: Driven, name: str, size: tuple[int, int]) -> str:
    """What differs from the golden text; '' for nothing."""
    path = GOLDEN / f"{name}-{size[0]}x{size[1]}.txt"
    now = steady(ui.screen)
    if os.environ.get("GOLDEN") == "write":
        path.write_text(now, "utf-8")
    return "" if path.read_text("utf-8") == now else f"{path.name} is now\n{now}"


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
def test_every_screen_is_as_it_was_looked_at(sample_ledger: str, size: tuple[int, int]) -> None:
    differing: list[str] = []

    async def scene() -> None:
        async with opened(sample_ledger, incident="qamishli-2016", size=size) as ui:
            for name, keys in SCENES.items():
                await ui.press(*keys)
                if name == "incidents":
                    await ui.until("59,488 59,488")
                if name == "sources":
                    await ui.until("Measured in")
                if name == "ledger":
                    await ui.until("The ledger is whole")
                differing.append(await hold(ui, name, size))
                assert max(map(len, ui.lines)) <= size[0] + 12, "wider than the terminal"

    run(scene)
    assert [one for one in differing if one] == []
