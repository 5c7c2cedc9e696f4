"""Numbers, in digits or in words, to whole numbers of people."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from unicodedata import decimal

from tracker.figures.tokens import Cursor

MOST_DIGITS = 16
HYPHENS = frozenset("-\u2010\u2011")

_ONES_WORDS = """
    zero one two three four five six seven eight nine ten eleven twelve thirteen
    fourteen fifteen sixteen seventeen eighteen nineteen
"""
_TENS_WORDS = "twenty thirty forty fifty sixty seventy eighty ninety"
ONES = {word: number for number, word in enumerate(_ONES_WORDS.split())}
TENS = {word: 10 * number for number, word in enumerate(_TENS_WORDS.split(), start=2)}
SCALES = {"thousand": 1_000, "million": 1_000_000, "billion": 1_000_000_000}
MULTIPLIERS = {"dozen": 12, "hundred": 100} | SCALES
"""What can follow a number written in digits."""
NUMBER_WORDS = frozenset(ONES) | frozenset(TENS) | frozenset(MULTIPLIERS) | {"a", "half"}

_GROUP_SIGNS = frozenset(",٬'’")
_GROUP_SPACES = frozenset(" \u00a0\u2009\u202f")
"""What can part groups of three digits: one of these throughout a number."""


@dataclass(frozen=True, slots=True)
class Number:
    """A number as stated."""

    value: int
    is_round: bool = False
    """Whether it is said loosely: "a dozen", "a hundred"."""
    scale: int = 1
    """The last multiplying word: 1,000 of "six thousand"; 1 where there is none."""


def read_number(cursor: Cursor) -> Number | None:
    """The number that starts here, which is read; None where none starts here.

    Raises FigureError for one that starts here and cannot be read.
    """
    token = cursor.token
    if token.is_digits:
        return _in_digits(cursor)
    first = cursor.at
    number = _dozens(cursor) or _in_words(cursor)
    if number is not None:
        _refuse_too_many(cursor, first, number.value)
    return number


def _in_digits(cursor: Cursor) -> Number:
    first = cursor.at
    digits = _whole_digits(cursor)
    tenths = _decimal_digits(cursor, first)
    scale = _glued_scale(cursor, first)
    if scale == 1:
        scale = MULTIPLIERS.get(cursor.token.text, 1)
        cursor.at += scale != 1
    is_round = cursor.at > first and cursor.tokens[cursor.at - 1].text == "dozen"
    value, rest = divmod(int(digits + tenths) * scale, 10 ** len(tenths))
    if tenths and scale == 1:
        problem = "could be a decimal or thousands"
        cursor.refuse(first, cursor.at, problem if len(tenths) == 3 else "is no whole number")
    if rest:
        cursor.refuse(first, cursor.at, "is no whole number")
    if len(tenths) > 2:
        cursor.refuse(first, cursor.at, "could be a decimal or thousands")
    _refuse_too_many(cursor, first, value)
    return Number(value, is_round, scale)


def _whole_digits(cursor: Cursor) -> str:
    """The digits before any decimal point, their groups put together, in ASCII."""
    first = cursor.at
    groups = [cursor.token.text]
    cursor.at += 1
    parted_by = ""
    while (sign := _group_sign(cursor)) is not None:
        if parted_by and sign != parted_by:
            cursor.refuse(first, _past_digits(cursor), "parts its digits in two ways")
        parted_by = sign
        cursor.at += 1 if sign.isspace() else 2
        groups.append(cursor.tokens[cursor.at - 1].text)
    if parted_by and not (len(groups[0]) <= 3 and all(len(one) == 3 for one in groups[1:])):
        cursor.refuse(first, cursor.at, "is not parted into thousands")
    if parted_by == " " and not cursor.is_recorded:
        _refuse_several(cursor, first, groups[1:])
    digits = "".join(groups)
    if len(digits) > MOST_DIGITS:
        cursor.refuse(first, cursor.at, f"has more than {MOST_DIGITS} digits")
    if not digits.isascii():
        digits = _in_ascii(cursor, first, digits)
    if digits[0] == "0" and len(digits) > 1:
        cursor.refuse(first, cursor.at, "starts with a zero")
    return digits


def _refuse_several(cursor: Cursor, first: int, groups: Sequence[str]) -> None:
    """Raises FigureError where ordinary spaces may part several numbers, not one number's groups.

    "200 300" may have lost its dash. "41 020" is one number, since none begins with a zero;
    and whoever writes a no-break or a thin space means one.
    """
    if any(decimal(group[0]) for group in groups):
        cursor.refuse(first, cursor.at, "may be one number or several")


def _group_sign(cursor: Cursor) -> str | None:
    """What parts the digits just read from more digits; None where no more follow."""
    sign, after = cursor.token, cursor.ahead(1)
    if sign.is_digits:
        return sign.gap if sign.gap in _GROUP_SPACES else None
    if sign.text in _GROUP_SIGNS and not sign.gap and after.is_digits and not after.gap:
        return sign.text
    return None


def _past_digits(cursor: Cursor) -> int:
    """The place past the group of digits that comes next, with its sign."""
    return cursor.at + (1 if cursor.token.is_digits else 2)


def _in_ascii(cursor: Cursor, first: int, digits: str) -> str:
    scripts = {ord(digit) - decimal(digit) for digit in digits}
    if len(scripts) > 1:
        cursor.refuse(first, cursor.at, "mixes the digits of two scripts")
    return "".join(str(decimal(digit)) for digit in digits)


def _decimal_digits(cursor: Cursor, first: int) -> str:
    point, after = cursor.token, cursor.ahead(1)
    if point.text != "." or point.gap or not after.is_digits or after.gap:
        return ""
    cursor.at += 2
    if cursor.at - first > 3 or (cursor.token.text == "." and cursor.ahead(1).is_digits):
        cursor.refuse(first, cursor.at, "has both thousands and decimals")
    if len(after.text) > MOST_DIGITS:
        cursor.refuse(first, cursor.at, f"has more than {MOST_DIGITS} digits")
    whole = cursor.tokens[first].text
    return _in_ascii(cursor, first, whole + after.text)[len(whole) :]


def _glued_scale(cursor: Cursor, first: int) -> int:
    """1,000 for the k of "1.2k", else 1; any other letter touching the digits is refused.

    "40m" is refused: it may be millions, metres, minutes or men.
    """
    token = cursor.token
    if token.gap or not token.text[:1].isalnum():
        return 1
    after = cursor.ahead(1)
    if token.text != "k" or (not after.gap and after.text[:1].isalnum()):
        cursor.refuse(first, cursor.at + 1, "is digits and letters run together")
    cursor.at += 1
    return 1_000


def _dozens(cursor: Cursor) -> Number | None:
    """A dozen, half a dozen, two dozen; None, and nothing read, for anything else."""
    if cursor.took("half", "a", "dozen"):
        return Number(6, is_round=True, scale=12)
    if cursor.took("a", "dozen"):
        return Number(12, is_round=True, scale=12)
    if cursor.ahead(1).text == "dozen" and (count := ONES.get(cursor.token.text)):
        cursor.at += 2
        return Number(12 * count, is_round=True, scale=12)
    return None


def _in_words(cursor: Cursor) -> Number | None:
    first = cursor.at
    total, room = 0, 10**15
    while cursor.at == first or total:
        start = cursor.at
        if start > first and cursor.took("and"):
            total += _tens_after_and(cursor, start, MULTIPLIERS.keys())
            break
        group = _below_thousand(cursor, may_be_article=start == first)
        scale = SCALES.get(cursor.token.text, 1)
        if group is None or not _fits(group, scale, room, is_first=start == first):
            cursor.at = start
            break
        cursor.at += scale > 1
        total, room = total + group * scale, scale
        if scale == 1:
            break
    if cursor.at == first:
        return None
    read = [token.text for token in cursor.tokens[first : cursor.at]]
    is_round = read[0] == "a" and all(word in MULTIPLIERS for word in read[1:])
    return Number(total, is_round, MULTIPLIERS.get(read[-1], 1))


def _fits(group: int, scale: int, room: int, *, is_first: bool) -> bool:
    """Whether a group can stand under its scale, after a scale of so much room.

    "One million two" is refused: in speech it is 1,200,000 as often as 1,000,002.
    """
    if scale > 1 and not 0 < group < 1_000:
        return False
    return group * scale < room and (is_first or group * scale >= 10)


def _tens_after_and(cursor: Cursor, start: int, unfit: Collection[str]) -> int:
    """The five of "two thousand and five"; 0, and the cursor put back, if it is not there.

    An unfit word after it means that the "and" joined two numbers, as in "one hundred
    and two hundred".
    """
    number = _below_hundred(cursor)
    if not number or cursor.token.text in unfit:
        cursor.at = start
        return 0
    return number


def _below_thousand(cursor: Cursor, *, may_be_article: bool) -> int | None:
    """One group of a number in words; "fifteen hundred" is one too."""
    if cursor.token.text == "a" and may_be_article and cursor.ahead(1).text in MULTIPLIERS:
        cursor.at += 1
        number: int | None = 1
    else:
        number = _below_hundred(cursor)
    if not number or cursor.token.text != "hundred" or (number > 9 and number % 10 == 0):
        return number
    cursor.at += 1
    start = cursor.at
    if cursor.took("and"):
        return number * 100 + _tens_after_and(cursor, start, ("hundred", "dozen"))
    return number * 100 + (_below_hundred(cursor) or 0)


def _below_hundred(cursor: Cursor) -> int | None:
    tens = TENS.get(cursor.token.text)
    if tens is None:
        ones = ONES.get(cursor.token.text)
        cursor.at += ones is not None
        return ones
    cursor.at += 1
    hyphen, after = cursor.token, cursor.ahead(1)
    is_joined = hyphen.text in HYPHENS and not hyphen.gap and not after.gap
    ones = ONES.get(after.text if is_joined else hyphen.text, 0)
    if not 0 < ones < 10:
        return tens
    cursor.at += 2 if is_joined else 1
    return tens + ones


def _refuse_too_many(cursor: Cursor, first: int, value: int) -> None:
    if value >= 10**MOST_DIGITS:
        cursor.refuse(first, cursor.at, f"has more than {MOST_DIGITS} digits")
