"""The tables of a profile's TOML, each key read once, in its kind, and none left over."""

import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NoReturn

from tracker.errors import DataError, NotFoundError, StorageError, suggestion
from tracker.importing.profiles.toml_places import Path as KeyPath
from tracker.importing.profiles.toml_places import key_lines, line_of

LARGEST_FILE = 200_000
"""Bytes above which no profile is read; the longest of ours has 8,000."""


class ProfileError(DataError):
    """A profile that cannot be used, with the key and the line."""

    def __init__(self, where: str, line: int | None, path: KeyPath, problem: str) -> None:
        place = where if line is None else f"{where}:{line}"
        key = ".".join(map(str, path))
        super().__init__(f"{place}: {f'key {key!r}: ' if key else ''}{problem}")


def read_toml(path: Path) -> str:
    """The text of a profile's file. Raises DataError, NotFoundError or StorageError."""
    try:
        with path.open("rb") as file:
            raw = file.read(LARGEST_FILE + 1)
        if len(raw) > LARGEST_FILE:
            raise DataError(f"{path}: is larger than {LARGEST_FILE:,} bytes; no profile needs them")
        return raw.decode()
    except (FileNotFoundError, ValueError) as problem:
        if isinstance(problem, UnicodeDecodeError):
            raise DataError(f"{path}: is not TOML in UTF-8: {problem}") from problem
        raise NotFoundError("profile file", str(path)) from problem
    except OSError as problem:
        raise StorageError(f"{path}: cannot be read: {problem.strerror}") from problem


class Keys:
    """One table of the file. Whoever has read all it knows calls `end`."""

    def __init__(
        self,
        table: Mapping[str, Any],
        where: str,
        lines: Mapping[KeyPath, int],
        path: KeyPath = (),
    ) -> None:
        self._table = table
        self._where = where
        self._lines = lines
        self._path = path
        self._read: list[str] = []

    @classmethod
    def of_text(cls, text: str, where: str) -> "Keys":
        """The whole file. Raises DataError with the place for what is no TOML."""
        try:
            table = tomllib.loads(text)
        except tomllib.TOMLDecodeError as problem:
            raise DataError(f"{where}: is not TOML: {problem}") from problem
        except (RecursionError, ValueError) as problem:
            told = "is nested too deeply, or holds too long a number"
            raise DataError(f"{where}: {told}") from problem
        return cls(table, where, key_lines(text))

    @property
    def place(self) -> str:
        """File and line of the table."""
        line = line_of(self._lines, self._path)
        return self._where if line is None else f"{self._where}:{line}"

    @property
    def names(self) -> tuple[str, ...]:
        """All keys of the table."""
        return tuple(self._table)

    def refuse(self, key: str, problem: str) -> NoReturn:
        """Raises ProfileError for one of its keys; '' for the table itself."""
        path = (*self._path, key) if key else self._path
        raise ProfileError(self._where, line_of(self._lines, path), path, problem)

    def text(self, key: str, default: str = "") -> str:
        """A text. Raises ProfileError for anything else."""
        found: str = self._of(key, str, "a text in quotes", default)
        return found

    def needed(self, key: str) -> str:
        """A text that must be there and not blank."""
        found = self.text(key)
        if not found.strip():
            self.refuse(key, "is missing; add it" if key not in self._table else "is blank")
        return found

    def flag(self, key: str, *, default: bool = False) -> bool:
        """True or false."""
        found: bool = self._of(key, bool, "true or false, without quotes", default)
        return found

    def number(self, key: str, default: int, most: int) -> int:
        """A whole number from 0."""
        found: int = self._of(key, int, "a whole number, without quotes", default)
        if not 0 <= found <= most:
            self.refuse(key, f"is not a whole number from 0 to {most:,}")
        return found

    def texts(self, key: str) -> tuple[str, ...]:
        """A list of texts; whole numbers are taken for texts."""
        found = self._of(key, list, 'a list, as ["-99", "Unknown"]', [])
        if not all(isinstance(one, str | int) and not isinstance(one, bool) for one in found):
            self.refuse(key, "is a list of something else than texts; put each in quotes")
        return tuple(map(str, found))

    def pairs(self, key: str) -> dict[str, str]:
        """A table of texts, as { a = "b" }."""
        table = self._of(key, dict, 'a table, as { ocha = "OCHA" }', {})
        for name, value in table.items():
            if not isinstance(value, str):
                self.refuse(key, f"{name} is not a text in quotes")
        return dict(table)

    def table(self, key: str) -> "Keys | None":
        """A table within; None where there is none."""
        found: Mapping[str, Any] | None = self._of(key, dict, f"a table; write [{key}]", None)
        return None if found is None else self._under(found, key)

    def table_or_empty(self, key: str) -> "Keys":
        """A table within, without keys where there is none."""
        return self.table(key) or self._under({}, key)

    def bounds(self, key: str) -> tuple[int, int | None]:
        """A list of a floor and a ceiling, [51, 100]; of a floor alone, [1001]."""
        found = self._of(key, list, "a list of bounds, as [51, 100] or [1001]", [])
        if not 1 <= len(found) <= 2 or not all(type(one) is int and one >= 0 for one in found):
            self.refuse(key, "is not a list of bounds, as [51, 100] or [1001]")
        if len(found) == 2 and found[0] > found[1]:
            self.refuse(key, f"has {found[0]} above {found[1]}")
        return found[0], found[1] if len(found) == 2 else None

    def tables(self, key: str) -> "list[Keys]":
        """An array of tables, [[key]]; [] where there is none."""
        found = self._of(key, list, f"an array of tables; write [[{key}]]", [])
        if not all(isinstance(one, dict) for one in found):
            self.refuse(key, f"is not an array of tables; write [[{key}]]")
        return [self._under(one, key, number) for number, one in enumerate(found, start=1)]

    def is_table(self, key: str) -> bool:
        """Whether a table stands under the key."""
        self._read.append(key)
        return isinstance(self._table.get(key), dict)

    def within(self, key: str) -> "Iterator[tuple[str, Keys]]":
        """Every table under one key of it, by name."""
        outer = self.table_or_empty(key)
        for name in outer.names:
            yield name, outer.table_or_empty(name)

    def has(self, key: str) -> bool:
        """Whether the key is there."""
        return key in self._table

    def end(self) -> None:
        """Raises ProfileError for a key that nobody has read, with near ones."""
        for key in self._table:
            if key not in self._read:
                near = suggestion(key, list(dict.fromkeys(self._read)))
                self.refuse(key, f"is not a key I know here{near}")

    def _under(self, table: Mapping[str, Any], *path: str | int) -> "Keys":
        return Keys(table, self._where, self._lines, (*self._path, *path))

    def _of(self, key: str, kind: type, called: str, default: Any) -> Any:
        self._read.append(key)
        if key not in self._table:
            return default
        found = self._table[key]
        if type(found) is not kind:
            self.refuse(key, f"is not {called}")
        return found
