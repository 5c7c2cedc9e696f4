"""Number formats: whether a cell's number is a date, and whether the format says more."""

import operator
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise

from tracker.errors import shown

BUILT_IN = {
    **dict.fromkeys((0, 1, 2, 3, 4, 11, 12, 13, 37, 38, 39, 40, 48, 49), "General"),
    9: "0%",
    10: "0.00%",
    14: "yyyy-mm-dd",
    15: "d-mmm-yy",
    16: "d-mmm",
    17: "mmm-yy",
    18: "h:mm AM/PM",
    19: "h:mm:ss AM/PM",
    20: "h:mm",
    21: "h:mm:ss",
    22: "m/d/yy h:mm",
    45: "mm:ss",
    46: "[h]:mm:ss",
    47: "mm:ss",
    **dict.fromkeys((*range(27, 37), *range(50, 59)), "yyyy-mm-dd"),
}
"""Formats that a workbook names by number alone, ECMA-376 part 1, 18.8.30; those of East Asian
calendars are dates."""

_PIECE = re.compile(
    r'"(?P<quoted>[^"]*)"?'
    r"|\\(?P<escaped>.)"
    r"|[_*](?P<padding>.)"
    r"|\[(?P<bracket>[^\]]*)\]?"
    r"|(?P<general>General|Standard)"
    r"|(?P<noon>AM/PM|A/P)"
    r"|(?P<exponent>E[+-])"
    r"|(?P<part>[ymdhsegb]+)"
    r"|(?P<other>.)",
    re.IGNORECASE | re.DOTALL,
)
_PLAIN = re.compile(r"[\s()\-.,:/'$€£¥‐-―\u00a0\u202f]*")
"""Signs that say nothing more than the number does."""
_DASH = re.compile(r"[\s()\-'$€£¥‐-―\u00a0\u202f]*")
"""In place of a zero; `..` would say that nothing is known."""
_LITERALS = re.compile(r'"[^"]*"?|\\.|[_*].|\[[^\]]*\]?', re.DOTALL)
_SCALED = re.compile(r"[0#?],+(?![0#?,])")
_SHOWS_DIGITS = re.compile("[0#?@]|General|Standard", re.IGNORECASE)
_CONDITION = re.compile(r"\[(<=|>=|<>|<|>|=)\s*(-?\d{1,15}(?:\.\d{1,15})?)\]", re.ASCII)
_HOLDS = {
    "<": operator.lt, "<=": operator.le, ">": operator.gt, ">=": operator.ge,
    "=": operator.eq, "<>": operator.ne,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class NumberFormat:
    """What a format makes of a number."""

    year: bool = False
    month: bool = False
    day: bool = False
    time: bool = False
    elapsed: bool = False
    """Hours past 24, which are no time of day."""
    percent: bool = False
    says: str = ""
    """What it says beside the number, quoted, or that it shows thousands; '' for nothing."""
    is_hidden: bool = False
    """Whether it shows nothing of a number above zero."""
    of_zero: str = ""
    """What it shows in place of a zero, quoted, or `nothing`; '' for the zero, or a dash."""
    cases: tuple[tuple[str, float, "NumberFormat"], ...] = ()
    """What parts of it make of the numbers for which their conditions hold, as [<5] does, in
    order; the last one of all others. () where there are no conditions."""

    def of_number(self, value: float) -> "NumberFormat":
        """What it makes of that number."""
        held = (form for sign, bound, form in self.cases if not sign or _HOLDS[sign](value, bound))
        return next(held, self)

    @property
    def is_date(self) -> bool:
        """Whether the number counts days."""
        return self.year or self.month or self.day or self.time or self.elapsed


@lru_cache(4_096)
def number_format(code: str) -> NumberFormat:
    """What a format does, by the part of it for numbers above zero, and that for zero.

    >>> number_format("#,##0").is_date, number_format("d-mmm").is_date
    (False, True)
    >>> number_format('"at least "0').says, number_format("0,").says, number_format('0"+"').says
    ("'at least'", 'thousands of it', "'+'")
    >>> number_format("0;-0;;@").of_zero, number_format('0;-0;"no data"').of_zero
    ('nothing', "'no data'")
    >>> number_format('[<5]"<5";0').of_number(3).says, number_format('[<5]"<5";0').of_number(5).says
    ("'<5'", '')
    """
    sections = _sections(code[:1_000] or "General")
    form = _of_section(sections[0])
    if form.is_date:
        return form
    form = replace(form, of_zero=_shown_of_zero(_for_zero(sections)))
    if not any(map(_CONDITION.search, sections)):
        return form
    return replace(form, cases=tuple(_cases(sections, form.of_zero)))


def _cases(sections: Sequence[str], of_zero: str) -> Iterator[tuple[str, float, NumberFormat]]:
    for section in sections:
        if found := _CONDITION.search(section):
            yield found[1], float(found[2]), replace(_of_section(section), of_zero=of_zero)
    yield "", 0, replace(_of_section(_otherwise(sections)), of_zero=of_zero)


def _for_zero(sections: Sequence[str]) -> str:
    """The part for a zero: the third, or that whose condition holds for it."""
    for section in sections:
        found = _CONDITION.search(section)
        if found and _HOLDS[found[1]](0, float(found[2])):
            return section
    if any(map(_CONDITION.search, sections)):
        return _otherwise(sections)
    return sections[2] if len(sections) > 2 else sections[0]


def _otherwise(sections: Sequence[str]) -> str:
    """The part for numbers for which no condition holds: the last of the first three, as the
    fourth is for texts."""
    return sections[:3][-1]


def _of_section(section: str) -> NumberFormat:
    """What one part of a format makes of a number above zero."""
    letters: list[str] = []
    said: list[str] = []
    elapsed = False
    for piece in _PIECE.finditer(section):
        kind, text = piece.lastgroup, piece[piece.lastgroup or 0]
        if kind == "part":
            letters.append(text.lower())
        elif kind == "bracket" and re.fullmatch("h+|m+|s+", text.lower()):
            elapsed = True
            letters.append(text.lower())
        elif kind == "bracket" and text.startswith("$"):  # [$€-407]: a sign, and a language
            said.append(text[1:].partition("-")[0])
        elif kind in ("quoted", "escaped", "other") and not (
            kind == "other" and text in "0#?.,;@%"
        ):
            said.append(text)
    runs = "".join(one[0] for one in letters)
    month, day = _has_month(letters), "d" in runs
    years = any(run[0] in "yeg" or run.startswith("b") for run in letters)
    times = "h" in runs or "s" in runs
    if years or month or day or times or elapsed:
        return NumberFormat(years, month, day, times, elapsed)
    words = "".join(said).strip()
    says = "" if _PLAIN.fullmatch(words) else shown(words)
    bare = _LITERALS.sub("", section)
    if not says and _SCALED.search(bare):
        says = "thousands of it"
    is_hidden = not says and not _SHOWS_DIGITS.search(bare)
    return NumberFormat(says=says, percent="%" in bare, is_hidden=is_hidden)


def _shown_of_zero(section: str) -> str:
    """What a section shows in place of a zero: spreadsheets hide zeros that nobody counted.

    >>> _shown_of_zero("#,##0"), _shown_of_zero('_-* "-"??_-'), _shown_of_zero("#,###")
    ('', '', 'nothing')
    >>> _shown_of_zero('".."')
    "'..'"
    """
    if re.search("0|General|Standard|@", _LITERALS.sub("", section), re.IGNORECASE):
        return ""
    found = (piece["quoted"] or piece["escaped"] or "" for piece in _PIECE.finditer(section))
    words = "".join(found).strip() or "".join(re.findall("[-–—]", _LITERALS.sub("", section)))
    if not words:
        return "nothing"
    return "" if is_dash(words) else shown(words)


def is_dash(shows: str) -> bool:
    """Whether what is shown in place of a zero is a dash, or no more than a blank beside one."""
    return _DASH.fullmatch(shows) is not None


def _sections(code: str) -> list[str]:
    """The parts between semicolons that stand in no quotes; always one.

    >>> _sections('0"; or so";-0')
    ['0"; or so"', '-0']
    """
    masked = re.sub(r'"[^"]*"?|\\.', lambda literal: "x" * len(literal[0]), code, flags=re.DOTALL)
    cuts = [-1, *(at for at, sign in enumerate(masked) if sign == ";"), len(code)]
    return [code[before + 1 : after] for before, after in pairwise(cuts)]


def _has_month(letters: list[str]) -> bool:
    """Whether an `m` is a month: it is a minute after hours and before seconds.

    >>> _has_month(["h", "mm"]), _has_month(["mm", "ss"]), _has_month(["d", "m", "h", "mm"])
    (False, False, True)
    """
    for at, run in enumerate(letters):
        if run[0] != "m":
            continue
        before = letters[at - 1][0] if at else ""
        after = letters[at + 1][0] if at + 1 < len(letters) else ""
        if len(run) > 2 or (before != "h" and after != "s"):
            return True
    return False
