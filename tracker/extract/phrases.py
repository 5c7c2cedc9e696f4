"""Phrases by their first word, for walking through a text."""

from collections.abc import Mapping, Sequence
from typing import TypeVar

from tracker.extract.tokens import Token

Meaning = TypeVar("Meaning")
Phrases = Mapping[str, Sequence[tuple[tuple[str, ...], Meaning]]]
"""Phrases by their first word, longest first, each with what it means."""


def phrases_of(meanings: Mapping[str, Meaning]) -> Phrases[Meaning]:
    """The phrases of a table of texts."""
    found: dict[str, list[tuple[tuple[str, ...], Meaning]]] = {}
    for text, meaning in meanings.items():
        words = tuple(text.split())
        found.setdefault(words[0], []).append((words, meaning))
    for known in found.values():
        known.sort(key=lambda one: -len(one[0]))
    return found


def phrase_at(
    tokens: Sequence[Token], at: int, phrases: Phrases[Meaning]
) -> tuple[Meaning, int] | None:
    """What the longest phrase that starts here means, and the place past it; None for none."""
    for words, meaning in phrases.get(tokens[at].word, ()):
        if len(words) == 1:
            return meaning, at + 1
        past = at + len(words)
        if past <= len(tokens) and words == tuple(one.word for one in tokens[at:past]):
            return meaning, past
    return None
