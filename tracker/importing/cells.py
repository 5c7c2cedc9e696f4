"""Cells to values: texts, closed lists, figures and times, each read once and remembered."""

import re
import unicodedata
from collections.abc import Callable, Sequence
from enum import StrEnum
from typing import Generic, TypeVar

from tracker.errors import ChoiceError, FigureError, StampError, shown
from tracker.figures import PLAIN, Figure, Policy, read_figure, read_recorded_figure
from tracker.importing.dates import DateOrder, read_stamp
from tracker.importing.faults import RowError
from tracker.ledger.sealing import MOST_WHOLE
from tracker.model import Metric, Mode, Population, Stamp
from tracker.model.choices import chosen

T = TypeVar("T", bound=StrEnum)
_MOST_REMEMBERED = 65_536
_MOST_DIGITS = 16
_BIDI = re.compile("[\u202a-\u202e\u2066-\u2069]")
_REFUSED = re.compile("[\x00\ud800-\udfff]")
_GROUPED = re.compile(r"\d{1,3}(?:[,'’]\d{3})+", re.ASCII)
UNKNOWN = "?"


def clean(cells: Sequence[str], columns: Sequence[str]) -> tuple[list[str], bool]:
    """The cells without outer blanks, in Unicode's composed form (NFC), and whether one of them
    turns the direction of writing round, which is kept but worth a remark.

    Raises RowError for a cell with what no text may hold, a zero or half a character.
    """
    joined = "".join(cells)
    if joined.isascii() and "\x00" not in joined:  # As in most rows.
        return list(map(str.strip, cells)), False
    if _REFUSED.search(joined):
        _refuse_unkeepable(cells, columns)
    if not unicodedata.is_normalized("NFC", joined):
        cells = [unicodedata.normalize("NFC", cell) for cell in cells]
    return list(map(str.strip, cells)), _BIDI.search(joined) is not None


def is_clean(joined: str) -> bool:
    """Whether `clean` takes but blanks off cells, and has nothing to say of them.

    joined: them one after the other, with what no cell holds between them.
    """
    if joined.isascii():
        return "\x00" not in joined
    return (
        _REFUSED.search(joined) is None
        and _BIDI.search(joined) is None
        and unicodedata.is_normalized("NFC", joined)
    )


def _refuse_unkeepable(cells: Sequence[str], columns: Sequence[str]) -> None:
    for cell, column in zip(cells, columns, strict=False):
        if bad := _REFUSED.search(cell):
            problem = f"character {bad.start() + 1} is U+{ord(bad[0]):04X}, which is no text"
            raise RowError(column, _REFUSED.sub("�", cell), problem)


def whole_number(column: str, text: str) -> int | None:
    """The number in a low or high cell; None for a blank one or `?`. Raises RowError."""
    if not text or text == UNKNOWN:
        return None
    if text.isascii() and text.isdigit():
        if len(text) > _MOST_DIGITS:
            raise RowError(column, text, f"{text[:20]} has more than {_MOST_DIGITS} digits")
        return _kept(int(text), column, text)
    advice = f"; write {re.sub(r'[^0-9]', '', text)}" if _GROUPED.fullmatch(text) else ""
    raise RowError(column, text, f"{text[:60]!r} is not a plain whole number{advice}")


def _kept(bound: int, column: str, text: str) -> int:
    """The bound. Raises RowError for one that no ledger keeps, or not on every database."""
    if bound > MOST_WHOLE:
        raise RowError(column, text, f"{bound} is above {MOST_WHOLE}, the most that is kept")
    return bound


class Choices(Generic[T]):
    """The members of one closed list, by the words that files use for them."""

    def __init__(self, kind: type[T], column: str, called: str = "") -> None:
        """called: what a member is called in a refusal, if not by the column's name."""
        self._kind = kind
        self._column = column
        self._called = called or column
        self._seen: dict[str, T] = {member.value: member for member in kind}

    def read(self, word: str) -> T:
        """The member a word names. Raises RowError, with near words."""
        found = self._seen.get(word)
        if found is not None:
            return found
        try:
            found = chosen(self._kind, self._called, word)
        except ChoiceError as problem:
            raise RowError(self._column, word, str(problem)) from None
        self._seen[word] = found
        return found


class CountWords:
    """What files call metric, population and mode to what they mean, each three read once."""

    def __init__(
        self, metrics: Choices[Metric], populations: Choices[Population], modes: Choices[Mode]
    ) -> None:
        self._choices = metrics, populations, modes
        self._seen: dict[tuple[str, str, str], tuple[Metric, Population, Mode]] = {}

    def read(self, metric: str, population: str, mode: str) -> tuple[Metric, Population, Mode]:
        """The count that three cells name; blank ones of the last two are all, and total. Raises
        RowError."""
        words = metric, population, mode
        found = self._seen.get(words)
        if found is None:
            metrics, populations, modes = self._choices
            found = self._seen[words] = (
                metrics.read(metric),
                populations.read(population) if population else Population.ALL,
                modes.read(mode) if mode else Mode.TOTAL,
            )
        return found


