"""What a person should know of a version, though nothing was refused for it."""

from tracker.importing.report import MOST_NAMED


def on_twice(places: list[str]) -> str:
    """A remark on refs that one version gives twice."""
    return (
        f"{_named(places)}: given twice with different values in one version; both are kept, "
        "the last is taken for its word"
    )


def on_gone(refs: list[str]) -> str:
    """A remark on values that were withdrawn, by their refs."""
    plural, verb = ("value", "is") if len(refs) == 1 else ("values", "are")
    return (
        f"{len(refs):,} {plural} of the version before {verb} no longer given, and withdrawn: "
        f"{_named(refs)}"
    )


def _named(names: list[str]) -> str:
    rest = len(names) - MOST_NAMED
    return ", ".join(names[:MOST_NAMED]) + (f" and {rest:,} more" if rest > 0 else "")
