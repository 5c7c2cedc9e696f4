"""Where the UI was, kept as JSON for the next time. The as-of is never kept: it always opens at
the latest, so that nobody quotes a past view by accident."""

import json
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """What is kept of one use for the next."""

    ledger: str = ""
    """Absolute path or URL of the ledger that the rest, the theme apart, is about."""
    screen: str = "incidents"
    incident: str = ""
    words: str = ""
    """What the claims were filtered by."""
    sort: str = "public"
    ascending: bool = False
    order: str = "slug"
    """Of the list of incidents."""
    focus: str = ""
    """Id of the pane that had the focus."""
    theme: str = ""

    def for_ledger(self, ledger: str) -> "Kept":
        """What of it holds for a ledger: all if it was kept of that one, else the theme."""
        return self if self.ledger == ledger else Kept(ledger=ledger, theme=self.theme)


def ledger_name(where: str) -> str:
    """What names a ledger from wherever it is opened."""
    return where if "://" in where or where == ":memory:" else str(Path(where).absolute())


def read_state(path: Path | None, where: str) -> tuple[Kept, str]:
    """What was kept for a ledger, and a remark where the file cannot be read."""
    ledger = ledger_name(where)
    nothing = Kept(ledger=ledger)
    if path is None or not path.exists():
        return nothing, ""
    try:
        return _kept(json.loads(path.read_text("utf-8"))).for_ledger(ledger), ""
    except (OSError, ValueError, TypeError) as problem:
        return nothing, f"{path}: what the UI kept cannot be read ({problem}); it begins anew"


def _kept(told: Any) -> Kept:
    """Raises TypeError for what was not written by `write_state`."""
    if not isinstance(told, dict):
        raise TypeError("not an object")
    blank = asdict(Kept())
    wrong = [
        name for name, held in told.items() if name in blank and type(held) is not type(blank[name])
    ]
    if wrong:
        raise TypeError(f"{wrong[0]} is of another kind")
    return replace(Kept(), **{name: held for name, held in told.items() if name in blank})


def write_state(path: Path, kept: Kept) -> str:
    """Keeps it, whole or not at all; a remark where that cannot be done, else ''."""
    new = path.with_suffix(".new")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        new.write_text(json.dumps(asdict(kept), ensure_ascii=False, indent=2) + "\n", "utf-8")
        new.replace(path)
    except OSError as problem:
        return f"{path}: the UI's place could not be kept ({problem.strerror or problem})"
    return ""
