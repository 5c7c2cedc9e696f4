"""Programs that write until they are stopped, and say what they have been promised."""

from multiprocessing.connection import Connection
from pathlib import Path
from random import Random

from tests.ledger.builders import a_claim, record
from tracker.importing import ImportOptions, import_files
from tracker.importing.options import OnError
from tracker.ledger import Ledger

HEADER = "ref,incident,source,metric,figure,published_at,note\n"
SIZES = (1, 2, 30, 400)
"""Claims in a batch: one page, some, and more than a small cache holds."""
SMALL_CACHE = "PRAGMA cache_size = 8"
"""Pages. What does not fit is written to the file before the end, which a journal must undo."""


def append_for_ever(path: str, first: int, telling: Connection) -> None:
    """Appends batches; after each tells (size, root) as a receipt would."""
    ledger = _opened(path)
    sizes = Random(first)
    number = first
    telling.send(None)
    while True:
        count = sizes.choice(SIZES)
        record(ledger, *(a_claim(one, note="n" * 200) for one in range(number, number + count)))
        number += count
        head = ledger.head()
        telling.send((head.size, head.root))


def import_for_ever(path: str, first: int, telling: Connection) -> None:
    """Imports files, each of an incident of its own and with one bad row that is put aside."""
    ledger = _opened(path)
    sizes = Random(first)
    number = first
    telling.send(None)
    while True:
        file = Path(path).with_name("march.csv")
        file.write_text(a_file(number, sizes.choice(SIZES)), encoding="utf-8")
        options = ImportOptions(
            on_error=OnError.SKIP, refused_path=str(file.with_name("refused.csv"))
        )
        report = import_files(ledger, [str(file)], options)
        number += 1
        telling.send((report.size, report.root))


def a_file(number: int, rows: int) -> str:
    """A claims file about the incident of that number, and a row that cannot be taken."""
    lines = [
        f"{row},incident-{number}-{rows},hospital,killed,{row},2016-07-27,{'n' * 200}\n"
        for row in range(rows)
    ]
    return HEADER + "".join(lines) + f"bad,incident-{number}-{rows},hospital,killed,sevral,,\n"


def append_some(path: str, first: int, count: int, telling: Connection) -> None:
    """Appends so many claims one by one, then tells how many it was promised."""
    ledger = Ledger.open(path)
    for number in range(first, first + count):
        record(ledger, a_claim(number))
    ledger.close()
    telling.send(count)


def _opened(path: str) -> Ledger:
    ledger = Ledger.open(path)
    with ledger._database.unbegun() as connection:
        connection.execute(SMALL_CACHE)
    return ledger
