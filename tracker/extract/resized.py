"""Whether words beside a number make another of it: "half a million", "3 lakh", "two or three
dozen". The reader of figures does not know them, and the number alone would be a wrong figure."""

from collections.abc import Sequence

from tracker.extract.tokens import Token
from tracker.extract.wordlists import words

_AFTER = words(
    "lakh lakhs crore crores score odd quarters thirds fifths sixths eighths tenths gross"
)
_HALVES = words("half quarter")
_PARTS = words("half quarter third fifth tenth quarters thirds fifths tenths")
_SIZES = words("dozen hundred thousand million")
_JOINTS = words("or to - – —")
_FEW = (
    *(words("one 1"), words("two 2"), words("three 3"), words("four 4"), words("five 5")),
    *(words("six 6"), words("seven 7"), words("eight 8"), words("nine 9")),
)
"""The words for one, two, and so on."""


def is_resized(tokens: Sequence[Token], at: int, past: int) -> bool:
    """Whether the amount from one token up to another is not what its own words say."""
    following = [one.word for one in tokens[past : past + 3]]
    if following and following[0] in _AFTER:
        return True
    if following[:2] == ["and", "a"] and following[2:] and following[2] in _HALVES:
        return True
    before = [one.word for one in tokens[max(0, at - 2) : at]]
    if tokens[at].word == "a" and (
        before[-1:] == ["half"] or (before[-1:] == ["of"] and before[0] in _PARTS)
    ):
        return True
    return _opens_range(tokens, past - 1) or (at > 1 and _opens_range(tokens, at - 2))


def _opens_range(tokens: Sequence[Token], at: int) -> bool:
    """Whether a few stand there that are as many dozens, hundreds as those after them: "two or
    three dozen". "From 31 to two hundred" are two numbers."""
    if at < 0 or at + 3 >= len(tokens):
        return False
    few, joint, more, size = (one.word for one in tokens[at : at + 4])
    is_joint = joint in _JOINTS or (joint == "and" and at > 0 and tokens[at - 1].word == "between")
    is_range = 0 < _few(few) < _few(more)
    return is_range and is_joint and size in _SIZES


def _few(word: str) -> int:
    """How many from 1 to 9; 0 for any other word."""
    return next((many for many, forms in enumerate(_FEW, start=1) if word in forms), 0)
