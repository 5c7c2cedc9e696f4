"""Rows of totals that slipped into a table: found by their sums, so that nobody counts twice.

A row is one of totals if it bears the name of one (`Total`, `الإجمالي`) in its first filled cell
and at least one of its numbers is the sum of those above; or if it is called `All`, and all its
numbers are sums of several; or if it has no such name, all its numbers are such sums, and it lacks
what every row above has. How much it must lack, and how many
sums must be right, is in `docs/importing.md`, since a true row may equal a sum by chance.
"""

import re
import unicodedata
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import replace

from tracker.errors import shown
from tracker.importing.faults import RowError
from tracker.importing.headers import METRICS, column_name
from tracker.importing.readers.running_sums import RunningSums, Sums
from tracker.importing.readers.table import ROWS_AT_ONCE, BadRow, Cells, Table, in_blocks

WORDS = frozenset((
    "total", "totals", "totale", "totales", "totaux", "subtotal", "subtotals", "sum", "sums",
    "overall", "suma", "soma", "somme", "summe", "gesamt", "insgesamt", "toplam", "razem",
    "łącznie", "jumla", "jumlah", "всего", "итого", "сумма", "всього", "усього", "разом",
    "сума", "الإجمالي", "الاجمالي", "إجمالي", "اجمالي", "المجموع", "مجموع", "جمع", "کل", "סה״כ",
    "סהכ", "कुल", "合计", "总计", "合計", "總計", "합계", "총계",
))  # fmt: skip
"""Names of totals, in small letters."""
ALL = frozenset((
    "all", "alle", "tous", "toutes", "todos", "todas", "tutti", "все", "всі", "كل", "جميع",
))  # fmt: skip
"""First words of what may be a total, or the whole of which the rows above are parts."""
_GROUPS = re.compile(r"population|group|sex|gender|age|categor|class|victim|who|status|type")
"""In the name of a column whose "all" says who is counted, as `population` does."""
_ASIDE = re.compile(r"[(\[][^()\[\]]{0,40}[)\]]")
_YEAR = re.compile(r"(?<!\d)(?:1[89]|2[01])\d\d(?!\d)")
_LONGEST = 60
_MOST_WORDS = 4
_FIGURES = frozenset(("figure", "low", "high", *METRICS))
_RECORDS = frozenset(("slug", "name", "title"))
_WORD = re.compile(r"[^\W\d_]+(?:[״'’\-][^\W\d_]+)*")
_ADVICE = "take it out, or say in its first cell what it is about if it is no total"


def without_totals(table: Table, *, are_known: bool) -> Table:
    """The table, with rows of totals made bad rows; where they are known, they are left out.

    are_known: the file is said to end in one, and its last row is refused if it is none.
    """
    watched = _watched(table.header)
    if not watched:
        return table
    rows = _judged(table, watched)
    return replace(table, rows=_left_out(rows, table.noted) if are_known else rows)


def _watched(header: Sequence[str]) -> list[int]:
    """The columns whose sums are kept: those of figures in a claims file of ours, else all."""
    names = [column_name(name) for name in header]
    if "slug" in names and not _RECORDS.isdisjoint(set(names) - {"slug"}):
        return []
    ours = [at for at, name in enumerate(names) if name in _FIGURES]
    return ours if ours and "source" in names else list(range(len(names)))


class _TotalError(RowError):
    """The refusal of a row of totals."""


def _judged(table: Table, watched: Collection[int]) -> Iterator[tuple[int, Cells | BadRow]]:
    """The rows, with those of totals made bad ones."""
    sums = RunningSums(watched, len(table.header))
    judge = _Judge(table, sums)
    for block in in_blocks(table.rows, ROWS_AT_ONCE):
        rows = [row for _, row in block if type(row) is list]
        if len(rows) == len(block) and sums.all_pass(rows):
            yield from block
        else:
            for line, row in block:
                yield line, judge.judged(line, row)


class _Judge:
    """Looks at the rows of a table one by one."""

    def __init__(self, table: Table, sums: RunningSums) -> None:
        self._header = table.header
        self._noted = table.noted
        self._is_claim = _claims_among(table.header)
        self._sums = sums
        self._is_told = False

    def judged(self, line: int, row: Cells | BadRow) -> Cells | BadRow:
        """The row, or, of one of totals, that it is one."""
        if type(row) is list and self._sums.passes(row):
            return row
        cells = row.cells if isinstance(row, BadRow) else row
        if len(cells) != len(self._header):
            return row
        if self._is_claim(cells):
            self._sums.add(cells)
            return row
        found = self._sums.compared(cells)
        why = _why(found, cells, self._header)
        if why:
            self._sums.close_group(cells)
            return BadRow(_TotalError("", _shown(cells), f"{why}; {_ADVICE}"), cells)
        self._sums.add(cells)
        if not (self._is_told or found.equal) and found.lacks and _label(cells):
            self._is_told = True
            told = f"line {line} is called {shown(_label(cells))}, and is no sum of those above"
            self._noted.append(f"{told}; it was read like the others")
        return row


