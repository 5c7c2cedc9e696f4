"""How often a test tries its luck: quickly in the suite, long under `make torture`."""

import os

TORTURE = bool(os.environ.get("TRACKER_TORTURE"))
"""Set by `make torture`: the same tests, many times as often."""
SEED = int(os.environ.get("TRACKER_SEED", "20160727"))
"""Of every random choice, so that a failure comes again."""


def many(quick: int, long: int) -> int:
    """How often: the first number in the suite, the second under `make torture`."""
    return long if TORTURE else quick
