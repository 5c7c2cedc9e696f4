"""Programs killed with signal 9 while they write: all they were promised is there, no part of
more, and every root given out before is still the root of that many entries."""

import shutil
import sys
from collections.abc import Callable
from pathlib import Path
from random import Random
from time import sleep

import pytest

from tests.faults.conftest import Told
from tests.faults.setting import is_sound, leaves_of, root_over, roots_kept, started
from tests.faults.victims import append_for_ever, import_for_ever
from tests.how_often import SEED, many
from tests.ledger.builders import a_claim, a_ledger, record
from tracker.ledger import Ledger

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="no signals")
KILLS = many(50, 1_000)
LONGEST_LIFE_S = 0.12


@pytest.fixture
def base(folder: Path) -> Path:
    """A ledger of 24 entries in two batches."""
    path = folder / "base.db"
    a_ledger(*(a_claim(number) for number in range(20)), where=path).close()
    return path


def killed(
    program: Callable[..., None], path: Path, first: int, life_s: float
) -> list[tuple[int, str]]:
    """What a program was promised before it was killed."""
    process, hearing = started(program, str(path), first)
    assert hearing.poll(60), "it began to write"
    hearing.recv()
    sleep(life_s)
    process.kill()
    process.join()
    promised = []
    while True:
        try:
            promised.append(hearing.recv())
        except EOFError:
            break
    hearing.close()
    process.close()
    return promised


def in_the_middle(path: Path) -> bool:
    """Whether a journal was left, which the next program has to play back."""
    return any(path.with_name(path.name + suffix).exists() for suffix in ("-journal", "-wal"))


def survived(path: Path, before: dict[int, str], promised: list[tuple[int, str]]) -> Ledger:
    """The ledger opened again: sound, and with every promised root over its entries."""
    ledger = Ledger.open(path)
    assert is_sound(ledger)
    leaves = leaves_of(path)
    kept = roots_kept(path)
    assert ledger.head().size == len(leaves) == max(kept)
    for size, root in [*before.items(), *promised]:
        assert size <= len(leaves), "what was acknowledged is there"
        assert root_over(leaves[:size]) == root == kept[size]
    more = sorted(size for size in kept if size > max([*before, *(size for size, _ in promised)]))
    assert len(more) <= 1, "nothing but the batch whose promise did not come through"
    return ledger


@pytest.mark.parametrize("program", [append_for_ever, import_for_ever])
def test_a_killed_program_loses_nothing_it_was_promised(
    base: Path, program: Callable[..., None], told: Told
) -> None:
    chance = Random(SEED)
    before = roots_kept(base)
    path = base.with_name("ledger.db")
    entries = middle = 0

    for kill in range(KILLS // 2):
        shutil.copyfile(base, path)
        promised = killed(program, path, 1_000 + kill, chance.uniform(0, LONGEST_LIFE_S))
        middle += in_the_middle(path)
        ledger = survived(path, before, promised)
        for incident, claims in ledger.claim_totals().items():
            if incident.startswith("incident-"):
                assert claims == int(incident.rsplit("-", 1)[1]), "files are in whole or not at all"
        refused = path.with_name("refused.csv")
        if refused.exists():
            assert refused.read_text("utf-8").count("\n") == 2, "a header and the one bad row"
        entries += ledger.head().size
        record(ledger, a_claim(900 + kill))
        ledger.close()
        path.unlink()

    assert middle
    told(
        f"{KILLS // 2} kills of {program.__name__}, {middle} in mid-transaction: {entries:,} "
        "entries kept, 0 acknowledged ones lost, 0 partial batches"
    )
