"""The only reader of the time; everything else is handed a moment."""

import time


def now_us() -> int:
    """Microseconds since 1970-01-01T00:00Z, now."""
    return time.time_ns() // 1000
