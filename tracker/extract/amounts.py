"""Where a text says how many: qualifier, number in digits or words, range."""

from collections.abc import Sequence
from functools import lru_cache

from tracker.errors import FigureError
from tracker.extract.kinds import Amount
from tracker.extract.moved import is_moved
from tracker.extract.phrases import phrase_at, phrases_of
from tracker.extract.tokens import Token
from tracker.extract.wordlists import words
from tracker.figures import read_figure

_BEFORE = {
    "at least": (
        "at least|at the least|at the very least|no fewer than|no less than|not less than"
        "|not fewer than|upwards of|upward of|a minimum of|minimum of|≥"
    ),
    "more than": (
        "more than|greater than|slightly more than|well over|over|just over|slightly over"
        "|far more than|above|in excess of|exceeded|exceeds|exceeding|past|beyond|topped|tops"
        "|topping|surpassed|surpasses|surpassing|passed|passes|passing|well above|well past"
        "|considerably more than|well in excess of|upwards of more than|>|crossed|has crossed"
    ),
    "up to": (
        "up to|as many as|as high as|at most|at the most|no more than|not more than"
        "|no greater than|a maximum of|maximum of|≤"
    ),
    "fewer than": "fewer than|less than|under|just under|below|just below|<",
    "about": (
        "about|around|some|approximately|approx|approx .|roughly|an estimated|estimated|circa"
        "|~|≈|or so|somewhere around|in the region of|an approximate"
    ),
    "nearly": "nearly|almost|close to|nearing|approaching|neared|approached|nears|approaches",
    "exactly": "exactly|precisely",
}
_QUALIFIERS = phrases_of(
    {text: word for word, texts in _BEFORE.items() for text in texts.split("|")}
)
_VAGUE = phrases_of(
    {
        text: plain
        for plain, texts in {
            "dozens": "dozens|many dozens|dozens upon dozens",
            "scores": "scores",
            "tens": "tens",
            "hundreds": "hundreds|many hundreds|hundreds and hundreds",
            "thousands": "thousands|many thousands",
            "tens of thousands": "tens of thousands",
            "hundreds of thousands": "hundreds of thousands",
            "several dozen": "several dozen|several dozens",
            "several hundred": "several hundred|several hundreds",
            "several thousand": "several thousand|several thousands",
            "a few dozen": "a few dozen",
            "a few hundred": "a few hundred",
            "a few thousand": "a few thousand",
            "several": "several|multiple|a number of|an unknown number of|an unspecified number of",
            "many": "many|numerous|countless|a large number of|large numbers of|a great many"
            "|a great number of|untold numbers of",
            "a few": "a few|few|a handful of|a handful",
        }.items()
        for text in texts.split("|")
    }
)
_ONES = words(
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen"
    " sixteen"
    " seventeen eighteen nineteen"
)
_TENS = words("twenty thirty forty fifty sixty seventy eighty ninety")
_SCALES = words("dozen hundred thousand million")
_NUMBER_WORDS = _ONES | _TENS | _SCALES
_AFTER = phrases_of(dict.fromkeys(("+", "or more", "or so", "plus", "or fewer", "or less"), True))
_UNSURE = frozenset(("perhaps", "possibly", "maybe"))
_DASHES = frozenset("-–—‐‑")
_MOST_DIGITS = 16
_NOBODY = Amount(0, 0, is_vague=False)


_PAST_YEARS = words(", . ; the a an there more at some about")
"""What follows years, and no number of people."""
MOST_NUMBERS = 24
"""More numbers in one sentence are a table run together, in which no rule for prose holds."""
_OPENINGS = frozenset(_VAGUE) | words("a an his her no nobody no-one none")


def may_count(tokens: Sequence[Token]) -> bool:
    """Whether a sentence can hold an amount, and is not a table: a look at single words, since
    most sentences count nobody."""
    numbers = sum(one.text[0].isdigit() or _is_number_word(one.word) for one in tokens)
    openings = sum(one.word in _OPENINGS for one in tokens)
    return numbers + openings > 0 and max(numbers, openings) <= MOST_NUMBERS


