"""Libraries that only some files need, and what to say where one is not installed."""

from tracker.importing.faults import FileError

INSTALL = "pip install 'casualty-tracker[files]'"


def missing(what: str) -> FileError:
    """The refusal of a file for want of the library that reads it.

    >>> str(missing("Parquet files"))
    "reading Parquet files needs an extra: pip install 'casualty-tracker[files]'"
    """
    return FileError(f"reading {what} needs an extra: {INSTALL}")
