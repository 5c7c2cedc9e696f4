"""When Python looks for what refers to itself and is held by nothing else: seldom while somebody
is at work, and thoroughly while nobody is.

Left to itself it goes through all that is held of a big incident again and again, and nothing
moves for a quarter of a second. What the UI drops is freed without being looked for; what is left
is mostly what Textual remembers of lines that were drawn.
"""

import gc

THRESHOLDS = (20_000, 1_000, 100)
"""The young are looked at as often as is cheap, what has outlived them next to never."""
UNTIDY = 10
"""Looks at the young after which there may be something to be gained from looking at the old."""


class Garbage:
    """How it is looked for while the UI runs, and as before once it has ended."""

    def __init__(self) -> None:
        self._before = gc.get_threshold(), gc.isenabled()

    def begin(self) -> None:
        """It is not looked for while the program is loaded, which leaves none."""
        gc.disable()

    def look_seldom(self) -> None:
        """It is looked for seldom, and never in what is there by now, most of it code."""
        gc.freeze()
        gc.set_threshold(*THRESHOLDS)
        gc.enable()

    def tidy(self) -> None:
        """Looks for all of it, where there may be some: tens of milliseconds."""
        if gc.get_count()[1] >= UNTIDY:
            gc.collect()

    def end(self) -> None:
        """As it was before the UI ran."""
        threshold, was_on = self._before
        gc.unfreeze()
        gc.set_threshold(*threshold)
        (gc.enable if was_on else gc.disable)()
