"""What a person should know of a version, though nothing was refused for it."""

from collections.abc import Sequence

from tracker.importing.report import MOST_NAMED, FileReport

_ALONE = (
    "what this version lacks of the one before it is not known from it alone; import the two "
    "together to have that withdrawn"
)
_AFTER_REFUSED = (
    "what {} lacks of the version before it is not known, as that was refused; import it together "
    "with an earlier one to have that withdrawn"
)


def on_twice(places: list[str]) -> str:
    """A remark on refs that one version gives twice."""
    return (
        f"{_named(places)}: given twice with different values in one version; both are kept, "
        "the last is taken for its word"
    )


def on_dated(refs: list[str]) -> str:
    """A remark on claims that said nowhere when they were published, by their refs."""
    claims, are = ("claim", "is") if len(refs) == 1 else ("claims", "are")
    return (
        f"{len(refs):,} earlier {claims} gave no publication, and {are} corrected to that of this "
        f"version: {_named(refs)}"
    )


def on_gone(refs: list[str]) -> str:
    """A remark on values that were withdrawn, by their refs."""
    plural, verb = ("value", "is") if len(refs) == 1 else ("values", "are")
    return (
        f"{len(refs):,} {plural} of the version before {verb} no longer given, and withdrawn: "
        f"{_named(refs)}"
    )


def on_unknown(reports: Sequence[FileReport]) -> tuple[str, ...]:
    """A remark where the ledger has values of the file, and the first version that was taken had
    none before it in the call to be compared with."""
    first = next((one for one in reports if not one.errors), None)
    if first is None or not first.already_known:
        return ()
    if first is not reports[0]:
        return (_AFTER_REFUSED.format(first.file),)
    return (_ALONE,) if len(reports) == 1 else ()


def on_ended(done: int, of: int) -> str:
    """What is kept where a series is ended. A version may be kept that was not counted yet."""
    return (
        f"at least {done:,} of {of:,} versions were done, and what they gave is kept; "
        "the same command goes on with the rest"
    )


def _named(names: list[str]) -> str:
    rest = len(names) - MOST_NAMED
    return ", ".join(names[:MOST_NAMED]) + (f" and {rest:,} more" if rest > 0 else "")
