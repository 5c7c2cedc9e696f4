"""Programs that write until they are stopped, and say what they have been promised."""

import os
from collections.abc import Iterator
from multiprocessing.connection import Connection
from pathlib import Path
from random import Random
from time import monotonic, sleep

from click.testing import CliRunner

from tests.ledger.builders import INCIDENT, a_claim, record
from tracker.cli.root import root
from tracker.cli.table import COMMANDS
from tracker.importing import ImportOptions, import_files
from tracker.importing.batches import Batches
from tracker.importing.options import OnError
from tracker.ledger import Ledger, Writer
from tracker.ledger.sqlite_file import SqliteFile

LONGEST_S = 1.0
NOBODY = 65_534
"""The user who owns nothing."""
HEADER = "ref,incident,source,metric,figure,published_at,note\n"
SIZES = (1, 2, 30, 400)
"""Claims in a batch: one page, some, and more than a small cache holds."""
SMALL_CACHE = ("PRAGMA cache_size = 8", "PRAGMA cache_spill = 1")
"""Pages. What does not fit is written to the file before the end, which a journal must undo."""


def append_until_killed(path: str, first: int, telling: Connection) -> None:
    """Appends batches; after each tells (size, root) as a receipt would."""
    ledger = _opened(path)
    sizes = Random(first)
    number = first
    telling.send(None)
    for _ in while_it_lasts():
        count = sizes.choice(SIZES)
        record(ledger, *(a_claim(one, note="n" * 200) for one in range(number, number + count)))
        number += count
        head = ledger.head()
        telling.send((head.size, head.root))


def import_until_killed(path: str, first: int, telling: Connection) -> None:
    """Imports files, each of an incident of its own and with one bad row that is put aside."""
    ledger = _opened(path)
    sizes = Random(first)
    number = first
    telling.send(None)
    for _ in while_it_lasts():
        file = Path(path).with_name("march.csv")
        file.write_text(a_file(number, sizes.choice(SIZES)), encoding="utf-8")
        options = ImportOptions(
            on_error=OnError.SKIP, refused_path=str(file.with_name("refused.csv"))
        )
        report = import_files(ledger, [str(file)], options)
        number += 1
        telling.send((report.size, report.root))


def import_once(path: str, file: str, telling: Connection) -> None:
    """The command that makes a ledger of a file, as typed for the first time."""
    CliRunner().invoke(root, ["--db", ":memory:", "import", file])  # Loads all that it needs.
    telling.send(None)
    result = CliRunner().invoke(root, ["--db", path, "import", file])
    telling.send(result.exit_code)


def import_in_batches(path: str, file: str, telling: Connection) -> None:
    """Imports one file and keeps every 50 rows; after each batch tells (size, root) as
    somebody else sees them."""
    ledger = Ledger.open(path)
    reader = Ledger.open(path)
    go_on = Batches.next

    def told(batches: Batches) -> tuple[Writer, bool]:
        taken = go_on(batches)
        head = reader.head()
        telling.send((head.size, head.root))
        return taken

    setattr(Batches, "next", told)  # noqa: B010  not another method to mypy
    telling.send(None)
    import_files(ledger, [file], ImportOptions(batch=50))
    sleep(3_600)


def a_file(number: int, rows: int) -> str:
    """A claims file about the incident of that number, and a row that cannot be taken."""
    lines = [
        f"{row},incident-{number}-{rows},hospital,killed,{row},2016-07-27,{'n' * 200}\n"
        for row in range(rows)
    ]
    return HEADER + "".join(lines) + f"bad,incident-{number}-{rows},hospital,killed,sevral,,\n"


def while_it_lasts() -> Iterator[None]:
    """A turn after the other, and after a second none until the end: whoever is to stop this
    program may be held up himself."""
    until = monotonic() + LONGEST_S
    while monotonic() < until:
        yield
    sleep(3_600)


def append_some(path: str, first: int, count: int, telling: Connection) -> None:
    """Appends so many claims one by one, then tells how many it was promised."""
    ledger = Ledger.open(path)
    for number in range(first, first + count):
        record(ledger, a_claim(number))
    ledger.close()
    telling.send(count)


def _opened(path: str) -> Ledger:
    ledger = Ledger.open(path)
    assert isinstance(ledger._database, SqliteFile)
    with ledger._database.unbegun() as connection:
        for setting in SMALL_CACHE:
            connection.execute(setting)
    return ledger


def read_until(path: str, size: int, telling: Connection) -> None:
    """Reads until there are so many entries; tells how often, how long the longest look took
    in seconds, and whether it ever saw fewer entries than before."""
    ledger = Ledger.open(path)
    looks, longest_s, seen, is_rising = 0, 0.0, 0, True
    while seen < size:
        began = monotonic()
        found = ledger.head().size
        snapshot = ledger.snapshot(INCIDENT.slug)
        longest_s = max(longest_s, monotonic() - began)
        is_rising = is_rising and seen <= found <= snapshot.size
        seen, looks = found, looks + 1
    ledger.close()
    telling.send((looks, longest_s, is_rising))


def use_without_rights(path: str, telling: Connection) -> None:
    """Reads, verifies, and tries to record, export and import, as a user who owns nothing;
    tells the exit code and the sentence of each."""
    os.environ["TRACKER_SIGNING"] = f"{path}.signing"
    for name in COMMANDS:  # Loaded while that is allowed; nobody may read our own folder either.
        CliRunner().invoke(root, [name, "--help"])
    for words in (["show", INCIDENT.slug], ["verify"], ["export"], ["methods"]):
        assert CliRunner().invoke(root, ["--db", path, *words]).exit_code == 0
    os.setresgid(NOBODY, NOBODY, NOBODY)
    os.setresuid(NOBODY, NOBODY, NOBODY)
    made = str(Path(path).with_name("made"))
    told = []
    for words in (
        ["--db", path, "show", INCIDENT.slug],
        ["--db", path, "verify"],
        ["--db", path, "add", INCIDENT.slug, "--source", "hospital", "--killed", "48"],
        ["--db", path, "export", "--output", made],
        ["--db", made, "source", "add", "asayish"],
    ):
        result = CliRunner().invoke(root, words)
        told.append((result.exit_code, result.stderr))
    telling.send(told)