def nobody_at(tokens: Sequence[Token], at: int) -> tuple[Amount, int] | None:
    """Zero and the place past it, for "nobody", "no one", "none", "no"; None for anything else."""
    word = tokens[at].word
    following = tokens[at + 1].word if at + 1 < len(tokens) else ""
    if word == "no" and following == "one":
        return _NOBODY, at + 2
    if word in ("nobody", "none"):
        return _NOBODY, at + 1
    return (_NOBODY, at + 1) if word in ("no", "no-one") else None


def amount_at(tokens: Sequence[Token], at: int) -> tuple[Amount, int] | None:
    """What an amount that starts here commits to, and the place past it; None where none does.

    A bare "one", which stands for much else, counts only where more of a number follows.
    """
    qualified = phrase_at(tokens, at, _QUALIFIERS)
    word, start = qualified if qualified else ("", at)
    if start >= len(tokens):
        return None
    vague = phrase_at(tokens, start, _VAGUE)
    if vague and not (vague[0] == "many" and at and tokens[at - 1].word in ("as", "so", "too")):
        plain, past = vague
        return _amount(f"{word} {plain}".strip(), tokens, at, past, is_vague=True)
    if [one.word for one in tokens[at : at + 2]] == ["a", "score"]:
        return Amount(20, 20, is_vague=False), at + 2
    past = _past_number(tokens, start)
    if start > 1 and [one.word for one in tokens[start - 2 : start]] == ["score", "and"]:
        return None
    if past == start and tokens[at].word == "some":
        return Amount(None, None, is_vague=True), at + 1
    if past == start:
        return _between(tokens, at) if tokens[at].word == "between" else None
    number = _plain(tokens, start, past)
    if not number:
        return None
    past, said = (past, number) if is_moved(tokens, at) else _extended(tokens, past, number)
    if _is_glued_on(tokens, past) or (start and _is_glued_on(tokens, start - 1)):
        return None
    after = phrase_at(tokens, past, _AFTER) if past < len(tokens) else None
    if after and not word and _may_close(tokens, past, after[1]):
        said, past = f"{said} {' '.join(one.word for one in tokens[past : after[1]])}", after[1]
    if word == "at least" and (capped := _capped(tokens, at, past, said)):
        return capped
    return _amount(f"{word} {said}".strip(), tokens, at, past)


def _capped(tokens: Sequence[Token], at: int, past: int, said: str) -> tuple[Amount, int] | None:
    """The range of "at least 16 but no more than 22"."""
    if past + 1 >= len(tokens) or tokens[past].word not in ("but", "and"):
        return None
    most = phrase_at(tokens, past + 1, _QUALIFIERS)
    if most is None or most[0] not in ("up to", "fewer than"):
        return None
    end = _past_number(tokens, most[1])
    number = _plain(tokens, most[1], end)
    return _amount(f"at least {said} but {most[0]} {number}", tokens, at, end) if number else None


def _may_close(tokens: Sequence[Token], at: int, past: int) -> bool:
    return tokens[at].text != "plus" or past >= len(tokens) or not tokens[past].text[0].isdigit()


def _between(tokens: Sequence[Token], at: int) -> tuple[Amount, int] | None:
    """The range of "between 60 and 80"."""
    first = _past_number(tokens, at + 1)
    if first == at + 1 or first >= len(tokens) or tokens[first].word != "and":
        return None
    past = _past_number(tokens, first + 1)
    one, other = _plain(tokens, at + 1, first), _plain(tokens, first + 1, past)
    if past == first + 1 or not one or not other or _are_years(tokens, at + 1, past):
        return None
    return _amount(f"between {one} and {other}", tokens, at, past)


def _are_years(tokens: Sequence[Token], first: int, past: int) -> bool:
    """Whether a span of years stands there, and nobody is counted: "between 2011 and 2016 the
    monitors counted", not "between 1900 and 2000 people died"."""
    ends = (tokens[first].text, tokens[past - 1].text)
    is_span = past == first + 3 and all(one.isdecimal() and len(one) == 4 for one in ends)
    following = tokens[past].word if past < len(tokens) else ""
    return is_span and all(one[:2] in ("19", "20") for one in ends) and following in _PAST_YEARS


