"""What a chart shows: the estimate's levels, one voice's, and where the others spoke."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from tracker.reconcile.picture import interval


class Level(NamedTuple):
    """What holds from one moment on. None is unknown; without a value nothing is drawn."""

    at_us: int
    """From this instant on, inclusive, µs since 1970 UTC."""
    low: int | None
    value: int | None
    """The number to follow: best, else low, else high; None once it is withdrawn."""
    high: int | None
    is_best: bool = True
    """False where there is no best number: the value is one of its ends, drawn and not told."""

    @property
    def numbers(self) -> tuple[int, ...]:
        """The numbers it has."""
        return tuple(one for one in (self.low, self.value, self.high) if one is not None)

    @property
    def text(self) -> str:
        """The level in a few characters, its number before low and high.

        >>> Level(0, 44, 57, 62).text, Level(0, 57, 57, 57).text, Level(0, 44, 44, None).text
        ('57 (44–62)', '57', 'at least 44')
        >>> Level(0, None, None, None).text, Level(0, 24, 24, 218, is_best=False).text
        ('no number', '24–218')
        """
        low, value, high = self.low, self.value, self.high
        if value is None or low == value == high or (low is None and high is None):
            return "no number" if value is None else f"{value:,}"
        if low is not None and high is not None:
            ends = f"{low:,}–{high:,}"
            return f"{value:,} ({ends})" if self.is_best else ends
        ends = interval(low, high)
        return ends if value in (low, high) else f"{value:,} ({ends})"


class Dot(NamedTuple):
    """One claim of a voice that is not in focus."""

    at_us: int
    value: int


class Window(NamedTuple):
    """The part of time that is shown, both ends inclusive, µs since 1970 UTC."""

    first_us: int
    last_us: int

    def holds(self, at_us: int) -> bool:
        """True for a moment within it."""
        return self.first_us <= at_us <= self.last_us


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """One count over time, whole; what is drawn of it depends on the window and the as-of."""

    zone: str = "UTC"
    """The incident's zone, in which dates are written."""
    estimate: tuple[Level, ...] = ()
    """Oldest first."""
    name: str = "estimate"
    """What made the estimate."""
    voice: tuple[Level, ...] = ()
    """The levels of the voice in focus, oldest first; () where none is."""
    voice_name: str = ""
    dots: tuple[Dot, ...] = ()
    as_of_us: int | None = None
    """Nothing later is drawn; None for the latest. The scale stays that of the whole."""
    mark_us: int | None = None
    window: Window | None = None
    """None for all of it."""

    @property
    def moments(self) -> tuple[int, ...]:
        """The moments by which time is laid out, oldest first: those of the estimate, so that
        another voice in focus moves nothing; those of claims where there is no estimate."""
        spoken = self.estimate or self.voice or self.dots
        return tuple(sorted({one.at_us for one in spoken}))

    @property
    def most(self) -> int | None:
        """The greatest number that is to fit: of the estimate and the voice in focus, as far as
        they hold within the window; None where there is no number at all."""
        shown = (*within(self.estimate, self.window), *within(self.voice, self.window))
        return max((number for level in shown for number in level.numbers), default=None)


def within(levels: Iterable[Level], window: Window | None) -> tuple[Level, ...]:
    """The levels that hold at some moment of a window: the last one before it as well."""
    if window is None:
        return tuple(levels)
    kept: list[Level] = []
    for level in levels:
        if level.at_us > window.last_us:
            break
        if level.at_us <= window.first_us:
            kept.clear()
        kept.append(level)
    return tuple(kept)