def _claims_among(header: Sequence[str]) -> Callable[[Cells], bool]:
    """Whether a row of a file of our columns begins with its mode, which may be `total`, and says
    what it is about. No other first cell that is called so is trusted, not even a ref."""
    names = [column_name(name) for name in header]
    told = [names.index(name) for name in ("incident", "source", "metric") if name in names]
    if not {"mode", "source"} <= set(names):
        return lambda _: False
    mode = names.index("mode")

    def is_claim(cells: Cells) -> bool:
        first = next((at for at, text in enumerate(cells) if text.strip()), -1)
        return first == mode and all(cells[at].strip() for at in told)

    return is_claim


def _why(found: Sums, cells: Cells, header: Sequence[str]) -> str:
    """Why a row is one of totals; '' where it is none."""
    if not found.equal or not _is_total(found, cells, header):
        return ""
    named = ", ".join(f"{header[at] or at + 1} {cells[at]}" for at in list(found.equal)[:3])
    return f"this row is the total of those above it ({named}) and would count all of them twice"


def _is_total(found: Sums, cells: Cells, header: Sequence[str]) -> bool:
    if _label(cells):
        return True
    if found.unequal or found.least < 2:
        return False
    if _is_called_all(cells, header):
        return True
    texts = [text for at, text in enumerate(cells) if text.strip() and at not in found.numbers]
    if not texts:
        return bool(found.lacks)
    if len(texts) > 1 or any(sign.isdigit() for sign in texts[0]):
        return False
    several = len(set(found.equal.values())) > 1
    return several and found.least > 2 if not found.lacks else several or found.least > 2


def _label(cells: Cells) -> str:
    """The name of a total in a row's first filled cell; '' where there is none. What stands in
    brackets, as how many it adds up, may have digits, but for a year.

    >>> _label(["", "Grand total:", "40"]), _label(["الإجمالي"]), _label(["total of 2016", "4"])
    ('Grand total:', 'الإجمالي', '')
    >>> _label(["TOTALS (2 events)", "4"]), _label(["Total (2016)", "4"])
    ('TOTALS (2 events)', '')
    """
    first = next((text for text in cells if text.strip()), "").strip()
    return "" if WORDS.isdisjoint(_words(first)) else first


def _is_called_all(cells: Cells, header: Sequence[str]) -> bool:
    """Whether a row's first filled cell says `All`, or all of something: not who is counted, and
    not in a row that says whose word it is."""
    names = list(map(column_name, header))
    filled = [at for at, text in enumerate(cells) if text.strip()]
    if not filled or any(names[at] == "source" for at in filled[1:]):
        return False
    said = cells[filled[0]]
    return not ALL.isdisjoint(_words(said)[:1]) and not _GROUPS.search(names[filled[0]])


def _words(text: str) -> list[str]:
    """The words of a name, in small letters; [] for what is too long for the name of a total, or
    has digits."""
    aside = [one for one in _ASIDE.findall(text) if not _YEAR.search(one)]
    for one in aside:
        text = text.replace(one, " ")
    if len(text) > _LONGEST or any(sign.isdigit() for sign in text):
        return []
    plain = unicodedata.normalize("NFC", text.casefold()).replace("ـ", "").replace('"', "״")
    words = _WORD.findall(plain.replace("sub-total", "subtotal"))
    return words if len(words) <= _MOST_WORDS else []


def _left_out(
    rows: Iterator[tuple[int, Cells | BadRow]], noted: list[str]
) -> Iterator[tuple[int, Cells | BadRow]]:
    """The rows without those of totals; the last one is refused if it is none of them."""
    left, at = 0, 0
    held: tuple[int, Cells | BadRow] | None = None
    for line, row in rows:
        if held is not None:
            yield held
        held = line, row
        if isinstance(row, BadRow) and isinstance(row.error, _TotalError):
            left, at, held = left + 1, line, None
    if held is not None:
        line, row = held
        yield line, row if isinstance(row, BadRow) else _last(row)
    if left:
        are = (
            f"row of totals was left out, in line {at}"
            if left == 1
            else "rows of totals were left out"
        )
        noted.append(f"{left:,} {are}")


def _last(cells: Cells) -> BadRow:
    told = "its numbers are not the sums of those above" if _label(cells) else "this row is none"
    problem = f"the file is said to end in a row of totals, and {told}; look at what changed in it"
    return BadRow(RowError("", _shown(cells), problem), cells)


def _shown(cells: Cells) -> str:
    return ", ".join(filter(None, map(str.strip, cells)))
