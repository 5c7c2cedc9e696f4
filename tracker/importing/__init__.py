"""Files into the ledger: read, map, mark what is known, append.

    files → examining (encoding, format, which file is which)
          → readers (rows of cells) → records, claim_rows (values and drafts)
          → taking_records, taking_claims (known, new, revised, put off) → the ledger

Each step is a module; what is wrong is collected as faults, with file, line and column.
"""

from tracker.importing.dates import DateOrder, read_stamp
from tracker.importing.faults import Fault
from tracker.importing.headers import LONG_COLUMNS, FileKind
from tracker.importing.names import slug_from
from tracker.importing.options import ImportOptions, OnError
from tracker.importing.pipeline import import_files
from tracker.importing.report import FileReport, ImportReport
from tracker.importing.row_outcomes import Outcome, RowOutcomes

__all__ = [
    "DateOrder",
    "Fault",
    "FileKind",
    "FileReport",
    "ImportOptions",
    "ImportReport",
    "LONG_COLUMNS",
    "OnError",
    "Outcome",
    "RowOutcomes",
    "import_files",
    "read_stamp",
    "slug_from",
]
