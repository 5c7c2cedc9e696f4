"""Why a word is refused: the clause that follows it in the message."""

from tracker.figures.numbers import NUMBER_WORDS
from tracker.figures.words import (
    AFTERWARDS,
    GROUP_WORDS,
    LEADS,
    LINKS,
    NOBODY,
    NOUNS,
    QUALIFIERS,
    UNKNOWN,
    VAGUE,
)

_GROUP = "narrows the count to one group, and a total of some is no total of all"
_INCREMENT = "adds to another count, so it is no total"
_PROJECTION = "speaks of what may be, not of what is"
_CHANGE = "tells of a change: only the number after 'to' is a count"
_PART = "takes some out of a larger count"
_JOIN = "joins two counts, and figures of different things are never added"
_SIGN = "is no part of a count of people"

REASONS: dict[str, str] = {}
for _words, _reason in (
    (
        "soldiers soldier police officers officer troops fighters militants terrorists gunmen"
        " students pupils teenagers minors boys girls infants babies adults residents citizens"
        " tourists migrants refugees passengers worshippers pilgrims foreign national nationals"
        " elderly workers firefighters kids families personnel syrian civilian female male"
        " seriously critically severely hospitalised hospitalized",
        _GROUP,
    ),
    ("another additional further extra more others other new fresh", _INCREMENT),
    (
        "could may might would will can should expected likely possibly perhaps maybe believed"
        " presumed potentially projected exceed surpass increase reach rise top feared"
        " apparently reportedly allegedly suspected thought",
        _PROJECTION,
    ),
    ("from by rose risen rises rising fell fallen increased climbed dropped up down", _CHANGE),
    ("of them these those among including include includes", _PART),
    ("and & plus", _JOIN),
    ("%", "is a share, not a count"),
    ("−", "is a minus sign, and counts of people are never negative"),
    ("mainly mostly", _PART),
    ("hundred thousand million billion dozen", "has no number before it to multiply"),
    ("hundreds thousands dozens", "leaves the number open, so it cannot follow here"),
    (". , ; : / + * = < > $ £ € # \" '", _SIGN),
):
    for _word in _words.split():
        REASONS[_word] = _reason
for _group_word in GROUP_WORDS:
    REASONS[_group_word] = _GROUP

KNOWN = frozenset().union(
    LEADS, QUALIFIERS, AFTERWARDS, VAGUE, UNKNOWN, NOUNS, LINKS, NOBODY, NUMBER_WORDS
)
"""First words of everything the grammar knows, for telling a stray word from a strange one."""


def is_strange(text: str) -> bool:
    """Whether this is a word the grammar has nowhere."""
    return text[:1].isalpha() and text not in KNOWN and text not in REASONS


def problem_with(text: str) -> str:
    """The clause that says why this word or sign was refused.

    >>> problem_with("sevral")
    'is not a word I know'
    """
    if text in REASONS:
        return REASONS[text]
    if text[:1].isdecimal():
        return "is one number too many"
    if is_strange(text):
        return "is not a word I know"
    return "does not belong here" if text in KNOWN else "is not a sign I know"
