"""Journals torn off or with a bit turned over, as power cuts and bad disks leave them.

A journal tells how to go back. Torn before the ledger's file itself was touched, it always
leads to the root there was; afterwards it leads there or the damage is noticed. Never to some
other ledger that passes for a whole one.
"""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from random import Random

import pytest

from tests.faults.conftest import Told
from tests.faults.setting import roots_kept
from tests.faults.victims import SMALL_CACHE
from tests.how_often import SEED, many
from tests.ledger.builders import a_claim, a_ledger, record, sealed
from tracker.errors import TrackerError, UnsoundError
from tracker.ledger import Ledger
from tracker.ledger.sqlite_file import SqliteFile

CASES = many(200, 5_000)
PATCHES = 20


@dataclass(frozen=True)
class Cut:
    """What lay on the disk when the power went."""

    file: bytes
    journal: bytes
    suffix: str
    roots: dict[int, str]
    """Size and root of every batch that had been kept."""


@pytest.fixture
def cuts(folder: Path) -> list[Cut]:
    """The first before, the second after pages of the transaction went into the file itself."""
    path = folder / "ledger.db"
    ledger = a_ledger(*(a_claim(number) for number in range(150)), where=path)
    assert isinstance(ledger._database, SqliteFile)
    with ledger._database.unbegun() as connection:
        for setting in SMALL_CACHE:
            connection.execute(setting)
    for number in range(700, 703):
        record(ledger, a_claim(number))
    return list(_cuts(ledger, path))


def _cuts(ledger: Ledger, path: Path) -> Iterator[Cut]:
    roots, whole = roots_kept(path), path.read_bytes()
    with ledger.writing() as writer:
        for patch in range(PATCHES):
            first = 2_000 + 50 * patch
            writer.append(
                sealed(a_claim(number, note="m" * 500) for number in range(first, first + 50))
            )
        suffix = next(one for one in ("-journal", "-wal") if Path(f"{path}{one}").exists())
        journal = Path(f"{path}{suffix}").read_bytes()
        yield Cut(whole, journal, suffix, roots)
        yield Cut(path.read_bytes(), journal, suffix, roots)
        writer.discard()
    ledger.close()


def outcome(path: Path, cut: Cut, journal: bytes) -> str:
    """What became of the ledger: "whole" (at a root it had), "refused" or "noticed"."""
    path.write_bytes(cut.file)
    Path(f"{path}{cut.suffix}").write_bytes(journal)
    try:
        ledger = Ledger.open(path, create=False)
    except TrackerError as refused:
        assert isinstance(refused, UnsoundError)
        return "refused"
    try:
        verification = ledger.verify()
        if not verification.ok:
            return "noticed"
        assert cut.roots[verification.size] == verification.root == ledger.head().root
        record(ledger, a_claim(77_777))
        assert ledger.verify().ok
        return "whole"
    finally:
        ledger.close()
        shutil.rmtree(path.parent)
        path.parent.mkdir()


def torn(journal: bytes, chance: Random) -> bytes:
    """The journal up to a random place."""
    return journal[: chance.randrange(len(journal))]


def flipped(journal: bytes, chance: Random) -> bytes:
    """The journal with one bit turned over, half of the times within its header."""
    within = chance.choice((min(512, len(journal)), len(journal)))
    bit = chance.randrange(within * 8)
    changed = bytearray(journal)
    changed[bit // 8] ^= 1 << bit % 8
    return bytes(changed)


def test_a_torn_or_flipped_journal_leads_to_a_known_root_or_is_noticed(
    cuts: list[Cut], folder: Path, told: Told
) -> None:
    chance = Random(SEED)
    path = folder / "cut" / "ledger.db"
    path.parent.mkdir()
    untouched, touched = cuts
    assert untouched.file != touched.file or touched.suffix == "-wal"
    outcomes = {"whole": 0, "refused": 0, "noticed": 0}

    for case in range(CASES):
        harm = torn if case % 2 else flipped
        cut = untouched if case % 4 < 2 else touched
        found = outcome(path, cut, harm(cut.journal, chance))
        if cut is untouched and harm is torn:
            assert found == "whole", "a file not yet written to needs no journal"
        outcomes[found] += 1

    assert outcome(path, touched, touched.journal) == "whole"
    told(
        f"{CASES} torn or flipped journals: {outcomes['whole']} led to a root there was, "
        f"{outcomes['refused']} refused, {outcomes['noticed']} noticed by verify, 0 passed for "
        "another ledger"
    )
