"""Programs killed with signal 9 while they write: all they were promised is there, no part of
more, and every root given out before is still the root of that many entries."""

import json
import shutil
import sys
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from random import Random
from time import sleep

import pytest
from click.testing import CliRunner

from tests.faults.conftest import Told
from tests.faults.setting import is_sound, leaves_of, root_over, roots_kept, started
from tests.faults.victims import (
    append_until_killed,
    import_in_batches,
    import_once,
    import_until_killed,
)
from tests.how_often import SEED, many
from tests.ledger.builders import a_claim, a_ledger, record
from tracker.cli.root import root
from tracker.errors import NotFoundError
from tracker.importing import ImportOptions, import_files
from tracker.ledger import Ledger

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="no signals")
JOURNALS = {"ledger.db-journal", "ledger.db-wal", "ledger.db-shm"}
KILLS, FIRST_KILLS, BATCH_KILLS = many(50, 1_000), many(8, 300), many(6, 300)
LONGEST_LIFE_S = 0.08
LONGEST_WAIT_S = 300
"""For a program to begin: a machine that is busy with something else stands still for minutes."""


@pytest.fixture
def base(folder: Path) -> Path:
    """A ledger of 24 entries in two batches."""
    path = folder / "base.db"
    a_ledger(*(a_claim(number) for number in range(20)), where=path).close()
    return path


def killed(
    program: Callable[..., None], path: Path, given: int | str, life_s: float, promises: int = 0
) -> list[tuple[int, str]]:
    """What a program was promised before it was killed, so long after so many promises."""
    process, hearing = started(program, str(path), given)
    assert hearing.poll(LONGEST_WAIT_S), "it began to write"
    hearing.recv()
    promised = []
    for _ in range(promises):
        assert hearing.poll(LONGEST_WAIT_S), "it goes on"
        promised.append(hearing.recv())
    sleep(life_s)
    process.kill()
    process.join()
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
    return any(path.with_name(name).exists() for name in JOURNALS)


def survived(path: Path, before: dict[int, str], promised: list[tuple[int, str]]) -> Ledger:
    """The ledger opened again: sound, and with every promised root over its entries."""
    ledger = Ledger.open(path)
    assert is_sound(ledger)
    leaves = leaves_of(path)
    kept = roots_kept(path)
    assert ledger.head().size == len(leaves) == max(kept)
    for size, promise in [*before.items(), *promised]:
        assert size <= len(leaves), "what was acknowledged is there"
        assert root_over(leaves[:size]) == promise == kept[size]
    more = sorted(size for size in kept if size > max([*before, *(size for size, _ in promised)]))
    assert len(more) <= 1, "nothing but the batch whose promise did not come through"
    return ledger


@pytest.mark.parametrize("program", [append_until_killed, import_until_killed])
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
        left = {one.name for one in base.parent.iterdir()} - {"base.db", "march.csv"}
        beside = {name for name in left if name.startswith(".refused.csv.")}
        for name in beside:  # Killed while it took the place of another: whole, and taken away.
            assert base.with_name(name).read_text("utf-8").count("\n") == 2
        assert len(beside) <= 1, "the next one has taken it away"
        assert left - beside - {"ledger.db", "refused.csv"} <= JOURNALS, "no partial file"
        entries += ledger.head().size
        record(ledger, a_claim(900 + kill))
        ledger.close()
        path.unlink()

    assert middle
    told(
        f"{KILLS // 2} kills of {program.__name__}, {middle} in mid-transaction: {entries:,} "
        "entries kept, 0 acknowledged ones lost, 0 partial batches"
    )


def what_is_left(path: Path) -> str:
    """What somebody finds who looks at a ledger that may not have been made."""
    there = path.stat().st_size if path.exists() else None
    told = CliRunner().invoke(root, ["--db", str(path), "incidents", "--json"])
    if told.exit_code == NotFoundError.exit_code:
        assert "incident add makes one" in told.stderr
        return "no ledger" if there is None else "an empty file"
    assert told.exit_code == 0, told.output
    incidents = json.loads(told.stdout)["incidents"]
    return "the whole ledger" if incidents else "a ledger of no entries"


def test_a_first_import_that_is_killed_stands_in_nobodys_way(folder: Path, told: Told) -> None:
    """It may leave an empty ledger, which is a ledger: looking at it shows nothing, and the
    import, typed again, does it all."""
    chance = Random(SEED)
    rows = "".join(f"{row},paris,hospital,killed,{row},{'n' * 200}\n" for row in range(400))
    file, path = folder / "march.csv", folder / "ledger.db"
    file.write_text(f"ref,incident,source,metric,figure,note\n{rows}", encoding="utf-8")
    left: Counter[str] = Counter()

    for _ in range(FIRST_KILLS):
        killed(import_once, path, str(file), chance.uniform(0, LONGEST_LIFE_S))
        left[what_is_left(path)] += 1

        again = CliRunner().invoke(root, ["--db", str(path), "import", str(file)])

        assert again.exit_code == 0, again.output
        ledger = Ledger.open(path)
        assert is_sound(ledger)
        assert len(ledger.snapshot("paris").claims) == 400
        ledger.close()
        assert sorted(one.name for one in folder.iterdir()) == ["ledger.db", "march.csv"]
        path.unlink()

    found = ", ".join(f"{count} times {what}" for what, count in left.items())
    told(f"{FIRST_KILLS} first imports killed, leaving {found}: 0 in the way of the next")


def test_an_import_in_batches_that_is_killed_loses_no_batch_and_goes_on(
    folder: Path, told: Told
) -> None:
    chance = Random(SEED)
    rows = "".join(f"{row},paris,hospital,killed,{row},{'n' * 200}\n" for row in range(2_000))
    file, path = folder / "march.csv", folder / "ledger.db"
    file.write_text(f"ref,incident,source,metric,figure,note\n{rows}", encoding="utf-8")
    parts = []

    for _ in range(BATCH_KILLS):
        life_s, promises = chance.uniform(0, LONGEST_LIFE_S / 8), chance.randrange(20)
        promised = killed(import_in_batches, path, str(file), life_s, promises)
        ledger = Ledger.open(path)
        assert is_sound(ledger)
        claims = ledger.claim_totals().get("paris", 0)
        assert [size for size, _ in promised if size > ledger.head().size] == []
        assert claims % 50 == 0, "no part of a batch"
        parts.append(claims)

        again = import_files(ledger, [str(file)], ImportOptions(batch=50)).files[0]

        assert (again.already_known, again.recorded) == (claims, 2_000 - claims)
        assert is_sound(ledger)
        ledger.close()
        path.unlink()

    assert any(0 < claims < 2_000 for claims in parts), "some were killed in the middle"
    told(f"{BATCH_KILLS} imports in batches killed at {parts} of 2,000 claims: 0 lost, all went on")
