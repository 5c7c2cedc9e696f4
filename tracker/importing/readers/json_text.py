"""A JSON text that is read in stretches, so that no part of it fills the memory with values."""

import json
import re
from collections.abc import Iterator
from typing import Any

from tracker.importing.faults import FileError
from tracker.importing.readers.json_values import DECODER, TOO_DEEP, refuse_at

MOST_SIGNS = 1_000_000
"""Commas and opening brackets in one row: each stands for a value, and one takes about 100 bytes
of memory, however little of the file it is."""
FEWEST_JUDGED = 4_000_000
"""Commas and opening brackets of a file from which on their share of it is judged."""
_SHARE = 4
"""One character in so many is at most such a sign: a value and its key, `"k":1,`, take six."""
_BLOCK = 1_000_000
_LONGEST_SIGN = 20
"""Characters before the end of a stretch at which what is wrong may be that it ends there."""
_DEEPEST = 20
"""Lists and objects of more than MOST_SIGNS in one another."""
_SIGNS = ",[{"
_MORE = re.compile("[-+.0-9Ee]")
"""What may follow on the beginning of a number and on no whole value."""
_BLANKS = re.compile(r"[ \t\n\r]*")


class LongError(FileError):
    """A value of more parts than are held at once."""


class JsonText:
    """The text of a JSON document. What is wrong with it raises FileError, with its line."""

    def __init__(self, text: str) -> None:
        _refuse_dense(text)
        self.text = text
        self._ends: dict[int, int] = {}
        """Where values end that are too long to be read twice."""
        self._start, self._stretch = 0, ""
        self._open(0)

    def past_blanks(self, at: int) -> int:
        """The place after the blanks at a place."""
        found = _BLANKS.match(self.text, at)
        return found.end() if found else at

    def value(self, at: int) -> tuple[Any, int]:
        """The value that starts at a place, and where it ends. Raises LongError for one that has
        more parts than are held at once."""
        if not self._start <= at < self._start + len(self._stretch):
            self._open(at)
        found = self._decoded(at)
        if found is None and at != self._start:
            self._open(at)
            found = self._decoded(at)
        if found is None:
            problem = f"more than {MOST_SIGNS:,} commas and brackets stand in one value here"
            line = self.text.count("\n", 0, at) + 1
            raise LongError(f"{problem}; no row of claims needs them", line=line)
        return found

    def skip(self, at: int, depth: int = 0) -> int:
        """Where the value that starts at a place ends, however large it is."""
        if at in self._ends:
            return self._ends[at]
        try:
            return self.value(at)[1]
        except LongError:
            if self.text[at] not in "[{":
                raise
        if depth == _DEEPEST:
            refuse_at(self.text, at, TOO_DEEP)
        end = at  # A long one has parts.
        for _, _, last in self._parts(at, depth + 1):
            end = last
        self._ends[at] = self.past_blanks(end) + 1
        return self._ends[at]

    def parts(self, start: int) -> Iterator[tuple[str, int]]:
        """Where the parts of a list or object begin, each with its key; '' in a list."""
        for key, at, _ in self._parts(start, 0):
            yield key, at

    def elements(self, start: int) -> Iterator[tuple[int, Any, int]]:
        """The elements of a list, each with where it begins and ends; in the end the list's own
        end is looked at too. Raises LongError for one that has too many parts."""
        at, is_over = self._opened(start)
        while not is_over:
            value, end = self.value(at)
            yield at, value, end
            at, is_over = self._follows(end, "]")
        if start == self.past_blanks(0):
            self.refuse_more(at)

    def refuse_more(self, end: int) -> None:
        """Refuses text after the end of the document."""
        if (more := self.past_blanks(end)) < len(self.text):
            refuse_at(self.text, more, "more text after the end of the document")

    def _parts(self, start: int, depth: int) -> Iterator[tuple[str, int, int]]:
        """Key, beginning and end of each part."""
        is_object = self.text[start] == "{"
        at, is_over = self._opened(start)
        while not is_over:
            key, at = self._key(at) if is_object else ("", at)
            end = self.skip(at, depth)
            yield key, at, end
            at, is_over = self._follows(end, "}" if is_object else "]")

    def _opened(self, start: int) -> tuple[int, bool]:
        """Where the first part of a list or object begins; its end, and True, where it has none."""
        at = self.past_blanks(start + 1)
        is_empty = self.text[at : at + 1] == _closing(self.text[start])
        return (at + 1, True) if is_empty else (at, False)

    def _follows(self, end: int, closing: str) -> tuple[int, bool]:
        """Where the part after the one that ends there begins; the end of all, and True, after
        the last."""
        at = self.past_blanks(end)
        sign = self.text[at : at + 1]
        if sign == closing:
            return at + 1, True
        if sign != ",":
            refuse_at(self.text, at, "Expecting ',' delimiter")
        return self.past_blanks(at + 1), False

    def _key(self, at: int) -> tuple[str, int]:
        """The key that stands at a place, and where its value begins."""
        if self.text[at : at + 1] != '"':
            refuse_at(self.text, at, "Expecting property name enclosed in double quotes")
        key, end = self.value(at)
        end = self.past_blanks(end)
        if self.text[end : end + 1] != ":":
            refuse_at(self.text, end, "Expecting ':' delimiter")
        return key, self.past_blanks(end + 1)

    def _open(self, at: int) -> None:
        """Takes the stretch that begins at a place: up to about MOST_SIGNS, or the text's end."""
        end, signs = at, 0
        while signs < MOST_SIGNS and end < len(self.text):
            signs += _signs(self.text, end, end + _BLOCK)
            end += _BLOCK
        self._start, self._stretch = at, self.text[at:end]

    def _decoded(self, at: int) -> tuple[Any, int] | None:
        """The value at a place of the stretch, and its end; None where the stretch may cut it."""
        held = len(self._stretch)
        is_last = self._start + held >= len(self.text)
        try:
            value, end = DECODER.raw_decode(self._stretch, at - self._start)
        except json.JSONDecodeError as problem:
            is_near = problem.pos + _LONGEST_SIGN > held or problem.msg.startswith("Unterminated")
            if is_near and not is_last:
                return None
            refuse_at(self.text, self._start + problem.pos, problem.msg)
        except RecursionError:
            refuse_at(self.text, at, TOO_DEEP)
        after = self._start + end
        if not is_last and _MORE.match(self.text, after):
            return None  # Of a number, as where 1.5 is cut behind its point.
        return value, after


def is_long(line: str) -> bool:
    """Whether a line has more parts than are held at once."""
    return _signs(line, 0, len(line)) > MOST_SIGNS


def _closing(opening: str) -> str:
    return "}" if opening == "{" else "]"


def _signs(text: str, start: int, end: int) -> int:
    return sum(text.count(sign, start, end) for sign in _SIGNS)


def _refuse_dense(text: str) -> None:
    """Raises FileError for what is mostly empty or tiny values, as no rows with names for their
    fields are: 60 kB of them, packed, would take gigabytes and minutes."""
    signs = _signs(text, 0, len(text))
    if signs > FEWEST_JUDGED and signs * _SHARE > len(text):
        raise FileError(
            f"{signs:,} of its {len(text):,} characters are commas and opening brackets; rows of "
            "claims have words and figures between them, and nothing was read"
        )
