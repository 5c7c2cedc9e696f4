"""What words without a number count for: a named and dated table a user can swap."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from datetime import date
from os import PathLike
from pathlib import Path
from types import MappingProxyType
from typing import Any

from tracker.errors import (
    DataError,
    NotFoundError,
    OptionError,
    StorageError,
    shown,
    suggestion,
)
from tracker.figures.figure import MOST

FLOORED = (
    "tens",
    "dozens",
    "scores",
    "hundreds",
    "thousands",
    "millions",
    "tens of thousands",
    "hundreds of thousands",
    "tens of millions",
    "hundreds of millions",
    "several dozen",
    "several hundred",
    "several thousand",
    "several million",
    "a few dozen",
    "a few hundred",
    "a few thousand",
)
"""Vague words with a number inside: at least these tell the order of magnitude."""

LARGEST_FILE = 100_000
"""Bytes above which no policy is read; one of ours has about 1,000."""

UNFLOORED = ("several", "a few", "many", "a large number")
"""Vague words without a number inside: plain English commits them to nothing."""


def _refuse_number(key: str, number: object, most: int) -> None:
    if not isinstance(number, int) or isinstance(number, bool) or not 0 <= number <= most:
        raise DataError(f"{key}: is not a whole number from 0 to {most:,}")


def _refuse_text(name: object, dated: object, source: object) -> None:
    for key, text in (("name", name), ("dated", dated), ("source", source)):
        if not isinstance(text, str) or not text.strip():
            raise DataError(f"{key}: is not a text")
    try:
        date.fromisoformat(str(dated))
    except ValueError as error:
        raise DataError("dated: is not a day; write it as 2026-11-24, in quotes") from error


@dataclass(frozen=True, slots=True)
class Policy:
    """How far words that leave the number open commit whoever uses them.

    Raises DataError for a word that is not a vague word, or a number out of its bounds.
    """

    name: str
    dated: str
    """Day the rule was taken down, as 2026-11-24."""
    source: str
    """Where the rule comes from."""
    floors: Mapping[str, int] = field(hash=False)
    """Fewest people a vague word means; a word left out sets no floor."""
    approximate_margin_percent: int = 0
    """How far to either side "about 40" reaches, 0 to 100; 0 keeps the number as stated.

    A margin widens what the source said by our own guess, and wrongly so where the
    source rounds a number it knows: set one only where a study of the source backs it.
    """
    nearly_floor_percent: int | None = None
    """The floor of "nearly 50" as a share of the number, 0 to 100; None sets no floor."""

    def __post_init__(self) -> None:
        for word, floor in self.floors.items():
            if word not in FLOORED + UNFLOORED:
                near = suggestion(str(word), FLOORED + UNFLOORED)
                raise DataError(f"floors.{word}: is not a vague word I know{near}")
            _refuse_number(f"floors.{word}", floor, MOST)
        _refuse_number("approximate_margin_percent", self.approximate_margin_percent, 100)
        if self.nearly_floor_percent is not None:
            _refuse_number("nearly_floor_percent", self.nearly_floor_percent, 100)
        _refuse_text(self.name, self.dated, self.source)
        object.__setattr__(self, "floors", MappingProxyType(dict(self.floors)))


PLAIN = Policy(
    name="plain",
    dated="2026-11-24",
    source=(
        "English grammar: a plural is at least two of its unit, several is at least three, "
        "a few is at least two"
    ),
    floors={
        "tens": 20,
        "dozens": 24,
        "scores": 40,
        "hundreds": 200,
        "thousands": 2_000,
        "millions": 2_000_000,
        "tens of thousands": 20_000,
        "hundreds of thousands": 200_000,
        "tens of millions": 20_000_000,
        "hundreds of millions": 200_000_000,
        "several dozen": 36,
        "several hundred": 300,
        "several thousand": 3_000,
        "several million": 3_000_000,
        "a few dozen": 24,
        "a few hundred": 200,
        "a few thousand": 2_000,
    },
)
"""The default."""

ACLED = Policy(
    name="acled",
    dated="2024-05-07",
    source=(
        "ACLED, FAQ on fatalities: 10 for tens, 12 for dozens, 100 for hundreds, and so on; "
        "one unit where it names none"
    ),
    floors={
        "tens": 10,
        "dozens": 12,
        "scores": 20,
        "hundreds": 100,
        "thousands": 1_000,
        "millions": 1_000_000,
        "tens of thousands": 10_000,
        "hundreds of thousands": 100_000,
        "tens of millions": 10_000_000,
        "hundreds of millions": 100_000_000,
        "several dozen": 12,
        "several hundred": 100,
        "several thousand": 1_000,
        "several million": 1_000_000,
        "a few dozen": 12,
        "a few hundred": 100,
        "a few thousand": 1_000,
    },
)
"""One unit for every plural, the most conservative reading."""

POLICIES: Mapping[str, Policy] = MappingProxyType({"plain": PLAIN, "acled": ACLED})
"""The policies that come with the program, by name."""


def load_policy(path: Path | str) -> Policy:
    """The policy in a TOML file, whose keys are the fields of Policy.

    Raises DataError naming the key that is missing, unknown or of the wrong type,
    NotFoundError where there is no such file, StorageError where it cannot be read.
    """
    given = _read_toml(Path(path))
    known = [one.name for one in fields(Policy)]
    for key in given:
        if key not in known:
            raise DataError(f"{path}: key {key!r}: is not a key I know{suggestion(key, known)}")
    for key in ("name", "dated", "source", "floors"):
        if key not in given:
            raise DataError(f"{path}: key {key!r}: is missing; add it")
    if not isinstance(given["floors"], dict):
        raise DataError(f"{path}: key 'floors': is not a table; write [floors]")
    try:
        return Policy(**given)
    except DataError as error:
        raise DataError(f"{path}: key {error}") from error


def policy_named(name: str | PathLike[str]) -> Policy:
    """The policy that comes with the program under that name, or the one in that TOML file.

    Raises OptionError for a name there is none of and for what is no name, and what
    `load_policy` raises.

    >>> policy_named("acled").floors["dozens"]
    12
    """
    if not isinstance(name, str | PathLike):
        raise OptionError(f"a policy has a name or a file, not {shown(str(name))}")
    text = str(name)
    if text in POLICIES:
        return POLICIES[text]
    if text.endswith(".toml"):
        return load_policy(text)
    known = f"there are {' and '.join(POLICIES)}, and your own in a file NAME.toml"
    raise OptionError(f"no policy {shown(text)}{suggestion(text, list(POLICIES))}; {known}")


def _read_toml(path: Path) -> dict[str, Any]:
    try:
        with path.open("rb") as file:
            raw = file.read(LARGEST_FILE + 1)
    except (FileNotFoundError, ValueError) as error:  # No file has a name with a NUL.
        raise NotFoundError("policy file", str(path)) from error
    except OSError as error:
        raise StorageError(f"{path}: cannot be read: {error.strerror}") from error
    if len(raw) > LARGEST_FILE:
        raise DataError(f"{path}: is larger than {LARGEST_FILE:,} bytes; no policy needs them")
    try:
        return tomllib.loads(raw.decode())
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise DataError(f"{path}: is not TOML in UTF-8: {error}") from error
    except (RecursionError, ValueError) as error:
        raise DataError(f"{path}: is nested too deeply, or holds too long a number") from error
