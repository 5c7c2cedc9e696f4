"""Where a call has first used each ref."""

from collections.abc import Sequence


class UsedRefs:
    """The refs of one call, by file and line. They are noted of every row and asked for of few."""

    def __init__(self) -> None:
        self._by_file: dict[str, dict[int, int]] = {}
        """The line that first used a ref for a claim, by the ref's key."""
        self._to_sort: list[tuple[str, Sequence[int | None], Sequence[int]]] = []
        """What was noted of many rows at once and not looked at yet: file, keys and lines."""

    def note(self, file: str, key: int | None, line: int) -> None:
        """Notes a ref. key: as `key_of` gives it."""
        if key is not None:
            self._sort()
            self._by_file.setdefault(file, {}).setdefault(key, line)

    def note_all(self, file: str, keys: Sequence[int | None], lines: Sequence[int]) -> None:
        """Notes the refs of many rows."""
        self._to_sort.append((file, keys, lines))

    def place(self, key: int | None) -> str:
        """File and line that first used a ref; '' where none has."""
        self._sort()
        places = (f"{file}:{used[key]}" for file, used in self._by_file.items() if key in used)
        return next(places, "")

    def _sort(self) -> None:
        for file, keys, lines in self._to_sort:
            used = self._by_file.setdefault(file, {})
            for key, line in zip(keys, lines, strict=True):
                if key is not None:
                    used.setdefault(key, line)
        self._to_sort.clear()
