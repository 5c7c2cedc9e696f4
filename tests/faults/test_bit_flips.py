"""Single bits of the file turned over: whatever they change in what it says is noticed.

Some bits say nothing: room not yet used, counters that SQLite keeps for itself. Whether a bit
did is told by reading every row, through the tables and through each index, without any code
of ours; such bits are counted apart and nothing is expected of them.
"""

import sqlite3
from collections.abc import Sequence
from pathlib import Path
from random import Random
from typing import Any

import pytest

from tests.faults.conftest import Told
from tests.faults.setting import is_sound
from tests.how_often import SEED, many
from tests.ledger.builders import a_claim, a_ledger, record
from tracker.errors import TrackerError
from tracker.figures import read_figure
from tracker.ledger import Ledger, seal
from tracker.ledger.names import TABLES

FLIPS = many(500, 10_000)
SCHEMA_FLIPS = many(150, 5_000)
PAGE = 4096
Said = list[Any]


@pytest.fixture
def path(folder: Path) -> Path:
    """Every kind of entry, several batches, and texts longer than a page."""
    path = folder / "ledger.db"
    read = a_claim(3, figure=read_figure("at least 3"), bounds_given=False, note="غزة " * 1_500)
    ledger = a_ledger(a_claim(1), a_claim(2), read, where=path)
    record(ledger, *(a_claim(number, note="from the wire") for number in range(4, 30)))
    record(ledger, a_claim(50, relays=seal(a_claim(1)).id, ref="q-50", scope="Turkey"))
    assert is_sound(ledger)
    ledger.close()
    return path


def what_it_says(path: Path) -> Said | None:
    """All that a database says, read in every way there is; None where it cannot be read."""
    connection = sqlite3.connect(path)
    connection.text_factory = bytes
    try:
        said: Said = [
            connection.execute("SELECT * FROM sqlite_master ORDER BY name").fetchall(),
            *(
                connection.execute(f"PRAGMA {one}").fetchone()
                for one in ("user_version", "application_id", "encoding")
            ),
        ]
        for table in TABLES:
            said.append(connection.execute(f"SELECT * FROM {table} NOT INDEXED").fetchall())
            for (name,) in connection.execute(
                "SELECT name FROM sqlite_master WHERE type = 'index' AND tbl_name = ?", (table,)
            ).fetchall():
                columns = [
                    row[2] for row in connection.execute(f"PRAGMA index_xinfo({name.decode()})")
                ]
                shown = ", ".join(one.decode() for one in columns if one is not None)
                query = f"SELECT {shown} FROM {table} INDEXED BY {name.decode()} ORDER BY {shown}"
                said.append(connection.execute(query).fetchall())
    except (sqlite3.Error, UnicodeDecodeError):
        return None
    finally:
        connection.close()
    return said


def notices(path: Path) -> bool:
    """Whether opening or verifying the ledger says that something is wrong."""
    try:
        ledger = Ledger.open(path, create=False)
    except TrackerError:
        return True
    try:
        return not ledger.verify().ok
    except TrackerError:
        return True
    finally:
        ledger.close()


def flipped(path: Path, places: Sequence[int], flips: int) -> str:
    """What became of so many damaging flips within those bytes of the file, as a sentence; fails
    where one was missed."""
    whole = path.read_bytes()
    said = what_it_says(path)
    assert said is not None
    chance = Random(SEED)
    damaging = silent = 0
    missed = []

    while damaging < flips:
        place, bit = chance.choice(places), chance.randrange(8)
        changed = bytearray(whole)
        changed[place] ^= 1 << bit
        path.write_bytes(changed)
        if what_it_says(path) == said:
            silent += 1
        else:
            damaging += 1
            if not notices(path):
                missed.append((place, bit))

    assert missed == []
    return f"{damaging:,} bit flips change what it says: all noticed; {silent:,} more say nothing"


def test_every_bit_that_changes_what_the_file_says_is_noticed(path: Path, told: Told) -> None:
    told("anywhere in the file: " + flipped(path, range(path.stat().st_size), FLIPS))


def test_every_bit_of_what_the_file_says_of_itself_is_noticed(path: Path, told: Told) -> None:
    """Half of them mean the same to SQLite: letters of another case, other blanks."""
    whole = path.read_bytes()
    pages = [page for page in range(0, len(whole), PAGE) if b"CREATE " in whole[page : page + PAGE]]
    places = [place for page in pages for place in range(page, page + PAGE)]

    told("in the schema: " + flipped(path, places, SCHEMA_FLIPS))
