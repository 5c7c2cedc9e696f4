"""What every method makes of one count."""

from collections.abc import Sequence

from tracker.model import Count, Snapshot
from tracker.tui.rows import ListedRows


class MethodRows(ListedRows):
    """A row a method, with its rule in full beside."""

    def __init__(self, rows: dict[str, Sequence[str]], rules: dict[str, str]) -> None:
        names = list(rows)
        super().__init__(names, lambda place: rows[names[place]])
        self.rules = rules
        """Method → its rule, and what decided."""


def method_rows(snapshot: Snapshot, count: Count | None, current: str) -> MethodRows:
    """Low, best and high of a count by every method there is. `current` may have options, and
    is then listed as it is."""
    from tracker.reconcile import dossier, every_method  # noqa: PLC0415 - looks for plug-ins
    from tracker.reports.layout import number  # noqa: PLC0415

    names = [one.name for one in every_method()[0]]
    rows: dict[str, Sequence[str]] = {}
    rules: dict[str, str] = {}
    for name in dict.fromkeys((*names, current)):
        known = dossier(snapshot, name)
        picture = next((one for one in known.pictures if one.count == count), None)
        figures = picture.estimate.figures if picture else (None, None, None)
        used = f"{len(picture.estimate.used):,}" if picture else "0"
        rows[name] = (name, *map(number, figures), used, known.method.rule)
        decided = f" Decided by: {picture.estimate.rule}." if picture else ""
        rules[name] = f"{known.method.rule}. After: {known.method.after}.{decided}"
    return MethodRows(rows, rules)
