"""Programs in processes of their own that write to a server, and say what they were promised."""

from contextlib import suppress
from itertools import count
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path
from random import Random
from typing import Any

from tests.faults.victims import HEADER, while_it_lasts
from tests.ledger.builders import a_claim, record
from tracker.errors import UnreachableError
from tracker.importing import ImportOptions, import_files
from tracker.ledger import Ledger

SIZES = (1, 2, 30, 700)
"""Claims in a batch: some, and more than are handed over while the program goes on."""


def all_told(process: BaseProcess, hearing: Connection) -> list[Any]:
    """What a program said until its end."""
    process.join()
    told = []
    while True:
        try:
            told.append(hearing.recv())
        except EOFError:
            break
    hearing.close()
    process.close()
    return told


def append_on(where: str, first: int, telling: Connection) -> None:
    """Appends batches until it or the server is stopped; after each tells (size, root) as a
    receipt would."""
    ledger = Ledger.open(where)
    sizes = Random(first)
    telling.send(None)
    with suppress(UnreachableError):
        for _ in while_it_lasts():
            size = sizes.choice(SIZES)
            record(ledger, *(a_claim(one, note="n" * 200) for one in range(first, first + size)))
            first += size
            head = ledger.head()
            telling.send((head.size, head.root))


def import_on(where: str, folder: str, first: int, telling: Connection) -> None:
    """Imports files, each of an incident of its own, until it is stopped; tells the same."""
    ledger = Ledger.open(where)
    sizes = Random(first)
    telling.send(None)
    for number, _ in zip(count(first), while_it_lasts(), strict=False):
        size = sizes.choice(SIZES)
        rows = (
            f"{row},incident-{number}-{size},hospital,killed,{row},2016-07-27,{'n' * 200}\n"
            for row in range(size)
        )
        file = Path(folder) / "march.csv"
        file.write_text(HEADER + "".join(rows), encoding="utf-8")
        report = import_files(ledger, [str(file)], ImportOptions())
        telling.send((report.size, report.root))