def _extended(tokens: Sequence[Token], past: int, number: str) -> tuple[int, str]:
    """The range that a number opens, where it does: "40 to 50", "three, perhaps four"."""
    if past + 1 >= len(tokens):
        return past, number
    sign, start = tokens[past], past + 1
    if sign.word in (",", "or") and tokens[start].word in _UNSURE:
        start += 1
    elif sign.word not in ("to", "or") and sign.text not in _DASHES:
        return past, number
    if start >= len(tokens):
        return past, number
    end = _past_number(tokens, start)
    other = _plain(tokens, start, end) if end > start else ""
    said = f"{number} to {other}"
    if not other or _read(said) is None:
        return past, number
    return end, said


def _is_glued_on(tokens: Sequence[Token], sign: int) -> bool:
    """Whether a dash or slash there glues two numbers to no range: "lost 3-1", "2-3 dozen"."""
    if 0 <= sign < len(tokens) and tokens[sign].text == "±":
        return True
    if not 0 < sign < len(tokens) - 1 or tokens[sign].text not in _DASHES | {"/"}:
        return False
    beside = (tokens[sign - 1].text[-1], tokens[sign + 1].text[0])
    is_whole = tokens[sign].is_apart or tokens[sign + 1].is_apart
    return not is_whole and all(one.isdigit() for one in beside)


def _past_number(tokens: Sequence[Token], at: int) -> int:
    """The place past the number that starts here; the same place where none does."""
    if at >= len(tokens):
        return at
    first = tokens[at]
    if first.text[0].isdigit():
        return _past_digits(tokens, at)
    past = at
    if first.word in ("a", "half"):
        past = _past_articles(tokens, at)
        if past == at:
            return at
    while past < len(tokens) and _is_number_word(tokens[past].word):
        past += 1
        if (
            past + 1 < len(tokens)
            and tokens[past].word == "and"
            and tokens[past - 1].word in ("hundred", "thousand")
            and _is_number_word(tokens[past + 1].word)
            and not (past + 2 < len(tokens) and tokens[past + 2].word in _SCALES)
        ):
            past += 1
    return past


def _past_articles(tokens: Sequence[Token], at: int) -> int:
    """Past the "a" of "a dozen" or the "half a" of "half a dozen", where they stand."""
    words = [one.word for one in tokens[at : at + 3]]
    if words[:1] == ["half"]:
        return at + 2 if words[1:] == ["a", "dozen"] else at
    return at + 1 if len(words) > 1 and words[1] in _SCALES else at


def _past_digits(tokens: Sequence[Token], at: int) -> int:
    past = at + 1
    if tokens[at].text.isdecimal() and len(tokens[at].text) <= 3:
        while (
            past < len(tokens)
            and len(tokens[past].text) == 3
            and tokens[past].text.isdecimal()
            and tokens[past].start == tokens[past - 1].end + 1
        ):
            past += 1
    is_glued = past < len(tokens) and tokens[past].word == "k" and not tokens[past].is_apart
    if is_glued or (past < len(tokens) and tokens[past].word in _SCALES):
        past += 1
    return past


def _is_number_word(word: str) -> bool:
    if word in _NUMBER_WORDS:
        return True
    tens, hyphen, ones = word.replace("‑", "-").partition("-")
    return bool(hyphen) and tens in _TENS and ones in _ONES


def _plain(tokens: Sequence[Token], at: int, past: int) -> str:
    """The number as the reader of figures takes it; '' for one it does not read exactly."""
    pieces = tokens[at:past]
    if not pieces or (len(pieces) == 1 and len(pieces[0].text) > 3 * _MOST_DIGITS):
        return ""
    words = [one.word for one in pieces]
    while len(words) > 1 and words[0].isdecimal() and words[1].isdecimal():
        words[:2] = [words[0] + words[1]]
    said = " ".join(words).removesuffix(" k") + "k" * (words[-1] == "k")
    return said if _read(said) is not None else ""


def _amount(
    said: str, tokens: Sequence[Token], at: int, past: int, *, is_vague: bool = False
) -> tuple[Amount, int] | None:
    bounds = _read(said)
    if bounds is None:
        return None
    return Amount(*bounds, is_vague), past


@lru_cache(maxsize=4096)
def _read(said: str) -> tuple[int | None, int | None] | None:
    try:
        figure = read_figure(said)
    except FigureError:
        return None
    return figure.low, figure.high
