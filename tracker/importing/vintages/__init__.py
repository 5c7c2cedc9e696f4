"""The versions of one file in order: what changed was restated, what is gone was withdrawn.

    a folder, names or a git history → versions (a name, a time, bytes)
          → comparing (each row against the last word under its ref, by value)
          → one transaction a version: new words, restatements, withdrawals

A value that a version leaves as it was is no new claim, so that a thousand versions of a file
of a thousand rows give as many claims as there were words, not a million.
"""

from tracker.importing.vintages.folder import versions_named
from tracker.importing.vintages.git_history import versions_in_git
from tracker.importing.vintages.series import import_vintages
from tracker.importing.vintages.version import Version, versions_since

__all__ = ["Version", "import_vintages", "versions_in_git", "versions_named", "versions_since"]
