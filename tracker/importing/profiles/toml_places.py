"""Where the keys of a TOML text stand: tomllib does not say."""

import re
import tomllib
from collections.abc import Mapping
from typing import Any

Path = tuple[str | int, ...]
"""Keys from the top down; the tables of an array by their number, from 1."""
_KEY = re.compile(r"\s*(\"(?:[^\"\\]|\\.)*\"|'[^']*'|[A-Za-z0-9_-]+)\s*=")
_HEADER = re.compile(r"\s*(\[{1,2})([^\n]*?)\]{1,2}\s*(?:#.*)?$")
_FENCES = ('"""', "'''")


def key_lines(text: str) -> dict[Path, int]:
    """The line of every key and table that begins a line, counted from 1.

    >>> key_lines('name = "a"\\n[[claim]]\\nmetric = "killed"\\n')[("claim", 1, "metric")]
    3
    """
    lines: dict[Path, int] = {}
    numbers: dict[str, int] = {}
    here: Path = ()
    fence = ""
    for number, line in enumerate(text.splitlines(), start=1):
        if fence:
            fence = "" if fence in line else fence
            continue
        if header := _HEADER.fullmatch(line):
            here = _table(header, numbers)
            lines.setdefault(here, number)
        elif key := _KEY.match(line):
            lines.setdefault((*here, _name(key[1])), number)
            fence = next((one for one in _FENCES if line.count(one) == 1), "")
    return lines


def line_of(lines: Mapping[Path, int], path: Path) -> int | None:
    """The line of a key, or of the nearest table around it that has one; None for neither."""
    while path:
        if path in lines:
            return lines[path]
        path = path[:-1]
    return None


def _table(header: re.Match[str], numbers: dict[str, int]) -> Path:
    try:
        parsed = tomllib.loads(f"[{header[2]}]")
    except tomllib.TOMLDecodeError:  # A line of an array that looks like a header.
        return ()
    path = _only_path(parsed)
    if header[1] == "[":
        return path
    name = ".".join(map(str, path))
    numbers[name] = numbers.get(name, 0) + 1
    return (*path, numbers[name])


def _only_path(parsed: Mapping[str, Any]) -> Path:
    path: list[str | int] = []
    while parsed:
        ((key, parsed),) = parsed.items()
        path.append(key)
    return tuple(path)


def _name(key: str) -> str:
    if key[0] in "\"'":
        (name,) = tomllib.loads(f"{key} = 1")
        return name
    return key