class Figures:
    """Wording and bounds to figures, each combination read once."""

    def __init__(
        self,
        metrics: Choices[Metric],
        policy: Policy = PLAIN,
        remark: Callable[[str], None] = lambda _: None,
    ) -> None:
        """metrics: knows the words that files use for metrics. policy: by which figures are
        read. remark: told once if that makes a difference."""
        self._metrics = metrics
        self._policy = policy
        self._remark = remark
        self._is_told = False
        self._seen: dict[tuple[str, str, str, str], tuple[Figure, bool]] = {}

    def read(
        self, wording: str, low: str, high: str, metric: str, column: str = "figure"
    ) -> tuple[Figure, bool]:
        """The figure, and whether its bounds were given. Raises RowError.

        Bounds given win over the wording, which is then kept unread. All blank gives a figure
        of which nothing is known; whether a row may do that is for the row to say.
        metric: the file's word for what is counted; a wording of another harm is refused. Of
        a word that names no metric nothing is said here: that fault is its own column's.
        """
        key = (wording, low, high, metric)
        found = self._seen.get(key)
        if found is None:
            found = _figure(wording, low, high, self._counted(metric), column, self._policy)
            for bound in (found[0].low, found[0].high):
                _kept(bound or 0, column, wording)
            if found[1] and not (low or high):
                self._tell_policy(found[0])
            if len(self._seen) >= _MOST_REMEMBERED:
                self._seen.clear()
            self._seen[key] = found
        return found

    def described(
        self, wording: str, low: str, high: str, column: str = "figure"
    ) -> tuple[Figure, bool]:
        """The figure by which an act describes what it is about. Raises RowError.

        It is no statement of the row, so whatever was recorded once is taken again.
        """
        if wording and not (low or high):
            try:
                return read_recorded_figure(wording), False
            except FigureError as problem:
                raise RowError(column, wording, str(problem)) from None
        return _figure(wording, low, high, None, column)

    def _tell_policy(self, figure: Figure) -> None:
        if self._is_told:
            return
        self._is_told = True
        low = "no floor" if figure.low is None else figure.low
        high = "no limit" if figure.high is None else figure.high
        policy = f"{self._policy.name} ({self._policy.dated})"
        self._remark(
            f"{shown(figure.wording)} is read by the policy {policy} as {low} to {high}; where a "
            "policy reads otherwise than plain, its bounds are recorded as given"
        )

    def _counted(self, word: str) -> Metric | None:
        try:
            return self._metrics.read(word) if word else None
        except RowError:
            return None


def _figure(
    wording: str,
    low: str,
    high: str,
    metric: Metric | None,
    column: str,
    policy: Policy = PLAIN,
) -> tuple[Figure, bool]:
    try:
        if low or high:
            floor, ceiling = whole_number("low", low), whole_number("high", high)
            if floor is not None and ceiling is not None and floor > ceiling:
                raise RowError("low", low, f"low {floor} is above high {ceiling}")
            return Figure.given(floor, ceiling, wording), True
        if not wording:
            return Figure.given(None, None), False
        if policy is PLAIN:
            return read_figure(wording, metric=metric), False
        return _read_by(policy, wording, metric)
    except FigureError as problem:
        raise RowError(column, wording, str(problem)) from None


def _read_by(policy: Policy, wording: str, metric: Metric | None) -> tuple[Figure, bool]:
    """The figure by a policy, its bounds given where the wording alone would not give them: the
    ledger keeps no policy, and reads a wording again by PLAIN."""
    figure = read_figure(wording, policy=policy, metric=metric)
    try:
        if figure == read_figure(wording, metric=metric):
            return figure, False
    except FigureError:  # read by this policy only, as "at least several"
        pass
    return Figure.given(figure.low, figure.high, wording), True


class Stamps:
    """Texts to times, each read once; '' is none."""

    def __init__(self, order: DateOrder | None) -> None:
        self._order = order
        self._seen: dict[str, Stamp] = {}
        self.are_zoned = True
        """Whether every time of day so far came with its offset."""

    def read(self, column: str, text: str) -> Stamp | None:
        """The time a cell gives; None where it is blank. Raises RowError."""
        if not text:
            return None
        found = self._seen.get(text)
        if found is None:
            try:
                found = read_stamp(text, order=self._order)
            except StampError as problem:
                raise RowError(column, text, str(problem)) from None
            if len(self._seen) >= _MOST_REMEMBERED:
                self._seen.clear()
            self._seen[text] = found
            if found.has_time and found.offset_minutes is None:
                self.are_zoned = False
        return found
